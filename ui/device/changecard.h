// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keys/deviceprotection.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace Konstantly {

class Banner;
class Theme;

//! What is about to be written, before it is: the diff of each file, the exact command the tool will run, what to know first.
//! Nothing happens before Apply (security C-8); afterwards it says what came of it and offers to take it back.
class ChangeCard final : public QFrame
{
    Q_OBJECT

public:
    ChangeCard(const Theme &theme, QString home, QWidget *parent = nullptr);

    void showPlans(const QList<DeviceProtection::Plan> &plans, const DeviceStore &device);
    void showFailure(const QString &title, const Error &error);
    void showBusy();
    //! \a undoToolId: the tool whose change can be taken back; empty = none
    void showOutcome(const QStringList &results, const QStringList &problems,
                     const QString &undoToolId);
    //! Gives the keyboard to the button that goes on; Esc then closes the card.
    void focusAction();
    [[nodiscard]] const QList<DeviceProtection::Plan> &plans() const { return m_plans; }

Q_SIGNALS:
    void applyRequested();
    void undoRequested(const QString &toolId);

private:
    void clear();
    void addPlan(const DeviceProtection::Plan &plan, const QString &toolName);
    void addSnippet(const QString &snippet);
    void addCode(const QString &text, const QString &name);

    const Theme &m_theme;
    QString m_home;
    QList<DeviceProtection::Plan> m_plans;
    QString m_undoToolId;
    QLabel *m_title = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_apply = nullptr;
    QPushButton *m_undo = nullptr;
    Banner *m_banner = nullptr;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_column = nullptr;
};

} // namespace Konstantly
