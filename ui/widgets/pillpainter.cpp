// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/pillpainter.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace Konstantly {

namespace {
constexpr int Padding = 7;
} // namespace

QFont pillFont(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 12 / 13);
    small.setWeight(QFont::Normal);
    return small;
}

QSize pillSize(const QFont &font, const QString &text)
{
    const QFontMetrics metrics(pillFont(font));
    return {metrics.horizontalAdvance(text) + 2 * Padding, metrics.height() + 2};
}

QRect paintPill(QPainter &painter, const QRect &room, Qt::LayoutDirection direction,
                const QFont &font, const QString &text, Tone tone, const Tokens &tokens)
{
    const QSize wanted = pillSize(font, text);
    const int width = std::min(wanted.width(), room.width());
    if (width <= 2 * Padding)
        return {};
    const QRect box = QStyle::visualRect(
        direction, room,
        QRect(room.x(), room.y() + (room.height() - wanted.height()) / 2, width, wanted.height()));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.toneBackground(tone));
    painter.drawRoundedRect(box, 5, 5);
    painter.setPen(tokens.toneText(tone));
    painter.setFont(pillFont(font));
    painter.drawText(
        box, Qt::AlignCenter,
        QFontMetrics(painter.font()).elidedText(text, Qt::ElideRight, width - 2 * Padding + 1));
    painter.restore();
    return box;
}

} // namespace Konstantly
