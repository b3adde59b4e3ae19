// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/servertest.h"
#include "tests/support/await.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QStringList namesOf(const ServerTestReport &report)
{
    QStringList names;
    for (const auto &step : report.steps)
        names << step.name;
    return names;
}

bool isRunning(const QByteArray &pid)
{
    return QFile::exists(u"/proc/"_s + QString::fromLatin1(pid));
}

} // namespace

//! With servers of a few lines of shell. The launcher's own part is tested in tests/app/launcher.
class tst_ServerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    //! A server that is \a script, run by sh; $hello and $tools are good answers.
    ServerTestRequest shell(const QByteArray &script)
    {
        const QString path = m_dir->filePath(u"server.sh"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("server.sh");
        file.write(
            "hello='{\"id\":1,\"result\":{\"serverInfo\":{\"name\":\"S\",\"version\":\"1\"}}}'\n"
            "tools='{\"id\":2,\"result\":{\"tools\":[{\"name\":\"find_user\"},{\"name\":\"get_"
            "user\"}]}}'\n"
            "cd '"
            + QFile::encodeName(m_dir->path()) + "'\n" + script);
        ServerTestRequest request;
        request.command = u"/bin/sh"_s;
        request.arguments = {path};
        request.handshakeDeadline = 5s;
        return request;
    }

    QByteArray contentOf(const QString &name)
    {
        QFile file(m_dir->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    }

    ServerTestReport run(const ServerTestRequest &request)
    {
        QObject scope;
        const auto report = await(testServer(request, &scope));
        if (!report)
            qFatal("testServer failed");
        return *report;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_dir = std::make_unique<QTemporaryDir>();
    }

    void aServerThatWorksPasses()
    {
        const auto report = run(shell("read l; echo \"$l\" >1; echo 'not JSON'; echo \"$hello\"\n"
                                      "read l; echo \"$l\" >2; read l; echo \"$tools\"; cat\n"));
        QVERIFY(report.passed());
        QCOMPARE(namesOf(report), (QStringList{u"handshake"_s, u"tools"_s}));
        QCOMPARE(report.tools, (QStringList{u"find_user"_s, u"get_user"_s}));
        QCOMPARE(report.serverName, u"S"_s);
        QCOMPARE(report.serverVersion, u"1"_s);
        QVERIFY(!report.isStandIn);
        QVERIFY(contentOf(u"1"_s).contains("\"method\":\"initialize\""));
        QVERIFY(contentOf(u"2"_s).contains("notifications/initialized"));
    }

    void toolsOnSeveralPagesAreAllListed()
    {
        const auto report = run(shell(
            "read l; echo \"$hello\"; read l; read l\n"
            "echo '{\"id\":2,\"result\":{\"tools\":[{\"name\":\"a\"}],\"nextCursor\":\"n\"}}'\n"
            "read l; echo \"$l\" >second; echo \"$tools\"; cat\n"));
        QCOMPARE(report.tools, (QStringList{u"a"_s, u"find_user"_s, u"get_user"_s}));
        QVERIFY(contentOf(u"second"_s).contains("\"cursor\":\"n\""));
    }

    void stepLinesBecomeSteps()
    {
        const auto report = run(
            shell("echo 'konstantly-mcp: step workspace ok 1 ms' >&2\n"
                  "echo 'konstantly-mcp: step package ok 3 ms 0.2.0' >&2\n"
                  "echo 'konstantly-mcp: step keychain ok 12 ms' >&2\n"
                  "echo 'konstantly-mcp: step start ok 2 ms' >&2\n"
                  "read l; echo \"$hello\"; read l; read l; echo \"$tools\"; cat\n"));
        QCOMPARE(namesOf(report), (QStringList{u"workspace"_s, u"keychain"_s, u"package"_s,
                                               u"start"_s, u"handshake"_s, u"tools"_s}));
        QCOMPARE(report.steps.at(1).ms, 12);
        QCOMPARE(report.steps.at(2).detail, u"0.2.0"_s);
    }

    void aStandInIsAFailureWithItsText()
    {
        const auto report = run(
            shell("echo 'konstantly-mcp: step keychain failed 12 ms The keychain is locked.' >&2\n"
                  "read l; echo '{\"id\":1,\"result\":{\"serverInfo\":{\"name\":\"konstantly-mcp "
                  "stand-in\"}}}'\n"
                  "read l; read l\n"
                  "echo '{\"id\":2,\"result\":{\"tools\":[{\"name\":\"t\",\"description\":\"Unlock "
                  "it.\"}]}}'; cat\n"));
        QVERIFY(!report.passed());
        QVERIFY(report.isStandIn);
        QCOMPARE(report.tools, QStringList());
        QCOMPARE(namesOf(report), QStringList{u"keychain"_s});
        QCOMPARE(report.steps.last().detail, u"Unlock it."_s);
    }

    void aServerThatFailsSaysHow_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("says");
        QTest::newRow("ends") << QByteArray("echo 'no licence' >&2; exit 7\n") << u"handshake"_s
                              << u"exit code 7. Its last words: no licence"_s;
        QTest::newRow("crashes") << QByteArray("kill -SEGV $$\n") << u"handshake"_s << u"crashed"_s;
        QTest::newRow("ends after the handshake")
            << QByteArray("read l; echo \"$hello\"; exit 3\n") << u"tools"_s << u"exit code 3"_s;
        QTest::newRow("silent") << QByteArray("sleep 60\n") << u"handshake"_s
                                << u"within 1 second"_s;
        QTest::newRow("silent later") << QByteArray("read l; echo \"$hello\"; sleep 60\n")
                                      << u"tools"_s << u"within 1 second"_s;
        QTest::newRow("refuses") << QByteArray(
            "read l; echo '{\"id\":1,\"error\":{\"code\":1,\"message\":\"go away\"}}'; cat\n")
                                 << u"handshake"_s << u"go away"_s;
        QTest::newRow("a key in its last words")
            << QByteArray("echo 'bad key kmcp_TESTtestTESTtest' >&2; exit 1\n") << u"handshake"_s
            << u"kmcp_TEST…"_s;
    }
    void aServerThatFailsSaysHow()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, step);
        QFETCH(QString, says);
        auto request = shell(script);
        request.handshakeDeadline = 1s;
        request.toolsDeadline = 1s;
        const auto report = run(request);
        QVERIFY(!report.passed());
        QCOMPARE(report.steps.last().name, step);
        QVERIFY2(report.steps.last().detail.contains(says), qPrintable(report.steps.last().detail));
        QVERIFY(!report.steps.last().detail.contains(u"testTEST"_s));
    }

    void whatCantBeStartedIsSaid()
    {
        ServerTestRequest request;
        request.command = u"/nonexistent/program"_s;
        const auto report = run(request);
        QCOMPARE(namesOf(report), QStringList{u"start"_s});
        QVERIFY(report.steps.last().detail.contains(u"/nonexistent/program"_s));
    }

    void theEnvironmentIsTheTools()
    {
        auto request = shell("env >env; exit 0\n");
        request.source = {};
        request.source.insert(u"HOME"_s, u"/home/x"_s);
        request.source.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
        request.source.insert(u"DISPLAY"_s, u":7"_s);
        static_cast<void>(run(request));
        QVERIFY(!contentOf(u"env"_s).contains("DISPLAY"));
        QVERIFY(contentOf(u"env"_s).contains("HOME=/home/x"));
        QVERIFY(contentOf(u"env"_s).contains("KONSTANTLY_MCP_STEPS=1"));
        request.environment = ServerTestRequest::Environment::Full;
        static_cast<void>(run(request));
        QVERIFY(contentOf(u"env"_s).contains("DISPLAY=:7"));
    }

    void nothingIsLeftRunning_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("passes but goes on")
            << QByteArray("read l; echo \"$hello\"; read l; read l; echo \"$tools\"\ntrap '' "
                          "TERM\nwhile :; do sleep 1; done\n");
        QTest::newRow("never answers") << QByteArray("trap '' TERM\nwhile :; do sleep 1; done\n");
        QTest::newRow("with a child") << QByteArray("sleep 1000 & echo $! >child; wait\n");
    }
    void nothingIsLeftRunning()
    {
        QFETCH(QByteArray, script);
        auto request = shell("echo $$ >pid\n" + script);
        request.handshakeDeadline = 1s;
        static_cast<void>(run(request));
        QVERIFY(!contentOf(u"pid"_s).isEmpty());
        QVERIFY(!isRunning(contentOf(u"pid"_s)));
        if (const QByteArray child = contentOf(u"child"_s); !child.isEmpty())
            QTRY_VERIFY(!isRunning(child));
    }

    void deletingTheScopeStopsIt()
    {
        auto scope = std::make_unique<QObject>();
        const auto future = testServer(shell("echo $$ >pid; sleep 1000\n"), scope.get());
        QTRY_VERIFY(!contentOf(u"pid"_s).isEmpty());
        scope.reset();
        QVERIFY(future.isFinished());
        QCOMPARE(future.result().error().code, ErrorCode::Cancelled);
        QVERIFY(!isRunning(contentOf(u"pid"_s)));
    }

    void anEndlessLineIsNotKept()
    {
        auto request = shell("head -c 30000000 /dev/zero; echo; read l; echo \"$hello\"\n"
                             "read l; read l; echo \"$tools\"; cat\n");
        QVERIFY(run(request).passed());
    }
};

QTEST_GUILESS_MAIN(tst_ServerTest)
#include "tst_servertest.moc"
