// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/numberbox.h"

#include "ui/theme/glyphs.h"

#include <QPainter>
#include <QStyleOptionSpinBox>

namespace Konstantly {

namespace {

constexpr int ArrowSize = 12;

} // namespace

NumberBox::NumberBox(QWidget *parent)
    : QSpinBox(parent)
{}

void NumberBox::paintEvent(QPaintEvent *event)
{
    QSpinBox::paintEvent(event);
    QStyleOptionSpinBox option;
    initStyleOption(&option);
    const auto centreOf = [&](QStyle::SubControl part) {
        return QRectF(style()->subControlRect(QStyle::CC_SpinBox, &option, part, this)).center();
    };
    const auto groupOf = [&](QAbstractSpinBox::StepEnabledFlag step) {
        return isEnabled() && stepEnabled().testFlag(step) ? QPalette::Active : QPalette::Disabled;
    };
    QPainter painter(this);
    const auto draw = [&](QStyle::SubControl part, QAbstractSpinBox::StepEnabledFlag step,
                          double turn) {
        painter.save();
        painter.translate(centreOf(part));
        painter.rotate(turn);
        painter.drawPixmap(QPointF(-ArrowSize / 2.0, -ArrowSize / 2.0),
                           glyphPixmap(Glyph::ChevronDown,
                                       palette().color(groupOf(step), QPalette::Text), ArrowSize,
                                       devicePixelRatioF()));
        painter.restore();
    };
    draw(QStyle::SC_SpinBoxUp, StepUpEnabled, 180);
    draw(QStyle::SC_SpinBoxDown, StepDownEnabled, 0);
}

} // namespace Konstantly
