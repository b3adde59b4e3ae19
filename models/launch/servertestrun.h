// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/launch/servertest.h"
#include "models/launch/steplines.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QProcess>
#include <QPromise>
#include <QTimer>

namespace Konstantly {

//! One run of testServer(). Answers only after what it started has ended; deletes itself then.
class ServerTestRun final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerTestRun)

public:
    ServerTestRun(const ServerTestRequest &request, QObject *scope);
    ~ServerTestRun() override;

    [[nodiscard]] QFuture<Result<ServerTestReport>> start();

private:
    void send(const QJsonObject &message);
    void readOutput();
    void readErrors();
    void takeMessage(const QJsonObject &message);
    void takeHello(const QJsonObject &result);
    void takeTools(const QJsonObject &result);
    void askForTools(const QString &cursor);
    void refused(const QString &method, const QJsonObject &error);
    void tooLate();
    void failedToStart();
    void ended();
    //! What the run found out; the server is made to end, then the answer goes out.
    void conclude(const ServerTestStep &step);
    [[nodiscard]] QString lastWords() const;
    void addLauncherSteps();
    void addStandInsStep();
    void answer(const Result<ServerTestReport> &report);

    ServerTestRequest m_request;
    QProcess m_process;
    QTimer m_deadline;
    QElapsedTimer m_clock;
    qint64 m_helloAt = 0; // ms after the start
    QByteArray m_output;  // the unfinished line
    QByteArray m_errors;  // the unfinished line
    QString m_lastErrorLine;
    QList<StepLine> m_launcherSteps;
    bool m_hasHello = false;
    QString m_standInsText;
    std::optional<ServerTestStep> m_conclusion;
    ServerTestReport m_report;
    QPromise<Result<ServerTestReport>> m_promise;
    bool m_isAnswered = false;
};

} // namespace Konstantly
