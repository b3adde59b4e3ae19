// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDate>
#include <QTimeZone>

#include <chrono>

//! \file Where a zone's days begin. Like QDate::startOfDay(), but right where clocks go back from one o'clock to midnight
//! (startOfDay() names the second midnight then, and an hour would be before its own day), and defined where the calendar
//! leaves out a day. Times are since 1970, UTC.

namespace Konstantly {

//! The day that \a at belongs to: the date there, except in a minute after a midnight from which clocks go back. That is the day
//! before still.
[[nodiscard]] QDate dayAt(std::chrono::milliseconds at, const QTimeZone &zone);
//! The first moment of \a day, or of the first day after it that there is.
[[nodiscard]] std::chrono::milliseconds dayStart(QDate day, const QTimeZone &zone);
//! The first moment of the day that \a at belongs to; never later than \a at.
[[nodiscard]] std::chrono::milliseconds dayStartAt(std::chrono::milliseconds at,
                                                   const QTimeZone &zone);

} // namespace Konstantly
