// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/display.h"

#include "models/base/future.h"
#include "models/keychain/busconnection.h"

#include <QDBusVariant>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! \a entry is one "NAME=value" of an environment.
bool isDisplay(QByteArrayView entry)
{
    for (const QByteArrayView name :
         {QByteArrayView("DISPLAY="), QByteArrayView("WAYLAND_DISPLAY=")}) {
        if (entry.startsWith(name) && entry.size() > name.size())
            return true;
    }
    return false;
}

QFuture<Result<bool>> hasPrompter(BusConnection &bus, QObject *context)
{
    return bus
        .call(BusConnection::busMethod(u"NameHasOwner"_s, u"org.gnome.keyring.SystemPrompter"_s))
        .then(context, [](const Result<QDBusMessage> &reply) -> Result<bool> {
            return reply && reply->arguments().value(0).toBool();
        });
}

//! The environment that systemd gives to what it starts for the user, the prompter included.
QFuture<Result<bool>> hasDisplayInSystemd(BusConnection &bus, QObject *context)
{
    QDBusMessage request = QDBusMessage::createMethodCall(
        u"org.freedesktop.systemd1"_s, u"/org/freedesktop/systemd1"_s,
        u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    request.setArguments({u"org.freedesktop.systemd1.Manager"_s, u"Environment"_s});
    request.setAutoStartService(false);
    return bus.call(request).then(context, [](const Result<QDBusMessage> &reply) -> Result<bool> {
        if (!reply || reply->signature() != u"v")
            return false;
        const QStringList entries
            = reply->arguments().constFirst().value<QDBusVariant>().variant().toStringList();
        return std::any_of(entries.begin(), entries.end(),
                           [](const QString &entry) { return isDisplay(entry.toUtf8()); });
    });
}

QFuture<Result<bool>> hasDisplayItself(BusConnection &bus, const QString &service, QObject *context)
{
    return bus.call(BusConnection::busMethod(u"GetConnectionUnixProcessID"_s, service))
        .then(context, [](const Result<QDBusMessage> &reply) -> Result<bool> {
            if (!reply)
                return false;
            QFile file(u"/proc/%1/environ"_s.arg(reply->arguments().value(0).toUInt()));
            if (!file.open(QIODevice::ReadOnly))
                return false;
            const QList<QByteArray> entries = file.readAll().split('\0');
            return std::any_of(entries.begin(), entries.end(),
                               [](const QByteArray &entry) { return isDisplay(entry); });
        });
}

} // namespace

QFuture<Result<bool>> canAsk(BusConnection &bus, const QString &service, QObject *context)
{
    if (!qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        return readyFuture<bool>(true);
    return hasPrompter(bus, context)
        .then(context,
              [&bus, context](const Result<bool> &found) {
                  return found.value_or(false) ? readyFuture<bool>(true)
                                               : hasDisplayInSystemd(bus, context);
              })
        .unwrap()
        .then(context,
              [&bus, context, service](const Result<bool> &found) {
                  return found.value_or(false) ? readyFuture<bool>(true)
                                               : hasDisplayItself(bus, service, context);
              })
        .unwrap();
}

} // namespace Konstantly
