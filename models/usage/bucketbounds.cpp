// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/bucketbounds.h"

#include "models/usage/localday.h"

#include <algorithm>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

milliseconds floorTo(milliseconds at, milliseconds length)
{
    const milliseconds over = at % length;
    return at - (over < 0ms ? over + length : over);
}

QDate weekOf(QDate date, Qt::DayOfWeek weekStart)
{
    return date.addDays(-((date.dayOfWeek() - int(weekStart) + 7) % 7));
}

milliseconds lengthOf(UsageStep step)
{
    return step == UsageStep::Minute ? milliseconds(1min) : milliseconds(1h);
}

//! How many buckets of \a step cover \a range; one too many in a week that has a day less.
qint64 countOf(const TimeRange &range, UsageStep step, const QTimeZone &zone,
               Qt::DayOfWeek weekStart)
{
    if (range.isEmpty())
        return 0;
    const milliseconds last = range.to - 1ms;
    if (step == UsageStep::Minute || step == UsageStep::Hour) {
        const milliseconds length = lengthOf(step);
        return (floorTo(last, length) - floorTo(range.from, length)) / length + 1;
    }
    const QDate from = dayAt(range.from, zone);
    const QDate to = dayAt(last, zone);
    return step == UsageStep::Day ? from.daysTo(to) + 1
                                  : weekOf(from, weekStart).daysTo(weekOf(to, weekStart)) / 7 + 1;
}

} // namespace

UsageStep widenedStep(const TimeRange &range, UsageStep step, const QTimeZone &zone,
                      std::size_t maxBuckets, Qt::DayOfWeek weekStart)
{
    while (step != UsageStep::Week
           && countOf(range, step, zone, weekStart) > qint64(std::max(maxBuckets, std::size_t(1))))
        step = UsageStep(int(step) + 1);
    return step;
}

std::vector<milliseconds> bucketBounds(const TimeRange &range, UsageStep step,
                                       const QTimeZone &zone, std::size_t maxBuckets,
                                       Qt::DayOfWeek weekStart)
{
    std::vector<milliseconds> bounds;
    if (range.isEmpty())
        return bounds;
    if (step == UsageStep::Minute || step == UsageStep::Hour) {
        const milliseconds length = lengthOf(step);
        for (milliseconds at = floorTo(range.from, length); at < range.to; at += length)
            bounds.push_back(at);
        bounds.push_back(bounds.back() + length);
        return bounds;
    }
    QDate date = dayAt(range.from, zone);
    qint64 days = 1;
    if (step == UsageStep::Week) {
        date = weekOf(date, weekStart);
        const auto most = qint64(std::max(maxBuckets, std::size_t(1)));
        const qint64 weeks = countOf(range, step, zone, weekStart);
        days = 7 * ((weeks + most - 1) / most);
    }
    for (bool isCovered = false; !isCovered; date = date.addDays(days)) {
        const milliseconds at = dayStart(date, zone);
        if (!bounds.empty() && at == bounds.back()) // the day that is left out
            continue;
        isCovered = at >= range.to;
        bounds.push_back(at);
    }
    return bounds;
}

TimeRange rangeOf(UsagePeriod period, milliseconds now, const QTimeZone &zone)
{
    int days = 0;
    switch (period) {
    case UsagePeriod::Day: {
        const milliseconds end = floorTo(now, 1h) + 1h;
        return {end - 24h, end};
    }
    case UsagePeriod::Week:
        days = 7;
        break;
    case UsagePeriod::Month:
        days = 30;
        break;
    case UsagePeriod::Quarter:
        days = 90;
        break;
    case UsagePeriod::Custom:
        return {now, now};
    }
    const QDate today = dayAt(now, zone);
    return {dayStart(today.addDays(1 - days), zone), dayStart(today.addDays(1), zone)};
}

UsageStep stepFor(const TimeRange &range)
{
    // Days may be longer where the clocks go back: by two hours at most.
    constexpr milliseconds change = 2h;
    constexpr milliseconds day = 24h;
    const milliseconds length = range.to - range.from;
    if (length <= milliseconds(3h))
        return UsageStep::Minute;
    if (length <= 3 * day + change)
        return UsageStep::Hour;
    return length <= 120 * day + change ? UsageStep::Day : UsageStep::Week;
}

BucketWidth widthFor(UsageStep step)
{
    switch (step) {
    case UsageStep::Minute:
        return BucketWidth::Minute;
    case UsageStep::Hour:
        return BucketWidth::Hour;
    case UsageStep::Day:
    case UsageStep::Week:
        break;
    }
    return BucketWidth::Day;
}

} // namespace Konstantly
