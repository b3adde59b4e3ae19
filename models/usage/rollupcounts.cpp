// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/rollupcounts.h"

#include <algorithm>
#include <array>
#include <numeric>

using std::chrono::milliseconds;

namespace Konstantly {

namespace {

constexpr unsigned BinBits = 8; // 0 = no duration was told
constexpr unsigned OutcomeBits = 3;
constexpr unsigned ToolShift = BinBits + OutcomeBits;
constexpr unsigned KeyBits = 40;
constexpr unsigned BucketBits = 64 - KeyBits;
static_assert(DurationDigest::Bins < (1U << BinBits));
static_assert(unsigned(OutcomeClass::Untold) < (1U << OutcomeBits));

constexpr quint64 lowBits(unsigned count)
{
    return (quint64(1) << count) - 1;
}

//! Where a call counts, in one kind of cells; by cell, then by the order in a cell.
struct Code
{
    quint64 place = 0; // key and bucket, or bucket and key
    quint64 details = 0;
    friend auto operator<=>(const Code &, const Code &) = default;
};

//! Byte by byte, from the last one on, without those that are the same in all: numbers are few and low. \a scratch: any.
void sortCodes(std::vector<Code> &codes, std::vector<Code> &scratch)
{
    constexpr std::size_t few = 256;
    if (codes.size() < few) {
        std::ranges::sort(codes);
        return;
    }
    Code differing;
    for (const Code &code : codes) {
        differing.place |= code.place ^ codes.front().place;
        differing.details |= code.details ^ codes.front().details;
    }
    scratch.resize(codes.size());
    for (quint64 Code::*const half : {&Code::details, &Code::place}) {
        for (unsigned shift = 0; shift < 64; shift += 8) {
            if (((differing.*half >> shift) & 0xffU) == 0)
                continue;
            std::array<std::size_t, 257> begins{};
            for (const Code &code : codes)
                ++begins[((code.*half >> shift) & 0xffU) + 1];
            std::partial_sum(begins.begin(), begins.end(), begins.begin());
            for (const Code &code : codes)
                scratch[begins[(code.*half >> shift) & 0xffU]++] = code;
            codes.swap(scratch);
        }
    }
}

} // namespace

//! The buckets of one width that calls fall into, numbered by time.
class RollupCounts::Buckets
{
public:
    static constexpr quint32 None = 0xffffffff;

    //! Calls from before \a oldest are in none.
    Buckets(const std::vector<Call> &calls, const UsageCalendar &calendar, BucketWidth width,
            milliseconds oldest)
    {
        const auto forEach = [&](const auto &take) {
            TimeRange bucket; // mostly the next call is in the same
            for (const Call &call : calls) {
                const bool isWanted = call.at >= oldest;
                const bool isOther = isWanted && (call.at < bucket.from || call.at >= bucket.to);
                if (isOther)
                    bucket = calendar.bucket(width, call.at);
                take(bucket.from, isWanted, isOther);
            }
        };
        forEach([this](milliseconds start, bool, bool isOther) {
            if (isOther)
                m_starts.push_back(start);
        });
        std::ranges::sort(m_starts);
        m_starts.erase(std::unique(m_starts.begin(), m_starts.end()), m_starts.end());
        m_ofCalls.reserve(calls.size());
        quint32 number = None;
        forEach([&](milliseconds start, bool isWanted, bool isOther) {
            if (isOther)
                number = quint32(std::ranges::lower_bound(m_starts, start) - m_starts.begin());
            m_ofCalls.push_back(isWanted ? number : None);
        });
    }

    [[nodiscard]] quint32 ofCall(std::size_t index) const { return m_ofCalls[index]; }
    [[nodiscard]] milliseconds start(quint64 number) const { return m_starts[std::size_t(number)]; }

private:
    std::vector<milliseconds> m_starts;
    std::vector<quint32> m_ofCalls;
};

//! What one kind of cells tells apart.
struct RollupCounts::Kind
{
    RollupPart part = RollupPart::Total;
    bool isOfOneKey = false; // a cell each
    bool hasKeys = false;    // in a cell
    bool hasTools = false;
};

void RollupCounts::add(milliseconds at, qint64 key, qint64 tool, OutcomeClass outcome,
                       std::optional<milliseconds> duration)
{
    Q_ASSERT(quint64(key) <= lowBits(KeyBits) && quint64(tool) <= lowBits(KeyBits));
    const auto bin = quint64(duration ? DurationDigest::binOf(*duration) + 1 : 0);
    m_calls.push_back(
        {at, quint64(key), (quint64(tool) << ToolShift) | (quint64(outcome) << BinBits) | bin});
}

void RollupCounts::forEachCell(const UsageCalendar &calendar, const RollupHorizon &horizon,
                               const Take &take) const
{
    struct Width
    {
        BucketWidth width;
        milliseconds oldest;
        std::vector<Kind> kinds; // by the place of their cells
    };
    const std::vector<Kind> many{{RollupPart::Total, false, false, false},
                                 {RollupPart::ByTool, false, false, true},
                                 {RollupPart::ByTool, true, false, true},
                                 {RollupPart::ByKey, false, true, false}};
    std::vector<Code> codes;
    std::vector<Code> scratch;
    codes.reserve(m_calls.size());
    RollupEncoder encoder;
    for (const Width &w : {Width{BucketWidth::Minute,
                                 horizon.minutes,
                                 {{RollupPart::ByKeyAndTool, false, true, true}}},
                           Width{BucketWidth::Hour, horizon.hours, many},
                           Width{BucketWidth::Day, milliseconds::min(), many}}) {
        const Buckets buckets(m_calls, calendar, w.width, w.oldest);
        for (const Kind &kind : w.kinds) {
            codes.clear();
            for (std::size_t i = 0; i < m_calls.size(); ++i) {
                const Call &call = m_calls[i];
                const quint64 bucket = buckets.ofCall(i);
                if (bucket == Buckets::None)
                    continue;
                codes.push_back({kind.isOfOneKey
                                     ? (call.key << BucketBits) | bucket
                                     : (bucket << KeyBits) | (kind.hasKeys ? call.key : 0),
                                 kind.hasTools ? call.details : call.details & lowBits(ToolShift)});
            }
            sortCodes(codes, scratch);
            for (auto next = codes.cbegin(); next != codes.cend();) {
                const auto cellOf = [&kind](const Code &code) {
                    return kind.isOfOneKey ? code.place : code.place >> KeyBits;
                };
                const quint64 cell = cellOf(*next);
                for (; next != codes.cend() && cellOf(*next) == cell; ++next)
                    encoder.add({kind.hasKeys ? qint64(next->place & lowBits(KeyBits)) : 0,
                                 qint64(next->details >> ToolShift),
                                 OutcomeClass((next->details >> BinBits) & lowBits(OutcomeBits))},
                                int(next->details & lowBits(BinBits)) - 1);
                const quint64 bucket = kind.isOfOneKey ? cell & lowBits(BucketBits) : cell;
                take({storedWidth(w.width), int(kind.part),
                      kind.isOfOneKey ? qint64(cell >> BucketBits) : 0, buckets.start(bucket)},
                     encoder.takeBytes());
            }
        }
    }
}

} // namespace Konstantly
