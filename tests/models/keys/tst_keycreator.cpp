// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keycreator.h"

#include "tests/models/keys/keysfixture.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_KeyCreator : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KeysFixture> m_fixture;
    std::unique_ptr<ConsoleAccess> m_access;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<KeyCreator> m_creator;

    [[nodiscard]] FakeNetwork &network() { return m_fixture->network; }
    [[nodiscard]] static CreateKeyRequest request(bool useHere = false)
    {
        CreateKeyRequest request;
        request.name = u"alex-tablet"_s;
        request.useHere = useHere;
        return request;
    }
    [[nodiscard]] static Key created(const Secret &secret)
    {
        Key key = listedKey(u"15"_s, u"alex-tablet"_s);
        key.prefix = keyPrefix(secret);
        key.createdAt = Now;
        key.lastUsed = {LastUsed::State::Never, {}};
        return key;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<KeysFixture>();
        m_fixture->connectAcme(u"7"_s);
        m_access = std::make_unique<ConsoleAccess>(u"acme"_s, m_fixture->workspaces,
                                                   m_fixture->secrets, m_fixture->http);
        m_keys = std::make_unique<KeyStore>(*m_access, m_fixture->workspaces, m_fixture->clock);
        m_creator = std::make_unique<KeyCreator>(*m_keys, m_fixture->workspaces, m_fixture->secrets,
                                                 m_fixture->clock);
    }

    void cleanup()
    {
        m_creator.reset();
        m_keys.reset();
        m_access.reset();
        m_fixture.reset();
    }

    void creatingForThisDevice()
    {
        const Secret secret = randomKey();
        network().expect("POST", KeysTarget, createdAnswer(created(secret), secret));
        CreateKeyRequest wanted = request(true);
        wanted.rotationDays = 30;
        wanted.scopes.write = true;
        const Result<StoredKey> stored = await(m_creator->create(wanted));
        QVERIFY2(stored, qPrintable(stored ? QString() : errorName(stored.error().code)));
        QVERIFY(stored->secret == secret);
        QVERIFY(stored->isDeviceKey);
        QVERIFY(stored->replacedSlot.isEmpty());
        const QJsonObject sent = QJsonDocument::fromJson(network().requests().last().body).object();
        QCOMPARE(sent,
                 (QJsonObject{{u"name"_s, u"alex-tablet"_s},
                              {u"scopes"_s, QJsonObject{{u"read"_s, true}, {u"write"_s, true}}}}));

        const Workspace workspace = m_fixture->acme();
        QCOMPARE(workspace.deviceSlot, stored->slot);
        QCOMPARE(workspace.deviceKeyId, u"15"_s);
        QCOMPARE(workspace.deviceKeyName, u"alex-tablet"_s);
        QCOMPARE(workspace.deviceKeyPrefix, keyPrefix(secret));
        QCOMPARE(workspace.rotationDays.value(u"15"_s), 30);
        const Result<KeyRecord> record = await(
            readKeyRecord(m_fixture->secrets, workspace.deviceSlot, m_fixture->origin));
        QVERIFY(record);
        QVERIFY(record->key == secret);
        QCOMPARE(record->keyId, u"15"_s);
        QCOMPARE(m_fixture->secrets.count(), 2); // console and device key; no canary left
        QVERIFY(m_keys->find(u"15"));
        QVERIFY(!m_creator->unstored());
        QVERIFY(!m_creator->orphan());
    }

    void creatingForAnotherUseLeavesTheToolsKeyAlone()
    {
        const Secret secret = randomKey();
        network().expect("POST", KeysTarget, createdAnswer(created(secret), secret));
        const Result<StoredKey> stored = await(m_creator->create(request()));
        QVERIFY(stored);
        QVERIFY(!stored->isDeviceKey);
        QVERIFY(m_fixture->acme().deviceSlot.isEmpty());
        QCOMPARE(m_fixture->acme().spareSlots.value(u"15"_s), stored->slot);
        QVERIFY(m_fixture->secrets.stored(stored->slot));
    }

    void theDeviceKeyBeforeStaysFindable()
    {
        QVERIFY(m_fixture->workspaces.change(u"acme"_s, [](Workspace &workspace) {
            workspace.deviceSlot = u"old"_s;
            workspace.deviceKeyId = u"3"_s;
            workspace.deviceKeyRevokedAt = Now;
        }));
        const Secret secret = randomKey();
        network().expect("POST", KeysTarget, createdAnswer(created(secret), secret));
        const Result<StoredKey> stored = await(m_creator->create(request(true)));
        QVERIFY(stored);
        QCOMPARE(stored->replacedSlot, u"old"_s);
        QCOMPARE(m_fixture->acme().spareSlots.value(u"3"_s), u"old"_s);
        QVERIFY(!m_fixture->acme().deviceKeyRevokedAt.isValid());
    }

    void aRecordThatCantBeWrittenStopsItBeforeAnythingIsSent_data()
    {
        QTest::addColumn<bool>("isPasted");
        QTest::newRow("create") << false;
        QTest::newRow("adopt") << true;
    }

    void aRecordThatCantBeWrittenStopsItBeforeAnythingIsSent()
    {
        QFETCH(const bool, isPasted);
        // No lock can be made.
        QVERIFY(QDir(m_fixture->paths.stateDir).removeRecursively());
        QFile file(m_fixture->paths.stateDir);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const Result<StoredKey> stored = await(isPasted ? m_creator->adopt(randomKey(), request())
                                                        : m_creator->create(request()));
        QVERIFY(!stored);
        QCOMPARE(stored.error().code, ErrorCode::FileNotWritable);
        QVERIFY(network().requests().isEmpty());
        QVERIFY(m_fixture->secrets.steps().isEmpty());
        QVERIFY(!m_creator->unstored());
    }

    void aKeychainThatCantHoldAKeyStopsItBeforeAnythingIsSent_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("code");
        using Mode = MemorySecretStore::Mode;
        QTest::newRow("locked") << int(Mode::Locked) << int(ErrorCode::KeychainLocked);
        QTest::newRow("absent") << int(Mode::NoService) << int(ErrorCode::KeychainUnavailable);
        QTest::newRow("denied") << int(Mode::Denied) << int(ErrorCode::KeychainDenied);
        QTest::newRow("read-only") << int(Mode::ReadOnly) << int(ErrorCode::KeychainDenied);
        QTest::newRow("lying") << int(Mode::LyingWrite) << int(ErrorCode::KeychainBroken);
        QTest::newRow("hanging") << int(Mode::Hanging) << int(ErrorCode::KeychainNotAnswering);
    }

    void aKeychainThatCantHoldAKeyStopsItBeforeAnythingIsSent()
    {
        QFETCH(const int, mode);
        m_fixture->secrets.setMode(MemorySecretStore::Mode(mode));
        const Result<StoredKey> stored = await(m_creator->create(request(true)));
        QVERIFY(!stored);
        QTEST(int(stored.error().code), "code");
        QCOMPARE(network().requests().size(), 0);
        QVERIFY(m_fixture->acme().deviceSlot.isEmpty());
        m_fixture->secrets.release();
    }

    void badInputStopsItBeforeAnythingIsSent_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("canRead");
        QTest::newRow("no name") << u"  "_s << true;
        QTest::newRow("too long") << QString(300, u'x') << true;
        QTest::newRow("invisible") << u"alex\u202E-tablet"_s << true;
        QTest::newRow("no scope") << u"alex-tablet"_s << false;
    }

    void badInputStopsItBeforeAnythingIsSent()
    {
        QFETCH(const QString, name);
        QFETCH(const bool, canRead);
        CreateKeyRequest bad = request();
        bad.name = name;
        bad.scopes.read = canRead;
        QCOMPARE(await(m_creator->create(bad)).error().code, ErrorCode::InvalidInput);
        QCOMPARE(network().requests().size(), 0);
        QVERIFY(m_fixture->secrets.steps().isEmpty());
    }

    void aRefusalChangesNothing_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("apiCode");
        QTest::addColumn<int>("code");
        QTest::newRow("401") << 401 << QByteArray("UNAUTHORIZED") << int(ErrorCode::Unauthorized);
        QTest::newRow("402") << 402 << QByteArray("LICENSE_RESTRICTED")
                             << int(ErrorCode::LicenseRestricted);
        QTest::newRow("403") << 403 << QByteArray("FORBIDDEN") << int(ErrorCode::Forbidden);
        QTest::newRow("404") << 404 << QByteArray("NOT_FOUND") << int(ErrorCode::NotFound);
        QTest::newRow("405") << 405 << QByteArray("") << int(ErrorCode::NotSupported);
        QTest::newRow("422") << 422 << QByteArray("VALIDATION") << int(ErrorCode::InvalidArguments);
        QTest::newRow("429") << 429 << QByteArray("MCP_RATE_LIMITED")
                             << int(ErrorCode::RateLimited);
    }

    void aRefusalChangesNothing()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, apiCode);
        network().expect("POST", KeysTarget, refusal(status, apiCode));
        const Workspace before = m_fixture->acme();
        const Result<StoredKey> stored = await(m_creator->create(request(true)));
        QTEST(int(stored.error().code), "code");
        QCOMPARE(m_fixture->requestCount("POST"), 1);
        QCOMPARE(m_fixture->acme(), before);
        QCOMPARE(m_fixture->secrets.count(), 1);
        QVERIFY(!m_creator->unstored());
    }

    void aLostAnswerFindsTheOrphanAndSendsNoSecondPost_data()
    {
        QTest::addColumn<FakeAnswer>("answer");
        QTest::newRow("closed") << FakeAnswer::trouble(QNetworkReply::RemoteHostClosedError);
        QTest::newRow("silent") << FakeAnswer::silence();
        QTest::newRow("500") << refusal(500, "");
        QTest::newRow("cut") << FakeAnswer::json(R"({"id": 15, "name")", 201);
        QTest::newRow("portal") << FakeAnswer{200, "<html>", "text/html"};
    }

    void aLostAnswerFindsTheOrphanAndSendsNoSecondPost()
    {
        QFETCH(const FakeAnswer, answer);
        Key older = listedKey(u"3"_s, u"alex-tablet"_s); // the same name, but made long ago
        older.createdAt = Now.addDays(-100);
        Key revoked = created(randomKey());
        revoked.id = u"14"_s;
        revoked.revokedAt = Now;
        const Key orphan = created(randomKey());
        network().expect("POST", KeysTarget, answer);
        network().expect("GET", KeysTarget, listOf({revoked, orphan, older}));
        const Result<StoredKey> stored = await(m_creator->create(request(true)));
        QVERIFY(!stored);
        QCOMPARE(stored.error().code, ErrorCode::OutcomeUnknown);
        QCOMPARE(stored.error().subject, u"alex-tablet"_s);
        QCOMPARE(m_fixture->requestCount("POST"), 1);
        QVERIFY(m_creator->orphan());
        QCOMPARE(m_creator->orphan()->key.id, u"15"_s);
        QVERIFY(m_fixture->acme().deviceSlot.isEmpty());
    }

    void aKeyThatWasThereBeforeIsNoOrphan()
    {
        Key twin = created(randomKey());
        network().expect("GET", KeysTarget, listOf({twin}));
        QVERIFY(await(m_keys->refresh()));
        network().expect("POST", KeysTarget,
                         FakeAnswer::trouble(QNetworkReply::RemoteHostClosedError));
        network().expect("GET", KeysTarget, listOf({twin}));
        QCOMPARE(await(m_creator->create(request())).error().code, ErrorCode::OutcomeUnknown);
        QVERIFY(!m_creator->orphan());
    }

    void anOrphanThatCantBeLookedUpIsStillUnknown()
    {
        network().setDefaultAnswer(FakeAnswer::trouble(QNetworkReply::RemoteHostClosedError));
        QCOMPARE(await(m_creator->create(request())).error().code, ErrorCode::OutcomeUnknown);
        QCOMPARE(m_fixture->requestCount("POST"), 1);
        QVERIFY(!m_creator->orphan());
    }

    void aKeyThatCantBeStoredIsHandedOut()
    {
        const Secret secret = randomKey();
        network().expect("POST", KeysTarget, createdAnswer(created(secret), secret));
        // The keychain passes the test and is locked by the time the key arrives.
        connect(m_creator.get(), &KeyCreator::stepChanged, this, [this](KeyCreator::Step step) {
            if (step == KeyCreator::Step::Creating)
                m_fixture->secrets.setMode(MemorySecretStore::Mode::Locked);
        });
        const Result<StoredKey> stored = await(m_creator->create(request(true)));
        QVERIFY(!stored);
        QCOMPARE(stored.error().code, ErrorCode::KeychainLocked);
        QVERIFY(m_creator->unstored());
        QVERIFY(m_creator->unstored()->secret == secret);
        QVERIFY(m_fixture->acme().deviceSlot.isEmpty());
        QVERIFY(m_keys->find(u"15")); // the list shows what can be revoked
    }

    void aRecordThatCantBeWrittenHandsTheKeyOut()
    {
        const Secret secret = randomKey();
        network().expect("POST", KeysTarget, createdAnswer(created(secret), secret));
        // The list of workspaces is replaced by one of a newer version while the key is made.
        connect(m_creator.get(), &KeyCreator::stepChanged, this, [this](KeyCreator::Step step) {
            if (step != KeyCreator::Step::Creating)
                return;
            QFile file(m_fixture->paths.workspacesFile());
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(R"({"format": 99})");
        });
        const Result<StoredKey> stored = await(m_creator->create(request(true)));
        QVERIFY(!stored);
        QCOMPARE(stored.error().code, ErrorCode::FileUnsupported);
        QVERIFY(m_creator->unstored());
        QCOMPARE(m_fixture->secrets.count(), 1); // nothing points to the new slot, so it is gone
    }

    void aPastedKeyIsCheckedStoredAndUsed()
    {
        const Secret secret = randomKey();
        network().expect("GET", CapabilitiesTarget, capabilitiesAnswer());
        const Result<StoredKey> stored = await(m_creator->adopt(secret, request(true)));
        QVERIFY(stored);
        QCOMPARE(network().requests().first().header("X-MCP-Key"), secret.reveal().toByteArray());
        QCOMPARE(m_fixture->acme().deviceSlot, stored->slot);
        QCOMPARE(m_fixture->acme().deviceKeyPrefix, keyPrefix(secret));
        QVERIFY(m_fixture->acme().deviceKeyId.isEmpty()); // the next list tells it
        QCOMPARE(m_fixture->requestCount("POST"), 0);
    }

    void aPastedKeyOfTheListHasItsId()
    {
        const Secret secret = randomKey();
        network().expect("GET", KeysTarget, listOf({created(secret)}));
        QVERIFY(await(m_keys->refresh()));
        network().expect("GET", CapabilitiesTarget, capabilitiesAnswer());
        const Result<StoredKey> stored = await(m_creator->adopt(secret, request(true)));
        QVERIFY(stored);
        QCOMPARE(m_fixture->acme().deviceKeyId, u"15"_s);
    }

    void aPastedKeyOfAnotherTenantIsRefused()
    {
        network().expect("GET", CapabilitiesTarget, refusal(401, "UNAUTHORIZED"));
        const Result<StoredKey> stored = await(m_creator->adopt(randomKey(), request(true)));
        QCOMPARE(stored.error().code, ErrorCode::Unauthorized);
        QVERIFY(m_fixture->acme().deviceSlot.isEmpty());
        QCOMPARE(m_fixture->secrets.count(), 1);
    }

    void oneAtATime()
    {
        const Secret secret = randomKey();
        network().expect("POST", KeysTarget, createdAnswer(created(secret), secret));
        QFuture<Result<StoredKey>> first = m_creator->create(request());
        QCOMPARE(await(m_creator->create(request())).error().code, ErrorCode::Cancelled);
        QVERIFY(await(first));
    }

    void destructionAfterSendingIsUnknownAndBeforeItCancelled()
    {
        m_fixture->secrets.setMode(MemorySecretStore::Mode::Hanging);
        QFuture<Result<StoredKey>> early = m_creator->create(request());
        m_creator.reset();
        QCOMPARE(await(early).error().code, ErrorCode::Cancelled);
        QCOMPARE(m_fixture->requestCount("POST"), 0);
        m_fixture->secrets.release();
        m_creator = std::make_unique<KeyCreator>(*m_keys, m_fixture->workspaces, m_fixture->secrets,
                                                 m_fixture->clock);

        network().expect("POST", KeysTarget, FakeAnswer::silence());
        QFuture<Result<StoredKey>> late = m_creator->create(request());
        QTRY_COMPARE(m_fixture->requestCount("POST"), 1);
        m_creator.reset();
        QCOMPARE(await(late).error().code, ErrorCode::OutcomeUnknown);
    }
};

QTEST_GUILESS_MAIN(tst_KeyCreator)
#include "tst_keycreator.moc"
