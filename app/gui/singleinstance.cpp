// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/gui/singleinstance.h"

#include "models/base/file.h"
#include "models/base/lockfile.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QLocalSocket>

using namespace Qt::StringLiterals;

namespace Konstantly {

SingleInstance::SingleInstance(const QString &stateDir, QObject *parent)
    : QObject(parent)
    , m_stateDir(stateDir)
    , m_lock(stateDir + u"/window.lock"_s)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::receive);
}

SingleInstance::~SingleInstance() = default;

QString SingleInstance::serverName() const
{
    const QString path = m_stateDir + u"/window.socket"_s;
#ifdef Q_OS_UNIX
    // The address of a Unix socket takes some 100 bytes; a long home folder falls back to a name in the temporary folder.
    if (path.toLocal8Bit().size() < 100)
        return path;
#endif
    return u"konstantly-keys-"_s
           + QString::fromLatin1(QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256)
                                     .toHex()
                                     .left(16));
}

bool SingleInstance::isFirst()
{
    if (const Result<> made = makePrivateDir(m_stateDir); !made)
        return true;
    if (!takeLock(m_lock, std::chrono::milliseconds(0)))
        return m_lock.error() != QLockFile::LockFailedError;
    QLocalServer::removeServer(serverName()); // of a killed process: we hold the lock
    if (!m_server.listen(serverName()))
        qWarning("A second window will not find this one: %s",
                 qUtf8Printable(m_server.errorString()));
    return true;
}

bool SingleInstance::notifyFirst(const QStringList &arguments, int timeoutMs) const
{
    QLocalSocket socket;
    socket.connectToServer(serverName());
    if (!socket.waitForConnected(timeoutMs))
        return false;
    QByteArray message;
    QDataStream stream(&message, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << arguments;
    socket.write(message);
    if (!socket.waitForBytesWritten(timeoutMs))
        return false;
    // The answer says that it was understood, and keeps us alive until it was read.
    return socket.waitForReadyRead(timeoutMs) && socket.read(2) == "ok";
}

void SingleInstance::receive()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto read = [this, socket] {
            if (socket->bytesAvailable() > MaxMessage) {
                socket->abort();
                return;
            }
            QDataStream stream(socket);
            stream.setVersion(QDataStream::Qt_6_4);
            stream.startTransaction();
            QStringList arguments;
            stream >> arguments;
            if (!stream.commitTransaction())
                return; // more to come
            socket->write("ok");
            socket->flush();
            Q_EMIT notified(arguments);
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        if (socket->bytesAvailable() > 0)
            read();
    }
}

} // namespace Konstantly
