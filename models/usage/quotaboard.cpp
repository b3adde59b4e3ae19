// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/quota.h"

#include <algorithm>
#include <array>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

using WindowCall = UsageDatabase::WindowCall;

constexpr std::array KeyKinds = {QuotaKind::Minute, QuotaKind::Day, QuotaKind::AiKey};

//! Whether the service took the call, as far as is known.
bool isTaken(const WindowCall &call)
{
    if (!call.outcome)
        return true;
    switch (*call.outcome) {
    case CallOutcome::RateLimited:
    case CallOutcome::RateLimitedMinute:
    case CallOutcome::RateLimitedDay:
    case CallOutcome::RateLimitedAiKey:
    case CallOutcome::RateLimitedAiTenant:
    case CallOutcome::RateLimitedAuth:
    case CallOutcome::Unauthorized:
    case CallOutcome::Licence:
        return false;
    case CallOutcome::Succeeded:
    case CallOutcome::Failed:
    case CallOutcome::Cancelled:
    case CallOutcome::Unanswered:
        return true;
    }
    return true;
}

//! Whether the service refused the call because of a limit of a day's calls.
bool provesAFullDay(const WindowCall &call)
{
    return call.outcome == CallOutcome::RateLimitedDay
           || call.outcome == CallOutcome::RateLimitedAiKey
           || call.outcome == CallOutcome::RateLimitedAiTenant;
}

//! The calls in \a range by key, those of \a own among them: they were taken, as far as is known, and none is of a tool.
Result<std::map<QString, UsageDatabase::WindowCalls>>
callsOf(const UsageDatabase &history, const TimeRange &range, const QuotaBoard::OwnCaller &own)
{
    auto calls = history.windowCalls(range);
    if (!calls || own.countedAs.isEmpty())
        return calls;
    const auto made = history.ownCalls(own.countedAs, range);
    if (!made)
        return fail(made.error());
    if (made->empty())
        return calls;
    UsageDatabase::WindowCalls &ofKey = (*calls)[own.keyId];
    auto all = std::make_shared<std::vector<WindowCall>>();
    if (ofKey)
        *all = *ofKey;
    for (const milliseconds at : *made)
        all->push_back({at, false, CallOutcome::Succeeded});
    std::ranges::stable_sort(*all, {}, &WindowCall::at);
    ofKey = std::move(all);
    return calls;
}

QuotaReading readingOf(const QuotaWindow &window, const QuotaLimit &limit, milliseconds now)
{
    QuotaReading reading;
    reading.limit = limit.calls;
    reading.used = window.used(now);
    reading.remaining = window.remaining(now);
    reading.own = reading.used;
    reading.keys = reading.used > 0 ? 1 : 0;
    reading.nextSlotAt = window.nextSlotAt(now);
    reading.fullAt = window.fullAt(now);
    reading.isLowerBound = window.isCorrected(now);
    return reading;
}

const QuotaWindow &windowOf(QuotaKind kind, const auto &windows)
{
    if (kind == QuotaKind::Minute)
        return windows.minute;
    return kind == QuotaKind::Day ? windows.day : windows.ai;
}

} // namespace

struct QuotaBoard::KeyWindows
{
    //! A refusal by the workspace's limit, or a call that counts for it.
    struct PoolEvent
    {
        milliseconds at{0};
        bool isRefusal = false;
        auto operator<=>(const PoolEvent &) const = default;
    };

    KeyWindows(Plan plan, const QString &key, WindowCalls counted);

    WindowCalls calls; // that are counted
    QuotaWindow minute, day, ai;
    std::vector<PoolEvent> pool;
    std::optional<milliseconds> lastFullDay; // when a call last proved one
};

QuotaBoard::KeyWindows::KeyWindows(Plan plan, const QString &key, WindowCalls counted)
    : calls(std::move(counted))
    , minute(quotaLimit(QuotaKind::Minute, plan))
    , day(quotaLimit(QuotaKind::Day, plan))
    , ai(quotaLimit(QuotaKind::AiKey, plan))
{
    if (!calls)
        return;
    struct Times
    {
        std::vector<milliseconds> calls;
        std::vector<milliseconds> refusals;
    };
    Times ofMinute;
    Times ofDay;
    Times ofAi;
    ofDay.calls.reserve(calls->size());
    for (const WindowCall &call : *calls) {
        if (provesAFullDay(call))
            lastFullDay = call.at;
        if (isTaken(call)) {
            ofDay.calls.push_back(call.at);
            if (call.usesAi) {
                ofAi.calls.push_back(call.at);
                pool.push_back({call.at, false});
            }
        } else if (call.outcome == CallOutcome::RateLimitedAiTenant) {
            pool.push_back({call.at, true});
        } else if (key.isEmpty()) { // which key's limit that was is not known
            continue;
        } else if (call.outcome == CallOutcome::RateLimitedMinute) {
            ofMinute.refusals.push_back(call.at);
        } else if (call.outcome == CallOutcome::RateLimitedDay) {
            ofDay.refusals.push_back(call.at);
        } else if (call.outcome == CallOutcome::RateLimitedAiKey) {
            ofAi.refusals.push_back(call.at);
        }
    }
    ofMinute.calls = ofDay.calls;
    const auto windowOfTimes = [plan](QuotaKind kind, Times &times) {
        return QuotaWindow(quotaLimit(kind, plan), std::move(times.calls), times.refusals);
    };
    minute = windowOfTimes(QuotaKind::Minute, ofMinute);
    day = windowOfTimes(QuotaKind::Day, ofDay);
    ai = windowOfTimes(QuotaKind::AiKey, ofAi);
    // What is missing of a key's share is missing of the workspace's too.
    for (const milliseconds at : ai.added())
        pool.push_back({at, false});
}

QuotaBoard::QuotaBoard(Plan plan)
    : m_plan(plan)
    , m_unused(std::make_shared<const KeyWindows>(plan, QString(), nullptr))
    , m_workspaceAi(quotaLimit(QuotaKind::AiWorkspace, plan))
{}

TimeRange QuotaBoard::callsNeeded(milliseconds now)
{
    return {std::chrono::floor<std::chrono::hours>(now - 48h),
            std::chrono::floor<std::chrono::hours>(now) + 25h};
}

Result<QuotaBoard> QuotaBoard::read(const UsageDatabase &history, Plan plan, milliseconds now,
                                    bool isComplete, const OwnCaller &own, const QuotaBoard *before)
{
    if (before && before->m_plan != plan)
        before = nullptr;
    // Nearly always the calls that may still count are enough, and those that counted when a minute was full.
    const TimeRange twoDays = callsNeeded(now);
    const TimeRange oneDay{std::chrono::floor<std::chrono::hours>(now - 24h - 1min), twoDays.to};
    QuotaBoard board(plan);
    board.m_isComplete = isComplete;
    board.m_isOfTwoDays = before && before->m_isOfTwoDays;
    auto calls = callsOf(history, board.m_isOfTwoDays ? twoDays : oneDay, own);
    if (!calls)
        return fail(calls.error());
    board.count(*calls, before ? before->m_keys : Keys());
    const bool needsTwoDays = std::ranges::any_of(board.m_keys, [&oneDay](const auto &entry) {
        return entry.second->lastFullDay >= oneDay.from;
    });
    if (needsTwoDays && !board.m_isOfTwoDays) {
        calls = callsOf(history, twoDays, own);
        if (!calls)
            return fail(calls.error());
        board.count(*calls, {});
    }
    // With more than it takes the answer is the same: from the next time on less is read.
    board.m_isOfTwoDays = needsTwoDays;
    return board;
}

void QuotaBoard::setCalls(const std::map<QString, std::vector<WindowCall>> &calls, bool isComplete,
                          const QStringList &completeKeys)
{
    m_isComplete = isComplete;
    m_completeKeys = completeKeys;
    std::map<QString, WindowCalls> shared;
    for (const auto &[key, ofKey] : calls)
        shared.emplace(key, std::make_shared<const std::vector<WindowCall>>(ofKey));
    count(shared, {});
}

//! Takes from \a before what is made of the same calls.
void QuotaBoard::count(const std::map<QString, WindowCalls> &calls, const Keys &before)
{
    m_keys.clear();
    for (const auto &[key, ofKey] : calls) {
        const auto found = before.find(key);
        const bool isKnown = found != before.end() && found->second->calls == ofKey;
        m_keys.emplace_hint(m_keys.end(), key,
                            isKnown ? found->second
                                    : std::make_shared<const KeyWindows>(m_plan, key, ofKey));
    }
    countWorkspace();
}

//! Few calls use AI: they are counted each time.
void QuotaBoard::countWorkspace()
{
    std::vector<KeyWindows::PoolEvent> pool;
    for (const auto &[key, windows] : m_keys)
        pool.insert(pool.end(), windows->pool.begin(), windows->pool.end());
    std::ranges::sort(pool);
    std::vector<milliseconds> calls;
    std::vector<milliseconds> refusals;
    for (const KeyWindows::PoolEvent &event : pool)
        (event.isRefusal ? refusals : calls).push_back(event.at);
    m_workspaceAi = QuotaWindow(quotaLimit(QuotaKind::AiWorkspace, m_plan), std::move(calls),
                                refusals);
}

const QuotaBoard::KeyWindows &QuotaBoard::windowsOf(const QString &key) const
{
    const auto found = m_keys.find(key);
    return found == m_keys.end() ? *m_unused : *found->second;
}

QuotaReading QuotaBoard::keyReading(QuotaKind kind, const QString &key, const KeyWindows &windows,
                                    milliseconds now) const
{
    QuotaReading reading = readingOf(windowOf(kind, windows), quotaLimit(kind, m_plan), now);
    reading.kind = kind;
    reading.key = key;
    const bool isComplete = m_isComplete || m_completeKeys.contains(key);
    // A call of an unknown key may be this one's. A call missing from the share for AI is missing from the day.
    const bool mayBeMissing = !m_completeKeys.contains(key)
                              && windowOf(kind, windowsOf({})).used(now) > 0;
    reading.isLowerBound = reading.isLowerBound || !isComplete || mayBeMissing
                           || (kind == QuotaKind::Day && windows.ai.isCorrected(now));
    return reading;
}

QuotaReading QuotaBoard::workspaceReading(const QuotaWindow *own, milliseconds now) const
{
    QuotaReading reading = readingOf(m_workspaceAi, quotaLimit(QuotaKind::AiWorkspace, m_plan),
                                     now);
    reading.kind = QuotaKind::AiWorkspace;
    reading.own = own ? own->used(now) : 0;
    reading.keys = 0;
    reading.isLowerBound = reading.isLowerBound || !m_isComplete;
    for (const auto &[key, windows] : m_keys) {
        reading.keys += !key.isEmpty() && windows->ai.used(now) > 0 ? 1 : 0;
        reading.isLowerBound = reading.isLowerBound || windows->ai.isCorrected(now);
    }
    return reading;
}

QList<QuotaReading> QuotaBoard::readings(const QString &key, milliseconds now) const
{
    const KeyWindows &windows = windowsOf(key);
    QList<QuotaReading> readings;
    for (const QuotaKind kind : KeyKinds)
        readings << keyReading(kind, key, windows, now);
    return readings << workspaceReading(&windows.ai, now);
}

QList<QuotaReading> QuotaBoard::tightest(milliseconds now) const
{
    QList<QuotaReading> readings;
    for (const QuotaKind kind : KeyKinds) {
        QString tightest;
        const KeyWindows *windowsOfTightest = m_unused.get();
        qint64 most = 0;
        for (const auto &[key, windows] : m_keys) {
            const qint64 used = windowOf(kind, *windows).used(now);
            if (!key.isEmpty() && used > most) {
                tightest = key;
                windowsOfTightest = windows.get();
                most = used;
            }
        }
        readings << keyReading(kind, tightest, *windowsOfTightest, now);
    }
    return readings << workspaceReading(nullptr, now);
}

std::optional<QuotaKind> QuotaBoard::bitesFirst(const QString &key, milliseconds now) const
{
    const QuotaWindow &own = windowsOf(key).ai;
    if (own.used(now) == 0 && m_workspaceAi.used(now) == 0)
        return std::nullopt;
    const qint64 left = own.remaining(now);
    const qint64 leftOfAll = m_workspaceAi.remaining(now);
    if (left != leftOfAll)
        return left < leftOfAll ? QuotaKind::AiKey : QuotaKind::AiWorkspace;
    // With the same call: the one that takes longer to give way. What is not used at all (nothing) gives way at once.
    return own.nextSlotAt(now) >= m_workspaceAi.nextSlotAt(now) ? QuotaKind::AiKey
                                                                : QuotaKind::AiWorkspace;
}

std::optional<milliseconds> QuotaBoard::nextChange(milliseconds now) const
{
    std::optional<milliseconds> next = m_workspaceAi.nextChange(now);
    const auto consider = [&](const QuotaWindow &window) {
        const auto change = window.nextChange(now);
        if (change && (!next || *change < *next))
            next = change;
    };
    for (const auto &[key, windows] : m_keys) {
        for (const QuotaKind kind : KeyKinds)
            consider(windowOf(kind, *windows));
    }
    return next;
}

bool QuotaBoard::isCorrected(milliseconds now) const
{
    return m_workspaceAi.isCorrected(now) || std::ranges::any_of(m_keys, [now](const auto &entry) {
               const KeyWindows &windows = *entry.second;
               return windows.minute.isCorrected(now) || windows.day.isCorrected(now)
                      || windows.ai.isCorrected(now);
           });
}

} // namespace Konstantly
