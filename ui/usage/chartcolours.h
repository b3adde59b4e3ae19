// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usageseries.h"

#include <QBrush>
#include <QPen>
#include <QPixmap>

namespace Konstantly {

struct Tokens;

//! How one layer of the chart is drawn. Neighbours differ by colour, by pattern and by a line between them, so that none of
//! the three has to be seen.
struct LayerStyle
{
    QColor fill;
    QColor
        line; //!< around it and in its pattern; stands out from the surface even where fill does not
    int pattern = 0;

    //! \a scale: of the screen, so that a pattern is as fine at 3x.
    [[nodiscard]] QBrush brush(double scale) const;
    //! For columns too narrow to show a pattern.
    [[nodiscard]] QBrush plainBrush() const { return fill; }
    [[nodiscard]] QPen pen() const { return QPen(line, 1); }
};

//! How many patterns there are.
inline constexpr int PatternCount = 7;

//! Styles of the layers of \a series, in their order: colours that everybody tells apart; outcomes keep theirs whatever else is
//! there, and what is left ("3 others") is grey.
[[nodiscard]] QList<LayerStyle> layerStyles(const UsageSeries &series, UsageSplit split,
                                            const Tokens &tokens);

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
