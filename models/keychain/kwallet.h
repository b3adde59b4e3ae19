// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QFuture>
#include <QObject>

namespace Konstantly {

class BusConnection;

//! What KWallet shows of itself, without any secret.
struct KWalletView
{
    QString wallet; //!< the one that QtKeychain uses
    bool isOpen = false;
};

//! Asks KWallet's own service, for desktops where it does not offer the Secret Service. The twin of SecretService.
class KWallet final : public QObject
{
public:
    //! \a application is what KWallet shows when it asks the user, and also QtKeychain's folder.
    KWallet(BusConnection &bus, QString application);
    Q_DISABLE_COPY_MOVE(KWallet)

    //! Starts KWallet if it has to be started. KeychainUnavailable when it is absent or switched off.
    [[nodiscard]] QFuture<Result<KWalletView>> look();
    [[nodiscard]] QFuture<Result<bool>> canAsk();
    //! Opens the wallet for this application; the system asks the user when it has to. KeychainDenied when the user said no.
    [[nodiscard]] QFuture<Result<>> open();
    //! Success when the wallet is open and has no entry \a slot.
    [[nodiscard]] QFuture<Result<>> confirmAbsent(const QString &slot);

private:
    BusConnection &m_bus;
    const QString m_application;
};

} // namespace Konstantly
