// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/rollupcache.h"

#include "models/usage/usageschema.h"
#include "models/usage/usagetables.h"

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace Konstantly {

Result<bool> RollupCache::beginReading(const SqlSession &session)
{
    const auto change = metaNumber(session, Meta::Changes);
    if (!change)
        return fail(change.error());
    const bool isOther = *change != m_change;
    if (isOther)
        clear();
    m_change = *change;
    return isOther;
}

Result<bool> RollupCache::beginWriting(const SqlSession &session)
{
    const auto begun = beginReading(session);
    if (!begun)
        return begun;
    m_nextChange = m_change + 1;
    // Until it is committed nobody knows which one is true.
    m_change = -1;
    if (const auto set = setMetaValue(session, Meta::Changes, QString::number(m_nextChange)); !set)
        return fail(set.error());
    return begun;
}

void RollupCache::clear()
{
    m_rows.clear();
    m_buckets.clear();
    m_recentCalls.clear();
    m_bytes = 0;
}

void RollupCache::replace(const RollupPlace &place, const QByteArray &bytes)
{
    const BucketWidth width = bucketWidth(place.width);
    m_buckets.noteChange(width, insideBucket(width, place.start));
    const auto found = m_rows.find({place.width, place.part, place.key});
    if (found == m_rows.end())
        return;
    Rows &rows = found->second;
    if (place.start < rows.known.from || place.start >= rows.known.to)
        return;
    auto cell = bytes.isEmpty() ? std::nullopt : RollupCell::fromBytes(bytes);
    if (cell)
        rows.cells.insert_or_assign(place.start, *std::move(cell));
    else
        rows.cells.erase(place.start);
}

Result<> RollupCache::readInto(const SqlSession &session, const Place &place, Rows &rows,
                               const TimeRange &range)
{
    bool isBroken = false;
    const auto read = session.select(
        u"SELECT start, cell FROM rollups WHERE width = ? AND part = ? AND key = ? "
        "AND start >= ? AND start < ? ORDER BY start"_s,
        {place.width, place.part, place.key, qint64(range.from.count()), qint64(range.to.count())},
        [&](const QSqlQuery &row) {
            const QByteArray bytes = row.value(1).toByteArray();
            auto cell = RollupCell::fromBytes(bytes);
            isBroken = !cell;
            m_bytes += bytes.size();
            if (cell)
                rows.cells.insert_or_assign(milliseconds(row.value(0).toLongLong()),
                                            *std::move(cell));
            return !isBroken;
        });
    if (!read)
        return read;
    return isBroken ? fail(ErrorCode::FileUnreadable, u"a roll-up can't be understood"_s)
                    : Result<>();
}

//! Makes \a rows know all of \a range.
Result<> RollupCache::complete(const SqlSession &session, const Place &place, Rows &rows,
                               const TimeRange &range)
{
    if (rows.known.isEmpty() || range.from > rows.known.to || range.to < rows.known.from)
        rows = {{range.from, range.from}, {}};
    for (const TimeRange &part :
         {TimeRange{range.from, rows.known.from}, TimeRange{rows.known.to, range.to}}) {
        if (part.isEmpty())
            continue;
        if (const auto read = readInto(session, place, rows, part); !read) {
            clear();
            return read;
        }
    }
    rows.known = {std::min(rows.known.from, range.from), std::max(rows.known.to, range.to)};
    return {};
}

Result<> RollupCache::forEachCell(const SqlSession &session, int width, RollupPart part, qint64 key,
                                  const TimeRange &range,
                                  const std::function<void(milliseconds, const RollupCell &)> &take)
{
    const Place place{width, int(part), key};
    Rows &rows = m_rows[place];
    if (const auto done = complete(session, place, rows, range); !done)
        return done;
    const auto end = rows.cells.lower_bound(range.to);
    for (auto row = rows.cells.lower_bound(range.from); row != end; ++row)
        take(row->first, row->second);
    if (m_bytes > MaxBytes) {
        m_rows.clear();
        m_bytes = 0;
    }
    return {};
}

} // namespace Konstantly
