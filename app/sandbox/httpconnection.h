// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sandbox/httprequestreader.h"
#include "app/sandbox/sandboxanswer.h"

#include <QObject>
#include <QTimer>

class QSslSocket;

namespace Konstantly {

//! One client's connection: requests one after the other, and answers as honest as asked for. Deletes itself when the
//! socket closes.
class HttpConnection final : public QObject
{
    Q_OBJECT

public:
    //! How an answer goes out.
    enum class Delivery {
        Whole,
        Slow, //!< byte by byte
        Cut,  //!< the full length announced, half of the body, then the connection breaks
        Half, //!< no length announced, half of the body, then the connection ends in order
        None, //!< the connection breaks before the first byte
        Never //!< no answer; the connection stays until the client gives up
    };

    //! Takes the socket over, before or after its handshake.
    HttpConnection(QSslSocket *socket, QObject *parent);
    Q_DISABLE_COPY_MOVE(HttpConnection)

    //! Once for each requestReceived().
    void send(const SandboxAnswer &answer, Delivery delivery = Delivery::Whole,
              int msBetweenBytes = 20);

Q_SIGNALS:
    //! The next one comes after send().
    void requestReceived(Konstantly::HttpConnection *connection,
                         const Konstantly::SandboxRequest &request);

private:
    void readMore();
    void answered();
    void breakWhenSent();
    void sendSlowly(const QByteArray &bytes, int msBetweenBytes);
    [[nodiscard]] QByteArray headOf(const SandboxAnswer &answer, qsizetype length,
                                    bool closes) const;

    QSslSocket *m_socket;
    HttpRequestReader m_reader;
    QTimer m_idle; //!< a client that sends nothing is let go
    bool m_isAnswering = false;
    bool m_isHeadRequest = false;
};

} // namespace Konstantly
