// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/gui/demosecretstore.h"

#include "models/base/future.h"

#include <QCoreApplication>

namespace Konstantly {

DemoSecretStore::DemoSecretStore(KeychainState state)
    : m_state(state)
{}

DemoSecretStore::~DemoSecretStore() = default;

QFuture<Result<SecretStore::Access>> DemoSecretStore::access(const QString &, Purpose)
{
    return readyFuture<Access>(Access::Open);
}

QFuture<Result<>> DemoSecretStore::unlock()
{
    return readyFuture<void>({});
}

QFuture<Result<std::optional<Secret>>> DemoSecretStore::fetch(const QString &slot)
{
    const auto found = m_items.constFind(slot);
    return readyFuture<std::optional<Secret>>(found == m_items.cend() ? std::nullopt
                                                                      : std::optional(*found));
}

QFuture<Result<>> DemoSecretStore::put(const QString &slot, const Secret &secret)
{
    m_items.insert(slot, secret);
    return readyFuture<void>({});
}

QFuture<Result<>> DemoSecretStore::erase(const QString &slot)
{
    m_items.remove(slot);
    return readyFuture<void>({});
}

QFuture<Result<>> DemoSecretStore::confirmAbsent(const QString &slot)
{
    if (m_items.contains(slot))
        return failedFuture<void>({ErrorCode::KeychainBroken, {}, {}, {}});
    return readyFuture<void>({});
}

QFuture<KeychainStatus> DemoSecretStore::inquire()
{
    QPromise<KeychainStatus> promise;
    promise.start();
    promise.addResult(KeychainStatus{m_state, backendName()});
    promise.finish();
    return promise.future();
}

QString DemoSecretStore::backendName() const
{
    return QCoreApplication::translate("DemoSecretStore", "memory, for this session only");
}

} // namespace Konstantly
