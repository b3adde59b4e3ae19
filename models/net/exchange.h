// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/base/future.h"
#include "models/budget/authbudget.h"
#include "models/net/answerhead.h"
#include "models/net/boundkey.h"
#include "models/net/connectiontrust.h"
#include "models/net/httpclient.h"
#include "models/net/receivedbytes.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QPromise>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QNetworkAccessManager;
QT_END_NAMESPACE

namespace Konstantly {

//! What all exchanges of a client work with.
struct ExchangeTools
{
    QNetworkAccessManager &network;
    AuthBudget &budget;
    ConnectionTrust &connections;
    Clock clock;
    HttpLimits limits;
};

//! One call from begin to end: waiting for its turn, the attempts, the deadlines, the checks of the answer. Private to
//! HttpClient, which owns it; it deletes itself once its future has a result.
class Exchange final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Exchange)

public:
    Exchange(const ExchangeTools &tools, HttpRequest request, BoundKey key, TrustOptions trust,
             QObject *parent);
    ~Exchange() override; //!< a call that is still out ends with Cancelled

    [[nodiscard]] QFuture<Result<HttpResponse>> future() const { return m_promise.future(); }
    void start();
    void cancel();

Q_SIGNALS:
    //! See HttpClient::keyAnswered(). Whoever listens must not delete this.
    void keyAnswered(const QByteArray &fingerprint, const QString &path,
                     const std::optional<Konstantly::Error> &refusal);

private:
    [[nodiscard]] bool isOnceOnly() const { return m_request.method != HttpMethod::Get; }

    void takeTurn();
    void launch();
    void watch(QNetworkReply *reply);

    void checkFlood();
    void checkHead();
    void readBody();
    void replyFinished();
    [[nodiscard]] Result<HttpResponse> evaluate();

    void abort(Error reason); //!< ends the attempt with \a reason whatever the reply says
    void dropReply();
    void handBack(const Result<HttpResponse> &result);
    void attemptEnded(Result<HttpResponse> result);
    [[nodiscard]] bool isWorthRepeating(const Error &error) const;
    [[nodiscard]] Error finalError(Error error) const;
    void finish(Result<HttpResponse> result);

    ExchangeTools m_tools;
    HttpRequest m_request;
    BoundKey m_key;
    TrustOptions m_trust;
    QPromise<Result<HttpResponse>> m_promise;

    QTimer m_total;     //!< the whole call
    QTimer m_phase;     //!< connecting, then waiting for the head
    QTimer m_headWatch; //!< looks for a head without end
    QTimer m_turn;      //!< asks again for the turn, or waits before a repeat
    QElapsedTimer m_sinceStart;
    int m_attempts = 0;

    QNetworkReply *m_reply = nullptr;
    std::optional<AuthBudget::Ticket> m_ticket;
    std::optional<ConnectionTrust::Lease> m_lease;
    std::optional<Error> m_reason; //!< why we ended the attempt ourselves
    QString m_tlsTrouble;
    ReceivedBytes m_receivedBefore;
    AnswerHead m_head;
    QByteArray m_body;
    bool m_mayHaveArrived = false; //!< the server may have got the request
    bool m_isDone = false;
};

} // namespace Konstantly
