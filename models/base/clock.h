// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDateTime>

#include <functional>

namespace Konstantly {

//! Wall-clock time, passed in so that tests can set it. UTC. Waits and deadlines use QElapsedTimer/QTimer (monotonic) instead.
using Clock = std::function<QDateTime()>;

//! The real one. The only call of currentDateTimeUtc() in `models`.
[[nodiscard]] inline Clock systemClock()
{
    return [] { return QDateTime::currentDateTimeUtc(); };
}

} // namespace Konstantly
