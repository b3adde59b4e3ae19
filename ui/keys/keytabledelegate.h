// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keys/keystatus.h"
#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace Konstantly {

class Theme;

//! How serious a status is.
[[nodiscard]] Tone toneOf(KeyStatus status);

//! Paints the cells of the key table: the name in bold with "this device" beside it, the status as a pill, figures at the end
//! of their column, a hairline below each row. Draws text, never markup (security U-1).
class KeyTableDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit KeyTableDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    void paintName(QPainter &painter, QRect room, const QStyleOptionViewItem &option,
                   const QModelIndex &index, const Tokens &tokens) const;

    const Theme &m_theme;
};

//! Whether figures stand in this column (KeyListModel::Column), so that it reads from its end.
[[nodiscard]] bool isFigureColumn(int column);

} // namespace Konstantly
