// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/httpconnection.h"

#include <QDateTime>
#include <QHostAddress>
#include <QLocale>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int IdleMs = 60'000;

QByteArray reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 307:
        return "Temporary Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 402:
        return "Payment Required";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 413:
        return "Content Too Large";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Internal Server Error";
    }
}

} // namespace

HttpConnection::HttpConnection(QSslSocket *socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(256LL * 1024);
    connect(m_socket, &QSslSocket::readyRead, this, &HttpConnection::readMore);
    connect(m_socket, &QSslSocket::disconnected, this, &QObject::deleteLater);
    m_idle.setSingleShot(true);
    m_idle.setInterval(IdleMs);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        m_socket->abort();
        deleteLater(); // a socket that never was connected does not say that it no longer is
    });
    m_idle.start();
}

void HttpConnection::readMore()
{
    if (m_isAnswering)
        return; // stays in the socket, whose buffer is bounded
    m_reader.append(m_socket->readAll());
    switch (m_reader.advance()) {
    case HttpRequestReader::State::Incomplete:
        m_idle.start();
        return;
    case HttpRequestReader::State::Refused: {
        m_isAnswering = true;
        SandboxAnswer answer;
        answer.status = m_reader.errorStatus();
        answer.contentType = "text/plain";
        answer.body = reason(answer.status);
        m_socket->write(headOf(answer, answer.body.size(), true) + answer.body);
        m_socket->disconnectFromHost();
        return;
    }
    case HttpRequestReader::State::Ready:
        break;
    }
    m_idle.stop();
    m_isAnswering = true;
    SandboxRequest request = m_reader.take();
    request.source = m_socket->peerAddress().toString();
    m_isHeadRequest = request.method == "HEAD";
    Q_EMIT requestReceived(this, request);
}

QByteArray HttpConnection::headOf(const SandboxAnswer &answer, qsizetype length, bool closes) const
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reason(answer.status)
                      + "\r\n";
    head += "Date: "
            + QLocale::c()
                  .toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
                  .toLatin1()
            + "\r\n";
    head += "Cache-Control: no-store\r\n";
    if (!answer.contentType.isEmpty())
        head += "Content-Type: " + answer.contentType + "\r\n";
    if (length >= 0 && answer.status != 204)
        head += "Content-Length: " + QByteArray::number(length) + "\r\n";
    for (const auto &[name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    if (closes)
        head += "Connection: close\r\n";
    return head + "\r\n";
}

void HttpConnection::send(const SandboxAnswer &answer, Delivery delivery, int msBetweenBytes)
{
    const bool closes = !m_reader.keepsAlive();
    const QByteArray body = m_isHeadRequest ? QByteArray() : answer.body;
    const QByteArray half = body.first(body.size() / 2);
    switch (delivery) {
    case Delivery::Whole:
        m_socket->write(headOf(answer, answer.body.size(), closes) + body);
        answered();
        break;
    case Delivery::Slow:
        sendSlowly(headOf(answer, answer.body.size(), closes) + body, msBetweenBytes);
        break;
    case Delivery::Cut:
        m_socket->write(headOf(answer, answer.body.size(), false) + half);
        breakWhenSent();
        break;
    case Delivery::Half:
        m_socket->write(headOf(answer, -1, true) + half);
        m_socket->disconnectFromHost();
        break;
    case Delivery::None:
        m_socket->abort();
        break;
    case Delivery::Never:
        break;
    }
}

void HttpConnection::answered()
{
    if (!m_reader.keepsAlive()) {
        m_socket->disconnectFromHost();
        return;
    }
    m_isAnswering = false;
    m_idle.start();
    // A request that was sent along with the last one; queued, so that a long row of them is no recursion.
    QMetaObject::invokeMethod(this, &HttpConnection::readMore, Qt::QueuedConnection);
}

void HttpConnection::breakWhenSent()
{
    const auto breakNow = [this] {
        if (m_socket->bytesToWrite() == 0 && m_socket->encryptedBytesToWrite() == 0)
            m_socket->abort();
    };
    connect(m_socket, &QSslSocket::encryptedBytesWritten, this, breakNow, Qt::QueuedConnection);
    m_socket->flush();
}

void HttpConnection::sendSlowly(const QByteArray &bytes, int msBetweenBytes)
{
    auto *const timer = new QTimer(this);
    timer->setInterval(msBetweenBytes);
    connect(timer, &QTimer::timeout, this, [this, timer, bytes, sent = qsizetype(0)]() mutable {
        m_socket->write(bytes.constData() + sent, 1);
        if (++sent < bytes.size())
            return;
        timer->deleteLater();
        timer->stop();
        answered();
    });
    timer->start();
}

} // namespace Konstantly
