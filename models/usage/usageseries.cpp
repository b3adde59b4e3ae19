// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usageseries.h"

#include "models/usage/bucketbounds.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <utility>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

constexpr std::array<const char *, 5> OutcomeNames = {"succeeded", "failed", "rate-limited",
                                                      "unfinished", "untold"};
constexpr qint64 MaxLines = 5;

UsageTableRow rowOf(const QString &id, const UsageTally &tally)
{
    return {id,
            tally.calls,
            tally.told,
            tally.succeeded,
            tally.durations.quantile(0.5),
            tally.durations.quantile(0.95)};
}

//! Which layer or row a cell belongs to.
qint64 groupOf(const UsageCell &cell, UsageSplit split)
{
    return split == UsageSplit::Outcome ? qint64(cell.outcome) : cell.group;
}

//! The first of \a steps of which MaxLines reach \a highest.
UsageSeries::Axis axisIn(std::span<const qint64> steps, qint64 highest)
{
    const auto linesOf = [highest](qint64 step) { return (highest - 1) / step + 1; };
    const auto found = std::ranges::find_if(steps,
                                            [&](qint64 step) { return linesOf(step) <= MaxLines; });
    const qint64 step = found == steps.end() ? steps.back() : *found;
    return {step * linesOf(step), int(linesOf(step))};
}

// 1, 2, 5, 10, 20, 50 …
constexpr std::array RoundNumbers = [] {
    std::array<qint64, 54> numbers{};
    qint64 power = 1;
    for (std::size_t i = 0; i < numbers.size(); i += 3, power *= 10) {
        numbers[i] = power;
        numbers[i + 1] = 2 * power;
        numbers[i + 2] = 5 * power;
    }
    return numbers;
}();

constexpr std::array<qint64, 23> RoundDurations = {
    1,       2,       5,       10,      20,        50,        100,      200,
    500,     1000,    2000,    5000,    10000,     15000,     30000,    60'000,
    120'000, 300'000, 600'000, 900'000, 1'800'000, 3'600'000, 7'200'000};

} // namespace

void UsageSeries::Counted::add(const UsageCell &cell)
{
    if (cell.calls > 0)
        groups[groupOf(cell, split)].add(cell);
}

//! It was added before.
void UsageSeries::Counted::remove(const UsageCell &cell)
{
    if (cell.calls == 0)
        return;
    const auto group = groups.find(groupOf(cell, split));
    group->second.remove(cell);
    if (group->second.calls == 0)
        groups.erase(group);
}

//! One of them may be null. In a bucket that changed, most cells mostly are the same.
void UsageSeries::Counted::replace(const UsageCells::Bucket &before,
                                   const UsageCells::Bucket &after)
{
    static const BucketCells none;
    const BucketCells &gone = before ? *before : none;
    const BucketCells &come = after ? *after : none;
    const auto placeOf = [](const UsageCell &cell) { return std::pair(cell.group, cell.outcome); };
    auto old = gone.cells.cbegin();
    for (const UsageCell &cell : come.cells) {
        for (; old != gone.cells.cend() && placeOf(*old) < placeOf(cell); ++old)
            remove(*old);
        if (old != gone.cells.cend() && placeOf(*old) == placeOf(cell)) {
            const UsageCell &same = *old++;
            if (same == cell)
                continue;
            remove(same);
        }
        add(cell);
    }
    std::for_each(old, gone.cells.cend(), [this](const UsageCell &cell) { remove(cell); });
    total.remove(gone.total);
    total.add(come.total);
}

//! Counts what is in \a present and not in `buckets`, and the other way round.
void UsageSeries::Counted::moveTo(const std::vector<UsageCells::Bucket> &present)
{
    std::vector<std::pair<UsageCells::Bucket, UsageCells::Bucket>> changes; // before and after
    auto known = buckets.cbegin();
    for (const UsageCells::Bucket &bucket : present) {
        while (known != buckets.cend() && (*known)->start < bucket->start)
            changes.emplace_back(*known++, nullptr);
        UsageCells::Bucket before;
        if (known != buckets.cend() && (*known)->start == bucket->start)
            before = *known++;
        if (before != bucket)
            changes.emplace_back(before, bucket);
    }
    for (; known != buckets.cend(); ++known)
        changes.emplace_back(*known, nullptr);
    if (changes.size() > present.size() / 2 + 1) {
        *this = {split, {}, {}, {}};
        changes.clear();
        for (const UsageCells::Bucket &bucket : present)
            changes.emplace_back(nullptr, bucket);
    }
    for (const auto &[before, after] : changes)
        replace(before, after);
    buckets = present;
}

UsageSeries::UsageSeries(const UsageCells &cells, const TimeRange &range, UsageSplit split,
                         UsageStep step, const QTimeZone &zone, std::size_t maxBuckets,
                         Qt::DayOfWeek weekStart, const UsageSeries *before)
    : m_step(widenedStep(range, step, zone, maxBuckets, weekStart))
{
    const auto bounds = bucketBounds(range, m_step, zone, maxBuckets, weekStart);
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i)
        m_buckets.push_back({{std::max(bounds[i], range.from), std::min(bounds[i + 1], range.to)}});

    std::vector<UsageCells::Bucket> present;
    std::vector<std::size_t> places; // of each of them: which column
    for (const UsageCells::Bucket &bucket : cells.buckets) {
        const auto after = std::ranges::upper_bound(bounds, bucket->start);
        if (after == bounds.begin() || after == bounds.end())
            continue;
        present.push_back(bucket);
        places.push_back(std::size_t(after - bounds.begin()) - 1);
    }
    count(before, split, present);
    makeLines(places);
    makeGroups(cells, places);
}

void UsageSeries::count(const UsageSeries *before, UsageSplit split,
                        const std::vector<UsageCells::Bucket> &present)
{
    const bool isAlike = before && before->m_counted && before->m_counted->split == split;
    auto counted = std::make_shared<Counted>(isAlike ? *before->m_counted
                                                     : Counted{split, {}, {}, {}});
    counted->moveTo(present);
    m_total = rowOf({}, counted->total);
    m_counted = std::move(counted);
}

void UsageSeries::makeLines(const std::vector<std::size_t> &places)
{
    m_successRate.resize(m_buckets.size());
    m_p50.resize(m_buckets.size());
    m_p95.resize(m_buckets.size());
    const auto &present = m_counted->buckets;
    for (std::size_t first = 0; first < places.size();) {
        const std::size_t column = places[first];
        UsageTally sum; // where several are one column
        const UsageTally *tally = &present[first]->total;
        std::size_t next = first + 1;
        for (; next < places.size() && places[next] == column; ++next) {
            if (next == first + 1)
                sum = *tally;
            sum.add(present[next]->total);
            tally = &sum;
        }
        m_highestColumn = std::max(m_highestColumn, tally->calls);
        if (tally->told > 0)
            m_successRate[column] = double(tally->succeeded) / double(tally->told);
        m_p50[column] = tally->durations.quantile(0.5);
        m_p95[column] = tally->durations.quantile(0.95);
        first = next;
    }
}

void UsageSeries::makeGroups(const UsageCells &cells, const std::vector<std::size_t> &places)
{
    const UsageSplit split = m_counted->split;
    std::vector<qint64> order; // numbers of groups
    for (const auto &[number, tally] : m_counted->groups) {
        if (tally.calls > 0)
            order.push_back(number);
    }
    if (split != UsageSplit::Outcome) {
        std::ranges::sort(order, [&](qint64 a, qint64 b) {
            const qint64 ofA = m_counted->groups.at(a).calls;
            const qint64 ofB = m_counted->groups.at(b).calls;
            return ofA != ofB ? ofA > ofB : cells.groups.at(a) < cells.groups.at(b);
        });
    }

    const std::size_t own = order.size() > MaxLayers ? MaxLayers - 1 : order.size();
    std::map<qint64, std::size_t> layerOf;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const qint64 number = order[rank];
        const QString id = split == UsageSplit::Outcome ? outcomeClassName(OutcomeClass(number))
                                                        : cells.groups.at(number);
        m_table.push_back(rowOf(id, m_counted->groups.at(number)));
        layerOf.emplace(number, std::min(rank, own));
        if (rank < own)
            m_layers.push_back({id, 0, std::vector<qint64>(m_buckets.size()), 0});
    }
    if (own < order.size())
        m_layers.push_back({{}, int(order.size() - own), std::vector<qint64>(m_buckets.size()), 0});

    for (std::size_t i = 0; i < places.size(); ++i) {
        auto group = layerOf.cbegin();
        for (const UsageCell &cell : m_counted->buckets[i]->cells) {
            if (cell.calls == 0)
                continue;
            while (group->first != groupOf(cell, split)) // both ascend
                ++group;
            UsageLayer &layer = m_layers[group->second];
            layer.calls[places[i]] += cell.calls;
            layer.total += cell.calls;
        }
    }
}

UsageSeries::Axis UsageSeries::axis() const
{
    return axisIn(RoundNumbers, std::max(m_highestColumn, qint64(1)));
}

UsageSeries::Axis UsageSeries::durationAxis() const
{
    milliseconds longest{1};
    for (const auto *line : {&m_p50, &m_p95}) {
        for (const auto &duration : *line)
            longest = std::max(longest, duration.value_or(milliseconds(0)));
    }
    return axisIn(RoundDurations, longest.count());
}

QString outcomeClassName(OutcomeClass outcome)
{
    return QString::fromLatin1(OutcomeNames[std::size_t(outcome)]);
}

std::optional<OutcomeClass> outcomeClassFromName(QStringView name)
{
    const auto found = std::ranges::find_if(
        OutcomeNames, [name](const char *known) { return name == QLatin1StringView(known); });
    return found == OutcomeNames.end() ? std::nullopt
                                       : std::optional(OutcomeClass(found - OutcomeNames.begin()));
}

QList<qint64> columnTotals(const UsageSeries &series)
{
    QList<qint64> totals(qsizetype(series.buckets().size()), 0);
    for (const UsageLayer &layer : series.layers()) {
        for (std::size_t bucket = 0; bucket < layer.calls.size(); ++bucket)
            totals[qsizetype(bucket)] += layer.calls[bucket];
    }
    return totals;
}

} // namespace Konstantly
