// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/writeusage.h"

#include "models/usage/coveredtime.h"
#include "models/usage/usagedatabase.h"

namespace Konstantly {

using std::chrono::milliseconds;

namespace {

//! Whether every call of a tool that writes in \a range is in \a database: both lists tell of all keys.
Result<bool> isWholeIn(const UsageDatabase &database, const TimeRange &range)
{
    std::vector<TimeRange> covered;
    for (const UsageSource source : {UsageSource::Service, UsageSource::Audit}) {
        const Result<SourceState> state = database.state(source);
        if (!state)
            return fail(state.error());
        if (state->incompleteAt >= range.from)
            return false;
        for (const TimeRange &part : state->covered)
            covered = withCovered(std::move(covered), part);
    }
    return gapsIn(covered, range).empty();
}

} // namespace

Result<QSet<QString>> keysThatWrote(const UsageDatabase &database, milliseconds now)
{
    const TimeRange range{now - UnusedRightTime, now};
    const Result<bool> isWhole = isWholeIn(database, {range.from, now - std::chrono::days(1)});
    if (!isWhole)
        return fail(isWhole.error());
    if (!*isWhole)
        return fail(ErrorCode::NotConfigured);
    const Result<UsageCells> tools = database.cells(
        {range, BucketWidth::Day, UsageSplit::Tool, UsageFilter{}});
    if (!tools)
        return fail(tools.error());
    QSet<QString> keys;
    for (const auto &[number, tool] : tools->groups) {
        if (isReadTool(tool))
            continue;
        UsageFilter filter;
        filter.tool = tool;
        const Result<UsageCells> calls = database.cells(
            {range, BucketWidth::Day, UsageSplit::Key, filter});
        if (!calls)
            return fail(calls.error());
        for (const auto &[keyNumber, key] : calls->groups) {
            if (key.isEmpty())
                return fail(ErrorCode::NotConfigured);
            keys.insert(key);
        }
    }
    return keys;
}

} // namespace Konstantly
