// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// What the window does about workspaces: which one it shows, connecting and disconnecting.

#include "ui/mainwindow/mainwindow.h"

#include "models/base/plaintext.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/workspaceconnector.h"
#include "models/settings/settingkeys.h"
#include "models/settings/workspacestore.h"
#include "ui/dialogs/connectworkspacedialog.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/prompter.h"
#include "ui/mainwindow/pagestack.h"
#include "ui/mainwindow/sidebar.h"
#include "ui/mainwindow/windowstatus.h"
#include "ui/mainwindow/workspaceswitcher.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

void MainWindow::showWorkspace(const QString &name)
{
    if (m_parts.workspaces.find(name))
        enterWorkspace(name);
}

void MainWindow::enterWorkspace(const QString &name)
{
    if (m_workspace && m_workspace->name == name)
        return;
    m_status->setKeys(nullptr);
    auto parts = name.isEmpty() ? std::nullopt : m_parts.workspace(name);
    m_pages->setWorkspace(parts ? &*parts : nullptr);
    m_workspace.reset();
    if (parts) {
        m_workspace.emplace(*parts);
        m_parts.settings.setValue(SettingKeys::CurrentWorkspace, name);
        m_status->setKeys(&m_workspace->keys);
        refreshIfOld();
    }
    m_parts.setCurrentWorkspace(name);
    m_sidebar->switcher()->setWorkspaces(m_parts.workspaces.workspaces(), name);
    setWindowTitle(parts ? tr("%1 – Konstantly Keys").arg(plainText(name)) : tr("Konstantly Keys"));
}

void MainWindow::leaveWorkspace(const QString &name)
{
    if (!m_workspace || m_workspace->name != name)
        return;
    QString next;
    for (const Workspace &workspace : m_parts.workspaces.workspaces()) {
        if (next.isEmpty() && workspace.name != name)
            next = workspace.name;
    }
    enterWorkspace(next);
}

void MainWindow::followWorkspaces()
{
    const QList<Workspace> &all = m_parts.workspaces.workspaces();
    if (m_workspace && !m_parts.workspaces.find(m_workspace->name))
        leaveWorkspace(m_workspace->name);
    if (!m_workspace && !all.isEmpty())
        showWorkspace(all.first().name);
    const QString current = m_workspace ? m_workspace->name : QString();
    m_sidebar->switcher()->setWorkspaces(all, current);
}

void MainWindow::welcome()
{
    if (const auto problem = m_parts.workspaces.problem()) {
        m_parts.prompter.tell(this, tr("Your workspaces could not be read"), describe(*problem));
        return;
    }
    if (m_parts.workspaces.workspaces().isEmpty())
        connectWorkspace();
}

void MainWindow::connectWorkspace()
{
    auto *dialog = new ConnectWorkspaceDialog(m_parts, this);
    connect(dialog, &ConnectWorkspaceDialog::connected, this, [this](const QString &name) {
        followWorkspaces();
        showWorkspace(name);
    });
    openDialog(dialog);
}

void MainWindow::askToRemoveWorkspace(const QString &name)
{
    const Question question{tr("Disconnect “%1”?").arg(plainText(name)),
                            tr("Its keys are removed from the keychain of this device, and AI "
                               "tools set up for it stop working. On the "
                               "service the keys stay valid until they are revoked."),
                            {},
                            tr("Disconnect"),
                            {},
                            true};
    m_parts.prompter.ask(this, question).then(this, [this, name](bool isConfirmed) {
        if (isConfirmed)
            removeWorkspace(name);
    });
}

void MainWindow::removeWorkspace(const QString &name)
{
    m_parts.connector.remove(name).then(this, [this, name](const Result<> &removed) {
        if (removed)
            return;
        ErrorText text = describe(removed.error());
        const std::optional<Workspace> left = m_parts.workspaces.find(name);
        if (left && left->isBeingRemoved)
            text.hint = describe(unfinishedRemoval(name)).message;
        m_parts.prompter.tell(this, tr("The workspace was not disconnected"), text);
    });
}

} // namespace Konstantly
