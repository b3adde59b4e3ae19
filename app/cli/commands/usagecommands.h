// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/command.h"
#include "models/usage/chartstyle.h"
#include "models/usage/usageexport.h"
#include "models/usage/usagesync.h"

#include <QPromise>

#include <atomic>
#include <memory>

namespace Konstantly {

class WorkspaceSession;
class WorkspaceUsage;

//! What the commands on usage share.
class UsageCommand : public Command
{
    Q_OBJECT
public:
    using Command::Command;

protected:
    //! Of workspace(). Lives as long as the services.
    [[nodiscard]] Result<WorkspaceSession *> session();
    [[nodiscard]] Result<WorkspaceUsage *> usage();
    //! `--range`: 24h, 7d, 30d (default), 90d, or FROM..TO as dates, whole days of this device's time zone, or moments.
    [[nodiscard]] Result<TimeRange> rangeFrom(const QCommandLineParser &line);
    [[nodiscard]] static QCommandLineOption rangeOption();
    //! `--by`, which `--split` means too.
    [[nodiscard]] static QCommandLineOption splitOption();
    [[nodiscard]] static Result<UsageSplit> splitFrom(const QCommandLineParser &line);
    //! `--key-id` and `--client`, and what they say.
    [[nodiscard]] static QList<QCommandLineOption> filterOptions();
    [[nodiscard]] static UsageFilter filterFrom(const QCommandLineParser &line);
    [[nodiscard]] std::chrono::milliseconds now();

private:
    bool m_hasToldOfDamage = false;
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

//! `usage export --format csv|jsonl|svg|png --output FILE [--range R] [--split tool|key|outcome] [--theme light|dark] [--key-id ID]
//! [--client NAME]`
class UsageExportCommand final : public UsageCommand
{
    Q_OBJECT
public:
    using UsageCommand::UsageCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
    [[nodiscard]] bool interrupt() override;

private:
    //! What a chart is drawn of.
    struct Numbers
    {
        UsageSeries series;
        UsageSplit split = UsageSplit::Tool;
        QTimeZone zone;
    };
    void writeCalls(UsageExportFormat format, const TimeRange &range, const UsageFilter &filter);
    void draw(const TimeRange &range, UsageSplit split, const UsageFilter &filter);
    void paint(const Numbers &numbers);
    void write(const QByteArray &picture, qint64 calls);
    void end(const Result<ExportedFile> &written, const std::function<QString(int calls)> &text);

    QPromise<Result<CommandOutput>> m_promise;
    WorkspaceSession *m_session = nullptr;
    QString m_path;
    ChartColours m_colours;
    bool m_isInPixels = false;
    QString m_note;
    bool m_isWriting = false; //!< what is done elsewhere is waited for
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
