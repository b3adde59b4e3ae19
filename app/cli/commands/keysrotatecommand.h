// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/commands/keyscommands.h"
#include "models/keys/rotation.h"

namespace Konstantly {

//! `keys rotate [ID] [--overlap now|1h|24h|silent] [--paste --name NAME] | --resume | --undo`
class KeysRotateCommand final : public KeysCommand
{
    Q_OBJECT
public:
    using KeysCommand::KeysCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
    [[nodiscard]] bool interrupt() override;

private:
    [[nodiscard]] Result<RotationRequest> requestFrom(const QCommandLineParser &line);
    [[nodiscard]] QFuture<Result<CommandOutput>> start(const QCommandLineParser &line);
    [[nodiscard]] QFuture<Result<CommandOutput>> continueOne(const QCommandLineParser &line);
    //! The unfinished rotation that \a id means, or the only one. Nothing: there is none.
    [[nodiscard]] Result<std::optional<RotationEntry>> unfinished(const QString &id);
    [[nodiscard]] QFuture<Result<CommandOutput>> follow(const QFuture<Result<RotationReport>> &run);
    [[nodiscard]] CommandOutput finished(const RotationReport &report) const;
    void explainFailure(const Error &error);

    WorkspaceSession *m_session = nullptr;
    QString m_keyId; //!< as given; empty = not given
    RotationStep m_step = RotationStep::Preflight;
};

} // namespace Konstantly
