// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/busconnection.h"

#include "models/base/future.h"
#include "models/keychain/libsecret.h"

#include <QDBusPendingCallWatcher>
#include <QSocketNotifier>

#include <algorithm>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! The socket address of one "unix:…" D-Bus address; length 0 when it is of another kind.
struct SocketAddress
{
    sockaddr_un address = {};
    socklen_t length = 0;
};

SocketAddress socketAddress(const QByteArray &address)
{
    SocketAddress result;
    result.address.sun_family = AF_UNIX;
    if (!address.startsWith("unix:"))
        return result;
    for (const QByteArray &part : address.mid(5).split(',')) {
        const bool isPath = part.startsWith("path=");
        if (!isPath && !part.startsWith("abstract="))
            continue;
        QByteArray name = QByteArray::fromPercentEncoding(part.mid(part.indexOf('=') + 1));
        if (!isPath)
            name.prepend('\0');
        if (std::size_t(name.size()) >= sizeof result.address.sun_path)
            return result;
        std::memcpy(result.address.sun_path, name.constData(), std::size_t(name.size()));
        // An abstract name is as long as it is said to be, a path ends with NUL.
        result.length = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(name.size())
                                  + (isPath ? 1U : 0U));
        return result;
    }
    return result;
}

//! A connected socket with the first line of the D-Bus handshake sent, or -1.
int connectAndGreet(const SocketAddress &address)
{
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    const QByteArray user = QByteArray::number(geteuid()).toHex();
    const QByteArray greeting = QByteArray(1, '\0') + "AUTH EXTERNAL " + user + "\r\n";
    const auto *const name = reinterpret_cast<const sockaddr *>(&address.address);
    if (connect(fd, name, address.length) == 0
        && send(fd, greeting.constData(), std::size_t(greeting.size()), MSG_NOSIGNAL)
               == greeting.size())
        return fd;
    close(fd);
    return -1;
}

} // namespace

Error errorForDBus(const QString &name)
{
    static const QString prefix = u"org.freedesktop.DBus.Error."_s;
    const QString own = name.startsWith(prefix) ? name.sliced(prefix.size()) : QString();
    ErrorCode code = ErrorCode::KeychainUnconfirmed;
    if (own == u"ServiceUnknown" || own == u"NameHasNoOwner" || own.startsWith(u"Spawn.")
        || own == u"Disconnected" || own == u"NoServer" || own == u"UnknownObject")
        code = ErrorCode::KeychainUnavailable;
    else if (own == u"NoReply" || own == u"Timeout" || own == u"TimedOut")
        code = ErrorCode::KeychainNotAnswering;
    else if (own == u"AccessDenied")
        code = ErrorCode::KeychainDenied;
    else if (name == u"org.freedesktop.Secret.Error.IsLocked")
        code = ErrorCode::KeychainLocked;
    return {code, name, {}, {}};
}

QFuture<Result<>> knockAtBus(const QByteArray &address, QObject *scope)
{
    for (const QByteArray &one : address.split(';')) {
        const SocketAddress socket = socketAddress(one);
        if (socket.length == 0)
            return readyFuture<void>(
                {}); // tcp:, autolaunch: …: nothing to knock on without more of a D-Bus client
        const int fd = connectAndGreet(socket);
        if (fd < 0)
            continue;
        auto *const answer = new QSocketNotifier(fd, QSocketNotifier::Read, scope);
        // Closed with the connection below, so also when the scope is destroyed first.
        const std::shared_ptr<void> closer(nullptr, [fd](void *) { close(fd); });
        auto promise = std::make_shared<QPromise<Result<>>>();
        promise->start();
        QObject::connect(answer, &QSocketNotifier::activated, answer, [answer, promise, closer] {
            answer->setEnabled(false);
            answer->deleteLater();
            promise->addResult(Result<>());
            promise->finish();
        });
        return promise->future();
    }
    return failedFuture<void>(
        {ErrorCode::KeychainUnavailable, u"no session bus at its address"_s, {}, {}});
}

BusConnection::BusConnection()
{
    static int count = 0;
    m_name = u"konstantly-keychain-%1"_s.arg(++count);
}

BusConnection::~BusConnection()
{
    dropCalls();
    m_bus.reset();
    QDBusConnection::disconnectFromBus(m_name);
}

QFuture<Result<>> BusConnection::open()
{
    if (isOpen())
        return readyFuture<void>({});
    const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    // Without an address libdbus would try to start a bus of its own over X11: nobody's keychain is on that one.
    if (address.isEmpty())
        return failedFuture<void>({ErrorCode::KeychainUnavailable, u"no session bus"_s, {}, {}});
    return knockAtBus(address, this).then(this, [this](const Result<> &answered) -> Result<> {
        if (!answered)
            return answered;
        // Somebody else asked meanwhile: connecting anew would lose what they are waiting for.
        if (!isOpen())
            connectNow();
        if (!m_bus->isConnected())
            return fail(ErrorCode::KeychainUnavailable, u"no session bus"_s);
        return {};
    });
}

void BusConnection::connectNow()
{
    m_bus.reset();
    QDBusConnection::disconnectFromBus(m_name);
    m_bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_name);
    if (m_bus->isConnected())
        stayWhenBusGoes();
}

QFuture<Result<QDBusMessage>> BusConnection::call(const QDBusMessage &message, int timeoutMs)
{
    auto promise = std::make_shared<QPromise<Result<QDBusMessage>>>();
    promise->start();
    auto *const watcher = new QDBusPendingCallWatcher(m_bus->asyncCall(message, timeoutMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, promise] {
        watcher->deleteLater();
        const QDBusMessage reply = watcher->reply();
        if (reply.type() == QDBusMessage::ErrorMessage)
            promise->addResult(fail(errorForDBus(reply.errorName())));
        else
            promise->addResult(Result<QDBusMessage>(reply));
        promise->finish();
    });
    return promise->future();
}

void BusConnection::dropCalls()
{
    qDeleteAll(children()); // each holds the promise of one call
}

QDBusMessage BusConnection::busMethod(const QString &method, const QString &argument)
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s, method);
    message << argument;
    return message;
}

} // namespace Konstantly
