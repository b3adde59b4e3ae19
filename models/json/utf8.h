// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

namespace Konstantly {

//! The UTF-8 byte order mark.
inline constexpr QByteArrayView utf8Mark = "\xEF\xBB\xBF";

//! Length of the well-formed UTF-8 sequence at the start of \a text, 0 if there is none (Unicode, table 3-7).
[[nodiscard]] qsizetype utf8Length(QByteArrayView text);

//! UTF-16 or UTF-32, with or without a mark: a text of ours starts with an ASCII character, so one of its first bytes is
//! NUL.
[[nodiscard]] bool looksLikeUtf16(QByteArrayView text);

//! The value of a hex digit, -1 if it is none.
[[nodiscard]] int hexValue(char c);

} // namespace Konstantly
