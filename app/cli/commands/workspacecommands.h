// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/command.h"
#include "models/keys/workspaceconnector.h"

namespace Konstantly {

//! `workspace add NAME --url URL`: connects a workspace with a key from standard input.
class WorkspaceAddCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
    [[nodiscard]] bool interrupt() override;

private:
    [[nodiscard]] Result<ConnectRequest> requestFrom(const QCommandLineParser &line);
    [[nodiscard]] Result<> readKey(ConnectRequest &request);

    bool m_isStoring = false;
};

//! `workspace list`
class WorkspaceListCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
};

//! `workspace remove NAME`: forgets it and its keychain items.
class WorkspaceRemoveCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
    [[nodiscard]] bool interrupt() override;

private:
    void noteToolsLeftBehind(const QString &name);

    bool m_isRemoving = false;
};

} // namespace Konstantly
