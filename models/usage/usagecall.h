// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/launch/calloutcome.h"

#include <QString>

#include <chrono>
#include <optional>

namespace Konstantly {

//! Who tells of calls. Each sees something else: the page names those that its numbers come from.
enum class UsageSource {
    Service, //!< the workspace's AI usage: every call of every key. Withdrawn from the documentation (contract, section 9)
    Audit, //!< audit events 88: calls of write tools, of every key; neither how they ended nor how long they took
    Device //!< what the launchers on this device metered: every call through them, with its outcome
};

//! One call of an MCP tool, as one source tells of it.
struct UsageCall
{
    std::chrono::milliseconds at{0}; //!< since 1970, UTC, by the service's clock as far as known
    QString key; //!< the service's id; "slot-…" where only the launcher knows it; empty = not told
    QString tool;
    std::optional<CallOutcome> outcome;                //!< nothing = not told
    std::optional<std::chrono::milliseconds> duration; //!< nothing = not told
    QString client; //!< what the AI tool calls itself; empty = not told
    QString
        id; //!< the source's own, unique within it; empty = it has none (Device: its cursor says what was read)

    friend bool operator==(const UsageCall &, const UsageCall &) = default;
};

//! The five tools that share the quota of generating with AI, one unit each (contract, section 7).
[[nodiscard]] bool usesAiQuota(QStringView tool);
//! The tools that are known to change nothing. One that nobody knows may.
[[nodiscard]] bool isReadTool(QStringView tool);

} // namespace Konstantly
