// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/rollupcell.h"

#include "models/usage/varint.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Konstantly {

namespace {

void appendEntry(QByteArray &bytes, const RollupCell::Group &group, qint64 calls,
                 const QByteArray &durations)
{
    appendVarint(bytes, std::uint64_t(group.key));
    appendVarint(bytes, std::uint64_t(group.tool));
    appendVarint(bytes, std::uint64_t(group.outcome));
    appendVarint(bytes, std::uint64_t(calls));
    appendVarint(bytes, std::uint64_t(durations.size()));
    bytes += durations;
}

} // namespace

OutcomeClass outcomeClass(std::optional<CallOutcome> outcome)
{
    if (!outcome)
        return OutcomeClass::Untold;
    switch (*outcome) {
    case CallOutcome::Succeeded:
        return OutcomeClass::Succeeded;
    case CallOutcome::Failed:
    case CallOutcome::Unauthorized:
    case CallOutcome::Licence:
        return OutcomeClass::Failed;
    case CallOutcome::RateLimited:
    case CallOutcome::RateLimitedMinute:
    case CallOutcome::RateLimitedDay:
    case CallOutcome::RateLimitedAiKey:
    case CallOutcome::RateLimitedAiTenant:
    case CallOutcome::RateLimitedAuth:
        return OutcomeClass::RateLimited;
    case CallOutcome::Cancelled:
    case CallOutcome::Unanswered:
        break;
    }
    return OutcomeClass::Unfinished;
}

RollupCell::Entry &RollupCell::entry(const Group &group)
{
    // Mostly they come in order.
    if (!m_entries.empty() && m_entries.back().group == group)
        return m_entries.back();
    if (m_entries.empty() || m_entries.back().group < group)
        return m_entries.emplace_back(Entry{group, 0, {}});
    const auto groupOf = [](const Entry &e) { return e.group; };
    const auto at = std::ranges::lower_bound(m_entries, group, {}, groupOf);
    if (at != m_entries.end() && at->group == group)
        return *at;
    return *m_entries.insert(at, Entry{group, 0, {}});
}

void RollupCell::add(const Group &group, std::optional<std::chrono::milliseconds> duration)
{
    Entry &target = entry(group);
    ++target.calls;
    if (duration)
        target.durations.add(*duration);
}

void RollupCell::add(const Group &group, qint64 calls, const DurationDigest &durations)
{
    Entry &target = entry(group);
    target.calls += calls;
    target.durations.add(durations);
}

void RollupCell::add(const RollupCell &other)
{
    if (m_entries.empty()) {
        m_entries = other.m_entries;
        return;
    }
    std::vector<Entry> sum;
    sum.reserve(m_entries.size() + other.m_entries.size());
    auto mine = m_entries.begin();
    for (const Entry &added : other.m_entries) {
        while (mine != m_entries.end() && mine->group < added.group)
            sum.push_back(std::move(*mine++));
        if (mine == m_entries.end() || mine->group != added.group) {
            sum.push_back(added);
            continue;
        }
        Entry &both = sum.emplace_back(std::move(*mine++));
        both.calls += added.calls;
        both.durations.add(added.durations);
    }
    std::move(mine, m_entries.end(), std::back_inserter(sum));
    m_entries = std::move(sum);
}

void RollupCell::remove(const RollupCell &other)
{
    for (const Entry &removed : other.m_entries) {
        Entry &target = entry(removed.group);
        target.calls -= removed.calls;
        target.durations.remove(removed.durations);
    }
    std::erase_if(m_entries, [](const Entry &e) { return e.calls <= 0; });
}

QByteArray RollupCell::toBytes() const
{
    QByteArray bytes;
    for (const Entry &e : m_entries)
        appendEntry(bytes, e.group, e.calls, e.durations.toBytes());
    return bytes;
}

std::optional<RollupCell> RollupCell::fromBytes(QByteArrayView bytes)
{
    RollupCell cell;
    VarintReader reader(bytes);
    while (!reader.atEnd()) {
        const auto key = reader.next();
        const auto tool = reader.next();
        const auto outcome = reader.next();
        const auto calls = reader.next();
        const auto size = reader.next();
        if (!key || !tool || !outcome || !calls || !size || *calls == 0
            || *outcome > std::uint64_t(OutcomeClass::Untold))
            return std::nullopt;
        const auto blob = reader.take(*size);
        auto durations = blob ? DurationDigest::fromBytes(*blob) : std::nullopt;
        const Group group{qint64(*key), qint64(*tool), OutcomeClass(*outcome)};
        if (!durations || (!cell.m_entries.empty() && cell.m_entries.back().group >= group))
            return std::nullopt;
        cell.m_entries.push_back(Entry{group, qint64(*calls), std::move(*durations)});
    }
    return cell;
}

void RollupEncoder::add(const RollupCell::Group &group, int bin)
{
    if (m_calls > 0 && group != m_group)
        endGroup();
    m_group = group;
    ++m_calls;
    if (bin != m_bin)
        endBin();
    m_bin = bin;
    ++m_inBin;
}

void RollupEncoder::endBin()
{
    if (m_bin >= 0 && m_inBin > 0)
        DurationDigest::appendBin(m_durations, m_lastBin, m_bin, m_inBin);
    m_inBin = 0;
}

void RollupEncoder::endGroup()
{
    endBin();
    appendEntry(m_bytes, m_group, m_calls, m_durations);
    m_calls = 0;
    m_durations.resize(0);
    m_lastBin = -1;
    m_bin = -1;
}

QByteArray RollupEncoder::takeBytes()
{
    if (m_calls > 0)
        endGroup();
    return std::exchange(m_bytes, {});
}

} // namespace Konstantly
