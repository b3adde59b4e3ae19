// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/konstantly/parsers.h"

#include "models/json/jsonread.h"
#include "models/json/jsontext.h"
#include "models/konstantly/endpoints.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxText = 65'536;
constexpr qsizetype MaxRows = 10'000; //!< of one page, and of one list of names
constexpr qint64 MaxTotal = 100'000'000;
constexpr qsizetype MaxId = 128;
constexpr qsizetype MaxSecret = 1024;

QString bounded(JsonReader &read, const QString &name, const QString &text)
{
    if (text.size() <= MaxText)
        return text;
    read.reject(name, u"too long"_s);
    return {};
}

QString text(JsonReader &read, const QString &name)
{
    return bounded(read, name, read.string(name));
}

QString optionalText(JsonReader &read, const QString &name)
{
    return bounded(read, name, read.optionalString(name).value_or(QString()));
}

QString checkedId(JsonReader &read, const QString &name, const QString &id)
{
    if (id.size() <= MaxId && !id.startsWith(u'-'))
        return id;
    read.reject(name, u"not an identifier"_s);
    return {};
}

QString id(JsonReader &read, const QString &name)
{
    return checkedId(read, name, read.id(name));
}

//! Absent or null: empty.
QString optionalId(JsonReader &read, const QString &name)
{
    return checkedId(read, name, read.optionalId(name).value_or(QString()));
}

QDateTime checkedTime(JsonReader &read, const QString &name, const QDateTime &time)
{
    if (time.isValid() && time.date().year() < 1970)
        read.reject(name, u"not a date"_s);
    return time;
}

QDateTime time(JsonReader &read, const QString &name)
{
    return checkedTime(read, name, read.time(name));
}

std::optional<QDateTime> optionalTime(JsonReader &read, const QString &name)
{
    if (!read.has(name))
        return {};
    return time(read, name);
}

Result<Scopes> toScopes(JsonReader read)
{
    const Scopes scopes{read.boolean(u"read"_s), read.boolean(u"write"_s)};
    return read.result(scopes);
}

Result<UserRef> toUser(JsonReader read)
{
    UserRef user;
    user.id = id(read, u"id"_s);
    user.name = text(read, u"name"_s);
    user.email = optionalText(read, u"email"_s);
    user.isBanned = read.optionalBoolean(u"isBanned"_s);
    return read.result(std::move(user));
}

std::optional<UserRef> optionalUser(JsonReader &read, const QString &name)
{
    const std::optional<JsonReader> child = read.optionalChild(name);
    if (!child)
        return {};
    return read.check(toUser(*child));
}

//! "Not there" and "null" are two answers: the service does not say, and the key was never used.
LastUsed lastUsed(JsonReader &read)
{
    const QString name = u"lastUsedAt"_s;
    if (!read.object().contains(name))
        return {};
    if (!read.has(name))
        return {LastUsed::State::Never, {}};
    return {LastUsed::State::At, time(read, name)};
}

Result<Key> toKey(JsonReader read)
{
    Key key;
    key.id = id(read, u"id"_s);
    key.name = text(read, u"name"_s);
    key.prefix = optionalText(read, u"prefix"_s);
    key.scopes = read.check(toScopes(read.child(u"scopes"_s)));
    key.owner = optionalUser(read, u"user"_s);
    key.createdAt = time(read, u"createdAt"_s);
    key.lastUsed = lastUsed(read);
    key.revokedAt = optionalTime(read, u"revokedAt"_s);
    return read.result(std::move(key));
}

Result<AuditEvent> toAuditEvent(JsonReader read)
{
    AuditEvent event;
    event.id = id(read, u"id"_s);
    event.eventType = int(read.integer(u"eventType"_s, 0, std::numeric_limits<int>::max()));
    event.createdAt = time(read, u"createdAt"_s);
    event.author = optionalUser(read, u"author"_s);
    event.targetType = optionalText(read, u"targetType"_s);
    event.targetId = optionalId(read, u"targetId"_s);
    if (const std::optional<JsonReader> data = read.optionalChild(u"data"_s)) {
        event.data = QJsonDocument(data->object()).toJson(QJsonDocument::Compact);
        event.tool = data->object().value(u"tool"_s).toString();
        if (event.data.size() > MaxText)
            read.reject(u"data"_s, u"too long"_s);
    }
    return read.result(std::move(event));
}

Result<UsageEntry> toUsageEntry(JsonReader read)
{
    UsageEntry entry;
    entry.id = id(read, u"id"_s);
    entry.createdAt = time(read, u"createdAt"_s);
    entry.intentType = text(read, u"intentType"_s);
    entry.tool = text(read, u"context"_s);
    entry.keyId = optionalId(read, u"mcpApiKeyId"_s);
    entry.duration = std::chrono::milliseconds(read.integer(u"durationMs"_s));
    entry.isSuccess = read.boolean(u"isSuccess"_s);
    entry.user = optionalUser(read, u"user"_s);
    return read.result(std::move(entry));
}

//! One page: every row or none. The first row that is wrong, or that comes twice, ends it.
template<typename T>
Result<Page<T>> toPage(QByteArrayView json, const WireName &envelope,
                       Result<T> (*toRow)(JsonReader))
{
    const Result<QJsonObject> root = parseJsonObject(json.toByteArray());
    if (!root)
        return fail(root.error());
    JsonReader read(*root);
    const QString list = QString(envelope.text);
    const QString total = QString(Wire::TotalCount.text);
    Page<T> page;
    page.totalCount = read.integer(total, 0, MaxTotal);
    const std::vector<JsonReader> rows = read.children(list);
    if (rows.size() > std::size_t(MaxRows))
        read.reject(list, u"too many rows"_s);
    else if (page.totalCount < qint64(rows.size()))
        read.reject(total, u"less than the rows"_s);
    if (read.error())
        return fail(*read.error());

    QSet<QString> ids;
    page.items.reserve(qsizetype(rows.size()));
    for (const JsonReader &row : rows) {
        Result<T> item = toRow(row);
        if (!item)
            return fail(item.error());
        if (ids.contains(item->id))
            return fail(ErrorCode::BadResponse, row.path() + u".id: comes twice"_s);
        ids.insert(item->id);
        page.items.append(*std::move(item));
    }
    return page;
}

bool isKeyText(QByteArrayView bytes)
{
    return !bytes.isEmpty() && bytes.size() <= MaxSecret
           && std::all_of(bytes.begin(), bytes.end(), [](char c) {
                  return c > 0x20 && c < 0x7F && c != '\\'; // an escape would have to be decoded
              });
}

//! Takes the plaintext out of \a json: it goes from there into a Secret, and the text is blanked before anything else
//! reads it, so that no JSON value ever holds a copy.
Result<Secret> takeSecret(QByteArray &json)
{
    const QString name = QString(Wire::CreatedKey.text);
    const Error wrong{ErrorCode::BadResponse, name + u": not a key"_s, {}, {}};
    JsonRange range;
    {
        JsonLimits limits;
        limits.uniqueNames = true;
        const Result<JsonText> document = JsonText::parse(json, {}, limits);
        if (!document)
            return fail(ErrorCode::BadResponse, document.error().detail);
        if (document->root().type != JsonType::Object)
            return fail(ErrorCode::BadResponse, u"not an object"_s);
        const Result<std::optional<JsonMember>> member = document->find(document->root(), name);
        if (!member)
            return fail(ErrorCode::BadResponse, member.error().detail);
        if (!*member)
            return fail(ErrorCode::BadResponse, name + u": missing"_s);
        if ((*member)->value.type != JsonType::String)
            return fail(wrong);
        range = (*member)->value.range;
    }
    const QByteArrayView plain = QByteArrayView(json).sliced(range.begin + 1, range.size() - 2);
    if (!isKeyText(plain))
        return fail(wrong);
    Secret secret(plain);
    std::fill_n(json.data() + range.begin + 1, range.size() - 2, '*');
    return secret;
}

} // namespace

Result<Capabilities> parseCapabilities(QByteArrayView json)
{
    const Result<QJsonObject> root = parseJsonObject(json.toByteArray());
    if (!root)
        return fail(root.error());
    JsonReader read(*root);
    Capabilities capabilities;
    capabilities.tier = text(read, u"tier"_s);
    capabilities.scopes = read.check(toScopes(read.child(u"scopes"_s)));
    capabilities.user = read.check(toUser(read.child(u"user"_s)));
    capabilities.tools = read.strings(u"tools"_s);
    if (capabilities.tools.size() > MaxRows)
        read.reject(u"tools"_s, u"too many"_s);
    for (qsizetype i = 0; i < capabilities.tools.size(); ++i)
        bounded(read, u"tools[%1]"_s.arg(i), capabilities.tools.at(i));
    return read.result(std::move(capabilities));
}

Result<Page<Key>> parseKeys(QByteArrayView json)
{
    return toPage<Key>(json, Wire::KeysEnvelope, toKey);
}

Result<CreatedKey> parseCreatedKey(QByteArrayView json)
{
    QByteArray scratch = json.toByteArray();
    const Result<Secret> secret = takeSecret(scratch);
    if (!secret) {
        wipe(scratch);
        return fail(secret.error());
    }
    const Result<QJsonObject> root = parseJsonObject(scratch);
    if (!root)
        return fail(root.error());
    const Result<Key> key = toKey(JsonReader(*root));
    if (!key)
        return fail(key.error());
    CreatedKey created{*key, *secret};
    if (created.key.prefix.isEmpty() && secret->reveal().startsWith("kmcp_"))
        created.key.prefix = QString::fromLatin1(
            secret->reveal().first(std::min<qsizetype>(13, secret->size())));
    return created;
}

Result<Page<AuditEvent>> parseAuditEvents(QByteArrayView json)
{
    return toPage<AuditEvent>(json, Wire::AuditEnvelope, toAuditEvent);
}

Result<Page<UsageEntry>> parseUsage(QByteArrayView json)
{
    return toPage<UsageEntry>(json, Wire::UsageEnvelope, toUsageEntry);
}

Result<UserRef> parseUser(QByteArrayView json)
{
    const Result<QJsonObject> root = parseJsonObject(json.toByteArray());
    if (!root)
        return fail(root.error());
    return toUser(JsonReader(*root));
}

} // namespace Konstantly
