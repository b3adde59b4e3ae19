// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QImage>

namespace Konstantly {

//! How many pixels an exported picture has for one of the screen's.
inline constexpr double PictureScale = 2;

//! The document \a svg of chartSvg() in pixels, \a scale of them for each of its own. It reads what that writes and nothing else
//! of SVG (Qt's own reader knows no patterns before 6.7): InvalidInput, with what it is that can't be drawn, for any other document.
[[nodiscard]] Result<QImage> chartPicture(const QByteArray &svg, double scale);

} // namespace Konstantly
