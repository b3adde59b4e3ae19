// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagecells.h"

#include <algorithm>
#include <iterator>

namespace Konstantly {

namespace {

qint64 toldIn(const UsageCell &cell)
{
    return cell.outcome == OutcomeClass::Untold ? 0 : cell.calls;
}

qint64 succeededIn(const UsageCell &cell)
{
    return cell.outcome == OutcomeClass::Succeeded ? cell.calls : 0;
}

} // namespace

UsageTally UsageTally::of(const std::vector<UsageCell> &cells)
{
    UsageTally tally;
    DurationDigest::Sum durations;
    for (const UsageCell &cell : cells) {
        tally.calls += cell.calls;
        tally.told += toldIn(cell);
        tally.succeeded += succeededIn(cell);
        durations.add(cell.durations);
    }
    tally.durations = durations.digest();
    return tally;
}

void UsageTally::add(const UsageCell &cell)
{
    calls += cell.calls;
    told += toldIn(cell);
    succeeded += succeededIn(cell);
    durations.add(cell.durations);
}

void UsageTally::add(const UsageTally &other)
{
    calls += other.calls;
    told += other.told;
    succeeded += other.succeeded;
    durations.add(other.durations);
}

void UsageTally::remove(const UsageCell &cell)
{
    calls -= cell.calls;
    told -= toldIn(cell);
    succeeded -= succeededIn(cell);
    durations.remove(cell.durations);
}

void UsageTally::remove(const UsageTally &other)
{
    calls -= other.calls;
    told -= other.told;
    succeeded -= other.succeeded;
    durations.remove(other.durations);
}

std::vector<UsageCells::Bucket> bucketsOf(std::vector<UsageCell> cells)
{
    std::vector<UsageCells::Bucket> buckets;
    for (auto first = cells.begin(); first != cells.end();) {
        const auto last = std::find_if(first, cells.end(), [&first](const UsageCell &cell) {
            return cell.start != first->start;
        });
        auto bucket = std::make_shared<BucketCells>();
        bucket->start = first->start;
        bucket->cells.assign(std::move_iterator(first), std::move_iterator(last));
        for (UsageCell &cell : bucket->cells)
            cell.durations.pack();
        bucket->total = UsageTally::of(bucket->cells);
        buckets.push_back(std::move(bucket));
        first = last;
    }
    return buckets;
}

} // namespace Konstantly
