// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/coveredtime.h"

#include <algorithm>

namespace Konstantly {

using std::chrono::milliseconds;

TimeRange joined(const TimeRange &a, const TimeRange &b)
{
    if (a.isEmpty())
        return b;
    return b.isEmpty() ? a : TimeRange{std::min(a.from, b.from), std::max(a.to, b.to)};
}

std::vector<TimeRange> withCovered(std::vector<TimeRange> ranges, const TimeRange &range)
{
    if (range.isEmpty())
        return ranges;
    TimeRange joined = range;
    std::vector<TimeRange> result;
    for (const TimeRange &old : ranges) {
        if (old.to < joined.from || old.from > joined.to) {
            result.push_back(old);
            continue;
        }
        joined = {std::min(joined.from, old.from), std::max(joined.to, old.to)};
    }
    const auto place = std::find_if(result.begin(), result.end(), [&joined](const TimeRange &old) {
        return old.from > joined.from;
    });
    result.insert(place, joined);
    return result;
}

std::vector<TimeRange> gapsIn(const std::vector<TimeRange> &covered, const TimeRange &wanted)
{
    std::vector<TimeRange> gaps;
    milliseconds end = wanted.to;
    for (auto range = covered.rbegin(); range != covered.rend(); ++range) {
        if (range->from >= end)
            continue;
        if (const TimeRange gap{std::max(range->to, wanted.from), end}; !gap.isEmpty())
            gaps.push_back(gap);
        end = range->from;
    }
    if (const TimeRange gap{wanted.from, end}; !gap.isEmpty())
        gaps.push_back(gap);
    return gaps;
}

std::vector<TimeRange> coveredBefore(const std::vector<TimeRange> &ranges, milliseconds end)
{
    std::vector<TimeRange> result;
    for (const TimeRange &range : ranges) {
        if (const TimeRange part{range.from, std::min(range.to, end)}; !part.isEmpty())
            result.push_back(part);
    }
    return result;
}

double coveredShare(const std::vector<TimeRange> &covered, const TimeRange &wanted)
{
    if (wanted.isEmpty())
        return 1;
    milliseconds missing{0};
    for (const TimeRange &gap : gapsIn(covered, wanted))
        missing += gap.to - gap.from;
    return 1 - double(missing.count()) / double((wanted.to - wanted.from).count());
}

} // namespace Konstantly
