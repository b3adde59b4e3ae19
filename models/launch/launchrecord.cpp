// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/launchrecord.h"

#include "models/settings/apppaths.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr EntryLog::Limits Limits{qint64(1024) * 1024, 1};

constexpr std::array<std::pair<LaunchOutcome, const char *>, 3> Outcomes{{
    {LaunchOutcome::Started, "started"},
    {LaunchOutcome::StoodIn, "stood-in"},
    {LaunchOutcome::WasSilent, "was-silent"},
}};

} // namespace

LaunchLog::LaunchLog(const AppPaths &paths)
    : m_log(paths.stateDir + u"/launches"_s, u"launches"_s, Limits)
{}

QByteArray LaunchLog::toLine(const LaunchRecord &record)
{
    const auto *outcome = std::find_if(
        Outcomes.begin(), Outcomes.end(),
        [&record](const auto &row) { return row.first == record.outcome; });
    return QJsonDocument(QJsonObject{{u"at"_s, qint64(record.at.count())},
                                     {u"profile"_s, record.profile},
                                     {u"client"_s, record.client.name},
                                     {u"version"_s, record.client.version},
                                     {u"parent"_s, record.parent},
                                     {u"outcome"_s, QString::fromLatin1(outcome->second)},
                                     {u"error"_s, record.error}})
        .toJson(QJsonDocument::Compact);
}

std::optional<LaunchRecord> LaunchLog::fromLine(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const QString name = object.value(u"outcome"_s).toString();
    const auto *outcome = std::find_if(Outcomes.begin(), Outcomes.end(), [&name](const auto &row) {
        return name == QLatin1StringView(row.second);
    });
    const qint64 at = object.value(u"at"_s).toInteger(-1);
    if (outcome == Outcomes.end() || at < 0)
        return std::nullopt;
    return LaunchRecord{
        std::chrono::milliseconds(at),
        object.value(u"profile"_s).toString(),
        {object.value(u"client"_s).toString(), object.value(u"version"_s).toString()},
        object.value(u"parent"_s).toString(),
        outcome->first,
        object.value(u"error"_s).toString()};
}

bool LaunchLog::append(const LaunchRecord &record) const
{
    return m_log.append(toLine(record));
}

Result<LaunchLog::Batch> LaunchLog::read(const LogCursor &from) const
{
    const auto lines = m_log.read(from);
    if (!lines)
        return fail(lines.error());
    Batch batch{{}, lines->next, lines->hasMore};
    for (const QByteArray &line : lines->lines) {
        if (const auto record = fromLine(line))
            batch.records << *record;
    }
    return batch;
}

Result<QHash<QString, LaunchRecord>> LaunchLog::lastPerClient(const QString &profile) const
{
    QHash<QString, LaunchRecord> last;
    LogCursor cursor;
    for (bool hasMore = true; hasMore;) {
        const auto batch = read(cursor);
        if (!batch)
            return fail(batch.error());
        for (const LaunchRecord &record : batch->records) {
            if (!profile.isEmpty() && record.profile != profile)
                continue;
            const auto known = last.constFind(record.client.name);
            if (known == last.constEnd() || known->at <= record.at)
                last.insert(record.client.name, record);
        }
        cursor = batch->next;
        hasMore = batch->hasMore;
    }
    return last;
}

} // namespace Konstantly
