// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/gui/trayicon.h"

#include "app/gui/notificationarea.h"
#include "models/settings/settingkeys.h"
#include "ui/dialogs/closingdialog.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/widgets/controls.h"

#include <QAction>
#include <QCloseEvent>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace Konstantly {

TrayIcon::TrayIcon(MainWindow &window, Settings &settings, NotificationArea &area, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_settings(settings)
    , m_area(area)
{
    buildMenu();
    connect(&m_area, &NotificationArea::activated, this, &TrayIcon::bringBack);
    connect(&m_area, &NotificationArea::messageActivated, this, [this] {
        m_window.showNoticed(m_about);
        bringBack();
    });
    connect(&m_window, &MainWindow::statusChanged, this, &TrayIcon::showStatus);
    connect(&m_window, &MainWindow::noticed, this,
            [this](const QString &title, const QString &message, const QString &about) {
                if (!m_isShown)
                    return;
                m_about = about;
                m_area.showMessage(title, message);
            });
    connect(&m_settings, &Settings::changed, this, [this](const QString &name) {
        if (name == QLatin1StringView(SettingKeys::TrayIcon.name))
            followSetting();
    });
    m_window.installEventFilter(this);
    qApp->installEventFilter(this);
    showStatus();
    followSetting();
}

TrayIcon::~TrayIcon()
{
    m_area.hide(); // before its menu goes
}

void TrayIcon::buildMenu()
{
    m_afterStatus = m_menu.addSeparator();
    connect(m_menu.addAction(tr("Show window")), &QAction::triggered, this, &TrayIcon::bringBack);
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("Quit")), &QAction::triggered, this, &TrayIcon::quitRequested);
}

void TrayIcon::followSetting()
{
    const bool isWanted = m_settings.value(SettingKeys::TrayIcon);
    if (isWanted == m_isShown)
        return;
    m_isShown = isWanted;
    if (isWanted)
        m_area.show(&m_menu);
    else
        m_area.hide();
    if (!isWanted && m_isKeepingRunning)
        bringBack(); // nobody could, without the sign
}

//! The same facts as in the side bar, as entries that say something and do nothing.
void TrayIcon::showStatus()
{
    const QStringList lines = m_window.statusLines();
    while (m_statusLines.size() > lines.size())
        delete m_statusLines.takeLast();
    while (m_statusLines.size() < lines.size()) {
        auto *action = new QAction(&m_menu);
        action->setEnabled(false);
        m_menu.insertAction(m_afterStatus, action);
        m_statusLines.append(action);
    }
    for (qsizetype i = 0; i < lines.size(); ++i)
        m_statusLines[i]->setText(withoutMnemonics(lines[i]));
    m_area.setToolTip((QStringList{m_window.windowTitle()} + lines).join(u'\n'));
}

void TrayIcon::bringBack()
{
    m_isKeepingRunning = false;
    m_window.bringToFront();
}

bool TrayIcon::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::Quit)
        letGo(); // the desktop's own command to end the program, which closes windows first
    if (watched == &m_window && event->type() == QEvent::Show)
        m_isKeepingRunning = false; // another start of the program brought it back, perhaps
    if (watched != &m_window || event->type() != QEvent::Close || mayClose())
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

bool TrayIcon::mayClose()
{
    if (m_isLettingGo || !m_isShown || !m_area.isAvailable() || qGuiApp->isSavingSession())
        return true;
    const WhenClosed choice = whenClosedFrom(m_settings);
    if (choice == WhenClosed::Quit)
        return true;
    act(choice);
    return false;
}

void TrayIcon::ask()
{
    if (m_question != nullptr && m_question->isVisible())
        return; // one that was answered may not be gone yet
    m_question = new ClosingDialog(&m_window);
    connect(m_question, &ClosingDialog::chosen, this, [this](WhenClosed choice) {
        m_settings.setValue(SettingKeys::WhenClosed, whenClosedName(choice));
        act(choice);
    });
    openDialog(m_question);
}

void TrayIcon::act(WhenClosed choice)
{
    switch (choice) {
    case WhenClosed::Ask:
        ask();
        break;
    case WhenClosed::Stay:
        m_isKeepingRunning = true;
        m_window.saveLayout();
        m_window.hide();
        break;
    case WhenClosed::Quit:
        Q_EMIT quitRequested();
        break;
    }
}

} // namespace Konstantly
