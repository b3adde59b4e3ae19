// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/chartcolours.h"

#include "ui/theme/rgbcolour.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPixmapCache>

using namespace Qt::StringLiterals;

namespace Konstantly {

ChartColours chartColours(const Tokens &tokens)
{
    return {toRgb(tokens.surface), toRgb(tokens.line), toRgb(tokens.text),
            toRgb(tokens.muted),   tokens.isDark,      tokens.isHighContrast};
}

namespace {

QPixmap patternTile(int pattern, const QColor &fill, const QColor &stroke, int pixels)
{
    QPixmap tile(pixels, pixels);
    tile.fill(fill);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(double(pixels) / PatternTile, double(pixels) / PatternTile);
    QPen pen(stroke, strokeWidth(pattern));
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    for (const PatternStroke &line : patternStrokes(pattern))
        painter.drawLine(QPointF(line.fromX, line.fromY), QPointF(line.toX, line.toY));
    return tile;
}

} // namespace

QBrush patternBrush(int pattern, const QColor &fill, const QColor &stroke, double scale)
{
    if (pattern % PatternCount == 0)
        return fill;
    const int pixels = qRound(PatternTile * scale);
    // Equal brushes have the same tile, so that a chart sees that nothing has changed.
    const QString key = u"chart-pattern-%1-%2-%3-%4"_s.arg(pattern)
                            .arg(fill.rgba())
                            .arg(stroke.rgba())
                            .arg(pixels);
    QPixmap tile;
    if (!QPixmapCache::find(key, &tile)) {
        tile = patternTile(pattern, fill, stroke, pixels);
        QPixmapCache::insert(key, tile);
    }
    QBrush brush(tile);
    brush.setTransform(
        QTransform::fromScale(double(PatternTile) / pixels, double(PatternTile) / pixels));
    return brush;
}

QBrush layerBrush(const LayerStyle &style, double scale)
{
    return patternBrush(style.pattern, toColour(style.fill), toColour(strokeColour(style)), scale);
}

QBrush plainLayerBrush(const LayerStyle &style)
{
    return toColour(style.fill);
}

QPen layerPen(const LayerStyle &style)
{
    return {toColour(style.line), 1};
}

QPixmap layerSwatch(const LayerStyle &style, int size, double scale)
{
    QPixmap picture(QSize(size, size) * scale);
    picture.setDevicePixelRatio(scale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setPen(layerPen(style));
    painter.setBrush(layerBrush(style, scale));
    painter.drawRect(QRectF(0.5, 0.5, size - 1, size - 1));
    return picture;
}

LineStyles lineStyles(const Tokens &tokens)
{
    const auto pen = [&tokens](const Rgb &colour, Qt::PenStyle style) {
        QPen result(tokens.isHighContrast ? tokens.text
                    : tokens.isDark       ? mixed(toColour(colour), tokens.text, 0.25)
                                          : toColour(colour),
                    2, style, Qt::RoundCap, Qt::RoundJoin);
        return result;
    };
    return {pen(tokens.isDark ? ChartSky : ChartBlue, Qt::SolidLine),
            pen(ChartVermilion, Qt::DashLine)};
}

QPixmap lineSwatch(const QPen &pen, double scale)
{
    constexpr int width = 22;
    constexpr int height = 12;
    QPixmap picture(QSize(width, height) * scale);
    picture.setDevicePixelRatio(scale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.drawLine(QPointF(1, height / 2.0), QPointF(width - 1, height / 2.0));
    return picture;
}

} // namespace Konstantly
