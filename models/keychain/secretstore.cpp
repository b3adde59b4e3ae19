// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/secretstore.h"

#include "models/base/future.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

class SecretStore::Queue
{};

SecretStore::SecretStore(KeychainDeadlines) {}
SecretStore::~SecretStore() = default;

std::optional<Error> errorFor(KeychainState state)
{
    switch (state) {
    case KeychainState::Available:
        return {};
    case KeychainState::Locked:
        return Error{ErrorCode::KeychainLocked, {}, {}, {}};
    case KeychainState::NoService:
        return Error{ErrorCode::KeychainUnavailable, u"no keychain service"_s, {}, {}};
    case KeychainState::NoSessionBus:
        return Error{ErrorCode::KeychainUnavailable, u"no session bus"_s, {}, {}};
    case KeychainState::NotAnswering:
        return Error{ErrorCode::KeychainNotAnswering, {}, {}, {}};
    case KeychainState::Unknown:
        break;
    }
    return Error{ErrorCode::KeychainUnconfirmed, u"the keychain's state is unknown"_s, {}, {}};
}

QFuture<Result<Secret>> SecretStore::read(const QString &)
{
    return failedFuture<Secret>(*errorFor(KeychainState::NoService));
}

QFuture<Result<>> SecretStore::write(const QString &, const Secret &)
{
    return failedFuture<void>(*errorFor(KeychainState::NoService));
}

QFuture<Result<>> SecretStore::remove(const QString &)
{
    return failedFuture<void>(*errorFor(KeychainState::NoService));
}

QFuture<KeychainStatus> SecretStore::status()
{
    return inquire();
}

QFuture<Result<>> probe(SecretStore &)
{
    return failedFuture<void>(*errorFor(KeychainState::NoService));
}

} // namespace Konstantly
