// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QLatin1StringView>
#include <QString>

#include <chrono>
#include <utility>
#include <vector>

namespace Konstantly {

//! One request, off the wire.
struct SandboxRequest
{
    QByteArray method;
    QString path;                  //!< "/api/v2/users"; still percent-encoded, no query
    QHash<QString, QString> query; //!< decoded; the last of equal names
    QByteArray key;                //!< value of X-MCP-Key; empty = none
    QByteArray body;
    QString source; //!< IP address
};

//! One answer, before anything is done to it on the wire.
struct SandboxAnswer
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
    std::vector<std::pair<QByteArray, QByteArray>> headers;
};

[[nodiscard]] SandboxAnswer jsonAnswer(const QJsonObject &body, int status = 200);

// The failures of the contract, section 6. 429s carry the wait in the text and, but for those told otherwise, in Retry-After.

[[nodiscard]] SandboxAnswer unauthorized();
[[nodiscard]] SandboxAnswer licenseRestricted();
[[nodiscard]] SandboxAnswer licenseDisabled();
[[nodiscard]] SandboxAnswer forbidden();
[[nodiscard]] SandboxAnswer notFound();
[[nodiscard]] SandboxAnswer methodNotAllowed(const QByteArray &allowed);
[[nodiscard]] SandboxAnswer invalidArguments(const QString &why);
[[nodiscard]] SandboxAnswer rateLimited(QLatin1StringView window, std::chrono::seconds wait);
[[nodiscard]] SandboxAnswer authRateLimited(std::chrono::seconds wait);
[[nodiscard]] SandboxAnswer aiQuotaExceeded(QLatin1StringView window, std::chrono::seconds wait);
//! What the server in front of the service says when it is itself at fault: 500, 503 with JSON, 502 with HTML.
[[nodiscard]] SandboxAnswer serverFault(int status);

} // namespace Konstantly
