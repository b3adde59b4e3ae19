// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/boottime.h"
#include "models/base/clock.h"

#include <QByteArray>
#include <QJsonObject>

#include <chrono>
#include <optional>

namespace Konstantly {

//! The present, on both clocks, and which start of the machine the uptime counts from.
struct TwoClocks
{
    std::chrono::milliseconds up{0};   //!< of the machine
    std::chrono::milliseconds wall{0}; //!< since 1970
    QByteArray bootId;

    [[nodiscard]] static TwoClocks now(const Clock &clock, const BootClock &bootClock);
};

//! An instant on the machine's uptime, for a file that several processes and several runs of the machine share: both clocks
//! are written. The uptime is right within one run of the machine whatever happens to the wall clock, which is the best there
//! is after a restart (security R-5).
[[nodiscard]] QJsonObject instantToJson(std::chrono::milliseconds at, const TwoClocks &now);

//! The instant on our uptime; nothing when \a value is not one. \a isSameBoot: the file was written in this run of the machine.
[[nodiscard]] std::optional<std::chrono::milliseconds>
instantFromJson(const QJsonValue &value, bool isSameBoot, const TwoClocks &now);

} // namespace Konstantly
