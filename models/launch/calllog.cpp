// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/calllog.h"

#include "models/settings/apppaths.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Konstantly {

using std::chrono::milliseconds;

CallLog::CallLog(const AppPaths &paths)
    : CallLog(paths, EntryLog::Limits{})
{}

CallLog::CallLog(const AppPaths &paths, EntryLog::Limits limits)
    : m_log(paths.stateDir + u"/calls"_s, u"calls"_s, limits)
{}

QByteArray CallLog::toLine(const CallEntry &entry)
{
    const auto outcome = outcomeName(entry.call.outcome);
    return QJsonDocument(QJsonObject{{u"at"_s, qint64(entry.call.at.count())},
                                     {u"ms"_s, qint64(entry.call.duration.count())},
                                     {u"tool"_s, entry.call.tool},
                                     {u"outcome"_s, QString::fromLatin1(outcome)},
                                     {u"profile"_s, entry.profile},
                                     {u"key"_s, entry.key},
                                     {u"client"_s, entry.client.name},
                                     {u"version"_s, entry.client.version}})
        .toJson(QJsonDocument::Compact);
}

std::optional<CallEntry> CallLog::fromLine(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const auto outcome = outcomeFromName(object.value(u"outcome"_s).toString().toLatin1());
    const QString tool = object.value(u"tool"_s).toString();
    const qint64 at = object.value(u"at"_s).toInteger(-1);
    const qint64 ms = object.value(u"ms"_s).toInteger(-1);
    if (!outcome || tool.isEmpty() || at < 0 || ms < 0)
        return std::nullopt;
    return CallEntry{{milliseconds(at), milliseconds(ms), tool, *outcome, {}},
                     object.value(u"profile"_s).toString(),
                     object.value(u"key"_s).toString(),
                     {object.value(u"client"_s).toString(), object.value(u"version"_s).toString()}};
}

bool CallLog::append(const CallEntry &entry) const
{
    return m_log.append(toLine(entry));
}

Result<CallLog::Batch> CallLog::read(const LogCursor &from, qsizetype maxEntries) const
{
    const auto lines = m_log.read(from, maxEntries);
    if (!lines)
        return fail(lines.error());
    Batch batch{{}, lines->next, lines->hasMore, 0};
    for (const QByteArray &line : lines->lines) {
        if (const auto entry = fromLine(line))
            batch.entries << *entry;
        else
            ++batch.damaged;
    }
    return batch;
}

} // namespace Konstantly
