// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/rollupcache.h"

#include "models/usage/usageschema.h"
#include "models/usage/usagetables.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

bool decode(milliseconds, const QByteArray &bytes, RollupCell &cell)
{
    auto decoded = RollupCell::fromBytes(bytes);
    if (!decoded)
        return false;
    cell = *std::move(decoded);
    return true;
}

bool decode(milliseconds start, const QByteArray &bytes, MinuteCalls &calls)
{
    calls = MinuteCalls(start);
    return calls.addBytes(bytes);
}

} // namespace

Result<> RollupCache::beginReading(const SqlSession &session)
{
    const auto change = metaNumber(session, Meta::Changes);
    if (!change)
        return fail(change.error());
    if (*change != m_change)
        clear();
    m_change = *change;
    return {};
}

Result<> RollupCache::beginWriting(const SqlSession &session)
{
    if (const auto begun = beginReading(session); !begun)
        return begun;
    m_nextChange = m_change + 1;
    // Until it is committed nobody knows which one is true.
    m_change = -1;
    return setMetaValue(session, Meta::Changes, QString::number(m_nextChange));
}

void RollupCache::clear()
{
    m_cells.clear();
    m_minutes = {};
    m_bytes = 0;
}

void RollupCache::forget(int width, int part, qint64 key, milliseconds start)
{
    const auto forgetIn = [start](auto &rows) {
        if (start >= rows.known.from && start < rows.known.to)
            rows.stale.insert(start);
    };
    if (part == int(RollupPart::Calls))
        return forgetIn(m_minutes);
    const auto found = m_cells.find({width, part, key});
    if (found != m_cells.end())
        forgetIn(found->second);
}

template<typename Value>
Result<> RollupCache::readInto(const SqlSession &session, const Place &place, Rows<Value> &rows,
                               const TimeRange &range)
{
    bool isBroken = false;
    const auto read = session.select(
        u"SELECT start, cell FROM rollups WHERE width = ? AND part = ? AND key = ? "
        "AND start >= ? AND start < ? ORDER BY start"_s,
        {place.width, place.part, place.key, qint64(range.from.count()), qint64(range.to.count())},
        [&](const QSqlQuery &row) {
            const milliseconds start(row.value(0).toLongLong());
            const QByteArray bytes = row.value(1).toByteArray();
            m_bytes += bytes.size();
            const auto value = rows.values.insert_or_assign(start, Value()).first;
            isBroken = !decode(start, bytes, value->second);
            return !isBroken;
        });
    if (!read)
        return read;
    return isBroken ? fail(ErrorCode::FileUnreadable, u"a roll-up can't be understood"_s)
                    : Result<>();
}

//! Makes \a rows know all of \a range.
template<typename Value>
Result<> RollupCache::complete(const SqlSession &session, const Place &place, Rows<Value> &rows,
                               const TimeRange &range)
{
    if (range.from > rows.known.to || range.to < rows.known.from)
        rows = {};
    std::vector<TimeRange> missing;
    if (rows.known.isEmpty()) {
        missing = {range};
    } else {
        missing = {{range.from, rows.known.from}, {rows.known.to, range.to}};
        // What was written lately lies close together.
        const auto first = rows.stale.lower_bound(range.from);
        const auto last = rows.stale.lower_bound(range.to);
        if (first != last) {
            const TimeRange stale{*first, *std::prev(last) + 1ms};
            rows.values.erase(rows.values.lower_bound(stale.from),
                              rows.values.lower_bound(stale.to));
            rows.stale.erase(first, last);
            missing.push_back(stale);
        }
    }
    for (const TimeRange &part : missing) {
        if (part.isEmpty())
            continue;
        if (const auto read = readInto(session, place, rows, part); !read) {
            clear();
            return read;
        }
    }
    rows.known = rows.known.isEmpty() ? range
                                      : TimeRange{std::min(rows.known.from, range.from),
                                                  std::max(rows.known.to, range.to)};
    return {};
}

Result<> RollupCache::forEachCell(const SqlSession &session, int width, RollupPart part, qint64 key,
                                  const TimeRange &range,
                                  const std::function<void(milliseconds, const RollupCell &)> &take)
{
    const Place place{width, int(part), key};
    auto &rows = m_cells[place];
    if (const auto done = complete(session, place, rows, range); !done)
        return done;
    const auto end = rows.values.lower_bound(range.to);
    for (auto row = rows.values.lower_bound(range.from); row != end; ++row)
        take(row->first, row->second);
    if (m_bytes > MaxBytes)
        clear();
    return {};
}

Result<> RollupCache::forEachMinute(const SqlSession &session, const TimeRange &range,
                                    const std::function<void(const MinuteCalls &)> &take)
{
    const Place place{storedWidth(BucketWidth::Minute), int(RollupPart::Calls), 0};
    if (const auto done = complete(session, place, m_minutes, range); !done)
        return done;
    const auto end = m_minutes.values.lower_bound(range.to);
    for (auto row = m_minutes.values.lower_bound(range.from); row != end; ++row)
        take(row->second);
    if (m_bytes > MaxBytes)
        clear();
    return {};
}

} // namespace Konstantly
