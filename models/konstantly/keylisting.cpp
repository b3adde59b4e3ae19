// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/konstantly/keylisting.h"

#include "models/konstantly/endpoints.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

KeyListing::KeyListing(KonstantlyClient client, QObject *scope, Purpose purpose, QObject *parent)
    : QObject(parent)
    , m_client(std::move(client))
    , m_scope(scope)
    , m_purpose(purpose)
{
    m_promise.start();
}

KeyListing::~KeyListing()
{
    finish(fail(ErrorCode::Cancelled));
}

void KeyListing::start()
{
    ++m_starts;
    m_keys.clear();
    m_ids.clear();
    m_total = -1;
    fetch();
}

void KeyListing::fetch()
{
    if (!m_scope) {
        finish(fail(ErrorCode::Cancelled));
        return;
    }
    m_client.listKeys(int(m_keys.size()), MaxPageSize, m_scope, m_purpose)
        .then(this, [this](const Result<Page<Key>> &page) { pageArrived(page); });
}

void KeyListing::pageArrived(const Result<Page<Key>> &page)
{
    if (!page) {
        finish(fail(page.error()));
        return;
    }
    if (page->totalCount > MaxKeys) {
        finish(
            fail(ErrorCode::BadResponse, u"totalCount: too many keys"_s, m_client.origin().host()));
        return;
    }
    bool isConsistent = m_total < 0 || page->totalCount == m_total;
    m_total = page->totalCount;
    for (const Key &key : page->items) {
        isConsistent = isConsistent && !m_ids.contains(key.id);
        m_ids.insert(key.id);
        m_keys.append(key);
    }
    const bool isComplete = m_keys.size() == m_total;
    if (isConsistent && isComplete)
        finish(std::move(m_keys));
    else if (isConsistent && !page->items.isEmpty() && m_keys.size() < m_total)
        fetch();
    else if (m_starts < MaxStarts)
        start();
    else
        finish(fail(ErrorCode::BadResponse, u"keys: the pages do not fit together"_s,
                    m_client.origin().host()));
}

void KeyListing::finish(Result<QList<Key>> result)
{
    if (m_isDone)
        return;
    m_isDone = true;
    deleteLater();
    // Whoever continues may delete the client and with it this object: nothing of it is touched afterwards.
    QPromise<Result<QList<Key>>> promise = std::move(m_promise);
    promise.addResult(std::move(result));
    promise.finish();
}

} // namespace Konstantly
