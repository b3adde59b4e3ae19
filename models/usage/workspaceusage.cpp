// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/workspaceusage.h"

#include "models/base/background.h"
#include "models/usage/writeusage.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

using std::chrono::milliseconds;

WorkspaceUsage::WorkspaceUsage(Parts parts, QObject *parent)
    : UsageFeed(parent)
    , m_parts(std::move(parts))
    , m_store(m_parts.origin, m_parts.zone, m_parts.days)
    , m_sync({m_store, m_parts.client, m_parts.workspace, m_parts.callLog, m_parts.lockFile,
              m_parts.reader, m_parts.clock, m_parts.history, m_parts.limits})
    , m_zone(m_parts.zone)
{
    connect(&m_store, &UsageStore::callsChanged, this, &WorkspaceUsage::callsChanged);
    connect(&m_sync, &UsageSync::progressed, this, [this](const UsageSync::Progress &progress) {
        UsageFeedStatus status = m_status;
        status.syncedCalls = progress.calls;
        setStatus(status);
        readSources();
    });
    m_deviceTimer.setInterval(DevicePause);
    connect(&m_deviceTimer, &QTimer::timeout, this, &WorkspaceUsage::lookAtDevice);
    m_serviceTimer.setInterval(ServicePause);
    connect(&m_serviceTimer, &QTimer::timeout, this, &WorkspaceUsage::syncIfOld);
}

WorkspaceUsage::~WorkspaceUsage()
{
    // Whoever still waits hears of the end, not nothing.
    for (const auto &then : std::exchange(m_waiting, {}))
        then(fail(ErrorCode::Cancelled));
}

void WorkspaceUsage::watch()
{
    if (std::exchange(m_isWatching, true))
        return;
    whenOpen([this](const Result<> &open) {
        if (!open)
            return;
        lookAtDevice();
        syncIfOld();
        m_deviceTimer.start();
        m_serviceTimer.start();
    });
}

QFuture<Result<>> WorkspaceUsage::open()
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    whenOpen([promise](const Result<> &open) {
        promise->addResult(open);
        promise->finish();
    });
    return promise->future();
}

void WorkspaceUsage::whenOpen(std::function<void(const Result<> &)> then)
{
    if (m_opening == Opening::Done && m_store.isOpen())
        return then({});
    m_waiting.push_back(std::move(then));
    if (m_opening == Opening::Running)
        return;
    m_opening = Opening::Running;
    whenFinished(m_parts.location(), this, [this](const Result<UsageLocation> &location) {
        if (!location)
            return opened(fail(location.error()));
        whenFinished(m_store.open(*location), this,
                     [this](const Result<> &result) { opened(result); });
    });
}

void WorkspaceUsage::opened(const Result<> &result)
{
    m_opening = result ? Opening::Done : Opening::Not;
    UsageFeedStatus status = m_status;
    status.storeProblem = result ? std::nullopt : std::optional(result.error());
    status.keptAside = m_store.keptAside();
    setStatus(status);
    if (result) {
        readSources();
        // A shared history counts days in the zone of whoever began it.
        whenFinished(m_store.run<QTimeZone>([](UsageDatabase &database) -> Result<QTimeZone> {
            return database.zone();
        }),
                     this, [this](const Result<QTimeZone> &zone) {
                         if (!zone || *zone == m_zone)
                             return;
                         m_zone = *zone;
                         Q_EMIT callsChanged({});
                     });
    }
    for (const auto &then : std::exchange(m_waiting, {}))
        then(result);
}

QFuture<Result<UsageSyncReport>> WorkspaceUsage::syncNow(Purpose purpose,
                                                         UsageSync::Patience patience)
{
    auto promise = std::make_shared<QPromise<Result<UsageSyncReport>>>();
    promise->start();
    const auto answer = [promise](const Result<UsageSyncReport> &report) {
        promise->addResult(report);
        promise->finish();
    };
    whenOpen([this, purpose, patience, answer](const Result<> &open) {
        if (!open)
            return answer(fail(open.error()));
        UsageFeedStatus status = m_status;
        status.isSyncing = true;
        status.syncedCalls = 0;
        setStatus(status);
        whenFinished(m_sync.run(purpose, patience), this,
                     [this, answer](const Result<UsageSyncReport> &report) {
                         synced(report);
                         answer(report);
                     });
    });
    return promise->future();
}

QFuture<Result<OwnCallTurn>> WorkspaceUsage::takeOwnCall()
{
    const Workspace workspace = m_parts.workspace();
    const OwnCallLimits limits = m_parts.limits ? m_parts.limits(workspace)
                                                : OwnCallLimits::of(workspace.plan);
    const milliseconds now(m_parts.clock().toMSecsSinceEpoch());
    return run<OwnCallTurn>([key = ownCallKey(workspace), now, limits](UsageDatabase &database) {
        return Konstantly::takeOwnCall(database, key, now, limits);
    });
}

void WorkspaceUsage::sync()
{
    if (!m_sync.isRunning())
        static_cast<void>(syncNow(Purpose::UserAction, UsageSync::Patience::Minute));
}

void WorkspaceUsage::syncIfOld()
{
    const auto *service = m_status.find(UsageSource::Service);
    const milliseconds now(m_parts.clock().toMSecsSinceEpoch());
    const bool isYoung = service != nullptr && now - service->readAt < ServicePause / 2;
    if (!isYoung && !m_sync.isRunning())
        static_cast<void>(syncNow(Purpose::Automatic, UsageSync::Patience::None));
}

void WorkspaceUsage::synced(const Result<UsageSyncReport> &report)
{
    UsageFeedStatus status = m_status;
    status.isSyncing = false;
    status.syncProblem.reset();
    if (report)
        status.ownCalls = report->ownCalls;
    else if (report.error().code != ErrorCode::Cancelled)
        status.syncProblem = report.error();
    setStatus(status);
    readSources();
    prune();
}

void WorkspaceUsage::readSources()
{
    whenFinished(m_sync.sources(), this,
                 [this](const Result<std::array<UsageSourceReport, 3>> &reports) {
                     if (!reports)
                         return;
                     UsageFeedStatus status = m_status;
                     const milliseconds now(m_parts.clock().toMSecsSinceEpoch());
                     status.sources.clear();
                     for (const UsageSourceReport &report : *reports) {
                         if (report.readAt.count() == 0 && !report.problem)
                             continue;
                         // A day back is what the quotas look at.
                         const bool misses = m_isIncomplete
                                             || report.coversFrom > now - std::chrono::hours(24);
                         status.sources << UsageFeedStatus::Source{
                             report.source, report.readAt, report.problem,
                             report.source == UsageSource::Service && misses};
                     }
                     setStatus(status);
                 });
}

void WorkspaceUsage::lookAtDevice()
{
    if (std::exchange(m_isLookingAtDevice, true))
        return;
    whenFinished(m_sync.readDevice(), this, [this](const Result<UsageAdded> &) {
        m_isLookingAtDevice = false;
        if (m_status.find(UsageSource::Device) == nullptr)
            readSources();
    });
}

void WorkspaceUsage::prune()
{
    whenFinished(m_store.run<bool>([](UsageDatabase &database) { return database.prune(); }), this,
                 [this](const Result<bool> &hasMore) {
                     if (hasMore.value_or(false))
                         prune();
                 });
}

void WorkspaceUsage::setStatus(const UsageFeedStatus &status)
{
    if (m_status == status)
        return;
    m_status = status;
    Q_EMIT statusChanged();
}

QFuture<Result<UsageSeries>> WorkspaceUsage::series(const UsageQuery &query, UsageStep step,
                                                    std::size_t maxBuckets)
{
    return run<UsageSeries>([query, step, maxBuckets,
                             last = m_lastSeries](UsageDatabase &database) -> Result<UsageSeries> {
        const Result<UsageCells> cells = database.cells(query);
        if (!cells)
            return fail(cells.error());
        *last = UsageSeries(*cells, query.range, query.split, step, database.zone(), maxBuckets,
                            Qt::Monday, last.get());
        return *last;
    });
}

QFuture<Result<std::shared_ptr<const QuotaBoard>>> WorkspaceUsage::quotas(Plan plan,
                                                                          milliseconds now)
{
    using Board = std::shared_ptr<const QuotaBoard>;
    // The demo reads all at once, beyond what a plan allows: that is no warning that anybody needs.
    const QuotaBoard::OwnCaller own = m_parts.limits ? QuotaBoard::OwnCaller()
                                                     : ownCaller(m_parts.workspace());
    auto boards = run<Board>([plan, now, own, isComplete = m_status.seesAllCalls(),
                              before = m_board](UsageDatabase &database) -> Result<Board> {
        auto board = QuotaBoard::read(database, plan, now, isComplete, own, before.get());
        if (!board)
            return fail(board.error());
        return std::make_shared<const QuotaBoard>(*std::move(board));
    });
    auto promise = std::make_shared<QPromise<Result<Board>>>();
    promise->start();
    whenFinished(boards, this, [this, promise, now](const Result<Board> &board) {
        if (board) {
            m_board = *board;
            const bool misses = (*board)->isCorrected(now);
            if (std::exchange(m_isIncomplete, misses) != misses)
                readSources();
        }
        promise->addResult(board);
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<QSet<QString>>> WorkspaceUsage::keysThatWrote()
{
    const milliseconds now(m_parts.clock().toMSecsSinceEpoch());
    return run<QSet<QString>>(
        [now](UsageDatabase &database) { return Konstantly::keysThatWrote(database, now); });
}

QFuture<Result<ExportedFile>>
WorkspaceUsage::exportCalls(const QString &path, UsageExportFormat format, const TimeRange &range,
                            const UsageFilter &filter,
                            std::shared_ptr<std::atomic_bool> isCancelled)
{
    return run<ExportedFile>([=](UsageDatabase &database) {
        return exportUsage(
            path, format,
            [&](const std::function<bool(const UsageRow &)> &take) {
                return database.forEachRow(range, filter, take);
            },
            [&isCancelled] { return isCancelled && isCancelled->load(); });
    });
}

} // namespace Konstantly
