// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/net/httperror.h"

#include "models/base/redaction.h"
#include "models/budget/retryafter.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! What the service says in an error's body; both empty when it is not the service's form.
struct ServiceWords
{
    QString text;
    QString code;
};

ServiceWords serviceWords(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    return {object.value(u"error"_s).toString(), object.value(u"code"_s).toString()};
}

QString detailOf(int status, const ServiceWords &words)
{
    QString detail = u"HTTP "_s + QString::number(status);
    if (!words.code.isEmpty())
        detail += u' ' + words.code;
    if (!words.text.isEmpty())
        detail += u": "_s + words.text;
    return redacted(detail);
}

Error redirectError(const HttpFailure &failure, const QString &host)
{
    const QUrl target = QUrl::fromEncoded(failure.location, QUrl::StrictMode);
    const QString where = target.host(QUrl::FullyEncoded);
    const QString detail = u"HTTP %1 to %2"_s.arg(
        QString::number(failure.status), where.isEmpty() ? u"another path"_s : redacted(where));
    return {ErrorCode::Redirected, detail, host, {}};
}

ErrorCode codeOfStatus(int status, const ServiceWords &words)
{
    switch (status) {
    case 400:
    case 422:
        return ErrorCode::InvalidArguments;
    case 401:
        return ErrorCode::Unauthorized;
    case 402:
        return ErrorCode::LicenseRestricted;
    case 403:
        return words.code == "MCP_LICENSE_DISABLED"_L1 ? ErrorCode::LicenseDisabled
               : words.code == "LICENSE_RESTRICTED"_L1 ? ErrorCode::LicenseRestricted
                                                       : ErrorCode::Forbidden;
    case 404:
    case 410:
        return ErrorCode::NotFound;
    case 405:
        return ErrorCode::NotSupported;
    case 429:
        return words.code == "MCP_AUTH_RATE_LIMITED"_L1 ? ErrorCode::AuthRateLimited
                                                        : ErrorCode::RateLimited;
    case 511: // a network that wants a sign-in first
        return ErrorCode::BadResponse;
    default:
        return status >= 500 && status <= 599 ? ErrorCode::ServerFault : ErrorCode::BadResponse;
    }
}

} // namespace

Error errorOfStatus(const HttpFailure &failure, const QString &host)
{
    if (failure.status >= 300 && failure.status <= 399)
        return redirectError(failure, host);
    const ServiceWords words = serviceWords(failure.body);
    Error error{codeOfStatus(failure.status, words), detailOf(failure.status, words), {}, {}};
    switch (error.code) {
    case ErrorCode::Unauthorized:
        error.detail = u"HTTP 401"_s; // opaque on purpose: no reading between its lines
        break;
    case ErrorCode::InvalidArguments: // shown as it is
        if (!words.text.isEmpty())
            error.detail = redacted(words.text);
        break;
    case ErrorCode::RateLimited:
    case ErrorCode::AuthRateLimited:
        error.retryAfter = retryAfter(failure.retryAfter, words.text, failure.now);
        break;
    case ErrorCode::ServerFault:
        error.subject = host;
        if (!failure.retryAfter.isEmpty())
            error.retryAfter = retryAfter(failure.retryAfter, words.text, failure.now);
        break;
    case ErrorCode::BadResponse:
        error.subject = host;
        break;
    default:
        break;
    }
    return error;
}

Error errorOfTransport(QNetworkReply::NetworkError error, const QString &text, bool hasStatus,
                       const QString &host)
{
    const QString detail = redacted(text);
    if (hasStatus)
        return {ErrorCode::BadResponse, u"the answer was cut: "_s + detail, host, {}};
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorCode::TlsRefused, detail, host, {}};
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        return {ErrorCode::Timeout, detail, host, {}};
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::UnknownContentError:
        return {ErrorCode::BadResponse, detail, host, {}};
    case QNetworkReply::OperationCanceledError:
        return {ErrorCode::Cancelled, detail, host, {}};
    default:
        // Name look-up, refused, unreachable, proxy trouble, hung up without a word.
        return {ErrorCode::Offline, detail, host, {}};
    }
}

} // namespace Konstantly
