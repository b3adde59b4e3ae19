// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <functional>
#include <memory>

namespace Konstantly {

//! Brings one result from a worker to the thread that waits for it, which is the one that makes the box. That thread needs an
//! event loop. A copy is the same box. It is filled exactly once.
//!
//! Not simply a promise that the worker fulfils: `.then(context, …)` of Qt 6.4 looks at the context in the thread that
//! fulfils, while the context may be dying in its own.
template<typename T>
class Postbox final
{
public:
    Postbox()
        : m_promise(std::make_shared<QPromise<T>>())
        , m_place(new QObject) // deletes itself with the delivery
    {
        m_promise->start();
    }

    [[nodiscard]] QFuture<T> future() const { return m_promise->future(); }

    //! From any thread: the future ends on the thread that waits, from its event loop. \a before runs there too, first.
    void post(T result, std::function<void(const T &)> before = {}) const
    {
        QMetaObject::invokeMethod(
            m_place,
            [box = *this, result = std::move(result), before = std::move(before)] {
                if (before)
                    before(result);
                box.handOver(result);
            },
            Qt::QueuedConnection);
    }

    //! On the thread that waits: the future ends at once.
    void handOver(T result) const
    {
        m_place->deleteLater();
        m_promise->addResult(std::move(result));
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<T>> m_promise;
    QObject *m_place;
};

} // namespace Konstantly
