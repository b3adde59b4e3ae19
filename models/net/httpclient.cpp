// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/net/httpclient.h"

namespace Konstantly {

class HttpClient::Private
{};

HttpClient::HttpClient(QNetworkAccessManager &, AuthBudget &, Clock, HttpLimits, QObject *parent)
    : QObject(parent)
{}

HttpClient::~HttpClient() = default;

QFuture<Result<HttpResponse>> HttpClient::send(const HttpRequest &, const BoundKey &key,
                                               const TrustOptions &, QObject *)
{
    return failedFuture<HttpResponse>({ErrorCode::Internal, {}, key.origin.host(), {}});
}

} // namespace Konstantly
