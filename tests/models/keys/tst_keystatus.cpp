// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keystatus.h"

#include "tests/models/keys/keysfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_KeyStatus : public QObject
{
    Q_OBJECT

private:
    Workspace m_workspace;

    [[nodiscard]] KeyRow assess(const Key &key, const KeyRules &rules = {}) const
    {
        return assessKey(key, m_workspace, rules, nullptr, Now);
    }
    [[nodiscard]] QStringList statuses(const Key &key) const
    {
        return statusNames(assess(key).statuses);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_workspace = {};
        m_workspace.origin = *Origin::parse(u"https://acme.konstantly.com");
    }

    void aYoungUsedKeyIsActiveAndNothingElse()
    {
        QCOMPARE(statuses(listedKey(u"1"_s, u"alex-laptop"_s)), QStringList{u"active"_s});
    }

    void rotation_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<qint64>("ageSeconds");
        QTest::addColumn<bool>("isDue");
        QTest::addColumn<int>("overdue");
        constexpr qint64 Day = 86400;
        QTest::newRow("person, 89 days") << u"alex-laptop"_s << 90 * Day - 1 << false << -1;
        QTest::newRow("person, 90 days") << u"alex-laptop"_s << 90 * Day << true << 0;
        QTest::newRow("person, 95 days") << u"alex-laptop"_s << 95 * Day << true << 5;
        QTest::newRow("bot, 6 days") << u"prod-slack-bot"_s << 7 * Day - 1 << false << -1;
        QTest::newRow("bot, 7 days") << u"prod-slack-bot"_s << 7 * Day << true << 0;
        QTest::newRow("bot, 8 days") << u"ci-nightly"_s << 8 * Day << true << 1;
        QTest::newRow("from the future") << u"alex-laptop"_s << -Day * 4000 << false << -90;
        QTest::newRow("very old") << u"alex-laptop"_s << Day * 36500 << true << 36410;
    }

    void rotation()
    {
        QFETCH(const QString, name);
        QFETCH(const qint64, ageSeconds);
        Key key = listedKey(u"1"_s, name);
        key.createdAt = Now.addSecs(-ageSeconds);
        const KeyRow row = assess(key);
        QTEST(row.statuses.testFlag(KeyStatus::RotationDue), "isDue");
        QTEST(row.overdueDays, "overdue");
        QVERIFY(row.ageDays >= 0);
    }

    void theUsersOwnIntervalWins()
    {
        m_workspace.rotationDays = {{u"1"_s, 30}};
        Key key = listedKey(u"1"_s, u"alex-laptop"_s);
        key.createdAt = Now.addDays(-31);
        const KeyRow row = assess(key);
        QCOMPARE(row.rotationDays, 30);
        QCOMPARE(row.overdueDays, 1);
        QCOMPARE(row.rotateBy, key.createdAt.addDays(30));
        QVERIFY(row.statuses.testFlag(KeyStatus::RotationDue));
    }

    void anUnknownAgeIsNeverDue()
    {
        Key key = listedKey(u"1"_s, u"alex-laptop"_s);
        key.createdAt = {};
        const KeyRow row = assess(key);
        QVERIFY(!row.statuses.testFlag(KeyStatus::RotationDue));
        QVERIFY(!row.rotateBy.isValid());
    }

    void notProvidedIsNeitherNeverNorIdle()
    {
        Key key = listedKey(u"1"_s, u"alex-laptop"_s);
        key.lastUsed = {};
        QCOMPARE(statuses(key), QStringList{u"active"_s});
        QCOMPARE(assess(key).idleDays, -1);
        key.lastUsed = {LastUsed::State::Never, {}};
        QCOMPARE(statuses(key), (QStringList{u"active"_s, u"never-used"_s}));
        QCOMPARE(assess(key).idleDays, -1);
    }

    void idle_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("limit");
        QTest::addColumn<bool>("isIdle");
        QTest::newRow("44 of 45") << 44 << 45 << false;
        QTest::newRow("45 of 45") << 45 << 45 << true;
        QTest::newRow("89 of 90") << 89 << 90 << false;
        QTest::newRow("90 of 90") << 90 << 90 << true;
        QTest::newRow("used in the future") << -3 << 45 << false;
    }

    void idle()
    {
        QFETCH(const int, days);
        QFETCH(const int, limit);
        Key key = listedKey(u"1"_s, u"alex-laptop"_s);
        key.lastUsed.at = Now.addDays(-days);
        KeyRules rules;
        rules.idleDays = limit;
        QTEST(assess(key, rules).statuses.testFlag(KeyStatus::Idle), "isIdle");
    }

    void anOwnerLeftOnlyWhenTheServiceSaysSo()
    {
        Key key = listedKey(u"1"_s, u"alex-laptop"_s);
        key.owner->isBanned = std::nullopt;
        QCOMPARE(statuses(key), QStringList{u"active"_s});
        key.owner = std::nullopt;
        QCOMPARE(statuses(key), QStringList{u"active"_s});
        key.owner = UserRef{u"1"_s, u"Sam"_s, {}, true};
        QCOMPARE(statuses(key), QStringList{u"owner-left"_s}); // its key is refused, so not active
    }

    void exposedByPrefixAndAddress()
    {
        QTemporaryDir home;
        Exposures exposures(AppPaths::forHome(home.path()));
        const Secret secret = randomKey();
        QVERIFY(exposures.add(secret, m_workspace.origin, u"/x"_s, Now));
        Key key = listedKey(u"1"_s, u"alex-laptop"_s);
        key.prefix = keyPrefix(secret);
        QVERIFY(
            assessKey(key, m_workspace, {}, &exposures, Now).statuses.testFlag(KeyStatus::Exposed));
        key.prefix = u"kmcp_other000"_s;
        QVERIFY(!assessKey(key, m_workspace, {}, &exposures, Now)
                     .statuses.testFlag(KeyStatus::Exposed));
        key.prefix.clear(); // the service did not say: no guess
        QVERIFY(!assessKey(key, m_workspace, {}, &exposures, Now)
                     .statuses.testFlag(KeyStatus::Exposed));
    }

    void aRevokedKeyIsNothingElse()
    {
        Key key = listedKey(u"1"_s, u"key1"_s);
        key.createdAt = Now.addDays(-400);
        key.owner->isBanned = true;
        key.revokedAt = Now.addDays(-3);
        const KeyRow row = assess(key);
        QCOMPARE(statusNames(row.statuses), QStringList{u"revoked"_s});
        QCOMPARE(row.revokedDays, 3);
        QVERIFY(!row.rotateBy.isValid());
        QVERIFY(!needsAttention(row.statuses));
    }

    void everythingAtOnceIsListedInOrder()
    {
        Key key = listedKey(u"1"_s, u"key1"_s);
        key.createdAt = Now.addDays(-400);
        key.lastUsed.at = Now.addDays(-100);
        key.owner->isBanned = true;
        QCOMPARE(statuses(key),
                 (QStringList{u"rotation-due"_s, u"owner-left"_s, u"idle"_s, u"poorly-named"_s}));
        QCOMPARE(worstStatus(assess(key).statuses), KeyStatus::OwnerLeft);
    }

    void ownKeysAreRecognised()
    {
        m_workspace.consoleKeyId = u"1"_s;
        const Key console = listedKey(u"1"_s, u"alex-laptop"_s);
        const Key other = listedKey(u"2"_s, u"alex-laptop"_s);
        QVERIFY(assess(console).isConsoleKey);
        QVERIFY(assess(console).isDeviceKey); // it serves both
        QVERIFY(!assess(other).isOnThisDevice());

        m_workspace.deviceSlot = u"slot"_s;
        m_workspace.deviceKeyPrefix = other.prefix; // the id is not known yet
        QVERIFY(!assess(console).isDeviceKey);
        QVERIFY(assess(other).isDeviceKey);
        QVERIFY(!assess(other).isConsoleKey);
    }

    void anUnknownOwnKeyMatchesNothing()
    {
        Key key = listedKey({}, u"alex-laptop"_s);
        key.prefix.clear();
        QVERIFY(!assess(key).isOnThisDevice());
    }

    void everyStatusHasANameAndALabel()
    {
        QStringList names;
        for (int bit = 1; bit <= int(KeyStatus::Revoked); bit *= 2) {
            names << statusName(KeyStatus(bit));
            QVERIFY(!statusLabel(KeyStatus(bit)).isEmpty());
        }
        QCOMPARE(names.join(u' '), u"active rotation-due owner-left never-used idle exposed "
                                   "poorly-named revoked"_s);
    }
};

QTEST_GUILESS_MAIN(tst_KeyStatus)
#include "tst_keystatus.moc"
