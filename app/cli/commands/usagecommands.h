// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/command.h"
#include "models/usage/usageexport.h"
#include "models/usage/usageseries.h"
#include "models/usage/usagesync.h"

#include <atomic>
#include <memory>

namespace Konstantly {

class WorkspaceUsage;

//! What the commands on usage share.
class UsageCommand : public Command
{
    Q_OBJECT
public:
    using Command::Command;

protected:
    //! Of workspace(). Lives as long as the services.
    [[nodiscard]] Result<WorkspaceUsage *> usage();
    //! `--range`: 24h, 7d, 30d (default), 90d, or FROM..TO as dates, whole days of this device's time zone, or moments.
    [[nodiscard]] Result<TimeRange> rangeFrom(const QCommandLineParser &line);
    [[nodiscard]] static QCommandLineOption rangeOption();
    //! `--key-id` and `--client`, and what they say.
    [[nodiscard]] static QList<QCommandLineOption> filterOptions();
    [[nodiscard]] static UsageFilter filterFrom(const QCommandLineParser &line);
    [[nodiscard]] std::chrono::milliseconds now();
};

//! `usage sync`
class UsageSyncCommand final : public UsageCommand
{
    Q_OBJECT
public:
    using UsageCommand::UsageCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
    [[nodiscard]] bool interrupt() override;

private:
    [[nodiscard]] CommandOutput synced(const UsageSyncReport &report);

    WorkspaceUsage *m_usage = nullptr;
};

//! `usage summary [--range R] [--by tool|key|outcome] [--key-id ID] [--client NAME]`
class UsageSummaryCommand final : public UsageCommand
{
    Q_OBJECT
public:
    using UsageCommand::UsageCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;

private:
    struct Numbers;
    [[nodiscard]] QString table(const Numbers &numbers, UsageSplit split) const;
};

//! `usage export --format csv|jsonl --output FILE [--range R] [--key-id ID] [--client NAME]`
class UsageExportCommand final : public UsageCommand
{
    Q_OBJECT
public:
    using UsageCommand::UsageCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
    [[nodiscard]] bool interrupt() override;

private:
    std::shared_ptr<std::atomic_bool> m_isCancelled = std::make_shared<std::atomic_bool>(false);
};

//! `usage server [set URL | clear]`
class UsageServerCommand final : public UsageCommand
{
    Q_OBJECT
public:
    using UsageCommand::UsageCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;

private:
    [[nodiscard]] QFuture<Result<CommandOutput>> set(const QString &url);
    [[nodiscard]] QFuture<Result<CommandOutput>> clear();
};

} // namespace Konstantly
