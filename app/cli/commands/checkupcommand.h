// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/command.h"
#include "models/checkup/checkup.h"

namespace Konstantly {

class WorkspaceSession;

//! `checkup [--format json|markdown]`
class CheckupCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;

private:
    [[nodiscard]] QFuture<Result<QSet<QString>>> keysThatWrote(WorkspaceSession *session);
    [[nodiscard]] CommandOutput output(const QString &workspaceName, bool isMarkdown) const;

    std::unique_ptr<Checkup> m_checkup;
};

} // namespace Konstantly
