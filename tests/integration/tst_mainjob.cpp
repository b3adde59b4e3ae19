// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/integration/device.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using Konstantly::Tests::Device;

namespace {

const QByteArray ClaudeDesktop = R"({
  "globalShortcut": "Alt+Space",
  "mcpServers": {
    "notes": {
      "command": "uvx",
      "args": ["notes-mcp"],
      "env": { "NOTES_TOKEN": "somebody-elses-token" }
    }
  }
}
)";

const QByteArray Cursor = "{\n\t\"mcpServers\": {}\n}\n";

const QString ClaudeDesktopFile = u".config/Claude/claude_desktop_config.json"_s;
const QString CursorFile = u".cursor/mcp.json"_s;

//! The first line with id \a id that a server says on its standard output.
QJsonObject answer(QProcess &server, int id)
{
    for (;;) {
        while (!server.canReadLine()) {
            if (!server.waitForReadyRead(20000))
                return {};
        }
        const QJsonObject message = QJsonDocument::fromJson(server.readLine()).object();
        if (message.value("id"_L1).toInt(-1) == id)
            return message;
    }
}

void say(QProcess &server, const QByteArray &message)
{
    server.write(message + '\n');
}

const QByteArray Initialize
    = R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}})";
const QByteArray ToolsList = R"({"jsonrpc":"2.0","id":2,"method":"tools/list"})";

} // namespace

//! The main job with nothing faked but the service: sandbox over TLS, real gnome-keyring, real files, a real MCP client.
class tst_MainJob final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAiToolReachesTheServiceWithoutASecretInItsConfig();
    void aRevokedKeyStopsWorkingAndTheToolIsToldWhy();
    void aKeyThatWasRevokedElsewhereIsExplainedToo();
    void aPlaintextKeyIsMovedAndIsNowhereAfterwards();
    void aServerThatRunsKeepsAnsweringWhileItsKeyIsReplaced();

private:
    //! A device with the service up, the workspace connected, the server package installed and a key of its own.
    void prepare(Device &device);
    QByteArray deviceKey(const Device &device);
};

#define VERIFY_DONE(outcome) \
    do { \
        const Device::Outcome done = outcome; \
        QVERIFY2(done.exitCode == 0, done.all().constData()); \
    } while (false)

void tst_MainJob::initTestCase()
{
    QVERIFY2(QFile::exists(qEnvironmentVariable("MCPORTER")),
             "the MCP client mcporter is missing: ./dev test fetches it");
    QVERIFY2(QFile::exists(qEnvironmentVariable("SERVER_TARBALL")),
             "the stand-in server is not packed");
}

void tst_MainJob::prepare(Device &device)
{
    QVERIFY(device.startService({u"--seed"_s, u"demo"_s}));
    VERIFY_DONE(device.connectWorkspace());
    VERIFY_DONE(device.ctl({u"package"_s, u"install"_s, qEnvironmentVariable("SERVER_TARBALL")}));
    VERIFY_DONE(device.ctl({u"keys"_s, u"create"_s, u"alex-testbox"_s, u"--scopes"_s,
                            u"read,write"_s, u"--use-here"_s}));
}

QByteArray tst_MainJob::deviceKey(const Device &device)
{
    const QString slot = device.workspace(u"acme"_s).value("deviceSlot"_L1).toString();
    return slot.isEmpty() ? QByteArray() : device.storedKey(slot);
}

void tst_MainJob::anAiToolReachesTheServiceWithoutASecretInItsConfig()
{
    Device device;
    device.write(ClaudeDesktopFile, ClaudeDesktop);
    device.write(CursorFile, Cursor);
    prepare(device);
    if (QTest::currentTestFailed())
        return;
    const QByteArray key = deviceKey(device);
    QCOMPARE(key.size(), 48);
    QCOMPARE_NE(key, device.adminKey());

    VERIFY_DONE(device.ctl({u"device"_s, u"protect"_s, u"all"_s}));
    for (const QString &file : {ClaudeDesktopFile, CursorFile}) {
        const QJsonObject entry = QJsonDocument::fromJson(device.read(file))
                                      .object()
                                      .value("mcpServers"_L1)
                                      .toObject()
                                      .value("konstantly"_L1)
                                      .toObject();
        QCOMPARE(entry.keys(), (QStringList{u"args"_s, u"command"_s}));
        QVERIFY(entry.value("command"_L1).toString().endsWith("/konstantly-mcp"_L1));
        QCOMPARE(entry.value("args"_L1).toArray(), (QJsonArray{u"run"_s, u"acme"_s}));
    }

    // A real client loads the written Cursor file, starts the launcher and calls a tool that asks the service.
    const Device::Outcome listed = device.mcporter({u"list"_s, u"konstantly"_s, u"--json"_s});
    QVERIFY2(listed.exitCode == 0 && listed.out.contains("find_user"), listed.all().constData());
    const Device::Outcome called = device.mcporter(
        {u"call"_s, u"konstantly.find_user"_s, u"query=Dana"_s});
    QVERIFY2(called.exitCode == 0 && called.out.contains("Dana Ruiz"), called.all().constData());

    // The key arrived in the server, and it is this device's key.
    const Device::Outcome arrived = device.mcporter({u"call"_s, u"konstantly.get-env"_s});
    QVERIFY2(
        arrived.out.contains(QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex()),
        arrived.all().constData());

    // While the server runs, the key is in no file, argument list or environment.
    const auto server = device.startLauncher(u"acme"_s);
    say(*server, Initialize);
    QVERIFY(!answer(*server, 1).isEmpty());
    say(*server, ToolsList);
    QVERIFY(answer(*server, 2).value("result"_L1).toObject().value("tools"_L1).toArray().size()
            > 3);
    const QByteArray leaks = device.leaks({key, device.adminKey()});
    QVERIFY2(leaks.isEmpty(), leaks.constData());
    server->closeWriteChannel();
    QVERIFY(server->waitForFinished(10000));
    QCOMPARE(server->exitCode(), 0);
}

void tst_MainJob::aRevokedKeyStopsWorkingAndTheToolIsToldWhy()
{
    Device device;
    device.write(CursorFile, Cursor);
    prepare(device);
    if (QTest::currentTestFailed())
        return;
    const QByteArray key = deviceKey(device);
    VERIFY_DONE(device.ctl({u"device"_s, u"protect"_s, u"cursor"_s}));
    QVERIFY(device.mcporter({u"list"_s, u"konstantly"_s, u"--json"_s}).out.contains("find_user"));

    const QString id = device.workspace(u"acme"_s).value("deviceKeyId"_L1).toString();
    const Device::Outcome before = device.ctl({u"keys"_s, u"list"_s});
    QVERIFY2(before.out.contains("alex-testbox"), before.all().constData());
    const Device::Outcome revoked = device.ctl({u"keys"_s, u"revoke"_s, id, u"--yes"_s});
    QVERIFY2(revoked.exitCode == 0, revoked.all().constData());
    QCOMPARE(revoked.json().value("revoked"_L1).toArray(), QJsonArray{id});

    // The next start: the tool connects, and what it lists says what is wrong.
    const Device::Outcome listed = device.mcporter({u"list"_s, u"konstantly"_s, u"--json"_s});
    QVERIFY2(!listed.out.contains("find_user"), listed.all().constData());
    QVERIFY2(listed.out.contains("revoked"), listed.all().constData());
    const QByteArray leaks = device.leaks({key, device.adminKey()});
    QVERIFY2(leaks.isEmpty(), leaks.constData());
}

void tst_MainJob::aKeyThatWasRevokedElsewhereIsExplainedToo()
{
    Device device;
    device.write(CursorFile, Cursor);
    prepare(device);
    if (QTest::currentTestFailed())
        return;
    VERIFY_DONE(device.ctl({u"device"_s, u"protect"_s, u"cursor"_s}));
    const QString id = device.workspace(u"acme"_s).value("deviceKeyId"_L1).toString();

    // An administrator at another computer: this one hears of it from the server's refusal only.
    Device administrator;
    administrator.shareServiceOf(device);
    VERIFY_DONE(administrator.connectWorkspace());
    VERIFY_DONE(administrator.ctl({u"keys"_s, u"revoke"_s, id, u"--yes"_s}));

    const Device::Outcome listed = device.mcporter({u"list"_s, u"konstantly"_s, u"--json"_s});
    QVERIFY2(!listed.out.contains("find_user"), listed.all().constData());
    QVERIFY2(listed.out.contains("konstantly_unauthorized") && listed.out.contains("rejected"),
             listed.all().constData());
}

void tst_MainJob::aPlaintextKeyIsMovedAndIsNowhereAfterwards()
{
    Device device;
    QVERIFY(device.startService({u"--seed"_s, u"demo"_s}));
    VERIFY_DONE(device.connectWorkspace());
    VERIFY_DONE(device.ctl({u"package"_s, u"install"_s, qEnvironmentVariable("SERVER_TARBALL")}));

    // A key as it lies around today: pasted into the tool's file by hand, from the documented snippet.
    const Device::Outcome made = device.run(QStringLiteral(BIN_DIR) + u"/konstantlyctl"_s,
                                            {u"--json"_s, u"keys"_s, u"create"_s, u"alex-oldbox"_s,
                                             u"--scopes"_s, u"read"_s, u"--print-key"_s,
                                             u"--yes"_s});
    QVERIFY2(made.exitCode == 0, made.all().constData());
    const QByteArray key = made.json().value("key"_L1).toString().toLatin1();
    QCOMPARE(key.size(), 48);
    QVERIFY(QFile::remove(device.path(u"transcripts/3.txt"_s)));
    const QByteArray before = "{\n  \"mcpServers\": {\n    \"konstantly\": {\n"
                              "      \"command\": \"npx\",\n"
                              "      \"args\": [\"-y\", \"@konstantly/mcp-server\"],\n"
                              "      \"env\": {\n        \"KONSTANTLY_MCP_KEY\": \""
                              + key + "\",\n        \"KONSTANTLY_URL\": \""
                              + device.url().toLatin1() + "\"\n      }\n    }\n  }\n}\n";
    device.write(CursorFile, before);
    QVERIFY(!device.leaks({key}).isEmpty());
    const Device::Outcome state = device.ctl({u"device"_s, u"list"_s});
    QVERIFY2(state.out.contains("plaintext"), state.all().constData());

    VERIFY_DONE(device.ctl({u"device"_s, u"protect"_s, u"cursor"_s}));
    QByteArray leaks = device.leaks({key, device.adminKey()});
    QVERIFY2(leaks.isEmpty(), leaks.constData());
    const Device::Outcome called = device.mcporter(
        {u"call"_s, u"konstantly.find_user"_s, u"query=Dana"_s});
    QVERIFY2(called.exitCode == 0 && called.out.contains("Dana Ruiz"), called.all().constData());

    // Moved is not safe again: the key has been on disk, and is marked until it is replaced.
    const Device::Outcome keys = device.ctl({u"keys"_s, u"list"_s});
    bool exposed = false;
    for (const QJsonValue &row : keys.json().value("keys"_L1).toArray()) {
        if (row.toObject().value("name"_L1).toString() == "alex-oldbox"_L1)
            exposed = row.toObject().value("status"_L1).toArray().contains(u"exposed"_s);
    }
    QVERIFY2(exposed, keys.all().constData());
    leaks = device.leaks({key, device.adminKey()});
    QVERIFY2(leaks.isEmpty(), leaks.constData());
}

void tst_MainJob::aServerThatRunsKeepsAnsweringWhileItsKeyIsReplaced()
{
    Device device;
    device.write(CursorFile, Cursor);
    prepare(device);
    if (QTest::currentTestFailed())
        return;
    VERIFY_DONE(device.ctl({u"device"_s, u"protect"_s, u"cursor"_s}));
    const QByteArray config = device.read(CursorFile);
    const QByteArray oldKey = deviceKey(device);
    const auto server = device.startLauncher(u"acme"_s);
    say(*server, Initialize);
    QVERIFY(!answer(*server, 1).isEmpty());
    const auto calls = [&server](int id) {
        say(*server,
            R"({"jsonrpc":"2.0","id":)" + QByteArray::number(id)
                + R"(,"method":"tools/call","params":{"name":"find_user","arguments":{"query":"Dana"}}})");
        return QJsonDocument(answer(*server, id)).toJson().contains("Dana Ruiz");
    };
    QVERIFY(calls(10));

    const Device::Outcome waiting = device.ctl({u"keys"_s, u"rotate"_s, u"--overlap"_s, u"1h"_s});
    QVERIFY2(waiting.exitCode == 0, waiting.all().constData());
    QCOMPARE(waiting.json().value("state"_L1).toString(), u"overlap"_s);
    const QByteArray newKey = deviceKey(device);
    QCOMPARE(newKey.size(), 48);
    QCOMPARE_NE(newKey, oldKey);
    QVERIFY(calls(11)); // with the old key, which still works

    // The next start has the new one, and no tool's file was touched.
    const Device::Outcome arrived = device.mcporter({u"call"_s, u"konstantly.get-env"_s});
    QVERIFY2(
        arrived.out.contains(QCryptographicHash::hash(newKey, QCryptographicHash::Sha256).toHex()),
        arrived.all().constData());
    QCOMPARE(device.read(CursorFile), config);

    VERIFY_DONE(device.ctl({u"keys"_s, u"rotate"_s, u"--resume"_s, u"--overlap"_s, u"now"_s}));
    QVERIFY(!calls(12));
    const Device::Outcome called = device.mcporter(
        {u"call"_s, u"konstantly.find_user"_s, u"query=Dana"_s});
    QVERIFY2(called.exitCode == 0 && called.out.contains("Dana Ruiz"), called.all().constData());
    QCOMPARE(device.read(CursorFile), config);
    const QByteArray leaks = device.leaks({oldKey, newKey, device.adminKey()});
    QVERIFY2(leaks.isEmpty(), leaks.constData());
    server->closeWriteChannel();
    QVERIFY(server->waitForFinished(10000));
}

QTEST_GUILESS_MAIN(tst_MainJob)
#include "tst_mainjob.moc"
