// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usageretention.h"

#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

//! Which time limits count from: the newest call, but not one that is further in the future than any source's last reading
//! allows. A single call from a device whose clock is years ahead must not delete the history.
Result<milliseconds> presentOf(const SqlSession &session, milliseconds newest)
{
    const auto readAt = session.value(u"SELECT max(read_at) FROM sources"_s);
    if (!readAt)
        return fail(readAt.error());
    const milliseconds lastRead(readAt->toLongLong());
    return lastRead > 0ms ? std::min(newest, lastRead + std::chrono::days(1)) : newest;
}

Result<> deleteRollups(UsageTables &tables, BucketWidth width, milliseconds before)
{
    const auto erase = [&](RollupPart part, qint64 key) -> Result<> {
        const auto done = tables.session->exec(
            u"DELETE FROM rollups WHERE width = ? AND part = ? AND key = ? AND start < ?"_s,
            {storedWidth(width), int(part), key, qint64(before.count())});
        return done ? Result<>() : fail(done.error());
    };
    // One key at a time: so they are in order, and what is too old is found without going through the rest.
    for (const RollupPart part : {RollupPart::Total, RollupPart::ByTool, RollupPart::ByKeyAndTool,
                                  RollupPart::ByKey, RollupPart::Calls}) {
        if (const auto done = erase(part, 0); !done)
            return done;
    }
    const auto keys = tables.names.all(NameKind::Key);
    if (!keys)
        return fail(keys.error());
    for (const qint64 key : *keys) {
        if (const auto done = erase(RollupPart::ByTool, key); !done)
            return done;
    }
    return {};
}

//! Hours that are wholly in \a range, by key, into the days of the calendar.
Result<> addHours(UsageTables &tables, const TimeRange &range, RollupChanges &days)
{
    bool isBroken = false;
    const auto read = tables.session->select(
        u"SELECT key, start, cell FROM rollups WHERE width = ? AND part = ? AND key > 0 "
        "AND start >= ? AND start < ?"_s,
        {storedWidth(BucketWidth::Hour), int(RollupPart::ByTool), qint64(range.from.count()),
         qint64(range.to.count())},
        [&](const QSqlQuery &row) {
            const auto cell = RollupCell::fromBytes(row.value(2).toByteArray());
            const milliseconds start(row.value(1).toLongLong());
            isBroken = !cell;
            // An hour that two days share is counted from its calls.
            if (cell && tables.calendar.bucket(BucketWidth::Day, start).to >= start + 1h)
                days.addToDay(tables.calendar.start(BucketWidth::Day, start),
                              row.value(0).toLongLong(), *cell);
            return !isBroken;
        });
    if (!read)
        return read;
    return isBroken ? fail(ErrorCode::FileUnreadable, u"a roll-up can't be understood"_s)
                    : Result<>();
}

Result<> addCallsIn(UsageTables &tables, const TimeRange &range, RollupChanges &days)
{
    return tables.session->select(
        u"SELECT at, key, tool, outcome, duration FROM calls WHERE at >= ? AND at < ?"_s,
        {qint64(range.from.count()), qint64(range.to.count())}, [&](const QSqlQuery &row) {
            RollupCell cell;
            cell.add({0, row.value(2).toLongLong(), outcomeClass(outcomeIn(row.value(3)))},
                     durationIn(row.value(4)));
            days.addToDay(
                tables.calendar.start(BucketWidth::Day, milliseconds(row.value(0).toLongLong())),
                row.value(1).toLongLong(), cell);
            return true;
        });
}

//! Where what is counted anew begins.
struct CountedFrom
{
    milliseconds call; //!< the first moment whose calls are
    milliseconds row;  //!< the first day that is deleted; holds nothing from before \a call
};

//! The days that stay are whole ones: a day of which only a part is still there can't be counted anew, and what is counted anew
//! must not be in one that stays. \a oldest: calls and hours are there from then on; 0 = all of them. \a daysFrom: see
//! Meta::DaysFrom.
Result<CountedFrom> keptDays(const SqlSession &session, milliseconds oldest, milliseconds daysFrom,
                             const UsageCalendar &before, const UsageCalendar &after)
{
    if (oldest <= 0ms)
        return CountedFrom{0ms, milliseconds::min()};
    CountedFrom from{daysFrom, {}};
    if (oldest > daysFrom) {
        const TimeRange day = before.bucket(BucketWidth::Day, oldest);
        from.call = day.from == oldest ? day.from : day.to;
    }
    from.row = before.start(BucketWidth::Day, from.call);
    const auto last = session.value(
        u"SELECT max(start) FROM rollups WHERE width = ? AND start < ?"_s,
        {storedWidth(BucketWidth::Day), qint64(from.row.count())});
    if (!last)
        return fail(last.error());
    milliseconds lastKept(last->isNull() ? std::numeric_limits<qint64>::min() : last->toLongLong());
    // Days have 23 to 25 hours: the first new one must not begin where one begins that stays, or before it.
    while (after.start(BucketWidth::Day, from.call) <= lastKept) {
        lastKept = from.row;
        from.call = from.row = before.bucket(BucketWidth::Day, from.call).to;
    }
    return from;
}

} // namespace

Result<bool> pruneCalls(UsageTables &tables, qsizetype maxRows)
{
    const SqlSession &session = *tables.session;
    const auto extent = storedExtent(session);
    if (!extent)
        return fail(extent.error());
    if (extent->isEmpty())
        return false;
    const auto present = presentOf(session, extent->to - 1ms);
    if (!present)
        return fail(present.error());
    const milliseconds rowsFrom = *present - milliseconds(tables.limits.rows);
    const auto deleted = session.exec(
        u"DELETE FROM calls WHERE id IN (SELECT id FROM calls WHERE at < ? ORDER BY at LIMIT ?)"_s,
        {qint64(rowsFrom.count()), qint64(maxRows)});
    if (!deleted)
        return fail(deleted.error());
    if (*deleted > 0) {
        const auto count = metaNumber(session, Meta::Rows);
        if (!count)
            return fail(count.error());
        auto done = setMetaValue(session, Meta::Rows, QString::number(*count - *deleted));
        if (done)
            done = setMetaValue(session, Meta::RowsFrom, QString::number(rowsFrom.count()));
        if (!done)
            return fail(done.error());
    }
    const auto horizon = readHorizon(session);
    if (!horizon)
        return fail(horizon.error());
    tables.cache.clear();
    auto done = deleteRollups(tables, BucketWidth::Minute, horizon->minutes);
    if (done)
        done = deleteRollups(tables, BucketWidth::Hour, horizon->hours);
    if (!done)
        return fail(done.error());
    return *deleted >= maxRows;
}

Result<> countDaysAnew(UsageTables &tables, const UsageCalendar &before, const QTimeZone &zone)
{
    const SqlSession &session = *tables.session;
    const auto extent = storedExtent(session);
    if (!extent)
        return fail(extent.error());
    const auto horizon = readHorizon(session);
    const auto rowsFrom = metaNumber(session, Meta::RowsFrom);
    const auto daysFrom = metaNumber(session, Meta::DaysFrom);
    if (!horizon || !rowsFrom || !daysFrom)
        return fail(!horizon ? horizon.error() : !rowsFrom ? rowsFrom.error() : daysFrom.error());
    tables.calendar = UsageCalendar(zone);
    const UsageCalendar &calendar = tables.calendar;
    const auto rows = keptDays(session, std::max(horizon->hours, milliseconds(*rowsFrom)),
                               milliseconds(*daysFrom), before, calendar);
    if (!rows)
        return fail(rows.error());
    const auto deleted = session.exec(u"DELETE FROM rollups WHERE width = ? AND start >= ?"_s,
                                      {storedWidth(BucketWidth::Day), qint64(rows->row.count())});
    if (!deleted)
        return fail(deleted.error());
    auto noted = setMetaValue(session, Meta::Zone, QString::fromLatin1(zone.id()));
    if (noted)
        noted = setMetaValue(session, Meta::DaysFrom, QString::number(rows->call.count()));
    if (!noted)
        return noted;
    tables.cache.clear();
    if (extent->isEmpty())
        return {};
    const milliseconds from = std::max(rows->call, calendar.start(BucketWidth::Day, extent->from));
    const milliseconds to = extent->to;
    // A month at a time: the cells of a long history are many.
    for (milliseconds at = from; at < to;) {
        milliseconds end = at;
        for (int day = 0; day < 30 && end < to; ++day)
            end = calendar.bucket(BucketWidth::Day, end).to;
        RollupChanges days(calendar, *horizon);
        if (auto done = addHours(tables, {at, end}, days); !done)
            return done;
        // An hour that two days share comes with the later of them, the last one of all with none.
        for (milliseconds day = at; day <= end; day = calendar.bucket(BucketWidth::Day, day).to) {
            TimeRange hour = calendar.bucket(BucketWidth::Hour, day);
            if (hour.from == day || (day == end && end < to))
                continue;
            hour.from = std::max(hour.from, from);
            if (auto done = addCallsIn(tables, hour, days); !done)
                return done;
        }
        if (auto done = days.apply(session, tables.cache); !done)
            return done;
        at = end;
    }
    return {};
}

} // namespace Konstantly
