// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/future.h"
#include "models/konstantly/konstantlyclient.h"

#include <QObject>
#include <QPointer>
#include <QSet>

namespace Konstantly {

//! Collects every key of a workspace page by page. Private to KonstantlyClient::allKeys(); deletes itself at the end.
//!
//! A key that is made meanwhile moves all others one place on, so a row comes twice or the total changes: then the list is
//! read again from the start, at most MaxStarts times. Every page has to bring something new, so pages that repeat or
//! never end are noticed at once.
class KeyListing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyListing)

public:
    static constexpr int MaxStarts = 3;
    static constexpr qint64 MaxKeys = 100'000;

    KeyListing(KonstantlyClient client, QObject *scope, Purpose purpose, QObject *parent);
    ~KeyListing() override; //!< a listing that is still out ends with Cancelled

    [[nodiscard]] QFuture<Result<QList<Key>>> future() const { return m_promise.future(); }
    void start();

private:
    void fetch();
    void pageArrived(const Result<Page<Key>> &page);
    void finish(Result<QList<Key>> result);

    KonstantlyClient m_client;
    QPointer<QObject> m_scope;
    Purpose m_purpose;
    QPromise<Result<QList<Key>>> m_promise;
    QList<Key> m_keys;
    QSet<QString> m_ids;
    qint64 m_total = -1; //!< not known yet
    int m_starts = 0;
    bool m_isDone = false;
};

} // namespace Konstantly
