// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/forwardstate.h"
#include "models/settings/settingkeys.h"
#include "models/usage/usagelocation.h"
#include "tests/app/cli/clifixture.h"

#include "models/keys/workspaceconnector.h"

#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

//! `checkup`, on the service stand-in over TLS.
class tst_CheckupCommand final : public QObject
{
    Q_OBJECT

    static QString stateOf(const CliRun &run, const QString &id)
    {
        const QJsonArray checks = run.object()["checks"_L1].toArray();
        for (const QJsonValue &check : checks) {
            if (check["id"_L1].toString() == id)
                return check["state"_L1].toString();
        }
        return {};
    }

private Q_SLOTS:
    void itExitsWithOneAndTellsWhatIsWrong()
    {
        CliFixture fixture;
        fixture.addWorkspace();
        const CliRun run = fixture.run({u"--json"_s, u"checkup"_s});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.object()["problems"_L1].toInt() == 1, run.out.constData());
        QCOMPARE(run.object()["checks"_L1].toArray().size(), 20);
        QCOMPARE(stateOf(run, u"owner-left"_s), u"problem"_s);
        QCOMPARE(stateOf(run, u"rotation-due"_s), u"warning"_s);
        QCOMPARE(stateOf(run, u"siem"_s), u"warning"_s);
        QCOMPARE(stateOf(run, u"private-files"_s), u"passed"_s);
        QCOMPARE(stateOf(run, u"service"_s), u"passed"_s);
        QVERIFY(
            !fixture.everythingPrinted.contains(fixture.sandbox.adminKey().reveal().toByteArray()));
    }

    void theSiemIsInAllFourStates()
    {
        CliFixture fixture;
        fixture.addWorkspace();
        Settings &settings = fixture.services->settings();
        const auto state = [&fixture] {
            return stateOf(fixture.run({u"--json"_s, u"checkup"_s}), u"siem"_s);
        };
        QCOMPARE(state(), u"warning"_s);
        const auto target = SyslogTarget::fromUrl(u"syslog+tls://siem.acme.com"_s);
        settings.setValue(SettingKeys::SiemTarget, target->url());
        QCOMPARE(state(), u"cannot-tell"_s); // nothing was sent yet
        const ForwardStateFile file(fixture.services->paths(), u"acme"_s, *target);
        ForwardState forwarded;
        forwarded.deliveredAt = QDateTime::currentDateTimeUtc();
        QVERIFY(file.write(forwarded));
        QCOMPARE(state(), u"passed"_s);
        forwarded.lastError = Error{ErrorCode::CertificateUntrusted, {}, u"siem.acme.com"_s, {}};
        forwarded.failedAt = forwarded.deliveredAt;
        QVERIFY(file.write(forwarded));
        QCOMPARE(state(), u"problem"_s);
        settings.setValue(SettingKeys::SiemTarget, u"syslog://siem.acme.com"_s);
        QCOMPARE(state(), u"problem"_s);
        settings.setPolicy(Policy::fromJson("{", u"/etc/konstantly/policy.json"_s));
        QCOMPARE(state(), u"cannot-tell"_s);
    }

    void theFormatsSayTheSame()
    {
        CliFixture fixture;
        fixture.addWorkspace();
        const CliRun json = fixture.run({u"checkup"_s, u"--format"_s, u"json"_s});
        QCOMPARE(json.exitCode, 1);
        QCOMPARE(json.object()["problems"_L1].toInt(), 1);
        const CliRun markdown = fixture.run({u"checkup"_s, u"--format"_s, u"markdown"_s});
        QCOMPARE(markdown.exitCode, 1);
        QVERIFY(markdown.out.startsWith("# "));
        QVERIFY(markdown.out.contains("(`owner-left`)"));
        const CliRun text = fixture.run({u"checkup"_s});
        QCOMPARE(text.exitCode, 1);
        QVERIFY(text.out.contains("key1"));
    }

    void offlineNothingAboutKeysPasses()
    {
        CliFixture fixture;
        fixture.addWorkspace();
        fixture.sandbox.stop();
        const CliRun run = fixture.run({u"--json"_s, u"checkup"_s});
        QCOMPARE(run.exitCode, 0); // no problem is known
        for (const char *id : {"owner-left", "exposed-keys", "rotation-due", "naming",
                               "unused-keys", "write-scope", "service"})
            QCOMPARE(stateOf(run, QString::fromLatin1(id)), u"cannot-tell"_s);
    }

    void whenCallsAreUsedUpTheServiceStillAnswers()
    {
        CliFixture fixture;
        fixture.addWorkspace();
        // By the service, then by what this device remembers of its answer.
        for (const QStringList &faults : {QStringList{u"429=3000"_s}, QStringList{}}) {
            fixture.setFaults(faults);
            const CliRun run = fixture.run({u"--json"_s, u"checkup"_s});
            QCOMPARE(run.exitCode, 0);
            QCOMPARE(stateOf(run, u"service"_s), u"warning"_s);
            QCOMPARE(stateOf(run, u"owner-left"_s), u"cannot-tell"_s);
            QVERIFY2(run.out.contains("takes calls again from"), run.out.constData());
        }
    }

    void aLockedKeychainIsNoTick()
    {
        CliFixture fixture;
        fixture.addWorkspace();
        fixture.secrets->setMode(MemorySecretStore::Mode::Locked);
        const CliRun run = fixture.run({u"--json"_s, u"checkup"_s});
        QCOMPARE(stateOf(run, u"keychain"_s), u"warning"_s);
        QCOMPARE(stateOf(run, u"owner-left"_s), u"cannot-tell"_s);
        const CliRun text = fixture.run({u"checkup"_s});
        QVERIFY2(text.out.contains("The keychain is locked  "), text.out.constData());
        QVERIFY2(text.out.contains("Unlock it and try again: with its password"),
                 text.out.constData());
    }

    //! A checkup begins no history, but believes the one that is there.
    void whatWasStoredOfCallsTellsWhichKeysWrite()
    {
        CliFixture fixture;
        fixture.addWorkspace();
        const QStringList checkup{u"--json"_s, u"checkup"_s};
        QCOMPARE(stateOf(fixture.run(checkup), u"write-scope"_s), u"cannot-tell"_s);
        const QString history = usageFile(fixture.services->paths(),
                                          *fixture.services->workspaces().find(u"acme"));
        QVERIFY(!QFile::exists(history));
        QCOMPARE(fixture.run({u"--json"_s, u"usage"_s, u"sync"_s}).exitCode, 0);
        QVERIFY(QFile::exists(history));
        const CliRun known = fixture.run(checkup);
        QCOMPARE(stateOf(known, u"write-scope"_s), u"warning"_s);
    }

    void aHistoryThatCantBeReadTellsNothing()
    {
        CliFixture fixture;
        fixture.addWorkspace();
        QVERIFY(QDir().mkpath(
            usageFile(fixture.services->paths(), *fixture.services->workspaces().find(u"acme"))));
        const CliRun run = fixture.run({u"--json"_s, u"checkup"_s});
        QCOMPARE(stateOf(run, u"write-scope"_s), u"cannot-tell"_s);
        QCOMPARE(stateOf(run, u"owner-left"_s), u"problem"_s); // the rest is looked at
    }

    void withoutAWorkspaceTheDeviceIsChecked()
    {
        CliFixture fixture;
        const CliRun run = fixture.run({u"--json"_s, u"checkup"_s});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(stateOf(run, u"owner-left"_s), u"cannot-tell"_s);
        QCOMPARE(stateOf(run, u"metering"_s), u"passed"_s);
    }

    void whatThePolicyForbidsIsRefusedBeforeAnythingIsSent()
    {
        CliFixture fixture;
        QByteArray json("{'format': 1, 'allowedHosts': ['acme.konstantly.com'],"
                        " 'package': {'version': '0.2.0'}}");
        const Policy policy = Policy::fromJson(json.replace('\'', '"'), u"policy"_s);
        QVERIFY(!policy.problem());
        fixture.services->connector().setPolicy(policy);
        fixture.services->package().setPolicy(policy);
        const CliRun added = fixture.run({u"--json"_s, u"workspace"_s, u"add"_s, u"other"_s,
                                          u"--url"_s, u"https://other.konstantly.com"_s},
                                         fixture.adminKeyLine());
        QCOMPARE(added.exitCode, 78);
        QCOMPARE(added.errorCode(), u"NotConfigured"_s);
        QVERIFY(added.out.contains("other.konstantly.com"));
        const CliRun installed = fixture.run({u"--json"_s, u"package"_s, u"install"_s, u"0.2.1"_s});
        QCOMPARE(installed.exitCode, 78);
        QCOMPARE(installed.errorCode(), u"NotConfigured"_s);
        QVERIFY(installed.out.contains("0.2.0"));
    }

    void whatIsNoFormatIsRefused()
    {
        CliFixture fixture;
        QCOMPARE(fixture.run({u"checkup"_s, u"--format"_s, u"pdf"_s}).exitCode, 64);
        QCOMPARE(fixture.run({u"checkup"_s, u"now"_s}).exitCode, 2);
        QCOMPARE(fixture.run({u"--json"_s, u"--workspace"_s, u"nobody"_s, u"checkup"_s}).exitCode,
                 78);
    }
};

QTEST_GUILESS_MAIN(tst_CheckupCommand)
#include "tst_checkupcommand.moc"
