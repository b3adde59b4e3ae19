// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/devicecalls.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace Konstantly {

using std::chrono::milliseconds;

QByteArray DeviceCursor::toJson() const
{
    QJsonObject object{{u"log"_s, QJsonDocument::fromJson(log.toJson()).object()}};
    if (skew)
        object.insert("skewMs"_L1, qint64(skew->count()));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

DeviceCursor DeviceCursor::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    DeviceCursor cursor;
    cursor.log = LogCursor::fromJson(
        QJsonDocument(object.value("log"_L1).toObject()).toJson(QJsonDocument::Compact));
    if (const QJsonValue skew = object.value("skewMs"_L1); skew.isDouble())
        cursor.skew = milliseconds(skew.toInteger());
    return cursor;
}

Result<DeviceCalls> addDeviceCalls(UsageDatabase &database, const CallLog &log,
                                   const QString &profile, const QString &reader,
                                   std::optional<milliseconds> skew, milliseconds now)
{
    Result<SourceState> state = database.state(UsageSource::Device, reader);
    if (!state)
        return fail(state.error());
    DeviceCursor cursor = DeviceCursor::fromJson(state->cursor);
    if (skew)
        cursor.skew = skew;
    const Result<CallLog::Batch> batch = log.read(cursor.log);
    if (!batch) {
        state->problem = errorName(batch.error().code);
        static_cast<void>(database.setState(UsageSource::Device, *state, reader));
        return fail(batch.error());
    }
    const milliseconds shift = cursor.skew && std::abs(cursor.skew->count()) > TolerableSkew.count()
                                   ? *cursor.skew
                                   : milliseconds(0);
    QList<UsageCall> calls;
    for (const CallEntry &entry : batch->entries) {
        if (entry.profile != profile)
            continue;
        calls << UsageCall{entry.call.at + shift,
                           entry.key,
                           entry.call.tool,
                           entry.call.outcome,
                           entry.call.duration,
                           entry.client.name,
                           {}};
    }
    DeviceCalls result;
    result.hasMore = batch->hasMore;
    result.calls = calls.size();
    const bool isSame = calls.isEmpty() && batch->next == cursor.log && state->problem.isEmpty()
                        && state->readAt.count() != 0
                        && now - state->readAt < std::chrono::minutes(1);
    if (isSame)
        return result; // nothing to write down every few seconds
    cursor.log = batch->next;
    state->cursor = cursor.toJson();
    state->problem.clear();
    state->readAt = now;
    const Result<UsageAdded> added = database.add(UsageSource::Device, calls, *state, reader);
    if (!added)
        return fail(added.error());
    result.added = *added;
    return result;
}

} // namespace Konstantly
