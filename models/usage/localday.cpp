// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/localday.h"

#include <QDateTime>

#include <optional>

using std::chrono::milliseconds;

namespace Konstantly {

namespace {

//! Nothing when the zone's calendar has no such day: Samoa left out 30 December 2011.
std::optional<milliseconds> startOf(QDate date, const QTimeZone &zone)
{
    const QDateTime start = date.startOfDay(zone);
    if (!start.isValid() || start.date() != date)
        return std::nullopt;
    const milliseconds at(start.toMSecsSinceEpoch());
    const QDateTime before = start.addMSecs(-1);
    if (before.date() != date)
        return at;
    // The second of two midnights.
    return at - std::chrono::seconds(before.offsetFromUtc() - start.offsetFromUtc());
}

} // namespace

milliseconds dayStart(QDate day, const QTimeZone &zone)
{
    Q_ASSERT(day.isValid() && zone.isValid());
    std::optional<milliseconds> start;
    for (; !start && day.isValid(); day = day.addDays(1))
        start = startOf(day, zone);
    return start.value_or(milliseconds::max());
}

QDate dayAt(milliseconds at, const QTimeZone &zone)
{
    const QDate date = QDateTime::fromMSecsSinceEpoch(at.count(), zone).date();
    return dayStart(date, zone) > at ? date.addDays(-1) : date;
}

milliseconds dayStartAt(milliseconds at, const QTimeZone &zone)
{
    return dayStart(dayAt(at, zone), zone);
}

} // namespace Konstantly
