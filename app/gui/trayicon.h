// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QMenu>
#include <QSystemTrayIcon>

namespace Konstantly {

class MainWindow;

//! The sign in the notification area while the window is open: tells what the window wants to tell people who look elsewhere,
//! brings the window back, quits. Does nothing on desktops without such an area; closing the window still ends the program.
class TrayIcon final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrayIcon)

public:
    //! \a window outlives this.
    explicit TrayIcon(MainWindow &window, QObject *parent = nullptr);

private:
    void bringBack();

    MainWindow &m_window;
    QMenu m_menu;
    QSystemTrayIcon m_icon;
    QString m_about; // what the message shown last leads to
};

} // namespace Konstantly
