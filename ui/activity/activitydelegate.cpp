// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/activity/activitydelegate.h"

#include "models/audit/audittablemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/pillpainter.h"
#include "ui/widgets/rowpainter.h"

#include <QPainter>

namespace Konstantly {

Tone toneOf(AuditKind kind)
{
    switch (kind) {
    case AuditKind::KeyCreated:
    case AuditKind::KeyCreatedHere:
        return Tone::Ok;
    case AuditKind::ToolCalled:
        return Tone::Accent;
    case AuditKind::KeyRevealed:
    case AuditKind::KeyCopied:
    case AuditKind::ConfigRemoved:
        return Tone::Warn;
    case AuditKind::KeyRevoked:
    case AuditKind::KeyRevokedHere:
    case AuditKind::StartRefused:
    case AuditKind::Refusal:
        return Tone::Bad;
    case AuditKind::Service:
    case AuditKind::Launched:
    case AuditKind::ConfigWritten:
    case AuditKind::ConfigUndone:
    case AuditKind::RotationStep:
    case AuditKind::SettingsChanged:
        break;
    }
    return Tone::Neutral;
}

ActivityDelegate::ActivityDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

QSize ActivityDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data().toString();
    const int width = index.column() == AuditTableModel::EventColumn
                          ? pillSize(option.font, text).width()
                          : option.fontMetrics.horizontalAdvance(text);
    return {width + 2 * RowPainter::Padding, RowPainter::rowHeight(option.fontMetrics)};
}

void ActivityDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    RowPainter row(*painter, option, m_theme);
    const QString text = index.data().toString();
    if (index.column() == AuditTableModel::EventColumn) {
        const auto kind = AuditKind(index.data(AuditTableModel::KindRole).toInt());
        paintPill(*painter, row.room(), option.direction, option.font, text, toneOf(kind),
                  row.tokens());
        return;
    }
    if (index.column() != AuditTableModel::AboutColumn)
        return row.drawText(row.room(), text, row.tokens().muted);

    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    const QString about = metrics.elidedText(text, Qt::ElideRight, row.room().width());
    painter->setFont(bold);
    painter->setPen(row.tokens().text);
    painter->drawText(
        row.room(),
        int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter))
            | Qt::TextSingleLine,
        about);
    const int used = about.isEmpty() ? 0 : metrics.horizontalAdvance(about) + 10;
    const QRect rest = QStyle::visualRect(option.direction, row.room(),
                                          row.room().adjusted(used, 0, 0, 0));
    if (rest.width() > 30)
        row.drawText(rest, index.data(AuditTableModel::NoteRole).toString(), row.tokens().muted);
}

} // namespace Konstantly
