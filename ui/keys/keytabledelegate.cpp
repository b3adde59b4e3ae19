// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/keys/keytabledelegate.h"

#include "models/keys/keylistmodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/pillpainter.h"
#include "ui/widgets/rowpainter.h"

#include <QPainter>

namespace Konstantly {

Tone toneOf(KeyStatus status)
{
    switch (status) {
    case KeyStatus::Active:
        return Tone::Ok;
    case KeyStatus::RotationDue:
    case KeyStatus::PoorlyNamed:
        return Tone::Warn;
    case KeyStatus::OwnerLeft:
    case KeyStatus::Exposed:
        return Tone::Bad;
    case KeyStatus::NeverUsed:
    case KeyStatus::Idle:
    case KeyStatus::Revoked:
        break;
    }
    return Tone::Neutral;
}

bool isFigureColumn(int column)
{
    return column == KeyListModel::LastUsedColumn || column == KeyListModel::AgeColumn;
}

KeyTableDelegate::KeyTableDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

QSize KeyTableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    int width = option.fontMetrics.horizontalAdvance(index.data().toString())
                + 2 * RowPainter::Padding;
    if (index.column() == KeyListModel::StatusColumn)
        width = pillSize(option.font, index.data().toString()).width() + 2 * RowPainter::Padding;
    if (index.column() == KeyListModel::NameColumn)
        width = width * 12 / 10; // bold
    return {width, RowPainter::rowHeight(option.fontMetrics)};
}

void KeyTableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    RowPainter row(*painter, option, m_theme);
    const QString text = index.data().toString();
    if (index.column() == KeyListModel::NameColumn) {
        paintName(*painter, row.room(), option, index, row.tokens());
    } else if (index.column() == KeyListModel::StatusColumn) {
        const auto worst = KeyStatus(index.data(KeyListModel::WorstStatusRole).toInt());
        paintPill(*painter, row.room(), option.direction, option.font, text, toneOf(worst),
                  row.tokens());
    } else {
        const bool ownerLeft = index.column() == KeyListModel::OwnerColumn
                               && index.data(KeyListModel::OwnerLeftRole).toBool();
        row.drawText(row.room(), text, ownerLeft ? row.tokens().bad : row.tokens().muted,
                     isFigureColumn(index.column()) ? Qt::AlignRight : Qt::AlignLeft);
    }
}

void KeyTableDelegate::paintName(QPainter &painter, QRect room, const QStyleOptionViewItem &option,
                                 const QModelIndex &index, const Tokens &tokens) const
{
    const bool isRevoked = index.data(KeyListModel::RevokedRole).toBool();
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    bold.setStrikeOut(isRevoked);
    const QFontMetrics metrics(bold);
    const QString here = index.data(KeyListModel::OnThisDeviceRole).toBool() ? tr("this device")
                                                                             : QString();
    const int pillWidth = here.isEmpty() ? 0 : pillSize(option.font, here).width() + 6;

    const QString name = metrics.elidedText(index.data().toString(), Qt::ElideRight,
                                            std::max(room.width() - pillWidth, 40));
    const int nameWidth = metrics.horizontalAdvance(name);
    painter.setFont(bold);
    painter.setPen(isRevoked ? tokens.muted : tokens.text);
    const auto alignment = QStyle::visualAlignment(option.direction,
                                                   Qt::AlignLeft | Qt::AlignVCenter);
    painter.drawText(room, int(alignment) | Qt::TextSingleLine, name);
    if (here.isEmpty())
        return;
    const QRect rest = QStyle::visualRect(option.direction, room,
                                          QRect(room.left() + nameWidth + 6, room.top(),
                                                room.width() - nameWidth - 6, room.height()));
    paintPill(painter, rest, option.direction, option.font, here, Tone::Neutral, tokens);
}

} // namespace Konstantly
