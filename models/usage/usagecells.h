// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/durationdigest.h"
#include "models/usage/usagequery.h"

#include <map>
#include <memory>
#include <vector>

namespace Konstantly {

//! The calls of one bucket, one group and one outcome.
struct UsageCell
{
    std::chrono::milliseconds start{
        0};           //!< where the bucket begins, even if the query's range begins later
    qint64 group = 0; //!< a number of UsageCells::groups; 0 when the answer is split by outcome
    OutcomeClass outcome = OutcomeClass::Succeeded;
    qint64 calls = 0;
    DurationDigest durations; //!< of those calls whose duration is known

    friend bool operator==(const UsageCell &, const UsageCell &) = default;
};

//! What cells come to together. What was added can be taken away again.
struct UsageTally
{
    qint64 calls = 0;
    qint64 told = 0;      //!< of these, how many have an outcome that a source tells
    qint64 succeeded = 0; //!< of those
    DurationDigest durations;

    [[nodiscard]] static UsageTally of(const std::vector<UsageCell> &cells);
    void add(const UsageCell &cell);
    void add(const UsageTally &other);
    void remove(const UsageCell &cell);
    void remove(const UsageTally &other);
    friend bool operator==(const UsageTally &, const UsageTally &) = default;
};

//! The cells of one bucket. What asks again and again gets one in which nothing changed as the same object: what was made of it
//! is still true.
struct BucketCells
{
    std::chrono::milliseconds start{0};
    std::vector<UsageCell> cells; //!< at least one; by group, then outcome
    UsageTally total;             //!< of them all
};

//! The answer to a UsageQuery: exact for any range, whether or not it begins and ends with a bucket.
struct UsageCells
{
    using Bucket = std::shared_ptr<const BucketCells>;

    //! The ids of keys or names of tools that occur, by the history's numbers for them, which it keeps. Empty when the answer is
    //! split by outcome.
    std::map<qint64, QString> groups;
    std::vector<Bucket> buckets; //!< ascending; buckets without calls are left out
};

//! \a cells, which are in the order of their start, group and outcome, one a place.
[[nodiscard]] std::vector<UsageCells::Bucket> bucketsOf(std::vector<UsageCell> cells);

} // namespace Konstantly
