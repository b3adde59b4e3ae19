// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/rotationreminders.h"

#include "models/settings/settingkeys.h"
#include "tests/models/keys/keysfixture.h"

#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_RotationReminders final : public QObject
{
    Q_OBJECT

    std::unique_ptr<KeysFixture> m_fixture;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ConsoleAccess> m_access;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<RotationReminders> m_reminders;
    QList<RotationReminder> m_told;

    //! As after a start of the program, which knows no keys yet.
    void start()
    {
        m_reminders = std::make_unique<RotationReminders>(*m_keys, *m_settings, QTimeZone::utc(),
                                                          m_fixture->clock);
        connect(m_reminders.get(), &RotationReminders::reminded, this,
                [this](const RotationReminder &reminder) { m_told.append(reminder); });
    }
    void list(const QList<Key> &keys)
    {
        m_fixture->network.expect("GET", KeysTarget, listOf(keys));
        QVERIFY(await(m_keys->refresh()));
    }
    [[nodiscard]] Key own(int ageDays) const
    {
        Key key = m_fixture->consoleListed(u"1"_s);
        key.createdAt = Now.addDays(-ageDays);
        return key;
    }

private Q_SLOTS:
    void init()
    {
        m_told.clear();
        m_fixture = std::make_unique<KeysFixture>();
        m_fixture->connectAcme(u"1"_s);
        m_settings = Settings::inFile(m_fixture->paths);
        m_access = std::make_unique<ConsoleAccess>(u"acme"_s, m_fixture->workspaces,
                                                   m_fixture->secrets, m_fixture->http);
        m_keys = std::make_unique<KeyStore>(*m_access, m_fixture->workspaces, m_fixture->clock);
        start();
    }
    void cleanup()
    {
        m_reminders.reset();
        m_keys.reset();
        m_access.reset();
        m_settings.reset();
        m_fixture.reset();
    }

    void itBeginsFourteenDaysAhead_data()
    {
        QTest::addColumn<int>("ageDays");
        QTest::addColumn<int>("intervalDays");
        QTest::addColumn<int>("count");
        QTest::newRow("15 days ahead") << 75 << 90 << 0;
        QTest::newRow("14 days ahead") << 76 << 90 << 1;
        QTest::newRow("overdue") << 100 << 90 << 1;
        QTest::newRow("a week's interval, 2 days ahead") << 5 << 7 << 0;
        QTest::newRow("a week's interval, the day before") << 6 << 7 << 1;
    }
    void itBeginsFourteenDaysAhead()
    {
        QFETCH(const int, ageDays);
        QFETCH(const int, intervalDays);
        m_settings->setValue(SettingKeys::RotationDaysPerson, intervalDays);
        list({own(ageDays)});
        QTEST(int(m_told.size()), "count");
    }

    void itComesOnceADayAlsoAfterARestart()
    {
        list({own(80)});
        QCOMPARE(m_told.size(), 1);
        QVERIFY(m_told[0].message.contains(u"alex-laptop"_s));
        m_reminders->look();
        m_settings = Settings::inFile(m_fixture->paths);
        start();
        m_reminders->look();
        QCOMPARE(m_told.size(), 1);
        m_fixture->now = Now.addDays(1);
        m_reminders->look();
        QCOMPARE(m_told.size(), 2);
    }

    void quietHoursPutItOff()
    {
        m_settings->setValue(SettingKeys::UsageQuietFrom, u"10:00"_s);
        m_settings->setValue(SettingKeys::UsageQuietTo, u"13:00"_s); // it is noon
        list({own(100)});
        QVERIFY(m_told.isEmpty());
        m_fixture->now = Now.addSecs(3601);
        m_reminders->look();
        QCOMPARE(m_told.size(), 1);
    }

    void switchedOffItIsSilentAndSwitchedOnItTells()
    {
        m_settings->setValue(SettingKeys::RotationReminds, false);
        list({own(100)});
        QVERIFY(m_told.isEmpty());
        m_settings->setValue(SettingKeys::RotationReminds, true);
        QCOMPARE(m_told.size(), 1);
    }

    void keysOfOthersAndRevokedOnesAreNobodysTask()
    {
        Key other = listedKey(u"2"_s, u"dana-desktop"_s);
        other.createdAt = Now.addDays(-200);
        other.owner = UserRef{u"43"_s, u"Dana Ruiz"_s, {}, false};
        Key revoked = listedKey(u"3"_s, u"alex-phone"_s);
        revoked.createdAt = Now.addDays(-200);
        revoked.revokedAt = Now.addDays(-1);
        list({own(1), other, revoked});
        QVERIFY(m_told.isEmpty());
        Key mine = listedKey(u"4"_s, u"alex-tablet"_s); // on another device
        mine.createdAt = Now.addDays(-200);
        list({own(1), other, revoked, mine});
        QCOMPARE(m_told.size(), 1);
        QCOMPARE(m_told[0].message, u"alex-tablet"_s);
    }

    void theIntervalOfThePolicyCounts()
    {
        m_settings->setPolicy(Policy::fromJson(
            R"({"format": 1, "rotationDaysPerson": 30, "locked": ["rotationDaysPerson"]})", {}));
        list({own(31)});
        QCOMPARE(m_told.size(), 1);
    }

    void whatWasStoredAndIsBrokenOnlyRepeatsIt()
    {
        m_settings->setValue(SettingKeys::RotationRemindersTold, QByteArray("{\"acme\":[1"));
        list({own(100)});
        QCOMPARE(m_told.size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_RotationReminders)
#include "tst_rotationreminders.moc"
