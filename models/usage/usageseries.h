// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagequery.h"

#include <QTimeZone>

namespace Konstantly {

//! What a chart's column stands for. A week begins on the locale's first day and is made of days.
enum class UsageStep { Minute, Hour, Day, Week };

//! One column's place on the time axis. A day may have 23 or 25 hours.
struct UsageBucket
{
    TimeRange range;
    friend bool operator==(const UsageBucket &, const UsageBucket &) = default;
};

//! One layer of the stacked columns: a tool, a key, an outcome, or what is left of them ("others").
struct UsageLayer
{
    QString id;                //!< UsageCells::groups; the outcome's name; empty for the others
    int merged = 0;            //!< how many groups the others are; 0 = this is one group
    std::vector<qint64> calls; //!< one number a bucket
    qint64 total = 0;
};

//! One row of the table: a group over the whole range.
struct UsageTableRow
{
    QString id;
    qint64 calls = 0;
    qint64 told = 0;      //!< of these, how many have an outcome that a source tells
    qint64 succeeded = 0; //!< of those
    std::optional<std::chrono::milliseconds> p50, p95;
};

//! Everything the Usage page draws, computed from the store's cells: numbers, no words, no colours. Pure.
class UsageSeries final
{
public:
    static constexpr std::size_t MaxLayers
        = 7; //!< as many as there are colours that everybody tells apart

    UsageSeries() = default;
    //! \a cells must be the answer to a query with that range and split, in steps that \a step can be made of. At most
    //! \a maxBuckets columns: the step is widened as far as that takes (see step()).
    UsageSeries(const UsageCells &cells, const TimeRange &range, UsageSplit split, UsageStep step,
                const QTimeZone &zone, std::size_t maxBuckets = 400);

    [[nodiscard]] UsageStep step() const;
    [[nodiscard]] const std::vector<UsageBucket> &buckets() const; //!< without gaps, empty ones too
    [[nodiscard]] const std::vector<UsageLayer> &
    layers() const; //!< largest first, the others last; outcomes in their order
    [[nodiscard]] const std::vector<UsageTableRow> &table() const; //!< every group, largest first
    [[nodiscard]] UsageTableRow total() const;
    //! Per bucket; nothing where no call in it has an outcome that is told.
    [[nodiscard]] const std::vector<std::optional<double>> &successRate() const; //!< 0 to 1
    [[nodiscard]] const std::vector<std::optional<std::chrono::milliseconds>> &p50() const;
    [[nodiscard]] const std::vector<std::optional<std::chrono::milliseconds>> &p95() const;
    [[nodiscard]] qint64 highestColumn() const;
    //! A round number at or above the highest column, at least 1, and how many lines divide it evenly.
    struct Axis
    {
        qint64 max = 1;
        int lines = 1;
    };
    [[nodiscard]] Axis axis() const;
    //! The same for durations, in ms.
    [[nodiscard]] Axis durationAxis() const;
};

//! The ranges that the page offers, and the step each is shown in. All begin and end with a bucket.
enum class UsagePeriod { Day, Week, Month, Quarter, Custom };
//! The last 24 hours, 7, 30 or 90 days, the present hour or day included.
[[nodiscard]] TimeRange rangeOf(UsagePeriod period, std::chrono::milliseconds now,
                                const QTimeZone &zone);
//! The step in which \a range is shown best: minutes up to 3 hours, hours up to 3 days, days up to 120, then weeks.
[[nodiscard]] UsageStep stepFor(const TimeRange &range);
//! What to ask the store for \a step.
[[nodiscard]] BucketWidth widthFor(UsageStep step);

} // namespace Konstantly
