// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/rowpainter.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace Konstantly {

RowPainter::RowPainter(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
    : m_painter(painter)
    , m_option(option)
    , m_tokens(option.state.testFlag(QStyle::State_Selected) ? onChosenRow(theme.tokens())
                                                             : theme.tokens())
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter.save();
    if (isSelected)
        painter.fillRect(option.rect, m_tokens.chosen);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     m_tokens.line);
    // Where the keyboard is: a bar at the row's start, for those who use it.
    const bool isByKeyboard = isSelected
                              || option.state.testFlag(QStyle::State_KeyboardFocusChange);
    if (!option.state.testFlag(QStyle::State_HasFocus) || !isByKeyboard)
        return;
    const QRect bar = QStyle::visualRect(option.direction, option.rect,
                                         option.rect.adjusted(0, 3, 0, -4));
    painter.fillRect(option.direction == Qt::RightToLeft
                         ? QRect(bar.right() - 2, bar.top(), 3, bar.height())
                         : QRect(bar.left(), bar.top(), 3, bar.height()),
                     m_tokens.accent);
}

RowPainter::~RowPainter()
{
    m_painter.restore();
}

void RowPainter::drawText(const QRect &room, const QString &text, const QColor &colour,
                          Qt::Alignment edge)
{
    m_painter.setFont(m_option.font);
    m_painter.setPen(colour);
    m_painter.drawText(room,
                       int(QStyle::visualAlignment(m_option.direction, edge | Qt::AlignVCenter))
                           | Qt::TextSingleLine,
                       m_option.fontMetrics.elidedText(text, Qt::ElideRight, room.width()));
}

} // namespace Konstantly
