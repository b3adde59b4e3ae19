// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditstore.h"

#include "models/audit/devicelogs.h"
#include "models/audit/localevents.h"
#include "models/base/background.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qint64 FirstBytes = qint64(256) * 1024; // some thousand events: more than a screen holds
constexpr qint64 LoadBytes = qint64(4) << 20;
constexpr qint64 Second = 1000; // servers may cut times to it

//! The newest span is open at its end; what lies before it was cut off.
bool isOlderMissing(const AuditProgress &progress)
{
    return std::ranges::any_of(progress.missing,
                               [](const AuditSpan &span) { return span.to != 0; });
}

} // namespace

AuditStore::AuditStore(QString workspace, AppPaths paths, ClientSource client, Clock clock,
                       QObject *parent)
    : QObject(parent)
    , m_workspace(std::move(workspace))
    , m_paths(std::move(paths))
    , m_client(std::move(client))
    , m_clock(std::move(clock))
    , m_journal(std::make_shared<AuditJournal>(m_paths, m_workspace, m_clock))
{
    m_deviceTimer.setInterval(DevicePause);
    connect(&m_deviceTimer, &QTimer::timeout, this, &AuditStore::lookAtDevice);
    m_serviceTimer.setInterval(ServicePause);
    m_serviceTimer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_serviceTimer, &QTimer::timeout, this, &AuditStore::refreshIfOld);
    connect(&m_model, &AuditTableModel::searched, this, &AuditStore::showWhatCame);
}

AuditStore::~AuditStore()
{
    for (QPromise<Result<>> &promise : m_waiting) {
        promise.addResult(fail(ErrorCode::Cancelled));
        promise.finish();
    }
}

void AuditStore::load()
{
    if (m_isLoading || m_isLoaded)
        return;
    m_isLoading = true;
    struct First
    {
        Result<AuditJournal::Batch> batch;
        AuditProgress progress;
    };
    const auto first = [journal = m_journal]() -> First {
        return {journal->readLast(FirstBytes), journal->progress()};
    };
    struct All
    {
        Result<AuditTable> table;
        int damagedHere = 0;
    };
    const auto all = [journal = m_journal, paths = m_paths, workspace = m_workspace]() -> All {
        return {readAuditTable(*journal), damagedDeviceLines(paths, workspace)};
    };
    whenFinished(inBackground<First>(first), this, [this, all](const First &known) {
        showProgress(known.progress);
        if (known.batch) {
            AuditTable table;
            table.add(*known.batch);
            m_model.setTable(std::move(table));
        }
        Q_EMIT stateChanged();
        whenFinished(inBackground<All>(all), this, [this](const All &whole) {
            m_isLoading = false;
            m_isLoaded = true;
            if (whole.table) {
                m_damaged = whole.table->damaged() + whole.damagedHere;
                m_model.setTable(*whole.table);
            } else {
                m_lastError = whole.table.error();
            }
            Q_EMIT stateChanged();
            follow();
        });
    });
}

void AuditStore::showProgress(const AuditProgress &progress)
{
    m_hasOlder = isOlderMissing(progress);
    if (progress.answeredAt > 0)
        m_fetchedAt = QDateTime::fromMSecsSinceEpoch(progress.answeredAt, Qt::UTC);
}

void AuditStore::watch()
{
    if (m_deviceTimer.isActive())
        return;
    m_deviceTimer.start();
    m_serviceTimer.start();
    const auto ask = [journal = m_journal] { return journal->progress(); };
    whenFinished(inBackground<AuditProgress>(ask), this, [this](const AuditProgress &progress) {
        if (!m_isRefreshing)
            showProgress(progress);
        lookAtDevice();
        refreshIfOld();
    });
}

void AuditStore::refreshIfOld()
{
    const bool isYoung = m_fetchedAt.isValid()
                         && std::chrono::milliseconds(m_fetchedAt.msecsTo(m_clock()))
                                < ServicePause / 2;
    if (!isYoung && !m_isRefreshing)
        (void) refresh(Purpose::Automatic);
}

void AuditStore::lookAtDevice()
{
    if (m_isRefreshing || std::exchange(m_isLookingAtDevice, true))
        return;
    const auto work = [journal = m_journal, paths = m_paths, workspace = m_workspace] {
        return readDevice(*journal, paths, workspace, false);
    };
    whenFinished(inBackground<Local>(work), this, [this](const Local &local) {
        m_isLookingAtDevice = false;
        if (local.added.value_or(0) == 0)
            return;
        Q_EMIT grown();
        follow();
    });
}

void AuditStore::follow()
{
    if (!m_isLoaded)
        return;
    if (m_isFollowing) {
        m_followsAgain = true;
        return;
    }
    m_isFollowing = true;
    using More = Result<AuditJournal::Batch>;
    const auto read = [journal = m_journal, from = m_model.end()]() -> More {
        return journal->read(from, LoadBytes);
    };
    whenFinished(inBackground<More>(read), this, [this](const More &batch) {
        m_isFollowing = false;
        const bool isAgain = std::exchange(m_followsAgain, false);
        const bool isMore = batch && batch->hasMore && batch->next > m_model.end();
        if (batch) {
            m_damaged += batch->unreadable();
            m_model.add(*batch);
        }
        if (isAgain || isMore)
            return follow();
        showWhatCame();
    });
}

void AuditStore::showWhatCame()
{
    if (m_isLoading || m_isFollowing || m_model.isSearching())
        return; // comes here again
    const bool isEnding = std::exchange(m_isEnding, false);
    if (const auto progress = std::exchange(m_progress, {})) {
        showProgress(*progress);
        if (!isEnding)
            Q_EMIT stateChanged();
    }
    if (isEnding)
        end({});
}

QFuture<Result<AuditRecord>> AuditStore::eventAt(qint64 place, qint64 cursor) const
{
    const auto find = [journal = m_journal, place, cursor]() mutable -> Result<AuditRecord> {
        while (place < cursor) {
            const auto batch = journal->read(place, cursor - place);
            if (!batch)
                return fail(batch.error());
            if (const qsizetype i = batch->cursors.indexOf(cursor); i >= 0)
                return batch->records.at(i);
            if (batch->next <= place)
                break;
            place = batch->next;
        }
        return fail(ErrorCode::NotFound);
    };
    return inBackground<Result<AuditRecord>>(find);
}

QFuture<Result<ExportedFile>>
AuditStore::exportEvents(const QString &path, AuditExport request,
                         std::shared_ptr<std::atomic_bool> isCancelled) const
{
    return inBackground<Result<ExportedFile>>(
        [journal = m_journal, path, request = std::move(request), isCancelled]() {
            return exportAudit(*journal, path, request,
                               [&isCancelled] { return isCancelled && isCancelled->load(); });
        });
}

QFuture<Result<>> AuditStore::refresh(Purpose purpose)
{
    QPromise<Result<>> promise;
    promise.start();
    QFuture<Result<>> future = promise.future();
    m_waiting.push_back(std::move(promise));
    if (m_isRefreshing)
        return future;
    m_isRefreshing = true;
    m_purpose = purpose;
    m_pages = 0;
    Q_EMIT stateChanged();
    const auto work = [journal = m_journal, paths = m_paths, workspace = m_workspace] {
        return readDevice(*journal, paths, workspace, true);
    };
    whenFinished(inBackground<Local>(work), this, [this](const Local &local) {
        if (!local.added)
            return end(fail(local.added.error()));
        if (*local.added > 0) {
            Q_EMIT grown();
            follow();
        }
        beginSpan(local.progress);
        showProgress(local.progress);
        askService();
    });
    return future;
}

AuditStore::Local AuditStore::readDevice(AuditJournal &journal, const AppPaths &paths,
                                         const QString &workspace, bool thenService)
{
    const LocalEvents events(paths, {});
    const LaunchLog launches(paths);
    const DeviceLogPlace begin = deviceLogBegin(paths, workspace);
    int added = 0;
    for (bool hasMore = true; hasMore;) {
        const AuditProgress progress = journal.progress();
        const DeviceLogPlace known{progress.events, progress.launches};
        const DeviceLogPlace place = known.notBefore(begin);
        const auto some = events.read(place.events);
        const auto starts = launches.read(place.launches);
        if (!some || !starts)
            return {fail(some ? starts.error() : some.error()), progress};
        QList<AuditRecord> records;
        for (const LocalEvent &event : some->events) {
            if (event.workspace.isEmpty() || event.workspace == workspace)
                records << event.record;
        }
        for (const LaunchRecord &launch : starts->records) {
            if (launch.profile.isEmpty() || launch.profile == workspace)
                records << toAuditRecord(launch);
        }
        hasMore = some->hasMore || starts->hasMore;
        if (!thenService && some->next == progress.events && starts->next == progress.launches)
            break; // most of the time nothing happened
        const auto written = journal.append(records, [&](AuditProgress &next) {
            next.events = some->next;
            next.launches = starts->next;
            // What came since the last sync is missing from now on, whatever becomes of this one.
            if (thenService && !hasMore) {
                const qint64 from = next.newest == 0 ? 0 : next.newest - Overlap.count();
                if (next.missing.isEmpty() || next.missing.first().to != 0)
                    next.missing.prepend({from, 0});
            }
        });
        if (!written)
            return {fail(written.error()), progress};
        added += *written;
    }
    return {added, journal.progress()};
}

void AuditStore::askService()
{
    whenFinished(m_client(), this, [this](const Result<KonstantlyClient> &client) {
        if (!client)
            return end(fail(client.error()));
        askPage(*client);
    });
}

void AuditStore::beginSpan(const AuditProgress &progress)
{
    m_span = progress.missing.value(0);
    m_reached = m_span.to;
    m_offset = 0;
}

void AuditStore::askPage(const KonstantlyClient &client)
{
    // An empty time line would look as if nothing had happened: whoever opens it for the first time sees what did.
    const bool isFirstEver = !m_fetchedAt.isValid() && m_pages == 0;
    if (m_purpose == Purpose::UserAction || !m_permit || isFirstEver)
        return fetchPage(client);
    whenFinished(m_permit(), this, [this, client](const Result<bool> &isPermitted) {
        if (isPermitted.value_or(false))
            return fetchPage(client);
        m_isEnding = true; // the next one goes on with it
        showWhatCame();
    });
}

void AuditStore::fetchPage(const KonstantlyClient &client)
{
    TimeWindow window;
    if (m_span.from > 0)
        window.from = QDateTime::fromMSecsSinceEpoch(m_span.from, Qt::UTC);
    if (m_span.to > 0)
        window.to = QDateTime::fromMSecsSinceEpoch(m_span.to, Qt::UTC);
    whenFinished(client.auditEvents(window, m_offset, PageSize, this, m_purpose), this,
                 [this, client](const Result<Page<AuditEvent>> &page) {
                     if (!page)
                         return end(fail(page.error()));
                     takePage(client, *page);
                 });
}

void AuditStore::takePage(const KonstantlyClient &client, const Page<AuditEvent> &page)
{
    m_offset += int(page.items.size());
    ++m_pages;
    const bool isSpanDone = page.items.isEmpty() || m_offset >= page.totalCount;
    struct Written
    {
        Result<int> added;
        AuditProgress progress;
        qint64 reached = 0;
    };
    const qint64 now = m_clock().toMSecsSinceEpoch();
    const auto work = [journal = m_journal, items = page.items, span = m_span, reached = m_reached,
                       isSpanDone, now]() -> Written {
        QList<AuditRecord> records;
        qint64 newest = 0;
        // Older first, as in the journal.
        for (auto it = items.crbegin(); it != items.crend(); ++it) {
            records << toAuditRecord(*it);
            newest = std::max(newest, records.constLast().at);
        }
        // Pages of one span join: each ends where the one before it began.
        const bool isUpToNow = reached == 0;
        const qint64 oldest = isSpanDone ? span.from : records.constFirst().at + Second;
        const AuditSpan got = isUpToNow ? AuditSpan{oldest, std::max(oldest, newest + 1)}
                                        : AuditSpan{std::min(oldest, reached), reached};
        auto added = journal->append(records, [&](AuditProgress &progress) {
            progress.newest = std::max(progress.newest, newest);
            progress.answeredAt = now;
            progress.addFetched(got, isUpToNow);
        });
        return {std::move(added), journal->progress(), got.from};
    };
    whenFinished(inBackground<Written>(work), this, [=, this](const Written &written) {
        if (!written.added)
            return end(fail(written.added.error()));
        if (*written.added > 0) {
            Q_EMIT grown();
            follow();
        }
        m_progress = written.progress;
        const int limit = m_purpose == Purpose::Automatic ? MaxPagesByTimer : MaxPagesByUser;
        const bool isOver = written.progress.missing.isEmpty() || m_pages >= limit;
        m_isEnding = isOver;
        showWhatCame();
        if (isOver)
            return;
        if (isSpanDone)
            beginSpan(written.progress);
        else
            m_reached = written.reached;
        askPage(client);
    });
}

void AuditStore::end(const Result<> &result)
{
    m_isRefreshing = false;
    m_isEnding = false;
    m_lastError = result ? std::nullopt : std::optional(result.error());
    Q_EMIT stateChanged();
    auto waiting = std::exchange(m_waiting, {});
    for (QPromise<Result<>> &promise : waiting) {
        promise.addResult(result);
        promise.finish();
    }
}

} // namespace Konstantly
