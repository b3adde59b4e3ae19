// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usageseries.h"

namespace Konstantly {

//! Where the buckets of \a step that cover \a range begin, ascending, and behind them where the last one ends: the first begins
//! at or before the range, the last ends at or after it. At most \a maxBuckets (at least 1) if step is Week, see widenedStep()
//! otherwise. Empty for an empty range.
[[nodiscard]] std::vector<std::chrono::milliseconds>
bucketBounds(const TimeRange &range, UsageStep step, const QTimeZone &zone, std::size_t maxBuckets,
             Qt::DayOfWeek weekStart);

} // namespace Konstantly
