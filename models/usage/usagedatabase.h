// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "models/base/result.h"
#include "models/base/secret.h"
#include "models/usage/usagecall.h"
#include "models/usage/usagecells.h"

#include <QTimeZone>

#include <functional>
#include <map>
#include <memory>

namespace Konstantly {

//! Where the history of one workspace is kept.
struct UsageLocation
{
    //! A database of a team. It is reached over TLS only, and the server's name has to match its certificate.
    struct Server
    {
        QString host;
        int port = 5432;
        QString database;
        QString user;
        QString caFile; //!< PEM; empty = the system's roots
        Secret password;
    };

    QString path;                 //!< a file of SQLite; its folder is made private
    std::optional<Server> server; //!< instead of the file: PostgreSQL
};

//! How much is kept, and how long. Counted from the newest call, so that a clock that is wrong deletes nothing; a call from
//! more than a day after any source was read (SourceState::readAt) does not count as that either.
struct UsageLimits
{
    std::chrono::days rows{400};
    std::chrono::days minutes{8};
    std::chrono::days hours{400}; //!< days are kept for good
};

//! How far a source has been read, and how that went.
struct SourceState
{
    std::vector<TimeRange> covered; //!< read completely; ascending, apart
    QByteArray cursor; //!< the source's own place to go on at (LogCursor of the call log)
    std::chrono::milliseconds readAt{0}; //!< last success; 0 = never
    QString problem;                     //!< errorName() of the last try, empty = it went well
    //! When a limit was met although by the rows there was room left: calls are missing from this source. 0 = never
    std::chrono::milliseconds incompleteAt{0};

    friend bool operator==(const SourceState &, const SourceState &) = default;
};

//! What one add() did.
struct UsageAdded
{
    qint64 inserted = 0; //!< calls that were not known
    qint64 merged = 0;   //!< known from another source; what that did not tell was filled in
    qint64 known = 0;    //!< this source told of them before
    TimeRange changed;   //!< where numbers may have changed; empty = nowhere
};

//! A row for exports: one call and who told of it.
struct UsageRow
{
    UsageCall call; //!< without id
    bool isFromService = false;
    bool isFromAudit = false;
    bool isFromDevice = false;
};

//! The calls of one workspace in a database: one row a call however many sources tell of it, and roll-ups of them, changed in
//! the same transaction. Synchronous; one thread (the one that opened it). Several processes may work on one database.
//!
//! \section merging One call, several sources
//! Two sources' calls are the same when tool and key agree, their times are at most MatchTolerance apart and neither has been
//! matched with another call of that source. As many are matched as can be: two sources that tell of the same calls leave none
//! over, also in bursts and with clocks that differ. A key that a source does not tell, or that only the launcher knows
//! ("slot-…"), agrees with every key, and the call takes the one that is told, of the nearest call. The time is the service's,
//! else the audit log's, else the device's; of outcomes the finest counts, and what one does not tell another fills in.
//! What the rows come to depends on what was told alone, not on the order in which it arrived (see CallMatcher).
//!
//! \section errors
//! FileUnreadable, FileDamaged, FileUnsupported (made by a newer version of the program; another workspace's), DiskFull,
//! FileNotWritable, FileBusy (another process kept it locked), Offline, TlsRefused and Unauthorized (the server). After any of them the database
//! is what it was before the call.
class UsageDatabase final
{
public:
    static constexpr std::chrono::seconds MatchTolerance{10};

    //! What becomes of the days of a file that were counted in another zone.
    enum class Days {
        OfTheZone, //!< they are counted anew, see countDaysAnew()
        AsTheyAre  //!< the file's zone stays, see zone()
    };

    //! Opens the database of \a workspace, makes or migrates it, and checks that it is sound. A damaged file is moved aside and
    //! a new one begun: keptAside() names it. \a zone decides what a day is in a new database; in
    //! another one \a days decides, and a server keeps that of its first use.
    [[nodiscard]] static Result<std::unique_ptr<UsageDatabase>>
    open(const UsageLocation &location, const Origin &workspace, const QTimeZone &zone,
         const UsageLimits &limits = {}, Days days = Days::OfTheZone);
    ~UsageDatabase();
    Q_DISABLE_COPY_MOVE(UsageDatabase)

    //! That calls are counted by. Another process may change a file's: from the next reading or writing on it is that one.
    [[nodiscard]] QTimeZone zone() const;
    [[nodiscard]] QString
    keptAside() const; //!< where open() put a damaged file; empty = there was none

    //! Adds what \a source told and stores \a state with it, both or neither: after a crash the source goes on where it was.
    //! Any order; the same call twice counts once, by its id. Calls from before what prune() deleted are taken for known. \a reader names whose cursor that is, for sources that are
    //! read on several devices into one database; empty for the others.
    [[nodiscard]] Result<UsageAdded> add(UsageSource source, const QList<UsageCall> &calls,
                                         const SourceState &state, const QString &reader = {});
    [[nodiscard]] Result<SourceState> state(UsageSource source, const QString &reader = {}) const;
    //! Only the state: a source was refused.
    [[nodiscard]] Result<> setState(UsageSource source, const SourceState &state,
                                    const QString &reader = {});

    //! Counts one call of this program's own with the key \a key. To be called before it is sent.
    [[nodiscard]] Result<> addOwnCall(const QString &key, std::chrono::milliseconds at);
    //! Times of those with \a key in \a range, ascending. Kept for two days.
    [[nodiscard]] Result<std::vector<std::chrono::milliseconds>>
    ownCalls(const QString &key, const TimeRange &range) const;

    //! Asked the same again, buckets in which nothing happened come as the same objects.
    [[nodiscard]] Result<UsageCells> cells(const UsageQuery &query) const;

    //! One call for the sliding windows.
    struct WindowCall
    {
        std::chrono::milliseconds at{0};
        bool usesAi = false;
        std::optional<CallOutcome> outcome;
        friend bool operator==(const WindowCall &, const WindowCall &) = default;
    };
    //! Calls of one key, ascending by time: at least one. Whoever holds them may read them in any thread.
    using WindowCalls = std::shared_ptr<const std::vector<WindowCall>>;
    //! The calls in \a range by key. Asked for the same range again, keys to which nothing happened come as the same objects:
    //! what was made of them is still true.
    [[nodiscard]] Result<std::map<QString, WindowCalls>> windowCalls(const TimeRange &range) const;

    //! Every row in \a range that \a filter takes, by time. \a take answers whether to go on.
    [[nodiscard]] Result<> forEachRow(const TimeRange &range, const UsageFilter &filter,
                                      const std::function<bool(const UsageRow &)> &take) const;
    //! First and last call; empty when there is none.
    [[nodiscard]] Result<TimeRange> extent() const;
    [[nodiscard]] Result<qint64> rowCount() const;

    //! Deletes what is older than the limits say, at most \a maxRows at a time, each time in one transaction; roll-ups stay
    //! what they were. \return whether there is more to delete
    [[nodiscard]] Result<bool> prune(qsizetype maxRows = 20'000);

private:
    class Connection;
    explicit UsageDatabase(std::unique_ptr<Connection> connection);

    std::unique_ptr<Connection> m_connection;
};

} // namespace Konstantly
