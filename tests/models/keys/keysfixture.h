// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keychain/keyrecord.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "models/net/httpclient.h"
#include "models/settings/exposures.h"
#include "models/settings/workspacestore.h"
#include "tests/support/await.h"
#include "tests/support/fakenetwork.h"
#include "tests/support/memorysecretstore.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>

namespace Konstantly::Tests {

using namespace Qt::StringLiterals;

//! The moment at which these tests take place.
inline const QDateTime Now({2026, 11, 22}, {12, 0}, Qt::UTC);

//! A key nobody has.
[[nodiscard]] inline Secret randomKey()
{
    QByteArray body(43, 'A');
    for (char &c : body)
        c = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            [QRandomGenerator::global()->bounded(64)];
    return Secret("kmcp_" + body);
}

//! A key as the service lists it, with everything filled in; change what the test is about.
[[nodiscard]] inline Key listedKey(const QString &id, const QString &name)
{
    Key key;
    key.id = id;
    key.name = name;
    key.prefix = u"kmcp_"_s + id.rightJustified(8, u'0');
    key.scopes = {true, false};
    key.owner = UserRef{u"42"_s, u"Alex Kim"_s, u"alex@acme.example"_s, false};
    key.createdAt = Now.addDays(-10);
    key.lastUsed = {LastUsed::State::At, Now.addSecs(-120)};
    return key;
}

[[nodiscard]] inline QJsonObject toJson(const Key &key)
{
    QJsonObject object{
        {u"id"_s, key.id.toInt()},
        {u"name"_s, key.name},
        {u"prefix"_s, key.prefix},
        {u"scopes"_s, QJsonObject{{u"read"_s, key.scopes.read}, {u"write"_s, key.scopes.write}}},
        {u"createdAt"_s, key.createdAt.toString(Qt::ISODate)},
        {u"revokedAt"_s,
         key.revokedAt ? QJsonValue(key.revokedAt->toString(Qt::ISODate)) : QJsonValue()}};
    if (key.lastUsed.state == LastUsed::State::At)
        object["lastUsedAt"_L1] = key.lastUsed.at.toString(Qt::ISODate);
    else if (key.lastUsed.state == LastUsed::State::Never)
        object["lastUsedAt"_L1] = QJsonValue();
    if (key.owner)
        object["user"_L1] = QJsonObject{{u"id"_s, key.owner->id.toInt()},
                                        {u"name"_s, key.owner->name},
                                        {u"email"_s, key.owner->email},
                                        {u"isBanned"_s, key.owner->isBanned.value_or(false)}};
    return object;
}

[[nodiscard]] inline FakeAnswer listOf(const QList<Key> &keys)
{
    QJsonArray array;
    for (const Key &key : keys)
        array.append(toJson(key));
    return FakeAnswer::json(
        QJsonDocument(QJsonObject{{u"keys"_s, array}, {u"totalCount"_s, array.size()}})
            .toJson(QJsonDocument::Compact));
}

//! The same in the pages that the client asks for.
inline void expectPages(FakeNetwork &network, const QList<Key> &keys)
{
    constexpr qsizetype PageSize = 250;
    for (qsizetype start = 0; start < keys.size(); start += PageSize) {
        QJsonArray array;
        for (const Key &key : keys.mid(start, PageSize))
            array.append(toJson(key));
        const QJsonObject page{{u"keys"_s, array}, {u"totalCount"_s, keys.size()}};
        network.expect("GET", "/api/v2/mcp/keys",
                       FakeAnswer::json(QJsonDocument(page).toJson(QJsonDocument::Compact)));
    }
}

[[nodiscard]] inline FakeAnswer createdAnswer(const Key &key, const Secret &secret)
{
    QJsonObject object = toJson(key);
    object["key"_L1] = QString::fromLatin1(secret.reveal());
    return FakeAnswer::json(QJsonDocument(object).toJson(QJsonDocument::Compact), 201);
}

[[nodiscard]] inline FakeAnswer capabilitiesAnswer()
{
    return FakeAnswer::json(R"({"tier": "full", "scopes": {"read": true, "write": true},
        "user": {"id": 42, "name": "Alex Kim", "email": "alex@acme.example"},
        "tools": ["find_user", "assign_training"], "resources": []})");
}

[[nodiscard]] inline FakeAnswer refusal(int status, const QByteArray &code)
{
    return FakeAnswer::json(R"({"error": "no", "code": ")" + code + R"("})", status);
}

inline constexpr char KeysTarget[] = "/api/v2/mcp/keys";
inline constexpr char CapabilitiesTarget[] = "/api/v2/mcp/capabilities";
inline constexpr char AuditTarget[] = "/api/v2/audit";

//! A home folder, a keychain in memory and a service that says what it was told to. Everything real in between.
struct KeysFixture
{
    //! In memory where the system has such a folder: much of what is tested here syncs its files.
    QTemporaryDir home{QFileInfo(u"/dev/shm"_s).isWritable() ? u"/dev/shm/konstantly-XXXXXX"_s
                                                             : QDir::tempPath() + u"/XXXXXX"_s};
    AppPaths paths = AppPaths::forHome(home.path());
    QDateTime now = Now;
    Clock clock = [this] { return now; };
    FakeNetwork network;
    AuthBudget budget{paths.stateDir, clock};
    HttpClient http{network, budget, clock, limits()};
    MemorySecretStore secrets{deadlines()};
    WorkspaceStore workspaces{paths};
    Exposures exposures{paths};
    Origin origin = *Origin::parse(u"https://acme.konstantly.com");
    Secret consoleKey = randomKey();

    //! Short, so that a test of a silent server or keychain does not wait.
    static HttpLimits limits()
    {
        HttpLimits limits;
        limits.firstByte = std::chrono::milliseconds(300);
        limits.total = std::chrono::milliseconds(600);
        limits.backOff = std::chrono::milliseconds(5);
        return limits;
    }
    static KeychainDeadlines deadlines()
    {
        return {std::chrono::milliseconds(200), std::chrono::milliseconds(200)};
    }

    //! A workspace "acme" with its console key in the keychain, id not known yet.
    void connectAcme(const QString &keyId = {})
    {
        Workspace workspace;
        workspace.name = u"acme"_s;
        workspace.origin = origin;
        workspace.userId = u"42"_s;
        workspace.userName = u"Alex Kim"_s;
        workspace.deviceName = u"alex-laptop"_s;
        workspace.consoleSlot = newSlot();
        workspace.consoleKeyId = keyId;
        workspace.consoleKeyPrefix = keyPrefix(consoleKey);
        if (!workspaces.add(workspace))
            qFatal("no workspace");
        secrets.setStored(workspace.consoleSlot,
                          *toSecret(KeyRecord{origin, keyId, consoleKey, false}));
    }
    [[nodiscard]] Workspace acme() const { return workspaces.find(u"acme").value_or(Workspace()); }

    //! The console key as the service lists it.
    [[nodiscard]] Key consoleListed(const QString &id) const
    {
        Key key = listedKey(id, u"alex-laptop"_s);
        key.prefix = keyPrefix(consoleKey);
        return key;
    }

    [[nodiscard]] int requestCount(const QByteArray &method) const
    {
        int count = 0;
        for (const FakeRequest &request : network.requests())
            count += request.method == method;
        return count;
    }
};

} // namespace Konstantly::Tests
