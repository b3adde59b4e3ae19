// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagesync.h"

#include "models/base/background.h"
#include "models/base/lockfile.h"
#include "models/konstantly/endpoints.h"
#include "models/usage/coveredtime.h"
#include "models/usage/devicecalls.h"

#include <QLockFile>
#include <QPromise>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

using std::chrono::milliseconds;

namespace {

milliseconds sinceEpoch(const QDateTime &time)
{
    return milliseconds(time.toMSecsSinceEpoch());
}

QDateTime dateTime(milliseconds at)
{
    return QDateTime::fromMSecsSinceEpoch(at.count(), Qt::UTC);
}

//! What a limit of a minute can ask to wait for.
constexpr std::chrono::seconds LongestWait{75};

constexpr std::chrono::hours RefusalPause{24};

//! Failures after which the other source is worth asking.
bool concernsThisSourceOnly(const Error &error)
{
    return isManagementRefused(error) || error.code == ErrorCode::BadResponse
           || error.code == ErrorCode::ServerFault || error.code == ErrorCode::InvalidArguments;
}

std::optional<ErrorCode> codeOfName(const QString &name)
{
    for (int code = 0; code <= int(ErrorCode::ServerFailed); ++code) {
        if (errorName(ErrorCode(code)) == name)
            return ErrorCode(code);
    }
    return std::nullopt;
}

UsageSourceReport reportOf(UsageSource source, const SourceState &state)
{
    UsageSourceReport report;
    report.source = source;
    report.isKnown = true;
    report.readAt = state.readAt;
    if (!state.covered.empty())
        report.coversFrom = state.covered.back().from;
    if (!state.problem.isEmpty())
        report.problem = codeOfName(state.problem).value_or(ErrorCode::Internal);
    return report;
}

} // namespace

bool UsageSourceReport::isRefused() const
{
    return problem && isManagementRefused(Error{*problem, {}, {}, {}});
}

//! One run: this device, then the service's two lists, stretch by stretch and page by page.
class UsageSync::Run final : public QObject
{
public:
    Run(UsageSync &sync, Purpose purpose, Patience patience)
        : QObject(&sync)
        , m_sync(sync)
        , m_purpose(purpose)
        , m_patience(patience)
        , m_workspace(sync.m_parts.workspace())
        , m_ownKey(ownCallKey(m_workspace))
        , m_limits(sync.m_parts.limits ? sync.m_parts.limits(m_workspace)
                                       : OwnCallLimits::of(m_workspace.plan))
    {
        m_promise.start();
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &Run::nextPage);
        for (std::size_t i = 0; i < m_report.sources.size(); ++i)
            m_report.sources[i].source = UsageSource(i);
    }
    ~Run() override
    {
        if (!m_isResolved)
            end(fail(ErrorCode::Cancelled));
    }
    Q_DISABLE_COPY_MOVE(Run)

    [[nodiscard]] QFuture<Result<UsageSyncReport>> future() { return m_promise.future(); }
    void cancel() { m_isCancelled = true; }

    void start()
    {
        // Until the service's clock is known, a call can't be told from the same call in its lists.
        withState(UsageSource::Device, m_sync.m_parts.reader, [this](const SourceState &state) {
            const DeviceCursor cursor = DeviceCursor::fromJson(state.cursor);
            if (!m_sync.m_skew)
                m_sync.m_skew = cursor.skew;
            m_isDeviceFirst = m_sync.m_skew.has_value();
            if (m_isDeviceFirst)
                readDevice([this] { askService(); });
            else
                askService();
        });
    }

private:
    [[nodiscard]] milliseconds now() const { return sinceEpoch(m_sync.m_parts.clock()); }
    [[nodiscard]] UsageSourceReport &report(UsageSource source)
    {
        return m_report.sources.at(std::size_t(source));
    }

    void withState(UsageSource source, const QString &reader,
                   const std::function<void(const SourceState &)> &use)
    {
        auto state = m_sync.m_parts.store.run<SourceState>(
            [source, reader](UsageDatabase &database) { return database.state(source, reader); });
        whenFinished(state, this, [this, source, use](const Result<SourceState> &known) {
            if (!known)
                return end(fail(known.error()));
            const qint64 calls = report(source).calls;
            report(source) = reportOf(source, *known);
            report(source).calls = calls;
            use(*known);
        });
    }

    void readDevice(const std::function<void()> &then)
    {
        whenFinished(m_sync.readDevice(), this, [this, then](const Result<UsageAdded> &added) {
            if (added) {
                m_report.inserted += added->inserted;
                report(UsageSource::Device).calls += added->inserted + added->merged;
                tell(UsageSource::Device, 1);
            } else if (added.error().code != ErrorCode::FileUnreadable) {
                return end(fail(added.error()));
            }
            withState(UsageSource::Device, m_sync.m_parts.reader,
                      [then](const SourceState &) { then(); });
        });
    }

    void askService()
    {
        whenFinished(m_sync.m_parts.client(), this, [this](const Result<KonstantlyClient> &client) {
            if (!client)
                return serviceFailed(client.error());
            m_client = std::make_unique<KonstantlyClient>(*client);
            begin(UsageSource::Service);
        });
    }

    void begin(UsageSource source)
    {
        m_source = source;
        withState(source, {}, [this](const SourceState &state) {
            m_state = state;
            // Refused is refused: a timer does not ask again all day.
            const std::optional<milliseconds> refusedAt = m_sync.m_refusedAt.at(
                std::size_t(m_source));
            if (m_purpose == Purpose::Automatic && refusedAt && now() - *refusedAt < RefusalPause)
                return nextSource();
            // The service's clock decides what "now" is in its lists.
            const milliseconds serverNow = now() + m_sync.m_skew.value_or(milliseconds(0));
            m_safeEnd = serverNow - OverlapTime;
            m_wanted = {serverNow - m_sync.m_parts.history, serverNow + OverlapTime};
            m_state.covered = coveredBefore(m_state.covered, m_safeEnd);
            m_gaps = gapsIn(m_state.covered, m_wanted);
            nextGap();
        });
    }

    void nextGap()
    {
        if (m_gaps.empty())
            return sourceDone();
        m_gap = m_gaps.front();
        m_gaps.erase(m_gaps.begin());
        m_check = {};
        nextPage();
    }

    void nextPage()
    {
        if (m_isCancelled)
            return end(fail(ErrorCode::Cancelled));
        auto turn = m_sync.m_parts.store.run<OwnCallTurn>(
            [key = m_ownKey, at = now(), limits = m_limits](UsageDatabase &database) {
                return takeOwnCall(database, key, at, limits);
            });
        whenFinished(turn, this, [this](const Result<OwnCallTurn> &taken) {
            if (!taken)
                return end(fail(taken.error()));
            switch (taken->kind) {
            case OwnCallTurn::Kind::Now:
                return fetch();
            case OwnCallTurn::Kind::NextMinute:
                if (m_patience == Patience::Minute)
                    return waitUntil(taken->at);
                [[fallthrough]];
            case OwnCallTurn::Kind::NextDay:
                m_report.continuesAt = taken->at;
                return finish();
            }
        });
    }

    void waitUntil(milliseconds at)
    {
        Q_EMIT m_sync.waits(at);
        const milliseconds wait = std::clamp<milliseconds>(at - now(), milliseconds(10),
                                                           LongestWait);
        m_timer.start(wait);
    }

    void fetch()
    {
        // Whole seconds outwards, for a service that does not look at less.
        using std::chrono::seconds;
        const TimeWindow window{dateTime(std::chrono::floor<seconds>(m_gap.from)),
                                dateTime(std::chrono::ceil<seconds>(m_gap.to))};
        const int offset = int(m_check.rows());
        if (m_source == UsageSource::Service) {
            whenFinished(m_client->usage(window, offset, MaxPageSize, this, m_purpose), this,
                         [this](const Result<Page<UsageEntry>> &page) { take(page); });
        } else {
            whenFinished(m_client->auditEvents(window, offset, MaxPageSize, this, m_purpose), this,
                         [this](const Result<Page<AuditEvent>> &page) { take(page); });
        }
    }

    template<typename Row>
    void take(const Result<Page<Row>> &answer)
    {
        if (!answer)
            return sourceFailed(answer.error());
        const UsageListing page = UsageListing::of(*answer);
        if (const Result<> sound = m_check.take(page); !sound)
            return sourceFailed(sound.error());
        if (page.serverDate.isValid()) {
            m_sync.m_skew = sinceEpoch(page.serverDate) - now();
            // What this device's clock took for the past may be the service's future.
            m_safeEnd = std::min(m_safeEnd, sinceEpoch(page.serverDate) - OverlapTime);
        }
        keep(page);
    }

    void keep(const UsageListing &page)
    {
        // What lies before the last row, moments of the same time included, is still to come.
        const milliseconds from = m_check.isComplete() ? m_gap.from
                                                       : m_check.oldest() + milliseconds(1);
        m_state.covered = withCovered(m_state.covered, {from, std::min(m_gap.to, m_safeEnd)});
        m_state.readAt = now();
        m_state.problem.clear();
        auto added = m_sync.m_parts.store.add(m_source, page.calls, m_state);
        whenFinished(added, this,
                     [this, calls = page.calls.size()](const Result<UsageAdded> &stored) {
                         if (!stored)
                             return end(fail(stored.error()));
                         m_report.inserted += stored->inserted;
                         // A run that ends here, because no more calls may be made, has read this source.
                         renewReport();
                         report(m_source).calls += calls;
                         tell(m_source, coveredShare(m_state.covered, {m_wanted.from, m_safeEnd}));
                         if (m_check.isComplete())
                             nextGap();
                         else
                             nextPage();
                     });
    }

    void tell(UsageSource source, double share)
    {
        ++m_pages;
        qint64 calls = 0;
        for (const UsageSourceReport &one : m_report.sources)
            calls += one.calls;
        Q_EMIT m_sync.progressed({source, calls, m_pages, share});
    }

    void renewReport()
    {
        const qint64 calls = report(m_source).calls;
        report(m_source) = reportOf(m_source, m_state);
        report(m_source).calls = calls;
    }

    void sourceDone()
    {
        renewReport();
        nextSource();
    }

    void nextSource()
    {
        // The usage list tells of everything that the audit log does, and more: where it can be read, calls are not spent on both.
        if (m_source == UsageSource::Service && report(UsageSource::Service).problem)
            begin(UsageSource::Audit);
        else
            finish();
    }

    void sourceFailed(const Error &error)
    {
        if (error.code == ErrorCode::RateLimited || error.code == ErrorCode::AuthRateLimited) {
            // It is read, only not now.
            const milliseconds at = now()
                                    + std::max<milliseconds>(error.retryAfter,
                                                             std::chrono::seconds(1));
            if (m_patience == Patience::Minute && error.retryAfter <= LongestWait)
                return waitUntil(at);
            m_report.continuesAt = at;
            m_report.isServiceBusy = true;
            return finish();
        }
        m_state.problem = errorName(error.code);
        report(m_source).problem = error.code;
        if (isManagementRefused(error))
            m_sync.m_refusedAt.at(std::size_t(m_source)) = now();
        auto stored = m_sync.m_parts.store.run<void>(
            [source = m_source, state = m_state](UsageDatabase &database) {
                return database.setState(source, state);
            });
        whenFinished(stored, this, [this, error](const Result<> &kept) {
            if (!kept)
                return end(fail(kept.error()));
            // After a 401 a timer's calls are refused before they are sent: the next list would be taken for refused as well.
            if (error.code == ErrorCode::Unauthorized && m_purpose == Purpose::Automatic)
                return finish();
            if (concernsThisSourceOnly(error))
                return nextSource();
            serviceFailed(error);
        });
    }

    //! The service can't be asked at all. What this device knows is brought in nevertheless.
    void serviceFailed(const Error &error)
    {
        if (std::exchange(m_isDeviceFirst, true))
            return end(fail(error));
        readDevice([this, error] { end(fail(error)); });
    }

    void finish()
    {
        if (!std::exchange(m_isDeviceFirst, true))
            return readDevice([this] { finish(); });
        auto count = m_sync.m_parts.store.run<qint64>(
            [key = m_ownKey, at = now()](UsageDatabase &database) {
                return countOwnCalls(database, key, at);
            });
        whenFinished(count, this, [this](const Result<qint64> &calls) {
            m_report.ownCalls = calls.value_or(0);
            end(m_report);
        });
    }

    void end(const Result<UsageSyncReport> &result)
    {
        m_isResolved = true;
        if (m_sync.m_run == this)
            m_sync.m_run = nullptr;
        deleteLater();
        // Whoever gets the result may delete us: from here on nothing of this object is touched.
        QPromise<Result<UsageSyncReport>> promise = std::move(m_promise);
        promise.addResult(result);
        promise.finish();
    }

    UsageSync &m_sync;
    Purpose m_purpose;
    Patience m_patience;
    Workspace m_workspace;
    QString m_ownKey; //!< whose calls are counted: the limits are the key's
    OwnCallLimits m_limits;
    std::unique_ptr<KonstantlyClient> m_client;
    UsageSource m_source = UsageSource::Service;
    SourceState m_state; //!< of m_source, as it will be stored with the next page
    TimeRange m_wanted;
    milliseconds m_safeEnd{0}; //!< what is later may still get rows
    std::vector<TimeRange> m_gaps;
    TimeRange m_gap; //!< the stretch that is being read
    UsageListingCheck m_check;
    QTimer m_timer;
    int m_pages = 0;
    bool m_isDeviceFirst = false; //!< or: has been read
    bool m_isCancelled = false;
    bool m_isResolved = false;
    UsageSyncReport m_report;
    QPromise<Result<UsageSyncReport>> m_promise;
};

UsageSync::UsageSync(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{}

UsageSync::~UsageSync()
{
    delete std::exchange(m_run, nullptr);
}

QFuture<Result<UsageSyncReport>> UsageSync::run(Purpose purpose, Patience patience)
{
    if (m_run)
        return readyFuture<UsageSyncReport>(fail(ErrorCode::Cancelled));
    m_run = new Run(*this, purpose, patience);
    QFuture<Result<UsageSyncReport>> future = m_run->future();
    m_run->start();
    return future;
}

void UsageSync::cancel()
{
    if (m_run)
        m_run->cancel();
}

QFuture<Result<UsageAdded>> UsageSync::readDevice()
{
    return m_parts.store.change(
        [lockFile = m_parts.lockFile, log = m_parts.callLog, profile = m_parts.workspace().name,
         reader = m_parts.reader, skew = m_skew,
         now = sinceEpoch(m_parts.clock())](UsageDatabase &database) -> Result<UsageAdded> {
            // Window and command line must not both read on from the same place.
            QLockFile lock(lockFile);
            if (!takeLock(lock, std::chrono::seconds(5)))
                return fail(lock.error() == QLockFile::LockFailedError ? ErrorCode::FileBusy
                                                                       : ErrorCode::FileNotWritable,
                            {}, lockFile);
            UsageAdded all;
            for (bool hasMore = true; hasMore;) {
                const Result<DeviceCalls> some = addDeviceCalls(database, log, profile, reader,
                                                                skew, now);
                if (!some)
                    return fail(some.error());
                all.inserted += some->added.inserted;
                all.merged += some->added.merged;
                all.known += some->added.known;
                all.changed = joined(all.changed, some->added.changed);
                hasMore = some->hasMore;
            }
            return all;
        });
}

QFuture<Result<std::array<UsageSourceReport, 3>>> UsageSync::sources()
{
    using Reports = std::array<UsageSourceReport, 3>;
    return m_parts.store.run<Reports>(
        [reader = m_parts.reader](UsageDatabase &database) -> Result<Reports> {
            Reports reports;
            for (const UsageSource source :
                 {UsageSource::Service, UsageSource::Audit, UsageSource::Device}) {
                const Result<SourceState> state = database.state(
                    source, source == UsageSource::Device ? reader : QString());
                if (!state)
                    return fail(state.error());
                reports.at(std::size_t(source)) = reportOf(source, *state);
            }
            return reports;
        });
}

} // namespace Konstantly
