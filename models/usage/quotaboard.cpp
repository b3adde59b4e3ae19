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

//! They were taken, as far as is known, and none is of a tool.
void addOwnCalls(std::vector<WindowCall> &calls, const std::vector<milliseconds> &made)
{
    for (const milliseconds at : made)
        calls.push_back({at, false, CallOutcome::Succeeded});
    std::ranges::stable_sort(calls, {}, &WindowCall::at);
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

QuotaBoard::KeyWindows::KeyWindows(Plan plan)
    : minute(quotaLimit(QuotaKind::Minute, plan))
    , day(quotaLimit(QuotaKind::Day, plan))
    , ai(quotaLimit(QuotaKind::AiKey, plan))
{}

QuotaBoard::QuotaBoard(Plan plan)
    : m_plan(plan)
    , m_unused(plan)
    , m_workspaceAi(quotaLimit(QuotaKind::AiWorkspace, plan))
{}

TimeRange QuotaBoard::callsNeeded(milliseconds now)
{
    return {now - 48h, now + 24h};
}

Result<QuotaBoard> QuotaBoard::read(const UsageDatabase &history, Plan plan, milliseconds now,
                                    bool isComplete, const OwnCaller &own)
{
    // Nearly always the calls that may still count are enough, and those that counted when a minute was full.
    auto calls = history.windowCalls({now - 24h - 1min, callsNeeded(now).to});
    if (calls && std::ranges::any_of(*calls, [](const auto &ofKey) {
            return std::ranges::any_of(ofKey.second, provesAFullDay);
        }))
        calls = history.windowCalls(callsNeeded(now));
    if (!calls)
        return fail(calls.error());
    if (!own.countedAs.isEmpty()) {
        const auto made = history.ownCalls(own.countedAs, callsNeeded(now));
        if (!made)
            return fail(made.error());
        addOwnCalls((*calls)[own.keyId], *made);
    }
    QuotaBoard board(plan);
    board.setCalls(*calls, isComplete);
    return board;
}

void QuotaBoard::setCalls(const std::map<QString, std::vector<WindowCall>> &calls, bool isComplete,
                          const QStringList &completeKeys)
{
    m_isComplete = isComplete;
    m_completeKeys = completeKeys;
    m_keys.clear();
    m_workspaceAi = QuotaWindow(quotaLimit(QuotaKind::AiWorkspace, m_plan));

    struct PoolEvent
    {
        milliseconds at{0};
        bool isRefusal = false;
        auto operator<=>(const PoolEvent &) const = default;
    };
    std::vector<PoolEvent> pool;
    for (const auto &[key, ofKey] : calls) {
        KeyWindows &windows = m_keys.try_emplace(key, m_plan).first->second;
        for (const WindowCall &call : ofKey) {
            if (isTaken(call)) {
                windows.minute.add(call.at);
                windows.day.add(call.at);
                if (call.usesAi) {
                    windows.ai.add(call.at);
                    pool.push_back({call.at, false});
                }
            } else if (call.outcome == CallOutcome::RateLimitedAiTenant) {
                pool.push_back({call.at, true});
            } else if (key.isEmpty()) { // which key's limit that was is not known
                continue;
            } else if (call.outcome == CallOutcome::RateLimitedMinute) {
                windows.minute.learn(call.at);
            } else if (call.outcome == CallOutcome::RateLimitedDay) {
                windows.day.learn(call.at);
            } else if (call.outcome == CallOutcome::RateLimitedAiKey) {
                windows.ai.learn(call.at);
            }
        }
        // What is missing of a key's share is missing of the workspace's too.
        for (const milliseconds at : windows.ai.added())
            pool.push_back({at, false});
    }
    std::ranges::sort(pool);
    for (const PoolEvent &event : pool) {
        if (event.isRefusal)
            m_workspaceAi.learn(event.at);
        else
            m_workspaceAi.add(event.at);
    }
}

const QuotaBoard::KeyWindows &QuotaBoard::windowsOf(const QString &key) const
{
    const auto found = m_keys.find(key);
    return found == m_keys.end() ? m_unused : found->second;
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
        reading.keys += !key.isEmpty() && windows.ai.used(now) > 0 ? 1 : 0;
        reading.isLowerBound = reading.isLowerBound || windows.ai.isCorrected(now);
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
        const KeyWindows *windowsOfTightest = &m_unused;
        qint64 most = 0;
        for (const auto &[key, windows] : m_keys) {
            const qint64 used = windowOf(kind, windows).used(now);
            if (!key.isEmpty() && used > most) {
                tightest = key;
                windowsOfTightest = &windows;
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
            consider(windowOf(kind, windows));
    }
    return next;
}

bool QuotaBoard::isCorrected(milliseconds now) const
{
    return m_workspaceAi.isCorrected(now) || std::ranges::any_of(m_keys, [now](const auto &entry) {
               const KeyWindows &windows = entry.second;
               return windows.minute.isCorrected(now) || windows.day.isCorrected(now)
                      || windows.ai.isCorrected(now);
           });
}

} // namespace Konstantly
