// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/workspace.h"
#include "ui/settings/settingssection.h"

namespace Konstantly {

class WorkspaceStore;

//! What is kept about the workspace that is looked at: its plan, and whom its connection trusts besides the system.
class WorkspaceSection final : public SettingsSection
{
    Q_OBJECT

public:
    //! \a workspaces outlives this.
    WorkspaceSection(Settings &settings, WorkspaceStore &workspaces, const Workspace &workspace,
                     const QString &home, QWidget *parent);

private:
    void addPlan(const Workspace &workspace);
    void addAuthority(const Workspace &workspace, const QString &home);

    WorkspaceStore &m_workspaces;
};

} // namespace Konstantly
