// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/libsecret.h"

#include <QLibrary>
#include <QString>

using namespace Qt::StringLiterals;

namespace Konstantly {

void stayWhenBusGoes()
{
    using BusGetSync = void *(*) (int type, void *cancellable, void **error);
    using SetExitOnClose = void (*)(void *connection, int exitOnClose);
    constexpr int sessionBus = 2; // G_BUS_TYPE_SESSION
    static const auto busGetSync = reinterpret_cast<BusGetSync>(
        QLibrary::resolve(u"gio-2.0"_s, 0, "g_bus_get_sync"));
    static const auto setExitOnClose = reinterpret_cast<SetExitOnClose>(
        QLibrary::resolve(u"gio-2.0"_s, 0, "g_dbus_connection_set_exit_on_close"));
    if (!busGetSync || !setExitOnClose)
        return;
    // The reference is kept: dropping the last one would let libsecret make a new connection with the default.
    if (void *const connection = busGetSync(sessionBus, nullptr, nullptr))
        setExitOnClose(connection, false);
}

void followKeychainProcess(const QString &uniqueName)
{
    static QString last;
    const QString before = std::exchange(last, uniqueName);
    if (before.isEmpty() || before == uniqueName)
        return;
    using Disconnect = void (*)();
    static const auto disconnect = reinterpret_cast<Disconnect>(
        QLibrary::resolve(u"secret-1"_s, 0, "secret_service_disconnect"));
    if (disconnect)
        disconnect();
}

} // namespace Konstantly
