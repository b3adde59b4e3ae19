// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/servertest.h"
#include "tests/app/launcher/launcherhome.h"
#include "tests/support/await.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

//! What the server gets, and what it does not get.
class tst_Launcher : public QObject
{
    Q_OBJECT

    std::unique_ptr<LauncherHome> m_home;

    //! Launches the server that reports what it sees.
    QJsonObject report(Program &program)
    {
        const QByteArray line = program.line();
        if (line.isEmpty())
            qWarning("no report; stderr: %s", program.errors().constData());
        return QJsonDocument::fromJson(line).object();
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
        m_home->setMode("report");
    }

    void theKeyArrives()
    {
        auto program = Program::launch();
        const auto seen = report(program);
        QCOMPARE(seen[u"keySha256"_s].toString(), m_home->keySha256());
        QCOMPARE(seen[u"environment"_s][u"KONSTANTLY_URL"_s].toString(),
                 u"https://acme.konstantly.com"_s);
        QCOMPARE(seen[u"cwd"_s].toString(), m_home->paths().home);
        program.endInput();
        QCOMPARE(program.wait(), 0);
        QCOMPARE(program.errors(), QByteArray());
        QCOMPARE(program.output(), QByteArray());
    }

    void theKeyIsInNoProcessesArgumentsOrEnvironment()
    {
        auto program = Program::launch();
        const auto seen = report(program);
        QVERIFY(!isAnywhereInProc(m_home->key()));
        QVERIFY(!isAnywhereInProc(m_home->key().mid(5)));
        QVERIFY(!seen[u"original"_s].toString().contains(QString::fromLatin1(m_home->key())));
        QVERIFY(!seen[u"original"_s].toString().contains(u"KONSTANTLY_MCP_KEY"_s));
        QCOMPARE(seen[u"execArgv"_s], QJsonValue(QJsonArray()));
        QCOMPARE(seen[u"argv"_s].toArray().size(), 2);
    }

    void theScannerFindsWhatIsThere()
    {
        const QByteArray planted = LauncherHome::randomKey();
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PLANTED"_s, QString::fromLatin1(planted));
        const Program program(u"sleep"_s, {u"60"_s}, environment);
        QTRY_VERIFY(isAnywhereInProc(planted));
    }

    void thePipeWithTheKeyIsClosed()
    {
        auto program = Program::launch();
        QCOMPARE(report(program)[u"keyDescriptorIsOpen"_s], QJsonValue(false));
    }

    void aHostileEnvironmentStaysOutside()
    {
        QFile evil(m_home->paths().home + u"/evil.js"_s);
        QVERIFY(evil.open(QIODevice::WriteOnly));
        evil.write("console.log('evil')\n");
        evil.close();
        auto environment = QProcessEnvironment::systemEnvironment();
        const QStringList hostile{u"NODE_OPTIONS"_s,          u"NODE_TLS_REJECT_UNAUTHORIZED"_s,
                                  u"NODE_EXTRA_CA_CERTS"_s,   u"NODE_PATH"_s,
                                  u"LD_LIBRARY_PATH"_s,       u"LD_PRELOAD"_s,
                                  u"DYLD_INSERT_LIBRARIES"_s, u"npm_config_registry"_s,
                                  u"SSLKEYLOGFILE"_s,         u"BASH_ENV"_s,
                                  u"OPENSSL_CONF"_s,          u"KONSTANTLY_MCP_KEY"_s,
                                  u"GITHUB_TOKEN"_s};
        for (const QString &name : hostile)
            environment.insert(name, u"/nonexistent"_s);
        environment.insert(u"NODE_OPTIONS"_s, u"--require "_s + evil.fileName());
        environment.insert(u"NODE_TLS_REJECT_UNAUTHORIZED"_s, u"0"_s);
        environment.insert(u"KONSTANTLY_MCP_KEY"_s, u"kmcp_staleSTALEstaleSTALE"_s);
        environment.insert(u"KONSTANTLY_URL"_s, u"https://evil.example"_s);
        environment.insert(u"PATH"_s, m_home->paths().home + u":."_s);
        environment.insert(u"HTTPS_PROXY"_s, u"http://proxy.example:3128"_s);
        environment.insert(u"LC_TIME"_s, u"C"_s);
        auto program = Program::launch({u"run"_s, u"acme"_s}, environment);
        const auto seen = report(program);
        QCOMPARE(seen[u"keySha256"_s].toString(), m_home->keySha256());
        const QJsonObject server = seen[u"environment"_s].toObject();
        for (const QString &name : hostile)
            QVERIFY2(!server.contains(name), qPrintable(name));
        QCOMPARE(server[u"KONSTANTLY_URL"_s].toString(), u"https://acme.konstantly.com"_s);
        QCOMPARE(server[u"HTTPS_PROXY"_s].toString(), u"http://proxy.example:3128"_s);
        QVERIFY(!server[u"PATH"_s].toString().contains(m_home->paths().home));
        static const QStringList known{u"HOME"_s, u"HTTPS_PROXY"_s, u"KONSTANTLY_URL"_s,
                                       u"LANG"_s, u"LC_ALL"_s,      u"LC_TIME"_s,
                                       u"PATH"_s, u"TMPDIR"_s,      u"TZ"_s};
        const QStringList names = server.keys();
        for (const QString &name : names)
            QVERIFY2(known.contains(name), qPrintable(name));
    }

    void noOtherDescriptorIsHandedOn()
    {
        Program program(u"sh"_s,
                        {u"-c"_s, u"exec 7</etc/passwd 9</etc/group; exec \"$0\" run acme"_s,
                         LauncherHome::launcher()});
        const auto files = report(program)[u"files"_s].toArray();
        QVERIFY(files.size() >= 3);
        for (const auto &file : files) // Node.js makes pipes of its own
            QVERIFY2(file.toString().startsWith(u"pipe:"_s), qPrintable(file.toString()));
    }

    void missingStandardStreamsDoNoHarm()
    {
        m_home->setMode("exit 6");
        Program program(
            u"sh"_s, {u"-c"_s, u"exec \"$0\" run acme <&- >&- 2>&-"_s, LauncherHome::launcher()});
        QCOMPARE(program.wait(), 6);
    }

    void aServersOwnChildrenWork()
    {
        m_home->setMode("forks");
        auto forking = Program::launch();
        QCOMPARE(forking.line(), QByteArray("{\"hasKey\":true}"));
        QCOMPARE(forking.wait(), 0);
        m_home->setMode("worker");
        auto threading = Program::launch();
        QCOMPARE(threading.line(), QByteArray("true"));
        QCOMPARE(threading.wait(), 0);
    }

    void extraRootsReachTheServer()
    {
        const QString ca = m_home->paths().home + u"/ca.pem"_s;
        QFile file(ca);
        QVERIFY(file.open(QIODevice::WriteOnly));
        m_home->addWorkspace(u"with-ca"_s, m_home->workspace().consoleSlot, ca);
        auto program = Program::launch({u"run"_s, u"with-ca"_s});
        const auto seen = report(program);
        QCOMPARE(seen[u"environment"_s][u"NODE_EXTRA_CA_CERTS"_s].toString(), ca);
        QCOMPARE(seen[u"keySha256"_s].toString(), m_home->keySha256());
    }

    void aNodeThatMovedIsFoundAgain()
    {
        const ServerPackage package(m_home->paths());
        const NodeRuntime before = package.status()->node;
        QVERIFY(package.rememberNode({u"/nonexistent/node"_s, QVersionNumber(20)}));
        auto program = Program::launch();
        QCOMPARE(report(program)[u"keySha256"_s].toString(), m_home->keySha256());
        QCOMPARE(package.status()->node, before);
    }

    void theSdksMinimalEnvironmentIsEnough()
    {
        // With the bus where a desktop session has it, and nothing in the environment that says so.
        const QString socket = qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS")
                                   .section(u"unix:path="_s, 1)
                                   .section(u',', 0, 0);
        QVERIFY(QFile::exists(socket));
        const QString script = uR"(
            set -e
            dir=/run/user/$(id -u)
            mkdir -p /run/user
            mount -t tmpfs tmpfs /run/user
            mkdir -m 700 "$dir"
            touch "$dir/bus"
            mount --bind "$1" "$dir/bus"
            exec env -i HOME="$HOME" PATH=/usr/bin:/bin USER=test "$0" run acme)"_s;
        QStringList arguments{u"--mount"_s, u"sh"_s, u"-c"_s, script, LauncherHome::launcher(),
                              socket};
        if (QProcess::execute(u"unshare"_s, {u"--mount"_s, u"true"_s}) != 0)
            QSKIP("no right to make a mount namespace here");
        Program program(u"unshare"_s, arguments);
        QCOMPARE(report(program)[u"keySha256"_s].toString(), m_home->keySha256());
    }

    void twentyAtOnceAllWork()
    {
        // More of them by hand (security L-10 names 50); QTEST_FUNCTION_TIMEOUT has to allow it.
        const int rounds = std::max(2, qEnvironmentVariableIntValue("LAUNCHER_ROUNDS"));
        for (int round = 0; round < rounds; ++round) {
            std::vector<std::unique_ptr<Program>> programs;
            for (int i = 0; i < 20; ++i)
                programs.push_back(std::make_unique<Program>(LauncherHome::launcher(),
                                                             QStringList{u"run"_s, u"acme"_s}));
            for (const auto &program : programs)
                QCOMPARE(QJsonDocument::fromJson(program->line(30000))[u"keySha256"_s].toString(),
                         m_home->keySha256());
            for (const auto &program : programs) {
                program->endInput();
                QCOMPARE(program->wait(), 0);
            }
        }
    }

    void stepsAreReportedOnRequest()
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"KONSTANTLY_MCP_STEPS"_s, u"1"_s);
        m_home->setMode("exit 0");
        auto program = Program::launch({u"run"_s, u"acme"_s}, environment);
        QCOMPARE(program.wait(), 0);
        QByteArrayList names;
        const auto lines = program.errors().trimmed().split('\n');
        for (const QByteArray &line : lines) {
            QVERIFY2(line.startsWith("konstantly-mcp: step ") && line.contains(" ok "),
                     line.constData());
            names << line.split(' ').value(2);
        }
        std::sort(names.begin(), names.end());
        QCOMPARE(names, (QByteArrayList{"keychain", "package", "start", "workspace"}));
    }

    void theServerTestPasses()
    {
        m_home->setMode("mcp");
        ServerTestRequest request;
        request.command = LauncherHome::launcher();
        request.arguments = {u"run"_s, u"acme"_s};
        request.environment = ServerTestRequest::Environment::Full;
        QObject scope;
        const auto report = await(testServer(request, &scope));
        QVERIFY(report && report->passed());
        QStringList names;
        for (const auto &step : report->steps)
            names << step.name;
        QCOMPARE(names, (QStringList{u"workspace"_s, u"keychain"_s, u"package"_s, u"start"_s,
                                     u"handshake"_s, u"tools"_s}));
        QCOMPARE(report->tools, (QStringList{u"find_user"_s, u"get_user"_s}));
    }

    void itStaysSmall()
    {
        auto program = Program::launch();
        QVERIFY(!report(program).isEmpty());
        QFile status(u"/proc/%1/status"_s.arg(program.pid()));
        QVERIFY(status.open(QIODevice::ReadOnly));
        const auto match = QRegularExpression(u"VmRSS:\\s+(\\d+) kB"_s)
                               .match(QString::fromLatin1(status.readAll()));
        QVERIFY(match.hasMatch());
        QCOMPARE_LE(match.captured(1).toInt(),
                    24 * 1024); // product.md 5 wants 20 MiB of an optimised build
    }
};

QTEST_GUILESS_MAIN(tst_Launcher)
#include "tst_launcher.moc"
