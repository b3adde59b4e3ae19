// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QFuture>
#include <QObject>

#include <optional>

namespace Konstantly {

//! Our own connection to the session bus, made and used without ever blocking the caller's thread.
//!
//! Qt D-Bus connects synchronously and would hang for 25 s on a bus that is frozen, so open() first knocks on the socket
//! and connects only when somebody answers. A lost connection is made anew by the next open(). Errors are of the keychain
//! group; `detail` is the D-Bus error's name only, because its text is somebody else's.
class BusConnection final : public QObject
{
public:
    BusConnection();
    ~BusConnection() override;
    Q_DISABLE_COPY_MOVE(BusConnection)

    //! Ends when the bus answers or refuses; never, while the bus is frozen.
    [[nodiscard]] QFuture<Result<>> open();
    [[nodiscard]] bool isOpen() const { return m_bus && m_bus->isConnected(); }
    //! Only after open() succeeded.
    [[nodiscard]] QDBusConnection &bus() { return *m_bus; }

    //! Sends \a message; the answer, or what its D-Bus error means.
    QFuture<Result<QDBusMessage>> call(const QDBusMessage &message, int timeoutMs = 25'000);

    //! Forgets every open() and call() that has no answer yet: their futures are cancelled, their continuations not run. To be
    //! called while the contexts of those continuations still live.
    void dropCalls();

    //! A call of the bus itself, with one argument.
    [[nodiscard]] static QDBusMessage busMethod(const QString &method, const QString &argument);

private:
    void connectNow();

    QString m_name;
    std::optional<QDBusConnection> m_bus;
};

//! What a D-Bus error called \a name means for somebody who wants a secret.
[[nodiscard]] Error errorForDBus(const QString &name);

//! Ends with success as soon as a D-Bus server answers at \a address ("unix:path=…;…"), with KeychainUnavailable when none
//! of its addresses can be connected to. Addresses that are not unix sockets are taken on trust.
[[nodiscard]] QFuture<Result<>> knockAtBus(const QByteArray &address, QObject *scope);

} // namespace Konstantly
