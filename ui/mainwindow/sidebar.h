// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/tokens.h"

#include <QFrame>

class QButtonGroup;
class QLabel;
class QVBoxLayout;

namespace Konstantly {

class NavButton;
class Theme;
class WorkspaceSwitcher;

//! The window's left edge: workspace, pages, settings, and what state things are in.
class Sidebar final : public QFrame
{
    Q_OBJECT

public:
    explicit Sidebar(const Theme &theme, QWidget *parent = nullptr);

    //! Pages are numbered in the order they are added.
    NavButton *addPage(const QString &title);
    void setCurrentPage(int page);
    [[nodiscard]] WorkspaceSwitcher *switcher() const { return m_switcher; }

    //! "Keychain unlocked", with what \a detail says as tool tip.
    void setKeychain(Tone tone, const QString &text, const QString &detail);
    //! "Synced 12 s ago", "Offline · synced 3 h ago".
    void setSync(Tone tone, const QString &text, const QString &detail);

Q_SIGNALS:
    void pageChosen(int page);
    void settingsRequested();

private:
    struct StatusLine
    {
        QLabel *dot = nullptr;
        QLabel *text = nullptr;
    };
    [[nodiscard]] StatusLine addStatusLine(QVBoxLayout *column, const QString &objectName);
    void setStatus(const StatusLine &line, Tone tone, const QString &text, const QString &detail);

    const Theme &m_theme;
    WorkspaceSwitcher *m_switcher = nullptr;
    QVBoxLayout *m_pages = nullptr;
    QButtonGroup *m_group = nullptr;
    StatusLine m_keychain;
    StatusLine m_sync;
};

} // namespace Konstantly
