// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/configshape.h"

#include <vector>

namespace Konstantly {

//! Eight dots: what is shown instead of a secret, whatever its length.
inline constexpr char SecretDots[] = "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022";

//! The bytes of \a text inside \a window that may be secrets and must not be shown, in ascending order, quotes not included.
//! See maskedDiff() for what counts; in doubt it is hidden. Our own launcher's command and arguments never are.
[[nodiscard]] std::vector<TextRange> secretRanges(const StructuredText &text, TextRange window);

//! \a argument of a command line without what looks like a secret in it.
[[nodiscard]] QString maskedText(const QString &argument);

} // namespace Konstantly
