// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"

namespace Konstantly {

//! What the programs exit with (cli.md). Stable: scripts depend on the numbers.
enum class ExitCode {
    Done = 0,
    ProblemsFound = 1,
    Usage = 2,
    InputRefused = 64,
    Unreachable = 69, //!< service or keychain
    Internal = 70,
    NotWritten = 73,
    TryLater = 75,
    Refused = 77, //!< by the service
    Configuration = 78
};

//! The code that stands for \a error.
[[nodiscard]] ExitCode exitCodeFor(ErrorCode error);

} // namespace Konstantly
