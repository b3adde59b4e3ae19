// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/widgets/navbutton.h"

#include <QWidget>

namespace Konstantly {

struct WorkspaceParts;

//! One page of the window: an entry in the side bar and what is beside it. The window's shortcuts arrive here.
class MainPage : public QWidget
{
    Q_OBJECT

public:
    explicit MainPage(QWidget *parent = nullptr);

    //! Null = no workspace is connected. Called before the parts of the workspace before go away.
    virtual void setWorkspace(const WorkspaceParts *workspace) = 0;
    virtual void refresh() = 0;                  //!< F5
    virtual void focusSearch() {}                //!< Ctrl+F
    virtual bool leaveSearch() { return false; } //!< Esc; \return whether there was one
    virtual void createNew() {}                  //!< Ctrl+N
    virtual void saveLayout() {}                 //!< the window closes
    virtual void updateTimes() {}                //!< once a minute, while visible

Q_SIGNALS:
    void badgeChanged(const Konstantly::PageBadge &badge);
};

} // namespace Konstantly
