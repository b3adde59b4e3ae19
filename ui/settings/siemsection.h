// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/forwardstate.h"
#include "models/base/clock.h"

#include "ui/settings/settingssection.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Konstantly {

class Prompter;

//! The part of the settings about the SIEM: where events go, whom the connection trusts, a test, and how it stands. What is
//! wrong is said and not stored; what an administrator decided is shown and can't be changed.
class SiemSection final : public SettingsSection
{
    Q_OBJECT

public:
    //! How it stands is shown of \a workspaceName; empty = of none.
    SiemSection(Settings &settings, Prompter &prompter, AppPaths paths, QString workspaceName,
                Clock clock, QWidget *parent = nullptr);

    //! Puts the cursor where one begins.
    void takeFocus();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addTarget();
    void addAuthority();
    void addTest();
    void storeTarget();
    void storeAuthority(const QString &path);
    void showAuthority();
    void test();
    void tested(const Result<> &result);
    void askStatus();
    void showStatus(const Result<SiemStatus> &status);
    void say(QLabel *label, const QString &text, bool isBad);

    Prompter &m_prompter;
    AppPaths m_paths;
    QString m_workspaceName;
    Clock m_clock;
    QLineEdit *m_target = nullptr;
    QLabel *m_targetProblem = nullptr;
    QLabel *m_authority = nullptr;
    QLabel *m_fingerprint = nullptr;
    QPushButton *m_noAuthority = nullptr;
    QPushButton *m_test = nullptr;
    QLabel *m_testResult = nullptr;
    QLabel *m_status = nullptr;
    QTimer m_statusTimer;
    bool m_isAsking = false;
};

} // namespace Konstantly
