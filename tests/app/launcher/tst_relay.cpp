// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/app/launcher/launcherhome.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype Megabyte = 1024 * 1024;

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator::global()->fillRange(reinterpret_cast<quint32 *>(bytes.data()), size / 4);
    return bytes;
}

} // namespace

//! The launcher between a client and a server: as if it were not there.
class tst_Relay : public QObject
{
    Q_OBJECT

    std::unique_ptr<LauncherHome> m_home;

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DISPLAY");
        m_home = std::make_unique<LauncherHome>();
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void everyByteArrivesBothWays()
    {
        m_home->setMode("echo");
        const QByteArray sent = randomBytes(100 * Megabyte); // no JSON, no lines, all byte values
        QProcess process;
        process.start(LauncherHome::launcher(), {u"run"_s, u"acme"_s});
        QVERIFY(process.waitForStarted());
        process.write(sent);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitCode(), 0);
        const QByteArray received = process.readAllStandardOutput();
        QCOMPARE(received.size(), sent.size());
        QVERIFY(received == sent);
    }

    void everyByteArrivesOverSockets()
    {
        // Clients written for Node.js give their servers sockets, not pipes.
        m_home->setMode("echo");
        QFile client(m_home->paths().home + u"/client.js"_s);
        QVERIFY(client.open(QIODevice::WriteOnly));
        client.write("const sent = require('crypto').randomBytes(16 << 20);"
                     "const p = require('child_process').spawn(process.argv[2], ['run', 'acme'],"
                     "  {stdio: ['pipe', 'pipe', 'inherit']});"
                     "const got = []; p.stdout.on('data', d => got.push(d));"
                     "p.stdin.end(sent);"
                     "p.on('close', c => console.log(c, Buffer.concat(got).equals(sent)));");
        client.close();
        Program program(u"node"_s, {client.fileName(), LauncherHome::launcher()});
        QCOMPARE(program.line(60000), QByteArray("0 true"));
    }

    void aMessageComesBackWithoutWaitingForMore()
    {
        m_home->setMode("echo");
        auto program = Program::launch();
        for (int i = 0; i < 50; ++i) {
            const QByteArray message = "message " + QByteArray::number(i);
            program.send(message + '\n');
            QCOMPARE(program.line(), message);
        }
    }

    void theExitCodeComesBack_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::addColumn<int>("code");
        QTest::newRow("0") << QByteArray("exit 0") << 0;
        QTest::newRow("3") << QByteArray("exit 3") << 3;
        QTest::newRow("255") << QByteArray("exit 255") << 255;
        QTest::newRow("SIGKILL") << QByteArray("crash SIGKILL") << 128 + SIGKILL;
        QTest::newRow("SIGSEGV") << QByteArray("crash SIGSEGV") << 128 + SIGSEGV;
        QTest::newRow("SIGTERM") << QByteArray("crash SIGTERM") << 128 + SIGTERM;
    }
    void theExitCodeComesBack()
    {
        QFETCH(QByteArray, mode);
        QFETCH(int, code);
        m_home->setMode(mode);
        QCOMPARE(Program::launch().wait(), code); // although our end of its input stays open
    }

    void signalsReachTheServer_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("TERM") << SIGTERM << QByteArray("SIGTERM");
        QTest::newRow("INT") << SIGINT << QByteArray("SIGINT");
        QTest::newRow("HUP") << SIGHUP << QByteArray("SIGHUP");
    }
    void signalsReachTheServer()
    {
        QFETCH(int, signal);
        QFETCH(QByteArray, name);
        m_home->setMode("signals");
        auto program = Program::launch();
        QCOMPARE(program.line(), QByteArray("ready"));
        program.signal(signal);
        QCOMPARE(program.line(), name);
        QCOMPARE(program.wait(1000), 7);
    }

    void theEndOfInputEndsTheServer()
    {
        m_home->setMode("echo");
        auto program = Program::launch();
        program.send("x\n");
        QCOMPARE(program.line(), QByteArray("x"));
        program.endInput();
        QCOMPARE(program.wait(1000), 0);
    }

    void anAnswerAfterTheEndOfInputIsDelivered()
    {
        m_home->setMode("late 1200");
        auto program = Program::launch();
        program.endInput();
        QCOMPARE(program.line(), QByteArray("late"));
        QCOMPARE(program.wait(), 0);
    }

    void aServerThatGoesOnAfterTheEndOfInputIsMadeToEnd()
    {
        m_home->setMode("late 60000");
        auto program = Program::launch();
        program.endInput();
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(program.wait(), 128 + SIGTERM);
        QCOMPARE_GE(clock.elapsed(), 1900);
        QCOMPARE_LE(clock.elapsed(), 4000);
    }

    void aServerThatIgnoresThatIsKilled()
    {
        m_home->setMode("stubborn");
        auto program = Program::launch();
        const qint64 server = program.line().toLongLong();
        QVERIFY(isRunning(server));
        program.endInput();
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(program.wait(), 128 + SIGKILL);
        QCOMPARE_GE(clock.elapsed(), 4500);
        QVERIFY(!isRunning(server));
    }

    void nobodyIsLeftBehind_data()
    {
        QTest::addColumn<bool>("killLauncher");
        QTest::newRow("the client is killed") << false;
        QTest::newRow("the launcher is killed") << true;
    }
    void nobodyIsLeftBehind()
    {
        QFETCH(bool, killLauncher);
        m_home->setMode("stubborn");
        QFile client(m_home->paths().home + u"/client.js"_s);
        QVERIFY(client.open(QIODevice::WriteOnly));
        client.write("const p = require('child_process').spawn(process.argv[2], ['run', 'acme']);"
                     "p.stdout.once('data', d => console.log(p.pid + ' ' + d));"
                     "setInterval(() => {}, 1000);");
        client.close();
        Program program(u"node"_s, {client.fileName(), LauncherHome::launcher()});
        const auto pids = program.line().split(' ');
        QCOMPARE(pids.size(), 2);
        const qint64 launcher = pids.at(0).toLongLong();
        const qint64 server = pids.at(1).toLongLong();
        QVERIFY(isRunning(launcher) && isRunning(server));
        kill(pid_t(killLauncher ? launcher : program.pid()), SIGKILL);
        QTRY_VERIFY_WITH_TIMEOUT(!isRunning(launcher) && !isRunning(server), 8000);
    }

    void aServerThatClosesItsOutputIsSeenToDoSo()
    {
        m_home->setMode("closesOutput");
        QFile client(m_home->paths().home + u"/client.js"_s);
        QVERIFY(client.open(QIODevice::WriteOnly));
        client.write("const p = require('child_process').spawn(process.argv[2], ['run', 'acme']);"
                     "p.stdout.on('end', () => { console.log('end'); p.stdin.end(); }).resume();"
                     "p.on('exit', c => console.log(c));");
        client.close();
        Program program(u"node"_s, {client.fileName(), LauncherHome::launcher()});
        QCOMPARE(program.line(), QByteArray("end"));
        QCOMPARE(program.line(), QByteArray("5"));
    }

    void whatAServerLeavesBehindIsDeliveredToASlowClient()
    {
        m_home->setMode("flood 3000000");
        Program program(u"sh"_s, {u"-c"_s, u"\"$0\" run acme </dev/null | { sleep 3; wc -c; }"_s,
                                  LauncherHome::launcher()});
        QCOMPARE(program.line().trimmed(), QByteArray("3000000"));
    }

    void aFileCanBeTheInput()
    {
        m_home->setMode("echo");
        const QString path = m_home->paths().home + u"/input"_s;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(300000, 'f'));
        file.close();
        Program program(u"sh"_s,
                        {u"-c"_s, u"\"$0\" run acme <\"$1\" >\"$1.out\"; wc -c <\"$1.out\""_s,
                         LauncherHome::launcher(), path});
        QCOMPARE(program.line().trimmed(), QByteArray("300000"));
    }

    void aClientsOtherSideOfThePipeStaysAsItWas()
    {
        // "Don't block" set on a shared pipe would make other writers to it fail.
        m_home->setMode("echo");
        Program program(u"sh"_s,
                        {u"-c"_s,
                         u"(printf 'one\n' | \"$0\" run acme; grep flags /proc/self/fdinfo/1 >&2; "
                         "head -c 500000 /dev/zero) | { sleep 1; wc -c; }"_s,
                         LauncherHome::launcher()});
        QCOMPARE(program.line().trimmed(), QByteArray("500004"));
        QVERIFY2(!program.errors().trimmed().endsWith("04001"), "O_NONBLOCK leaked");
    }

    void keysAreTakenOutOfStandardError()
    {
        m_home->setMode("stderr");
        auto program = Program::launch();
        QCOMPARE(program.wait(), 0);
        const QByteArray errors = program.errors();
        QVERIFY(!errors.contains(m_home->key()));
        QCOMPARE(errors, QByteArray("plain \0\u00ff line\nkey=", 19) + m_home->key().left(9)
                             + "\u2026\u2039redacted\u203a end\nno line end");
    }
};

QTEST_GUILESS_MAIN(tst_Relay)
#include "tst_relay.moc"
