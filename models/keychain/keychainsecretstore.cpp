// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/keychainsecretstore.h"

#include "models/base/future.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

struct KeychainSecretStore::Private
{};

KeychainSecretStore::KeychainSecretStore(KeychainDeadlines deadlines)
    : SecretStore(deadlines)
{}
KeychainSecretStore::~KeychainSecretStore() = default;

QFuture<Result<SecretStore::Access>> KeychainSecretStore::access(const QString &)
{
    return failedFuture<Access>(*errorFor(KeychainState::NoService));
}
QFuture<Result<>> KeychainSecretStore::unlock(const QString &)
{
    return failedFuture<void>(*errorFor(KeychainState::NoService));
}
void KeychainSecretStore::dismissPrompt() {}
QFuture<Result<std::optional<Secret>>> KeychainSecretStore::fetch(const QString &)
{
    return failedFuture<std::optional<Secret>>(*errorFor(KeychainState::NoService));
}
QFuture<Result<>> KeychainSecretStore::put(const QString &, const Secret &)
{
    return failedFuture<void>(*errorFor(KeychainState::NoService));
}
QFuture<Result<>> KeychainSecretStore::erase(const QString &)
{
    return failedFuture<void>(*errorFor(KeychainState::NoService));
}
QFuture<Result<>> KeychainSecretStore::confirmAbsent(const QString &)
{
    return failedFuture<void>(*errorFor(KeychainState::NoService));
}
QFuture<KeychainStatus> KeychainSecretStore::inquire()
{
    QPromise<KeychainStatus> promise;
    promise.start();
    promise.addResult(KeychainStatus{KeychainState::NoService, backendName()});
    promise.finish();
    return promise.future();
}
QString KeychainSecretStore::backendName() const
{
    return u"Secret Service"_s;
}

} // namespace Konstantly
