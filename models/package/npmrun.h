// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <functional>

namespace Konstantly {

//! One command of npm, or of Node.js itself.
struct NpmCommand
{
    QString program; //!< Node.js
    QStringList arguments;
    QString directory; //!< to run in
    QString home;      //!< where npm finds the user's settings
};

//! What it came to.
struct NpmOutcome
{
    bool isDone = false;  //!< it ended by itself, with success
    bool isLate = false;  //!< it was stopped at the deadline
    QString startProblem; //!< why it could not be started; empty = it was
    QByteArray output;    //!< the last 4 MiB of standard output
    QByteArray errors;    //!< the last 256 KiB of standard error

    //! The failure in words (InvalidInput, Offline, Timeout, DiskFull …). \a version is what was asked of the registry.
    [[nodiscard]] Error error(const QString &version, const QString &packageDir) const;
};

//! Runs such commands, one at a time, each with the environment of childEnvironment(). Destroyed while one runs it stops it,
//! with all that it started, and answers nothing.
class NpmRun final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NpmRun)

public:
    using Done = std::function<void(const NpmOutcome &)>;

    explicit NpmRun(QObject *parent = nullptr);
    ~NpmRun() override;

    //! \a done is called once, from the event loop or before this returns, and may start the next.
    void start(const NpmCommand &command, std::chrono::milliseconds deadline, Done done);

    //! Ends what runs, with all that it started; its answer does not come any more.
    void stop();

private:
    void read();
    void finish(bool isDone, const QString &startProblem = {});

    QProcess m_process;
    QTimer m_deadline;
    NpmOutcome m_outcome;
    Done m_done;
};

} // namespace Konstantly
