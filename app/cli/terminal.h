// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QString>

namespace Konstantly {

//! Whether the descriptor is a terminal that somebody sits at.
[[nodiscard]] bool isTerminal(int descriptor);

//! Whether the descriptor is the end of a pipe that nobody reads from any more.
[[nodiscard]] bool hasNoReader(int descriptor);

//! Shows \a prompt on standard error and reads a line from standard input while the terminal does not echo. The terminal is put
//! back in every case, Ctrl-C included (then: Cancelled). InvalidInput when it can't be switched.
[[nodiscard]] Result<QString> readWithoutEcho(const QString &prompt);

} // namespace Konstantly
