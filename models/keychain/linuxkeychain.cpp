// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/linuxkeychain.h"

#include "models/base/future.h"
#include "models/keychain/libsecret.h"

#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QFuture<KeychainStatus> readyStatus(KeychainState state, const QString &name)
{
    QPromise<KeychainStatus> promise;
    promise.start();
    promise.addResult(KeychainStatus{state, name});
    promise.finish();
    return promise.future();
}

KeychainState stateFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::KeychainUnavailable:
        return KeychainState::NoService;
    case ErrorCode::KeychainNotAnswering:
        return KeychainState::NotAnswering;
    case ErrorCode::KeychainLocked:
        return KeychainState::Locked;
    default:
        return KeychainState::Unknown;
    }
}

//! Sets variables for as long as it lives.
class ScopedEnvironment final
{
public:
    ScopedEnvironment(std::initializer_list<std::pair<const char *, const char *>> values)
    {
        for (const auto &[name, value] : values) {
            const bool wasSet = qEnvironmentVariableIsSet(name);
            m_before.emplace_back(name, wasSet ? std::optional(qgetenv(name)) : std::nullopt);
            qputenv(name, value);
        }
    }
    ~ScopedEnvironment()
    {
        for (const auto &[name, value] : m_before) {
            if (value)
                qputenv(name, *value);
            else
                qunsetenv(name);
        }
    }
    Q_DISABLE_COPY_MOVE(ScopedEnvironment)

private:
    std::vector<std::pair<const char *, std::optional<QByteArray>>> m_before;
};

} // namespace

std::optional<LinuxKeychain::Kind> LinuxKeychain::s_used;

LinuxKeychain::LinuxKeychain(const QString &serviceName)
    : m_service(m_bus, serviceName)
    , m_wallet(m_bus, serviceName)
    , m_name(u"Secret Service"_s)
{}

LinuxKeychain::~LinuxKeychain()
{
    m_bus.dropCalls(); // before the members that wait for them go
}

QFuture<Result<LinuxKeychain::Found>> LinuxKeychain::find(const QString &slot)
{
    return m_bus.open()
        .then(this,
              [this, slot](const Result<> &opened) {
                  return opened ? m_service.look(slot)
                                : failedFuture<SecretServiceView>(opened.error());
              })
        .unwrap()
        .then(this,
              [this, slot](const Result<SecretServiceView> &view) {
                  if (view)
                      return readyFuture<Found>(Found{Kind::SecretService, *view, {}});
                  if (view.error().code != ErrorCode::KeychainUnavailable || !m_bus.isOpen())
                      return failedFuture<Found>(view.error());
                  return findWallet(slot, view.error());
              })
        .unwrap();
}

QFuture<Result<LinuxKeychain::Found>> LinuxKeychain::findWallet(const QString &slot,
                                                                const Error &noService)
{
    const auto lookAgain = [this, slot, noService](const Result<KWalletView> &wallet) {
        if (!wallet) {
            return failedFuture<Found>(
                wallet.error().code == ErrorCode::KeychainUnavailable ? noService : wallet.error());
        }
        // Asking may have started KWallet, and most versions of it are a Secret Service too.
        return m_service.look(slot).then(
            this, [found = *wallet](const Result<SecretServiceView> &view) -> Result<Found> {
                if (view)
                    return Found{Kind::SecretService, *view, {}};
                if (view.error().code == ErrorCode::KeychainUnavailable)
                    return Found{Kind::KWallet, {}, found};
                return fail(view.error());
            });
    };
    return m_wallet.look().then(this, lookAgain).unwrap();
}

QFuture<Result<bool>> LinuxKeychain::look(const QString &slot, bool isWriting)
{
    const auto lookAt = [this, isWriting](const Result<Found> &found) {
        if (!found)
            return failedFuture<bool>(found.error());
        if (s_used.value_or(found->kind) != found->kind) {
            return failedFuture<bool>(
                {ErrorCode::KeychainUnavailable, u"the keychain used so far is gone"_s, {}, {}});
        }
        m_kind = found->kind;
        return m_kind == Kind::KWallet ? lookAtWallet(found->wallet)
                                       : lookAtService(found->service, isWriting);
    };
    return find(slot).then(this, lookAt).unwrap();
}

//! KWallet may ask for this program although the wallet is open, and does not tell beforehand.
QFuture<Result<bool>> LinuxKeychain::lookAtWallet(const KWalletView &view)
{
    return m_wallet.canAsk().then(this, [view](const Result<bool> &canAsk) -> Result<bool> {
        if (canAsk.value_or(false))
            return false;
        if (view.isOpen)
            return true;
        return fail(ErrorCode::KeychainLocked,
                    u"the wallet is closed, and no display for a prompt"_s);
    });
}

QFuture<Result<bool>> LinuxKeychain::lookAtService(const SecretServiceView &view, bool isWriting)
{
    followKeychainProcess(view.process); // no job is open before its look() ends
    m_toUnlock = view.lockedItems;
    QString reason = u"the item is locked"_s;
    bool isOpen = m_toUnlock.isEmpty();
    if (view.collection.isEmpty() && isWriting) {
        m_toUnlock.clear(); // nothing to unlock: unlock() creates one
        reason = u"there is no default collection yet"_s;
        isOpen = false;
    } else if (view.isLocked && (isWriting || view.openItems.isEmpty())) {
        // Some services don't list what is locked, so nothing found is no answer yet.
        if (!view.collection.isEmpty())
            m_toUnlock += view.collection;
        reason = u"the default collection is locked"_s;
        isOpen = m_toUnlock.isEmpty();
    }
    if (isOpen)
        return readyFuture<bool>(true);
    return m_service.canAsk().then(this, [reason](const Result<bool> &canAsk) -> Result<bool> {
        if (canAsk.value_or(false))
            return false;
        return fail(ErrorCode::KeychainLocked, reason + u", and no display for a prompt"_s);
    });
}

QFuture<Result<>> LinuxKeychain::unlock()
{
    return m_kind == Kind::KWallet ? m_wallet.open() : m_service.unlock(m_toUnlock);
}

void LinuxKeychain::dismissPrompt()
{
    if (m_kind == Kind::SecretService)
        m_service.dismiss();
}

QFuture<Result<>> LinuxKeychain::confirmAbsent(const QString &slot)
{
    if (m_kind == Kind::KWallet)
        return m_wallet.confirmAbsent(slot);
    return m_service.look(slot).then(this, [](const Result<SecretServiceView> &view) -> Result<> {
        if (!view)
            return fail(view.error());
        if (view->isLocked || !view->lockedItems.isEmpty())
            return fail(*errorFor(KeychainState::Locked));
        if (!view->openItems.isEmpty())
            return fail(ErrorCode::KeychainUnconfirmed, u"the store lists such an item"_s);
        return {};
    });
}

QFuture<Result<>> LinuxKeychain::explain(const Error &error)
{
    return find({}).then(this, [error](const Result<Found> &found) -> Result<> {
        if (!found)
            return fail(found.error());
        if (found->service.isLocked)
            return fail(*errorFor(KeychainState::Locked));
        return fail(error);
    });
}

QFuture<KeychainStatus> LinuxKeychain::inquire()
{
    return find({})
        .then(this, [this](const Result<Found> &found) { return statusOf(found); })
        .unwrap();
}

QFuture<KeychainStatus> LinuxKeychain::statusOf(const Result<Found> &found)
{
    if (!found) {
        return readyStatus(
            m_bus.isOpen() ? stateFor(found.error().code) : KeychainState::NoSessionBus, m_name);
    }
    if (found->kind == Kind::KWallet) {
        m_name = u"KWallet"_s;
        return readyStatus(found->wallet.isOpen ? KeychainState::Available : KeychainState::Locked,
                           m_name);
    }
    // Without a default collection the user has to be asked before anything can be stored, as with a locked one.
    const bool isLocked = found->service.isLocked || found->service.collection.isEmpty();
    return m_service.name().then(this, [this, isLocked](const Result<QString> &name) {
        m_name = name.value_or(m_name);
        return KeychainStatus{isLocked ? KeychainState::Locked : KeychainState::Available, m_name};
    });
}

//! QtKeychain chooses its store by the desktop's variables, once, when its first job starts. So they are what we want during
//! that moment.
void LinuxKeychain::start(const std::function<void()> &startJob)
{
    if (s_used)
        return startJob();
    s_used = m_kind;
    if (m_kind == Kind::KWallet) {
        const ScopedEnvironment plasma{{"XDG_CURRENT_DESKTOP", "KDE"},
                                       {"KDE_SESSION_VERSION", "5"}};
        startJob();
    } else {
        const ScopedEnvironment anyOther{{"XDG_CURRENT_DESKTOP", "GNOME"}};
        startJob();
    }
}

} // namespace Konstantly
