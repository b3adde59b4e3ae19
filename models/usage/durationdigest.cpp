// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/durationdigest.h"

#include "models/usage/varint.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace Konstantly {

namespace {

//! Up to here every millisecond has a bin of its own: a quantile is told in whole milliseconds, and where a bin held several
//! short durations, rounding alone would be off by more than RelativeError.
constexpr int ExactMs = 40;
//! What the bins above may be off by. The rest of RelativeError is for rounding: half a millisecond in 40.
constexpr double BinError = 0.037;
constexpr double Growth = (1 + BinError) / (1 - BinError);
constexpr std::chrono::milliseconds Longest = 1h;

std::uint16_t binOf(std::chrono::milliseconds duration)
{
    const auto ms = std::clamp(duration, std::chrono::milliseconds(1), Longest).count();
    if (ms <= ExactMs)
        return std::uint16_t(ms);
    static const double logGrowth = std::log(Growth);
    return std::uint16_t(ExactMs + std::ceil(std::log(double(ms) / ExactMs) / logGrowth));
}

std::chrono::milliseconds middleOf(std::uint16_t bin)
{
    if (bin <= ExactMs)
        return std::chrono::milliseconds(bin);
    // As far from the bin's lower end as from its upper one, in relation to each.
    const double upper = ExactMs * std::pow(Growth, bin - ExactMs);
    return std::min(std::chrono::milliseconds(std::llround(upper * 2 / (Growth + 1))), Longest);
}

} // namespace

void DurationDigest::add(std::chrono::milliseconds duration, qint64 count)
{
    if (count <= 0)
        return;
    const std::uint16_t index = binOf(duration);
    const auto at = std::ranges::lower_bound(m_bins, index, {}, &Bin::index);
    if (at != m_bins.end() && at->index == index)
        at->count += count;
    else
        m_bins.insert(at, Bin{index, count});
}

void DurationDigest::add(const DurationDigest &other)
{
    if (m_bins.empty()) {
        m_bins = other.m_bins;
        return;
    }
    std::vector<Bin> sum;
    sum.reserve(m_bins.size() + other.m_bins.size());
    auto mine = m_bins.cbegin();
    for (const Bin &bin : other.m_bins) {
        while (mine != m_bins.cend() && mine->index < bin.index)
            sum.push_back(*mine++);
        if (mine != m_bins.cend() && mine->index == bin.index)
            sum.push_back(Bin{bin.index, bin.count + (mine++)->count});
        else
            sum.push_back(bin);
    }
    sum.insert(sum.end(), mine, m_bins.cend());
    m_bins = std::move(sum);
}

void DurationDigest::remove(const DurationDigest &other)
{
    auto mine = m_bins.begin();
    for (const Bin &bin : other.m_bins) {
        mine = std::lower_bound(mine, m_bins.end(), bin.index,
                                [](const Bin &a, std::uint16_t index) { return a.index < index; });
        if (mine != m_bins.end() && mine->index == bin.index)
            mine->count -= bin.count;
    }
    std::erase_if(m_bins, [](const Bin &bin) { return bin.count <= 0; });
}

qint64 DurationDigest::count() const
{
    qint64 result = 0;
    for (const Bin &bin : m_bins)
        result += bin.count;
    return result;
}

std::optional<std::chrono::milliseconds> DurationDigest::quantile(double q) const
{
    if (m_bins.empty())
        return std::nullopt;
    const qint64 all = count();
    const qint64 rank = std::clamp<qint64>(std::llround(std::ceil(q * double(all))), 1, all);
    qint64 passed = 0;
    for (const Bin &bin : m_bins) {
        passed += bin.count;
        if (passed >= rank)
            return middleOf(bin.index);
    }
    return middleOf(m_bins.back().index);
}

QByteArray DurationDigest::toBytes() const
{
    QByteArray bytes;
    std::uint16_t last = 0;
    for (const Bin &bin : m_bins) {
        appendVarint(bytes, std::uint64_t(bin.index - last));
        appendVarint(bytes, std::uint64_t(bin.count));
        last = bin.index;
    }
    return bytes;
}

std::optional<DurationDigest> DurationDigest::fromBytes(QByteArrayView bytes)
{
    static const std::uint64_t lastBin = binOf(Longest);
    DurationDigest result;
    result.m_bins.reserve(std::size_t(bytes.size()) / 2);
    VarintReader reader(bytes);
    std::uint64_t index = 0;
    while (!reader.atEnd()) {
        const auto step = reader.next();
        const auto count = reader.next();
        if (!step || !count || *step == 0 || *step > lastBin || index + *step > lastBin
            || *count == 0 || *count > std::uint64_t(INT64_MAX))
            return std::nullopt;
        index += *step;
        result.m_bins.push_back(Bin{std::uint16_t(index), qint64(*count)});
    }
    return result;
}

} // namespace Konstantly
