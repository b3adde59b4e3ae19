// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <chrono>
#include <functional>

namespace Konstantly {

//! Time since the machine was started: counts suspend, never jumps, is the same in all processes (security R-5).
using BootClock = std::function<std::chrono::milliseconds()>;

//! The real one.
[[nodiscard]] BootClock systemBootClock();

} // namespace Konstantly
