// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/chartstyle.h"

#include <array>

namespace Konstantly {

namespace {

// Neighbours in a stack far apart in lightness too.
constexpr std::array Palette{ChartBlue, ChartSky,       ChartOrange, ChartGreen,
                             ChartPink, ChartVermilion, ChartYellow};

constexpr int OthersPattern = 6; // where there are others, one layer less has a place of its own

constexpr std::array Rising{PatternStroke{0, 8, 8, 0}, PatternStroke{-1, 1, 1, -1},
                            PatternStroke{7, 9, 9, 7}};
constexpr std::array Dots{PatternStroke{2, 2, 2.1, 2}, PatternStroke{6, 6, 6.1, 6}};
constexpr std::array Falling{PatternStroke{0, 0, 8, 8}, PatternStroke{-1, 7, 1, 9},
                             PatternStroke{7, -1, 9, 1}};
constexpr std::array Grid{PatternStroke{0, 3.5, 8, 3.5}, PatternStroke{3.5, 0, 3.5, 8}};

LayerStyle styleOf(const Rgb &colour, int pattern, const ChartColours &colours)
{
    if (colours.isHighContrast)
        return {colours.surface, colours.text, pattern};
    // The line is what meets the surface: darker on white, lighter on black.
    return {colour, mixed(colour, colours.text, colours.isDark ? 0.35 : 0.5), pattern};
}

//! For what is left, or not told.
Rgb greyOf(const ChartColours &colours)
{
    return mixed(colours.muted, colours.surface, 0.4);
}

LayerStyle outcomeStyle(OutcomeClass outcome, const ChartColours &colours)
{
    switch (outcome) {
    case OutcomeClass::Succeeded:
        return styleOf(ChartGreen, 0, colours);
    case OutcomeClass::Failed:
        return styleOf(ChartVermilion, 1, colours);
    case OutcomeClass::RateLimited:
        return styleOf(ChartOrange, 3, colours);
    case OutcomeClass::Unfinished:
        return styleOf(ChartPink, 4, colours);
    case OutcomeClass::Untold:
        break;
    }
    return styleOf(greyOf(colours), 2, colours);
}

} // namespace

std::span<const PatternStroke> patternStrokes(int pattern)
{
    switch (pattern % PatternCount) {
    case 1:
        return Rising;
    case 2:
        return Dots;
    case 3:
        return Falling;
    case 4:
        return std::span(Grid).first(1);
    case 5:
        return Grid;
    case 6:
        return std::span(Grid).last(1);
    default:
        return {};
    }
}

double strokeWidth(int pattern)
{
    return pattern % PatternCount == 2 ? 2.2 : 1;
}

Rgb strokeColour(const LayerStyle &style)
{
    return mixed(style.fill, style.line, 0.75);
}

QList<LayerStyle> layerStyles(const UsageSeries &series, UsageSplit split,
                              const ChartColours &colours)
{
    QList<LayerStyle> styles;
    int index = 0;
    for (const UsageLayer &layer : series.layers()) {
        if (split == UsageSplit::Outcome) {
            styles.append(outcomeStyle(
                outcomeClassFromName(layer.id).value_or(OutcomeClass::Untold), colours));
        } else if (layer.merged > 0) {
            styles.append(styleOf(greyOf(colours), OthersPattern, colours));
        } else {
            const int place = index++ % int(Palette.size());
            styles.append(styleOf(Palette.at(std::size_t(place)), place, colours));
        }
    }
    return styles;
}

} // namespace Konstantly
