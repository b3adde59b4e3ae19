// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/budget/authbudget.h"
#include "models/keychain/keychainsecretstore.h"
#include "models/keychain/keyrecord.h"
#include "tests/app/launcher/benchways.h"
#include "tests/app/launcher/launcherhome.h"
#include "tests/support/await.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray Refused = "Konstantly rejected the API key";

} // namespace

//! Launchers hold each other back when a start would only do harm (security L-4, R-2, R-3).
class tst_LaunchGuard : public QObject
{
    Q_OBJECT

    std::unique_ptr<LauncherHome> m_home;

    //! How often the server was started, each of which costs one failed authentication in the modes used here.
    qint64 attempts() const { return QFileInfo(m_home->paths().home + u"/attempts"_s).size(); }

    //! One start as an AI tool makes it: the name of the server, or of the stand-in's tool. The exit code when the tool goes.
    QString start(const QByteArray &then = {}, int *exitCode = nullptr)
    {
        auto program = Program::launch();
        program.send(request(1, "initialize"));
        const auto hello = QJsonDocument::fromJson(program.line());
        QString name = hello[u"result"_s][u"serverInfo"_s][u"name"_s].toString();
        if (name == u"konstantly-mcp stand-in"_s) {
            program.send(request(2, "tools/list"));
            name = QJsonDocument::fromJson(program.line())[u"result"_s][u"tools"_s][0][u"name"_s]
                       .toString();
        } else if (!then.isEmpty()) {
            program.send(then);
            static_cast<void>(program.line());
        }
        program.endInput();
        const int code = program.wait();
        if (exitCode)
            *exitCode = code;
        return name;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DISPLAY");
        qunsetenv("WAYLAND_DISPLAY");
        m_home = std::make_unique<LauncherHome>();
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        QFile::remove(m_home->paths().home + u"/attempts"_s);
    }

    void aHundredStartsWithARefusedKeyCostTwoFailedSignIns()
    {
        m_home->setMode("rejected " + Refused);
        for (int i = 0; i < 100; ++i) {
            int exitCode = 0;
            QCOMPARE(start({}, &exitCode), u"konstantly_unauthorized"_s);
            QCOMPARE(exitCode, 77);
        }
        QCOMPARE(attempts(), 2); // within a minute or so, of ten that the office has
    }

    void theReasonSaysWhenItGoesOn()
    {
        m_home->setMode("rejected " + Refused);
        for (int i = 0; i < 2; ++i)
            start();
        auto program = Program::launch();
        program.send(request(2, "tools/list"));
        const QByteArray answer = program.line();
        QVERIFY2(answer.contains("was rejected") && answer.contains("Try again in 5 minutes"),
                 answer.constData());
    }

    void refusalsInCallsCountToo()
    {
        m_home->setMode("fails " + Refused);
        QCOMPARE(start(toolCall(2)), u"test server"_s);
        QCOMPARE(start(toolCall(2)), u"test server"_s);
        QCOMPARE(start(toolCall(2)), u"konstantly_unauthorized"_s);
        QCOMPARE(attempts(), 2);
    }

    void twoRefusedCallsOfOneServerAreEnough()
    {
        m_home->setMode("fails " + Refused);
        start(toolCall(2) + toolCall(3));
        QCOMPARE(start(), u"konstantly_unauthorized"_s);
    }

    void otherFailuresOfCallsDoNotCount()
    {
        m_home->setMode("fails Not found: check the ID exists.");
        for (int i = 0; i < 4; ++i)
            QCOMPARE(start(toolCall(2) + toolCall(3)), u"test server"_s);
    }

    void threeServersThatDiedAreEnough()
    {
        m_home->setMode("rejected Cannot find module x");
        for (int i = 0; i < 6; ++i) {
            int exitCode = 0;
            QCOMPARE(start({}, &exitCode), u"konstantly_server_failed"_s);
            QCOMPARE(exitCode, 69);
        }
        QCOMPARE(attempts(), 3);
    }

    void aClientThatGoesIsNoDeath()
    {
        m_home->setMode("fails x");
        for (int i = 0; i < 5; ++i)
            QCOMPARE(start(), u"test server"_s);
        for (int i = 0; i < 5; ++i) {
            auto program = Program::launch();
            program.send(request(1, "initialize"));
            QVERIFY(program.line().contains("test server"));
            program.signal(SIGTERM);
            QVERIFY(program.wait() >= 0);
        }
        QCOMPARE(start(), u"test server"_s);
    }

    void anotherKeyStartsFromNothing()
    {
        m_home->setMode("rejected " + Refused);
        for (int i = 0; i < 4; ++i)
            start();
        QCOMPARE(attempts(), 2);
        KeychainSecretStore keychain;
        const KeyRecord rotated{m_home->workspace().origin, u"2"_s,
                                Secret(LauncherHome::randomKey()), false};
        const QString slot = m_home->workspace().activeDeviceSlot();
        QVERIFY(await(writeKeyRecord(keychain, slot, rotated)).has_value());
        start();
        QCOMPARE(attempts(), 3);
    }

    void inAPauseOfTheServiceNothingIsStarted()
    {
        m_home->setMode("fails x");
        AuthBudget(m_home->paths().stateDir).pauseAll(47s);
        int exitCode = 0;
        QCOMPARE(start({}, &exitCode), u"konstantly_auth_rate_limited"_s);
        QCOMPARE(exitCode, 75);
        QCOMPARE(attempts(), 0);
    }

    void aPauseThatAServerWasToldHoldsForAll()
    {
        m_home->setMode("fails Too many failed MCP authentication attempts. Retry after 47s.");
        QCOMPARE(start(toolCall(2)), u"test server"_s);
        const auto wait = AuthBudget(m_home->paths().stateDir).waitFor(Secret("kmcp_any"));
        QVERIFY(wait > 40s && wait <= 47s);
        QCOMPARE(start(), u"konstantly_auth_rate_limited"_s);
        QCOMPARE(attempts(), 1);
    }

    void aSpentBudgetStopsOnlyAKeyThatWasRefusedBefore()
    {
        m_home->setMode("fails x");
        AuthBudget budget(m_home->paths().stateDir);
        for (int i = 0; i < 3; ++i) {
            const auto ticket = budget.begin(Secret(QByteArray::number(i)), Purpose::UserAction);
            QVERIFY(ticket && *ticket);
            budget.rejected(**ticket);
        }
        QCOMPARE(start(), u"test server"_s);
        QVERIFY(budget.objectionToStart(Secret("1")));
    }

    void whatIsKeptIsPrivateAndNoKey()
    {
        m_home->setMode("rejected " + Refused);
        start();
        QFile state(m_home->paths().stateDir + u"/launch-breaker.json"_s);
        QVERIFY(state.open(QIODevice::ReadOnly));
        QCOMPARE(state.permissions() & QFile::Permissions(0x77), QFile::Permissions());
        const QByteArray bytes = state.readAll();
        QVERIFY(bytes.contains("rejected") && !bytes.contains("kmcp_"));
        QVERIFY(!bytes.contains(m_home->key().mid(5)));
    }

    void aDamagedFileStopsNothing()
    {
        m_home->setMode("fails x");
        QFile state(m_home->paths().stateDir + u"/launch-breaker.json"_s);
        QVERIFY(state.open(QIODevice::WriteOnly));
        state.write("{\"format\":1,\"fail");
        state.close();
        QCOMPARE(start(), u"test server"_s);
    }
};

QTEST_GUILESS_MAIN(tst_LaunchGuard)
#include "tst_launchguard.moc"
