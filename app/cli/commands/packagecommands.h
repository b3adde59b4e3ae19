// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/command.h"

namespace Konstantly {

//! `package install [VERSION|TARBALL]`
class PackageInstallCommand final : public Command
{
    Q_OBJECT
public:
    //! What the vendor advises to pin (contract, section 10).
    static constexpr auto DefaultVersion = "0.2.0";

    using Command::Command;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
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
