// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli/command.h"
#include "models/audit/auditfeed.h"
#include "models/audit/auditfollower.h"
#include "models/audit/auditkeynames.h"
#include "models/audit/audittable.h"
#include "models/audit/syslogforwarder.h"

#include <QPromise>

#include <atomic>
#include <memory>

namespace Konstantly {

//! What the commands on events share.
class AuditCommand : public Command
{
    Q_OBJECT
public:
    using Command::Command;

protected:
    //! Of workspace(). Lives as long as the services.
    [[nodiscard]] Result<AuditStore *> store();
    //! The names of keys by their ids, as this device knows them without the journal.
    [[nodiscard]] QHash<QString, QString> keyNames();
    //! Says that not everything was fetched.
    void noteOlder(const AuditStore &store);
    //! Says that lines of the journal could not be read; nothing for none. Beside the lines of JSON, too.
    void noteDamaged(qint64 count);
    //! Keeps \a store up to date from now on and calls \a look when its journal may have grown. Ends the run with what
    //! waiting does not mend; says the rest.
    void follow(AuditStore &store, const Result<> &asked, const std::function<void()> &look);
    //! The answer of a run that ends later; end() gives it.
    [[nodiscard]] QFuture<Result<CommandOutput>> later();
    void end(const Result<CommandOutput> &result);
    [[nodiscard]] bool isEnded() const { return !m_promise; }
    [[nodiscard]] bool isFollowing() const { return m_follower != nullptr; }
    [[nodiscard]] static QCommandLineOption followOption();
    [[nodiscard]] static QFuture<Result<CommandOutput>> refused(const QString &why);

private:
    std::unique_ptr<AuditFollower> m_follower;
    std::unique_ptr<QPromise<Result<CommandOutput>>> m_promise;
};

//! `audit list [WORD...] [--since TIME] [--key-name K] [--person P] [--tool T] [--type TYPE] [--limit N]`
class AuditListCommand final : public AuditCommand
{
    Q_OBJECT
public:
    using AuditCommand::AuditCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;

    //! What is wanted of the time line.
    struct Wanted
    {
        AuditFilter filter;
        std::optional<AuditKind> kind;
        int eventType = 0; //!< 0 = any
        bool isLocalOnly = false;
        qsizetype limit = 0; //!< 0 = all
    };

private:
    [[nodiscard]] Result<Wanted> wantedBy(const QCommandLineParser &line);
    [[nodiscard]] Result<> readType(const QString &type, Wanted &wanted) const;
    [[nodiscard]] Result<> readTime(const QString &text, Wanted &wanted);
    void print(const QList<AuditFeedItem> &items);
};

//! `audit export [--format jsonl|cef|csv] [--since CURSOR] [--follow] [--out FILE]`
class AuditExportCommand final : public AuditCommand
{
    Q_OBJECT
public:
    using AuditCommand::AuditCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
    [[nodiscard]] bool interrupt() override;

private:
    void exportToFile(const QString &path, const Result<> &asked);
    void askAndPrint(bool follows);
    void countDamagedHere();
    void learnNames(const std::function<void()> &then);
    void pump();
    [[nodiscard]] Result<> print(const AuditJournal::Batch &batch);
    void printed();
    void noteGap();

    AuditStore *m_store = nullptr;
    AuditFormat m_format = AuditFormat::JsonLines;
    qint64 m_cursor = 0;
    AuditKeyNames m_names;
    std::function<void()> m_whenPrinted;
    qint64 m_damaged = 0; // lines, since that was said
    bool m_isFromBegin = false;
    bool m_isPumping = false;
    bool m_pumpsAgain = false;
    std::shared_ptr<std::atomic_bool> m_isCancelled = std::make_shared<std::atomic_bool>(false);
};

//! `audit forward [--to URL] [--ca FILE] [--follow] [--test]`
class AuditForwardCommand final : public AuditCommand
{
    Q_OBJECT
public:
    using AuditCommand::AuditCommand;
    [[nodiscard]] static CommandSpec spec();
    [[nodiscard]] QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) override;
    [[nodiscard]] bool interrupt() override;

private:
    [[nodiscard]] Result<SyslogTarget> targetBy(const QCommandLineParser &line);
    [[nodiscard]] QFuture<Result<CommandOutput>> test(const SyslogTarget &target);
    void forward(AuditStore &store, const SyslogTarget &target, bool follows);
    void delivered(int count, const SyslogTarget &target);
    void failed(const Error &error, std::chrono::milliseconds delay);

    std::unique_ptr<SyslogForwarder> m_forwarder;
    int m_delivered = 0;
};

} // namespace Konstantly
