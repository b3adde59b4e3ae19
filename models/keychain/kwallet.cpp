// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/kwallet.h"

#include "models/base/future.h"
#include "models/keychain/busconnection.h"
#include "models/keychain/display.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

// The one that QtKeychain 0.13 talks to; Plasma 6 offers the Secret Service instead.
constexpr auto BusName = "org.kde.kwalletd5"_L1;

//! As long as a person may take, and longer than our own deadline for prompts.
constexpr int OpenTimeoutMs = 600'000;

QDBusMessage method(const QString &name, const QVariantList &arguments = {})
{
    QDBusMessage message = QDBusMessage::createMethodCall(BusName, u"/modules/kwalletd5"_s,
                                                          u"org.kde.KWallet"_s, name);
    message.setArguments(arguments);
    return message;
}

} // namespace

KWallet::KWallet(BusConnection &bus, QString application)
    : m_bus(bus)
    , m_application(std::move(application))
{}

QFuture<Result<KWalletView>> KWallet::look()
{
    const auto isOpen = [this](const Result<QDBusMessage> &wallet) {
        if (!wallet)
            return failedFuture<KWalletView>(wallet.error());
        const QString name = wallet->arguments().value(0).toString();
        return m_bus.call(method(u"isOpen"_s, {name}))
            .then(this, [name](const Result<QDBusMessage> &reply) -> Result<KWalletView> {
                if (!reply)
                    return fail(reply.error());
                return KWalletView{name, reply->arguments().value(0).toBool()};
            });
    };
    return m_bus.call(method(u"isEnabled"_s))
        .then(this,
              [this](const Result<QDBusMessage> &enabled) {
                  if (!enabled)
                      return failedFuture<QDBusMessage>(enabled.error());
                  if (!enabled->arguments().value(0).toBool()) {
                      return failedFuture<QDBusMessage>(
                          {ErrorCode::KeychainUnavailable, u"KWallet is switched off"_s, {}, {}});
                  }
                  return m_bus.call(method(u"networkWallet"_s));
              })
        .unwrap()
        .then(this, isOpen)
        .unwrap();
}

QFuture<Result<bool>> KWallet::canAsk()
{
    return Konstantly::canAsk(m_bus, BusName, this);
}

QFuture<Result<>> KWallet::open()
{
    return look()
        .then(this,
              [this](const Result<KWalletView> &view) {
                  if (!view)
                      return failedFuture<QDBusMessage>(view.error());
                  return m_bus.call(method(u"open"_s, {view->wallet, qlonglong(0), m_application}),
                                    OpenTimeoutMs);
              })
        .unwrap()
        .then(this, [](const Result<QDBusMessage> &reply) -> Result<> {
            if (!reply)
                return fail(reply.error());
            bool isNumber = false;
            if (reply->arguments().value(0).toInt(&isNumber) < 0 || !isNumber)
                return fail(ErrorCode::KeychainDenied, u"KWallet did not open"_s);
            return {};
        });
}

QFuture<Result<>> KWallet::confirmAbsent(const QString &slot)
{
    return look()
        .then(this,
              [this, slot](const Result<KWalletView> &view) {
                  if (!view)
                      return failedFuture<QDBusMessage>(view.error());
                  if (!view->isOpen) {
                      return failedFuture<QDBusMessage>(
                          {ErrorCode::KeychainLocked, u"the wallet is closed"_s, {}, {}});
                  }
                  return m_bus.call(
                      method(u"keyDoesNotExist"_s, {view->wallet, m_application, slot}));
              })
        .unwrap()
        .then(this, [](const Result<QDBusMessage> &reply) -> Result<> {
            if (!reply)
                return fail(reply.error());
            if (!reply->arguments().value(0).toBool())
                return fail(ErrorCode::KeychainUnconfirmed, u"the wallet has such an entry"_s);
            return {};
        });
}

} // namespace Konstantly
