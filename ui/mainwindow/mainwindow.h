// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/mainwindow/windowparts.h"

#include <QMainWindow>
#include <QTimer>

namespace Konstantly {

class PageStack;
class SettingsDialog;
class Sidebar;
class WindowStatus;

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

    //! What state things are in, a line each: the keychain, the last sync, what is left of quotas.
    [[nodiscard]] QStringList statusLines() const;
    //! Shows it, whether it was hidden, minimized or behind others.
    void bringToFront();
    //! Remembers where it is and how its tables are; closing does.
    void saveLayout();

    //! Makes the page that is to be seen first, so that it is laid out once, with the window.
    void setVisible(bool visible) override;

Q_SIGNALS:
    //! statusLines() did.
    void statusChanged();
    //! To be told also to those who don't look at the window: the notification area's. \a about: see showNoticed().
    void noticed(const QString &title, const QString &message, const QString &about);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addPages();
    //! \a connectMore gets the page when it is made.
    template<typename Page, typename Connect>
    void addPage(const QString &id, Connect connectMore);
    template<typename Page>
    [[nodiscard]] Page *pageOf(const QString &id);
    void addShortcuts();
    void showPageAt(int page);
    void followWorkspaces();
    void connectWorkspace();
    void createKey();
    void askToRemoveWorkspace(const QString &name);
    void removeWorkspace(const QString &name);
    SettingsDialog *openSettings();
    void openSiemSettings();
    void refresh();
    void refreshIfOld();
    void showStatus();
    //! \a name: empty for none.
    void enterWorkspace(const QString &name);

    const WindowParts &m_parts;
    std::optional<WorkspaceParts> m_workspace;
    Sidebar *m_sidebar = nullptr;
    PageStack *m_pages = nullptr;
    WindowStatus *m_status = nullptr;
    QTimer m_minuteTimer;
};

} // namespace Konstantly
