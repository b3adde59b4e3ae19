// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagecalendar.h"

#include <QDateTime>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

//! Far more days than rows are kept for; a database whose days are kept for good could otherwise make this grow for ever.
constexpr std::size_t MaxDays = 5000;

TimeRange evenBucket(milliseconds length, milliseconds at)
{
    milliseconds into = at % length;
    if (into < 0ms)
        into += length;
    return {at - into, at - into + length};
}

} // namespace

const TimeRange &UsageCalendar::day(milliseconds at) const
{
    const auto found = m_days.upper_bound(at);
    if (found != m_days.end() && found->second.from <= at)
        return found->second;
    if (m_days.size() > MaxDays)
        m_days.clear();
    // startOfDay() also knows the days that begin at one o'clock because the clocks change at midnight.
    const QDate date = QDateTime::fromMSecsSinceEpoch(at.count(), m_zone).date();
    const TimeRange range{milliseconds(date.startOfDay(m_zone).toMSecsSinceEpoch()),
                          milliseconds(date.addDays(1).startOfDay(m_zone).toMSecsSinceEpoch())};
    return m_days.insert_or_assign(range.to, range).first->second;
}

TimeRange UsageCalendar::bucket(BucketWidth width, milliseconds at) const
{
    switch (width) {
    case BucketWidth::Minute:
        return evenBucket(1min, at);
    case BucketWidth::Hour:
        return evenBucket(1h, at);
    case BucketWidth::Day:
        break;
    }
    return day(at);
}

TimeRange UsageCalendar::wholeBuckets(BucketWidth width, const TimeRange &range) const
{
    if (range.isEmpty())
        return {};
    TimeRange first = bucket(width, range.from);
    if (first.from < range.from)
        first = bucket(width, first.to);
    const TimeRange whole{first.from, start(width, range.to)};
    return whole.isEmpty() ? TimeRange{} : whole;
}

} // namespace Konstantly
