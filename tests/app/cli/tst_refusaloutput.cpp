// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/settingkeys.h"
#include "tests/app/cli/clifixture.h"

#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

//! What the command line says about a key that the service refuses, and about what is wrong with keys.
class tst_RefusalOutput final : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliFixture> m_cli;

    void rememberRevoked()
    {
        const QDateTime at = m_cli->services->clock()().addDays(-2);
        QVERIFY(m_cli->services->workspaces().change(
            u"acme"_s, [at](Workspace &workspace) { workspace.consoleKeyRevokedAt = at; }));
    }

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliFixture>();
        m_cli->addWorkspace();
    }
    void cleanup() { m_cli.reset(); }

    void aRefusedConsoleKeyIsExplained_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("list") << QStringList{u"keys"_s, u"list"_s};
        QTest::newRow("revoke") << QStringList{u"keys"_s, u"revoke"_s, u"3"_s, u"--yes"_s};
    }
    void aRefusedConsoleKeyIsExplained()
    {
        QFETCH(const QStringList, command);
        rememberRevoked();
        m_cli->setFaults({u"401"_s});
        const CliRun run = m_cli->run(QStringList{u"--json"_s} + command);
        QCOMPARE(run.exitCode, 77);
        const QJsonObject error = run.object()["error"_L1].toObject();
        const QJsonArray reasons = error["refusal"_L1].toArray();
        QCOMPARE(reasons.size(), 1);
        QCOMPARE(reasons[0]["code"_L1].toString(), u"revoked"_s);
        QVERIFY(reasons[0]["certain"_L1].toBool());
        QVERIFY(reasons[0]["text"_L1].toString().contains(u"2 d ago"_s));
        QCOMPARE(error["hint"_L1].toString(), reasons[0]["text"_L1].toString());
    }

    void aRefusalThatNothingExplainsClaimsNothing()
    {
        m_cli->setFaults({u"401"_s});
        const CliRun run = m_cli->run({u"--json"_s, u"keys"_s, u"list"_s});
        QCOMPARE(run.exitCode, 77);
        QVERIFY(!run.object()["error"_L1].toObject().contains("refusal"_L1));
    }

    void aFailedServerTestTellsWhatIsKnownAgainstTheKey()
    {
        const QStringList command{u"--json"_s, u"device"_s, u"test"_s};
        QVERIFY(!m_cli->run(command).object().contains("refusal"_L1));
        rememberRevoked();
        const CliRun run = m_cli->run(command); // there is no launcher: it can't start
        QVERIFY(run.exitCode != 0);
        QCOMPARE(run.object()["refusal"_L1].toArray().size(), 1);
        QCOMPARE(run.object()["refusal"_L1][0]["code"_L1].toString(), u"revoked"_s);
    }

    void theListGoesByTheIntervalsOfThisDevice()
    {
        const auto due = [this] {
            const CliRun run = m_cli->run({u"--json"_s, u"keys"_s, u"list"_s});
            int count = 0;
            for (const QJsonValue &key : run.object()["keys"_L1].toArray())
                count += key["status"_L1].toArray().contains(u"rotation-due"_s);
            return count;
        };
        const int before = due();
        m_cli->services->settings().setValue(SettingKeys::RotationDaysPerson, 3650);
        m_cli->services->settings().setValue(SettingKeys::RotationDaysBot, 3650);
        QVERIFY(before > 0);
        QCOMPARE(due(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_RefusalOutput)
#include "tst_refusaloutput.moc"
