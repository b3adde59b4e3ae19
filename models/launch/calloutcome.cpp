// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/calloutcome.h"

#include "models/budget/retryafter.h"

#include <QString>

#include <algorithm>
#include <array>
#include <utility>

namespace Konstantly {

namespace {

constexpr std::array<std::pair<CallOutcome, const char *>, 12> Names{{
    {CallOutcome::Succeeded, "succeeded"},
    {CallOutcome::Failed, "failed"},
    {CallOutcome::RateLimited, "rate-limited"},
    {CallOutcome::RateLimitedMinute, "rate-limited-minute"},
    {CallOutcome::RateLimitedDay, "rate-limited-day"},
    {CallOutcome::RateLimitedAiKey, "rate-limited-ai-key"},
    {CallOutcome::RateLimitedAiTenant, "rate-limited-ai-tenant"},
    {CallOutcome::RateLimitedAuth, "rate-limited-auth"},
    {CallOutcome::Unauthorized, "unauthorized"},
    {CallOutcome::Licence, "licence"},
    {CallOutcome::Cancelled, "cancelled"},
    {CallOutcome::Unanswered, "unanswered"},
}};

} // namespace

QByteArrayView outcomeName(CallOutcome outcome)
{
    const auto *found = std::find_if(Names.begin(), Names.end(),
                                     [outcome](const auto &row) { return row.first == outcome; });
    return found->second;
}

std::optional<CallOutcome> outcomeFromName(QByteArrayView name)
{
    const auto *found = std::find_if(Names.begin(), Names.end(),
                                     [name](const auto &row) { return name == row.second; });
    return found == Names.end() ? std::nullopt : std::optional(found->first);
}

CallOutcome classifyErrorText(QByteArrayView text)
{
    const QByteArray lower = text.toByteArray().toLower();
    const auto has = [&lower](const char *words) { return lower.contains(words); };
    if (has("mcp_auth_rate_limited") || has("too many failed mcp authentication attempts"))
        return CallOutcome::RateLimitedAuth;
    if (has("quota exceeded")) {
        if (has("per-key"))
            return CallOutcome::RateLimitedAiKey;
        if (has("per-tenant"))
            return CallOutcome::RateLimitedAiTenant;
    }
    if (has("rate limit exceeded") || has("mcp_rate_limited") || has("quota exceeded")) {
        if (has("(minute)"))
            return CallOutcome::RateLimitedMinute;
        if (has("(day)"))
            return CallOutcome::RateLimitedDay;
        return CallOutcome::RateLimited;
    }
    if (has("license does not include mcp") || has("mcp_license_disabled")
        || has("license_restricted"))
        return CallOutcome::Licence;
    if (has("rejected the api key") || has("\"unauthorized\"") || has("\\\"unauthorized\\\""))
        return CallOutcome::Unauthorized;
    return CallOutcome::Failed;
}

std::chrono::seconds waitInErrorText(QByteArrayView text)
{
    return retryAfter({}, QString::fromUtf8(text), {});
}

} // namespace Konstantly
