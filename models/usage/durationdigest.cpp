// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/durationdigest.h"

#include "models/usage/varint.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace Konstantly {

namespace {

constexpr qint64 Longest = 3'600'000;

//! Whole milliseconds that count as one of them.
struct Span
{
    qint64 first = 0;
    qint64 shown = 0;
    qint64 last = 0;
};

//! The widest span from \a first on of which one number is within 5 % of all of it. Whole numbers throughout: rounding a bin's
//! middle to a millisecond would cost more than 5 % below 10 ms. Bins are 1 ms wide there, and grow by 21/19 later.
constexpr Span spanFrom(qint64 first)
{
    const qint64 shown = first * 21 / 20;
    return {first, shown, shown * 20 / 19};
}
static_assert(DurationDigest::RelativeError * 20 == 1);

constexpr std::size_t countSpans()
{
    std::size_t count = 0;
    for (qint64 first = 1; first <= Longest; first = spanFrom(first).last + 1)
        ++count;
    return count;
}

// Stored digests hold indexes of this table: it must never change without a new schema of the store.
constexpr std::array Spans = [] {
    std::array<Span, countSpans()> spans{};
    qint64 first = 1;
    for (Span &span : spans) {
        span = spanFrom(first);
        first = span.last + 1;
    }
    return spans;
}();
static_assert(Spans.size() == DurationDigest::Bins);

std::optional<quint64> takeLongNumber(QByteArrayView &bytes)
{
    quint64 number = 0;
    for (int shift = 0; shift < 63 && !bytes.isEmpty(); shift += 7) {
        const auto byte = quint8(bytes.front());
        bytes = bytes.sliced(1);
        number |= quint64(byte & 0x7f) << shift;
        if (byte < 0x80)
            return byte == 0 && shift > 0 ? std::nullopt : std::optional(number);
    }
    return std::nullopt;
}

//! Takes one number from the front of \a bytes. Only its shortest spelling is accepted.
inline std::optional<quint64> takeNumber(QByteArrayView &bytes)
{
    // Nearly all of them are one byte long.
    if (bytes.isEmpty() || quint8(bytes.front()) >= 0x80)
        return takeLongNumber(bytes);
    const auto number = quint64(bytes.front());
    bytes = QByteArrayView(bytes.data() + 1, bytes.size() - 1);
    return number;
}

} // namespace

int DurationDigest::binOf(std::chrono::milliseconds duration)
{
    const auto at = std::ranges::upper_bound(
        Spans, std::clamp(qint64(duration.count()), qint64(1), Longest), {}, &Span::first);
    return int(at - Spans.begin()) - 1;
}

//! Hands each bin to \a take until it answers false.
void DurationDigest::forEachBin(const auto &take) const
{
    for (const Bin &bin : m_bins) {
        if (!take(bin))
            return;
    }
    quint64 next = 0;
    for (QByteArrayView left = m_packed; !left.isEmpty();) {
        const quint64 index = next + takeNumber(left).value_or(0);
        const auto count = qint64(takeNumber(left).value_or(0));
        if (!take(Bin{std::uint16_t(index), count}))
            return;
        next = index + 1;
    }
}

std::vector<DurationDigest::Bin> DurationDigest::bins() const
{
    if (m_packed.isEmpty())
        return m_bins;
    std::vector<Bin> bins;
    bins.reserve(std::size_t(m_packed.size()) / 2);
    forEachBin([&bins](const Bin &bin) {
        bins.push_back(bin);
        return true;
    });
    return bins;
}

void DurationDigest::unpack()
{
    if (m_packed.isEmpty())
        return;
    m_bins = bins();
    m_packed.clear();
}

void DurationDigest::pack()
{
    if (m_bins.empty())
        return;
    m_packed = toBytes();
    m_bins = {};
}

void DurationDigest::add(std::chrono::milliseconds duration, qint64 count)
{
    Q_ASSERT(count >= 0);
    if (count <= 0)
        return;
    unpack();
    const auto index = std::uint16_t(binOf(duration));
    const auto at = std::ranges::lower_bound(m_bins, index, {}, &Bin::index);
    if (at != m_bins.end() && at->index == index)
        at->count += count;
    else
        m_bins.insert(at, {index, count});
}

void DurationDigest::add(const DurationDigest &other)
{
    if (other.isEmpty())
        return;
    if (isEmpty()) {
        *this = other;
        return;
    }
    unpack();
    if (!other.m_packed.isEmpty()) {
        DurationDigest unpacked;
        unpacked.m_bins = other.bins();
        add(unpacked);
        return;
    }
    // From the back, into the room made there: mostly there is nothing new, and nothing is allocated.
    std::size_t missing = 0;
    for (auto mine = m_bins.cbegin(); const Bin &bin : other.m_bins) {
        mine = std::ranges::lower_bound(mine, m_bins.cend(), bin.index, {}, &Bin::index);
        missing += mine == m_bins.cend() || mine->index != bin.index ? 1U : 0U;
    }
    std::size_t mine = m_bins.size();
    m_bins.resize(m_bins.size() + missing);
    std::size_t to = m_bins.size();
    for (std::size_t its = other.m_bins.size(); its > 0;) {
        const Bin bin = other.m_bins[its - 1];
        if (mine > 0 && m_bins[mine - 1].index >= bin.index) {
            m_bins[--to] = m_bins[--mine];
            if (m_bins[to].index == bin.index) {
                m_bins[to].count += bin.count;
                --its;
            }
        } else {
            m_bins[--to] = bin;
            --its;
        }
    }
}

void DurationDigest::remove(const DurationDigest &other)
{
    unpack();
    const std::vector<Bin> theirs = other.bins();
    for (auto mine = m_bins.begin(); const Bin &bin : theirs) {
        mine = std::ranges::lower_bound(mine, m_bins.end(), bin.index, {}, &Bin::index);
        const bool isKnown = mine != m_bins.end() && mine->index == bin.index
                             && mine->count >= bin.count;
        Q_ASSERT(isKnown);
        if (isKnown)
            mine->count -= bin.count;
    }
    std::erase_if(m_bins, [](const Bin &bin) { return bin.count == 0; });
}

void DurationDigest::Sum::add(const DurationDigest &digest)
{
    digest.forEachBin([this](const Bin &bin) {
        m_counts[bin.index] += bin.count;
        return true;
    });
}

DurationDigest DurationDigest::Sum::digest() const
{
    DurationDigest digest;
    int last = -1;
    for (int bin = 0; bin < Bins; ++bin) {
        if (const qint64 count = m_counts[std::size_t(bin)]; count > 0)
            appendBin(digest.m_packed, last, bin, count);
    }
    return digest;
}

qint64 DurationDigest::count() const
{
    qint64 sum = 0;
    forEachBin([&sum](const Bin &bin) {
        sum += bin.count;
        return true;
    });
    return sum;
}

std::optional<std::chrono::milliseconds> DurationDigest::quantile(double q) const
{
    const qint64 all = count();
    const auto rank = std::clamp(qint64(std::ceil(q * double(all))), qint64(1),
                                 std::max(all, qint64(1)));
    qint64 sum = 0;
    std::optional<std::chrono::milliseconds> found;
    forEachBin([&](const Bin &bin) {
        sum += bin.count;
        if (sum >= rank)
            found = std::chrono::milliseconds(Spans[bin.index].shown);
        return !found;
    });
    return found;
}

QByteArray DurationDigest::toBytes() const
{
    if (!m_packed.isEmpty())
        return m_packed;
    QByteArray bytes;
    int last = -1;
    for (const Bin &bin : m_bins)
        appendBin(bytes, last, bin.index, bin.count);
    return bytes;
}

void DurationDigest::appendBin(QByteArray &bytes, int &last, int bin, qint64 count)
{
    Q_ASSERT(bin > last && bin < Bins && count > 0);
    appendVarint(bytes, std::uint64_t(bin - last - 1));
    appendVarint(bytes, std::uint64_t(count));
    last = bin;
}

std::optional<DurationDigest> DurationDigest::fromBytes(QByteArrayView bytes)
{
    DurationDigest digest;
    digest.m_packed = bytes.toByteArray();
    quint64 next = 0;
    quint64 room = std::numeric_limits<qint64>::max(); // so that count() can be told
    while (!bytes.isEmpty()) {
        const auto distance = takeNumber(bytes);
        const auto count = distance ? takeNumber(bytes) : std::nullopt;
        if (!count || *distance >= Spans.size() - next || *count == 0 || *count > room)
            return std::nullopt;
        next += *distance + 1;
        room -= *count;
    }
    return digest;
}

} // namespace Konstantly
