// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditrecord.h"

#include "models/base/redaction.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr std::array<const char *, AuditKindCount> Names{
    "service",          "key-created",   "key-revoked",    "tool-called",
    "launched",         "start-refused", "config-written", "config-removed",
    "config-undone",    "key-revealed",  "key-copied",     "key-created-here",
    "key-revoked-here", "rotation-step", "refusal",        "settings-changed"};

constexpr int MaxDepth = 16;
constexpr qsizetype MaxValue = 512;
constexpr qsizetype MaxName = 64;
const QLatin1StringView Hidden = "***"_L1;

bool isSecretName(const QString &name)
{
    static constexpr std::array words{"password",      "passwd", "secret", "token",
                                      "authorization", "cookie", "apikey", "api_key",
                                      "credential",    "private"};
    return std::ranges::any_of(words, [&name](const char *word) {
        return name.contains(QLatin1StringView(word), Qt::CaseInsensitive);
    });
}

QJsonValue redactedValue(const QJsonValue &value, int depth)
{
    if (depth > MaxDepth)
        return QString(Hidden);
    if (value.isString())
        return redacted(value.toString(), MaxValue);
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &item : value.toArray())
            array.append(redactedValue(item, depth + 1));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object;
    const QJsonObject from = value.toObject();
    for (auto it = from.begin(); it != from.end(); ++it) {
        object.insert(redacted(it.key(), MaxName), isSecretName(it.key())
                                                       ? QJsonValue(QString(Hidden))
                                                       : redactedValue(it.value(), depth + 1));
    }
    return object;
}

AuditKind kindOf(int eventType)
{
    switch (eventType) {
    case AuditEventType::KeyCreated:
        return AuditKind::KeyCreated;
    case AuditEventType::KeyRevoked:
        return AuditKind::KeyRevoked;
    case AuditEventType::ToolCalled:
        return AuditKind::ToolCalled;
    default:
        return AuditKind::Service;
    }
}

} // namespace

QString auditKindName(AuditKind kind)
{
    return QString::fromLatin1(Names.at(std::size_t(kind)));
}

std::optional<AuditKind> auditKindFromName(QStringView name)
{
    const auto *it = std::ranges::find_if(
        Names, [name](const char *known) { return name == QLatin1StringView(known); });
    if (it == Names.end())
        return std::nullopt;
    return AuditKind(it - Names.begin());
}

bool isLocal(AuditKind kind)
{
    return kind >= AuditKind::Launched;
}

QByteArray redactedArguments(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.isEmpty())
        return {};
    return QJsonDocument(redactedValue(object, 0).toObject()).toJson(QJsonDocument::Compact);
}

AuditRecord toAuditRecord(const AuditEvent &event)
{
    AuditRecord record;
    record.id = u"service:"_s + event.id;
    record.at = event.createdAt.toMSecsSinceEpoch();
    record.kind = kindOf(event.eventType);
    record.eventType = event.eventType;
    if (event.author)
        record.person = redacted(event.author->name.isEmpty() ? event.author->email
                                                              : event.author->name);
    record.tool = redacted(event.tool);
    if (record.kind != AuditKind::Service || event.targetType == "MCP_API_KEY"_L1)
        record.key = redacted(event.targetId);
    else if (!event.targetId.isEmpty())
        record.subject = redacted(event.targetType + u' ' + event.targetId);
    if (record.kind == AuditKind::KeyCreated || record.kind == AuditKind::KeyRevoked) {
        const QJsonObject data = QJsonDocument::fromJson(event.data).object();
        record.subject = redacted(data.value("name"_L1).toString());
    }
    record.detail = redactedArguments(event.data);
    return record;
}

AuditRecord toAuditRecord(const LaunchRecord &launch)
{
    AuditRecord record;
    // Its line holds all that tells it from others; two that are alike to the millisecond are one to whoever reads it.
    record.id = u"launch:%1:%2"_s.arg(launch.at.count())
                    .arg(QString::fromLatin1(QCryptographicHash::hash(LaunchLog::toLine(launch),
                                                                      QCryptographicHash::Sha256)
                                                 .toHex()
                                                 .first(16)));
    record.at = launch.at.count();
    const bool isStarted = launch.outcome == LaunchOutcome::Started;
    record.kind = isStarted ? AuditKind::Launched : AuditKind::StartRefused;
    record.tool = redacted(launch.client.name.isEmpty() ? launch.parent : launch.client.name);
    QJsonObject detail;
    if (!launch.client.version.isEmpty())
        detail.insert("version"_L1, redacted(launch.client.version));
    if (!launch.error.isEmpty()) {
        record.subject = redacted(launch.error);
        detail.insert("error"_L1, record.subject);
    }
    if (!detail.isEmpty())
        record.detail = QJsonDocument(detail).toJson(QJsonDocument::Compact);
    return record;
}

} // namespace Konstantly
