// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/konstantly/konstantlyclient.h"

#include "models/konstantly/endpoints.h"
#include "models/net/httpclient.h"

namespace Konstantly {

namespace {

const Error NotYet{ErrorCode::Internal, {}, {}, {}};

}

KonstantlyClient::KonstantlyClient(HttpClient &http, BoundKey key, TrustOptions trust)
    : m_http(&http)
    , m_key(std::move(key))
    , m_trust(std::move(trust))
{}

QFuture<Result<Capabilities>> KonstantlyClient::capabilities(QObject *, Purpose) const
{
    return failedFuture<Capabilities>(NotYet);
}

QFuture<Result<Page<Key>>> KonstantlyClient::listKeys(int, int, QObject *, Purpose) const
{
    return failedFuture<Page<Key>>(NotYet);
}

QFuture<Result<QList<Key>>> KonstantlyClient::allKeys(QObject *, Purpose) const
{
    return failedFuture<QList<Key>>(NotYet);
}

QFuture<Result<CreatedKey>> KonstantlyClient::createKey(const QString &, Scopes, QObject *) const
{
    return failedFuture<CreatedKey>(NotYet);
}

QFuture<Result<>> KonstantlyClient::revokeKey(const QString &, QObject *) const
{
    return failedFuture<void>(NotYet);
}

QFuture<Result<Page<AuditEvent>>> KonstantlyClient::auditEvents(const TimeWindow &, int, int,
                                                                QObject *, Purpose,
                                                                const QString &) const
{
    return failedFuture<Page<AuditEvent>>(NotYet);
}

QFuture<Result<Page<UsageEntry>>> KonstantlyClient::usage(const TimeWindow &, int, int, QObject *,
                                                          Purpose) const
{
    return failedFuture<Page<UsageEntry>>(NotYet);
}

QFuture<Result<UserRef>> KonstantlyClient::user(const QString &, QObject *, Purpose) const
{
    return failedFuture<UserRef>(NotYet);
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
