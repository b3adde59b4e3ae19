// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagequery.h"

#include <QTimeZone>

#include <map>

namespace Konstantly {

//! Into which bucket a moment falls. Remembers the days it was asked for: looking into a time zone is slow. One thread.
class UsageCalendar final
{
public:
    explicit UsageCalendar(const QTimeZone &zone)
        : m_zone(zone)
    {}

    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }
    [[nodiscard]] TimeRange bucket(BucketWidth width, std::chrono::milliseconds at) const;
    [[nodiscard]] std::chrono::milliseconds start(BucketWidth width,
                                                  std::chrono::milliseconds at) const
    {
        return bucket(width, at).from;
    }
    //! The whole buckets in \a range; empty when there is none.
    [[nodiscard]] TimeRange wholeBuckets(BucketWidth width, const TimeRange &range) const;

private:
    [[nodiscard]] const TimeRange &day(std::chrono::milliseconds at) const;

    QTimeZone m_zone;
    mutable std::map<std::chrono::milliseconds, TimeRange> m_days; // by their end
};

} // namespace Konstantly
