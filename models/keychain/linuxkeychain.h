// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keychain/busconnection.h"
#include "models/keychain/kwallet.h"
#include "models/keychain/secretservice.h"
#include "models/keychain/secretstore.h"

#include <functional>
#include <optional>

namespace Konstantly {

//! Everything about a Linux keychain except moving secrets: which one it is, in what state, and how to unlock it.
//!
//! Which one: the Secret Service when there is one on the bus (or one to start), else KWallet's own service. The bus decides
//! and not the desktop's variables, as QtKeychain would have it: the launcher is started without them and must find what
//! the window stored (K-7).
class LinuxKeychain final : public QObject
{
public:
    explicit LinuxKeychain(const QString &serviceName);
    ~LinuxKeychain() override;
    Q_DISABLE_COPY_MOVE(LinuxKeychain)

    //! True when \a slot can be used right now, false when unlock() has to be called first. KeychainLocked when nobody
    //! would see the prompt. KeychainUnavailable also when the store that this process has used so far is gone and another
    //! one is there: what it holds is something else.
    [[nodiscard]] QFuture<Result<bool>> look(const QString &slot, bool isWriting);
    //! Asks the user for what the last look() found locked.
    [[nodiscard]] QFuture<Result<>> unlock();
    void dismissPrompt();
    [[nodiscard]] QFuture<Result<>> confirmAbsent(const QString &slot);
    [[nodiscard]] QFuture<KeychainStatus> inquire();
    //! The name found by the last inquire().
    [[nodiscard]] QString name() const { return m_name; }

    //! A QtKeychain job failed with \a error: the same, or the state that explains it better. Never success.
    [[nodiscard]] QFuture<Result<>> explain(const Error &error);

    //! Calls \a startJob, which starts a QtKeychain job at once, such that QtKeychain uses the store that was looked at.
    void start(const std::function<void()> &startJob);

private:
    enum class Kind { SecretService, KWallet };

    //! Which of the two there is, and what it shows.
    struct Found
    {
        Kind kind = Kind::SecretService;
        SecretServiceView service;
        KWalletView wallet;
    };

    [[nodiscard]] QFuture<Result<Found>> find(const QString &slot);
    [[nodiscard]] QFuture<Result<Found>> findWallet(const QString &slot, const Error &noService);
    [[nodiscard]] QFuture<Result<bool>> lookAtService(const SecretServiceView &view,
                                                      bool isWriting);
    [[nodiscard]] QFuture<Result<bool>> lookAtWallet(const KWalletView &view);
    [[nodiscard]] QFuture<KeychainStatus> statusOf(const Result<Found> &found);

    BusConnection m_bus;
    SecretService m_service;
    KWallet m_wallet;
    static std::optional<Kind> s_used; //!< by QtKeychain, for the rest of the process
    Kind m_kind = Kind::SecretService; //!< found by the last look(), as is m_toUnlock
    QStringList m_toUnlock;
    QString m_name;
};

} // namespace Konstantly
