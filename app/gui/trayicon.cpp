// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/gui/trayicon.h"

#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/glyphs.h"

namespace Konstantly {

TrayIcon::TrayIcon(MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_window(window)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return;
    connect(m_menu.addAction(tr("Show Konstantly Keys")), &QAction::triggered, this,
            &TrayIcon::bringBack);
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("Quit")), &QAction::triggered, &window, &QWidget::close);
    m_icon.setIcon(programIcon());
    m_icon.setToolTip(tr("Konstantly Keys"));
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    bringBack();
            });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] {
        m_window.showNoticed(m_about);
        bringBack();
    });
    connect(&window, &MainWindow::noticed, this,
            [this](const QString &title, const QString &message, const QString &about) {
                m_about = about;
                m_icon.showMessage(title, message, programIcon());
            });
    m_icon.show();
}

void TrayIcon::bringBack()
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

} // namespace Konstantly
