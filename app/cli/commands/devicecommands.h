// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/command.h"
#include "models/device/devicestore.h"
#include "models/keys/deviceprotection.h"
#include "models/launch/servertest.h"

#include <QJsonArray>

namespace Konstantly {

//! What the commands that change tools' files share: they go through the tools one after another and tell what became of each.
class DeviceCommand : public Command
{
    Q_OBJECT
public:
    using Command::Command;

protected:
    //! The ids in \a arguments, "all" standing for every tool that \a concerns. InvalidInput for an unknown one.
    [[nodiscard]] Result<QStringList> toolIds(const QStringList &arguments,
                                              bool (*concerns)(const ToolStatus &));
    void noteChange(const PlannedChange &change, bool wasApplied);
    void noteFailure(const QString &toolId, const Error &error);
    //! The list of changes; the first error alone when no change succeeded.
    [[nodiscard]] Result<CommandOutput> result();

private:
    QJsonArray m_changes;
    QStringList m_lines;
    int m_succeeded = 0;
    std::optional<Error> m_firstError;
};

//! `device list [--check] [--histories]`
class DeviceListCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
};

//! `device protect TOOL...|all [--dry-run] [--create]`
class DeviceProtectCommand final : public DeviceCommand
{
    Q_OBJECT
public:
    using DeviceCommand::DeviceCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;

private:
    [[nodiscard]] QFuture<Result<CommandOutput>> protectNext();
    [[nodiscard]] QFuture<Result<>> protect(const DeviceProtection::Plan &plan);

    QStringList m_toolIds;
    bool m_isDryRun = false;
    DeviceStore::Create m_create = DeviceStore::Create::FileOnly;
};

//! `device remove TOOL...|all [--dry-run]`
class DeviceRemoveCommand final : public DeviceCommand
{
    Q_OBJECT
public:
    using DeviceCommand::DeviceCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
};

//! `device undo TOOL [--dry-run]`
class DeviceUndoCommand final : public DeviceCommand
{
    Q_OBJECT
public:
    using DeviceCommand::DeviceCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
};

//! `device test [TOOL]`
class DeviceTestCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;

private:
    [[nodiscard]] Result<ServerTestRequest> requestFor(const QStringList &arguments);
};

} // namespace Konstantly
