// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/rollupcell.h"

#include "models/usage/varint.h"

#include <algorithm>

namespace Konstantly {

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
    for (const Entry &added : other.m_entries)
        add(added.group, added.calls, added.durations);
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
    for (const Entry &e : m_entries) {
        appendVarint(bytes, std::uint64_t(e.group.key));
        appendVarint(bytes, std::uint64_t(e.group.tool));
        appendVarint(bytes, std::uint64_t(e.group.outcome));
        appendVarint(bytes, std::uint64_t(e.calls));
        const QByteArray durations = e.durations.toBytes();
        appendVarint(bytes, std::uint64_t(durations.size()));
        bytes += durations;
    }
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

} // namespace Konstantly
