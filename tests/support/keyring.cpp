// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/support/keyring.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QElapsedTimer>
#include <QThread>

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

namespace {

const QString Service = u"org.freedesktop.secrets"_s;
const QString Path = u"/org/freedesktop/secrets"_s;
const QDBusObjectPath Login(u"/org/freedesktop/secrets/collection/login"_s);

QDBusMessage call(const QString &destination, const QString &path, const QString &interface,
                  const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(destination, path, interface, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message);
}

void require(const QDBusMessage &reply)
{
    if (reply.type() != QDBusMessage::ReplyMessage)
        qFatal("keyring: %s", qPrintable(reply.errorMessage()));
}

void startKeyring()
{
    QProcess daemon;
    daemon.setStandardOutputFile(QProcess::nullDevice());
    daemon.setStandardErrorFile(QProcess::nullDevice());
    daemon.start(u"gnome-keyring-daemon"_s, {u"--unlock"_s, u"--components=secrets"_s});
    daemon.write("test");
    daemon.closeWriteChannel();
    QElapsedTimer clock;
    clock.start();
    if (!daemon.waitForFinished())
        qFatal("keyring: the daemon did not start");
    while (keyringPid() == 0 && clock.elapsed() < 10000)
        QThread::msleep(10);
}

} // namespace

pid_t keyringPid()
{
    const QDBusMessage reply = call(u"org.freedesktop.DBus"_s, u"/"_s, u"org.freedesktop.DBus"_s,
                                    u"GetConnectionUnixProcessID"_s, {Service});
    return reply.type() == QDBusMessage::ReplyMessage
               ? pid_t(reply.arguments().constFirst().toUInt())
               : 0;
}

void lockKeyring()
{
    require(call(Service, Path, u"org.freedesktop.Secret.Service"_s, u"Lock"_s,
                 {QVariant::fromValue(QList<QDBusObjectPath>{Login})}));
}

void unlockKeyring()
{
    if (keyringPid() == 0) {
        startKeyring();
        return;
    }
    const QDBusMessage session = call(Service, Path, u"org.freedesktop.Secret.Service"_s,
                                      u"OpenSession"_s,
                                      {u"plain"_s, QVariant::fromValue(QDBusVariant(QString()))});
    require(session);
    QDBusArgument password;
    password.beginStructure();
    password << session.arguments().at(1).value<QDBusObjectPath>() << QByteArray()
             << QByteArray("test") << u"text/plain"_s;
    password.endStructure();
    require(call(Service, Path, u"org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"_s,
                 u"UnlockWithMasterPassword"_s,
                 {QVariant::fromValue(Login), QVariant::fromValue(password)}));
}

} // namespace Konstantly::Tests
