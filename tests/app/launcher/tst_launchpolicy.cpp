// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/app/launcher/launcherhome.h"

#include "models/launch/calllog.h"

#include <QDir>
#include <QTest>

#include <unistd.h>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

//! The launcher obeys the administrator's policy where it really is: it runs in a mount namespace with a folder /etc of its
//! own, so that nothing in the program has to be told another place.
class tst_LaunchPolicy final : public QObject
{
    Q_OBJECT

    std::unique_ptr<LauncherHome> m_home;

    [[nodiscard]] QString etc() const { return m_home->paths().home + u"/etc"_s; }
    void setPolicy(const QByteArray &json) const
    {
        QDir(etc()).removeRecursively();
        QVERIFY(QDir().mkpath(etc() + u"/konstantly"_s));
        if (json.isEmpty())
            return;
        QFile file(etc() + u"/konstantly/policy.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(json) == json.size());
    }
    //! What an AI tool gets to read, up to the answer of a tool.
    [[nodiscard]] QByteArray answers() const
    {
        m_home->setMode("mcp");
        Program program(u"unshare"_s, {u"--mount"_s, u"sh"_s, u"-c"_s,
                                       u"mount --bind \"$0\" /etc && exec \"$@\""_s, etc(),
                                       LauncherHome::launcher(), u"run"_s, u"acme"_s});
        program.send(request(1, "initialize"));
        QByteArray all = program.line();
        program.send(request(2, "tools/list"));
        all += program.line();
        program.send(
            R"({"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"find_user"}})"
            "\n");
        all += program.line();
        program.endInput();
        static_cast<void>(program.wait());
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        // Elsewhere the file would not be an administrator's, or the keychain would not know this user.
        if (getuid() != 0)
            QSKIP("only root can lay a policy that counts");
        QProcess probe;
        probe.start(u"unshare"_s, {u"--mount"_s, u"true"_s});
        if (!probe.waitForFinished() || probe.exitCode() != 0)
            QSKIP("mount namespaces are not allowed here");
        m_home = std::make_unique<LauncherHome>();
    }

    void theServerStartsOnlyAsThePolicyAllows_data()
    {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QByteArray>("refusal"); // empty = it starts
        QTest::newRow("no policy") << QByteArray() << QByteArray();
        QTest::newRow("allowed") << QByteArray(
            R"({"format": 1, "allowedHosts": ["*.konstantly.com"],
                                                   "package": {"version": "0.2.0"}})")
                                 << QByteArray();
        QTest::newRow("host") << QByteArray(
            R"({"format": 1, "allowedHosts": ["other.example.com"]})")
                              << QByteArray("does not allow workspaces at acme.konstantly.com");
        QTest::newRow("version") << QByteArray(R"({"format": 1, "package": {"version": "9.9.9"}})")
                                 << QByteArray("pinned version 9.9.9");
        QTest::newRow("not to be understood: what is set up goes on")
            << QByteArray(R"({"format": 7})") << QByteArray();
    }
    void theServerStartsOnlyAsThePolicyAllows()
    {
        QFETCH(const QByteArray, policy);
        QFETCH(const QByteArray, refusal);
        setPolicy(policy);
        const QByteArray read = answers();
        QVERIFY2(!read.isEmpty(), "no answer");
        if (refusal.isEmpty())
            QVERIFY2(!read.contains("administrator"), read.constData());
        else
            QVERIFY2(read.contains(refusal), read.constData());
    }

    void meteringIsOffWhereThePolicySaysSo()
    {
        const auto calls = [this] { return CallLog(m_home->paths()).read({})->entries.size(); };
        setPolicy(R"({"format": 1, "metering": false, "locked": ["metering"]})");
        const auto before = calls();
        QVERIFY(answers().contains("\"id\":3"));
        QCOMPARE(calls(), before);
        setPolicy({});
        QVERIFY(answers().contains("\"id\":3"));
        QCOMPARE(calls(), before + 1);
    }
};

QTEST_GUILESS_MAIN(tst_LaunchPolicy)
#include "tst_launchpolicy.moc"
