// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/gui/notificationarea.h"

#include "ui/theme/glyphs.h"
#include "ui/widgets/controls.h"

namespace Konstantly {

NotificationArea::NotificationArea(QObject *parent)
    : QObject(parent)
{}

NotificationArea::~NotificationArea() = default;

SystemNotificationArea::SystemNotificationArea(QObject *parent)
    : NotificationArea(parent)
{}

bool SystemNotificationArea::isAvailable() const
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void SystemNotificationArea::show(QMenu *menu)
{
    m_icon = std::make_unique<QSystemTrayIcon>(programIcon());
    m_icon->setContextMenu(menu);
    m_icon->setToolTip(plainToolTip(m_toolTip));
    connect(m_icon.get(), &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    Q_EMIT activated();
            });
    connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this,
            &NotificationArea::messageActivated);
    m_icon->show();
}

void SystemNotificationArea::hide()
{
    m_icon.reset();
}

void SystemNotificationArea::setToolTip(const QString &text)
{
    m_toolTip = text;
    if (m_icon)
        m_icon->setToolTip(plainToolTip(text)); // several desktops read markup in it
}

void SystemNotificationArea::showMessage(const QString &title, const QString &message)
{
    if (m_icon)
        m_icon->showMessage(title, message, programIcon());
}

} // namespace Konstantly
