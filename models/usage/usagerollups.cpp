// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagerollups.h"

#include "models/usage/bulkinsert.h"

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

//! Adds \a cell without its tools.
void addSums(RollupCell &sums, const RollupCell &cell)
{
    for (const RollupCell::Entry &e : cell.entries())
        sums.add({0, 0, e.group.outcome}, e.calls, e.durations);
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

std::size_t RollupChanges::PlaceHash::operator()(const Place &place) const
{
    return qHashMulti(std::size_t(place.width), place.key, place.start.count());
}

void RollupChanges::note(const CallRow &row, RollupCell Change::*side)
{
    const OutcomeClass outcome = outcomeClass(row.outcome);
    if (row.at >= m_horizon.minutes) {
        const Place minute{storedWidth(BucketWidth::Minute), int(RollupPart::ByKeyAndTool), 0,
                           m_calendar.start(BucketWidth::Minute, row.at)};
        (m_changes[minute].*side).add({row.key, row.tool, outcome}, row.duration);
    }
    const RollupCell::Group group{0, row.tool, outcome};
    const auto noteIn = [&](BucketWidth width) {
        const Place place{storedWidth(width), int(RollupPart::ByTool), row.key,
                          m_calendar.start(width, row.at)};
        (m_changes[place].*side).add(group, row.duration);
    };
    if (row.at >= m_horizon.hours)
        noteIn(BucketWidth::Hour);
    noteIn(BucketWidth::Day);
}

void RollupChanges::addToDay(milliseconds day, qint64 key, const RollupCell &cell)
{
    m_changes[{storedWidth(BucketWidth::Day), int(RollupPart::ByTool), key, day}].added.add(cell);
}

//! Everything that changes: also the sums over tools, over keys, and over both.
RollupChanges::Cells RollupChanges::places() const
{
    Cells cells;
    for (const auto &[place, change] : m_changes) {
        Change &own = cells[place];
        own.added.add(change.added);
        own.removed.add(change.removed);
        if (place.part != int(RollupPart::ByTool))
            continue;
        Change &allKeys = cells[{place.width, place.part, 0, place.start}];
        allKeys.added.add(change.added);
        allKeys.removed.add(change.removed);
        for (const qint64 key : {place.key, qint64(0)}) {
            Change &total = cells[{place.width, int(RollupPart::Total), key, place.start}];
            addSums(total.added, change.added);
            addSums(total.removed, change.removed);
        }
    }
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

Result<> RollupChanges::write(const SqlSession &session, const Cells &cells)
{
    BulkInsert rows(session, u"INSERT INTO rollups (width, part, key, start, cell) VALUES "_s, 5,
                    u" ON CONFLICT (width, part, key, start) DO UPDATE SET cell = excluded.cell"_s);
    for (const auto &[place, change] : cells) {
        RollupCell cell = change.added;
        cell.remove(change.removed);
        const qint64 start = place.start.count();
        if (cell.isEmpty()) {
            const auto done = session.exec(u"DELETE FROM rollups WHERE width = ? AND part = ? "
                                           "AND key = ? AND start = ?"_s,
                                           {place.width, place.part, place.key, start});
            if (!done)
                return fail(done.error());
            continue;
        }
        if (const auto done = rows.add({place.width, place.part, place.key, start, cell.toBytes()});
            !done)
            return done;
    }
    return rows.finish();
}

Result<> RollupChanges::apply(const SqlSession &session) const
{
    Cells cells = places();
    if (const auto read = readPresent(session, cells); !read)
        return read;
    return write(session, cells);
}

} // namespace Konstantly
