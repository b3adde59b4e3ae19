// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/net/exchange.h"

#include "models/budget/retryafter.h"
#include "models/net/httperror.h"
#include "models/net/keyheader.h"
#include "models/net/oneshotbody.h"

#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

Q_LOGGING_CATEGORY(lcHttp, "konstantly.net.http", QtInfoMsg)

using std::chrono::milliseconds;

constexpr milliseconds TurnInterval{100};
constexpr milliseconds HeadWatchInterval{100};
constexpr qint64 ReadBuffer = 65'536;
constexpr qint64 MaxErrorBody = 65'536;

QNetworkRequest plainRequest(const QUrl &url, const QSslConfiguration &tls)
{
    QNetworkRequest request(url);
    request.setSslConfiguration(tls);
    request.setRawHeader("Accept", "application/json");
    // Also switches Qt's own decompression off: an encoded answer is refused, not unpacked (security N-6).
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "konstantly-keys");
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    return request;
}

QByteArray methodName(HttpMethod method)
{
    switch (method) {
    case HttpMethod::Get:
        return "GET";
    case HttpMethod::Post:
        return "POST";
    case HttpMethod::Delete:
        return "DELETE";
    }
    return {};
}

//! Whether the service tells with it that this key may not, and not that the call was wrong.
bool isAboutKey(ErrorCode code)
{
    return code == ErrorCode::Forbidden || code == ErrorCode::LicenseRestricted
           || code == ErrorCode::LicenseDisabled;
}

} // namespace

Exchange::Exchange(const ExchangeTools &tools, HttpRequest request, BoundKey key,
                   TrustOptions trust, QObject *parent)
    : QObject(parent)
    , m_tools(tools)
    , m_request(std::move(request))
    , m_key(std::move(key))
    , m_trust(std::move(trust))
{
    m_promise.start();
    for (QTimer *timer : {&m_total, &m_phase, &m_turn}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_total, &QTimer::timeout, this, [this] {
        if (m_reply)
            abort({ErrorCode::Timeout, u"no complete answer in time"_s, m_key.origin.host(), {}});
        else
            finish(fail({ErrorCode::AuthRateLimited, u"other requests are in the way"_s, {}, {}}));
    });
    connect(&m_phase, &QTimer::timeout, this, [this] {
        abort({ErrorCode::Timeout,
               m_mayHaveArrived ? u"no answer"_s : u"no connection"_s,
               m_key.origin.host(),
               {}});
    });
    connect(&m_headWatch, &QTimer::timeout, this, &Exchange::checkFlood);
    connect(&m_turn, &QTimer::timeout, this, &Exchange::takeTurn);
}

Exchange::~Exchange()
{
    cancel();
}

void Exchange::start()
{
    m_sinceStart.start();
    m_total.start(m_tools.limits.total);
    takeTurn();
}

void Exchange::cancel()
{
    if (!m_isDone)
        finish(fail(finalError({ErrorCode::Cancelled, {}, m_key.origin.host(), {}})));
}

void Exchange::takeTurn()
{
    Result<std::optional<ConnectionTrust::Lease>> lease = m_tools.connections.lease(
        m_key.origin.toString(), m_trust);
    if (!lease) {
        finish(fail(lease.error()));
        return;
    }
    if (!*lease) {
        m_turn.start(TurnInterval);
        return;
    }
    Result<std::optional<AuthBudget::Ticket>> ticket = m_tools.budget.begin(m_key.key,
                                                                            m_request.purpose);
    if (!ticket) {
        finish(fail(ticket.error()));
        return;
    }
    if (!*ticket) {
        m_turn.start(TurnInterval);
        return;
    }
    m_lease = std::move(*lease);
    m_ticket = **ticket;
    launch();
}

void Exchange::launch()
{
    ++m_attempts;
    m_reason.reset();
    m_tlsTrouble.clear();
    m_body.clear();
    m_head = {};
    m_mayHaveArrived = false;

    QUrl url = m_key.origin.url(m_request.path);
    if (!m_request.query.isEmpty())
        url.setQuery(m_request.query);
    QNetworkRequest request = plainRequest(url, m_lease->configuration());
    const Result<> bound = addKeyHeader(request, m_key);
    if (!bound) {
        attemptEnded(fail(bound.error()));
        return;
    }
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
    if (isOnceOnly()) {
        // A fresh connection: on a kept one the server may hang up in the very moment the request leaves, and then
        // nobody knows whether it arrived. Naming the host to verify, which is the same, sets such connections apart.
        request.setPeerVerifyName(m_key.origin.host());
        request.setRawHeader("Connection", "close");
    }
    if (!m_request.body.isEmpty())
        request.setRawHeader("Content-Type", "application/json");
    // A GET has a one-shot body too, an empty one: Qt repeats it by itself as well, and then nobody counts.
    auto *body = new OneShotBody(m_request.body, this);
    QNetworkReply *reply = m_tools.network.sendCustomRequest(request, methodName(m_request.method),
                                                             body);
    connect(reply, &QObject::destroyed, body, &QObject::deleteLater);
    watch(reply);
}

void Exchange::watch(QNetworkReply *reply)
{
    m_reply = reply;
    reply->setReadBufferSize(ReadBuffer);
    m_receivedBefore = receivedBytes();
    m_headWatch.start(HeadWatchInterval);
    connect(reply, &QNetworkReply::socketStartedConnecting, this,
            [this] { m_phase.start(m_tools.limits.connect); });
    // A kept connection says nothing at all before the answer, a request without content does not say that it was sent.
    m_phase.start(m_tools.limits.connect + m_tools.limits.firstByte);
    const auto leaves = [this] {
        m_mayHaveArrived = true;
        m_phase.start(m_tools.limits.firstByte);
    };
    connect(reply, &QNetworkReply::encrypted, this, leaves);
    connect(reply, &QNetworkReply::requestSent, this, leaves);
    // Only listened to: without ignoreSslErrors() the connection ends here, before a byte of HTTP.
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList texts;
        for (const QSslError &error : errors)
            texts.append(error.errorString());
        m_tlsTrouble = texts.join(u"; "_s);
    });
    connect(reply, &QNetworkReply::metaDataChanged, this, &Exchange::checkHead);
    connect(reply, &QNetworkReply::readyRead, this, &Exchange::readBody);
    connect(reply, &QNetworkReply::finished, this, &Exchange::replyFinished);
}

void Exchange::checkFlood()
{
    // Other connections may be reading bodies meanwhile, but none that large.
    const auto bound = quint64(2 * m_tools.limits.maxBody);
    if (largestGrowth(m_receivedBefore, receivedBytes()) > bound)
        abort(
            {ErrorCode::BadResponse, u"the answer's head is too large"_s, m_key.origin.host(), {}});
}

void Exchange::checkHead()
{
    if (m_head.status != 0)
        return;
    m_head = AnswerHead::of(*m_reply);
    if (m_head.status == 0)
        return;
    m_mayHaveArrived = true;
    m_phase.stop();
    m_headWatch.stop();
    const std::optional<Error> objection = m_head.objection(m_request.method, m_tools.limits,
                                                            m_key.origin.host());
    if (objection)
        abort(*objection);
}

void Exchange::readBody()
{
    const bool isFailure = m_head.status >= 400;
    while (!m_reason && m_reply->bytesAvailable() > 0) {
        const QByteArray bytes = m_reply->read(ReadBuffer);
        if (bytes.isEmpty())
            return;
        if (isFailure) { // the first words are enough, the rest is read and forgotten
            if (m_body.size() + bytes.size() <= MaxErrorBody)
                m_body.append(bytes);
            continue;
        }
        if (m_body.size() + bytes.size() > m_tools.limits.maxBody) {
            abort({ErrorCode::BadResponse, u"the answer is too large"_s, m_key.origin.host(), {}});
            return;
        }
        m_body.append(bytes);
    }
}

void Exchange::abort(Error reason)
{
    if (m_reason || !m_reply)
        return;
    m_reason = std::move(reason);
    attemptEnded(fail(*m_reason));
}

void Exchange::replyFinished()
{
    const QPointer<Exchange> self(this); // whoever hears of an end may delete us
    m_phase.stop();
    checkHead();
    if (self && m_reply)
        readBody();
    if (self && m_reply)
        attemptEnded(evaluate());
}

Result<HttpResponse> Exchange::evaluate()
{
    const QString host = m_key.origin.host();
    const QNetworkReply::NetworkError error = m_reply->error();
    if (m_head.status != 0 && !m_head.isSuccess()) {
        const QDateTime now = m_tools.clock();
        const QDateTime theirs = m_head.serverDate(now);
        return fail(errorOfStatus({m_head.status, m_head.retryAfter, m_head.location, m_body,
                                   theirs.isValid() ? theirs : now},
                                  host));
    }
    if (!m_tlsTrouble.isEmpty() && m_head.status == 0)
        return fail(ErrorCode::TlsRefused, m_tlsTrouble, host);
    if (error != QNetworkReply::NoError) {
        if (error == QNetworkReply::ContentReSendError)
            m_mayHaveArrived = true;
        return fail(errorOfTransport(error, m_reply->errorString(), m_head.status != 0, host));
    }
    if (m_head.status == 0)
        return fail(ErrorCode::BadResponse, u"not HTTP"_s, host);
    if (m_head.length.value_or(m_body.size()) != m_body.size())
        return fail(ErrorCode::BadResponse, u"the answer was cut"_s, host);
    if (m_head.status == 204 && !m_body.isEmpty())
        return fail(ErrorCode::BadResponse, u"204 with content"_s, host);
    return HttpResponse{m_head.status, Secret::take(m_body), m_head.serverDate(m_tools.clock())};
}

void Exchange::attemptEnded(Result<HttpResponse> result)
{
    qCDebug(lcHttp).nospace() << m_key.origin.host() << m_request.path << ": " << m_head.status
                              << ", " << m_sinceStart.elapsed() << " ms, attempt " << m_attempts
                              << (result ? QString() : u", "_s + errorName(result.error().code));
    if (!result && m_ticket) {
        // Nobody comes back before the time given, nor all in the same moment (security R-1).
        Error &error = result.error();
        const milliseconds hold = withJitter(error.retryAfter);
        if (error.code == ErrorCode::AuthRateLimited)
            m_tools.budget.pauseAll(hold);
        else if (error.code == ErrorCode::RateLimited)
            m_tools.budget.holdKey(m_ticket->fingerprint, hold);
        error.retryAfter = std::chrono::ceil<std::chrono::seconds>(hold);
    }
    handBack(result);
    const bool isOurDoing = m_reason.has_value();
    dropReply();
    if (!result && !isOurDoing && isWorthRepeating(result.error())) {
        const double spread = 0.75 + QRandomGenerator::global()->generateDouble() / 2;
        const milliseconds wait{qint64(double(m_tools.limits.backOff.count()) * spread)
                                << (m_attempts - 1)};
        if (milliseconds(m_sinceStart.elapsed()) + wait + result.error().retryAfter
            < m_tools.limits.total) {
            m_turn.start(wait + result.error().retryAfter);
            return;
        }
    }
    if (!result && !m_head.isRefusal())
        result = fail(finalError(result.error()));
    finish(std::move(result));
}

void Exchange::handBack(const Result<HttpResponse> &result)
{
    if (!m_ticket)
        return;
    const AuthBudget::Ticket ticket = *m_ticket;
    m_ticket.reset();
    if (!result && result.error().code == ErrorCode::Unauthorized) {
        m_tools.budget.rejected(ticket);
        Q_EMIT keyAnswered(ticket.fingerprint, m_request.path, result.error());
        return;
    }
    static constexpr std::array recognised{
        ErrorCode::LicenseRestricted, ErrorCode::LicenseDisabled, ErrorCode::Forbidden,
        ErrorCode::NotFound,          ErrorCode::NotSupported,    ErrorCode::InvalidArguments,
        ErrorCode::RateLimited};
    // A page of some gateway in between says nothing about the key.
    const bool isFromService = m_head.isJson;
    const bool isGood = result.has_value()
                        || (isFromService
                            && std::find(recognised.begin(), recognised.end(), result.error().code)
                                   != recognised.end());
    if (!isGood) {
        m_tools.budget.abandoned(ticket);
        return;
    }
    m_tools.budget.accepted(ticket);
    if (result)
        Q_EMIT keyAnswered(ticket.fingerprint, m_request.path, std::nullopt);
    else if (isAboutKey(result.error().code))
        Q_EMIT keyAnswered(ticket.fingerprint, m_request.path, result.error());
}

void Exchange::dropReply()
{
    m_phase.stop();
    m_headWatch.stop();
    m_lease.reset();
    if (!m_reply)
        return;
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    // Not abort(): an error that is on its way from the network's thread would then come second, which Qt warns about.
    // Deleting an unfinished reply ends it too.
    reply->disconnect(this);
    reply->deleteLater();
}

bool Exchange::isWorthRepeating(const Error &error) const
{
    return !isOnceOnly() && m_attempts < m_tools.limits.maxAttempts
           && (error.code == ErrorCode::Offline || error.code == ErrorCode::ServerFault);
}

Error Exchange::finalError(Error error) const
{
    if (!isOnceOnly() || !m_mayHaveArrived)
        return error;
    switch (error.code) {
    case ErrorCode::Offline:
    case ErrorCode::Timeout:
    case ErrorCode::BadResponse:
    case ErrorCode::ServerFault:
    case ErrorCode::Cancelled:
        return {ErrorCode::OutcomeUnknown,
                errorName(error.code)
                    + (error.detail.isEmpty() ? QString() : u": "_s + error.detail),
                m_key.origin.host(), error.retryAfter};
    default:
        return error;
    }
}

void Exchange::finish(Result<HttpResponse> result)
{
    if (m_isDone)
        return;
    m_isDone = true;
    m_total.stop();
    m_turn.stop();
    if (m_ticket)
        m_tools.budget.abandoned(*std::exchange(m_ticket, std::nullopt));
    dropReply();
    deleteLater();
    // Whoever continues may delete the client and with it this object: nothing of it is touched afterwards.
    QPromise<Result<HttpResponse>> promise = std::move(m_promise);
    promise.addResult(std::move(result));
    promise.finish();
}

} // namespace Konstantly
