// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/chartcolours.h"

#include "models/usage/usagetext.h"
#include "ui/theme/tokens.h"

#include <QPainter>

#include <array>

namespace Konstantly {

namespace {

// Okabe and Ito's colours, told apart with every kind of colour vision.
constexpr QRgb Blue = 0xFF0072B2;
constexpr QRgb Orange = 0xFFE69F00;
constexpr QRgb Green = 0xFF009E73;
constexpr QRgb Pink = 0xFFCC79A7;
constexpr QRgb Sky = 0xFF56B4E9;
constexpr QRgb Vermilion = 0xFFD55E00;
constexpr QRgb Yellow = 0xFFF0E442;
// Neighbours in a stack far apart in lightness too.
constexpr std::array Palette{Blue, Sky, Orange, Green, Pink, Vermilion, Yellow};

constexpr int Tile = 8;
constexpr int OthersPattern = 6; // where there are others, one layer less has a place of its own

//! Strokes of pattern \a index on a tile that repeats.
void drawPattern(QPainter &painter, int index)
{
    switch (index % PatternCount) {
    case 1: // rising lines
        painter.drawLine(0, Tile, Tile, 0);
        painter.drawLine(-1, 1, 1, -1);
        painter.drawLine(Tile - 1, Tile + 1, Tile + 1, Tile - 1);
        break;
    case 2: // dots
        painter.drawPoint(2, 2);
        painter.drawPoint(6, 6);
        break;
    case 3: // falling lines
        painter.drawLine(0, 0, Tile, Tile);
        painter.drawLine(-1, Tile - 1, 1, Tile + 1);
        painter.drawLine(Tile - 1, -1, Tile + 1, 1);
        break;
    case 4: // level lines
        painter.drawLine(QPointF(0, 3.5), QPointF(Tile, 3.5));
        break;
    case 5: // grid
        painter.drawLine(QPointF(0, 3.5), QPointF(Tile, 3.5));
        painter.drawLine(QPointF(3.5, 0), QPointF(3.5, Tile));
        break;
    case 6: // upright lines
        painter.drawLine(QPointF(3.5, 0), QPointF(3.5, Tile));
        break;
    default: // plain
        break;
    }
}

LayerStyle styleOf(const QColor &colour, int pattern, const Tokens &tokens)
{
    if (tokens.isHighContrast)
        return {tokens.surface, tokens.text, pattern};
    // The line is what meets the surface: darker on white, lighter on black.
    return {colour, mixed(colour, tokens.text, tokens.isDark ? 0.35 : 0.5), pattern};
}

//! For what is left, or not told.
QColor greyOf(const Tokens &tokens)
{
    return mixed(tokens.muted, tokens.surface, 0.4);
}

LayerStyle outcomeStyle(OutcomeClass outcome, const Tokens &tokens)
{
    switch (outcome) {
    case OutcomeClass::Succeeded:
        return styleOf(QColor(Green), 0, tokens);
    case OutcomeClass::Failed:
        return styleOf(QColor(Vermilion), 1, tokens);
    case OutcomeClass::RateLimited:
        return styleOf(QColor(Orange), 3, tokens);
    case OutcomeClass::Unfinished:
        return styleOf(QColor(Pink), 4, tokens);
    case OutcomeClass::Untold:
        break;
    }
    return styleOf(greyOf(tokens), 2, tokens);
}

} // namespace

QBrush LayerStyle::brush(double scale) const
{
    if (pattern % PatternCount == 0)
        return fill;
    const int pixels = qRound(Tile * scale);
    QPixmap tile(pixels, pixels);
    tile.fill(fill);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(double(pixels) / Tile, double(pixels) / Tile);
    QPen stroke(mixed(fill, line, 0.75), pattern % PatternCount == 2 ? 2.2 : 1.0);
    stroke.setCapStyle(Qt::RoundCap);
    painter.setPen(stroke);
    drawPattern(painter, pattern);
    painter.end();
    QBrush brush(tile);
    brush.setTransform(QTransform::fromScale(double(Tile) / pixels, double(Tile) / pixels));
    return brush;
}

QList<LayerStyle> layerStyles(const UsageSeries &series, UsageSplit split, const Tokens &tokens)
{
    QList<LayerStyle> styles;
    int index = 0;
    for (const UsageLayer &layer : series.layers()) {
        if (split == UsageSplit::Outcome) {
            styles.append(outcomeStyle(
                outcomeClassFromName(layer.id).value_or(OutcomeClass::Untold), tokens));
        } else if (layer.merged > 0) {
            styles.append(styleOf(greyOf(tokens), OthersPattern, tokens));
        } else {
            const int place = index++ % int(Palette.size());
            styles.append(styleOf(QColor(Palette.at(std::size_t(place))), place, tokens));
        }
    }
    return styles;
}

QPixmap layerSwatch(const LayerStyle &style, int size, double scale)
{
    QPixmap picture(QSize(size, size) * scale);
    picture.setDevicePixelRatio(scale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setPen(style.pen());
    painter.setBrush(style.brush(scale));
    painter.drawRect(QRectF(0.5, 0.5, size - 1, size - 1));
    return picture;
}

LineStyles lineStyles(const Tokens &tokens)
{
    const auto pen = [&tokens](QRgb colour, Qt::PenStyle style) {
        QPen result(tokens.isHighContrast ? tokens.text
                    : tokens.isDark       ? mixed(QColor(colour), tokens.text, 0.25)
                                          : QColor(colour),
                    2, style, Qt::RoundCap, Qt::RoundJoin);
        return result;
    };
    return {pen(tokens.isDark ? Sky : Blue, Qt::SolidLine), pen(Vermilion, Qt::DashLine)};
}

QPixmap lineSwatch(const QPen &pen, double scale)
{
    constexpr int Width = 22;
    constexpr int Height = 12;
    QPixmap picture(QSize(Width, Height) * scale);
    picture.setDevicePixelRatio(scale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.drawLine(QPointF(1, Height / 2.0), QPointF(Width - 1, Height / 2.0));
    return picture;
}

} // namespace Konstantly
