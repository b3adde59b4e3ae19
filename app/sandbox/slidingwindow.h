// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <chrono>
#include <deque>
#include <limits>

namespace Konstantly {

//! A limit of so many events in any stretch of time of a given length: each event counts from its own moment until exactly
//! one length later. Not a calendar day, not a fixed minute (contract, section 7).
//!
//! Times are milliseconds of one clock. A time before the last one given counts as the last one: a clock that is set back
//! must not hand out quota twice.
class SlidingWindow final
{
public:
    SlidingWindow(qsizetype limit, std::chrono::milliseconds length);

    //! Counts an event at \a now if there is room for it.
    [[nodiscard]] bool take(qint64 now);
    //! Counts an event at \a now, room or not.
    void record(qint64 now);

    [[nodiscard]] bool hasRoom(qint64 now) { return used(now) < m_limit; }
    //! Events that count at \a now.
    [[nodiscard]] qsizetype used(qint64 now);
    //! Whole seconds, rounded up, until there is room again; 0 = there is room, or there never will be (limit 0).
    [[nodiscard]] std::chrono::seconds retryAfter(qint64 now);

private:
    qint64 advance(qint64 now);

    qsizetype m_limit;
    qint64 m_length;
    qint64 m_now = std::numeric_limits<qint64>::min();
    std::deque<qint64> m_events; // ascending
};

} // namespace Konstantly
