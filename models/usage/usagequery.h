// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

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
    QStringList
        clients; //!< what an AI tool calls itself, any of these, whatever their case; empty = all
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

} // namespace Konstantly
