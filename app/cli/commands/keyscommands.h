// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/command.h"
#include "models/keys/keycreator.h"
#include "models/keys/keyrevoker.h"

namespace Konstantly {

class WorkspaceSession;

//! What the commands on keys share: one workspace's session.
class KeysCommand : public Command
{
    Q_OBJECT
public:
    using Command::Command;

protected:
    //! The session of workspace(). Lives as long as the services.
    [[nodiscard]] Result<WorkspaceSession *> session();
};

//! `keys list [--all]`
class KeysListCommand final : public KeysCommand
{
    Q_OBJECT
public:
    using KeysCommand::KeysCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;

private:
    [[nodiscard]] CommandOutput listed(WorkspaceSession &session, bool showsAll);
};

//! `keys create NAME --scopes read[,write] [--use-here] [--print-key]`
class KeysCreateCommand final : public KeysCommand
{
    Q_OBJECT
public:
    using KeysCommand::KeysCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
    [[nodiscard]] bool interrupt() override;

private:
    [[nodiscard]] Result<CreateKeyRequest> requestFrom(const QCommandLineParser &line);
    [[nodiscard]] Result<CommandOutput> created(WorkspaceSession &session,
                                                const Result<StoredKey> &result);
    void explainFailure(WorkspaceSession &session);

    bool m_printsKey = false;
    bool m_wasSent = false;
};

//! `keys revoke ID... --yes`
class KeysRevokeCommand final : public KeysCommand
{
    Q_OBJECT
public:
    using KeysCommand::KeysCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
    [[nodiscard]] bool interrupt() override;

private:
    [[nodiscard]] QFuture<Result<CommandOutput>> revoke(WorkspaceSession &session,
                                                        const QStringList &ids, bool isConfirmed);
    [[nodiscard]] Result<> confirm(const RevokePreview &preview);
    [[nodiscard]] CommandOutput revoked(const RevokeReport &report);

    WorkspaceSession *m_session = nullptr;
    bool m_isRevoking = false;
};

} // namespace Konstantly
