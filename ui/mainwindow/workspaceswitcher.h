// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/workspace.h"

#include <QList>
#include <QPushButton>

class QLabel;
class QMenu;

namespace Konstantly {

class ElidedLabel;
class Theme;

//! Top of the side bar: which workspace the window shows, and the menu to change, add or forget one.
class WorkspaceSwitcher final : public QPushButton
{
    Q_OBJECT

public:
    explicit WorkspaceSwitcher(const Theme &theme, QWidget *parent = nullptr);

    void setWorkspaces(const QList<Workspace> &workspaces, const QString &current);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void chosen(const QString &workspaceName);
    void connectRequested();
    void removeRequested(const QString &workspaceName);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QLabel *m_logo = nullptr;
    ElidedLabel *m_name = nullptr;
    ElidedLabel *m_host = nullptr;
    QMenu *m_menu = nullptr;
};

} // namespace Konstantly
