// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/secretstore.h"

#include "models/base/future.h"
#include "models/keychain/keyrecord.h"
#include "models/keychain/secretstorequeue.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxSlotSize = 64;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SecretStore)
};

Error notASlot()
{
    return {ErrorCode::InvalidInput,
            Texts::tr("The name of the keychain entry is damaged. Connect the workspace again."),
            {},
            {}};
}

Error notStorable()
{
    return {ErrorCode::InvalidInput,
            Texts::tr("A key must be 1 to %n printable ASCII character(s).", nullptr,
                      int(SecretStore::MaxSecretSize)),
            {},
            {}};
}

bool isSlot(const QString &slot)
{
    const auto isAllowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
               || c == u'.' || c == u'_' || c == u'-';
    };
    return !slot.isEmpty() && slot.size() <= MaxSlotSize
           && std::all_of(slot.begin(), slot.end(), isAllowed);
}

//! Other bytes don't survive every store: NUL is cut off by QtKeychain, the rest depends on locales (K-10).
bool isStorable(const Secret &secret)
{
    const QByteArrayView bytes = secret.reveal();
    return !bytes.isEmpty() && bytes.size() <= SecretStore::MaxSecretSize
           && std::all_of(bytes.begin(), bytes.end(),
                          [](char c) { return c >= 0x20 && c <= 0x7e; });
}

} // namespace

std::optional<Error> errorFor(KeychainState state)
{
    switch (state) {
    case KeychainState::Available:
        return {};
    case KeychainState::Locked:
        return Error{ErrorCode::KeychainLocked, u"the default collection is locked"_s, {}, {}};
    case KeychainState::NoService:
        return Error{ErrorCode::KeychainUnavailable, u"no keychain service"_s, {}, {}};
    case KeychainState::NoSessionBus:
        return Error{ErrorCode::KeychainUnavailable, u"no session bus"_s, {}, {}};
    case KeychainState::NotAnswering:
        return Error{ErrorCode::KeychainNotAnswering, u"no answer within the deadline"_s, {}, {}};
    case KeychainState::Unknown:
        break;
    }
    return Error{ErrorCode::KeychainUnconfirmed, u"the keychain's state is unknown"_s, {}, {}};
}

SecretStore::SecretStore(KeychainDeadlines deadlines)
    : m_queue(std::make_unique<Queue>(*this, deadlines))
{}

SecretStore::~SecretStore() = default;

QFuture<Result<Secret>> SecretStore::read(const QString &slot)
{
    if (!isSlot(slot))
        return failedFuture<Secret>(notASlot());
    auto promise = std::make_shared<QPromise<Result<Secret>>>();
    promise->start();
    m_queue->add({Purpose::Read, slot, {}, [promise](const Result<Secret> &result) {
                      promise->addResult(result);
                      promise->finish();
                  }});
    return promise->future();
}

QFuture<Result<>> SecretStore::write(const QString &slot, const Secret &secret)
{
    if (!isSlot(slot))
        return failedFuture<void>(notASlot());
    if (!isStorable(secret))
        return failedFuture<void>(notStorable());
    return change(Purpose::Write, slot, secret);
}

QFuture<Result<>> SecretStore::remove(const QString &slot)
{
    if (!isSlot(slot))
        return failedFuture<void>(notASlot());
    return change(Purpose::Remove, slot, {});
}

QFuture<Result<>> SecretStore::change(Purpose purpose, const QString &slot, const Secret &secret)
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    m_queue->add({purpose, slot, secret, [promise](const Result<Secret> &result) {
                      promise->addResult(result ? Result<>() : fail(result.error()));
                      promise->finish();
                  }});
    return promise->future();
}

QFuture<KeychainStatus> SecretStore::status()
{
    return m_queue->inquire();
}

QFuture<Result<>> probe(SecretStore &store)
{
    const QString slot = newSlot();
    const QByteArray canary = "canary-" + newSlot().toLatin1();
    const auto written = [&store, slot, canary](const Result<> &result) {
        if (result) {
            return store.read(slot).then(
                QtFuture::Launch::Sync, [canary](const Result<Secret> &found) -> Result<> {
                    if (!found)
                        return fail(found.error());
                    if (*found != Secret(canary))
                        return fail(ErrorCode::KeychainBroken, u"the canary changed"_s);
                    return {};
                });
        }
        return readyFuture<void>(result);
    };
    const auto tidiedUp = [&store, slot](const Result<> &result) {
        // A store that lies may hold something; in any other case asking again would only prompt again.
        if (!result && result.error().code != ErrorCode::KeychainBroken)
            return readyFuture<void>(result);
        return store.remove(slot).then(QtFuture::Launch::Sync, [result](const Result<> &removed) {
            return result ? removed : result;
        });
    };
    return store.write(slot, Secret(canary))
        .then(QtFuture::Launch::Sync, written)
        .unwrap()
        .then(QtFuture::Launch::Sync, tidiedUp)
        .unwrap();
}

} // namespace Konstantly
