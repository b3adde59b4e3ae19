// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/keychainsecretstore.h"
#include "models/keychain/keyrecord.h"
#include "models/launch/servertest.h"
#include "tests/app/launcher/launcherhome.h"
#include "tests/support/await.h"
#include "tests/support/keyring.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <functional>
#include <memory>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeTo(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(path));
}

//! A session bus on which nobody keeps secrets.
class EmptyBus final
{
public:
    explicit EmptyBus(const QString &folder)
    {
        writeTo(folder + u"/bus.conf"_s,
                "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                "<policy context='default'><allow send_destination='*' eavesdrop='true'/>"
                "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>");
        m_daemon.start(u"dbus-daemon"_s, {u"--nofork"_s, u"--print-address"_s,
                                          u"--config-file="_s + folder + u"/bus.conf"_s});
        if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead())
            qFatal("dbus-daemon");
        m_address = QString::fromLatin1(m_daemon.readLine().trimmed());
    }
    ~EmptyBus()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }
    [[nodiscard]] QString address() const { return m_address; }

private:
    QProcess m_daemon;
    QString m_address;
};

} // namespace

Q_DECLARE_METATYPE(std::function<void()>)

//! Whatever is missing: the AI tool gets a server at once, and it says what to do.
class tst_LauncherFailures : public QObject
{
    Q_OBJECT

    std::unique_ptr<LauncherHome> m_home;
    QString m_serverScript;
    QByteArray m_serverBytes;
    QByteArray m_current;
    QByteArray m_workspaces;
    std::unique_ptr<FrozenKeyring> m_frozen;
    QProcessEnvironment m_environment;

    QString currentFile() const { return m_home->paths().packageDir + u"/current"_s; }

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DISPLAY");
        qunsetenv("WAYLAND_DISPLAY");
        m_home = std::make_unique<LauncherHome>();
        m_home->setMode("mcp");
        m_serverScript = ServerPackage(m_home->paths()).status()->entryScript;
        m_serverBytes = contentOf(m_serverScript);
        m_current = contentOf(currentFile());
        m_home->addWorkspace(u"no-key"_s, u"0123456789abcdef"_s);
        m_home->addWorkspace(u"other-origin"_s, m_home->storeKey(u"https://evil.konstantly.com"_s,
                                                                 LauncherHome::randomKey()));
        KeychainSecretStore keychain;
        const QString badRecord = newSlot();
        const QString emptyKey = newSlot();
        QVERIFY(await(keychain.write(badRecord, Secret("not a record"))).has_value());
        QVERIFY(
            await(keychain.write(emptyKey,
                                 Secret("{\"format\":1,\"origin\":\"https://acme.konstantly.com\","
                                        "\"keyId\":\"1\",\"key\":\"\"}")))
                .has_value());
        m_home->addWorkspace(u"bad-record"_s, badRecord);
        m_home->addWorkspace(u"empty-key"_s, emptyKey);
        m_home->addWorkspace(u"no-ca"_s, m_home->workspace().consoleSlot, u"/nonexistent/ca.pem"_s);
        m_workspaces = contentOf(m_home->paths().workspacesFile());
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_environment = QProcessEnvironment::systemEnvironment();
    }
    void cleanup()
    {
        m_frozen.reset();
        unlockKeyring();
        writeTo(m_serverScript, m_serverBytes);
        writeTo(currentFile(), m_current);
        writeTo(m_home->paths().workspacesFile(), m_workspaces);
        m_home->setMode("mcp");
    }

    void theStandInSaysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<std::function<void()>>("arrange");
        QTest::addColumn<QString>("tool");
        QTest::addColumn<int>("exitCode");
        const auto nothing = std::function<void()>([] {});
        QTest::newRow("unknown profile")
            << u"nobody"_s << nothing << u"konstantly_not_configured"_s << 78;
        QTest::newRow("not a profile")
            << u"../acme"_s << nothing << u"konstantly_not_configured"_s << 78;
        QTest::newRow("key missing") << u"no-key"_s << nothing << u"konstantly_key_missing"_s << 78;
        QTest::newRow("key of another origin")
            << u"other-origin"_s << nothing << u"konstantly_origin_mismatch"_s << 78;
        QTest::newRow("CA file missing")
            << u"no-ca"_s << nothing << u"konstantly_file_unreadable"_s << 64;
        QTest::newRow("keyring locked") << u"acme"_s << std::function<void()>([] { lockKeyring(); })
                                        << u"konstantly_keychain_locked"_s << 75;
        QTest::newRow("keyring frozen")
            << u"acme"_s
            << std::function<void()>([this] { m_frozen = std::make_unique<FrozenKeyring>(); })
            << u"konstantly_keychain_not_answering"_s << 69;
        QTest::newRow("no session bus") << u"acme"_s << std::function<void()>([this] {
            m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        }) << u"konstantly_keychain_unavailable"_s
                                        << 69;
        QTest::newRow("package missing")
            << u"acme"_s << std::function<void()>([this] { QFile::remove(currentFile()); })
            << u"konstantly_package_missing"_s << 78;
        QTest::newRow("package altered")
            << u"acme"_s
            << std::function<void()>([this] { writeTo(m_serverScript, m_serverBytes + "\n"); })
            << u"konstantly_package_not_verified"_s << 78;
        QTest::newRow("record that is none")
            << u"bad-record"_s << nothing << u"konstantly_key_record_invalid"_s << 78;
        QTest::newRow("empty key")
            << u"empty-key"_s << nothing << u"konstantly_key_record_invalid"_s << 78;
        QTest::newRow("workspaces damaged") << u"acme"_s << std::function<void()>([this] {
            writeTo(m_home->paths().workspacesFile(), "{\"format\":1,\"works");
        }) << u"konstantly_file_not_parsable"_s
                                            << 64;
        QTest::newRow("pointer damaged")
            << u"acme"_s << std::function<void()>([this] { writeTo(currentFile(), "{"); })
            << u"konstantly_package_not_verified"_s << 78;
    }
    void theStandInSaysWhatIsWrong()
    {
        QFETCH(QString, profile);
        QFETCH(std::function<void()>, arrange);
        QFETCH(QString, tool);
        QFETCH(int, exitCode);
        arrange();
        QElapsedTimer clock;
        clock.start();
        auto program = Program::launch({u"run"_s, profile}, m_environment);
        program.send(request(1, "initialize"));
        const auto hello = QJsonDocument::fromJson(program.line(6000)).object();
        QCOMPARE_LE(clock.elapsed(), 5000);
        QCOMPARE(hello[u"result"_s][u"serverInfo"_s][u"name"_s].toString(),
                 u"konstantly-mcp stand-in"_s);
        program.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n"
                     + request(2, "tools/list"));
        const auto tools
            = QJsonDocument::fromJson(program.line())[u"result"_s][u"tools"_s].toArray();
        QCOMPARE(tools.size(), 1);
        QCOMPARE(tools[0][u"name"_s].toString(), tool);
        QVERIFY(tools[0][u"description"_s].toString().size() > 40);
        program.endInput();
        QCOMPARE(program.wait(), exitCode);
        const QByteArray errors = program.errors();
        QVERIFY2(errors.startsWith("konstantly-mcp: ") && errors.count('\n') == 1,
                 errors.constData());
    }

    void theServerTestNamesTheStep_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("step");
        QTest::newRow("workspace") << u"nobody"_s << u"workspace"_s;
        QTest::newRow("keychain") << u"no-key"_s << u"keychain"_s;
        QTest::newRow("start") << u"no-ca"_s << u"start"_s;
    }
    void theServerTestNamesTheStep()
    {
        QFETCH(QString, profile);
        QFETCH(QString, step);
        ServerTestRequest request;
        request.command = LauncherHome::launcher();
        request.arguments = {u"run"_s, profile};
        request.environment = ServerTestRequest::Environment::Full;
        QObject scope;
        const auto report = await(testServer(request, &scope));
        QVERIFY(report && !report->passed());
        QVERIFY(report->isStandIn);
        QCOMPARE(report->steps.last().name, step);
        QVERIFY(report->steps.last().detail.contains(u"was not started"_s));
    }

    void aServerThatEndsWithoutAWordIsStoodInFor_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("key refused") << QByteArray("Konstantly rejected the API key")
                                     << u"konstantly_unauthorized"_s << u"rejected"_s << 77;
        QTest::newRow("no licence")
            << QByteArray("Your Konstantly license does not include MCP access")
            << u"konstantly_license_disabled"_s << u"switched off"_s << 77;
        QTest::newRow("anything") << QByteArray("Cannot find module x")
                                  << u"konstantly_server_failed"_s << u"Cannot find module x"_s
                                  << 69;
        QTest::newRow("nothing") << QByteArray() << u"konstantly_server_failed"_s
                                 << u"exit code 1"_s << 69;
    }
    void aServerThatEndsWithoutAWordIsStoodInFor()
    {
        QFETCH(QByteArray, words);
        QFETCH(QString, tool);
        QFETCH(QString, text);
        QFETCH(int, exitCode);
        m_home->setMode("dies " + words);
        auto program = Program::launch();
        // The server has read this before it ends: the stand-in answers what was meant for it.
        program.send(request(1, "initialize"));
        const auto hello = QJsonDocument::fromJson(program.line(6000)).object();
        QCOMPARE(hello[u"id"_s].toInt(), 1);
        QCOMPARE(hello[u"result"_s][u"serverInfo"_s][u"name"_s].toString(),
                 u"konstantly-mcp stand-in"_s);
        program.send(request(2, "tools/list"));
        const auto tools
            = QJsonDocument::fromJson(program.line())[u"result"_s][u"tools"_s].toArray();
        QCOMPARE(tools.size(), 1);
        QCOMPARE(tools[0][u"name"_s].toString(), tool);
        QVERIFY2(tools[0][u"description"_s].toString().contains(text),
                 qPrintable(tools[0][u"description"_s].toString()));
        program.endInput();
        QCOMPARE(program.wait(), exitCode);
    }

    void noKeychainServiceIsSaid()
    {
        const EmptyBus bus(m_home->paths().home);
        m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, bus.address());
        auto program = Program::launch({u"run"_s, u"acme"_s}, m_environment);
        program.endInput();
        QCOMPARE(program.wait(5000), 69);
        QVERIFY(program.errors().contains("No keychain is available"));
    }

    void aKeyInTheEnvironmentNeverTakesTheMissingOnesPlace()
    {
        m_environment.insert(u"KONSTANTLY_MCP_KEY"_s, u"kmcp_staleSTALEstaleSTALE"_s);
        auto program = Program::launch({u"run"_s, u"no-key"_s}, m_environment);
        program.send(request(1, "tools/list"));
        QVERIFY(program.line().contains("konstantly_key_missing"));
        program.endInput();
        QCOMPARE(program.wait(), 78);
    }

    void aHomeThatCanNotBeWrittenIsEnough()
    {
        // Read-only and full disks are common: what is set up goes on working.
        const QString home = m_home->paths().home;
        if (QProcess::execute(u"unshare"_s, {u"--mount"_s, u"true"_s}) != 0)
            QSKIP("no right to make a mount namespace here");
        Program program(u"unshare"_s, {u"--mount"_s, u"sh"_s, u"-c"_s,
                                       u"mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro "
                                       "\"$1\" && exec \"$0\" run acme"_s,
                                       LauncherHome::launcher(), home});
        program.send(request(1, "initialize"));
        QVERIFY2(program.line(5000).contains("test server"), program.errors().constData());
        program.endInput();
        QCOMPARE(program.wait(), 0);
    }

    void aKeychainThatMisbehavesIsSaid_data()
    {
        QTest::addColumn<QString>("mode"); // see tests/support/fakesecrets
        QTest::addColumn<QByteArray>("tool");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("locked, nobody to ask")
            << u"prompt-never"_s << QByteArray("konstantly_keychain_locked") << 75;
        QTest::newRow("denied, DISPLAY")
            << u"prompt-dismiss"_s << QByteArray("konstantly_keychain_denied") << 69;
        QTest::newRow("waits for a prompt, DISPLAY")
            << u"prompt-never"_s << QByteArray("konstantly_keychain_not_answering") << 69;
        QTest::newRow("hangs while it looks")
            << u"hang-search"_s << QByteArray("konstantly_keychain_not_answering") << 69;
        QTest::newRow("hangs with the secret")
            << u"hang-secret"_s << QByteArray("konstantly_keychain_not_answering") << 69;
        QTest::newRow("hides what it has")
            << u"hidden"_s << QByteArray("konstantly_keychain_locked") << 75;
        QTest::newRow("is gone in the middle")
            << u"vanish"_s << QByteArray("konstantly_keychain_unavailable") << 69;
        QTest::newRow("talks nonsense")
            << u"garbage"_s << QByteArray("konstantly_keychain_unconfirmed") << 69;
    }
    void aKeychainThatMisbehavesIsSaid()
    {
        QFETCH(QString, mode);
        QFETCH(QByteArray, tool);
        QFETCH(int, exitCode);
        const EmptyBus bus(m_home->paths().home);
        m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, bus.address());
        if (QByteArray(QTest::currentDataTag())
                .endsWith("DISPLAY")) // somebody is there to be asked
            m_environment.insert(u"DISPLAY"_s, u":0"_s);
        const QString record = u"{\"format\":1,\"origin\":\"https://acme.konstantly.com\","
                               "\"keyId\":\"1\",\"key\":\"kmcp_0123456789\"}"_s;
        Program keychain(QStringLiteral(TESTS_DIR "/support/fakesecrets"),
                         {mode, m_home->workspace().consoleSlot + u'=' + record}, m_environment);
        QCOMPARE(keychain.line(), QByteArray("ready"));
        QElapsedTimer clock;
        clock.start();
        auto program = Program::launch({u"run"_s, u"acme"_s}, m_environment);
        program.send(request(1, "initialize"));
        QVERIFY(program.line(6000).contains("stand-in"));
        QCOMPARE_LE(clock.elapsed(), 5000);
        program.send(request(2, "tools/list"));
        const QByteArray answer = program.line();
        QVERIFY2(answer.contains('"' + tool + '"'), answer.constData());
        program.endInput();
        QCOMPARE(program.wait(), exitCode);
    }

    void theServerIsNotStarted()
    {
        // It would leave its mark at once.
        writeTo(m_serverScript, "require('fs').writeFileSync(process.env.HOME + '/started', '')\n");
        auto program = Program::launch();
        program.endInput();
        QCOMPARE(program.wait(), 78);
        QVERIFY(!QFile::exists(m_home->paths().home + u"/started"_s));
    }

    void aLateKeyIsAnnounced()
    {
        m_frozen = std::make_unique<FrozenKeyring>();
        auto program = Program::launch({u"run"_s, u"acme"_s}, m_environment);
        program.send(request(1, "initialize")
                     + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
        QVERIFY(!program.line(5000).isEmpty());
        m_frozen->thaw(); // between the stand-in's start and the end of the keychain's deadline
        const auto notification = QJsonDocument::fromJson(program.line());
        QCOMPARE(notification[u"method"_s].toString(), u"notifications/tools/list_changed"_s);
        program.send(request(2, "tools/list"));
        const QByteArray answer = program.line();
        QVERIFY2(answer.contains("konstantly_restart_needed"),
                 (answer + program.errors()).constData());
    }

    void atATerminalTheReasonIsPrintedAndThatIsIt()
    {
        QElapsedTimer clock;
        clock.start();
        Program program(u"script"_s,
                        {u"-qec"_s, LauncherHome::launcher() + u" run nobody"_s, u"/dev/null"_s});
        QCOMPARE(program.wait(3000), 78);
        QCOMPARE_LE(clock.elapsed(), 2500);
        QVERIFY(program.output().contains("“nobody” is not set up on this device."));
    }

    void atATerminalAFrozenKeychainIsGivenUp()
    {
        m_frozen = std::make_unique<FrozenKeyring>();
        Program program(u"script"_s,
                        {u"-qec"_s, LauncherHome::launcher() + u" run acme"_s, u"/dev/null"_s});
        QCOMPARE(program.wait(6000), 69);
    }

    void onlyItsTwoCommandsAreTaken_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("none") << QStringList{};
        QTest::newRow("run alone") << QStringList{u"run"_s};
        QTest::newRow("another program") << QStringList{u"run"_s, u"acme"_s, u"/bin/sh"_s};
        QTest::newRow("--help") << QStringList{u"--help"_s};
        QTest::newRow("an option") << QStringList{u"run"_s, u"--node=/tmp/evil"_s, u"acme"_s};
        QTest::newRow("a key") << QStringList{u"--key"_s, u"kmcp_secretSECRETsecret"_s};
    }
    void onlyItsTwoCommandsAreTaken()
    {
        QFETCH(QStringList, arguments);
        auto program = Program::launch(arguments);
        QCOMPARE(program.wait(), 2);
        QVERIFY(program.errors().startsWith("Usage: "));
        QVERIFY(!program.errors().contains("kmcp_"));
        QCOMPARE(program.output(), QByteArray());
    }

    void aKeyInPlaceOfTheProfileIsNotRepeated()
    {
        auto program = Program::launch({u"run"_s, u"kmcp_secretSECRETsecret"_s});
        program.send(request(1, "tools/list"));
        QVERIFY(!program.line().contains("secretSECRET"));
        program.endInput();
        QCOMPARE(program.wait(), 78);
        QVERIFY(!program.errors().contains("secretSECRET"));
    }

    void theVersionIsPrinted()
    {
        auto program = Program::launch({u"--version"_s});
        QCOMPARE(program.wait(), 0);
        static const QRegularExpression pattern(u"^konstantly-mcp \\d+\\.\\d+\\.\\d+\\n$"_s);
        QVERIFY(pattern.match(QString::fromLatin1(program.output())).hasMatch());
    }
};

QTEST_GUILESS_MAIN(tst_LauncherFailures)
#include "tst_launcherfailures.moc"
