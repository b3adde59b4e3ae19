// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/devicelogs.h"

#include "models/audit/auditfiles.h"
#include "models/audit/localevents.h"
#include "models/base/file.h"
#include "models/launch/launchrecord.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QString pathOf(const AppPaths &paths, const QString &workspace)
{
    return auditFileBase(paths, workspace) + u".begin.json"_s;
}

LogCursor later(LogCursor a, const LogCursor &b)
{
    for (auto it = b.offsets.begin(); it != b.offsets.end(); ++it) {
        qint64 &offset = a.offsets[it.key()];
        offset = std::max(offset, it.value());
    }
    return a;
}

//! Where \a read, from one place to the next, comes to an end.
template<typename Read>
Result<LogCursor> endOf(Read read)
{
    LogCursor end;
    for (bool hasMore = true; hasMore;) {
        const auto batch = read(end);
        if (!batch)
            return fail(batch.error());
        end = batch->next;
        hasMore = batch->hasMore;
    }
    return end;
}

} // namespace

DeviceLogPlace DeviceLogPlace::notBefore(const DeviceLogPlace &other) const
{
    return {later(events, other.events), later(launches, other.launches)};
}

Result<> beginDeviceLogs(const AppPaths &paths, const QString &workspace)
{
    const LocalEvents events(paths, {});
    const LaunchLog launches(paths);
    const auto eventsEnd = endOf([&events](const LogCursor &from) { return events.read(from); });
    const auto launchesEnd = endOf(
        [&launches](const LogCursor &from) { return launches.read(from); });
    if (!eventsEnd || !launchesEnd)
        return fail(eventsEnd ? launchesEnd.error() : eventsEnd.error());
    const QJsonObject begin{{u"format"_s, 1},
                            {u"events"_s, QString::fromUtf8(eventsEnd->toJson())},
                            {u"launches"_s, QString::fromUtf8(launchesEnd->toJson())}};
    return writePrivateFile(pathOf(paths, workspace),
                            QJsonDocument(begin).toJson(QJsonDocument::Compact));
}

DeviceLogPlace deviceLogBegin(const AppPaths &paths, const QString &workspace)
{
    const auto file = readFile(pathOf(paths, workspace));
    const QJsonObject begin = file ? QJsonDocument::fromJson(file->bytes).object() : QJsonObject();
    return {LogCursor::fromJson(begin.value("events"_L1).toString().toUtf8()),
            LogCursor::fromJson(begin.value("launches"_L1).toString().toUtf8())};
}

int damagedDeviceLines(const AppPaths &paths, const QString &workspace)
{
    const LocalEvents events(paths, {});
    LogCursor place = deviceLogBegin(paths, workspace).events;
    int damaged = 0;
    for (bool hasMore = true; hasMore;) {
        const auto batch = events.read(place);
        if (!batch)
            return 0;
        damaged += batch->damaged;
        place = batch->next;
        hasMore = batch->hasMore;
    }
    return damaged;
}

} // namespace Konstantly
