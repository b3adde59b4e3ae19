// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/chartstyle.h"

#include <QBrush>
#include <QPen>
#include <QPixmap>

namespace Konstantly {

struct Tokens;

//! The colours of \a tokens that a chart is painted with.
[[nodiscard]] ChartColours chartColours(const Tokens &tokens);

//! Strokes of \a pattern on \a fill.
[[nodiscard]] QBrush patternBrush(int pattern, const QColor &fill, const QColor &stroke,
                                  double scale);
//! Fills a part in \a style. \a scale: of the screen, so that a pattern is as fine at 3x.
[[nodiscard]] QBrush layerBrush(const LayerStyle &style, double scale);
//! For columns too narrow to show a pattern.
[[nodiscard]] QBrush plainLayerBrush(const LayerStyle &style);
//! The line around a part.
[[nodiscard]] QPen layerPen(const LayerStyle &style);

//! A small square in \a style, for legends.
[[nodiscard]] QPixmap layerSwatch(const LayerStyle &style, int size, double scale);

//! The colours of the lines for the median and the 95th percentile, and for the success rate. The second one is dashed too.
struct LineStyles
{
    QPen first;
    QPen second;
};
[[nodiscard]] LineStyles lineStyles(const Tokens &tokens);
//! A short piece of such a line, for legends.
[[nodiscard]] QPixmap lineSwatch(const QPen &pen, double scale);

} // namespace Konstantly
