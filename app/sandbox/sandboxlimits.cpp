// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxlimits.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Konstantly {

SandboxLimits::SandboxLimits(SandboxLicence::Plan plan)
    : m_plan(plan)
    , m_workspaceAi(AiPerWorkspace, 24h)
{}

std::optional<SandboxLimits::Refusal> SandboxLimits::lockout(const QString &source, qint64 now)
{
    const auto found = m_sources.find(source);
    if (found == m_sources.end() || found->second.hasRoom(now))
        return {};
    return Refusal{"minute"_L1, found->second.retryAfter(now)};
}

void SandboxLimits::recordFailedLogin(const QString &source, qint64 now)
{
    m_sources.try_emplace(source, FailedLogins, 1min).first->second.record(now);
}

std::optional<SandboxLimits::Refusal> SandboxLimits::takeCall(qint64 keyId, qint64 now)
{
    KeyWindows &key = windows(keyId);
    if (!key.day.hasRoom(now)) // the longer wait is the true one
        return Refusal{"day"_L1, key.day.retryAfter(now)};
    if (!key.minute.take(now))
        return Refusal{"minute"_L1, key.minute.retryAfter(now)};
    key.day.record(now);
    return {};
}

std::optional<SandboxLimits::Refusal> SandboxLimits::takeAi(qint64 keyId, qint64 now)
{
    KeyWindows &key = windows(keyId);
    if (!key.ai.hasRoom(now))
        return Refusal{"per-key"_L1, key.ai.retryAfter(now)};
    if (!m_workspaceAi.take(now))
        return Refusal{"per-tenant"_L1, m_workspaceAi.retryAfter(now)};
    key.ai.record(now);
    return {};
}

void SandboxLimits::recordPast(qint64 keyId, bool usesAiQuota, qint64 at)
{
    KeyWindows &key = windows(keyId);
    key.minute.record(at);
    key.day.record(at);
    if (usesAiQuota) {
        key.ai.record(at);
        m_workspaceAi.record(at);
    }
}

SandboxLimits::KeyWindows &SandboxLimits::windows(qint64 keyId)
{
    const bool isBusiness = m_plan == SandboxLicence::Plan::Business;
    const auto found = m_keys.find(keyId);
    if (found != m_keys.end())
        return found->second;
    return m_keys
        .emplace(keyId, KeyWindows{SlidingWindow(isBusiness ? 60 : 600, 1min),
                                   SlidingWindow(isBusiness ? 1000 : 100000, 24h),
                                   SlidingWindow(AiPerKey, 24h)})
        .first->second;
}

} // namespace Konstantly
