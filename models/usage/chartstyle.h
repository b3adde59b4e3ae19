// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/rgb.h"
#include "models/usage/usageseries.h"

#include <span>

namespace Konstantly {

//! What a chart is painted with, besides its layers.
struct ChartColours
{
    Rgb surface; //!< behind it
    Rgb line;    //!< of the grid
    Rgb text;
    Rgb muted; //!< second-rank text
    bool isDark = false;
    bool isHighContrast = false; //!< layers differ by their patterns alone

    friend bool operator==(const ChartColours &, const ChartColours &) = default;
};

//! Those of the window's light and dark theme.
inline constexpr ChartColours LightChart{rgb(0xFFFFFF), rgb(0xE2E5EB), rgb(0x1A1F29),
                                         rgb(0x586170)};
inline constexpr ChartColours DarkChart{rgb(0x1D2128), rgb(0x323843), rgb(0xE8EBF0), rgb(0x9AA4B2),
                                        true};

// Okabe and Ito's colours, told apart with every kind of colour vision.
inline constexpr Rgb ChartBlue = rgb(0x0072B2);
inline constexpr Rgb ChartOrange = rgb(0xE69F00);
inline constexpr Rgb ChartGreen = rgb(0x009E73);
inline constexpr Rgb ChartPink = rgb(0xCC79A7);
inline constexpr Rgb ChartSky = rgb(0x56B4E9);
inline constexpr Rgb ChartVermilion = rgb(0xD55E00);
inline constexpr Rgb ChartYellow = rgb(0xF0E442);

//! How one layer of the chart is drawn. Neighbours differ by colour, by pattern and by a line between them, so that none of
//! the three has to be seen.
struct LayerStyle
{
    Rgb fill;
    Rgb line; //!< around it and in its pattern; stands out from the surface even where fill does not
    int pattern = 0; //!< below PatternCount; 0 = plain

    friend bool operator==(const LayerStyle &, const LayerStyle &) = default;
};

//! How many patterns there are: plain, rising lines, dots, falling lines, level lines, a grid, upright lines.
inline constexpr int PatternCount = 7;
//! The side of the square that a pattern repeats.
inline constexpr int PatternTile = 8;

//! A straight stroke with round ends, from one point of the tile to another. Ends outside it meet those of the next tile.
struct PatternStroke
{
    double fromX = 0;
    double fromY = 0;
    double toX = 0;
    double toY = 0;
};
//! What \a pattern is made of.
[[nodiscard]] std::span<const PatternStroke> patternStrokes(int pattern);

//! How thick its strokes are: dots have to be seen.
[[nodiscard]] double strokeWidth(int pattern);
//! And in what colour: softer than the line around.
[[nodiscard]] Rgb strokeColour(const LayerStyle &style);

//! Styles of the layers of \a series, in their order: colours that everybody tells apart; outcomes keep theirs whatever else is
//! there, and what is left ("3 others") is grey.
[[nodiscard]] QList<LayerStyle> layerStyles(const UsageSeries &series, UsageSplit split,
                                            const ChartColours &colours);

} // namespace Konstantly
