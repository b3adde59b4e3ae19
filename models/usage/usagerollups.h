// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/observation.h"
#include "models/usage/rollupcache.h"
#include "models/usage/usagecalendar.h"

#include <map>

namespace Konstantly {

//! Numbers are stored.
[[nodiscard]] int storedWidth(BucketWidth width);

//! From when on a width's roll-ups hold every call; there are none of older ones.
struct RollupHorizon
{
    std::chrono::milliseconds minutes{0};
    std::chrono::milliseconds hours{0};
};

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
    //! Of the days alone: when they are counted anew. \a cell holds groups of tool and outcome of one key.
    void addToDay(std::chrono::milliseconds day, qint64 key, const RollupCell &cell);

    //! Writes it all, after which nothing is gathered any more, and makes \a cache forget what it changes. In a transaction.
    [[nodiscard]] Result<> apply(const SqlSession &session, RollupCache &cache);

private:
    struct Place
    {
        int width = 0;
        int part = 0;
        qint64 key = 0;
        std::chrono::milliseconds start{0};
        friend auto operator<=>(const Place &, const Place &) = default;
    };
    //! One call. Sorting many of them is far cheaper than looking up the place of each.
    struct Count
    {
        qint64 key = 0;
        std::chrono::milliseconds start{0};
        quint64 details = 0; // tool, outcome and duration
    };
    struct Counts
    {
        std::vector<Count> minutes;
        std::vector<Count> hours;
        std::vector<Count> days; // what is not in one of the hours of its day
        std::vector<MinuteCalls::Call> calls;
    };
    struct Change
    {
        RollupCell added;
        RollupCell removed;
    };
    using Cells = std::map<Place, Change>;

    void note(const auto &call, Counts &counts);
    void takeCounts(Counts &counts, RollupCell Change::*side, Cells &cells);
    static void forEachCell(std::vector<Count> &counts, int width, RollupPart part, bool isOfOneKey,
                            const auto &take);
    static void forEachCell(std::vector<Count> &counts, BucketWidth bucketWidth, const auto &take);
    [[nodiscard]] Cells takePlaces();
    [[nodiscard]] static Result<> readPresent(const SqlSession &session, Cells &cells);
    [[nodiscard]] Result<> writeCalls(const SqlSession &session, RollupCache &cache);
    [[nodiscard]] static Result<> write(const SqlSession &session, RollupCache &cache,
                                        Cells &cells);

    const UsageCalendar &m_calendar;
    RollupHorizon m_horizon;
    Counts m_added;
    Counts m_removed;
    Cells m_days; // counted already, by key
};

} // namespace Konstantly
