// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/quota.h"

#include "models/usage/pace.h"

#include <algorithm>
#include <array>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

constexpr std::array<const char *, 4> KindNames = {"minute", "day", "ai-key", "ai-workspace"};

} // namespace

QString quotaName(QuotaKind kind)
{
    return QString::fromLatin1(KindNames[std::size_t(kind)]);
}

std::optional<QuotaKind> quotaFromName(QStringView name)
{
    const auto found = std::ranges::find_if(
        KindNames, [name](const char *known) { return name == QLatin1StringView(known); });
    return found == KindNames.end() ? std::nullopt
                                    : std::optional(QuotaKind(found - KindNames.begin()));
}

QuotaLimit quotaLimit(QuotaKind kind, Plan plan)
{
    const bool isLarge = plan == Plan::Enterprise;
    switch (kind) {
    case QuotaKind::Minute:
        return {isLarge ? 600 : 60, 1min};
    case QuotaKind::Day:
        return {isLarge ? 100'000 : 1000, 24h};
    case QuotaKind::AiKey:
        return {5, 24h};
    case QuotaKind::AiWorkspace:
        return {50, 24h};
    }
    return {};
}

QuotaWindow::QuotaWindow(QuotaLimit limit)
    : m_limit(limit)
{
    Q_ASSERT(limit.calls > 0 && limit.length > 0ms);
}

QuotaWindow::QuotaWindow(QuotaLimit limit, std::vector<milliseconds> calls,
                         const std::vector<milliseconds> &refusals)
    : QuotaWindow(limit)
{
    Q_ASSERT(std::ranges::is_sorted(calls) && std::ranges::is_sorted(refusals));
    m_calls = std::move(calls);
    if (refusals.empty())
        return;
    for (const milliseconds at : refusals)
        m_refusals.push_back({at, 0ms});
    countAnew();
}

void QuotaWindow::add(milliseconds at)
{
    m_calls.insert(std::ranges::upper_bound(m_calls, at), at);
    if (m_refusals.empty())
        return;
    if (at > m_refusals.back().at)
        m_counted.insert(std::ranges::upper_bound(m_counted, at), at);
    else
        countAnew();
}

void QuotaWindow::learn(milliseconds at, milliseconds wait)
{
    const Refusal refusal{at, std::clamp(wait, 0ms, m_limit.length)};
    const bool isLast = (m_calls.empty() || m_calls.back() <= at)
                        && (m_refusals.empty() || m_refusals.back() <= refusal);
    if (m_refusals.empty())
        m_counted = m_calls;
    m_refusals.insert(std::ranges::upper_bound(m_refusals, refusal), refusal);
    if (isLast)
        apply(refusal);
    else
        countAnew();
}

void QuotaWindow::countAnew()
{
    m_counted.clear();
    m_added.clear();
    auto next = m_calls.cbegin();
    for (const Refusal &refusal : m_refusals) {
        const auto later = std::upper_bound(next, m_calls.cend(), refusal.at);
        m_counted.insert(m_counted.end(), next, later);
        next = later;
        apply(refusal);
    }
    m_counted.insert(m_counted.end(), next, m_calls.cend());
}

//! \a refusal is not earlier than anything in m_counted.
void QuotaWindow::apply(const Refusal &refusal)
{
    const auto insert = [](std::vector<milliseconds> &times, milliseconds at, qint64 count) {
        times.insert(std::ranges::upper_bound(times, at), std::size_t(count), at);
    };
    const auto countedAfter = [this](milliseconds at) {
        return std::ranges::upper_bound(m_counted, at);
    };
    const bool saysWhen = refusal.wait > 0ms;
    const milliseconds freed = saysWhen ? refusal.at + refusal.wait - m_limit.length : refusal.at;
    const qint64 missing = m_limit.calls
                           - (m_counted.end() - countedAfter(refusal.at - m_limit.length));
    if (missing > 0) {
        for (std::vector<milliseconds> *times : {&m_counted, &m_added}) {
            insert(*times, freed, 1);
            insert(*times, refusal.at, missing - 1);
        }
    }
    if (saysWhen) {
        const auto first = countedAfter(freed);
        const qint64 excess = (m_counted.end() - first) - (m_limit.calls - 1);
        std::fill_n(first, std::max(excess, qint64(0)), freed);
    }
}

//! Index of the oldest call that counts at \a now; calls of the future do.
std::size_t QuotaWindow::firstCounted(milliseconds now) const
{
    return std::size_t(std::ranges::upper_bound(counted(), now - m_limit.length)
                       - counted().begin());
}

//! When the call at \a index stops counting.
milliseconds QuotaWindow::endOf(std::size_t index, milliseconds now) const
{
    return std::min(counted()[index], now) + m_limit.length;
}

qint64 QuotaWindow::used(milliseconds now) const
{
    return qint64(counted().size() - firstCounted(now));
}

qint64 QuotaWindow::remaining(milliseconds now) const
{
    return std::max(m_limit.calls - used(now), qint64(0));
}

std::optional<milliseconds> QuotaWindow::nextSlotAt(milliseconds now) const
{
    // One more than fits is more than the limit when nothing is used.
    return freeBy(remaining(now) + 1, now);
}

std::optional<milliseconds> QuotaWindow::nextChange(milliseconds now) const
{
    const std::size_t first = firstCounted(now);
    return first == counted().size() ? std::nullopt : std::optional(endOf(first, now));
}

std::optional<milliseconds> QuotaWindow::freeBy(qint64 count, milliseconds now) const
{
    if (count > m_limit.calls)
        return std::nullopt;
    const qint64 toEnd = used(now) - (m_limit.calls - count);
    if (count <= 0 || toEnd <= 0)
        return now;
    return endOf(firstCounted(now) + std::size_t(toEnd) - 1, now);
}

std::optional<QuotaReading::Forecast> QuotaWindow::fullAt(milliseconds now) const
{
    // What learn() added says nothing about the pace: when those calls really were made is not known.
    const auto pace = Pace::ofLate(m_calls, now, m_limit.length, MinPaceCalls);
    const qint64 room = remaining(now);
    if (!pace || room == 0)
        return std::nullopt;
    const std::size_t first = firstCounted(now);
    const std::size_t used = counted().size() - first;

    // With `ended` calls gone, it is full with the call number room + ended from now on, if that comes before the next one goes.
    const auto waitUntilNextEnd = [&](std::size_t ended) {
        return ended == used ? m_limit.length : endOf(first + ended, now) - now;
    };
    const auto fullAfter = [&](Pace::Bound bound) {
        const auto waitForCall = [&](std::size_t ended) {
            return pace->timeFor(room + qint64(ended), bound);
        };
        // Both grow with `ended`: a stretch whose first call comes after its last end has no place where it is full.
        const auto find = [&](auto &self, std::size_t from,
                              std::size_t to) -> std::optional<milliseconds> {
            if (waitForCall(from) >= waitUntilNextEnd(to))
                return std::nullopt;
            if (from == to)
                return waitForCall(from);
            const std::size_t middle = from + (to - from) / 2;
            const auto found = self(self, from, middle);
            return found ? found : self(self, middle + 1, to);
        };
        return find(find, 0, used);
    };
    const auto earliest = fullAfter(Pace::Bound::Early);
    const auto latest = fullAfter(Pace::Bound::Late);
    if (!earliest || !latest)
        return std::nullopt;
    return QuotaReading::Forecast{now + *earliest, now + *latest};
}

bool QuotaWindow::isCorrected(milliseconds now) const
{
    return !m_added.empty() && m_added.back() > now - m_limit.length;
}

} // namespace Konstantly
