// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/net/httpclient.h"
#include "tests/support/await.h"
#include "tests/support/hostileserver.h"

#include <QNetworkAccessManager>
#include <QRandomGenerator>
#include <QTemporaryDir>

namespace Konstantly::Tests {

//! "kmcp_" and 43 random characters.
inline Secret randomKey()
{
    static constexpr char Alphabet[]
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    QByteArray key = "kmcp_";
    for (int i = 0; i < 43; ++i)
        key += Alphabet[QRandomGenerator::global()->bounded(64)];
    return Secret(key);
}

//! A client on a real network, impatient enough for tests.
struct NetworkRig
{
    static HttpLimits impatient()
    {
        using namespace std::chrono_literals;
        HttpLimits limits;
        limits.connect = 400ms;
        limits.firstByte = 500ms;
        limits.total = 1000ms;
        limits.backOff = 10ms;
        return limits;
    }

    explicit NetworkRig(HttpLimits limits = impatient())
        : client(network, budget, systemClock(), limits)
    {}

    Result<HttpResponse> send(const HostileServer &server, const HttpRequest &request)
    {
        return await(client.send(request, {server.origin(), key}, {server.caFile()}, &scope));
    }
    Result<HttpResponse> get(const HostileServer &server)
    {
        return send(server, {HttpMethod::Get, QStringLiteral("/api/v2/x"), {}, {}, {}});
    }
    Result<HttpResponse> post(const HostileServer &server)
    {
        return send(server, {HttpMethod::Post, QStringLiteral("/api/v2/x"), {}, "{\"a\":1}", {}});
    }
    Result<HttpResponse> remove(const HostileServer &server)
    {
        return send(server, {HttpMethod::Delete, QStringLiteral("/api/v2/x/1"), {}, {}, {}});
    }

    QTemporaryDir state;
    Secret key = randomKey();
    QNetworkAccessManager network;
    AuthBudget budget{state.filePath(QStringLiteral("state"))};
    HttpClient client;
    QObject scope;
};

} // namespace Konstantly::Tests
