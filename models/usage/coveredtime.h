// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagequery.h"

namespace Konstantly {

// Which stretches of time a source has been read for: ascending, apart, none empty. Pure.

//! The smallest range that holds both; an empty one holds nothing.
[[nodiscard]] TimeRange joined(const TimeRange &a, const TimeRange &b);
//! \a ranges and \a range, joined where they touch.
[[nodiscard]] std::vector<TimeRange> withCovered(std::vector<TimeRange> ranges,
                                                 const TimeRange &range);
//! What of \a wanted lies in none of \a covered, newest first.
[[nodiscard]] std::vector<TimeRange> gapsIn(const std::vector<TimeRange> &covered,
                                            const TimeRange &wanted);
//! \a ranges up to \a end: what claims to be covered later was read under a clock that was wrong.
[[nodiscard]] std::vector<TimeRange> coveredBefore(const std::vector<TimeRange> &ranges,
                                                   std::chrono::milliseconds end);
//! How much of \a wanted is covered: 0 to 1; 1 when nothing is wanted.
[[nodiscard]] double coveredShare(const std::vector<TimeRange> &covered, const TimeRange &wanted);

} // namespace Konstantly
