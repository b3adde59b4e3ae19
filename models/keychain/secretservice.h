// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QDBusVariant>
#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QStringList>

#include <optional>

namespace Konstantly {

class BusConnection;

//! What the Secret Service shows of itself and of one slot, without any secret.
struct SecretServiceView
{
    QString collection;    //!< object path of the default collection; empty when there is none yet
    bool isLocked = false; //!< the default collection, or, without one, any collection
    QStringList openItems; //!< of the slot, in any collection
    QStringList lockedItems;
    QString process; //!< unique bus name of who answered: another one after a restart
};

//! Asks org.freedesktop.secrets directly what QtKeychain does not tell: is it there, is it locked, has it such an item. Also
//! unlocks it. It never moves a secret; all calls are asynchronous.
class SecretService final : public QObject
{
    Q_OBJECT

public:
    //! Items are found by \a server, QtKeychain's name for the service name. \a bus must be open when anything is called.
    SecretService(BusConnection &bus, QString server);
    Q_DISABLE_COPY_MOVE(SecretService)

    //! Starts the service if it has to be started. KeychainUnavailable when there is none.
    [[nodiscard]] QFuture<Result<SecretServiceView>> look(const QString &slot);

    //! The program behind it: "GNOME Keyring", "KWallet", "KeePassXC" or "Secret Service".
    [[nodiscard]] QFuture<Result<QString>> name();

    //! Whether an unlock prompt would have a screen to appear on.
    [[nodiscard]] QFuture<Result<bool>> canAsk();

    //! Unlocks \a objects (paths of collections and items); when empty, creates the default collection. The system asks the
    //! user. KeychainDenied when the user closed the prompt, KeychainLocked when it could not be shown.
    [[nodiscard]] QFuture<Result<>> unlock(const QStringList &objects);
    //! Closes the prompt of unlock(), which then ends.
    void dismiss();

private:
    struct Look;
    void finishLook(const std::shared_ptr<Look> &look);
    void readDefaultCollection(const std::shared_ptr<Look> &look);
    void readLocked(const std::shared_ptr<Look> &look);
    void readAllLocked(const std::shared_ptr<Look> &look);
    void search(const std::shared_ptr<Look> &look, const QString &slot);
    void prompt(const QString &path);
    void watchPrompt(bool isWatched);
    void endPrompt(const Result<> &result);

private Q_SLOTS:
    // Named by string: QDBusConnection::connect() knows no other way.
    void promptCompleted(bool isDismissed, const QDBusVariant &result);
    void ownerChanged(const QString &name, const QString &oldOwner, const QString &newOwner);
    void busLost();

private:
    BusConnection &m_bus;
    const QString m_server;
    QString m_prompt;
    QElapsedTimer m_promptTime;
    std::optional<QPromise<Result<>>> m_unlocking;
};

} // namespace Konstantly
