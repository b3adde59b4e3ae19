// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/launch/calloutcome.h"

#include <QByteArray>

#include <chrono>
#include <optional>
#include <vector>

namespace Konstantly {

//! What the sliding windows need of every call of one minute, a few bytes each: so that a day of a hundred thousand calls is
//! read in some milliseconds. A value. Keys and tools are the database's numbers for them.
class MinuteCalls final
{
public:
    struct Call
    {
        std::chrono::milliseconds at{0};
        qint64 key = 0;
        qint64 tool = 0;
        std::optional<CallOutcome> outcome;
        friend auto operator<=>(const Call &, const Call &) = default;
    };

    MinuteCalls() = default;
    //! \a start: where the minute begins.
    explicit MinuteCalls(std::chrono::milliseconds start)
        : m_start(start)
    {}

    void add(const Call &call) { m_calls.push_back(call); }
    //! \a call must have been added before.
    void remove(const Call &call);

    [[nodiscard]] const std::vector<Call> &calls() const { return m_calls; }
    [[nodiscard]] bool isEmpty() const { return m_calls.empty(); }

    //! For the database; by time.
    [[nodiscard]] QByteArray toBytes();
    //! Adds what \a bytes hold. \return false when they are not what toBytes() gives
    [[nodiscard]] bool addBytes(QByteArrayView bytes);

private:
    std::chrono::milliseconds m_start{0};
    std::vector<Call> m_calls;
};

} // namespace Konstantly
