// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/keyjson.h"

#include "models/keys/keystore.h"
#include "models/package/serverpackage.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Konstantly {

QJsonValue timeToJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonValue textToJson(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue scopesToJson(const Scopes &scopes)
{
    // The audit log does not tell the scopes, and a key without any does not exist.
    if (!scopes.read && !scopes.write)
        return {};
    return QJsonObject{{u"read"_s, scopes.read}, {u"write"_s, scopes.write}};
}

QJsonObject keyRowToJson(const KeyRow &row)
{
    const Key &key = row.key;
    QJsonValue owner;
    if (key.owner) {
        owner = QJsonObject{
            {u"id"_s, textToJson(key.owner->id)},
            {u"name"_s, textToJson(key.owner->name)},
            {u"isBanned"_s, key.owner->isBanned ? QJsonValue(*key.owner->isBanned) : QJsonValue()}};
    }
    const bool hasId = !key.id.isEmpty() && !key.id.startsWith(LocalIdPrefix);
    return {{u"id"_s, hasId ? QJsonValue(key.id) : QJsonValue()},
            {u"name"_s, textToJson(key.name)},
            {u"prefix"_s, textToJson(key.prefix)},
            {u"owner"_s, owner},
            {u"scopes"_s, scopesToJson(key.scopes)},
            {u"createdAt"_s, timeToJson(key.createdAt)},
            {u"lastUsedAt"_s, timeToJson(key.lastUsed.at)},
            {u"revokedAt"_s, timeToJson(key.revokedAt.value_or(QDateTime()))},
            {u"ageDays"_s, key.createdAt.isValid() ? QJsonValue(row.ageDays) : QJsonValue()},
            {u"rotateBy"_s, timeToJson(row.rotateBy)},
            {u"status"_s, QJsonArray::fromStringList(statusNames(row.statuses))},
            {u"onThisDevice"_s, row.isOnThisDevice()}};
}

QJsonObject packageToJson(const PackageStatus &status)
{
    return {{u"name"_s, status.name},
            {u"version"_s, status.version},
            {u"integrity"_s, textToJson(status.integrity)},
            {u"files"_s, status.files},
            {u"installedAt"_s, timeToJson(status.installedAt)},
            {u"signature"_s, textToJson(status.signature)},
            {u"verified"_s, status.verified}};
}

QJsonObject packageChangesToJson(const PackageChanges &changes, bool wasApplied)
{
    const auto list = [](const QStringList &items) { return QJsonArray::fromStringList(items); };
    return {{u"from"_s, textToJson(changes.oldVersion)},
            {u"to"_s, changes.newVersion},
            {u"applied"_s, wasApplied},
            {u"publisher"_s, QJsonObject{{u"from"_s, textToJson(changes.oldPublisher)},
                                         {u"to"_s, textToJson(changes.publisher)},
                                         {u"changed"_s, changes.hasPublisherChanged()},
                                         {u"known"_s, changes.isPublisherKnown}}},
            {u"installScripts"_s, list(changes.scripts)},
            {u"newInstallScripts"_s, list(changes.newScripts)},
            {u"dependencies"_s, QJsonObject{{u"added"_s, list(changes.added)},
                                            {u"removed"_s, list(changes.removed)},
                                            {u"changed"_s, list(changes.changed)}}},
            {u"files"_s, changes.files},
            {u"bytes"_s, changes.bytes}};
}

} // namespace Konstantly
