// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/mainwindow/windowparts.h"

#include <QMainWindow>
#include <QTimer>

class QStackedWidget;

namespace Konstantly {

class ActivityPage;
class DevicePage;
class KeysPage;
class KeysPage;
class MainPage;
class SettingsDialog;
class Sidebar;
class UsagePage;
struct KeychainStatus;

//! The window: side bar, pages, status, shortcuts. Holds no truth of its own; pages follow stores and models.
//!
//! \section names Accessible names
//! They are the interface of screen readers, and of the walk through the window in tests/tour: unique while they are shown, and
//! the same whatever the state. Listed in ui/README.md.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    //! \a parts outlives the window.
    explicit MainWindow(const WindowParts &parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    //! "keys", "device", "usage", "activity", "checkup"; anything else is ignored.
    void showPage(const QString &id);
    //! Ignored when there is no such workspace; so is an empty name, which is what a start without one asks for.
    void showWorkspace(const QString &name);
    //! The parts of \a name are about to go.
    void leaveWorkspace(const QString &name);
    //! Installs the MCP server from \a tarball, with its progress on "This device".
    void installServerPackage(const QString &tarball);
    //! Asks for a workspace when there is none yet.
    void welcome();

    //! Leads to what noticed() told of; \a about is its third argument.
    void showNoticed(const QString &about);

    //! Shows the calls of one key, or of an AI tool by our id of it, on the page Usage.
    void showUsageOfKey(const QString &keyId);
    void showUsageOfTool(const QString &toolId);
    //! Shows the events of one key, on the page Activity.
    void showActivityOfKey(const QString &keyId);
    //! Shows the facts about one key, on the page Keys.
    void showKey(const QString &keyId);

Q_SIGNALS:
    //! To be told also to those who don't look at the window: the notification area's. \a about: see showNoticed().
    void noticed(const QString &title, const QString &message, const QString &about);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    MainPage *addPage(const QString &id, MainPage *page);
    void addActivity();
    void addCheckup();
    void addShortcuts();
    void showPageAt(int page);
    void followWorkspaces();
    void connectWorkspace();
    void createKey();
    void askToRemoveWorkspace(const QString &name);
    void removeWorkspace(const QString &name);
    SettingsDialog *openSettings();
    void refresh();
    void refreshIfOld();
    void enterWorkspace(const QString &name);
    void askKeychain();
    void showKeychain(const KeychainStatus &status);
    void showSync();

    const WindowParts &m_parts;
    std::optional<WorkspaceParts> m_workspace;
    Sidebar *m_sidebar = nullptr;
    QStackedWidget *m_stack = nullptr;
    KeysPage *m_keys = nullptr;
    ActivityPage *m_activity = nullptr;
    DevicePage *m_device = nullptr;
    UsagePage *m_usage = nullptr;
    QList<std::pair<QString, MainPage *>> m_pages; // id and page, in the order of the side bar
    QTimer m_syncTimer;
    QTimer m_minuteTimer;
    QTimer m_askAgainTimer; //!< a keychain that was too slow
    bool m_isAskingKeychain = false;
};

} // namespace Konstantly
