// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/settings.h"
#include "models/settings/workspace.h"

#include <QDialog>

#include <optional>

class QScrollArea;
class QSpinBox;
class QVBoxLayout;

namespace Konstantly {

class SiemSection;
class Theme;
struct WindowParts;
class WorkspaceStore;

//! Preferences. Every change takes effect at once; there is nothing to apply.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \a workspaceName empty = none is connected.
    SettingsDialog(const WindowParts &parts, const QString &workspaceName,
                   QWidget *parent = nullptr);

    //! Scrolls to what is about the SIEM.
    void showSiem();

private:
    void addAppearance(QVBoxLayout *column);
    void addClipboard(QVBoxLayout *column);
    void addIdle(QVBoxLayout *column);
    void addNotices(QVBoxLayout *column);
    void addQuietHours(QVBoxLayout *column);
    void addRotation(QVBoxLayout *column);
    void addMetering(QVBoxLayout *column);
    void addPolicy(QVBoxLayout *column);
    void addAuthority(QVBoxLayout *column, const Workspace &workspace);
    QSpinBox *makeNumber(const SettingKey<int> &key, const QString &name, const QString &suffix);
    void lockIfManaged(QVBoxLayout *box, QWidget *control, const char *name);
    void addPlan(QVBoxLayout *column, const Workspace &workspace);

    Theme &m_theme;
    Settings &m_settings;
    WorkspaceStore &m_workspaces;
    SiemSection *m_siem = nullptr;
    QScrollArea *m_scroll = nullptr;
};

} // namespace Konstantly
