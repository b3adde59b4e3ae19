// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sandbox/sandboxlicence.h"
#include "app/sandbox/slidingwindow.h"

#include <QHash> // std::hash<QString>
#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <unordered_map>

namespace Konstantly {

//! All sliding windows of one workspace (contract, section 7). Times in ms since the epoch. A refused call costs nothing.
class SandboxLimits final
{
public:
    static constexpr qsizetype FailedLogins = 10;   //!< a minute and source address
    static constexpr qsizetype AiPerKey = 5;        //!< in 24 h
    static constexpr qsizetype AiPerWorkspace = 50; //!< in 24 h

    explicit SandboxLimits(SandboxLicence::Plan plan);

    struct Refusal
    {
        QLatin1StringView
            window; //!< as the answers name it: "minute", "day", "per-key", "per-tenant"
        std::chrono::seconds retryAfter;
    };

    //! Set while too many authentications failed from \a source: not even a valid key gets through then.
    [[nodiscard]] std::optional<Refusal> lockout(const QString &source, qint64 now);
    void recordFailedLogin(const QString &source, qint64 now);

    //! Counts one call of the key, or answers why not.
    [[nodiscard]] std::optional<Refusal> takeCall(qint64 keyId, qint64 now);
    //! Counts one AI generation for the key and the workspace, or for neither.
    [[nodiscard]] std::optional<Refusal> takeAi(qint64 keyId, qint64 now);

    //! Counts what happened before the sandbox was started. In order of time.
    void recordPast(qint64 keyId, bool usesAiQuota, qint64 at);

private:
    struct KeyWindows
    {
        SlidingWindow minute, day, ai;
    };
    KeyWindows &windows(qint64 keyId);

    SandboxLicence::Plan m_plan;
    std::unordered_map<qint64, KeyWindows> m_keys;
    std::unordered_map<QString, SlidingWindow> m_sources;
    SlidingWindow m_workspaceAi;
};

} // namespace Konstantly
