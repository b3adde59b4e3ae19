// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagerollups.h"

#include "models/usage/bulkinsert.h"

#include <algorithm>
#include <span>
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
    m_days[{storedWidth(BucketWidth::Day), int(RollupPart::ByTool), key, day}].added.add(cell);
}

//! The cells of minutes and of hours into \a cells, those of days into m_days.
void RollupChanges::takeCounts(Counts &counts, RollupCell Change::*side, Cells &cells)
{
    const auto byKey = [](const Count &c) { return std::tuple(c.key, c.start, c.details); };
    const auto byStart = [](const Count &c) { return std::tuple(c.start, c.key, c.details); };
    std::ranges::sort(counts.minutes, {}, byStart);
    std::ranges::sort(counts.hours, {}, byKey);
    std::ranges::sort(counts.days, {}, byKey);
    const auto forEachRun = [](const std::vector<Count> &sorted, auto isSame, auto take) {
        for (auto first = sorted.begin(); first != sorted.end();) {
            const auto end = std::find_if_not(first, sorted.end(),
                                              [&](const Count &c) { return isSame(*first, c); });
            take(std::span(first, end));
            first = end;
        }
    };
    const auto isSamePlace = [](const Count &a, const Count &b) {
        return a.key == b.key && a.start == b.start;
    };
    const auto isSameStart = [](const Count &a, const Count &b) { return a.start == b.start; };
    forEachRun(counts.minutes, isSameStart, [&](std::span<const Count> run) {
        RollupCell &cell = cells[{storedWidth(BucketWidth::Minute), int(RollupPart::ByKeyAndTool),
                                  0, run.front().start}]
                           .*side;
        for (const Count &c : run)
            addPacked(cell, c.key, c.details);
    });
    const auto dayCell = [&](qint64 key, milliseconds start) -> RollupCell & {
        return m_days[{storedWidth(BucketWidth::Day), int(RollupPart::ByTool), key, start}].*side;
    };
    forEachRun(counts.hours, isSamePlace, [&](std::span<const Count> run) {
        const auto &[key, start, details] = run.front();
        RollupCell &cell
            = cells[{storedWidth(BucketWidth::Hour), int(RollupPart::ByTool), key, start}].*side;
        for (const Count &c : run)
            addPacked(cell, 0, c.details);
        const TimeRange day = m_calendar.bucket(BucketWidth::Day, start);
        if (day.to >= start + std::chrono::hours(1))
            dayCell(key, day.from).add(cell);
    });
    forEachRun(counts.days, isSamePlace, [&](std::span<const Count> run) {
        RollupCell cell;
        for (const Count &c : run)
            addPacked(cell, 0, c.details);
        dayCell(run.front().key, run.front().start).add(cell);
    });
    counts.minutes.clear();
    counts.hours.clear();
    counts.days.clear();
}

//! What \a change of a key's place changes over tools, over keys, and over both.
void RollupChanges::addSums(const Place &place, const Change &change, Cells &cells)
{
    Change &allKeys = cells[{place.width, place.part, 0, place.start}];
    allKeys.added.add(change.added);
    allKeys.removed.add(change.removed);
    Change &byKey = cells[{place.width, int(RollupPart::ByKey), 0, place.start}];
    addTotals(byKey.added, change.added, place.key);
    addTotals(byKey.removed, change.removed, place.key);
    Change &total = cells[{place.width, int(RollupPart::Total), 0, place.start}];
    addTotals(total.added, change.added, 0);
    addTotals(total.removed, change.removed, 0);
}

//! Everything that changes. Takes what was gathered.
RollupChanges::Cells RollupChanges::takePlaces()
{
    Cells cells;
    takeCounts(m_added, &Change::added, cells);
    takeCounts(m_removed, &Change::removed, cells);
    cells.merge(m_days);
    m_days.clear();
    std::vector<const Cells::value_type *> finest;
    for (const auto &entry : cells) {
        if (entry.first.part == int(RollupPart::ByTool))
            finest.push_back(&entry);
    }
    for (const Cells::value_type *entry : finest)
        addSums(entry->first, entry->second, cells);
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
Result<> RollupChanges::writeCalls(const SqlSession &session)
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
        const auto done = calls.isEmpty() ? erase(session, width, part, 0, start)
                                          : addRow(rows, width, part, 0, start, calls.toBytes());
        if (!done)
            return done;
    }
    m_added.calls.clear();
    m_removed.calls.clear();
    return rows.finish();
}

Result<> RollupChanges::write(const SqlSession &session, Cells &cells)
{
    BulkInsert rows = insertion(session);
    for (auto &[place, change] : cells) {
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

Result<> RollupChanges::apply(const SqlSession &session)
{
    Cells cells = takePlaces();
    if (const auto read = readPresent(session, cells); !read)
        return read;
    if (const auto written = write(session, cells); !written)
        return written;
    return writeCalls(session);
}

} // namespace Konstantly
