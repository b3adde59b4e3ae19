// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/app/cli/clifixture.h"
#include "tests/support/nodepackage.h"
#include "tests/support/plaintextconfig.h"

#include "models/keychain/keyrecord.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_Cli : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliFixture> m_cli;

    [[nodiscard]] static QStringList sortedKeys(const QJsonValue &value)
    {
        return value.toObject().keys();
    }
    //! From here on workspaces.json can't be changed, by whomever: no lock can be made.
    void makeUnwritable() const
    {
        const QString folder = m_cli->services->paths().stateDir;
        QFile file(folder);
        QVERIFY(QDir().mkpath(folder) && QDir(folder).removeRecursively()
                && file.open(QIODevice::WriteOnly));
    }
    static QStringList members(const char *names)
    {
        QStringList list = QString::fromLatin1(names).split(u' ');
        list.sort();
        return list;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_cli = std::make_unique<CliFixture>();
    }

    void cleanup()
    {
        // Whatever a test did: the administrator's key is never printed.
        const QByteArray body = m_cli->sandbox.adminKey().reveal().sliced(13).toByteArray();
        QVERIFY(!m_cli->everythingPrinted.contains(body.first(12)));
        m_cli.reset();
    }

    void outputThatIsLostIsNoSuccess()
    {
        QFile full(u"/dev/full"_s);
        QVERIFY(full.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        const auto toFull = [&full](Console::Streams &streams) { streams.out = &full; };
        for (const QStringList &command :
             {QStringList{u"workspace"_s, u"list"_s},
              QStringList{u"--json"_s, u"workspace"_s, u"list"_s}, QStringList{u"--version"_s}}) {
            const CliRun run = m_cli->run(command, {}, toFull);
            QCOMPARE(run.exitCode, 73);
            QVERIFY2(run.err.contains("standard output"), run.err.constData());
            QVERIFY2(!run.err.contains("unchanged"), run.err.constData()); // it is no file
        }
        // Who closed its end knows it.
        const CliRun closed = m_cli->run({u"workspace"_s, u"list"_s}, {},
                                         [&](Console::Streams &streams) {
                                             toFull(streams);
                                             streams.isOutputGone = [] { return true; };
                                         });
        QCOMPARE(closed.exitCode, 73);
        QCOMPARE(closed.err, QByteArray());
    }

    void workspaceAddAndList()
    {
        const CliRun added = m_cli->run(m_cli->addArguments(), m_cli->adminKeyLine());
        QCOMPARE(added.exitCode, 0);
        const QJsonObject object = added.object();
        QCOMPARE(object.keys(), members("name origin plan user scopes tier tools keychain"));
        QCOMPARE(object["name"_L1].toString(), u"acme"_s);
        QCOMPARE(object["origin"_L1].toString(), m_cli->sandbox.url().toString());
        QCOMPARE(object["plan"_L1].toString(), u"business"_s);
        QCOMPARE(sortedKeys(object["user"_L1]), members("id name"));
        QCOMPARE(object["tier"_L1].toString(), u"full"_s);
        QVERIFY(object["scopes"_L1].toObject()["read"_L1].toBool());
        QVERIFY(!object["tools"_L1].toArray().isEmpty());
        QCOMPARE(object["keychain"_L1].toString(), u"Memory"_s);

        const CliRun listed = m_cli->run({u"workspace"_s, u"list"_s, u"--json"_s});
        QCOMPARE(listed.exitCode, 0);
        const QJsonArray list = listed.document().toArray();
        QCOMPARE(list.size(), 1);
        QCOMPARE(sortedKeys(list.first()), object.keys());
        QVERIFY(list.first().toObject()["tools"_L1].isNull()); // nobody was called

        const CliRun table = m_cli->run({u"workspace"_s, u"list"_s});
        QVERIFY(table.out.contains("acme"));
        QVERIFY(table.err.isEmpty());
    }

    void workspaceRemove()
    {
        m_cli->addWorkspace();
        const CliRun removed = m_cli->run({u"--json"_s, u"workspace"_s, u"remove"_s, u"acme"_s});
        QCOMPARE(removed.exitCode, 0);
        QCOMPARE(m_cli->secrets->count(), 0);
        QCOMPARE(m_cli->run({u"--json"_s, u"workspace"_s, u"remove"_s, u"acme"_s}).exitCode, 78);
        const QByteArray again = m_cli->run({u"workspace"_s, u"remove"_s, u"acme"_s}).err;
        QVERIFY2(again.contains("workspace list") && !again.contains("Connect"), again.constData());
    }

    void serviceErrors_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("401") << u"401"_s << u"Unauthorized"_s << 77;
        QTest::newRow("401 empty") << u"401-empty"_s << u"Unauthorized"_s << 77;
        QTest::newRow("402") << u"402"_s << u"LicenseRestricted"_s << 77;
        QTest::newRow("403") << u"403"_s << u"Forbidden"_s << 77;
        QTest::newRow("403 licence") << u"403-license"_s << u"LicenseDisabled"_s << 77;
        QTest::newRow("404") << u"404"_s << u"NotFound"_s << 64;
        QTest::newRow("429") << u"429=12"_s << u"RateLimited"_s << 75;
        QTest::newRow("429 text") << u"429-text=12"_s << u"RateLimited"_s << 75;
        QTest::newRow("429 auth") << u"429-auth=47"_s << u"AuthRateLimited"_s << 75;
        QTest::newRow("500") << u"500"_s << u"ServerFault"_s << 69;
        QTest::newRow("502") << u"502"_s << u"ServerFault"_s << 69;
        QTest::newRow("hung") << u"hang"_s << u"Timeout"_s << 69;
        QTest::newRow("cut") << u"cut"_s << QString() << 69;
        QTest::newRow("closed") << u"close"_s << u"Offline"_s << 69;
        QTest::newRow("captive portal") << u"html"_s << u"BadResponse"_s << 69;
        QTest::newRow("redirect") << u"redirect"_s << u"Redirected"_s << 69;
    }

    void serviceErrors()
    {
        QFETCH(const QString, fault);
        QFETCH(const QString, code);
        m_cli->setFaults({fault});
        const CliRun run = m_cli->run(m_cli->addArguments(), m_cli->adminKeyLine());
        QTEST(run.exitCode, "exitCode");
        QCOMPARE(run.object().keys(), QStringList{u"error"_s});
        const QJsonObject error = run.object()["error"_L1].toObject();
        if (!code.isEmpty())
            QCOMPARE(run.errorCode(), code);
        QVERIFY(!error["message"_L1].toString().isEmpty());
        QVERIFY(error.contains("hint"_L1));
        QCOMPARE(error.contains("retryAfterSeconds"_L1), run.exitCode == 75);
        QCOMPARE(m_cli->secrets->count(), 0);
        QVERIFY(m_cli->services->workspaces().workspaces().isEmpty());
    }

    void nobodyTypesTheKeyOfAWorkspaceThatCantBeRemembered()
    {
        makeUnwritable();
        bool isAsked = false;
        const CliRun refused = m_cli->run(
            m_cli->addArguments(), {}, [&isAsked](Console::Streams &streams) {
                streams.isInputTerminal = true;
                streams.readHidden = [&isAsked](const QString &) -> Result<QString> {
                    isAsked = true;
                    return fail(ErrorCode::Cancelled);
                };
            });
        QVERIFY2(refused.exitCode == 73, refused.out.constData());
        QCOMPARE(refused.errorCode(), u"FileNotWritable"_s);
        QVERIFY(!isAsked);
        QVERIFY(m_cli->secrets->steps().isEmpty());
    }

    void aWorkspaceThatCantBeForgottenKeepsItsKey()
    {
        m_cli->addWorkspace();
        makeUnwritable();
        const CliRun refused = m_cli->run({u"--json"_s, u"workspace"_s, u"remove"_s, u"acme"_s});
        QVERIFY2(refused.exitCode == 73, refused.out.constData());
        QCOMPARE(m_cli->secrets->count(), 1);
        QVERIFY(m_cli->services->workspaces().find(u"acme"));
    }

    void refusedInput_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isDemo");
        QTest::addColumn<QString>("code");
        QTest::newRow("http") << u"http://acme.konstantly.com"_s << false << u"OriginRefused"_s;
        QTest::newRow("user name")
            << u"https://acme.konstantly.com@evil.example"_s << false << u"OriginRefused"_s;
        QTest::newRow("IP address") << u"https://127.0.0.1"_s << false << u"OriginRefused"_s;
        QTest::newRow("loopback") << u"https://localhost:8443"_s << false << u"OriginRefused"_s;
        QTest::newRow("demo elsewhere")
            << u"https://acme.konstantly.com"_s << true << u"OriginRefused"_s;
        QTest::newRow("custom host")
            << u"https://learn.acme.example"_s << false << u"OriginUnconfirmed"_s;
        QTest::newRow("nothing") << u""_s << false << u"OriginRefused"_s;
    }

    void refusedInput()
    {
        QFETCH(const QString, url);
        QFETCH(const bool, isDemo);
        QStringList arguments{u"--json"_s, u"workspace"_s, u"add"_s, u"acme"_s, u"--url"_s, url};
        if (isDemo)
            arguments << u"--demo"_s;
        const CliRun run = m_cli->run(arguments, m_cli->adminKeyLine());
        QCOMPARE(run.exitCode, 64);
        QTEST(run.errorCode(), "code");
        QVERIFY(m_cli->secrets->steps().isEmpty());
    }

    void withoutTheCaNothingIsSent()
    {
        const CliRun run = m_cli->run({u"--json"_s, u"workspace"_s, u"add"_s, u"acme"_s,
                                       u"--demo"_s, u"--url"_s, m_cli->sandbox.url().toString()},
                                      m_cli->adminKeyLine());
        QCOMPARE(run.exitCode, 69);
        QCOMPARE(run.errorCode(), u"TlsRefused"_s);
    }

    void keysFromInput_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("none") << QByteArray() << 64;
        QTest::newRow("blank") << QByteArray("\n  \n") << 64;
        QTest::newRow("another kind") << QByteArray("sk-abcdefghijklmnop\n") << 64;
        QTest::newRow("shortened") << QByteArray("kmcp_a8f3b2k9...\n") << 64;
        QTest::newRow("unknown, of usual length") << "kmcp_" + QByteArray(43, 'x') << 77;
        QTest::newRow("unknown, of unusual length") << "kmcp_" + QByteArray(40, 'x') << 77;
    }

    void keysFromInput()
    {
        QFETCH(const QByteArray, input);
        const CliRun run = m_cli->run(m_cli->addArguments(), input);
        QTEST(run.exitCode, "exitCode");
        QVERIFY(!run.out.contains("xxxxxxxxxx") && !run.err.contains("xxxxxxxxxx"));
        QVERIFY(!run.out.contains("sk-abc") && !run.err.contains("sk-abc"));
    }

    void aKeyWithWhatCopyingAddsIsTaken()
    {
        const QByteArray input = "\n \xE2\x80\x9C" + m_cli->adminKeyLine().trimmed()
                                 + "\xE2\x80\x9D \r\n";
        QCOMPARE(m_cli->run(m_cli->addArguments(), input).exitCode, 0);
    }

    void aTerminalIsAskedWithoutEcho()
    {
        QString asked;
        const CliRun run = m_cli->run(m_cli->addArguments(), {}, [&](Console::Streams &streams) {
            streams.isInputTerminal = true;
            streams.readHidden = [&](const QString &prompt) -> Result<QString> {
                asked = prompt;
                return QString::fromLatin1(m_cli->adminKeyLine());
            };
        });
        QCOMPARE(run.exitCode, 0);
        QVERIFY(asked.contains(u"localhost"_s));
    }

    void aKeyAsArgumentIsRefusedWithoutRepeatingIt_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QString key = u"kmcp_"_s + QString(43, u'q');
        QTest::newRow("option") << QStringList{u"workspace"_s, u"add"_s, u"a"_s, u"--key"_s, key};
        QTest::newRow("glued") << QStringList{u"workspace"_s, u"add"_s, u"a"_s, u"--key="_s + key};
        QTest::newRow("argument") << QStringList{u"keys"_s, u"create"_s, key};
        QTest::newRow("revoke") << QStringList{u"keys"_s, u"revoke"_s, key, u"--yes"_s};
        QTest::newRow("command") << QStringList{key};
        QTest::newRow("with help") << QStringList{u"--help"_s, key};
        QTest::newRow("JSON") << QStringList{u"--json"_s, u"keys"_s, u"create"_s, key};
    }

    void aKeyAsArgumentIsRefusedWithoutRepeatingIt()
    {
        QFETCH(const QStringList, arguments);
        const CliRun run = m_cli->run(arguments);
        QCOMPARE(run.exitCode, 2);
        QVERIFY(!run.out.contains("qqqq") && !run.err.contains("qqqq"));
        QVERIFY(!(run.out + run.err).isEmpty());
    }

    void usageErrors_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("unknown command") << QStringList{u"keys"_s, u"frobnicate"_s};
        QTest::newRow("half a command") << QStringList{u"keys"_s};
        QTest::newRow("unknown option") << QStringList{u"keys"_s, u"list"_s, u"--bogus"_s};
        QTest::newRow("unknown option alone") << QStringList{u"--bogus"_s};
        QTest::newRow("unknown option first")
            << QStringList{u"--bogus"_s, u"keys"_s, u"frobnicate"_s};
        QTest::newRow("no address") << QStringList{u"workspace"_s, u"add"_s, u"acme"_s};
        QTest::newRow("no format")
            << QStringList{u"usage"_s, u"export"_s, u"--output"_s, u"x.csv"_s};
        QTest::newRow("no output") << QStringList{u"usage"_s, u"export"_s, u"--format"_s, u"csv"_s};
        QTest::newRow("value missing") << QStringList{u"workspace"_s, u"add"_s, u"a"_s, u"--url"_s};
        QTest::newRow("argument missing") << QStringList{u"keys"_s, u"create"_s};
        QTest::newRow("too many") << QStringList{u"keys"_s, u"list"_s, u"x"_s};
    }

    void usageErrors()
    {
        QFETCH(const QStringList, arguments);
        const CliRun run = m_cli->run(arguments);
        QCOMPARE(run.exitCode, 2);
        QVERIFY(run.out.isEmpty());
        QVERIFY(run.err.contains("--help"));
        if (arguments.contains(u"--bogus"_s))
            QVERIFY2(run.err.contains("bogus"), run.err.constData());
        if (arguments == QStringList{u"keys"_s, u"create"_s})
            QVERIFY2(run.err.startsWith("NAME is missing."), run.err.constData());
        const CliRun json = m_cli->run(QStringList{u"--json"_s} + arguments);
        QCOMPARE(json.exitCode, 2);
        QCOMPARE(json.errorCode(), u"Usage"_s);
    }

    void whatSeveralCommandsBeginWithListsThem()
    {
        QStringList groups;
        for (const CommandEntry &entry : allCommands()) {
            if (const QString name = entry.spec().name; name.contains(u' '))
                groups << name.section(u' ', 0, 0);
        }
        groups.removeDuplicates();
        QCOMPARE(groups.size(), 6);
        for (const QString &group : std::as_const(groups)) {
            const CliRun help = m_cli->run({group, u"--help"_s});
            QCOMPARE(help.exitCode, 0);
            const CliRun alone = m_cli->run({group});
            QCOMPARE(alone.exitCode, 2);
            const CliRun unknown = m_cli->run({group, u"frobnicate"_s});
            QCOMPARE(unknown.exitCode, 2);
            for (const CommandEntry &entry : allCommands()) {
                const QByteArray line = "  " + entry.spec().name.toUtf8();
                const bool isOfGroup = entry.spec().name.startsWith(group + u' ');
                for (const QByteArray &text : {help.out, alone.err, unknown.err})
                    QVERIFY2(text.contains(line) == isOfGroup, text.constData());
            }
        }
    }

    void everyCommandHasHelp()
    {
        const CliRun general = m_cli->run({u"--help"_s});
        QCOMPARE(general.exitCode, 0);
        for (const CommandEntry &entry : allCommands()) {
            const CommandSpec spec = entry.spec();
            QVERIFY(general.out.contains(spec.name.toUtf8()));
            const CliRun help = m_cli->run(spec.name.split(u' ') + QStringList{u"--help"_s});
            QCOMPARE(help.exitCode, 0);
            QVERIFY(help.out.contains(spec.summary.toUtf8()));
            QVERIFY(help.out.contains("--json"));
            QVERIFY(!help.out.contains("--key ")); // no option takes a key
        }
    }

    void keychainErrors_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("exitCode");
        using Mode = MemorySecretStore::Mode;
        QTest::newRow("locked") << int(Mode::Locked) << u"KeychainLocked"_s << 75;
        QTest::newRow("absent") << int(Mode::NoService) << u"KeychainUnavailable"_s << 69;
        QTest::newRow("no bus") << int(Mode::NoSessionBus) << u"KeychainUnavailable"_s << 69;
        QTest::newRow("denied") << int(Mode::Denied) << u"KeychainDenied"_s << 69;
        QTest::newRow("hanging") << int(Mode::Hanging) << u"KeychainNotAnswering"_s << 69;
    }

    void keychainErrors()
    {
        QFETCH(const int, mode);
        m_cli->secrets->setMode(MemorySecretStore::Mode(mode));
        const CliRun added = m_cli->run(m_cli->addArguments(), m_cli->adminKeyLine());
        QTEST(added.exitCode, "exitCode");
        QTEST(added.errorCode(), "code");
        m_cli->secrets->release();
    }

    void keysList()
    {
        m_cli->addWorkspace();
        const CliRun run = m_cli->run({u"--json"_s, u"keys"_s, u"list"_s, u"--all"_s});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.object().keys(), members("source fetchedAt keys"));
        QCOMPARE(run.object()["source"_L1].toString(), u"api"_s);
        QVERIFY(
            QDateTime::fromString(run.object()["fetchedAt"_L1].toString(), Qt::ISODate).isValid());
        const QJsonArray keys = run.object()["keys"_L1].toArray();
        QCOMPARE(keys.size(), 14);
        int here = 0;
        for (const QJsonValue &value : keys) {
            const QJsonObject key = value.toObject();
            QCOMPARE(key.keys(),
                     members("id name prefix owner scopes createdAt lastUsedAt revokedAt "
                             "ageDays rotateBy status onThisDevice"));
            QVERIFY(key["id"_L1].isString());
            QCOMPARE(sortedKeys(key["owner"_L1]), members("id name isBanned"));
            QVERIFY(!key["status"_L1].toArray().isEmpty());
            QVERIFY(key["createdAt"_L1].toString().endsWith(u'Z'));
            here += key["onThisDevice"_L1].toBool();
        }
        QCOMPARE(here, 1); // the administrator's key, known by its prefix
        const CliRun active = m_cli->run({u"--json"_s, u"keys"_s, u"list"_s});
        for (const QJsonValue &value : active.object()["keys"_L1].toArray())
            QVERIFY(value.toObject()["revokedAt"_L1].isNull());
    }

    void keysListWithoutTheManagementApi_data()
    {
        QTest::addColumn<QString>("fault");
        for (const char *fault : {"management-off=401", "management-off=402", "management-off=403",
                                  "management-off=404", "management-off=405"})
            QTest::newRow(fault) << QString::fromLatin1(fault);
    }

    void keysListWithoutTheManagementApi()
    {
        QFETCH(const QString, fault);
        m_cli->addWorkspace();
        m_cli->setFaults({fault});
        const CliRun run = m_cli->run({u"--json"_s, u"keys"_s, u"list"_s});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.object()["source"_L1].toString(), u"audit"_s);
        QVERIFY(!run.object()["keys"_L1].toArray().isEmpty());
    }

    void keysListErrors_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("401") << u"401"_s << 77;
        QTest::newRow("429") << u"429"_s << 75;
        QTest::newRow("hung") << u"hang"_s << 69;
        QTest::newRow("portal") << u"html"_s << 69;
        QTest::newRow("list cut") << u"list-cut"_s << 69;
    }

    void keysListErrors()
    {
        QFETCH(const QString, fault);
        m_cli->addWorkspace();
        m_cli->setFaults({fault});
        const CliRun run = m_cli->run({u"--json"_s, u"keys"_s, u"list"_s});
        QTEST(run.exitCode, "exitCode");
        QCOMPARE(run.object().keys(), QStringList{u"error"_s});
    }

    void creatingUsingAndRevokingAKey()
    {
        m_cli->addWorkspace();
        const CliRun created = m_cli->run({u"--json"_s, u"keys"_s, u"create"_s, u"alex-tablet"_s,
                                           u"--scopes"_s, u"read,write"_s, u"--use-here"_s});
        QCOMPARE(created.exitCode, 0);
        QVERIFY(created.object()["stored"_L1].toBool());
        QVERIFY(!created.object().contains("key"_L1));
        QVERIFY(!created.out.contains("kmcp_") || !created.object().contains("key"_L1));
        QVERIFY(created.object()["onThisDevice"_L1].toBool());
        const QString id = created.object()["id"_L1].toString();
        const Workspace workspace = *m_cli->services->workspaces().find(u"acme");
        QCOMPARE(workspace.deviceKeyId, id);
        QVERIFY(m_cli->secrets->stored(workspace.deviceSlot));

        const CliRun revoked = m_cli->run({u"--json"_s, u"keys"_s, u"revoke"_s, id, u"--yes"_s});
        QCOMPARE(revoked.exitCode, 0);
        QCOMPARE(revoked.object().keys(), members("revoked failed"));
        QCOMPARE(revoked.object()["revoked"_L1].toArray(), QJsonArray{id});
        QVERIFY(!m_cli->secrets->stored(workspace.deviceSlot));
        QVERIFY(m_cli->services->workspaces().find(u"acme")->isActiveDeviceKeyRevoked());
    }

    void nothingIsCreatedThatCantBeRemembered()
    {
        m_cli->addWorkspace();
        const auto count = [this] {
            const CliRun listed = m_cli->run({u"--json"_s, u"keys"_s, u"list"_s});
            return listed.object()["keys"_L1].toArray().size();
        };
        const auto before = count();
        makeUnwritable();
        const QStringList arguments{u"keys"_s, u"create"_s, u"alex-tablet"_s};
        const CliRun refused = m_cli->run(arguments);
        QVERIFY2(refused.exitCode == 73, refused.err.constData());
        QVERIFY2(refused.err.contains("No key was created"), refused.err.constData());
        const CliRun json = m_cli->run(QStringList{u"--json"_s} + arguments);
        QCOMPARE(json.exitCode, 73);
        QCOMPARE(json.errorCode(), u"FileNotWritable"_s);
        QVERIFY(QFile::remove(m_cli->services->paths().stateDir));
        QCOMPARE(count(), before);
    }

    void printingAKeyHasToBeMeant()
    {
        m_cli->addWorkspace();
        const QStringList arguments{u"--json"_s, u"keys"_s, u"create"_s, u"sam-laptop-2"_s,
                                    u"--print-key"_s};
        const CliRun refused = m_cli->run(arguments);
        QCOMPARE(refused.exitCode, 64);
        const CliRun printed = m_cli->run(arguments + QStringList{u"--yes"_s});
        QCOMPARE(printed.exitCode, 0);
        QVERIFY(printed.object()["key"_L1].toString().startsWith(u"kmcp_"_s));
        const CliRun terminal = m_cli->run(
            {u"keys"_s, u"create"_s, u"sam-laptop-3"_s, u"--print-key"_s}, {},
            [](Console::Streams &s) { s.isOutputTerminal = true; });
        QCOMPARE(terminal.exitCode, 0);
        QVERIFY(terminal.out.contains("kmcp_"));
    }

    void aLostAnswerNamesTheOrphan()
    {
        m_cli->addWorkspace();
        m_cli->setFaults({u"create-lost"_s});
        const CliRun run = m_cli->run({u"--json"_s, u"keys"_s, u"create"_s, u"alex-tablet"_s});
        QCOMPARE(run.exitCode, 69);
        QCOMPARE(run.errorCode(), u"OutcomeUnknown"_s);
        const QString id = run.object()["error"_L1].toObject()["orphanId"_L1].toString();
        QVERIFY(!id.isEmpty());
        m_cli->setFaults({});
        QCOMPARE(m_cli->run({u"--json"_s, u"keys"_s, u"revoke"_s, id, u"--yes"_s}).exitCode, 0);
    }

    void badCreateArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("scope") << QStringList{u"alex-x"_s, u"--scopes"_s, u"admin"_s};
        QTest::newRow("days") << QStringList{u"alex-x"_s, u"--rotate-days"_s, u"0"_s};
        QTest::newRow("name") << QStringList{u" "_s};
    }

    void badCreateArguments()
    {
        QFETCH(const QStringList, arguments);
        m_cli->addWorkspace();
        const CliRun run = m_cli->run(QStringList{u"--json"_s, u"keys"_s, u"create"_s} + arguments);
        QCOMPARE(run.exitCode, 64);
        QCOMPARE(run.errorCode(), u"InvalidInput"_s);
    }

    void aNameIsCommentedOnOnce()
    {
        m_cli->addWorkspace();
        const CliRun empty = m_cli->run({u"keys"_s, u"create"_s, QString()});
        QCOMPARE(empty.exitCode, 64);
        QCOMPARE(empty.err, "Give the key a name.\n");
        const QByteArray advice("Say whose key it is");
        const CliRun made = m_cli->run({u"keys"_s, u"create"_s, u"foo"_s});
        QCOMPARE(made.exitCode, 0);
        QCOMPARE(made.err.count(advice), 1);
        QVERIFY(made.out.contains("Created “foo”"));
        // What matters is why there is no key.
        m_cli->sandbox.stop();
        const CliRun offline = m_cli->run({u"keys"_s, u"create"_s, u"foo"_s});
        QCOMPARE(offline.exitCode, 69);
        QVERIFY2(!offline.err.contains(advice), offline.err.constData());
    }

    void whatWasNotRevokedIsAnError()
    {
        m_cli->addWorkspace();
        const CliRun run = m_cli->run({u"keys"_s, u"revoke"_s, u"999999"_s, u"--yes"_s});
        QCOMPARE(run.exitCode, 64);
        QVERIFY2(run.out.isEmpty(), run.out.constData());
        QVERIFY2(run.err.contains("Not revoked: 999999"), run.err.constData());
    }

    void revokingNeedsConsent()
    {
        m_cli->addWorkspace();
        const CliRun refused = m_cli->run({u"--json"_s, u"keys"_s, u"revoke"_s, u"1"_s});
        QCOMPARE(refused.exitCode, 64);
        const auto onTerminal = [](Console::Streams &streams) { streams.isInputTerminal = true; };
        const CliRun no = m_cli->run({u"keys"_s, u"revoke"_s, u"1"_s}, "no\n", onTerminal);
        QCOMPARE(no.exitCode, 75);
    }

    void aServiceThatLiesAboutRevokingIsFound()
    {
        m_cli->addWorkspace();
        const QJsonArray keys
            = m_cli->run({u"--json"_s, u"keys"_s, u"list"_s}).object()["keys"_L1].toArray();
        QString id;
        for (const QJsonValue &key : keys) {
            if (!key.toObject()["onThisDevice"_L1].toBool())
                id = key.toObject()["id"_L1].toString();
        }
        m_cli->setFaults({u"revoke-lies"_s});
        const CliRun run = m_cli->run(
            {u"--json"_s, u"keys"_s, u"revoke"_s, id, u"99999"_s, u"--yes"_s});
        QVERIFY(run.exitCode != 0);
        QVERIFY(run.object()["revoked"_L1].toArray().isEmpty());
        const QJsonArray failed = run.object()["failed"_L1].toArray();
        QCOMPARE(failed.size(), 2);
        for (const QJsonValue &failure : failed)
            QCOMPARE(sortedKeys(failure), members("id error"));
    }

    void unknownAndUndecidedWorkspaces()
    {
        QCOMPARE(m_cli->run({u"--json"_s, u"keys"_s, u"list"_s}).exitCode, 78);
        m_cli->addWorkspace();
        QCOMPARE(
            m_cli->run({u"--json"_s, u"--workspace"_s, u"beta"_s, u"keys"_s, u"list"_s}).exitCode,
            78);
        QStringList second = m_cli->addArguments();
        second[3] = u"beta"_s;
        QCOMPARE(m_cli->run(second, m_cli->adminKeyLine()).exitCode, 0);
        const CliRun undecided = m_cli->run({u"--json"_s, u"keys"_s, u"list"_s});
        QCOMPARE(undecided.exitCode, 78);
        QVERIFY(undecided.out.contains("--workspace"));
        QCOMPARE(
            m_cli->run({u"--json"_s, u"--workspace"_s, u"beta"_s, u"keys"_s, u"list"_s}).exitCode,
            0);
    }

    void deviceListAndCheck()
    {
        const CliRun run = m_cli->run({u"--json"_s, u"device"_s, u"list"_s, u"--check"_s});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.object().keys(), members("device tools copies notLookedAt"));
        QVERIFY(run.object()["copies"_L1].toArray().isEmpty());
        QVERIFY(run.object()["notLookedAt"_L1].toArray().isEmpty());
        for (const QJsonValue &tool : run.object()["tools"_L1].toArray()) {
            QCOMPARE(sortedKeys(tool), members("id name path state workspace lastLaunchAt detail"));
            QCOMPARE(tool.toObject()["state"_L1].toString(), u"absent"_s);
        }
        m_cli->write(u".cursor/mcp.json"_s,
                     plaintextConfig(m_cli->sandbox.adminKey(), m_cli->sandbox.url().toString()));
        const CliRun plain = m_cli->run({u"--json"_s, u"device"_s, u"list"_s, u"--check"_s});
        QCOMPARE(plain.exitCode, 1);
        QVERIFY(plain.out.contains("plaintext"));
    }

    void deviceListTellsOfCopiesByPlaceAndName()
    {
        m_cli->addWorkspace();
        m_cli->write(u".claude/backups/one"_s,
                     "\n\n\"" + m_cli->sandbox.adminKey().reveal().toByteArray() + '"');
        m_cli->write(u".cursor/.env"_s, "KONSTANTLY_MCP_KEY=some-unknown-value");
        QVERIFY(QFile::link(u"/dev/null"_s, m_cli->home.filePath(u".claude/backups/two"_s)));
        const CliRun run = m_cli->run({u"--json"_s, u"device"_s, u"list"_s, u"--check"_s});
        QCOMPARE(run.exitCode, 1);
        const QJsonArray copies = run.object()["copies"_L1].toArray();
        QCOMPARE(copies.size(), 2);
        for (const QJsonValue &copy : copies)
            QCOMPARE(sortedKeys(copy), members("path line kind tool key isRevoked"));
        const QJsonObject known = copies.at(0).toObject();
        QCOMPARE(known["path"_L1].toString(), m_cli->home.filePath(u".claude/backups/one"_s));
        QCOMPARE(known["line"_L1].toInt(), 3);
        QCOMPARE(known["kind"_L1].toString(), u"backup"_s);
        QCOMPARE(known["tool"_L1].toString(), u"claude-code"_s);
        QCOMPARE(known["key"_L1].toString(), u"the key that acme was connected with"_s);
        const QJsonObject unknown = copies.at(1).toObject();
        QCOMPARE(unknown["kind"_L1].toString(), u"env"_s);
        QVERIFY(unknown["key"_L1].isNull());
        const QJsonArray skipped = run.object()["notLookedAt"_L1].toArray();
        QCOMPARE(skipped.size(), 1);
        QCOMPARE(skipped.at(0).toObject()["reason"_L1].toString(), u"link"_s);
        QVERIFY(m_cli->services->exposures().containsKey(m_cli->sandbox.adminKey()));

        const CliRun text = m_cli->run({u"device"_s, u"list"_s});
        QCOMPARE(text.exitCode, 0);
        QVERIFY(text.out.contains(".claude/backups/one:3"));
        QVERIFY(text.out.contains("An unknown key"));
        QVERIFY(text.out.contains("could not be looked at"));
        QVERIFY(!m_cli->everythingPrinted.contains("some-unknown-value"));
    }

    void historiesAreLookedAtOnRequestOnly()
    {
        m_cli->write(u".bash_history"_s, m_cli->sandbox.adminKey().reveal().toByteArray() + '\n');
        QCOMPARE(m_cli->run({u"device"_s, u"list"_s, u"--check"_s}).exitCode, 0);
        const CliRun run = m_cli->run(
            {u"--json"_s, u"device"_s, u"list"_s, u"--check"_s, u"--histories"_s});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.object()["copies"_L1].toArray().at(0).toObject()["kind"_L1].toString(),
                 u"history"_s);
    }

    void protectingMigratesAndUndoes()
    {
        m_cli->addWorkspace();
        const QByteArray before = plaintextConfig(m_cli->sandbox.adminKey(),
                                                  m_cli->sandbox.url().toString());
        m_cli->write(u".cursor/mcp.json"_s, before);
        const CliRun dry = m_cli->run(
            {u"--json"_s, u"device"_s, u"protect"_s, u"cursor"_s, u"--dry-run"_s});
        QCOMPARE(dry.exitCode, 0);
        QCOMPARE(m_cli->read(u".cursor/mcp.json"_s), before);

        const CliRun run = m_cli->run({u"--json"_s, u"device"_s, u"protect"_s, u"all"_s});
        QCOMPARE(run.exitCode, 0);
        const QJsonArray changes = run.object()["changes"_L1].toArray();
        QCOMPARE(changes.size(), 1);
        const QJsonObject change = changes.first().toObject();
        QCOMPARE(change.keys(), members("tool path project action diff snippet applied"));
        QCOMPARE(change["action"_L1].toString(), u"migrate"_s);
        QVERIFY(change["applied"_L1].toBool());
        const QByteArray after = m_cli->read(u".cursor/mcp.json"_s);
        QVERIFY(!after.contains("kmcp_"));
        QVERIFY(after.contains("/opt/konstantly/konstantly-mcp"));
        QVERIFY(after.contains("\"other\""));
        QVERIFY(m_cli->services->exposures().containsKey(m_cli->sandbox.adminKey()));

        const CliRun again = m_cli->run({u"--json"_s, u"device"_s, u"protect"_s, u"cursor"_s});
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(again.object()["changes"_L1].toArray().first().toObject()["action"_L1].toString(),
                 u"none"_s);
        const CliRun removed = m_cli->run({u"--json"_s, u"device"_s, u"remove"_s, u"cursor"_s});
        QCOMPARE(removed.exitCode, 0);
        QVERIFY(!m_cli->read(u".cursor/mcp.json"_s).contains("konstantly-mcp"));
        const CliRun undone = m_cli->run({u"--json"_s, u"device"_s, u"undo"_s, u"cursor"_s});
        QCOMPARE(undone.exitCode, 0);
        QCOMPARE(m_cli->read(u".cursor/mcp.json"_s), after);
    }

    void anUnparsableConfigIsLeftAlone()
    {
        m_cli->addWorkspace();
        const QByteArray broken = "{\"mcpServers\": {\"x\": ";
        m_cli->write(u".cursor/mcp.json"_s, broken);
        const CliRun run = m_cli->run({u"--json"_s, u"device"_s, u"protect"_s, u"cursor"_s});
        QCOMPARE(run.exitCode, 64);
        QCOMPARE(run.errorCode(), u"FileNotParsable"_s);
        QCOMPARE(m_cli->read(u".cursor/mcp.json"_s), broken);
    }

    void aLockedKeychainChangesNoConfig()
    {
        m_cli->addWorkspace();
        m_cli->write(u".cursor/mcp.json"_s, "{}");
        m_cli->secrets->setMode(MemorySecretStore::Mode::Locked);
        const CliRun run = m_cli->run({u"--json"_s, u"device"_s, u"protect"_s, u"cursor"_s});
        QCOMPARE(run.exitCode, 75);
        QCOMPARE(m_cli->read(u".cursor/mcp.json"_s), QByteArray("{}"));
    }

    void unknownToolsAreRefused()
    {
        for (const QString &command : {u"protect"_s, u"remove"_s, u"undo"_s, u"test"_s}) {
            const CliRun run = m_cli->run({u"--json"_s, u"device"_s, command, u"notepad"_s});
            QCOMPARE(run.exitCode, 64);
        }
        QCOMPARE(m_cli->run({u"--json"_s, u"device"_s, u"undo"_s, u"cursor"_s}).exitCode, 78);
    }

    void withoutPackageItSaysSo()
    {
        for (const QString &command : {u"status"_s, u"verify"_s}) {
            const CliRun run = m_cli->run({u"--json"_s, u"package"_s, command});
            QCOMPARE(run.exitCode, 78);
            QCOMPARE(run.errorCode(), u"PackageMissing"_s);
        }
        QCOMPARE(m_cli
                     ->run({u"--json"_s, u"package"_s, u"install"_s,
                            m_cli->home.filePath(u"absent.tgz"_s)})
                     .exitCode,
                 64);
    }

    void anInstallationTellsWhatItChanges()
    {
        const QString tarball = NodePackage{}.pack(m_cli->home.path());
        const CliRun planned = m_cli->run(
            {u"--json"_s, u"package"_s, u"install"_s, u"--dry-run"_s, tarball});
        QCOMPARE(planned.exitCode, 0);
        QCOMPARE(planned.object()[u"verified"_s].toBool(), false);
        QVERIFY(planned.object()[u"installedAt"_s].isNull());
        QCOMPARE(planned.object()[u"changes"_s][u"applied"_s].toBool(), false);
        QCOMPARE(planned.object()[u"changes"_s][u"to"_s], u"0.2.0"_s);
        QCOMPARE(m_cli->run({u"--json"_s, u"package"_s, u"status"_s}).errorCode(),
                 u"PackageMissing"_s);

        const CliRun installed = m_cli->run({u"--json"_s, u"package"_s, u"install"_s, tarball});
        QCOMPARE(installed.exitCode, 0);
        QCOMPARE(installed.object()[u"verified"_s].toBool(), true);
        QCOMPARE(installed.object()[u"signature"_s], u"unknown"_s);
        QCOMPARE(installed.object()[u"changes"_s][u"applied"_s].toBool(), true);
        QCOMPARE(installed.object()[u"integrity"_s], planned.object()[u"integrity"_s]);
        const CliRun status = m_cli->run({u"package"_s, u"status"_s});
        QVERIFY(status.out.contains("signature: can't tell"));
    }

    void aDamagedListOfWorkspacesIsReportedAndKept()
    {
        m_cli->write(u".config/konstantly/workspaces.json"_s, "{\"format\"");
        m_cli->services->start();
        QCOMPARE(m_cli->run({u"--json"_s, u"workspace"_s, u"list"_s}).exitCode, 64);
        QCOMPARE(m_cli->run({u"--json"_s, u"keys"_s, u"list"_s}).errorCode(), u"FileNotParsable"_s);
        const CliRun added = m_cli->run(m_cli->addArguments(), m_cli->adminKeyLine());
        QCOMPARE(added.exitCode, 0);
        QVERIFY(added.err.contains("damaged"));
    }

    void interruptingEndsTheRun()
    {
        m_cli->setFaults({u"hang"_s});
        LongRun run(*m_cli->services, m_cli->addArguments(), m_cli->adminKeyLine());
        QVERIFY(!run.exitCode.isFinished());
        run.cli->interrupt();
        QVERIFY(run.exitCode.isFinished());
        QCOMPARE(run.exitCode.result(), ExitCode::TryLater);
        QVERIFY(run.out.contains("Cancelled"));
        QVERIFY(m_cli->services->workspaces().workspaces().isEmpty());
    }

    void whatGoesOnAfterCtrlCSaysHowItIsEnded()
    {
        m_cli->addWorkspace();
        LongRun run(*m_cli->services, {u"usage"_s, u"export"_s, u"--format"_s, u"csv"_s,
                                       u"--output"_s, m_cli->home.filePath(u"x.csv"_s)});
        QVERIFY(!run.exitCode.isFinished());
        run.cli->interrupt();
        QVERIFY2(run.err.contains("once more ends the program at once"), run.err.constData());
        std::ignore = await(run.exitCode);
    }
};

QTEST_GUILESS_MAIN(tst_Cli)
#include "tst_cli.moc"
