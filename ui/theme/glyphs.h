// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>

namespace Konstantly {

//! The few signs of the window, drawn as paths: sharp at every scale, in any colour, without files.
enum class Glyph { More, ChevronDown, Check, Plus, Cross, Dot, Eye, EyeOff };

[[nodiscard]] QPixmap glyphPixmap(Glyph glyph, const QColor &colour, int size,
                                  double devicePixelRatio);
//! In \a colour at 1x to 3x.
[[nodiscard]] QIcon glyphIcon(Glyph glyph, const QColor &colour, int size = 16);

//! The program's own sign: a key in a rounded square of the accent colour.
[[nodiscard]] QIcon programIcon();

} // namespace Konstantly
