// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keytext.h"

#include "models/base/plaintext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(KeyText)
};

} // namespace

QString agoText(const QDateTime &time, const QDateTime &now)
{
    const qint64 seconds = time.secsTo(now);
    if (seconds < 10)
        return Texts::tr("just now");
    if (seconds < 60)
        return Texts::tr("%n s ago", nullptr, int(seconds));
    if (seconds < 3600)
        return Texts::tr("%n min ago", nullptr, int(seconds / 60));
    if (seconds < 86400)
        return Texts::tr("%n h ago", nullptr, int(seconds / 3600));
    return Texts::tr("%n d ago", nullptr, int(qMin<qint64>(seconds / 86400, 100'000)));
}

QString lastUsedText(const LastUsed &lastUsed, const QDateTime &now)
{
    switch (lastUsed.state) {
    case LastUsed::State::NotProvided:
        return Texts::tr("not provided");
    case LastUsed::State::Never:
        return Texts::tr("never");
    case LastUsed::State::At:
        return agoText(lastUsed.at, now);
    }
    return {};
}

QString ageText(int days)
{
    return Texts::tr("%n d", nullptr, days);
}

QString ownerText(const Key &key)
{
    if (!key.owner)
        return Texts::tr("not provided");
    return plainText(key.owner->name.isEmpty() ? key.owner->id : key.owner->name);
}

QString statusText(const KeyRow &row)
{
    const KeyStatus worst = worstStatus(row.statuses);
    if (worst == KeyStatus::RotationDue) {
        return row.overdueDays == 0 ? Texts::tr("Rotate today")
                                    : Texts::tr("Rotate: %n d overdue", nullptr, row.overdueDays);
    }
    if (worst == KeyStatus::Idle)
        return Texts::tr("Idle for %n d", nullptr, row.idleDays);
    return statusLabel(worst);
}

} // namespace Konstantly
