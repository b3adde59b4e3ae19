// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagerollups.h"

#include "models/usage/bulkinsert.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

//! Adds \a cell without its tools, as the calls of \a key.
void addTotals(RollupCell &totals, const RollupCell &cell, qint64 key)
{
    for (const RollupCell::Entry &e : cell.entries())
        totals.add({key, 0, e.group.outcome}, e.calls, e.durations);
}

BulkInsert insertion(const SqlSession &session)
{
    using Kind = BulkInsert::Kind;
    return {session,
            "rollups",
            {{"width", Kind::Number},
             {"part", Kind::Number},
             {"key", Kind::Number},
             {"start", Kind::Number},
             {"cell", Kind::Bytes}},
            " ON CONFLICT (width, part, key, start) DO UPDATE SET cell = excluded.cell"};
}

//! An empty \a cell: no row.
Result<> writeRow(const SqlSession &session, BulkInsert &rows, const RollupPlace &place,
                  const QByteArray &cell)
{
    if (cell.isEmpty()) {
        const auto done = session.exec(
            u"DELETE FROM rollups WHERE width = ? AND part = ? AND key = ? AND start = ?"_s,
            {place.width, place.part, place.key, qint64(place.start.count())});
        return done ? Result<>() : fail(done.error());
    }
    rows.add(qint64(place.width));
    rows.add(qint64(place.part));
    rows.add(place.key);
    rows.add(qint64(place.start.count()));
    rows.add(QByteArrayView(cell));
    return rows.endRow();
}

} // namespace

void RollupChanges::note(const auto &call, Calls &calls) const
{
    calls.counts.add(call.at, call.key, call.tool, outcomeClass(call.outcome), call.duration);
    if (call.at >= m_horizon.minutes)
        calls.ofMinutes.push_back({call.at, call.key, call.tool, call.outcome});
}

void RollupChanges::add(const CallRow &row)
{
    note(row, m_added);
}

void RollupChanges::add(const Observation &alone)
{
    note(alone, m_added);
}

void RollupChanges::remove(const CallRow &row)
{
    note(row, m_removed);
}

void RollupChanges::addToDay(milliseconds day, qint64 key, const RollupCell &cell)
{
    const auto added = [&](RollupPart part, qint64 ofKey) -> RollupCell & {
        return m_days[{storedWidth(BucketWidth::Day), int(part), ofKey, day}];
    };
    added(RollupPart::ByTool, key).add(cell);
    added(RollupPart::ByTool, 0).add(cell);
    addTotals(added(RollupPart::ByKey, 0), cell, key);
    addTotals(added(RollupPart::Total, 0), cell, 0);
}

//! Everything that changes, but for the minutes' calls. Takes what was gathered.
RollupChanges::Changes RollupChanges::takeChanges()
{
    Changes changes;
    m_added.counts.forEachCell(m_calendar, m_horizon,
                               [&changes](const RollupPlace &place, QByteArray cell) {
                                   const auto at = changes.try_emplace(changes.end(), place);
                                   at->second.added = std::move(cell);
                               });
    m_removed.counts.forEachCell(m_calendar, m_horizon,
                                 [&changes](const RollupPlace &place, QByteArray cell) {
                                     changes[place].removed = std::move(cell);
                                 });
    for (const auto &[place, cell] : m_days)
        changes[place].added = cell.toBytes();
    m_added.counts.clear();
    m_removed.counts.clear();
    m_days.clear();
    return changes;
}

//! Reads the rows of \a wanted, places in \a changes, that there are.
Result<> RollupChanges::readPresent(const SqlSession &session,
                                    const std::vector<Changes::iterator> &wanted, Changes &changes)
{
    constexpr std::size_t atOnce = 500;
    for (std::size_t first = 0; first < wanted.size(); first += atOnce) {
        const std::size_t last = std::min(first + atOnce, wanted.size());
        QByteArrayList places;
        for (std::size_t i = first; i < last; ++i) {
            const RollupPlace &place = wanted[i]->first;
            places.append('(' + QByteArray::number(place.width) + ','
                          + QByteArray::number(place.part) + ',' + QByteArray::number(place.key)
                          + ',' + QByteArray::number(qint64(place.start.count())) + ')');
        }
        const auto read = session.selectOnce(
            u"SELECT width, part, key, start, cell FROM (VALUES %1) AS wanted JOIN rollups "
            "ON width = column1 AND part = column2 AND key = column3 AND start = column4"_s.arg(
                QString::fromLatin1(places.join(','))),
            [&changes](const QSqlQuery &row) {
                changes[{row.value(0).toInt(), row.value(1).toInt(), row.value(2).toLongLong(),
                         milliseconds(row.value(3).toLongLong())}]
                    .present
                    = row.value(4).toByteArray();
                return true;
            });
        if (!read)
            return read;
    }
    return {};
}

Result<> RollupChanges::readPresent(const SqlSession &session, Changes &changes)
{
    // Where there are no calls at all, there are none of a key or a tool: most rows of a long history are new when they come.
    const auto isOfAll = [](const RollupPlace &place) {
        return place.part != int(RollupPart::ByTool) && place.part != int(RollupPart::ByKey);
    };
    std::vector<Changes::iterator> wanted;
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (isOfAll(change->first))
            wanted.push_back(change);
    }
    if (const auto read = readPresent(session, wanted, changes); !read)
        return read;
    std::set<std::pair<int, milliseconds>> withCalls;
    for (const Changes::iterator &change : wanted) {
        if (!change->second.present.isEmpty())
            withCalls.emplace(change->first.width, change->first.start);
    }
    wanted.clear();
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (!isOfAll(change->first)
            && withCalls.contains({change->first.width, change->first.start}))
            wanted.push_back(change);
    }
    return readPresent(session, wanted, changes);
}

//! The minutes' calls, one by one.
Result<> RollupChanges::writeCalls(const SqlSession &session, RollupCache &cache)
{
    std::map<milliseconds, MinuteCalls> minutes;
    const auto minuteOf = [&](const MinuteCalls::Call &call) -> MinuteCalls & {
        const milliseconds start = m_calendar.start(BucketWidth::Minute, call.at);
        return minutes.try_emplace(start, start).first->second;
    };
    for (const auto &call : m_added.ofMinutes)
        minuteOf(call).add(call);
    for (const auto &call : m_removed.ofMinutes)
        (void) minuteOf(call);
    if (minutes.empty())
        return {};
    const int width = storedWidth(BucketWidth::Minute);
    const int part = int(RollupPart::Calls);
    bool isBroken = false;
    const auto read = session.select(
        u"SELECT start, cell FROM rollups WHERE width = ? AND part = ? AND key = 0 "
        "AND start >= ? AND start <= ?"_s,
        {width, part, qint64(minutes.begin()->first.count()),
         qint64(minutes.rbegin()->first.count())},
        [&](const QSqlQuery &row) {
            const auto found = minutes.find(milliseconds(row.value(0).toLongLong()));
            isBroken = found != minutes.end()
                       && !found->second.addBytes(row.value(1).toByteArray());
            return !isBroken;
        });
    if (!read)
        return read;
    if (isBroken)
        return fail(ErrorCode::FileUnreadable, u"the calls of a minute can't be understood"_s);
    for (const auto &call : m_removed.ofMinutes)
        minuteOf(call).remove(call);
    BulkInsert rows = insertion(session);
    for (auto &[start, calls] : minutes) {
        const auto done = writeRow(session, rows, {width, part, 0, start},
                                   calls.isEmpty() ? QByteArray() : calls.toBytes());
        if (!done)
            return done;
    }
    cache.recentCalls().change(m_added.ofMinutes, m_removed.ofMinutes);
    m_added.ofMinutes.clear();
    m_removed.ofMinutes.clear();
    return rows.finish();
}

Result<> RollupChanges::write(const SqlSession &session, RollupCache &cache, const Changes &changes)
{
    BulkInsert rows = insertion(session);
    for (const auto &[place, change] : changes) {
        QByteArray bytes = change.added;
        if (!change.present.isEmpty() || !change.removed.isEmpty()) {
            auto cell = RollupCell::fromBytes(change.present);
            const auto added = RollupCell::fromBytes(change.added);
            const auto removed = RollupCell::fromBytes(change.removed);
            if (!cell || !added || !removed)
                return fail(ErrorCode::FileUnreadable, u"a roll-up can't be understood"_s);
            cell->add(*added);
            if (!removed->isEmpty())
                cell->remove(*removed);
            bytes = cell->toBytes();
        }
        if (const auto done = writeRow(session, rows, place, bytes); !done)
            return done;
        cache.replace(place, bytes);
    }
    return rows.finish();
}

Result<> RollupChanges::apply(const SqlSession &session, RollupCache &cache)
{
    Changes changes = takeChanges();
    if (const auto read = readPresent(session, changes); !read)
        return read;
    if (const auto written = write(session, cache, changes); !written)
        return written;
    return writeCalls(session, cache);
}

} // namespace Konstantly
