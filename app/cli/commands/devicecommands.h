// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/command.h"
#include "models/device/devicestore.h"
#include "models/keys/deviceprotection.h"
#include "models/keys/refusal.h"
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
    //! Looks at the tools, then answers the ids in \a arguments, "all" standing for every tool that \a concerns. InvalidInput
    //! for an unknown one.
    [[nodiscard]] QFuture<Result<QStringList>> toolIds(const QStringList &arguments,
                                                       bool (*concerns)(const ToolStatus &));
    //! Plans with \a plan and, unless \a isDryRun, applies, one tool of \a toolIds after the other.
    using Planner = std::function<QFuture<Result<PlannedChange>>(const QString &toolId)>;
    [[nodiscard]] QFuture<Result<CommandOutput>> changeEach(const QStringList &toolIds,
                                                            const Planner &plan, bool isDryRun);
    void noteChange(const PlannedChange &change, bool wasApplied);
    void noteFailure(const QString &toolId, const Error &error);
    //! The list of changes; the first error alone when no change succeeded.
    [[nodiscard]] Result<CommandOutput> result();

private:
    [[nodiscard]] Result<QStringList> knownIds(const QStringList &arguments,
                                               bool (*concerns)(const ToolStatus &));
    [[nodiscard]] QFuture<Result<>> carryOut(const Result<PlannedChange> &change, bool isDryRun);

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

private:
    [[nodiscard]] CommandOutput output(bool isCheck);
};

//! `device protect TOOL...|all [--dry-run] [--create] [--projects]`
class DeviceProtectCommand final : public DeviceCommand
{
    Q_OBJECT
public:
    using DeviceCommand::DeviceCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;

private:
    void addEntries(const QString &toolId);
    [[nodiscard]] QFuture<Result<CommandOutput>> protectNext();
    [[nodiscard]] QFuture<Result<>> protect(const DeviceProtection::Plan &plan);

    QList<std::pair<QString, EntryPlace>> m_entries; // still to do: tool and entry
    bool m_withProjects = false;
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

private:
    [[nodiscard]] QFuture<Result<CommandOutput>> remove(const QStringList &ids, bool isDryRun);
};

//! `device backups TOOL`
class DeviceBackupsCommand final : public DeviceCommand
{
    Q_OBJECT
public:
    using DeviceCommand::DeviceCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
};

//! `device undo TOOL [--to ID] [--dry-run]`
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
    [[nodiscard]] Result<ServerTestRequest> requestFor(const QString &toolId);
    [[nodiscard]] QFuture<Result<CommandOutput>> test(const Result<ServerTestRequest> &request);
    [[nodiscard]] CommandOutput tested(const ServerTestReport &report, const QString &profile);
    [[nodiscard]] QList<RefusalReason> reasonsAgainstKeyOf(const QString &profile);
};

} // namespace Konstantly
