// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/observation.h"
#include "models/usage/rollupcache.h"
#include "models/usage/rollupcounts.h"

#include <map>

namespace Konstantly {

//! Gathers what a transaction changes in the roll-ups, so that each is read and written once.
class RollupChanges final
{
public:
    RollupChanges(const UsageCalendar &calendar, const RollupHorizon &horizon)
        : m_calendar(calendar)
        , m_horizon(horizon)
    {}

    void add(const CallRow &row);
    void add(const Observation &alone); //!< a call that no other source tells of
    void remove(const CallRow &row);
    //! Of the days alone, when they are counted anew: no calls are gathered then. \a cell holds groups of tool and outcome of one
    //! key.
    void addToDay(std::chrono::milliseconds day, qint64 key, const RollupCell &cell);

    //! Writes it all, after which nothing is gathered any more, and tells \a cache of it. In a transaction.
    [[nodiscard]] Result<> apply(const SqlSession &session, RollupCache &cache);

private:
    //! Calls that come, or go.
    struct Calls
    {
        RollupCounts counts;
        std::vector<MinuteCalls::Call> ofMinutes;
    };
    //! Of one row; as RollupCell::toBytes() gives them.
    struct Change
    {
        QByteArray present;
        QByteArray added;
        QByteArray removed;
    };
    using Changes = std::map<RollupPlace, Change>;

    void note(const auto &call, Calls &calls) const;
    [[nodiscard]] Changes takeChanges();
    [[nodiscard]] Result<> writeCalls(const SqlSession &session, RollupCache &cache);
    [[nodiscard]] static Result<> readPresent(const SqlSession &session, Changes &changes);
    [[nodiscard]] static Result<> readPresent(const SqlSession &session,
                                              const std::vector<Changes::iterator> &wanted,
                                              Changes &changes);
    [[nodiscard]] static Result<> write(const SqlSession &session, RollupCache &cache,
                                        const Changes &changes);

    const UsageCalendar &m_calendar;
    RollupHorizon m_horizon;
    Calls m_added;
    Calls m_removed;
    std::map<RollupPlace, RollupCell> m_days; // counted already
};

} // namespace Konstantly
