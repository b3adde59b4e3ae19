// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/settingkeys.h"
#include "tests/app/cli/clifixture.h"

#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

//! What an administrator decided does not change by the command line either: a plain sentence, exit code 78, nothing sent.
class tst_ManagedSettings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsLockedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("named"); // empty = allowed
        const QStringList create{u"keys"_s, u"create"_s};
        const QStringList days{u"--rotate-days"_s, u"365"_s};
        QTest::newRow("a person's interval")
            << QByteArray(
                   "{'format': 1, 'rotationDaysPerson': 30, 'locked': ['rotationDaysPerson']}")
            << create + QStringList{u"alex-phone"_s} + days << u"rotationDaysPerson"_s;
        QTest::newRow("a bot's interval")
            << QByteArray("{'format': 1, 'locked': ['rotationDaysBot']}")
            << create + QStringList{u"prod-slack-bot"_s} + days << u"rotationDaysBot"_s;
        QTest::newRow("the locked interval itself")
            << QByteArray(
                   "{'format': 1, 'rotationDaysPerson': 365, 'locked': ['rotationDaysPerson']}")
            << create + QStringList{u"alex-phone"_s} + days << QString();
        QTest::newRow("a bot's interval, of a person")
            << QByteArray("{'format': 1, 'locked': ['rotationDaysBot']}")
            << create + QStringList{u"alex-phone"_s} + days << QString();
        QTest::newRow("a given, but free interval")
            << QByteArray("{'format': 1, 'rotationDaysPerson': 30}")
            << create + QStringList{u"alex-phone"_s} + days << QString();
        QTest::newRow("a policy that can't be read")
            << QByteArray("{") << create + QStringList{u"alex-phone"_s} + days
            << u"rotationDaysPerson"_s;

        const QByteArray server("{'format': 1, 'locked': ['usageServer']}");
        QTest::newRow("the history's server")
            << server
            << QStringList{u"usage"_s, u"server"_s, u"set"_s, u"postgresql://a@db.example/usage"_s}
            << u"usageServer"_s;
        QTest::newRow("no server for the history")
            << server << QStringList{u"usage"_s, u"server"_s, u"clear"_s} << u"usageServer"_s;
        QTest::newRow("looking at the history's server")
            << server << QStringList{u"usage"_s, u"server"_s} << QString();

        const QStringList test{u"audit"_s, u"forward"_s, u"--test"_s};
        QTest::newRow("another SIEM") << QByteArray(
            "{'format': 1, 'siemTarget': 'syslog+tls://a.example', 'locked': ['siemTarget']}")
                                      << test + QStringList{u"--to"_s, u"syslog+tls://b.example"_s}
                                      << u"siemTarget"_s;
        QTest::newRow("another authority of the SIEM")
            << QByteArray("{'format': 1, 'locked': ['siemCaFile']}")
            << test + QStringList{u"--to"_s, u"syslog+tls://b.example"_s, u"--ca"_s, u"ca.pem"_s}
            << u"siemCaFile"_s;
    }
    void whatIsLockedIsRefused()
    {
        QFETCH(QByteArray, policy);
        QFETCH(const QStringList, command);
        QFETCH(const QString, named);
        CliFixture fixture;
        fixture.addWorkspace();
        fixture.services->settings().setPolicy(
            Policy::fromJson(policy.replace('\'', '"'), u"policy"_s));
        const CliRun run = fixture.run(QStringList{u"--json"_s} + command);
        if (named.isEmpty()) {
            QCOMPARE(run.exitCode, 0);
            return;
        }
        QCOMPARE(run.exitCode, 78);
        QCOMPARE(run.errorCode(), u"NotConfigured"_s);
        QVERIFY2(run.out.contains(named.toUtf8()), run.out.constData());
        QVERIFY2(run.out.contains("administrator"), run.out.constData());
    }

    void aLockedSwitchIsNotTurnedOnForOneRun()
    {
        CliFixture fixture;
        fixture.addWorkspace();
        fixture.services->settings().setPolicy(Policy::fromJson(
            QByteArray("{'format': 1, 'siemEnabled': false, 'locked': ['siemEnabled']}")
                .replace('\'', '"'),
            u"policy"_s));
        const CliRun run = fixture.run({u"--json"_s, u"audit"_s, u"forward"_s, u"--test"_s,
                                        u"--to"_s, u"syslog+tls://localhost:1"_s});
        QCOMPARE(run.exitCode, 78);
        QVERIFY2(run.out.contains("switched off"), run.out.constData());
    }

    void aKeysOwnIntervalDoesNotCountWhereOneIsLocked()
    {
        CliFixture fixture;
        fixture.addWorkspace();
        const CliRun made = fixture.run(
            {u"--json"_s, u"keys"_s, u"create"_s, u"alex-phone"_s, u"--rotate-days"_s, u"365"_s});
        QCOMPARE(made.exitCode, 0);
        QCOMPARE(rotationDays(fixture, u"alex-phone"_s), 365);
        fixture.services->settings().setPolicy(Policy::fromJson(
            QByteArray("{'format': 1, 'rotationDaysPerson': 30, 'locked': ['rotationDaysPerson']}")
                .replace('\'', '"'),
            u"policy"_s));
        QCOMPARE(rotationDays(fixture, u"alex-phone"_s), 30);
    }

private:
    [[nodiscard]] static QDateTime timeOf(const QJsonValue &key, QLatin1StringView member)
    {
        return QDateTime::fromString(key.toObject().value(member).toString(), Qt::ISODate);
    }
    [[nodiscard]] static int rotationDays(CliFixture &fixture, const QString &name)
    {
        const CliRun listed = fixture.run({u"--json"_s, u"keys"_s, u"list"_s});
        for (const QJsonValue &key : listed.object().value("keys"_L1).toArray()) {
            if (key.toObject().value("name"_L1).toString() == name)
                return int(timeOf(key, "createdAt"_L1).daysTo(timeOf(key, "rotateBy"_L1)));
        }
        return -1;
    }
};

QTEST_GUILESS_MAIN(tst_ManagedSettings)
#include "tst_managedsettings.moc"
