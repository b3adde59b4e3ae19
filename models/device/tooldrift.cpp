// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/toolscan.h"

#include <QCoreApplication>

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(DeviceStore)
};

bool hasDrifted(const ToolStatus &status, const ScannedTool &scanned)
{
    if (!scanned.record || scanned.record->path != scanned.path)
        return false;
    if (status.state == ToolState::Changed)
        return true;
    const FoundEntry *entry = scanned.inspection.find(scanned.record->entryName);
    return status.state == ToolState::Plaintext && entry && entry->hasPlaintextKey();
}

} // namespace

void addDrift(ToolStatus &status, const ScannedTool &scanned, const QDateTime &now)
{
    status.hasBackups = scanned.hasBackups;
    status.hasDrifted = hasDrifted(status, scanned);
    if (!status.hasDrifted)
        return;
    const QString name = scanned.tool.name;
    const int putBacks = scanned.record->putBacks(now);
    status.offersPutBack = putBacks < MaxPutBacks;
    if (!status.offersPutBack)
        status.detail = Texts::tr(
                            "The entry was put back %n time(s) in a week, and each time %1 threw "
                            "it out again. Quit %1 completely, also in the system tray, and look "
                            "whether it starts another copy of itself; then use “Preview change” "
                            "in its menu. Until then use another AI tool with this workspace.",
                            nullptr, putBacks)
                            .arg(name);
    else if (status.state == ToolState::Plaintext)
        status.detail = Texts::tr(
                            "It was set up, and now the key is back in the file in plain text: %1 "
                            "wrote an old version of the file back. Quit it completely before you "
                            "protect it again.")
                            .arg(name);
}

} // namespace Konstantly
