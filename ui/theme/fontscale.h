// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFontInfo>

#include <algorithm>

namespace Konstantly {

//! \a length pixels are meant for text of the usual size: as many are needed for \a font. Never fewer.
[[nodiscard]] inline int scaledToFont(int length, const QFont &font)
{
    constexpr int usualPixels = 13;
    return std::max(length, length * QFontInfo(font).pixelSize() / usualPixels);
}

} // namespace Konstantly
