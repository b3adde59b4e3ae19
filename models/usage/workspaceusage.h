// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/background.h"
#include "models/usage/usagefeed.h"
#include "models/usage/usagesync.h"

#include <QTimer>

#include <functional>
#include <vector>

namespace Konstantly {

//! The usage of one workspace at work: its history, opened when somebody first asks for numbers, and what brings new calls into it.
class WorkspaceUsage final : public UsageFeed
{
    Q_OBJECT

public:
    //! How often this device's calls are looked at while a window is open, and how often the service is asked by itself: with two
    //! lists that is within 5 % of what Business allows a key.
    static constexpr std::chrono::seconds DevicePause{3};
    static constexpr std::chrono::minutes ServicePause{60};

    struct Parts
    {
        Origin origin;
        QTimeZone zone; //!< of the days that people see
        //! Of a file in another zone. A command that looks at it must not change what a window shows.
        UsageDatabase::Days days = UsageDatabase::Days::OfTheZone;
        //! Where the history is; asked for once. May have to read a password from the keychain.
        std::function<QFuture<Result<UsageLocation>>()> location;
        std::function<QFuture<Result<KonstantlyClient>>()> client;
        std::function<Workspace()> workspace;
        CallLog callLog;
        QString lockFile;
        QString reader;
        Clock clock = systemClock();
        std::chrono::days history{90};
        std::function<OwnCallLimits(const Workspace &)> limits = {};
    };

    explicit WorkspaceUsage(Parts parts, QObject *parent = nullptr);
    ~WorkspaceUsage() override;

    //! Follows this device's calls, and asks the service now and then, from now on.
    void watch();
    //! Opens the history. The same future for everybody; again after a failure.
    [[nodiscard]] QFuture<Result<>> open();
    //! For the command line: a whole run, which opens the history first. See UsageSync::run().
    [[nodiscard]] QFuture<Result<UsageSyncReport>> syncNow(Purpose purpose,
                                                           UsageSync::Patience patience);
    //! Counts one call of this program as made now, if it may be made by itself: whatever else reads from the service with the
    //! workspace's console key has its share of the same limits.
    [[nodiscard]] QFuture<Result<OwnCallTurn>> takeOwnCall();
    [[nodiscard]] UsageSync &syncing() { return m_sync; }
    //! Work on the history, once it is open.
    template<typename T>
    [[nodiscard]] QFuture<Result<T>> run(std::function<Result<T>(UsageDatabase &)> work);

    // UsageFeed
    [[nodiscard]] QFuture<Result<UsageSeries>> series(const UsageQuery &query, UsageStep step,
                                                      std::size_t maxBuckets) override;
    [[nodiscard]] QFuture<Result<std::shared_ptr<const QuotaBoard>>>
    quotas(Plan plan, std::chrono::milliseconds now) override;
    [[nodiscard]] UsageFeedStatus status() const override { return m_status; }
    [[nodiscard]] QTimeZone zone() const override { return m_zone; }
    [[nodiscard]] QFuture<Result<ExportedFile>>
    exportCalls(const QString &path, UsageExportFormat format, const TimeRange &range,
                const UsageFilter &filter, std::shared_ptr<std::atomic_bool> isCancelled) override;
    [[nodiscard]] QFuture<Result<QSet<QString>>> keysThatWrote() override;
    void sync() override;
    void cancelSync() override { m_sync.cancel(); }

private:
    void opened(const Result<> &result);
    void readSources();
    void lookAtDevice();
    void syncIfOld();
    void synced(const Result<UsageSyncReport> &report);
    void prune();
    void setStatus(const UsageFeedStatus &status);
    //! Calls \a then when the history is open, or could not be opened.
    void whenOpen(std::function<void(const Result<> &)> then);

    Parts m_parts;
    UsageStore m_store;
    UsageSync m_sync;
    QTimeZone m_zone;
    UsageFeedStatus m_status;
    QTimer m_deviceTimer;
    QTimer m_serviceTimer;
    enum class Opening { Not, Running, Done } m_opening = Opening::Not;
    std::vector<std::function<void(const Result<> &)>> m_waiting;
    std::shared_ptr<const QuotaBoard>
        m_board; //!< the last one, from which the next is made quickly
    //! The same for series(). Only the store's worker looks into it.
    std::shared_ptr<UsageSeries> m_lastSeries = std::make_shared<UsageSeries>();
    bool m_isWatching = false;
    bool m_isLookingAtDevice = false;
    bool m_isIncomplete = false; //!< a limit was met although by the calls there was room
};

template<typename T>
QFuture<Result<T>> WorkspaceUsage::run(std::function<Result<T>(UsageDatabase &)> work)
{
    if (m_opening == Opening::Done && m_store.isOpen())
        return m_store.run<T>(std::move(work));
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    whenOpen([this, promise, work = std::move(work)](const Result<> &open) mutable {
        if (!open) {
            promise->addResult(Result<T>(fail(open.error())));
            promise->finish();
            return;
        }
        whenFinished(m_store.run<T>(std::move(work)), this, [promise](const Result<T> &result) {
            promise->addResult(result);
            promise->finish();
        });
    });
    return promise->future();
}

} // namespace Konstantly
