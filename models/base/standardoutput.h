// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLatin1StringView>

namespace Konstantly {

//! Error::subject of FileNotWritable and DiskFull when what could not be written was printed: that is no file which is left as it was.
inline constexpr QLatin1StringView StandardOutput("-");

} // namespace Konstantly
