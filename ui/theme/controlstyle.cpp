// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/theme/controlstyle.h"

#include "ui/theme/glyphs.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

ControlStyle::ControlStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{}

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                 QPainter *painter, const QWidget *widget) const
{
    if (element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck)
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isTicked = option->state.testFlag(State_On);
    const auto group = option->state.testFlag(State_Enabled) ? QPalette::Active
                                                             : QPalette::Disabled;
    const QColor sign = option->palette.color(group, QPalette::Text);
    const int side = std::min(option->rect.width(), option->rect.height()) - 1;
    QRect box(0, 0, side, side);
    box.moveCenter(option->rect.center());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(isTicked ? sign : option->palette.color(group, QPalette::PlaceholderText), 1.2));
    painter->setBrush(option->palette.color(QPalette::Base));
    painter->drawRoundedRect(QRectF(box).adjusted(0.6, 0.6, -0.6, -0.6), 3, 3);
    if (isTicked)
        painter->drawPixmap(
            box, glyphPixmap(Glyph::Check, sign, side, painter->device()->devicePixelRatioF()));
    painter->restore();
}

} // namespace Konstantly
