// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/base/future.h"
#include "models/budget/authbudget.h"
#include "models/net/boundkey.h"
#include "models/net/httprequest.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QNetworkAccessManager;
QT_END_NAMESPACE

namespace Konstantly {

//! The bounds of one call. The defaults are those of security N-5 and N-6; tests shorten them.
struct HttpLimits
{
    std::chrono::milliseconds connect{10'000}; //!< name look-up, TCP and TLS
    std::chrono::milliseconds firstByte{
        15'000};                             //!< request sent until the answer's head is complete
    std::chrono::milliseconds total{30'000}; //!< everything, repeats and waits included
    std::chrono::milliseconds backOff{500};  //!< before the first repeat; doubles
    qint64 maxBody = 8'388'608;
    qint64 maxHeader = 65'536;
    int maxAttempts = 3; //!< of a GET, the first included
};

//! The only thing in the program that talks to a workspace.
//!
//! A request goes to the origin its key is bound to and nowhere else: a 3xx is an error, there are no cookies, no HTTP
//! authentication, no cache, no Referer, no HTTP/2, and TLS problems can't be overruled. Answers are bounded in time and
//! size, must be `application/json` and not compressed. GET is repeated on network trouble and 5xx; POST and DELETE
//! leave once. When their answer is lost the error is OutcomeUnknown.
//!
//! Every future ends with a result, within HttpLimits::total. Deleting \a scope (or this object) ends it at once with
//! Cancelled; a POST or DELETE that may have arrived by then ends with OutcomeUnknown. Error::subject is the host,
//! Error::detail technical text without secrets, Error::retryAfter how long to wait where the service said so.
class HttpClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpClient)

public:
    //! \a network and \a budget must outlive this object. The manager's cookie jar and cache are replaced by nothing.
    HttpClient(QNetworkAccessManager &network, AuthBudget &budget, Clock clock = systemClock(),
               HttpLimits limits = {}, QObject *parent = nullptr);
    ~HttpClient() override;

    //! \a scope must not be null: nothing goes on for somebody who is gone.
    [[nodiscard]] QFuture<Result<HttpResponse>> send(const HttpRequest &request,
                                                     const BoundKey &key, const TrustOptions &trust,
                                                     QObject *scope);

Q_SIGNALS:
    //! The service itself took the key of that fingerprint (AuthBudget's) for a call to \a path, or \a refusal says why it did
    //! not: Unauthorized, Forbidden, LicenseRestricted, LicenseDisabled. Not for calls that never got there, nor for answers that
    //! say nothing about the key. Told before the call's future ends.
    void keyAnswered(const QByteArray &fingerprint, const QString &path,
                     const std::optional<Konstantly::Error> &refusal);

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace Konstantly
