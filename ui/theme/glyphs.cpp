// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/theme/glyphs.h"

#include "ui/theme/tokens.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace Konstantly {

namespace {

// Everything is drawn on a 16 x 16 grid.
void drawGlyph(QPainter &painter, Glyph glyph, const QColor &colour)
{
    QPen pen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    switch (glyph) {
    case Glyph::More:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        for (const double x : {3.0, 8.0, 13.0})
            painter.drawEllipse(QPointF(x, 8), 1.4, 1.4);
        break;
    case Glyph::ChevronDown:
        painter.drawPolyline(QPolygonF{{4.5, 6.5}, {8, 10}, {11.5, 6.5}});
        break;
    case Glyph::Check:
        painter.drawPolyline(QPolygonF{{3.5, 8.5}, {6.5, 11.5}, {12.5, 4.5}});
        break;
    case Glyph::Plus:
        painter.drawLine(QPointF(8, 3.5), QPointF(8, 12.5));
        painter.drawLine(QPointF(3.5, 8), QPointF(12.5, 8));
        break;
    case Glyph::Cross:
        painter.drawLine(QPointF(4.5, 4.5), QPointF(11.5, 11.5));
        painter.drawLine(QPointF(11.5, 4.5), QPointF(4.5, 11.5));
        break;
    case Glyph::Dot:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QPointF(8, 8), 4.5, 4.5);
        break;
    case Glyph::Eye:
    case Glyph::EyeOff: {
        QPainterPath lid(QPointF(1.5, 8));
        lid.quadTo(8, -0.5, 14.5, 8);
        lid.quadTo(8, 16.5, 1.5, 8);
        painter.drawPath(lid);
        painter.drawEllipse(QPointF(8, 8), 2, 2);
        if (glyph == Glyph::EyeOff)
            painter.drawLine(QPointF(3, 13), QPointF(13, 3));
        break;
    }
    }
}

void drawProgramIcon(QPainter &painter)
{
    const Tokens tokens = lightTokens();
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.accent);
    painter.drawRoundedRect(QRectF(0.5, 0.5, 15, 15), 3.8, 3.8);
    painter.setPen(QPen(tokens.onAccent, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(5.6, 8), 2.2, 2.2);
    painter.drawPolyline(QPolygonF{{7.8, 8}, {13, 8}, {13, 10.2}});
    painter.drawLine(QPointF(10.7, 8), QPointF(10.7, 9.8));
}

template<typename Draw>
QPixmap drawn(int size, double ratio, const Draw &draw)
{
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size / 16.0, size / 16.0);
    draw(painter);
    return pixmap;
}

//! Draws the size that is asked for: all that a desktop may want, drawn beforehand, would hold up each start.
class ProgramIcon final : public QIconEngine
{
public:
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / 16.0, rect.height() / 16.0);
        drawProgramIcon(*painter);
        painter->restore();
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, {{}, size}, mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine *clone() const override { return new ProgramIcon; }
    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override
    {
        QList<QSize> sizes;
        for (const int size : {16, 24, 32, 48, 64, 128, 256})
            sizes.append({size, size});
        return sizes;
    }
};

} // namespace

QPixmap glyphPixmap(Glyph glyph, const QColor &colour, int size, double devicePixelRatio)
{
    return drawn(size, devicePixelRatio,
                 [&](QPainter &painter) { drawGlyph(painter, glyph, colour); });
}

QIcon glyphIcon(Glyph glyph, const QColor &colour, int size)
{
    QIcon icon;
    for (const double ratio : {1.0, 2.0, 3.0})
        icon.addPixmap(glyphPixmap(glyph, colour, size, ratio));
    return icon;
}

QIcon programIcon()
{
    return QIcon(new ProgramIcon);
}

} // namespace Konstantly
