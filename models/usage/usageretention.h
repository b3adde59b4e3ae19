// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagetables.h"

namespace Konstantly {

//! One UsageDatabase::prune(). In a transaction.
[[nodiscard]] Result<bool> pruneCalls(UsageTables &tables, qsizetype maxRows);

//! Makes the days those of \a zone, which becomes the calendar's: from the hours where these are whole, else from the calls.
//! Days whose calls and hours are deleted stay as they were counted, in days of \a before; every call is in one day. In a
//! transaction.
[[nodiscard]] Result<> countDaysAnew(UsageTables &tables, const UsageCalendar &before,
                                     const QTimeZone &zone);

} // namespace Konstantly
