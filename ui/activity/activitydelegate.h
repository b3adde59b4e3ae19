// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditrecord.h"
#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace Konstantly {

class Theme;

//! How serious an event is.
[[nodiscard]] Tone toneOf(AuditKind kind);

//! Paints the cells of the time line: the event as a pill, what it is about in bold with its arguments behind.
class ActivityDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ActivityDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace Konstantly
