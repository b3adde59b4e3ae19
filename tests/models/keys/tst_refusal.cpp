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
    [[nodiscard]] static KeyRow row(const Key &key) { return assessKey(key, {}, {}, nullptr, Now); }
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
            facts.row = row(key);
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
        facts.row = row(key);
        QVERIFY(explainRefusal(facts, Now).constFirst().text.contains(u"3 d ago"_s));
        facts.revokedBy = u"Dana <b>Ruiz</b>\u202e"_s;
        const QString text = explainRefusal(facts, Now).constFirst().text;
        QVERIFY(text.startsWith(u"Dana <b>Ruiz</b>"_s)); // shown as plain text
        QVERIFY(!text.contains(QChar(0x202e)));
    }

    void aRevocationThatOnlyThisDeviceRemembersCounts()
    {
        RefusalFacts facts;
        facts.row = row(listedKey(u"7"_s, u"alex-laptop"_s));
        facts.revokedHereAt = Now.addSecs(-7200);
        QCOMPARE(codes(facts), QStringList{u"revoked"_s});
        QVERIFY(explainRefusal(facts, Now).constFirst().text.contains(u"2 h ago"_s));
    }

    void holdersAreFoundByPrefix()
    {
        Workspace acme;
        acme.name = u"acme"_s;
        acme.consoleKeyPrefix = u"kmcp_aaaaaaaa"_s;
        Workspace globex;
        globex.name = u"globex"_s;
        globex.deviceKeyPrefix = u"kmcp_bbbbbbbb"_s;
        QCOMPARE(otherHolders(u"kmcp_bbbbbbbb"_s, u"acme"_s, {acme, globex}),
                 QStringList{u"globex"_s});
        QCOMPARE(otherHolders(u"kmcp_bbbbbbbb"_s, u"globex"_s, {acme, globex}), QStringList());
        QCOMPARE(otherHolders({}, u"acme"_s, {acme, globex}), QStringList());
    }
};

QTEST_GUILESS_MAIN(tst_Refusal)
#include "tst_refusal.moc"
