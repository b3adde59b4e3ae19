// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/base/future.h"
#include "models/base/postbox.h"
#include "models/usage/usagedatabase.h"

#include <QObject>

#include <functional>
#include <memory>

namespace Konstantly {

//! The window's and the command line's way to a UsageDatabase: everything runs in one worker thread of its own, in the order in
//! which it was asked, and the results arrive on the thread that asked. Main thread.
class UsageStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsageStore)

public:
    //! Opens nothing yet. \a zone and \a days: see UsageDatabase::open().
    UsageStore(const Origin &workspace, const QTimeZone &zone, UsageDatabase::Days days,
               QObject *parent = nullptr);
    //! Lets the worker finish what it is at; what is still queued is dropped, its futures end with Cancelled.
    ~UsageStore() override;

    //! Opens \a location; again after a failure, or for another place. What was asked before it is answered first.
    [[nodiscard]] QFuture<Result<>> open(const UsageLocation &location);
    //! Whether open() succeeded last.
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    //! Why it did not; nothing before the first answer.
    [[nodiscard]] std::optional<Error> problem() const { return m_problem; }
    //! See UsageDatabase::keptAside().
    [[nodiscard]] QString keptAside() const { return m_keptAside; }

    //! Runs \a work on the database in the worker. NotConfigured while none is open. \a work must own what it uses.
    template<typename T>
    [[nodiscard]] QFuture<Result<T>> run(std::function<Result<T>(UsageDatabase &)> work);

    //! run() for what adds calls: callsChanged() comes before its result.
    [[nodiscard]] QFuture<Result<UsageAdded>>
    change(std::function<Result<UsageAdded>(UsageDatabase &)> work);

    // Shorthands
    [[nodiscard]] QFuture<Result<UsageAdded>> add(UsageSource source, QList<UsageCall> calls,
                                                  SourceState state, const QString &reader = {});
    [[nodiscard]] QFuture<Result<UsageCells>> cells(const UsageQuery &query);

Q_SIGNALS:
    void openChanged();
    //! add() or change() brought or changed calls in \a range.
    void callsChanged(const Konstantly::TimeRange &range);

private:
    class Worker;

    //! What the worker does with the database, null when none is open; or, when it never comes to that, what ends its future.
    struct Job
    {
        std::function<void(UsageDatabase *)> run;
        std::function<void()> drop;
    };
    void enqueue(Job job);
    void opened(const Result<> &result, const QString &keptAside);

    Origin m_workspace;
    QTimeZone m_zone;
    UsageDatabase::Days m_days;
    std::unique_ptr<Worker> m_worker;
    std::optional<Error> m_problem;
    QString m_keptAside;
    bool m_isOpen = false;
};

template<typename T>
QFuture<Result<T>> UsageStore::run(std::function<Result<T>(UsageDatabase &)> work)
{
    const Postbox<Result<T>> box;
    enqueue({[box, work = std::move(work)](UsageDatabase *database) mutable {
                 Result<T> result = database ? work(*database) : fail(ErrorCode::NotConfigured);
                 work = nullptr; // what it owned is gone before anybody hears of the result
                 box.post(std::move(result));
             },
             [box] { box.handOver(fail(ErrorCode::Cancelled)); }});
    return box.future();
}

} // namespace Konstantly
