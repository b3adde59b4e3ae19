// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QMap>
#include <QStringList>
#include <QTcpServer>
#include <QTcpSocket>

namespace Konstantly::Tests {

//! An npm registry on loopback: answers what it was given, 404 to everything else.
class LocalRegistry final : public QTcpServer
{
public:
    LocalRegistry()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }

    QString url() const { return QStringLiteral("http://127.0.0.1:%1/").arg(serverPort()); }
    QMap<QByteArray, QByteArray> answers; //!< by path, as npm asks
    QList<QByteArray> requests;           //!< paths
    bool isSilent = false;                //!< accepts and never answers

private:
    void answer(QTcpSocket *socket)
    {
        const QByteArray path = socket->readAll().split(' ').value(1);
        requests << path;
        if (isSilent)
            return;
        const bool isKnown = answers.contains(path);
        const QByteArray body = isKnown ? answers.value(path)
                                        : QByteArray("{\"error\":\"Not found\"}");
        socket->write(
            (isKnown ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 404 Not Found\r\n")
            + QByteArray("Content-Type: application/json\r\nConnection: close\r\nContent-Length: ")
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        socket->disconnectFromHost();
    }
};

} // namespace Konstantly::Tests
