// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/net/httpclient.h"

#include "models/base/redaction.h"
#include "models/net/connectiontrust.h"
#include "models/net/exchange.h"

#include <QNetworkAccessManager>
#include <QNetworkCookie>
#include <QNetworkCookieJar>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Keeps nothing and gives nothing.
class NoCookies final : public QNetworkCookieJar
{
public:
    using QNetworkCookieJar::QNetworkCookieJar;

    [[nodiscard]] QList<QNetworkCookie> cookiesForUrl(const QUrl &) const override { return {}; }
    bool setCookiesFromUrl(const QList<QNetworkCookie> &, const QUrl &) override { return false; }
};

//! A path of ours goes on after the origin and stays there: one slash in front, nothing that climbs or starts a query.
bool isPath(const QString &path)
{
    return path.startsWith(u'/') && !path.contains("//"_L1) && !path.contains("/."_L1)
           && !path.contains(u'\\') && !path.contains(u'?') && !path.contains(u'#');
}

} // namespace

class HttpClient::Private
{
public:
    Private(QNetworkAccessManager &network, AuthBudget &budget, Clock clock, HttpLimits limits)
        : connections(network)
        , tools{network, budget, connections, std::move(clock), limits}
    {}

    ConnectionTrust connections;
    ExchangeTools tools;
    bool isEnding = false;
};

HttpClient::HttpClient(QNetworkAccessManager &network, AuthBudget &budget, Clock clock,
                       HttpLimits limits, QObject *parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>(network, budget, std::move(clock), limits))
{
    network.setCookieJar(new NoCookies(&network));
    network.setCache(nullptr);
    network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    network.setAutoDeleteReplies(false);
}

HttpClient::~HttpClient()
{
    m_d->isEnding = true;
    const auto exchanges = findChildren<Exchange *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(exchanges);
}

QFuture<Result<HttpResponse>> HttpClient::send(const HttpRequest &request, const BoundKey &key,
                                               const TrustOptions &trust, QObject *scope)
{
    if (m_d->isEnding)
        return failedFuture<HttpResponse>({ErrorCode::Cancelled, {}, key.origin.host(), {}});
    if (!key.isValid() || !isPath(request.path) || !scope)
        return failedFuture<HttpResponse>(
            {ErrorCode::Internal, u"a request without key, path or scope"_s, {}, {}});
    LiveSecrets::add(key.key);
    auto *exchange = new Exchange(m_d->tools, request, key, trust, this);
    connect(scope, &QObject::destroyed, exchange, &Exchange::cancel);
    connect(exchange, &Exchange::keyAnswered, this, &HttpClient::keyAnswered);
    QFuture<Result<HttpResponse>> future = exchange->future();
    exchange->start();
    return future;
}

} // namespace Konstantly
