// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/banner.h"

#include "ui/widgets/controls.h"

#include <QAccessible>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

Banner::Banner(QWidget *parent)
    : QFrame(parent)
{
    setProperty("kind", u"banner"_s);
    setAccessibleName(tr("Notice"));
    m_message = makeWrappedLabel({}, Rank::Strong, this);
    m_detail = makeWrappedLabel({}, Rank::Body, this);
    m_action = makeButton({}, u"bannerAction"_s, ButtonKind::Primary, this);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_message);
    texts->addWidget(m_detail);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 10, 14, 10);
    row->setSpacing(12);
    row->addLayout(texts, 1);
    row->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
    hide();
}

void Banner::show(Tone tone, const QString &message, const QString &detail,
                  const QString &actionText)
{
    const bool isNew = isHidden() || m_message->text() != message;
    setTone(this, tone);
    setTone(m_message, tone);
    setTone(m_detail, tone);
    m_message->setText(message);
    m_detail->setText(detail);
    m_detail->setHidden(detail.isEmpty());
    m_action->setText(actionText);
    m_action->setHidden(actionText.isEmpty());
    setAccessibleDescription(detail.isEmpty() ? message : message + u' ' + detail);
    setVisible(true);
    if (isNew) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace Konstantly
