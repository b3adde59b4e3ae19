// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagerows.h"

#include "models/usage/usagereader.h"

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

//! How long a call of our own can still matter to anybody: the longest window is a day.
constexpr milliseconds OwnCallsKept = std::chrono::days(2);

QVariantList endsOf(const TimeRange &range)
{
    return {qint64(range.from.count()), qint64(range.to.count())};
}

QString packed(const std::vector<TimeRange> &ranges)
{
    QStringList parts;
    for (const TimeRange &range : ranges)
        parts.append(u"%1:%2"_s.arg(range.from.count()).arg(range.to.count()));
    return parts.join(u' ');
}

std::vector<TimeRange> unpacked(const QString &text)
{
    std::vector<TimeRange> ranges;
    for (const QString &part : text.split(u' ', Qt::SkipEmptyParts))
        ranges.push_back({milliseconds(part.section(u':', 0, 0).toLongLong()),
                          milliseconds(part.section(u':', 1, 1).toLongLong())});
    return ranges;
}

//! Empty bytes, which PostgreSQL would take for NULL when Qt passes on a null array.
QByteArray notNull(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

QString notNull(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

} // namespace

Result<std::map<QString, UsageDatabase::WindowCalls>> readWindowCalls(UsageTables &tables,
                                                                      const TimeRange &range)
{
    const auto horizon = readHorizon(*tables.session);
    if (!horizon)
        return fail(horizon.error());
    if (range.from < horizon->minutes)
        return RecentCalls::readRows(*tables.session, tables.names, range);
    return tables.cache.recentCalls().read(*tables.session, tables.names, range);
}

Result<> readRows(UsageTables &tables, const TimeRange &range, const UsageFilter &filter,
                  const std::function<bool(const UsageRow &)> &take)
{
    const auto condition = callCondition(tables.names, filter);
    if (!condition)
        return fail(condition.error());
    if (condition->isNothing)
        return {};
    std::optional<Error> problem;
    const auto read = tables.session->select(
        u"SELECT at, key, tool, client, outcome, duration, seen FROM calls "
        "WHERE at >= ? AND at < ?%1 ORDER BY at, id"_s.arg(condition->sql),
        endsOf(range), [&](const QSqlQuery &row) {
            UsageRow result;
            const auto name = [&](NameKind kind, int column) {
                auto found = tables.names.name(kind, row.value(column).toLongLong());
                if (!found)
                    problem = found.error();
                return std::move(found).value_or(QString());
            };
            result.call.at = milliseconds(row.value(0).toLongLong());
            result.call.key = name(NameKind::Key, 1);
            result.call.tool = name(NameKind::Tool, 2);
            if (!row.value(3).isNull())
                result.call.client = name(NameKind::Client, 3);
            result.call.outcome = outcomeIn(row.value(4));
            result.call.duration = durationIn(row.value(5));
            const int seen = row.value(6).toInt();
            result.isFromService = (seen & seenBit(UsageSource::Service)) != 0;
            result.isFromAudit = (seen & seenBit(UsageSource::Audit)) != 0;
            result.isFromDevice = (seen & seenBit(UsageSource::Device)) != 0;
            return !problem && take(result);
        });
    if (!read)
        return read;
    return problem ? fail(*problem) : Result<>();
}

Result<SourceState> readState(const SqlSession &session, UsageSource source, const QString &reader)
{
    SourceState state;
    const auto read = session.select(
        u"SELECT covered, position, read_at, problem, incomplete_at FROM sources "
        "WHERE source = ? AND reader = ?"_s,
        {int(source), notNull(reader)}, [&state](const QSqlQuery &row) {
            state.covered = unpacked(row.value(0).toString());
            state.cursor = row.value(1).toByteArray();
            state.readAt = milliseconds(row.value(2).toLongLong());
            state.problem = row.value(3).toString();
            state.incompleteAt = milliseconds(row.value(4).toLongLong());
            return false;
        });
    if (!read)
        return fail(read.error());
    return state;
}

Result<> writeState(const SqlSession &session, UsageSource source, const SourceState &state,
                    const QString &reader)
{
    const auto done = session.exec(
        u"INSERT INTO sources (source, reader, covered, position, read_at, problem, incomplete_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, reader) DO UPDATE SET "
        "covered = excluded.covered, position = excluded.position, read_at = excluded.read_at, "
        "problem = excluded.problem, incomplete_at = excluded.incomplete_at"_s,
        {int(source), notNull(reader), notNull(packed(state.covered)), notNull(state.cursor),
         qint64(state.readAt.count()), notNull(state.problem), qint64(state.incompleteAt.count())});
    if (!done)
        return fail(done.error());
    return {};
}

Result<> writeOwnCall(const SqlSession &session, const QString &key, milliseconds at)
{
    const auto added = session.exec(u"INSERT INTO own_calls (key, at) VALUES (?, ?)"_s,
                                    {notNull(key), qint64(at.count())});
    if (!added)
        return fail(added.error());
    const auto pruned = session.exec(u"DELETE FROM own_calls WHERE key = ? AND at < ?"_s,
                                     {notNull(key), qint64((at - OwnCallsKept).count())});
    if (!pruned)
        return fail(pruned.error());
    return {};
}

Result<std::vector<milliseconds>> readOwnCalls(const SqlSession &session, const QString &key,
                                               const TimeRange &range)
{
    std::vector<milliseconds> times;
    const auto read = session.select(
        u"SELECT at FROM own_calls WHERE key = ? AND at >= ? AND at < ? ORDER BY at"_s,
        QVariantList{notNull(key)} + endsOf(range), [&times](const QSqlQuery &row) {
            times.push_back(milliseconds(row.value(0).toLongLong()));
            return true;
        });
    if (!read)
        return fail(read.error());
    return times;
}

} // namespace Konstantly
