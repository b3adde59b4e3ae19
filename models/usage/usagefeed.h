// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/future.h"
#include "models/usage/quota.h"
#include "models/usage/usageexport.h"
#include "models/usage/usageseries.h"

#include <QObject>
#include <QSet>

#include <atomic>
#include <memory>

namespace Konstantly {

//! What is known about where the numbers of a workspace come from, and about reading them. A value.
struct UsageFeedStatus
{
    //! One teller of calls.
    struct Source
    {
        UsageSource source = UsageSource::Service;
        std::chrono::milliseconds readAt{0};   //!< last success; 0 = never
        std::optional<ErrorCode> problem = {}; //!< of the last try; nothing = it went well
        bool isIncomplete = false; //!< a limit was met with room left: calls are missing

        friend bool operator==(const Source &, const Source &) = default;
    };

    QList<Source> sources; //!< those that were tried
    qint64 ownCalls = 0;   //!< of this program, with the console key, in the last 24 hours
    bool isSyncing = false;
    qint64 syncedCalls = 0;            //!< read in the sync that runs
    std::optional<Error> syncProblem;  //!< the service could not be asked in the last run
    std::optional<Error> storeProblem; //!< the history can't be read or written
    QString keptAside;                 //!< where a damaged history was put; empty = there was none

    //! Whether a source tells of every call of every key.
    [[nodiscard]] bool seesAllCalls() const;
    [[nodiscard]] const Source *find(UsageSource source) const; //!< null = not tried
    friend bool operator==(const UsageFeedStatus &, const UsageFeedStatus &) = default;
};

//! What everything about usage in the window is fed from: numbers, quotas, and the sources of both. The
//! seam where tests put their own. Main thread.
class UsageFeed : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsageFeed)

public:
    explicit UsageFeed(QObject *parent = nullptr);
    ~UsageFeed() override;

    //! The answer to \a query in columns of \a step, at most \a maxBuckets of them. Computed elsewhere: the thread that asks
    //! is never held up.
    [[nodiscard]] virtual QFuture<Result<UsageSeries>>
    series(const UsageQuery &query, UsageStep step, std::size_t maxBuckets) = 0;
    //! The quotas of all keys, by the calls that are known at \a now. Shared, because a busy day's calls are in it.
    [[nodiscard]] virtual QFuture<Result<std::shared_ptr<const QuotaBoard>>>
    quotas(Plan plan, std::chrono::milliseconds now) = 0;
    [[nodiscard]] virtual UsageFeedStatus status() const = 0;
    [[nodiscard]] virtual QTimeZone zone() const = 0;

    //! Writes the calls in \a range that \a filter takes to \a path, until \a isCancelled says to stop: Cancelled, and no file.
    [[nodiscard]] virtual QFuture<Result<ExportedFile>>
    exportCalls(const QString &path, UsageExportFormat format, const TimeRange &range,
                const UsageFilter &filter, std::shared_ptr<std::atomic_bool> isCancelled)
        = 0;

    //! Ids of the keys that used their right to write; see keysThatWrote().
    [[nodiscard]] virtual QFuture<Result<QSet<QString>>> keysThatWrote() = 0;

    virtual void sync() = 0; //!< because somebody asked for it; nothing while one runs
    virtual void cancelSync() = 0;

Q_SIGNALS:
    //! Calls in \a range came or changed; an empty range says that everything may have.
    void callsChanged(const Konstantly::TimeRange &range);
    void statusChanged();
};

} // namespace Konstantly
