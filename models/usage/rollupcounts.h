// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/rollupcell.h"
#include "models/usage/rollupplace.h"
#include "models/usage/usagecalendar.h"

#include <functional>

namespace Konstantly {

//! Calls, to be counted into all cells of the roll-ups that they belong to. Of many calls each costs some hundred nanoseconds:
//! they are sorted for each kind of cell, and the cells written as they come, without being made.
class RollupCounts final
{
public:
    //! \a key and \a tool: the database's numbers, below 2^40.
    void add(std::chrono::milliseconds at, qint64 key, qint64 tool, OutcomeClass outcome,
             std::optional<std::chrono::milliseconds> duration);

    //! Takes a cell as RollupCell::toBytes() gives it.
    using Take = std::function<void(const RollupPlace &place, QByteArray cell)>;
    //! Hands each cell to \a take once, by place. None is of a time before \a horizon.
    void forEachCell(const UsageCalendar &calendar, const RollupHorizon &horizon,
                     const Take &take) const;
    void clear() { m_calls.clear(); }

private:
    struct Call
    {
        std::chrono::milliseconds at{0};
        quint64 key = 0;
        quint64 details = 0; // tool, outcome and bin of the duration
    };
    class Buckets;
    struct Kind;

    std::vector<Call> m_calls;
};

} // namespace Konstantly
