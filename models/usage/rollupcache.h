// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/minutecalls.h"
#include "models/usage/rollupcell.h"
#include "models/usage/sqlsession.h"

#include <map>
#include <set>

namespace Konstantly {

//! What a row of the table `rollups` tells of its stretch of time. The numbers are stored.
enum class RollupPart {
    Total = 0,  //!< with key 0: of all keys, by outcome
    ByTool = 1, //!< of one key, or with key 0 of all: by tool and outcome
    ByKeyAndTool
    = 2,       //!< with key 0: by key, tool and outcome. Of minutes, which hold few calls each
    ByKey = 3, //!< with key 0: by key and outcome
    Calls = 4  //!< with key 0: MinuteCalls. Of minutes
};

//! Roll-ups that were read, decoded: a page that asks again reads only what changed. Of a file or server that several processes
//! write, each transaction that changes roll-ups counts one change; who finds another count than its own forgets everything.
//! One thread.
class RollupCache final
{
public:
    static constexpr qsizetype MaxBytes = qsizetype(12) << 20; //!< of rows as they are stored

    //! At the beginning of a transaction that reads here.
    [[nodiscard]] Result<> beginReading(const SqlSession &session);
    //! At the beginning of a transaction that may change roll-ups; again when it is tried again.
    [[nodiscard]] Result<> beginWriting(const SqlSession &session);
    //! After such a transaction: it is committed. Without it, everything is forgotten.
    void committed() { m_change = m_nextChange; }

    //! The cells of one key's part (see RollupPart) that begin in \a range, by time. Errors: those of the session, FileUnreadable.
    [[nodiscard]] Result<>
    forEachCell(const SqlSession &session, int width, RollupPart part, qint64 key,
                const TimeRange &range,
                const std::function<void(std::chrono::milliseconds, const RollupCell &)> &take);
    //! The calls of the minutes that begin in \a range, by time.
    [[nodiscard]] Result<> forEachMinute(const SqlSession &session, const TimeRange &range,
                                         const std::function<void(const MinuteCalls &)> &take);

    //! A row that the present transaction changes, makes or deletes.
    void forget(int width, int part, qint64 key, std::chrono::milliseconds start);
    void clear();

private:
    struct Place
    {
        int width = 0;
        int part = 0;
        qint64 key = 0;
        friend auto operator<=>(const Place &, const Place &) = default;
    };
    template<typename Value>
    struct Rows
    {
        TimeRange known; // every row of it is in `values`, but for those that are stale
        std::map<std::chrono::milliseconds, Value> values;
        std::set<std::chrono::milliseconds> stale;
    };
    template<typename Value>
    [[nodiscard]] Result<> complete(const SqlSession &session, const Place &place,
                                    Rows<Value> &rows, const TimeRange &range);
    template<typename Value>
    [[nodiscard]] Result<> readInto(const SqlSession &session, const Place &place,
                                    Rows<Value> &rows, const TimeRange &range);

    std::map<Place, Rows<RollupCell>> m_cells;
    Rows<MinuteCalls> m_minutes;
    qsizetype m_bytes = 0;
    qint64 m_change = -1; // up to which one this is true; -1 = it may not be
    qint64 m_nextChange = -1;
};

} // namespace Konstantly
