// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/mainwindow/windowparts.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QListView;
class QPushButton;
class QVBoxLayout;

namespace Konstantly {

class KeyFilterModel;
class KeyListModel;
class RevocationView;
class TickedKeysModel;

//! The short way when a device is lost or a key leaked (security T-8): open, tick the keys, revoke. Typing a name is not asked
//! here: the keys are chosen one by one, and minutes count. When the service can't be reached with our own key, the browser is
//! one click away. Also the way before somebody leaves (contract, section 1: revoke before offboarding): pick the person, and
//! their keys are ticked.
class LostDeviceDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \a keys are those of \a workspace.
    enum class Occasion { LostDevice, Offboarding };
    LostDeviceDialog(Occasion occasion, const WindowParts &parts, const WorkspaceParts &workspace,
                     KeyListModel &keys, QWidget *parent = nullptr);

    void reject() override;

private:
    void addPeople(QVBoxLayout *column, const KeyListModel &keys);
    void showPerson();
    void updateButton();
    void start();

    const WindowParts &m_parts;
    WorkspaceParts m_workspace;
    QWidget *m_question = nullptr;
    QComboBox *m_people = nullptr; //!< with Offboarding
    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    KeyFilterModel *m_filter = nullptr;
    TickedKeysModel *m_keys = nullptr;
    RevocationView *m_run = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_confirm = nullptr;
};

} // namespace Konstantly
