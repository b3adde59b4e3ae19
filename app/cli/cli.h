// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/command.h"

#include <QPromise>

namespace Konstantly {

//! `konstantlyctl` without its main(): takes the arguments, runs one command, prints its result (cli.md).
class Cli final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Cli)

public:
    //! \a services are started already; both must outlive this.
    Cli(Services &services, Console &console, QObject *parent = nullptr);
    ~Cli() override;

    //! Runs the command in \a arguments (without the program's name). One at a time.
    [[nodiscard]] QFuture<ExitCode> run(const QStringList &arguments);
    //! Ctrl-C: ends the running command as soon as that leaves nothing half done.
    void interrupt();

private:
    [[nodiscard]] ExitCode withoutCommand(const QStringList &arguments, const QStringList &words,
                                          bool wantsHelp);
    [[nodiscard]] ExitCode usageError(const QString &message, const QString &commandName = {});
    void printOutput(const CommandOutput &output);
    [[nodiscard]] ExitCode printFailure(const Error &error);
    void finish(const Result<CommandOutput> &result);
    [[nodiscard]] ExitCode unlessLost(ExitCode code);
    [[nodiscard]] QFuture<ExitCode> ended(ExitCode code);

    Services &m_services;
    Console &m_console;
    std::unique_ptr<CommandContext> m_context;
    std::unique_ptr<Command> m_command;
    std::unique_ptr<QPromise<ExitCode>> m_promise;
};

//! `{"code", "message", "hint", "retryAfterSeconds"}`: how an error looks in every JSON document.
[[nodiscard]] QJsonObject errorToJson(const Error &error);

} // namespace Konstantly
