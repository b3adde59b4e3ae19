// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keys/keystatus.h"
#include "models/keys/rotation.h"
#include "ui/mainwindow/windowparts.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace Konstantly {

class Banner;
class ChoiceRow;
class GuidedKeyPane;
class RotationStepsView;

//! Replaces a key that this device uses: asks how long the old one may still serve, shows each step, and offers to go on or back
//! wherever it stopped. Where the service lets no program make keys, it guides through the browser.
class RotateDialog final : public QDialog
{
    Q_OBJECT

public:
    //! To begin with \a row's key, which has to be on this device.
    RotateDialog(const WindowParts &parts, const WorkspaceParts &workspace, const KeyRow &row,
                 QWidget *parent = nullptr);
    //! To go on with, or back from, what is unfinished.
    RotateDialog(const WindowParts &parts, const WorkspaceParts &workspace,
                 const RotationEntry &entry, QWidget *parent = nullptr);
    ~RotateDialog() override;

    void reject() override;

private:
    void build(const QString &heading, const QString &sentence);
    void addQuestion(QVBoxLayout *column, const KeyRow &row);
    void start();
    void resume();
    void undo();
    void follow(const QFuture<Result<RotationReport>> &run);
    void finished(const Result<RotationReport> &result);
    void showReport(const RotationReport &report);
    void showFailure(const Error &error);
    void showUnfinished(const RotationEntry &entry);
    void askForPastedKey(const Error &refusal);
    void setButtons(bool canStart, bool canContinue, bool canUndo);
    void updateStart();

    const WindowParts &m_parts;
    WorkspaceParts m_workspace;
    QString m_keyId;
    QString m_oldSlot; //!< of what is unfinished; empty = nothing is
    bool m_isBusy = false;
    bool m_isGuided = false;
    QWidget *m_question = nullptr;
    ChoiceRow *m_overlap = nullptr;
    GuidedKeyPane *m_guide = nullptr;
    QLabel *m_guideName = nullptr;
    QString m_pastedName;
    RotationStepsView *m_steps = nullptr;
    Banner *m_result = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_continue = nullptr;
    QPushButton *m_start = nullptr;
};

} // namespace Konstantly
