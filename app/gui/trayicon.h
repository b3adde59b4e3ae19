// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QMenu>
#include <QPointer>

class QAction;

namespace Konstantly {

class ClosingDialog;
class MainWindow;
class NotificationArea;
class Settings;
enum class WhenClosed;

//! The sign in the notification area, as long as the preference says so: tells how things stand and what the window wants to tell
//! people who look elsewhere, brings the window back, quits.
//!
//! Where it is seen, closing the window may leave the program running; the first time that is asked (WhenClosed). Where the desktop
//! has no such area, closing the window ends the program as ever.
class TrayIcon final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrayIcon)

public:
    //! All outlive this.
    TrayIcon(MainWindow &window, Settings &settings, NotificationArea &area,
             QObject *parent = nullptr);
    ~TrayIcon() override;

    //! Whether the program goes on although its window was closed.
    [[nodiscard]] bool isKeepingRunning() const { return m_isKeepingRunning; }
    //! From now on closing the window closes it: the program ends.
    void letGo() { m_isLettingGo = true; }

Q_SIGNALS:
    void quitRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildMenu();
    void followSetting();
    void showStatus();
    void bringBack();
    //! \return false when the window is to stay open, or only hidden
    [[nodiscard]] bool mayClose();
    void ask();
    void act(WhenClosed choice);

    MainWindow &m_window;
    Settings &m_settings;
    NotificationArea &m_area;
    QMenu m_menu;
    QList<QAction *> m_statusLines;
    QAction *m_afterStatus = nullptr;
    QPointer<ClosingDialog> m_question;
    QString m_about; // what the message shown last leads to
    bool m_isShown = false;
    bool m_isKeepingRunning = false;
    bool m_isLettingGo = false;
};

} // namespace Konstantly
