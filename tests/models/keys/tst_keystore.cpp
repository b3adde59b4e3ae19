// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keystore.h"

#include "tests/models/keys/keysfixture.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_KeyStore : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KeysFixture> m_fixture;
    std::unique_ptr<ConsoleAccess> m_access;
    std::unique_ptr<KeyStore> m_store;

    [[nodiscard]] FakeNetwork &network() { return m_fixture->network; }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<KeysFixture>();
        m_fixture->connectAcme();
        m_access = std::make_unique<ConsoleAccess>(u"acme"_s, m_fixture->workspaces,
                                                   m_fixture->secrets, m_fixture->http);
        m_store = std::make_unique<KeyStore>(*m_access, m_fixture->workspaces, m_fixture->clock);
    }

    void cleanup()
    {
        m_store.reset();
        m_access.reset();
        m_fixture.reset();
    }

    void knowsNothingAtFirst()
    {
        QVERIFY(m_store->keys().isEmpty());
        QVERIFY(!m_store->fetchedAt().isValid());
        QVERIFY(!m_store->isLoading());
        QVERIFY(!m_store->lastError());
        QCOMPARE(network().requests().size(), 0);
    }

    void fetchesTheServicesList()
    {
        network().expect("GET", KeysTarget,
                         listOf({listedKey(u"2"_s, u"b"_s), listedKey(u"1"_s, u"a"_s)}));
        QSignalSpy keysChanged(m_store.get(), &KeyStore::keysChanged);
        QSignalSpy stateChanged(m_store.get(), &KeyStore::stateChanged);
        QFuture<Result<>> refreshed = m_store->refresh();
        QVERIFY(m_store->isLoading());
        QVERIFY(await(refreshed));
        QVERIFY(!m_store->isLoading());
        QCOMPARE(m_store->source(), KeySource::Api);
        QVERIFY(m_store->isComplete());
        QCOMPARE(m_store->fetchedAt(), Now);
        QCOMPARE(m_store->keys().size(), 2);
        QCOMPARE(m_store->keys().first(), listedKey(u"2"_s, u"b"_s));
        QCOMPARE(keysChanged.count(), 1);
        QCOMPARE(stateChanged.count(), 2); // began, ended
        QCOMPARE(network().requests().first().header("X-MCP-Key"),
                 m_fixture->consoleKey.reveal().toByteArray());
    }

    void theSameListAgainIsNoChange()
    {
        network().expect("GET", KeysTarget, listOf({listedKey(u"1"_s, u"a"_s)}));
        network().expect("GET", KeysTarget, listOf({listedKey(u"1"_s, u"a"_s)}));
        QVERIFY(await(m_store->refresh()));
        QSignalSpy keysChanged(m_store.get(), &KeyStore::keysChanged);
        QVERIFY(await(m_store->refresh()));
        QCOMPARE(keysChanged.count(), 0);
    }

    void anEmptyListIsAChangeTheFirstTime()
    {
        network().expect("GET", KeysTarget, listOf({}));
        QSignalSpy keysChanged(m_store.get(), &KeyStore::keysChanged);
        QVERIFY(await(m_store->refresh()));
        QCOMPARE(keysChanged.count(), 1);
    }

    void aFailureKeepsTheLastList_data()
    {
        QTest::addColumn<FakeAnswer>("answer");
        QTest::addColumn<int>("code");
        QTest::newRow("offline") << FakeAnswer::trouble(QNetworkReply::HostNotFoundError)
                                 << int(ErrorCode::Offline);
        QTest::newRow("silent") << FakeAnswer::silence() << int(ErrorCode::Timeout);
        QTest::newRow("429") << refusal(429, "MCP_RATE_LIMITED") << int(ErrorCode::RateLimited);
        QTest::newRow("500") << refusal(500, "") << int(ErrorCode::ServerFault);
        QTest::newRow("portal") << FakeAnswer{200, "<html>login</html>", "text/html"}
                                << int(ErrorCode::BadResponse);
        QTest::newRow("cut") << FakeAnswer::json(R"({"keys": [{"id": 1,)")
                             << int(ErrorCode::BadResponse);
        QTest::newRow("redirect") << FakeAnswer{307, {}, {}, {{"Location", "https://x.example/"}}}
                                  << int(ErrorCode::Redirected);
    }

    void aFailureKeepsTheLastList()
    {
        QFETCH(const FakeAnswer, answer);
        network().expect("GET", KeysTarget, listOf({listedKey(u"1"_s, u"a"_s)}));
        QVERIFY(await(m_store->refresh()));
        network().setDefaultAnswer(answer);
        QSignalSpy keysChanged(m_store.get(), &KeyStore::keysChanged);
        const Result<> refreshed = await(m_store->refresh());
        QVERIFY(!refreshed);
        QTEST(int(refreshed.error().code), "code");
        QCOMPARE(m_store->lastError(), refreshed.error());
        QCOMPARE(m_store->keys().size(), 1);
        QCOMPARE(m_store->fetchedAt(), Now);
        QCOMPARE(keysChanged.count(), 0);
        QVERIFY(!m_store->isLoading());
    }

    void aSuccessClearsTheError()
    {
        network().expect("GET", KeysTarget, FakeAnswer{200, "<html>", "text/html"});
        network().expect("GET", KeysTarget, listOf({}));
        QVERIFY(!await(m_store->refresh()));
        QVERIFY(m_store->lastError());
        QCOMPARE(m_store->lastErrorAt(), Now);
        QVERIFY(await(m_store->refresh()));
        QVERIFY(!m_store->lastError());
        QVERIFY(!m_store->lastErrorAt().isValid());
    }

    void aRefusalLeadsToTheAuditLog_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("402") << 402 << QByteArray("LICENSE_RESTRICTED");
        QTest::newRow("403") << 403 << QByteArray("FORBIDDEN");
        QTest::newRow("404") << 404 << QByteArray("NOT_FOUND");
        QTest::newRow("405") << 405 << QByteArray("");
        QTest::newRow("401") << 401 << QByteArray("UNAUTHORIZED"); // session-only management
    }

    void aRefusalLeadsToTheAuditLog()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, code);
        network().expect("GET", KeysTarget, refusal(status, code));
        network().expect("GET", AuditTarget, FakeAnswer::json(R"({"events": [
            {"id": 3, "eventType": 87, "createdAt": "2026-11-20T08:00:00Z",
             "targetType": "MCP_API_KEY", "targetId": 1},
            {"id": 2, "eventType": 86, "createdAt": "2026-11-10T08:00:00Z", "targetId": 2,
             "author": {"id": 42, "name": "Alex Kim"}, "data": {"name": "alex-laptop"}},
            {"id": 1, "eventType": 86, "createdAt": "2026-11-01T08:00:00Z", "targetId": 1,
             "author": {"id": 7, "name": "Sam"}, "data": {}}], "totalCount": 3})"));
        QVERIFY(await(m_store->refresh()));
        QCOMPARE(m_store->source(), KeySource::Audit);
        QVERIFY(m_store->isComplete());
        QVERIFY(m_store->managementRefusal());
        QCOMPARE(m_store->keys().size(), 2);
        QCOMPARE(m_store->keys().at(0).id, u"2"_s);
        QCOMPARE(m_store->keys().at(0).name, u"alex-laptop"_s);
        QCOMPARE(m_store->keys().at(0).lastUsed.state, LastUsed::State::NotProvided);
        QVERIFY(m_store->keys().at(1).revokedAt);
        QVERIFY(!m_store->lastError());
    }

    void withoutAuditLogWhatTheDeviceHoldsIsListed()
    {
        QVERIFY(m_fixture->workspaces.change(u"acme"_s, [](Workspace &workspace) {
            workspace.deviceSlot = u"slot"_s;
            workspace.deviceKeyId = u"9"_s;
            workspace.deviceKeyName = u"alex-tablet"_s;
        }));
        network().expect("GET", KeysTarget, refusal(403, "FORBIDDEN"));
        network().expect("GET", AuditTarget, refusal(403, "FORBIDDEN"));
        QVERIFY(await(m_store->refresh()));
        QCOMPARE(m_store->source(), KeySource::Local);
        QVERIFY(!m_store->isComplete());
        QCOMPARE(m_store->keys().size(), 2);
        QCOMPARE(m_store->keys().at(0).id, u"9"_s);
        QCOMPARE(m_store->keys().at(1).prefix, keyPrefix(m_fixture->consoleKey));
        QVERIFY(m_store->keys().at(1).id.startsWith(LocalIdPrefix));
        QVERIFY(!m_store->keys().at(1).createdAt.isValid());
    }

    void aKeyRefusedEverywhereIsRejected()
    {
        network().expect("GET", KeysTarget, refusal(401, "UNAUTHORIZED"));
        network().expect("GET", AuditTarget, refusal(401, "UNAUTHORIZED"));
        const Result<> refreshed = await(m_store->refresh());
        QVERIFY(!refreshed);
        QCOMPARE(refreshed.error().code, ErrorCode::Unauthorized);
        QVERIFY(!m_store->fetchedAt().isValid());
    }

    void anAuditLogThatFailsIsAFailure()
    {
        network().expect("GET", KeysTarget, refusal(403, "FORBIDDEN"));
        network().expect("GET", AuditTarget, refusal(429, "MCP_RATE_LIMITED"));
        const Result<> refreshed = await(m_store->refresh());
        QVERIFY(!refreshed);
        QCOMPARE(refreshed.error().code, ErrorCode::RateLimited);
    }

    void aLongAuditLogIsReadInPartAndSaysSo()
    {
        QJsonArray events;
        for (int i = 0; i < 250; ++i)
            events.append(QJsonObject{
                {u"id"_s, i}, {u"eventType"_s, 88}, {u"createdAt"_s, u"2026-11-01T08:00:00Z"_s}});
        const QByteArray page = QJsonDocument(QJsonObject{{u"events"_s, events},
                                                          {u"totalCount"_s, 1'000'000}})
                                    .toJson();
        network().expect("GET", KeysTarget, refusal(404, "NOT_FOUND"));
        for (int i = 0; i < 8; ++i)
            network().expect("GET", AuditTarget, FakeAnswer::json(page));
        QVERIFY(await(m_store->refresh()));
        QCOMPARE(m_store->source(), KeySource::Audit);
        QVERIFY(!m_store->isComplete());
        QCOMPARE(network().requests().size(), 9); // and not four thousand
    }

    void aNewerRefreshDropsTheOlderOne()
    {
        network().expect("GET", KeysTarget, listOf({listedKey(u"1"_s, u"old"_s)}));
        network().expect("GET", KeysTarget, listOf({listedKey(u"2"_s, u"new"_s)}));
        QFuture<Result<>> first = m_store->refresh();
        QTRY_COMPARE(network().requests().size(), 1); // the first is on its way
        QFuture<Result<>> second = m_store->refresh();
        QVERIFY(first.isFinished());
        QCOMPARE(first.result().error().code, ErrorCode::Cancelled);
        QVERIFY(await(second));
        QCOMPARE(m_store->keys().size(), 1);
        QCOMPARE(m_store->keys().first().name, u"new"_s);
        QVERIFY(!m_store->lastError());
    }

    void cancellingKeepsTheList()
    {
        network().expect("GET", KeysTarget, listOf({listedKey(u"1"_s, u"a"_s)}));
        QVERIFY(await(m_store->refresh()));
        network().expect("GET", KeysTarget, FakeAnswer::silence());
        QFuture<Result<>> refreshed = m_store->refresh();
        QTRY_COMPARE(network().requests().size(), 2);
        m_store->cancel();
        QVERIFY(!m_store->isLoading());
        QCOMPARE(await(refreshed).error().code, ErrorCode::Cancelled);
        QCOMPARE(m_store->keys().size(), 1);
    }

    void destructionEndsTheRefresh()
    {
        network().expect("GET", KeysTarget, FakeAnswer::silence());
        QFuture<Result<>> refreshed = m_store->refresh();
        QTRY_COMPARE(network().requests().size(), 1);
        m_store.reset();
        QVERIFY(refreshed.isFinished());
        QCOMPARE(refreshed.result().error().code, ErrorCode::Cancelled);
    }

    void whoGetsTheAnswerMayDeleteTheStore()
    {
        network().expect("GET", KeysTarget, listOf({}));
        bool wasTold = false;
        m_store->refresh().then(this, [this, &wasTold](const Result<> &) {
            m_store.reset();
            wasTold = true;
        });
        QTRY_VERIFY(wasTold);
        QTest::qWait(0); // late events find nothing to trip over
    }

    void theIdsOfOwnKeysAreRemembered()
    {
        const Key console = m_fixture->consoleListed(u"7"_s);
        network().expect("GET", KeysTarget, listOf({listedKey(u"8"_s, u"other"_s), console}));
        QVERIFY(await(m_store->refresh()));
        QCOMPARE(m_fixture->acme().consoleKeyId, u"7"_s);
        QVERIFY(!m_fixture->acme().consoleKeyRevokedAt.isValid());
        WorkspaceStore other(m_fixture->paths);
        QVERIFY(other.load());
        QCOMPARE(other.find(u"acme")->consoleKeyId, u"7"_s);
    }

    void revocationsOfOwnKeysAreRemembered()
    {
        QVERIFY(m_fixture->workspaces.change(u"acme"_s, [](Workspace &workspace) {
            workspace.deviceSlot = u"slot"_s;
            workspace.deviceKeyId = u"8"_s;
        }));
        Key device = listedKey(u"8"_s, u"alex-tablet"_s);
        device.revokedAt = Now.addDays(-1);
        network().expect("GET", KeysTarget, listOf({device, m_fixture->consoleListed(u"7"_s)}));
        QVERIFY(await(m_store->refresh()));
        QCOMPARE(m_fixture->acme().deviceKeyRevokedAt, Now.addDays(-1));
        QCOMPARE(m_fixture->acme().deviceKeyName, u"alex-tablet"_s);
        QVERIFY(m_fixture->acme().isActiveDeviceKeyRevoked());
    }

    void aLockedKeychainIsTheError_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("code");
        using Mode = MemorySecretStore::Mode;
        QTest::newRow("locked") << int(Mode::Locked) << int(ErrorCode::KeychainLocked);
        QTest::newRow("absent") << int(Mode::NoService) << int(ErrorCode::KeychainUnavailable);
        QTest::newRow("no bus") << int(Mode::NoSessionBus) << int(ErrorCode::KeychainUnavailable);
        QTest::newRow("denied") << int(Mode::Denied) << int(ErrorCode::KeychainDenied);
        QTest::newRow("hanging") << int(Mode::Hanging) << int(ErrorCode::KeychainNotAnswering);
    }

    void aLockedKeychainIsTheError()
    {
        QFETCH(const int, mode);
        m_fixture->secrets.setMode(MemorySecretStore::Mode(mode));
        const Result<> refreshed = await(m_store->refresh());
        QVERIFY(!refreshed);
        QTEST(int(refreshed.error().code), "code");
        QCOMPARE(network().requests().size(), 0);
        m_fixture->secrets.release();
    }

    void aKeyOfAnotherHostIsNotSent()
    {
        const KeyRecord foreign{
            *Origin::parse(u"https://other.konstantly.com"), {}, m_fixture->consoleKey, false};
        m_fixture->secrets.setStored(m_fixture->acme().consoleSlot, *toSecret(foreign));
        const Result<> refreshed = await(m_store->refresh());
        QCOMPARE(refreshed.error().code, ErrorCode::OriginMismatch);
        QCOMPARE(network().requests().size(), 0);
    }

    void aForgottenWorkspaceHasNoKeys()
    {
        QVERIFY(m_fixture->workspaces.remove(u"acme"_s));
        QCOMPARE(await(m_store->refresh()).error().code, ErrorCode::NotConfigured);
    }

    void theKeychainIsAskedOnce()
    {
        network().expect("GET", KeysTarget, listOf({}));
        network().expect("GET", KeysTarget, listOf({}));
        QVERIFY(await(m_store->refresh()));
        const qsizetype steps = m_fixture->secrets.steps().size();
        QVERIFY(await(m_store->refresh()));
        QCOMPARE(m_fixture->secrets.steps().size(), steps);
        m_access->forget();
        network().expect("GET", KeysTarget, listOf({}));
        QVERIFY(await(m_store->refresh()));
        QVERIFY(m_fixture->secrets.steps().size() > steps);
    }

    void aCreatedKeyIsThereAtOnce()
    {
        QSignalSpy keysChanged(m_store.get(), &KeyStore::keysChanged);
        m_store->noteCreated(listedKey(u"1"_s, u"a"_s));
        m_store->noteCreated(listedKey(u"1"_s, u"a"_s));
        QCOMPARE(m_store->keys().size(), 1);
        QCOMPARE(keysChanged.count(), 1);
        QCOMPARE(m_store->activeNames(), QStringList{u"a"_s});
    }
};

QTEST_GUILESS_MAIN(tst_KeyStore)
#include "tst_keystore.moc"
