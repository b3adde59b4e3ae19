// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keyrevoker.h"

#include "tests/models/keys/keysfixture.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_KeyRevoker : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KeysFixture> m_fixture;
    std::unique_ptr<ConsoleAccess> m_access;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<KeyRevoker> m_revoker;
    QList<Key> m_listed; // what the service lists at first: 7 console, 8 device, 1 to 3 others

    [[nodiscard]] FakeNetwork &network() { return m_fixture->network; }
    void expectRevocation(const QString &id, const FakeAnswer &answer = FakeAnswer{204, {}, {}})
    {
        network().expect("DELETE", KeysTarget + QByteArray("/") + id.toLatin1(), answer);
    }
    //! The next list, with \a ids revoked.
    void expectList(const QStringList &ids)
    {
        QList<Key> keys = m_listed;
        for (Key &key : keys) {
            if (ids.contains(key.id))
                key.revokedAt = Now;
        }
        network().expect("GET", KeysTarget, listOf(keys));
    }
    [[nodiscard]] QStringList idsOf(const QList<FailedRevocation> &failed) const
    {
        QStringList ids;
        for (const FailedRevocation &failure : failed)
            ids << failure.id;
        return ids;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<KeysFixture>();
        m_fixture->connectAcme(u"7"_s);
        QVERIFY(m_fixture->workspaces.change(u"acme"_s, [](Workspace &workspace) {
            workspace.deviceSlot = u"device"_s;
            workspace.deviceKeyId = u"8"_s;
        }));
        m_fixture->secrets.setStored(
            u"device"_s, *toSecret(KeyRecord{m_fixture->origin, u"8"_s, randomKey(), false}));
        m_access = std::make_unique<ConsoleAccess>(u"acme"_s, m_fixture->workspaces,
                                                   m_fixture->secrets, m_fixture->http);
        m_keys = std::make_unique<KeyStore>(*m_access, m_fixture->workspaces, m_fixture->clock);
        m_revoker = std::make_unique<KeyRevoker>(*m_keys, m_fixture->workspaces, m_fixture->secrets,
                                                 m_fixture->clock);
        m_listed = {m_fixture->consoleListed(u"7"_s), listedKey(u"8"_s, u"alex-tablet"_s),
                    listedKey(u"3"_s, u"sam-laptop"_s), listedKey(u"2"_s, u"dana-laptop"_s),
                    listedKey(u"1"_s, u"key1"_s)};
        expectList({});
        QVERIFY(await(m_keys->refresh()));
    }

    void cleanup()
    {
        m_revoker.reset();
        m_keys.reset();
        m_access.reset();
        m_fixture.reset();
    }

    void thePreviewSaysWhatStopsWorking()
    {
        const RevokePreview others = m_revoker->preview({u"3"_s, u"1"_s, u"3"_s});
        QCOMPARE(others.keys.size(), 2);
        QVERIFY(!others.includesDeviceKey);
        QVERIFY(!others.includesConsoleKey);
        QVERIFY(others.namesToType.isEmpty());

        const RevokePreview all = m_revoker->preview({u"7"_s, u"8"_s, u"3"_s});
        QVERIFY(all.includesDeviceKey);
        QVERIFY(all.includesConsoleKey);
        QCOMPARE(all.keys.at(0).id, u"3"_s);
        QCOMPARE(all.keys.at(1).id, u"8"_s);
        QCOMPARE(all.keys.at(2).id, u"7"_s); // its own branch is sawn off last
        QCOMPARE(all.namesToType, (QStringList{u"alex-tablet"_s, u"alex-laptop"_s}));
    }

    void revokingSeveral()
    {
        for (const QString &id : {u"3"_s, u"2"_s, u"1"_s})
            expectRevocation(id);
        expectList({u"3"_s, u"2"_s, u"1"_s});
        QSignalSpy progressed(m_revoker.get(), &KeyRevoker::progressed);
        const Result<RevokeReport> report = await(m_revoker->revoke({u"3"_s, u"2"_s, u"1"_s}));
        QVERIFY(report);
        QCOMPARE(report->revoked, (QStringList{u"3"_s, u"2"_s, u"1"_s}));
        QVERIFY(report->failed.isEmpty());
        QCOMPARE(progressed.count(), 3);
        QCOMPARE(progressed.last(), (QVariantList{3, 3}));
        QVERIFY(m_keys->find(u"3")->revokedAt);
    }

    void aServiceThatLiesIsNotBelieved()
    {
        expectRevocation(u"3"_s);
        expectRevocation(u"2"_s);
        expectList({u"2"_s}); // 3 is still listed as active
        const Result<RevokeReport> report = await(m_revoker->revoke({u"3"_s, u"2"_s}));
        QVERIFY(report);
        QCOMPARE(report->revoked, QStringList{u"2"_s});
        QCOMPARE(report->failed.size(), 1);
        QCOMPARE(report->failed.first().id, u"3"_s);
        QCOMPARE(report->failed.first().name, u"sam-laptop"_s);
        QCOMPARE(report->failed.first().error.code, ErrorCode::OutcomeUnknown);
    }

    void aLostAnswerIsLookedUp()
    {
        expectRevocation(u"3"_s, FakeAnswer::trouble(QNetworkReply::RemoteHostClosedError));
        expectRevocation(u"2"_s, FakeAnswer::trouble(QNetworkReply::RemoteHostClosedError));
        expectList({u"3"_s});
        const Result<RevokeReport> report = await(m_revoker->revoke({u"3"_s, u"2"_s}));
        QVERIFY(report);
        QCOMPARE(report->revoked, QStringList{u"3"_s});
        QCOMPARE(idsOf(report->failed), QStringList{u"2"_s});
        QCOMPARE(m_fixture->requestCount("DELETE"), 2); // none was sent twice
    }

    void whatIsGoneAlreadyIsRevoked()
    {
        expectRevocation(u"3"_s, refusal(404, "NOT_FOUND"));
        expectList({u"3"_s});
        const Result<RevokeReport> report = await(m_revoker->revoke({u"3"_s}));
        QVERIFY(report);
        QCOMPARE(report->revoked, QStringList{u"3"_s});
    }

    void anIdThatIsNotListedIsNotSent()
    {
        const Result<RevokeReport> report = await(m_revoker->revoke({u"99"_s}));
        QVERIFY(report);
        QCOMPARE(idsOf(report->failed), QStringList{u"99"_s});
        QCOMPARE(report->failed.first().error.code, ErrorCode::NotFound);
        QCOMPARE(m_fixture->requestCount("DELETE"), 0);
    }

    void aRefusalStopsTheRest_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("apiCode");
        QTest::addColumn<int>("code");
        QTest::newRow("401") << 401 << QByteArray("UNAUTHORIZED") << int(ErrorCode::Unauthorized);
        QTest::newRow("402") << 402 << QByteArray("LICENSE_RESTRICTED")
                             << int(ErrorCode::LicenseRestricted);
        QTest::newRow("403") << 403 << QByteArray("FORBIDDEN") << int(ErrorCode::Forbidden);
        QTest::newRow("405") << 405 << QByteArray("") << int(ErrorCode::NotSupported);
        QTest::newRow("429") << 429 << QByteArray("MCP_RATE_LIMITED")
                             << int(ErrorCode::RateLimited);
    }

    void aRefusalStopsTheRest()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, apiCode);
        expectRevocation(u"3"_s, refusal(status, apiCode));
        const Result<RevokeReport> report = await(m_revoker->revoke({u"3"_s, u"2"_s, u"1"_s}));
        QVERIFY(report);
        QCOMPARE(idsOf(report->failed), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
        for (const FailedRevocation &failure : report->failed)
            QTEST(int(failure.error.code), "code");
        QCOMPARE(m_fixture->requestCount("DELETE"), 1);
    }

    void aListThatFailsConfirmsNothing()
    {
        expectRevocation(u"3"_s);
        network().setDefaultAnswer(FakeAnswer{200, "<html>", "text/html"});
        const Result<RevokeReport> report = await(m_revoker->revoke({u"3"_s}));
        QVERIFY(report);
        QVERIFY(report->revoked.isEmpty());
        QCOMPARE(report->failed.first().error.code, ErrorCode::OutcomeUnknown);
    }

    void cancellingConfirmsWhatWasDone()
    {
        expectRevocation(u"3"_s);
        expectList({u"3"_s});
        connect(m_revoker.get(), &KeyRevoker::progressed, this, [this] { m_revoker->cancel(); });
        const Result<RevokeReport> report = await(m_revoker->revoke({u"3"_s, u"2"_s, u"1"_s}));
        QVERIFY(report);
        QCOMPARE(report->revoked, QStringList{u"3"_s});
        QCOMPARE(report->skipped, (QStringList{u"2"_s, u"1"_s}));
        QVERIFY(report->failed.isEmpty());
    }

    void theDevicesKeyIsCleanedUp()
    {
        expectRevocation(u"8"_s);
        expectList({u"8"_s});
        const Result<RevokeReport> report = await(m_revoker->revoke({u"8"_s}));
        QVERIFY(report);
        QVERIFY(report->revokedDeviceKey);
        QVERIFY(!report->revokedConsoleKey);
        QVERIFY(m_fixture->acme().deviceKeyRevokedAt.isValid());
        QVERIFY(m_fixture->secrets.stored(u"device"_s));
        QVERIFY(await(m_revoker->cleanUp(*report)));
        QVERIFY(!m_fixture->secrets.stored(u"device"_s));
        // The console key, which may do more, must not take over by itself.
        QCOMPARE(m_fixture->acme().activeDeviceSlot(), u"device"_s);
        QVERIFY(m_fixture->acme().isActiveDeviceKeyRevoked());
    }

    void theConsoleKeyGoesLastAndItsRefusalIsTheConfirmation()
    {
        expectRevocation(u"3"_s);
        expectList({u"3"_s}); // while there still is a key to ask with
        expectRevocation(u"7"_s);
        network().expect("GET", KeysTarget, refusal(401, "UNAUTHORIZED"));
        network().expect("GET", AuditTarget, refusal(401, "UNAUTHORIZED"));
        const Result<RevokeReport> report = await(m_revoker->revoke({u"7"_s, u"3"_s}));
        QVERIFY(report);
        QCOMPARE(report->revoked, (QStringList{u"3"_s, u"7"_s}));
        QVERIFY(report->revokedConsoleKey);
        QVERIFY(m_fixture->acme().consoleKeyRevokedAt.isValid());
        const QString slot = m_fixture->acme().consoleSlot;
        QVERIFY(await(m_revoker->cleanUp(*report)));
        QVERIFY(!m_fixture->secrets.stored(slot));
    }

    void spareKeysAreCleanedUp()
    {
        QVERIFY(m_fixture->workspaces.change(u"acme"_s, [](Workspace &workspace) {
            workspace.spareSlots = {{u"3"_s, u"spare"_s}, {u"2"_s, u"kept"_s}};
            workspace.rotationDays = {{u"3"_s, 30}};
        }));
        m_fixture->secrets.setStored(u"spare"_s, Secret("x"));
        m_fixture->secrets.setStored(u"kept"_s, Secret("x"));
        expectRevocation(u"3"_s);
        expectList({u"3"_s});
        const Result<RevokeReport> report = await(m_revoker->revoke({u"3"_s}));
        QVERIFY(report);
        QVERIFY(await(m_revoker->cleanUp(*report)));
        QVERIFY(!m_fixture->secrets.stored(u"spare"_s));
        QVERIFY(m_fixture->secrets.stored(u"kept"_s));
        QCOMPARE(m_fixture->acme().spareSlots.keys(), QStringList{u"2"_s});
        QVERIFY(m_fixture->acme().rotationDays.isEmpty());
    }

    void aKeychainThatKeepsTheItemIsReported()
    {
        RevokeReport report;
        report.revoked = {u"8"_s};
        report.revokedDeviceKey = true;
        m_fixture->secrets.setMode(MemorySecretStore::Mode::LyingRemove);
        QVERIFY(!await(m_revoker->cleanUp(report)));
    }

    void nothingToCleanUpIsFine()
    {
        const qsizetype steps = m_fixture->secrets.steps().size();
        QVERIFY(await(m_revoker->cleanUp({})));
        QCOMPARE(m_fixture->secrets.steps().size(), steps);
    }

    void nothingToRevokeIsAnEmptyReport()
    {
        const Result<RevokeReport> report = await(m_revoker->revoke({}));
        QVERIFY(report);
        QVERIFY(report->revoked.isEmpty() && report->failed.isEmpty());
    }

    void withoutAKeyNothingIsTried()
    {
        m_access->forget();
        m_fixture->secrets.setMode(MemorySecretStore::Mode::Locked);
        QCOMPARE(await(m_revoker->revoke({u"3"_s})).error().code, ErrorCode::KeychainLocked);
        QCOMPARE(m_fixture->requestCount("DELETE"), 0);
    }

    void oneAtATime()
    {
        expectRevocation(u"3"_s);
        expectList({u"3"_s});
        QFuture<Result<RevokeReport>> first = m_revoker->revoke({u"3"_s});
        QCOMPARE(await(m_revoker->revoke({u"2"_s})).error().code, ErrorCode::Cancelled);
        QVERIFY(await(first));
    }
};

QTEST_GUILESS_MAIN(tst_KeyRevoker)
#include "tst_keyrevoker.moc"
