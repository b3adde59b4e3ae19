// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/choicebox.h"

#include "ui/theme/glyphs.h"

#include <QPainter>
#include <QStyleOptionComboBox>

namespace Konstantly {

namespace {

constexpr int ArrowSize = 16;

} // namespace

ChoiceBox::ChoiceBox(QWidget *parent)
    : QComboBox(parent)
{}

void ChoiceBox::paintEvent(QPaintEvent *event)
{
    QComboBox::paintEvent(event);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    QRect arrow(0, 0, ArrowSize, ArrowSize);
    arrow.moveCenter(
        style()
            ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxArrow, this)
            .center());
    QPainter painter(this);
    painter.drawPixmap(arrow, glyphPixmap(Glyph::ChevronDown, palette().color(QPalette::Text),
                                          ArrowSize, devicePixelRatioF()));
}

} // namespace Konstantly
