// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxjson.h"

#include "app/sandbox/sandboxworkspace.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! RFC 3339 in UTC with milliseconds; null for 0.
QJsonValue timeJson(qint64 ms)
{
    if (ms == 0)
        return QJsonValue::Null;
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace

QJsonObject scopesJson(bool read, bool write)
{
    return {{u"read"_s, read}, {u"write"_s, write}};
}

QJsonObject userJson(const SandboxUser &user)
{
    return {{u"id"_s, user.id},
            {u"name"_s, user.name},
            {u"email"_s, user.email},
            {u"isBanned"_s, user.isBanned}};
}

QJsonObject keyJson(const SandboxKey &key, const SandboxUser *owner)
{
    QJsonObject row{{u"id"_s, key.id},
                    {u"name"_s, key.name},
                    {u"prefix"_s, key.prefix},
                    {u"scopes"_s, scopesJson(key.mayRead, key.mayWrite)},
                    {u"createdAt"_s, timeJson(key.createdAt)},
                    {u"lastUsedAt"_s, timeJson(key.lastUsedAt)},
                    {u"revokedAt"_s, timeJson(key.revokedAt)}};
    if (owner)
        row.insert("user"_L1, userJson(*owner));
    return row;
}

QJsonObject auditJson(const SandboxAuditEvent &event, const SandboxUser *author)
{
    QJsonObject row{{u"id"_s, event.id},
                    {u"eventType"_s, int(event.type)},
                    {u"createdAt"_s, timeJson(event.at)},
                    {u"targetType"_s, QString(event.targetType)},
                    {u"targetId"_s, event.targetId ? QJsonValue(event.targetId) : QJsonValue()},
                    {u"data"_s, event.data}};
    if (author)
        row.insert("author"_L1, userJson(*author));
    return row;
}

QJsonObject usageJson(const SandboxUsageRow &row, const SandboxUser *user)
{
    QJsonObject json{{u"id"_s, row.id},
                     {u"createdAt"_s, timeJson(row.at)},
                     {u"intentType"_s, u"mcp_tool"_s},
                     {u"context"_s, QString(row.tool)},
                     {u"mcpApiKeyId"_s, row.keyId ? QJsonValue(row.keyId) : QJsonValue()},
                     {u"durationMs"_s, row.durationMs},
                     {u"isSuccess"_s, row.isSuccess}};
    if (user)
        json.insert("user"_L1, userJson(*user));
    return json;
}

QJsonObject courseJson(const SandboxCourse &course)
{
    return {{u"id"_s, course.id}, {u"name"_s, course.name}};
}

} // namespace Konstantly
