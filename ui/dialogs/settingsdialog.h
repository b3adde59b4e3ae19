// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/workspace.h"

#include <QDialog>

#include <optional>

class QButtonGroup;
class QVBoxLayout;

namespace Konstantly {

class Settings;
class Theme;
class WorkspaceStore;

//! Preferences. Every change takes effect at once; there is nothing to apply.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \a workspaceName empty = none is connected.
    SettingsDialog(Theme &theme, Settings &settings, WorkspaceStore &workspaces,
                   const QString &workspaceName, QWidget *parent = nullptr);

private:
    void addAppearance(QVBoxLayout *column);
    void addClipboard(QVBoxLayout *column);
    void addIdle(QVBoxLayout *column);
    void addNotices(QVBoxLayout *column);
    void addQuietHours(QVBoxLayout *column);
    void addPlan(QVBoxLayout *column, const Workspace &workspace);

    Theme &m_theme;
    Settings &m_settings;
    WorkspaceStore &m_workspaces;
};

} // namespace Konstantly
