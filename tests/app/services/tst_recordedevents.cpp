// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/services/eventrecorder.h"
#include "models/settings/settingkeys.h"
#include "tests/app/cli/clifixture.h"

#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

//! What becomes an event of this device: refusals of our own key, and changes of what decides about keys and records.
class tst_RecordedEvents final : public QObject
{
    Q_OBJECT

    struct Noted
    {
        QString workspace;
        QString subject;
        QString detail;
    };
    [[nodiscard]] static QList<Noted> noted(const CliFixture &fixture, const QString &kind)
    {
        QList<Noted> found;
        const QList<QByteArray> lines = fixture.read(eventsFile(fixture)).split('\n');
        for (const QByteArray &line : lines) {
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            if (event.value("kind"_L1).toString() == kind)
                found.append({event.value("workspace"_L1).toString(),
                              event.value("subject"_L1).toString(),
                              event.value("detail"_L1).toString()});
        }
        return found;
    }
    [[nodiscard]] static QString eventsFile(const CliFixture &fixture)
    {
        const QString path = AppPaths::forHome(fixture.home.path()).stateDir
                             + u"/events/events.jsonl"_s;
        return QDir(fixture.home.path()).relativeFilePath(path);
    }

private Q_SLOTS:
    void aRefusalIsNotedOnce_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("subject");
        QTest::newRow("not signed in") << u"401"_s << u"HTTP 401"_s;
        QTest::newRow("not paid") << u"402"_s << u"HTTP 402"_s;
        QTest::newRow("forbidden") << u"403"_s << u"HTTP 403"_s;
        QTest::newRow("MCP switched off") << u"403-license"_s << u"HTTP 403"_s;
    }
    void aRefusalIsNotedOnce()
    {
        QFETCH(const QString, fault);
        QFETCH(const QString, subject);
        CliFixture fixture;
        fixture.addWorkspace();
        QCOMPARE(fixture.run({u"keys"_s, u"list"_s}).exitCode, 0);
        QVERIFY(noted(fixture, u"refusal"_s).isEmpty());
        fixture.setFaults({fault});
        std::ignore = fixture.run({u"keys"_s, u"list"_s});
        std::ignore = fixture.run({u"keys"_s, u"list"_s});
        QList<Noted> refusals = noted(fixture, u"refusal"_s);
        QCOMPARE(refusals.size(), 1);
        QCOMPARE(refusals.first().workspace, u"acme"_s);
        QVERIFY2(refusals.first().subject.startsWith(subject),
                 qPrintable(refusals.first().subject));
        QVERIFY(refusals.first().detail.startsWith(u'/'));
        QVERIFY(!fixture.read(eventsFile(fixture)).contains(fixture.sandbox.adminKey().reveal()));
        if (fault == "401"_L1)
            return; // the budget of failed sign-ins makes such a key wait
        // Accepted in between: the next one is another one.
        fixture.setFaults({});
        QCOMPARE(fixture.run({u"keys"_s, u"list"_s}).exitCode, 0);
        fixture.setFaults({fault});
        std::ignore = fixture.run({u"keys"_s, u"list"_s});
        QCOMPARE(noted(fixture, u"refusal"_s).size(), 2);
    }

    void whatIsNoRefusalIsNotNoted_data()
    {
        QTest::addColumn<QString>("fault");
        for (const char *fault : {"404", "429", "500", "close", "html"})
            QTest::newRow(fault) << QString::fromLatin1(fault);
    }
    void whatIsNoRefusalIsNotNoted()
    {
        QFETCH(const QString, fault);
        CliFixture fixture;
        fixture.addWorkspace();
        fixture.setFaults({fault});
        std::ignore = fixture.run({u"keys"_s, u"list"_s});
        QVERIFY(noted(fixture, u"refusal"_s).isEmpty());
    }

    void aKeyThatIsOnlyTriedIsNotOurs()
    {
        CliFixture fixture;
        fixture.setFaults({u"401"_s});
        QVERIFY(fixture.run(fixture.addArguments(), fixture.adminKeyLine()).exitCode != 0);
        QVERIFY(noted(fixture, u"refusal"_s).isEmpty());
    }

    void theKeyThatWasRevokedFromHereIsExpectedToBeRefused()
    {
        CliFixture fixture;
        fixture.addWorkspace();
        QCOMPARE(fixture.run({u"keys"_s, u"list"_s}).exitCode, 0);
        const QString id = fixture.services->workspaces().find(u"acme"_s)->consoleKeyId;
        QVERIFY(!id.isEmpty());
        QCOMPARE(fixture.run({u"keys"_s, u"revoke"_s, id, u"--yes"_s}).exitCode, 0);
        QCOMPARE(noted(fixture, u"key-revoked-here"_s).size(), 1);
        QVERIFY(noted(fixture, u"refusal"_s).isEmpty());
    }

    void aChangedSettingIsNotedOnceWithWhatItWas()
    {
        CliFixture fixture;
        Settings &settings = fixture.services->settings();
        for (const int days : {31, 32, 33, 60}) // click by click
            settings.setValue(SettingKeys::RotationDaysPerson, days);
        settings.setValue(SettingKeys::MeteringEnabled, false);
        settings.setValue(SettingKeys::ClipboardSeconds, 60);
        settings.setValue(SettingKeys::ClipboardSeconds, 30); // and back
        settings.setValue(SettingKeys::IdleDays, 45);         // its default
        settings.setValue(SettingKeys::Theme, u"dark"_s);     // nobody's business
        settings.setValue(SettingKeys::UsageServer, u"postgresql://alex@db.example/usage"_s);
        settings.setValue(SettingKeys::SiemTarget, u"syslog+tls://siem.example"_s);
        // After a moment by itself.
        QTRY_COMPARE_WITH_TIMEOUT(noted(fixture, u"settings-changed"_s).size(), 4, 10000);
        QMap<QString, QString> details;
        for (const Noted &event : noted(fixture, u"settings-changed"_s)) {
            QVERIFY(event.workspace.isEmpty());
            details[event.subject] = event.detail;
        }
        const QString us = QCoreApplication::applicationName();
        QCOMPARE(details.value(u"rotationDaysPerson"_s), u"90 → 60, "_s + us);
        QCOMPARE(details.value(u"metering"_s), u"true → false, "_s + us);
        QCOMPARE(details.value(u"siemTarget"_s), u"– → syslog+tls://siem.example, "_s + us);
        QCOMPARE(details.value(u"usageServer"_s), us); // names an account
    }

    void aChangeIsNotLostWhenTheProgramEnds()
    {
        CliFixture fixture;
        fixture.services->settings().setValue(SettingKeys::SiemEnabled, false);
        fixture.services.reset();
        QCOMPARE(noted(fixture, u"settings-changed"_s).size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_RecordedEvents)
#include "tst_recordedevents.moc"
