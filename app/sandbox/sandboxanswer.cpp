// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxanswer.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

SandboxAnswer failure(int status, const QString &text, const QString &code = {})
{
    QJsonObject body{{u"error"_s, text}};
    if (!code.isEmpty())
        body.insert("code"_L1, code);
    return jsonAnswer(body, status);
}

SandboxAnswer tooMany(const QString &text, const QString &code, std::chrono::seconds wait)
{
    const QString seconds = QString::number(wait.count());
    SandboxAnswer answer = failure(429, u"%1 Retry after %2s."_s.arg(text, seconds), code);
    answer.headers.emplace_back("Retry-After", seconds.toLatin1());
    return answer;
}

} // namespace

SandboxAnswer jsonAnswer(const QJsonObject &body, int status)
{
    SandboxAnswer answer;
    answer.status = status;
    answer.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return answer;
}

SandboxAnswer unauthorized()
{
    return failure(401, u"Unauthorized"_s, u"UNAUTHORIZED"_s);
}

SandboxAnswer licenseRestricted()
{
    return failure(402, u"Your license does not include MCP access."_s, u"LICENSE_RESTRICTED"_s);
}

SandboxAnswer licenseDisabled()
{
    return failure(403, u"MCP access is disabled for this workspace's license."_s,
                   u"MCP_LICENSE_DISABLED"_s);
}

SandboxAnswer forbidden()
{
    return failure(403, u"Permission denied — your user does not have rights for this action."_s,
                   u"FORBIDDEN"_s);
}

SandboxAnswer notFound()
{
    return failure(404, u"Not found — check the ID exists."_s, u"NOT_FOUND"_s);
}

SandboxAnswer methodNotAllowed(const QByteArray &allowed)
{
    SandboxAnswer answer = failure(405, u"Method not allowed"_s);
    answer.headers.emplace_back("Allow", allowed);
    return answer;
}

SandboxAnswer invalidArguments(const QString &why)
{
    return failure(422, u"Invalid arguments: %1"_s.arg(why), u"VALIDATION"_s);
}

SandboxAnswer rateLimited(QLatin1StringView window, std::chrono::seconds wait)
{
    return tooMany(u"Rate limit exceeded (%1)."_s.arg(window), u"MCP_RATE_LIMITED"_s, wait);
}

SandboxAnswer authRateLimited(std::chrono::seconds wait)
{
    return tooMany(u"Too many failed MCP authentication attempts."_s, u"MCP_AUTH_RATE_LIMITED"_s,
                   wait);
}

SandboxAnswer aiQuotaExceeded(QLatin1StringView window, std::chrono::seconds wait)
{
    return tooMany(u"AI course generation %1 daily quota exceeded."_s.arg(window), {}, wait);
}

SandboxAnswer serverFault(int status)
{
    if (status != 502)
        return failure(status,
                       status == 503 ? u"Service unavailable"_s : u"Internal server error"_s);
    SandboxAnswer answer;
    answer.status = status;
    answer.contentType = "text/html; charset=utf-8";
    answer.body = "<html><head><title>502 Bad Gateway</title></head>"
                  "<body><center><h1>502 Bad Gateway</h1></center></body></html>\n";
    return answer;
}

} // namespace Konstantly
