// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagetables.h"

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace Konstantly {

Result<RollupHorizon> readHorizon(const SqlSession &session)
{
    const auto minutes = metaNumber(session, Meta::MinutesFrom);
    if (!minutes)
        return fail(minutes.error());
    const auto hours = metaNumber(session, Meta::HoursFrom);
    if (!hours)
        return fail(hours.error());
    return RollupHorizon{milliseconds(*minutes), milliseconds(*hours)};
}

std::optional<CallOutcome> outcomeIn(const QVariant &column)
{
    const int number = column.toInt();
    if (column.isNull() || number < 0 || number > int(CallOutcome::Unanswered))
        return std::nullopt;
    return CallOutcome(number);
}

std::optional<milliseconds> durationIn(const QVariant &column)
{
    return column.isNull() ? std::nullopt : std::optional(milliseconds(column.toLongLong()));
}

Result<CallRow> readCall(const QSqlQuery &row, UsageNames &names)
{
    CallRow::Columns columns;
    columns.id = row.value(0).toLongLong();
    columns.at = milliseconds(row.value(1).toLongLong());
    columns.tool = row.value(2).toLongLong();
    columns.key = row.value(3).toLongLong();
    columns.client = row.value(4).toLongLong();
    columns.outcome = outcomeIn(row.value(5));
    columns.duration = durationIn(row.value(6));
    columns.seen = row.value(7).toInt();
    columns.serviceId = row.value(8).toString();
    columns.auditId = row.value(9).toString();
    columns.details = row.value(10).toByteArray();
    auto call = CallRow::fromColumns(columns);
    if (!call)
        return fail(ErrorCode::FileUnreadable, u"a call can't be understood"_s);
    if (call->told.size() == 1) {
        const auto key = names.name(NameKind::Key, call->key);
        if (!key)
            return fail(key.error());
        call->told.front().isKeyTold = isToldKey(*key);
    }
    return *std::move(call);
}

Result<TimeRange> storedExtent(const SqlSession &session)
{
    TimeRange extent;
    // Two look-ups in the index; one query for both ends would go through all of it.
    const auto read = session.select(
        u"SELECT (SELECT min(at) FROM calls), (SELECT max(at) FROM calls)"_s, {},
        [&extent](const QSqlQuery &row) {
            if (!row.value(0).isNull())
                extent = {milliseconds(row.value(0).toLongLong()),
                          milliseconds(row.value(1).toLongLong() + 1)};
            return false;
        });
    if (!read)
        return fail(read.error());
    return extent;
}

} // namespace Konstantly
