// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <optional>

namespace Konstantly {

//! How a `tools/call` ended.
enum class CallOutcome {
    Succeeded,
    Failed,            //!< an error that is none of the following
    RateLimited,       //!< by a limit that the text does not name
    RateLimitedMinute, //!< the key's own, 60 or 600 a minute
    RateLimitedDay,    //!< the key's own, of a day
    RateLimitedAiKey,  //!< the key's share of generating with AI
    RateLimitedAiTenant,
    RateLimitedAuth, //!< too many failed authentications from this address
    Unauthorized,    //!< the service refused the key
    Licence,         //!< the workspace's licence does not include MCP
    Cancelled,       //!< by the client, before an answer came
    Unanswered       //!< the session ended first
};

//! As it is written to the log: "succeeded", "rate-limited-minute" …
[[nodiscard]] QByteArrayView outcomeName(CallOutcome outcome);
[[nodiscard]] std::optional<CallOutcome> outcomeFromName(QByteArrayView name);

//! What an error of the MCP server means, by the words that the service and the official server use (contract, section 6).
//! Failed when it is none of those. Case does not count; the text may be JSON, escaped, or cut.
[[nodiscard]] CallOutcome classifyErrorText(QByteArrayView text);

//! How long \a text asks to wait ("Retry after 47s"); 60 s when it does not say.
[[nodiscard]] std::chrono::seconds waitInErrorText(QByteArrayView text);

} // namespace Konstantly
