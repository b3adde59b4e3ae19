// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTime>
#include <QTimeZone>

#include <chrono>
#include <optional>

namespace Konstantly {

class Settings;

//! Local time from which and until which nobody is told anything; across midnight when from is the later one. Both invalid,
//! or both the same: never.
struct QuietHours
{
    QTime from;
    QTime to;

    [[nodiscard]] static QuietHours of(const Settings &settings);
    //! When the quiet hours that \a now (since 1970, UTC) is in end; nothing outside of them.
    [[nodiscard]] std::optional<std::chrono::milliseconds> until(std::chrono::milliseconds now,
                                                                 const QTimeZone &zone) const;
};

} // namespace Konstantly
