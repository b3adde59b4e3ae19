// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/navbutton.h"

#include "ui/theme/theme.h"
#include "ui/widgets/accessibility.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>

using namespace Qt::StringLiterals;

namespace Konstantly {

NavButton::NavButton(const Theme &theme, const QString &text, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
    , m_label(text)
{
    setProperty("kind", u"nav"_s);
    setAccessibleName(text);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void NavButton::setBadge(const PageBadge &badge)
{
    if (badge == m_badge)
        return;
    m_badge = badge;
    setSpokenDescription(this, badge.description);
    setToolTip(badge.description);
    update();
}

void NavButton::setQuiet(bool isQuiet)
{
    m_isQuiet = isQuiet;
    update();
}

QSize NavButton::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_label) + 70, fontMetrics().height() + 19};
}

void NavButton::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Tokens &tokens = m_theme.tokens();
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButton, option);
    painter.setRenderHint(QPainter::Antialiasing);

    QRect room = rect().adjusted(10, 0, -10, 0);
    if (!m_badge.text.isEmpty()) {
        QFont small = font();
        small.setPointSizeF(small.pointSizeF() * 11 / 13);
        if (isChecked())
            small.setWeight(QFont::DemiBold);
        const QFontMetrics metrics(small);
        const int height = metrics.height() + 3;
        const int width = std::max(metrics.horizontalAdvance(m_badge.text) + 14, height);
        const QRect pill = QStyle::visualRect(
            layoutDirection(), room,
            QRect(room.right() - width + 1, room.center().y() - height / 2, width, height));
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.toneBackground(m_badge.tone));
        painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
        painter.setPen(tokens.toneText(m_badge.tone));
        painter.setFont(small);
        painter.drawText(pill, Qt::AlignCenter, m_badge.text);
        room = QStyle::visualRect(layoutDirection(), room, room.adjusted(0, 0, -width - 8, 0));
    }
    QFont face = font();
    if (isChecked())
        face.setWeight(QFont::DemiBold);
    painter.setFont(face);
    painter.setPen(isChecked() ? tokens.onChosen : m_isQuiet ? tokens.muted : tokens.text);
    painter.drawText(
        room, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
        QFontMetrics(face).elidedText(m_label, Qt::ElideRight, room.width()));
}

} // namespace Konstantly
