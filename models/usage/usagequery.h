// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/durationdigest.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace Konstantly {

//! From \a from up to, not including, \a to: milliseconds since 1970, UTC.
struct TimeRange
{
    std::chrono::milliseconds from{0};
    std::chrono::milliseconds to{0};

    [[nodiscard]] bool isEmpty() const { return from >= to; }
    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};

//! How an outcome counts on the page. The finer ones of CallOutcome are kept in the rows and exported.
enum class OutcomeClass {
    Succeeded,
    Failed,      //!< an error, a refused key, no licence
    RateLimited, //!< refused by any limit
    Unfinished,  //!< cancelled, or the session ended first
    Untold       //!< no source says how it ended
};

enum class UsageSplit { Tool, Key, Outcome };
enum class BucketWidth {
    Minute, //!< kept for some days only, see UsageLimits
    Hour,   //!< from full hour to full hour, UTC
    Day     //!< calendar days of the database's time zone: 23 or 25 hours where the clocks change
};

//! Which calls count.
struct UsageFilter
{
    QStringList keys; //!< any of these; empty = of all keys
    QString tool;     //!< empty = all
    QString client;   //!< what an AI tool calls itself; empty = all
    std::optional<OutcomeClass> outcome;

    friend bool operator==(const UsageFilter &, const UsageFilter &) = default;
};

struct UsageQuery
{
    TimeRange range;
    BucketWidth width = BucketWidth::Day;
    UsageSplit split = UsageSplit::Tool;
    UsageFilter filter;

    friend bool operator==(const UsageQuery &, const UsageQuery &) = default;
};

//! The calls of one bucket, one group and one outcome.
struct UsageCell
{
    std::chrono::milliseconds start{
        0};              //!< where the bucket begins, even if the query's range begins later
    qsizetype group = 0; //!< index in UsageCells::groups
    OutcomeClass outcome = OutcomeClass::Succeeded;
    qint64 calls = 0;
    DurationDigest durations; //!< of those calls whose duration is known

    friend bool operator==(const UsageCell &, const UsageCell &) = default;
};

//! The answer to a UsageQuery: exact for any range, whether or not it begins and ends with a bucket.
struct UsageCells
{
    QStringList groups; //!< ids of keys, names of tools, or (Split::Outcome) none
    std::vector<UsageCell>
        cells; //!< by start, then group, then outcome; buckets without calls have none
};

} // namespace Konstantly
