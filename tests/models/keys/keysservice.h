// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/models/keys/keysfixture.h"

#include <functional>
#include <vector>

namespace Konstantly::Tests {

//! A service that remembers its keys: makes, lists, revokes and takes them, as far as replacing a key needs it. What goes
//! wrong, and at which request, is set by the test.
class KeysService final
{
public:
    struct Held
    {
        Key key;
        Secret secret;
    };
    //! What becomes of one request.
    enum class Fate {
        Answered,
        Refused,    //!< answered with status and code, nothing done
        LostBefore, //!< it never arrives
        LostAfter,  //!< done, but the answer is lost
        NeverEnds,  //!< done, and nothing is ever heard
        Lied        //!< answered as if it were done
    };
    struct Mishap
    {
        int request = -1; //!< its number, from 0
        Fate fate = Fate::Answered;
        int status = 500;
        QByteArray code = "X";
    };

    explicit KeysService(KeysFixture &fixture)
        : m_fixture(fixture)
    {
        fixture.network.setResponder(
            [this](const FakeRequest &request) { return answer(request); });
    }

    void add(const QString &id, const QString &name, const Secret &secret)
    {
        Key key = listedKey(id, name);
        key.prefix = keyPrefix(secret);
        m_keys.push_back({key, secret});
    }
    void setMishap(const Mishap &mishap) { m_mishap = mishap; }
    //! Called with the number of each request, before and after it takes effect.
    std::function<void(int)> beforeRequest;
    std::function<void(int)> afterRequest;
    bool managesKeys = true;  //!< else key management answers 403
    bool tellsLastUse = true; //!< else it is not provided

    [[nodiscard]] int requestCount() const { return m_requests; }
    [[nodiscard]] std::vector<Held> &keys() { return m_keys; }
    [[nodiscard]] Held *byId(const QString &id)
    {
        for (Held &held : m_keys) {
            if (held.key.id == id)
                return &held;
        }
        return nullptr;
    }
    [[nodiscard]] bool takes(const Secret &secret) const
    {
        return std::any_of(m_keys.begin(), m_keys.end(), [&secret](const Held &held) {
            return held.secret == secret && !held.key.revokedAt;
        });
    }
    [[nodiscard]] QStringList working() const
    {
        QStringList ids;
        for (const Held &held : m_keys) {
            if (!held.key.revokedAt)
                ids << held.key.id;
        }
        return ids;
    }

private:
    FakeAnswer answer(const FakeRequest &request)
    {
        const int number = m_requests++;
        const Mishap mishap = number == m_mishap.request ? m_mishap : Mishap{};
        if (beforeRequest)
            beforeRequest(number);
        if (mishap.fate == Fate::Refused)
            return refusal(mishap.status, mishap.code);
        if (mishap.fate == Fate::LostBefore)
            return FakeAnswer::trouble(QNetworkReply::ConnectionRefusedError);
        if (mishap.fate == Fate::Lied)
            return request.method == "DELETE" ? FakeAnswer::json("{}") : FakeAnswer::json("{", 201);
        FakeAnswer done = act(request);
        if (afterRequest)
            afterRequest(number);
        if (mishap.fate == Fate::LostAfter)
            return FakeAnswer::trouble(QNetworkReply::RemoteHostClosedError);
        return mishap.fate == Fate::NeverEnds ? FakeAnswer::silence() : done;
    }

    FakeAnswer act(const FakeRequest &request)
    {
        const Secret used(request.header("X-MCP-Key"));
        const auto user = std::find_if(m_keys.begin(), m_keys.end(), [&used](const Held &held) {
            return held.secret == used && !held.key.revokedAt;
        });
        if (user == m_keys.end())
            return refusal(401, "UNAUTHORIZED");
        user->key.lastUsed = {LastUsed::State::At, m_fixture.now};
        const QByteArray path = request.url.path().toLatin1();
        if (path == CapabilitiesTarget)
            return capabilitiesAnswer();
        if (path == AuditTarget)
            return refusal(403, "FORBIDDEN");
        if (!managesKeys)
            return refusal(403, "FORBIDDEN");
        if (request.method == "GET")
            return listed();
        if (request.method == "POST")
            return made(request);
        Held *held = byId(QString::fromLatin1(path.mid(path.lastIndexOf('/') + 1)));
        if (!held)
            return refusal(404, "NOT_FOUND");
        if (!held->key.revokedAt)
            held->key.revokedAt = m_fixture.now;
        return FakeAnswer::json("{}");
    }

    FakeAnswer listed()
    {
        QList<Key> keys;
        for (const Held &held : m_keys) {
            keys.prepend(held.key);
            if (!tellsLastUse)
                keys.first().lastUsed = {};
        }
        return listOf(keys);
    }

    FakeAnswer made(const FakeRequest &request)
    {
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        const Secret secret = randomKey();
        Key key = listedKey(QString::number(100 + m_keys.size()), body.value("name"_L1).toString());
        key.prefix = keyPrefix(secret);
        key.createdAt = m_fixture.now;
        key.lastUsed = {LastUsed::State::Never, {}};
        key.scopes.write = body.value("scopes"_L1).toObject().value("write"_L1).toBool();
        m_keys.push_back({key, secret});
        return createdAnswer(key, secret);
    }

    KeysFixture &m_fixture;
    std::vector<Held> m_keys;
    Mishap m_mishap;
    int m_requests = 0;
};

} // namespace Konstantly::Tests
