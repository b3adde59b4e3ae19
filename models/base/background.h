// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/opensslthread.h"
#include "models/base/postbox.h"

#include <QFutureWatcher>
#include <QThreadPool>

namespace Konstantly {

//! Runs \a work in a thread of the pool, for what would block a window: hashing a tree, syncing a disk. \a work must own
//! everything that it uses. The future ends on the calling thread, which needs an event loop, and is never cancelled.
template<typename T>
[[nodiscard]] QFuture<T> inBackground(std::function<T()> work)
{
    const Postbox<T> box;
    QThreadPool::globalInstance()->start([box, work = std::move(work)]() mutable {
        T result = work();
        work = nullptr; // what it owned is gone before anybody hears of the result
        releaseOpenSslThread();
        box.post(std::move(result));
    });
    return box.future();
}

//! Calls \a done with the result of \a future, unless \a context is deleted first. (`.then(context, …)` of Qt 6.4 asserts
//! when the context is gone by the time the result comes.)
template<typename T, typename Done>
void whenFinished(const QFuture<T> &future, QObject *context, Done done)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, done = std::move(done)] {
                         watcher->deleteLater();
                         done(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace Konstantly
