// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagestore.h"

#include "models/base/opensslthread.h"

#include <QMutex>
#include <QPointer>
#include <QThread>
#include <QWaitCondition>

#include <deque>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

//! The thread that has the database to itself: a connection of Qt SQL belongs to the thread that opened it.
class UsageStore::Worker final : public QThread
{
public:
    Worker() { setObjectName(u"usage"_s); }

    ~Worker() override
    {
        std::ignore = stop();
        wait();
    }
    Q_DISABLE_COPY_MOVE(Worker)

    void add(Job job)
    {
        const QMutexLocker locked(&m_mutex);
        m_jobs.push_back(std::move(job));
        m_isWanted.wakeOne();
    }

    //! No further job is begun. \return those that were not
    [[nodiscard]] std::deque<Job> stop()
    {
        const QMutexLocker locked(&m_mutex);
        m_isEnding = true;
        m_isWanted.wakeOne();
        return std::exchange(m_jobs, {});
    }

    //! In the thread.
    void setDatabase(std::unique_ptr<UsageDatabase> database) { m_database = std::move(database); }

protected:
    void run() override
    {
        while (std::optional<Job> job = next())
            job->run(m_database.get());
        m_database.reset();
        releaseOpenSslThread(); // PostgreSQL's client has used it
    }

private:
    std::optional<Job> next()
    {
        const QMutexLocker locked(&m_mutex);
        while (m_jobs.empty() && !m_isEnding)
            m_isWanted.wait(&m_mutex);
        if (m_isEnding)
            return std::nullopt;
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        return job;
    }

    QMutex m_mutex;
    QWaitCondition m_isWanted;
    std::deque<Job> m_jobs;
    bool m_isEnding = false;
    std::unique_ptr<UsageDatabase> m_database;
};

UsageStore::UsageStore(const Origin &workspace, const QTimeZone &zone, UsageDatabase::Days days,
                       QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_zone(zone)
    , m_days(days)
    , m_worker(std::make_unique<Worker>())
{}

UsageStore::~UsageStore()
{
    disconnect();
    const std::unique_ptr<Worker> worker = std::move(m_worker);
    std::deque<Job> dropped = worker->stop();
    worker->wait();
    for (Job &job : dropped)
        job.drop(); // runs what waits for it; asking us for more, it is refused
}

void UsageStore::enqueue(Job job)
{
    if (!m_worker)
        return job.drop();
    if (!m_worker->isRunning())
        m_worker->start();
    m_worker->add(std::move(job));
}

QFuture<Result<>> UsageStore::open(const UsageLocation &location)
{
    const Postbox<Result<>> box;
    const QPointer<UsageStore> store(this);
    Worker *worker = m_worker.get();
    enqueue({[box, store, worker, location, workspace = m_workspace, zone = m_zone,
              days = m_days](UsageDatabase *) {
                 worker->setDatabase(nullptr); // before, it may be the same file
                 auto database = UsageDatabase::open(location, workspace, zone, {}, days);
                 const QString keptAside = database ? (*database)->keptAside() : QString();
                 const Result<> result = database ? Result<>() : Result<>(fail(database.error()));
                 if (database)
                     worker->setDatabase(std::move(*database));
                 box.post(result, [store, keptAside](const Result<> &opening) {
                     if (store)
                         store->opened(opening, keptAside);
                 });
             },
             [box] { box.handOver(fail(ErrorCode::Cancelled)); }});
    return box.future();
}

void UsageStore::opened(const Result<> &result, const QString &keptAside)
{
    m_isOpen = result.has_value();
    m_problem = result ? std::nullopt : std::optional(result.error());
    m_keptAside = keptAside;
    Q_EMIT openChanged();
}

QFuture<Result<UsageAdded>>
UsageStore::change(std::function<Result<UsageAdded>(UsageDatabase &)> work)
{
    const Postbox<Result<UsageAdded>> box;
    const QPointer<UsageStore> store(this);
    enqueue({[box, store, work = std::move(work)](UsageDatabase *database) mutable {
                 Result<UsageAdded> added = database ? work(*database)
                                                     : fail(ErrorCode::NotConfigured);
                 work = nullptr;
                 box.post(std::move(added), [store](const Result<UsageAdded> &result) {
                     if (store && result && !result->changed.isEmpty())
                         Q_EMIT store->callsChanged(result->changed);
                 });
             },
             [box] { box.handOver(fail(ErrorCode::Cancelled)); }});
    return box.future();
}

QFuture<Result<UsageAdded>> UsageStore::add(UsageSource source, QList<UsageCall> calls,
                                            SourceState state, const QString &reader)
{
    return change(
        [source, calls = std::move(calls), state = std::move(state),
         reader](UsageDatabase &database) { return database.add(source, calls, state, reader); });
}

QFuture<Result<UsageCells>> UsageStore::cells(const UsageQuery &query)
{
    return run<UsageCells>([query](UsageDatabase &database) { return database.cells(query); });
}

} // namespace Konstantly
