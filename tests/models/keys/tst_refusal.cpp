// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/refusal.h"

#include "tests/models/keys/keysfixture.h"

#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_Refusal final : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] static QStringList codes(const RefusalFacts &facts)
    {
        QStringList codes;
        for (const RefusalReason &reason : explainRefusal(facts, Now))
            codes << reason.code;
        return codes;
    }

private Q_SLOTS:
    void eachCauseIsNamed_data()
    {
        QTest::addColumn<bool>("isListed");
        QTest::addColumn<bool>("isRevoked");
        QTest::addColumn<bool>("isBlocked");
        QTest::addColumn<bool>("isElsewhere");
        QTest::addColumn<bool>("isUnlicensed");
        QTest::addColumn<bool>("isComplete");
        QTest::addColumn<QStringList>("codes");
        QTest::newRow("nothing") << true << false << false << false << false << true
                                 << QStringList{u"nothing-known"_s};
        QTest::newRow("revoked") << true << true << false << false << false << true
                                 << QStringList{u"revoked"_s};
        QTest::newRow("blocked") << true << false << true << false << false << true
                                 << QStringList{u"owner-blocked"_s};
        QTest::newRow("both") << true << true << true << false << false << true
                              << QStringList{u"revoked"_s, u"owner-blocked"_s};
        QTest::newRow("elsewhere") << false << false << false << true << false << true
                                   << QStringList{u"other-workspace"_s};
        QTest::newRow("licence") << true << false << false << false << true << true
                                 << QStringList{u"license"_s};
        QTest::newRow("not listed")
            << false << false << false << false << false << true << QStringList{u"not-listed"_s};
        QTest::newRow("never seen")
            << false << false << false << false << false << false << QStringList{u"never-seen"_s};
    }
    void eachCauseIsNamed()
    {
        QFETCH(bool, isListed);
        QFETCH(bool, isRevoked);
        QFETCH(bool, isBlocked);
        QFETCH(bool, isElsewhere);
        QFETCH(bool, isUnlicensed);
        QFETCH(bool, isComplete);
        QFETCH(QStringList, codes);
        RefusalFacts facts;
        if (isListed) {
            Key key = listedKey(u"7"_s, u"alex-laptop"_s);
            if (isRevoked)
                key.revokedAt = Now.addDays(-3);
            key.owner->isBanned = isBlocked;
            facts.key = key;
        }
        if (isElsewhere)
            facts.otherWorkspaces << u"globex"_s;
        if (isUnlicensed)
            facts.license = ErrorCode::LicenseDisabled;
        facts.isListComplete = isComplete;
        QCOMPARE(tst_Refusal::codes(facts), codes);
        for (const RefusalReason &reason : explainRefusal(facts, Now))
            QVERIFY(!reason.text.isEmpty());
    }

    void whoAndWhenIsToldWhereItIsKnown()
    {
        Key key = listedKey(u"7"_s, u"alex-laptop"_s);
        key.revokedAt = Now.addDays(-3);
        RefusalFacts facts;
        facts.key = key;
        QVERIFY(explainRefusal(facts, Now).constFirst().text.contains(u"3 d ago"_s));
        facts.revokedBy = u"Dana <b>Ruiz</b>\u202e"_s;
        const QString text = explainRefusal(facts, Now).constFirst().text;
        QVERIFY(text.startsWith(u"Dana <b>Ruiz</b>"_s)); // shown as plain text
        QVERIFY(!text.contains(QChar(0x202e)));
    }

    void aRevocationThatOnlyThisDeviceRemembersCounts()
    {
        RefusalFacts facts;
        facts.key = listedKey(u"7"_s, u"alex-laptop"_s);
        facts.revokedHereAt = Now.addSecs(-7200);
        QCOMPARE(codes(facts), QStringList{u"revoked"_s});
        QVERIFY(explainRefusal(facts, Now).constFirst().text.contains(u"2 h ago"_s));
    }

    void holdersAreFoundByPrefix()
    {
        Workspace acme;
        acme.name = u"acme"_s;
        acme.origin = *Origin::parse(u"https://acme.konstantly.com");
        acme.consoleKeyPrefix = u"kmcp_aaaaaaaa"_s;
        Workspace globex;
        globex.name = u"globex"_s;
        globex.origin = *Origin::parse(u"https://globex.konstantly.com");
        globex.deviceKeyPrefix = u"kmcp_bbbbbbbb"_s;
        QCOMPARE(otherHolders(u"kmcp_bbbbbbbb"_s, acme, {acme, globex}), QStringList{u"globex"_s});
        QCOMPARE(otherHolders(u"kmcp_bbbbbbbb"_s, globex, {acme, globex}), QStringList());
        QCOMPARE(otherHolders({}, acme, {acme, globex}), QStringList());
        // The same workspace under a second name is no other one.
        Workspace again = globex;
        again.name = u"globex-2"_s;
        QCOMPARE(otherHolders(u"kmcp_bbbbbbbb"_s, globex, {acme, globex, again}), QStringList());
    }

    void factsComeFromTheListTheRecordAndTheLastAnswer()
    {
        KeysFixture f;
        f.connectAcme(u"1"_s);
        ConsoleAccess access(u"acme"_s, f.workspaces, f.secrets, f.http);
        KeyStore keys(access, f.workspaces, f.clock);
        Key revoked = listedKey(u"2"_s, u"old-laptop"_s);
        revoked.revokedAt = Now.addDays(-1);
        f.network.expect("GET", KeysTarget, listOf({f.consoleListed(u"1"_s), revoked}));
        QVERIFY(await(keys.refresh()));
        RefusalFacts facts = refusalFacts(*keys.find(u"2"), keys, f.workspaces.workspaces());
        QVERIFY(facts.isListComplete);
        QCOMPARE(codes(facts), QStringList{u"revoked"_s});

        f.network.expect("GET", KeysTarget, refusal(403, "MCP_LICENSE_DISABLED"));
        f.network.expect("GET", AuditTarget, refusal(403, "MCP_LICENSE_DISABLED"));
        QVERIFY(await(keys.refresh()));
        const Key own = consoleKeyAsKnown(f.acme());
        facts = refusalFacts(own, keys, f.workspaces.workspaces());
        QVERIFY(!facts.isListComplete);
        QCOMPARE(codes(facts), QStringList{u"license"_s});

        QVERIFY(f.workspaces.change(u"acme"_s, [](Workspace &workspace) {
            workspace.consoleKeyRevokedAt = Now.addSecs(-60);
        }));
        facts = refusalFacts(own, keys, f.workspaces.workspaces());
        QCOMPARE(codes(facts), (QStringList{u"revoked"_s, u"license"_s}));
    }

    void theAuditLogTellsWhoRevokedIt()
    {
        AuditEvent created;
        created.eventType = AuditEventType::KeyCreated;
        created.targetId = u"9"_s;
        created.createdAt = Now.addDays(-9);
        AuditEvent gone = created;
        gone.eventType = AuditEventType::KeyRevoked;
        gone.createdAt = Now.addDays(-2);
        gone.author = UserRef{u"5"_s, u"Dana Ruiz"_s, {}, {}};
        KeysFixture f;
        f.connectAcme(u"1"_s);
        ConsoleAccess access(u"acme"_s, f.workspaces, f.secrets, f.http);
        KeyStore keys(access, f.workspaces, f.clock);
        const QList<Key> listed = keysFromAudit({gone, created});
        QCOMPARE(listed.size(), 1);
        const RefusalFacts facts = refusalFacts(listed.first(), keys, f.workspaces.workspaces());
        QVERIFY(explainRefusal(facts, Now).constFirst().text.startsWith(u"Dana Ruiz"_s));
    }
};

QTEST_GUILESS_MAIN(tst_Refusal)
#include "tst_refusal.moc"
