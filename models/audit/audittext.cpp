// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/audittext.h"

#include "models/base/plaintext.h"
#include "models/konstantly/scopetext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(AuditText)
};

//! {"read": true, "write": false} or ["read"]; nullopt for anything else, which says more than these two.
std::optional<Scopes> toScopes(const QJsonValue &value)
{
    Scopes scopes;
    const auto set = [&scopes](QStringView name, bool isOn) {
        if (name == "read"_L1)
            scopes.read = isOn;
        else if (name == "write"_L1)
            scopes.write = isOn;
        else
            return false;
        return true;
    };
    bool isKnown = value.isObject() || value.isArray();
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        isKnown = isKnown && it->isBool() && set(it.key(), it->toBool());
    for (const QJsonValue &name : value.toArray())
        isKnown = isKnown && name.isString() && set(name.toString(), true);
    return isKnown && scopes != Scopes() ? std::optional(scopes) : std::nullopt;
}

QString scopesIn(const QJsonObject &object)
{
    const std::optional<Scopes> scopes = toScopes(object.value("scopes"_L1));
    return scopes ? scopesText(*scopes) : QString();
}

} // namespace

QString auditKindLabel(AuditKind kind)
{
    switch (kind) {
    case AuditKind::Service:
        return Texts::tr("Event");
    case AuditKind::KeyCreated:
        return Texts::tr("Key created");
    case AuditKind::KeyRevoked:
        return Texts::tr("Key revoked");
    case AuditKind::ToolCalled:
        return Texts::tr("Tool called");
    case AuditKind::Launched:
        return Texts::tr("Server started");
    case AuditKind::StartRefused:
        return Texts::tr("Start refused");
    case AuditKind::ConfigWritten:
        return Texts::tr("Tool set up");
    case AuditKind::ConfigRemoved:
        return Texts::tr("Entry removed");
    case AuditKind::ConfigUndone:
        return Texts::tr("File put back");
    case AuditKind::KeyRevealed:
        return Texts::tr("Key shown");
    case AuditKind::KeyCopied:
        return Texts::tr("Key copied");
    case AuditKind::KeyCreatedHere:
        return Texts::tr("Key created here");
    case AuditKind::KeyRevokedHere:
        return Texts::tr("Key revoked here");
    case AuditKind::RotationStep:
        return Texts::tr("Rotation");
    case AuditKind::Refusal:
        return Texts::tr("Refused");
    case AuditKind::SettingsChanged:
        return Texts::tr("Setting changed");
    }
    return {};
}

AuditSentence auditSentence(const AuditRecord &record, const QString &keyName)
{
    const QString key = plainText(keyName, 60);
    const QString person = plainText(record.person, 60);
    const QString subject = plainText(record.subject);
    const QString tool = plainText(record.tool, 60);
    const auto by = [](const QString &words, const QString &who) {
        return who.isEmpty() ? QString() : words.arg(who);
    };
    switch (record.kind) {
    case AuditKind::Service:
        return {Texts::tr("Event %1").arg(record.eventType), by(Texts::tr("by %1"), person)};
    case AuditKind::KeyCreated:
        return {subject.isEmpty() ? key : subject,
                person.isEmpty() ? Texts::tr("created") : Texts::tr("created by %1").arg(person)};
    case AuditKind::KeyRevoked:
        return {key,
                person.isEmpty() ? Texts::tr("revoked") : Texts::tr("revoked by %1").arg(person)};
    case AuditKind::ToolCalled:
        return {tool.isEmpty() ? Texts::tr("a tool") : tool,
                by(Texts::tr("by %1"), key.isEmpty() ? person : key)};
    case AuditKind::Launched:
        return {{},
                Texts::tr("%1 started the server")
                    .arg(tool.isEmpty() ? Texts::tr("An AI tool") : tool)};
    case AuditKind::StartRefused:
        return {{},
                subject.isEmpty() ? Texts::tr("Start refused")
                                  : Texts::tr("Start refused: %1").arg(subject)};
    case AuditKind::ConfigWritten:
        return {tool, Texts::tr("was set up")};
    case AuditKind::ConfigRemoved:
        return {tool, Texts::tr("no longer has our entry")};
    case AuditKind::ConfigUndone:
        return {tool, Texts::tr("has its earlier file again")};
    case AuditKind::KeyRevealed:
        return {key, Texts::tr("was shown")};
    case AuditKind::KeyCopied:
        return {key, Texts::tr("was copied")};
    case AuditKind::KeyCreatedHere:
        return {key, Texts::tr("created on this device")};
    case AuditKind::KeyRevokedHere:
        return {key, Texts::tr("revoked from this device")};
    case AuditKind::RotationStep:
        return {key, Texts::tr("rotation")};
    case AuditKind::Refusal:
        return {{}, Texts::tr("Refused: %1").arg(subject)};
    case AuditKind::SettingsChanged:
        return {{}, Texts::tr("Setting changed: %1").arg(subject)};
    }
    return {};
}

QString eventScopesText(const QByteArray &detail)
{
    return scopesIn(QJsonDocument::fromJson(detail).object());
}

QString argumentsLine(const QByteArray &detail, qsizetype maxLength)
{
    const QJsonObject object = QJsonDocument::fromJson(detail).object();
    QStringList parts;
    for (auto it = object.begin(); it != object.end(); ++it) {
        // The tool and the key's name are in the sentence already.
        if (it.key() == "tool"_L1 || it.key() == "name"_L1)
            continue;
        if (const QString scopes = scopesIn(object); it.key() == "scopes"_L1 && !scopes.isEmpty()) {
            parts << Texts::tr("scopes: %1").arg(scopes);
            continue;
        }
        const QJsonValue value = it.value();
        const QString text = value.isString() ? value.toString()
                             : value.isDouble() || value.isBool()
                                 ? value.toVariant().toString()
                                 : QString::fromUtf8(QJsonDocument::fromVariant(value.toVariant())
                                                         .toJson(QJsonDocument::Compact));
        parts << (it.key() == "detail"_L1 ? text : it.key() + u' ' + text);
    }
    return plainText(parts.join(u" · "_s), maxLength);
}

} // namespace Konstantly
