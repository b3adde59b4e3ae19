// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/launch/servertest.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace Konstantly {

//! Starts the MCP server exactly as an AI tool would and shows each step with its time, then the tools it offers.
class TestStepsView final : public QFrame
{
    Q_OBJECT

public:
    explicit TestStepsView(QWidget *parent = nullptr);

    //! Stops a test that still runs.
    void start(const QString &toolName, const ServerTestRequest &request);

Q_SIGNALS:
    void finished(bool passed);

private:
    void stop();
    void clear();
    void showReport(const ServerTestReport &report);
    void showFailure(const Error &error);
    void addStep(const ServerTestStep &step);

    QString m_toolName;
    QObject *m_run = nullptr; // child; deleting it stops the test
    QLabel *m_title = nullptr;
    QPushButton *m_close = nullptr;
    QProgressBar *m_progress = nullptr;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_column = nullptr;
};

//! A step of a test in words: "keychain" → "Key read from the keychain".
[[nodiscard]] QString testStepText(const QString &name);

} // namespace Konstantly
