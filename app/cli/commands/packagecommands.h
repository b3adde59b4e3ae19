// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/command.h"
#include "models/package/serverpackage.h"

#include <QPromise>

namespace Konstantly {

//! `package install [VERSION|TARBALL] [--dry-run] [--publisher NAME]`
class PackageInstallCommand final : public Command
{
    Q_OBJECT
public:
    //! What the vendor advises to pin (contract, section 10).
    static constexpr auto DefaultVersion = "0.2.0";

    using Command::Command;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;

private:
    void take(const Result<PreparedPackage> &prepared);
    void answer(const Result<CommandOutput> &output);

    bool m_isDryRun = false;
    QString m_publisher; // accepted by name
    QPromise<Result<CommandOutput>> m_promise;
};

//! `package status`
class PackageStatusCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
};

//! `package verify`
class PackageVerifyCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
};

} // namespace Konstantly
