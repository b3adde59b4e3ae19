// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditexport.h"
#include "models/audit/auditjournal.h"
#include "models/audit/audittablemodel.h"
#include "models/base/clock.h"
#include "models/konstantly/konstantlyclient.h"

#include <QFuture>
#include <QPromise>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace Konstantly {

//! The time line of one workspace: fetches what is new on the service and on this device into its journal, and offers it as a
//! model.
//!
//! The service's log is asked newest first. What was not fetched yet is kept as spans of time, so that a sync that is cut off
//! (by the quota, the network, the end of the program) goes on where it was, and the next one begins a little before the
//! newest event known: rows that were written late are not missed, ids keep them from doubling. One call of refresh() asks
//! for few pages, see MaxPages: the quota belongs to the user.
class AuditStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AuditStore)

public:
    static constexpr int PageSize = 250;
    static constexpr int MaxPagesByTimer = 4;
    static constexpr int MaxPagesByUser = 20;
    static constexpr std::chrono::milliseconds Overlap = std::chrono::minutes(10);
    //! How often what happens on this device is looked at once somebody watches, and how often the service is asked by itself.
    static constexpr std::chrono::seconds DevicePause{3};
    static constexpr std::chrono::minutes ServicePause{60};

    using ClientSource = std::function<QFuture<Result<KonstantlyClient>>()>;
    //! Whether one more call may be made without anybody asking for it (security R-4).
    using Permit = std::function<QFuture<Result<bool>>()>;

    AuditStore(QString workspace, AppPaths paths, ClientSource client, Clock clock,
               QObject *parent = nullptr);
    ~AuditStore() override;

    [[nodiscard]] QString workspace() const { return m_workspace; }
    [[nodiscard]] const AppPaths &paths() const { return m_paths; }
    //! Asked before each page that a timer wants; none = every one may be asked for. What nobody can tell about is not asked for.
    void setPermit(Permit permit) { m_permit = std::move(permit); }
    //! Empty until load(); from then on it follows the journal.
    [[nodiscard]] AuditTableModel &events() { return m_model; }
    //! Reads the journal into events(): the newest first, the rest in a worker. Once.
    void load();
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    //! Follows what happens on this device, and asks the service now and then, from now on: for a page that was opened, for
    //! somebody who gets the events. Without it nothing is asked for by itself.
    void watch();

    //! The event with that \a cursor, its id included; the journal is read from \a place on. Errors: FileUnreadable; NotFound,
    //! when it was removed meanwhile.
    [[nodiscard]] QFuture<Result<AuditRecord>> eventAt(qint64 place, qint64 cursor) const;

    //! See exportAudit(). Set \a isCancelled to end it early.
    [[nodiscard]] QFuture<Result<ExportedFile>>
    exportEvents(const QString &path, AuditExport request,
                 std::shared_ptr<std::atomic_bool> isCancelled) const;

    //! Events of this device, then of the service. A failure of the service comes after those of the device are stored.
    //! It ends when what came is among events(), if load() was called. Calls during a run end with it. Errors: those of the
    //! client source, of auditEvents() and of the journal.
    QFuture<Result<>> refresh(Purpose purpose = Purpose::UserAction);
    [[nodiscard]] bool isRefreshing() const { return m_isRefreshing; }
    [[nodiscard]] std::optional<Error> lastError() const { return m_lastError; }
    //! When the service last answered, in this run or an earlier one, UTC. Invalid = not yet, or not known before load().
    [[nodiscard]] QDateTime fetchedAt() const { return m_fetchedAt; }
    //! Whether the service has older events that were not fetched yet. refresh() goes on with them.
    [[nodiscard]] bool hasOlder() const { return m_hasOlder; }
    //! How many lines of the journal are damaged or lost, and not among events(), or damaged in the log that it is made of here.
    //! As of load() and what came since.
    [[nodiscard]] int damagedCount() const { return m_damaged; }

Q_SIGNALS:
    void stateChanged();
    //! The journal has new events.
    void grown();

private:
    struct Local
    {
        Result<int> added;
        AuditProgress progress;
    };
    //! What happened on this device since the last run, as far as it belongs to \a workspace, see DeviceLogPlace.
    //! \a thenService: what came since the last run is noted as missing, to be asked for.
    [[nodiscard]] static Local readDevice(AuditJournal &journal, const AppPaths &paths,
                                          const QString &workspace, bool thenService);
    void askService();
    void beginSpan(const AuditProgress &progress);
    void askPage(const KonstantlyClient &client);
    void fetchPage(const KonstantlyClient &client);
    void takePage(const KonstantlyClient &client, const Page<AuditEvent> &page);
    void end(const Result<> &result);
    void follow();
    void lookAtDevice();
    void refreshIfOld();
    void showProgress(const AuditProgress &progress);
    //! Shows the progress, and ends the run where it is over, once the rows that came with it are among events(): nobody shall
    //! read that the service was asked just now beside what was there before.
    void showWhatCame();

    QString m_workspace;
    AppPaths m_paths;
    ClientSource m_client;
    Permit m_permit;
    Clock m_clock;
    AuditTableModel m_model;
    std::shared_ptr<AuditJournal> m_journal;
    std::vector<QPromise<Result<>>> m_waiting;
    std::optional<Error> m_lastError;
    QDateTime m_fetchedAt;
    // of the run
    Purpose m_purpose = Purpose::UserAction;
    AuditSpan m_span;
    //! What happened in the span from here on has come; 0 = nothing has, and the span is open.
    qint64 m_reached = 0;
    int m_offset = 0;
    int m_pages = 0;
    bool m_isRefreshing = false;
    bool m_isEnding = false;
    std::optional<AuditProgress> m_progress; // not shown yet
    bool m_hasOlder = false;
    int m_damaged = 0;
    // of whoever watches
    QTimer m_deviceTimer;
    QTimer m_serviceTimer;
    bool m_isLookingAtDevice = false;
    // of the model
    bool m_isLoading = false;
    bool m_isLoaded = false;
    bool m_isFollowing = false;
    bool m_followsAgain = false;
};

} // namespace Konstantly
