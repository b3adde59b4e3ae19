// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/pace.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

constexpr int Parts = 6;
constexpr double MaxRelativeError = 0.5;
constexpr double Deviations = 1.645; // 5 % on either side of a normal distribution

std::array<qint64, Parts> countParts(const std::vector<milliseconds> &calls, milliseconds now,
                                     milliseconds span)
{
    const auto from = [&](int part) {
        return std::ranges::upper_bound(calls, now - span * (Parts - part) / Parts);
    };
    std::array<qint64, Parts> counts{};
    for (int part = 0; part < Parts; ++part)
        counts[std::size_t(part)] = from(part + 1) - from(part);
    return counts;
}

} // namespace

std::optional<Pace> Pace::ofLate(const std::vector<milliseconds> &calls, milliseconds now,
                                 milliseconds windowLength, qint64 minCalls)
{
    for (const int fraction : {96, 24, 6, 2}) {
        const milliseconds span = std::max(windowLength / fraction, milliseconds(10s));
        const auto counts = countParts(calls, now, span);
        qint64 sum = 0;
        for (const qint64 count : counts)
            sum += count;
        if (sum < minCalls)
            continue;
        const double mean = double(sum) / Parts;
        double squares = 0;
        for (const qint64 count : counts)
            squares += (double(count) - mean) * (double(count) - mean);
        Pace pace;
        pace.m_perMs = double(sum) / double(span.count());
        pace.m_dispersion = std::max(squares / (Parts - 1) / mean, 1.0);
        pace.m_variance = pace.m_dispersion / double(sum);
        return std::sqrt(pace.m_variance) <= MaxRelativeError ? std::optional(pace) : std::nullopt;
    }
    return std::nullopt;
}

milliseconds Pace::timeFor(qint64 calls, Bound bound) const
{
    // The time until the n-th of independent calls has a gamma distribution. One with the variance of pace and scatter together,
    // by Wilson and Hilferty's approximation.
    const double shape = 1 / (m_variance + m_dispersion / double(calls));
    const double deviation = Deviations / (3 * std::sqrt(shape));
    const double root = 1 - 1 / (9 * shape) + (bound == Bound::Early ? -deviation : deviation);
    const double time = double(calls) / m_perMs * std::pow(std::max(root, 0.0), 3);
    return milliseconds(qint64(std::min(std::ceil(time), 1e15)));
}

} // namespace Konstantly
