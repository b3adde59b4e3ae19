// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/tokens.h"

#include <QStyleOptionViewItem>

class QPainter;

namespace Konstantly {

class Theme;

//! What the cells of a RowTable have in common, for its delegates: the ground of a chosen row, the hairline below each, the bar that
//! shows where the keyboard is. Restores the painter when it goes. Draws text, never markup (security U-1).
class RowPainter final
{
    Q_DISABLE_COPY_MOVE(RowPainter)

public:
    RowPainter(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme);
    ~RowPainter();

    [[nodiscard]] const Tokens &tokens() const { return m_tokens; }
    //! Where a cell's content goes.
    [[nodiscard]] QRect room() const { return m_option.rect.adjusted(Padding, 0, -Padding, -1); }
    //! \a text on one line, cut where there is too little room.
    void drawText(const QRect &room, const QString &text, const QColor &colour,
                  Qt::Alignment edge = Qt::AlignLeft);

    //! Of every row, so that the view need not ask for each.
    [[nodiscard]] static int rowHeight(const QFontMetrics &metrics)
    {
        return metrics.height() + 21;
    }
    //! Between a cell's edge and its content.
    static constexpr int Padding = 10;

private:
    QPainter &m_painter;
    const QStyleOptionViewItem &m_option;
    Tokens m_tokens;
};

} // namespace Konstantly
