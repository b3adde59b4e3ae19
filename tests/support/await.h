// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>
#include <QTimer>

namespace Konstantly::Tests {

//! Runs the event loop until \a future ends (or \a timeoutMs passed: then the test's own check of the value fails).
template<typename T>
[[nodiscard]] T await(QFuture<T> future, int timeoutMs = 30000)
{
    if (!future.isFinished()) {
        QEventLoop loop;
        QFutureWatcher<T> watcher;
        QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
        watcher.setFuture(future);
        QTimer::singleShot(timeoutMs, &loop, [&loop] { loop.quit(); });
        if (!future.isFinished())
            loop.exec();
    }
    if (!future.isFinished() || future.resultCount() == 0)
        qFatal("await: the future %s",
               future.isFinished() ? "was cancelled" : "did not end in time");
    return future.result();
}

} // namespace Konstantly::Tests
