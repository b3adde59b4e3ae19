// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/rgb.h"

#include <QColor>

namespace Konstantly {

//! \a colour for painting.
[[nodiscard]] inline QColor toColour(const Rgb &colour)
{
    return {colour.red, colour.green, colour.blue};
}

//! \a colour without how transparent it is.
[[nodiscard]] inline Rgb toRgb(const QColor &colour)
{
    return {colour.red(), colour.green(), colour.blue()};
}

} // namespace Konstantly
