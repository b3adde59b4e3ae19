// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/konstantly/konstantlyclient.h"

#include "models/base/redaction.h"
#include "models/konstantly/endpoints.h"
#include "models/konstantly/keylisting.h"
#include "models/konstantly/parsers.h"
#include "models/net/httpclient.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int MaxNameLength = 255;

QString pathOf(const WireName &name)
{
    return QString(name.text);
}

//! An id in a path, as one segment whatever it holds.
QString pathOf(const WireName &name, const QString &id)
{
    return QString(name.text) + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(id));
}

void add(QUrlQuery &query, const WireName &name, const QString &value)
{
    // QUrlQuery leaves "+" and "&" to its caller.
    query.addQueryItem(QString::fromLatin1(QUrl::toPercentEncoding(QString(name.text))),
                       QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

void addPaging(QUrlQuery &query, int offset, int limit)
{
    add(query, Wire::Limit, QString::number(std::clamp(limit, 1, MaxPageSize)));
    add(query, Wire::Offset, QString::number(std::max(offset, 0)));
}

void addWindow(QUrlQuery &query, const TimeWindow &window, const WireName &from, const WireName &to)
{
    if (window.from.isValid())
        add(query, from, window.from.toUTC().toString(Qt::ISODateWithMs));
    if (window.to.isValid())
        add(query, to, window.to.toUTC().toString(Qt::ISODateWithMs));
}

Error withSubject(Error error, const Origin &origin)
{
    if (error.subject.isEmpty())
        error.subject = origin.host();
    return error;
}

//! The three steps of every reading call: send, check the status, parse.
template<typename T>
QFuture<Result<T>> read(HttpClient &http, const BoundKey &key, const TrustOptions &trust,
                        const HttpRequest &request, QObject *scope,
                        Result<T> (*parse)(QByteArrayView))
{
    // The client is the context and not the scope: a scope that goes leaves a result, Cancelled.
    return http.send(request, key, trust, scope)
        .then(&http,
              [parse, origin = key.origin](const Result<HttpResponse> &response) -> Result<T> {
                  if (!response)
                      return fail(response.error());
                  if (response->status != 200)
                      return fail(ErrorCode::BadResponse,
                                  u"HTTP %1 instead of 200"_s.arg(response->status), origin.host());
                  Result<T> value = parse(response->body.reveal());
                  if (!value)
                      return fail(withSubject(value.error(), origin));
                  if constexpr (requires { value->serverDate; })
                      value->serverDate = response->serverDate;
                  return value;
              });
}

} // namespace

KonstantlyClient::KonstantlyClient(HttpClient &http, BoundKey key, TrustOptions trust)
    : m_http(&http)
    , m_key(std::move(key))
    , m_trust(std::move(trust))
{}

QFuture<Result<Capabilities>> KonstantlyClient::capabilities(QObject *scope, Purpose purpose) const
{
    HttpRequest request{HttpMethod::Get, pathOf(Wire::CapabilitiesPath), {}, {}, purpose};
    return read(*m_http, m_key, m_trust, request, scope, parseCapabilities);
}

QFuture<Result<Page<Key>>> KonstantlyClient::listKeys(int offset, int limit, QObject *scope,
                                                      Purpose purpose) const
{
    HttpRequest request{HttpMethod::Get, pathOf(Wire::KeysPath), {}, {}, purpose};
    addPaging(request.query, offset, limit);
    return read(*m_http, m_key, m_trust, request, scope, parseKeys);
}

QFuture<Result<QList<Key>>> KonstantlyClient::allKeys(QObject *scope, Purpose purpose) const
{
    auto *listing = new KeyListing(*this, scope, purpose, m_http);
    QFuture<Result<QList<Key>>> future = listing->future();
    listing->start();
    return future;
}

QFuture<Result<CreatedKey>> KonstantlyClient::createKey(const QString &name, Scopes scopes,
                                                        QObject *scope) const
{
    if (name.trimmed().isEmpty() || name.size() > MaxNameLength)
        return failedFuture<CreatedKey>(
            {ErrorCode::InvalidInput, {}, name.left(MaxNameLength), {}});
    const QJsonObject body{
        {u"name"_s, name},
        {u"scopes"_s, QJsonObject{{u"read"_s, scopes.read}, {u"write"_s, scopes.write}}}};
    const HttpRequest request{HttpMethod::Post,
                              pathOf(Wire::KeysPath),
                              {},
                              QJsonDocument(body).toJson(QJsonDocument::Compact),
                              Purpose::UserAction};
    return m_http->send(request, m_key, m_trust, scope)
        .then(m_http,
              [origin = origin()](const Result<HttpResponse> &response) -> Result<CreatedKey> {
                  if (!response)
                      return fail(response.error());
                  // The contract says 201. A complete key under another success is a key all the same.
                  Result<CreatedKey> created = parseCreatedKey(response->body.reveal());
                  if (!created) // it was made and its plaintext is lost
                      return fail(ErrorCode::OutcomeUnknown, created.error().detail, origin.host());
                  LiveSecrets::add(created->secret);
                  return created;
              });
}

QFuture<Result<>> KonstantlyClient::revokeKey(const QString &keyId, QObject *scope) const
{
    if (keyId.isEmpty())
        return failedFuture<void>({ErrorCode::InvalidInput, {}, {}, {}});
    const HttpRequest request{
        HttpMethod::Delete, pathOf(Wire::KeysPath, keyId), {}, {}, Purpose::UserAction};
    return m_http->send(request, m_key, m_trust, scope)
        .then(m_http, [](const Result<HttpResponse> &response) -> Result<> {
            if (!response && response.error().code != ErrorCode::NotFound)
                return fail(response.error());
            return {};
        });
}

QFuture<Result<Page<AuditEvent>>> KonstantlyClient::auditEvents(const TimeWindow &window,
                                                                int offset, int limit,
                                                                QObject *scope, Purpose purpose,
                                                                const QString &authorId) const
{
    HttpRequest request{HttpMethod::Get, pathOf(Wire::AuditPath), {}, {}, purpose};
    if (!authorId.isEmpty())
        add(request.query, Wire::AuditAuthor, authorId);
    addWindow(request.query, window, Wire::AuditFrom, Wire::AuditTo);
    addPaging(request.query, offset, limit);
    return read(*m_http, m_key, m_trust, request, scope, parseAuditEvents);
}

QFuture<Result<Page<UsageEntry>>> KonstantlyClient::usage(const TimeWindow &window, int offset,
                                                          int limit, QObject *scope,
                                                          Purpose purpose) const
{
    HttpRequest request{HttpMethod::Get, pathOf(Wire::UsagePath), {}, {}, purpose};
    add(request.query, Wire::UsageIntent, QString(Wire::UsageIntentTool.text));
    addWindow(request.query, window, Wire::UsageFrom, Wire::UsageTo);
    addPaging(request.query, offset, limit);
    return read(*m_http, m_key, m_trust, request, scope, parseUsage);
}

QFuture<Result<UserRef>> KonstantlyClient::user(const QString &userId, QObject *scope,
                                                Purpose purpose) const
{
    if (userId.isEmpty())
        return failedFuture<UserRef>({ErrorCode::InvalidInput, {}, {}, {}});
    HttpRequest request{HttpMethod::Get, pathOf(Wire::UsersPath, userId), {}, {}, purpose};
    return read(*m_http, m_key, m_trust, request, scope, parseUser);
}

bool isManagementRefused(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Unauthorized:
    case ErrorCode::LicenseRestricted:
    case ErrorCode::LicenseDisabled:
    case ErrorCode::Forbidden:
    case ErrorCode::NotFound:
    case ErrorCode::NotSupported:
        return true;
    default:
        return false;
    }
}

QUrl consoleKeysPage(const Origin &origin)
{
    return origin.url(QString(ConsoleKeysPage.text));
}

} // namespace Konstantly
