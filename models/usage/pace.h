// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>
#include <vector>

namespace Konstantly {

//! How fast calls came of late, and how sure that is.
//!
//! The shortest of a 96th, a 24th, a 6th and a half of the window's length (15 minutes to 12 hours of a day), but at least 10 s, in
//! which enough calls were made is cut into six parts. Their mean is the pace; their scatter, at least that of calls made
//! independently of each other, says how sure it is. A pace that is not known better than to its half is none: work has
//! just begun, or has just stopped.
class Pace final
{
public:
    //! \a calls ascending; later ones than \a now are passed over. Nothing when there are fewer than \a minCalls in every span.
    [[nodiscard]] static std::optional<Pace>
    ofLate(const std::vector<std::chrono::milliseconds> &calls, std::chrono::milliseconds now,
           std::chrono::milliseconds windowLength, qint64 minCalls);

    enum class Bound { Early, Late };
    //! When \a calls more have been made: with 5 % likelihood it takes less than Early, with 5 % more than Late. Grows with
    //! \a calls, which are at least 1.
    [[nodiscard]] std::chrono::milliseconds timeFor(qint64 calls, Bound bound) const;

private:
    Pace() = default;

    double m_perMs = 0;
    double m_variance = 0; //!< of m_perMs, relative to its square
    double m_dispersion
        = 1; //!< variance of counts by their mean: 1 = independent calls, more = bursts
};

} // namespace Konstantly
