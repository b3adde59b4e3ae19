// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagecells.h"

#include <QList>
#include <QTimeZone>

namespace Konstantly {

//! What a chart's column stands for. A week begins on the locale's first day and is made of days.
enum class UsageStep { Minute, Hour, Day, Week };

//! One column's place on the time axis. A day may have 23 or 25 hours; the first and the last one are cut to the range shown.
struct UsageBucket
{
    TimeRange range;
    friend bool operator==(const UsageBucket &, const UsageBucket &) = default;
};

//! One layer of the stacked columns: a tool, a key, an outcome, or what is left of them ("others").
struct UsageLayer
{
    QString id;                //!< of UsageCells::groups; outcomeClassName(); empty for the others
    int merged = 0;            //!< how many groups the others are; 0 = this is one group
    std::vector<qint64> calls; //!< one number a bucket
    qint64 total = 0;

    friend bool operator==(const UsageLayer &, const UsageLayer &) = default;
};

//! One row of the table: a group over the whole range.
struct UsageTableRow
{
    QString id;
    qint64 calls = 0;
    qint64 told = 0;      //!< of these, how many have an outcome that a source tells
    qint64 succeeded = 0; //!< of those
    std::optional<std::chrono::milliseconds> p50, p95;

    friend bool operator==(const UsageTableRow &, const UsageTableRow &) = default;
};

//! Everything the Usage page draws, computed from the store's cells: numbers, no words, no colours. Pure.
class UsageSeries final
{
public:
    static constexpr std::size_t MaxLayers
        = 7; //!< as many as there are colours that everybody tells apart

    UsageSeries() = default;
    //! \a cells must be the answer to a query with that range and split, of the width that widthFor() says for widenedStep(). At
    //! most \a maxBuckets columns: the step is widened as far as that takes (see step()); of weeks, several make one column
    //! then. \a weekStart is the locale's. \a before, which was made not long ago, makes it quick: what it counted in the same
    //! buckets is taken from it, and the result is the same.
    UsageSeries(const UsageCells &cells, const TimeRange &range, UsageSplit split, UsageStep step,
                const QTimeZone &zone, std::size_t maxBuckets = 400,
                Qt::DayOfWeek weekStart = Qt::Monday, const UsageSeries *before = nullptr);

    [[nodiscard]] UsageStep step() const { return m_step; }
    //! Without gaps, empty ones too.
    [[nodiscard]] const std::vector<UsageBucket> &buckets() const { return m_buckets; }
    //! Largest first, the others last; outcomes in their order. Only what has calls.
    [[nodiscard]] const std::vector<UsageLayer> &layers() const { return m_layers; }
    //! Every group that has calls, largest first; outcomes in their order.
    [[nodiscard]] const std::vector<UsageTableRow> &table() const { return m_table; }
    [[nodiscard]] UsageTableRow total() const { return m_total; }
    //! Per bucket, 0 to 1; nothing where no call in it has an outcome that is told.
    [[nodiscard]] const std::vector<std::optional<double>> &successRate() const
    {
        return m_successRate;
    }
    [[nodiscard]] const std::vector<std::optional<std::chrono::milliseconds>> &p50() const
    {
        return m_p50;
    }
    [[nodiscard]] const std::vector<std::optional<std::chrono::milliseconds>> &p95() const
    {
        return m_p95;
    }
    [[nodiscard]] qint64 highestColumn() const { return m_highestColumn; }
    //! A round number at or above the highest column, at least 1, and how many lines divide it evenly.
    struct Axis
    {
        qint64 max = 1;
        int lines = 1;
    };
    [[nodiscard]] Axis axis() const;
    //! The same for durations, in ms: round in the unit that people read them in.
    [[nodiscard]] Axis durationAxis() const;

private:
    //! What was counted, and in which cells.
    struct Counted
    {
        UsageSplit split = UsageSplit::Tool;
        std::vector<UsageCells::Bucket> buckets;
        std::map<qint64, UsageTally> groups; //!< by their number, or the outcome's
        UsageTally total;

        void add(const UsageCell &cell);
        void remove(const UsageCell &cell);
        void replace(const UsageCells::Bucket &before, const UsageCells::Bucket &after);
        void moveTo(const std::vector<UsageCells::Bucket> &present);
    };

    void count(const UsageSeries *before, UsageSplit split,
               const std::vector<UsageCells::Bucket> &present);
    void makeLines(const std::vector<std::size_t> &places);
    void makeGroups(const UsageCells &cells, const std::vector<std::size_t> &places);

    std::shared_ptr<const Counted> m_counted;
    UsageStep m_step = UsageStep::Day;
    std::vector<UsageBucket> m_buckets;
    std::vector<UsageLayer> m_layers;
    std::vector<UsageTableRow> m_table;
    UsageTableRow m_total;
    std::vector<std::optional<double>> m_successRate;
    std::vector<std::optional<std::chrono::milliseconds>> m_p50;
    std::vector<std::optional<std::chrono::milliseconds>> m_p95;
    qint64 m_highestColumn = 0;
};

//! "succeeded", "failed", "rate-limited", "unfinished", "untold": for the command line and UsageLayer::id.
[[nodiscard]] QString outcomeClassName(OutcomeClass outcome);
[[nodiscard]] std::optional<OutcomeClass> outcomeClassFromName(QStringView name);

//! Calls of all layers, one number a bucket.
[[nodiscard]] QList<qint64> columnTotals(const UsageSeries &series);

//! The ranges that the page offers, and the step each is shown in. All begin and end with a bucket.
enum class UsagePeriod { Day, Week, Month, Quarter, Custom };
//! The last 24 hours, 7, 30 or 90 days, the present hour or day included. Empty for Custom.
[[nodiscard]] TimeRange rangeOf(UsagePeriod period, std::chrono::milliseconds now,
                                const QTimeZone &zone);
//! The step in which \a range is shown best: minutes up to 3 hours, hours up to 3 days, days up to 120, then weeks.
[[nodiscard]] UsageStep stepFor(const TimeRange &range);
//! \a step, or the narrowest wider one of which at most \a maxBuckets fill \a range (weeks, if none does). To be asked before
//! the store is: where clocks are half an hour off, days can't be made of the hours that it keeps.
[[nodiscard]] UsageStep widenedStep(const TimeRange &range, UsageStep step, const QTimeZone &zone,
                                    std::size_t maxBuckets = 400,
                                    Qt::DayOfWeek weekStart = Qt::Monday);
//! What to ask the store for \a step.
[[nodiscard]] BucketWidth widthFor(UsageStep step);

} // namespace Konstantly
