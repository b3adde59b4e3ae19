// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace Konstantly {

//! A moment ("2026-11-01T10:00:00Z"), or a day of this device's time zone: its begin, or its end. Since 1970.
[[nodiscard]] std::optional<std::chrono::milliseconds> momentFrom(const QString &text, bool isEnd);

} // namespace Konstantly
