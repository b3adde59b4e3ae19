// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usageseries.h"

#include "models/usage/bucketbounds.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <span>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

constexpr std::array<const char *, 5> OutcomeNames = {"succeeded", "failed", "rate-limited",
                                                      "unfinished", "untold"};
constexpr std::size_t NoPlace = std::numeric_limits<std::size_t>::max();
constexpr qint64 MaxLines = 5;

//! What is known of some calls.
struct Tally
{
    qint64 calls = 0;
    qint64 told = 0;
    qint64 succeeded = 0;
    DurationDigest durations;

    void add(const UsageCell &cell)
    {
        calls += cell.calls;
        told += cell.outcome == OutcomeClass::Untold ? 0 : cell.calls;
        succeeded += cell.outcome == OutcomeClass::Succeeded ? cell.calls : 0;
        durations.add(cell.durations);
    }
    void add(const Tally &other)
    {
        calls += other.calls;
        told += other.told;
        succeeded += other.succeeded;
        durations.add(other.durations);
    }
    [[nodiscard]] UsageTableRow row(const QString &id) const
    {
        return {id, calls, told, succeeded, durations.quantile(0.5), durations.quantile(0.95)};
    }
};

//! Which layer or row a cell belongs to.
std::size_t groupOf(const UsageCell &cell, UsageSplit split)
{
    return split == UsageSplit::Outcome ? std::size_t(cell.outcome) : std::size_t(cell.group);
}

QStringList groupIds(const UsageCells &cells, UsageSplit split)
{
    if (split != UsageSplit::Outcome)
        return cells.groups;
    QStringList ids;
    for (const char *name : OutcomeNames)
        ids << QString::fromLatin1(name);
    return ids;
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

UsageSeries::UsageSeries(const UsageCells &cells, const TimeRange &range, UsageSplit split,
                         UsageStep step, const QTimeZone &zone, std::size_t maxBuckets,
                         Qt::DayOfWeek weekStart)
    : m_step(widenedStep(range, step, zone, maxBuckets, weekStart))
{
    const auto bounds = bucketBounds(range, m_step, zone, maxBuckets, weekStart);
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i)
        m_buckets.push_back({{std::max(bounds[i], range.from), std::min(bounds[i + 1], range.to)}});

    std::vector<std::size_t> places; // of each cell: which bucket
    places.reserve(cells.cells.size());
    for (const UsageCell &cell : cells.cells) {
        const auto after = std::ranges::upper_bound(bounds, cell.start);
        const bool isInside = after != bounds.begin() && after != bounds.end();
        places.push_back(isInside ? std::size_t(after - bounds.begin()) - 1 : NoPlace);
    }
    countBuckets(cells, places);
    countGroups(cells, places, split);
}

void UsageSeries::countBuckets(const UsageCells &cells, const std::vector<std::size_t> &places)
{
    std::vector<Tally> tallies(m_buckets.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i] != NoPlace)
            tallies[places[i]].add(cells.cells[i]);
    }
    Tally total;
    for (const Tally &tally : tallies) {
        total.add(tally);
        m_highestColumn = std::max(m_highestColumn, tally.calls);
        m_successRate.push_back(tally.told > 0
                                    ? std::optional(double(tally.succeeded) / double(tally.told))
                                    : std::nullopt);
        m_p50.push_back(tally.durations.quantile(0.5));
        m_p95.push_back(tally.durations.quantile(0.95));
    }
    m_total = total.row({});
}

void UsageSeries::countGroups(const UsageCells &cells, const std::vector<std::size_t> &places,
                              UsageSplit split)
{
    const QStringList ids = groupIds(cells, split);
    std::vector<Tally> tallies(std::size_t(ids.size()));
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i] != NoPlace)
            tallies.at(groupOf(cells.cells[i], split)).add(cells.cells[i]);
    }
    std::vector<std::size_t> order(tallies.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::erase_if(order, [&](std::size_t group) { return tallies[group].calls == 0; });
    if (split != UsageSplit::Outcome) {
        std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
            return tallies[a].calls != tallies[b].calls ? tallies[a].calls > tallies[b].calls
                                                        : ids[qsizetype(a)] < ids[qsizetype(b)];
        });
    }

    const std::size_t own = order.size() > MaxLayers ? MaxLayers - 1 : order.size();
    std::vector<std::size_t> layerOf(tallies.size(), own);
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const QString &id = ids[qsizetype(order[rank])];
        m_table.push_back(tallies[order[rank]].row(id));
        if (rank < own) {
            layerOf[order[rank]] = rank;
            m_layers.push_back({id, 0, std::vector<qint64>(m_buckets.size()), 0});
        }
    }
    if (own < order.size())
        m_layers.push_back({{}, int(order.size() - own), std::vector<qint64>(m_buckets.size()), 0});
    for (std::size_t i = 0; i < places.size(); ++i) {
        const UsageCell &cell = cells.cells[i];
        if (places[i] == NoPlace || cell.calls == 0)
            continue;
        UsageLayer &layer = m_layers[layerOf[groupOf(cell, split)]];
        layer.calls[places[i]] += cell.calls;
        layer.total += cell.calls;
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
