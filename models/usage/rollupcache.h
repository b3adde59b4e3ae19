// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/bucketcache.h"
#include "models/usage/recentcalls.h"
#include "models/usage/rollupcell.h"
#include "models/usage/rollupplace.h"

#include <map>

namespace Konstantly {

//! Roll-ups that were read, decoded, what was made of them, and the calls for the quotas: a page that asks again reads nothing twice. What this process
//! writes is put in when it is written. Of a file or server that several processes write, each transaction that changes
//! roll-ups counts one change; who finds another count than its own forgets everything. One thread.
class RollupCache final
{
public:
    static constexpr qsizetype MaxBytes = qsizetype(12) << 20; //!< of rows as they are stored

    //! At the beginning of a transaction that reads here. \return whether somebody else may have changed something.
    [[nodiscard]] Result<bool> beginReading(const SqlSession &session);
    //! At the beginning of a transaction that may change roll-ups; again when it is tried again. \return the same.
    [[nodiscard]] Result<bool> beginWriting(const SqlSession &session);
    //! After such a transaction: it is committed. Without it, everything is forgotten.
    void committed() { m_change = m_nextChange; }

    //! The cells of one key's part (see RollupPart) that begin in \a range, by time. Errors: those of the session, FileUnreadable.
    [[nodiscard]] Result<>
    forEachCell(const SqlSession &session, int width, RollupPart part, qint64 key,
                const TimeRange &range,
                const std::function<void(std::chrono::milliseconds, const RollupCell &)> &take);
    //! What was made of those cells.
    [[nodiscard]] BucketCache &buckets() { return m_buckets; }
    //! The calls for the sliding windows.
    [[nodiscard]] RecentCalls &recentCalls() { return m_recentCalls; }

    //! The row at \a place holds \a bytes once the present transaction is committed; empty: it is deleted.
    void replace(const RollupPlace &place, const QByteArray &bytes);
    void clear();

private:
    struct Place
    {
        int width = 0;
        int part = 0;
        qint64 key = 0;
        friend auto operator<=>(const Place &, const Place &) = default;
    };
    struct Rows
    {
        TimeRange known; // every row of it is in `cells`
        std::map<std::chrono::milliseconds, RollupCell> cells;
    };
    [[nodiscard]] Result<> complete(const SqlSession &session, const Place &place, Rows &rows,
                                    const TimeRange &range);
    [[nodiscard]] Result<> readInto(const SqlSession &session, const Place &place, Rows &rows,
                                    const TimeRange &range);

    std::map<Place, Rows> m_rows;
    BucketCache m_buckets;
    RecentCalls m_recentCalls;
    qsizetype m_bytes = 0; // that were read
    qint64 m_change = -1;  // up to which one this is true; -1 = it may not be
    qint64 m_nextChange = -1;
};

} // namespace Konstantly
