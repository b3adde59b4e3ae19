// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringView>

namespace Konstantly {

//! Text that came from a server or a file, ready to be shown as plain text: one line, at most \a maxLength characters (then
//! "…"), and every character that is invisible or that changes the direction of its neighbours spelled out as `‹U+202E›`,
//! so that two different names never look the same (security U-1, T-6).
[[nodiscard]] QString plainText(QStringView text, qsizetype maxLength = 200);

//! True for control, direction, zero-width and other invisible characters that plainText() spells out.
[[nodiscard]] bool isInvisibleCharacter(char32_t character);

} // namespace Konstantly
