// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/observation.h"
#include "models/usage/usagecalendar.h"
#include "models/usage/usagenames.h"
#include "models/usage/usagerollups.h"
#include "models/usage/usageschema.h"

namespace Konstantly {

//! An open UsageDatabase's own: what reading and writing its tables needs.
struct UsageTables
{
    UsageTables(std::unique_ptr<SqlSession> opened, const QTimeZone &zone,
                const UsageLimits &usageLimits)
        : session(std::move(opened))
        , calendar(zone)
        , names(*session)
        , limits(usageLimits)
    {}

    std::unique_ptr<SqlSession> session;
    UsageCalendar calendar;
    UsageNames names;
    UsageLimits limits;
    RollupCache cache;
};

//! Names of the numbers that are kept in the table `meta`.
namespace Meta {
inline constexpr QLatin1StringView Zone{"zone"};
//! Calls from here on are in days of that zone; those before may be in days of an earlier one, see countDaysAnew().
inline constexpr QLatin1StringView DaysFrom{"days_from"};
inline constexpr QLatin1StringView Rows{"rows"};                //!< how many calls there are
inline constexpr QLatin1StringView RowsFrom{"rows_from"};       //!< older calls were deleted
inline constexpr QLatin1StringView MinutesFrom{"minutes_from"}; //!< see RollupHorizon
inline constexpr QLatin1StringView HoursFrom{"hours_from"};
inline constexpr QLatin1StringView Changes{"changes"}; //!< see RollupCache
} // namespace Meta

[[nodiscard]] Result<RollupHorizon> readHorizon(const SqlSession &session);

//! The columns that readCall() takes, in its order.
inline constexpr QLatin1StringView CallColumns{
    "id, at, tool, key, client, outcome, duration, seen, service_id, audit_id, told"};
[[nodiscard]] Result<CallRow> readCall(const QSqlQuery &row, UsageNames &names);

//! What a column with an outcome says; nothing for NULL.
[[nodiscard]] std::optional<CallOutcome> outcomeIn(const QVariant &column);
[[nodiscard]] std::optional<std::chrono::milliseconds> durationIn(const QVariant &column);

//! First and last call; empty when there is none.
[[nodiscard]] Result<TimeRange> storedExtent(const SqlSession &session);

} // namespace Konstantly
