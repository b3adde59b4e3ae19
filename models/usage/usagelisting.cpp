// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagelisting.h"

#include "models/konstantly/endpoints.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace Konstantly {

using std::chrono::milliseconds;

namespace {

milliseconds sinceEpoch(const QDateTime &time)
{
    return milliseconds(time.toMSecsSinceEpoch());
}

UsageCall callOf(const UsageEntry &entry)
{
    UsageCall call;
    call.at = sinceEpoch(entry.createdAt);
    call.key = entry.keyId;
    call.tool = entry.tool;
    call.outcome = entry.isSuccess ? CallOutcome::Succeeded : CallOutcome::Failed;
    call.duration = entry.duration;
    call.id = entry.id;
    return call;
}

UsageCall callOf(const AuditEvent &event)
{
    UsageCall call;
    call.at = sinceEpoch(event.createdAt);
    if (event.targetType == "MCP_API_KEY"_L1)
        call.key = event.targetId;
    call.tool = event.tool;
    call.id = event.id;
    return call;
}

bool isCall(const UsageEntry &entry)
{
    return entry.intentType == Wire::UsageIntentTool.text && !entry.tool.isEmpty();
}

bool isCall(const AuditEvent &event)
{
    return event.eventType == AuditEventType::ToolCalled && !event.tool.isEmpty();
}

template<typename Row>
UsageListing pageOf(const Page<Row> &page)
{
    UsageListing result;
    result.totalCount = page.totalCount;
    result.serverDate = page.serverDate;
    for (const Row &row : page.items) {
        result.ids << row.id;
        result.times.push_back(sinceEpoch(row.createdAt));
        if (isCall(row))
            result.calls << callOf(row);
    }
    return result;
}

} // namespace

UsageListing UsageListing::of(const Page<UsageEntry> &page)
{
    return pageOf(page);
}

UsageListing UsageListing::of(const Page<AuditEvent> &page)
{
    return pageOf(page);
}

Result<> UsageListingCheck::take(const UsageListing &page)
{
    bool bringsNew = false;
    for (const QString &id : page.ids) {
        bringsNew = bringsNew || !m_ids.contains(id);
        m_ids.insert(id);
    }
    // Rows that came late shift those before them into this page: it may begin later than the page before ended, not end so.
    if (!std::ranges::is_sorted(page.times, std::greater<>())
        || (!page.times.empty() && page.times.back() > m_oldest))
        return fail(ErrorCode::BadResponse, u"the rows are not newest first"_s);
    if (!page.times.empty())
        m_oldest = page.times.back();
    m_rows += page.ids.size();
    m_isComplete = m_rows >= page.totalCount;
    if (!bringsNew && !m_isComplete)
        return fail(ErrorCode::BadResponse, u"the pages repeat or end too early"_s);
    return {};
}

} // namespace Konstantly
