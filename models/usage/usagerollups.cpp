// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagerollups.h"

#include "models/usage/bulkinsert.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

constexpr unsigned DurationBits = 24; // 0 = not told; more than a digest tells apart
constexpr unsigned OutcomeBits = 4;

quint64 packedDetails(qint64 tool, OutcomeClass outcome, std::optional<milliseconds> duration)
{
    constexpr qint64 Longest = (qint64(1) << DurationBits) - 2;
    const qint64 told = duration ? std::clamp(qint64(duration->count()), qint64(0), Longest) + 1
                                 : 0;
    return (((quint64(tool) << OutcomeBits) | quint64(outcome)) << DurationBits) | quint64(told);
}

//! \a details of a call whose tool does not matter.
quint64 withoutTool(quint64 details)
{
    return details & ((quint64(1) << (OutcomeBits + DurationBits)) - 1);
}

//! Groups come in order.
void addPacked(RollupCell &cell, qint64 key, quint64 details)
{
    const qint64 duration = qint64(details & ((quint64(1) << DurationBits) - 1)) - 1;
    details >>= DurationBits;
    cell.add({key, qint64(details >> OutcomeBits),
              OutcomeClass(details & ((quint64(1) << OutcomeBits) - 1))},
             duration < 0 ? std::nullopt : std::optional(milliseconds(duration)));
}

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

Result<> addRow(BulkInsert &rows, int width, int part, qint64 key, milliseconds start,
                const QByteArray &cell)
{
    rows.add(qint64(width));
    rows.add(qint64(part));
    rows.add(key);
    rows.add(qint64(start.count()));
    rows.add(QByteArrayView(cell));
    return rows.endRow();
}

Result<> erase(const SqlSession &session, int width, int part, qint64 key, milliseconds start)
{
    const auto done = session.exec(
        u"DELETE FROM rollups WHERE width = ? AND part = ? AND key = ? AND start = ?"_s,
        {width, part, key, qint64(start.count())});
    return done ? Result<>() : fail(done.error());
}

} // namespace

int storedWidth(BucketWidth width)
{
    switch (width) {
    case BucketWidth::Minute:
        return 1;
    case BucketWidth::Hour:
        return 2;
    case BucketWidth::Day:
        break;
    }
    return 3;
}

void RollupChanges::note(const auto &call, Counts &counts)
{
    const quint64 details = packedDetails(call.tool, outcomeClass(call.outcome), call.duration);
    if (call.at >= m_horizon.minutes) {
        counts.minutes.push_back(
            {call.key, m_calendar.start(BucketWidth::Minute, call.at), details});
        counts.calls.push_back({call.at, call.key, call.tool, call.outcome});
    }
    const TimeRange day = m_calendar.bucket(BucketWidth::Day, call.at);
    bool isInHour = false;
    if (call.at >= m_horizon.hours) {
        const TimeRange hour = m_calendar.bucket(BucketWidth::Hour, call.at);
        counts.hours.push_back({call.key, hour.from, details});
        isInHour = day.from <= hour.from && hour.to <= day.to;
    }
    if (!isInHour)
        counts.days.push_back({call.key, day.from, details});
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
        return m_days[{storedWidth(BucketWidth::Day), int(part), ofKey, day}].added;
    };
    added(RollupPart::ByTool, key).add(cell);
    added(RollupPart::ByTool, 0).add(cell);
    addTotals(added(RollupPart::ByKey, 0), cell, key);
    addTotals(added(RollupPart::Total, 0), cell, 0);
}

//! Hands the cells of \a part that \a counts come to, and their places, to \a take: one for each start and, where \a isOfOneKey,
//! key. What is counted comes in the order of its groups and durations, so that each lands at the end of its cell.
void RollupChanges::forEachCell(std::vector<Count> &counts, int width, RollupPart part,
                                bool isOfOneKey, const auto &take)
{
    std::ranges::sort(counts, {}, [isOfOneKey](const Count &c) {
        const auto start = qint64(c.start.count());
        return isOfOneKey ? std::tuple(c.key, start, c.details)
                          : std::tuple(start, c.key, c.details);
    });
    for (auto next = counts.cbegin(); next != counts.cend();) {
        const Place place{width, int(part), isOfOneKey ? next->key : 0, next->start};
        RollupCell cell;
        for (; next != counts.cend() && next->start == place.start
               && (!isOfOneKey || next->key == place.key);
             ++next)
            addPacked(cell, isOfOneKey ? 0 : next->key, next->details);
        take(place, std::move(cell));
    }
}

//! All cells of hours or days that \a counts come to. The sums over keys and tools are counted from the calls again: adding up
//! the cells of the keys would cost several times that.
void RollupChanges::forEachCell(std::vector<Count> &counts, BucketWidth bucketWidth,
                                const auto &take)
{
    const int width = storedWidth(bucketWidth);
    const auto forget = [](std::vector<Count> &of, bool isKey) {
        for (Count &c : of) {
            if (isKey)
                c.key = 0;
            else
                c.details = withoutTool(c.details);
        }
    };
    forEachCell(counts, width, RollupPart::ByTool, true, take);
    std::vector<Count> withTools = counts;
    forget(withTools, true);
    forEachCell(withTools, width, RollupPart::ByTool, false, take);
    forget(counts, false);
    forEachCell(counts, width, RollupPart::ByKey, false, take);
    forget(counts, true);
    forEachCell(counts, width, RollupPart::Total, false, take);
    counts.clear();
}

//! The cells of minutes and of hours into \a cells, those of days into m_days.
void RollupChanges::takeCounts(Counts &counts, RollupCell Change::*side, Cells &cells)
{
    forEachCell(counts.minutes, storedWidth(BucketWidth::Minute), RollupPart::ByKeyAndTool, false,
                [&](const Place &place, RollupCell cell) { cells[place].*side = std::move(cell); });
    counts.minutes.clear();
    forEachCell(counts.hours, BucketWidth::Hour, [&](const Place &place, RollupCell cell) {
        const TimeRange day = m_calendar.bucket(BucketWidth::Day, place.start);
        if (day.to >= place.start + std::chrono::hours(1)) {
            Place ofDay = place;
            ofDay.width = storedWidth(BucketWidth::Day);
            ofDay.start = day.from;
            (m_days[ofDay].*side).add(cell);
        }
        cells[place].*side = std::move(cell);
    });
    forEachCell(counts.days, BucketWidth::Day,
                [&](const Place &place, RollupCell cell) { (m_days[place].*side).add(cell); });
}

//! Everything that changes. Takes what was gathered.
RollupChanges::Cells RollupChanges::takePlaces()
{
    Cells cells;
    takeCounts(m_added, &Change::added, cells);
    takeCounts(m_removed, &Change::removed, cells);
    cells.merge(m_days);
    m_days.clear();
    return cells;
}

Result<> RollupChanges::readPresent(const SqlSession &session, Cells &cells)
{
    // One query for all starts of one key: they are next to each other.
    for (auto first = cells.begin(); first != cells.end();) {
        const Place &place = first->first;
        auto end = first;
        milliseconds last = place.start;
        while (end != cells.end() && end->first.width == place.width
               && end->first.part == place.part && end->first.key == place.key) {
            last = end->first.start;
            ++end;
        }
        bool isBroken = false;
        auto at = first;
        const auto read = session.select(
            u"SELECT start, cell FROM rollups WHERE width = ? AND part = ? AND key = ? "
            "AND start >= ? AND start <= ? ORDER BY start"_s,
            {place.width, place.part, place.key, qint64(place.start.count()), qint64(last.count())},
            [&](const QSqlQuery &row) {
                const milliseconds start(row.value(0).toLongLong());
                while (at != end && at->first.start < start)
                    ++at;
                if (at == end || at->first.start != start)
                    return at != end;
                const auto cell = RollupCell::fromBytes(row.value(1).toByteArray());
                isBroken = !cell;
                if (cell)
                    at->second.added.add(*cell);
                return !isBroken;
            });
        if (!read)
            return read;
        if (isBroken)
            return fail(ErrorCode::FileUnreadable, u"a roll-up can't be understood"_s);
        first = end;
    }
    return {};
}

//! The minutes' calls, one by one.
Result<> RollupChanges::writeCalls(const SqlSession &session, RollupCache &cache)
{
    std::map<milliseconds, MinuteCalls> minutes;
    const auto minuteOf = [&](const MinuteCalls::Call &call) -> MinuteCalls & {
        const milliseconds start = m_calendar.start(BucketWidth::Minute, call.at);
        return minutes.try_emplace(start, start).first->second;
    };
    for (const auto &call : m_added.calls)
        minuteOf(call).add(call);
    for (const auto &call : m_removed.calls)
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
    for (const auto &call : m_removed.calls)
        minuteOf(call).remove(call);
    BulkInsert rows = insertion(session);
    for (auto &[start, calls] : minutes) {
        cache.forget(width, part, 0, start);
        const auto done = calls.isEmpty() ? erase(session, width, part, 0, start)
                                          : addRow(rows, width, part, 0, start, calls.toBytes());
        if (!done)
            return done;
    }
    m_added.calls.clear();
    m_removed.calls.clear();
    return rows.finish();
}

Result<> RollupChanges::write(const SqlSession &session, RollupCache &cache, Cells &cells)
{
    BulkInsert rows = insertion(session);
    for (auto &[place, change] : cells) {
        cache.forget(place.width, place.part, place.key, place.start);
        RollupCell &cell = change.added;
        if (!change.removed.isEmpty())
            cell.remove(change.removed);
        const auto done = cell.isEmpty()
                              ? erase(session, place.width, place.part, place.key, place.start)
                              : addRow(rows, place.width, place.part, place.key, place.start,
                                       cell.toBytes());
        if (!done)
            return done;
    }
    return rows.finish();
}

Result<> RollupChanges::apply(const SqlSession &session, RollupCache &cache)
{
    Cells cells = takePlaces();
    if (const auto read = readPresent(session, cells); !read)
        return read;
    if (const auto written = write(session, cache, cells); !written)
        return written;
    return writeCalls(session, cache);
}

} // namespace Konstantly
