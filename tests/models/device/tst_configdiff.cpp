// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/clientconfig.h"
#include "models/device/configdiff.h"
#include "models/device/configmask.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

//! Applies a unified diff with patch(1), the referee.
QByteArray patched(const QByteArray &before, const QString &diff)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"f"_s));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(before);
    file.close();
    QProcess patch;
    patch.start(u"patch"_s, {u"--binary"_s, u"-s"_s, file.fileName()});
    if (!patch.waitForStarted())
        return "(no patch)";
    patch.write(diff.toUtf8());
    patch.closeWriteChannel();
    patch.waitForFinished();
    if (patch.exitCode() != 0 || !file.open(QIODevice::ReadOnly))
        return patch.readAll();
    return file.readAll();
}

} // namespace

class tst_ConfigDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void showsExactlyWhatChanges();
    void aFileThatComesOrGoes();
    void nothingForNothing();
    void farChangesAreSeparateHunks();
    void agreesWithPatch();
    void tellsMissingLineEnds();
    void hidesSecretsOfAnyEntry_data();
    void hidesSecretsOfAnyEntry();
    void showsWhatIsNoSecret_data();
    void showsWhatIsNoSecret();
    void aChangedSecretIsAChangedLine();
    void invisibleCharactersAreSpelledOut();
    void isFastOnLargeFiles();
};

void tst_ConfigDiff::showsExactlyWhatChanges()
{
    const QByteArray before
        = "{\n  \"mcpServers\": {\n    \"a\": {}\n  },\n  \"x\": 1,\n  \"y\": 2,\n"
          "  \"z\": 3\n}\n";
    const EntrySpec spec{u"konstantly"_s, u"/usr/bin/konstantly-mcp"_s, {u"run"_s, u"acme"_s}};
    const QByteArray after = *withEntry(before, {}, spec);
    QCOMPARE(maskedDiff(before, after, u"/home/x/mcp.json"_s), uR"(--- /home/x/mcp.json
+++ /home/x/mcp.json
@@ -1,6 +1,10 @@
 {
   "mcpServers": {
-    "a": {}
+    "a": {},
+    "konstantly": {
+      "command": "/usr/bin/konstantly-mcp",
+      "args": ["run", "acme"]
+    }
   },
   "x": 1,
   "y": 2,
)"_s);
}

void tst_ConfigDiff::aFileThatComesOrGoes()
{
    QCOMPARE(maskedDiff(QByteArray(), "{\n}\n", u"f"_s),
             u"--- /dev/null\n+++ f\n@@ -0,0 +1,2 @@\n+{\n+}\n"_s);
    QCOMPARE(maskedDiff("{\n}\n", QByteArray(), u"f"_s),
             u"--- f\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-{\n-}\n"_s);
}

void tst_ConfigDiff::nothingForNothing()
{
    QCOMPARE(maskedDiff("{}", "{}", u"f"_s), QString());
    QCOMPARE(maskedDiff(QByteArray(), QByteArray(), u"f"_s), QString());
}

void tst_ConfigDiff::farChangesAreSeparateHunks()
{
    QByteArray before = "[\n";
    for (int i = 0; i < 40; ++i)
        before += QByteArray::number(i) + ",\n";
    before += "99\n]\n";
    QByteArray after = before;
    after.replace("\n3,\n", "\n3.5,\n")
        .replace("\n8,\n", "\n")
        .replace("\n30,\n", "\n30,\n31.5,\n");
    const QString diff = maskedDiff(before, after, u"f"_s);
    QCOMPARE(diff.count(u"@@ -"_s), 2);
    QVERIFY(diff.contains(u"@@ -2,12 +2,11 @@\n 0,\n 1,\n 2,\n-3,\n+3.5,\n"_s));
    QVERIFY(diff.contains(u"@@ -30,6 +29,7 @@\n 28,\n 29,\n 30,\n+31.5,\n 31,\n"_s));
}

void tst_ConfigDiff::agreesWithPatch()
{
    QRandomGenerator random(42);
    for (int i = 0; i < 40; ++i) {
        QByteArrayList lines;
        for (int line = 0; line < 60; ++line)
            lines.append(QByteArray::number(random.bounded(6)));
        QByteArrayList changed = lines;
        for (int edit = 0; edit < 6; ++edit) {
            const auto at = random.bounded(int(changed.size()));
            if (random.bounded(2))
                changed.insert(at, QByteArray::number(random.bounded(6)));
            else
                changed.removeAt(at);
        }
        const auto text = [](const QByteArrayList &list) {
            return "[\n" + list.join(",\n") + "\n]\n";
        };
        const QByteArray before = text(lines);
        const QByteArray after = text(changed);
        const QByteArray result = patched(before, maskedDiff(before, after, u"f"_s));
        if (result == "(no patch)")
            QSKIP("patch is not installed");
        QCOMPARE(result, after);
    }
}

void tst_ConfigDiff::tellsMissingLineEnds()
{
    QCOMPARE(maskedDiff("[\n1]", "[\n2]", u"f"_s),
             u"--- f\n+++ f\n@@ -1,2 +1,2 @@\n [\n-1]\n\\ No newline at end of file\n+2]\n"
             "\\ No newline at end of file\n"_s);
}

void tst_ConfigDiff::hidesSecretsOfAnyEntry_data()
{
    QTest::addColumn<QByteArray>("entry");
    const auto row = [](const char *name, const char *entry) {
        QTest::newRow(name) << QByteArray(entry);
    };
    // Each holds the word CANARY where a secret is.
    row("env", R"("env": {"A": "CANARY"})");
    row("env number", R"("env": {"A": "x CANARY"})");
    row("nested env", R"("env": {"A": {"B": ["CANARY"]}})");
    row("headers", R"("headers": {"X-Whatever": "CANARY"})");
    row("environment", R"("environment": {"A": "CANARY"})");
    row("oauth", R"("oauth": {"x": {"y": "CANARY"}})");
    row("token member", R"("accessToken": "CANARY")");
    row("password member", R"("dbPassword": "CANARY")");
    row("key list", R"("apiKeys": ["CANARY"])");
    row("flag and value", R"("args": ["--token", "CANARY"])");
    row("flag with value", R"("args": ["--api-key=CANARY"])");
    row("short header flag", R"("args": ["-H", "CANARY: x"])");
    row("header value", R"("args": ["--header", "Authorization: CANARY"])");
    row("mcp-remote header", R"("args": ["Authorization:CANARY"])");
    row("bearer", R"("args": ["x", "Bearer CANARY"])");
    row("docker variable", R"("args": ["run", "-e", "lower=CANARY"])");
    row("assignment", R"("args": ["SOME_VAR=CANARY"])");
    row("address with a password", R"("args": ["postgres://me:CANARY@db/x"])");
    row("address with user only", R"("url": "https://CANARY@x.example/mcp")");
    row("address with a token", R"("url": "https://x.example/mcp?access_token=CANARY&b=1")");
    row("konstantly key", R"("args": ["kmcp_CANARYCANARY"])");
    row("github token", R"("args": ["ghp_CANARYCANARY"])");
    row("openai key", R"("args": ["sk-CANARYCANARY"])");
    row("json web token", R"("args": ["x eyJCANARYCANARY.eyJCANARY.abc"])");
    row("random word", R"("args": ["q1w2e3CANARYr4t5y6u7i8o9"])");
    row("escaped", R"("args": ["k\u006dcp_CANARYCANARY"])");
    row("escaped flag value", R"("args": ["--token=\u0041CANARY"])");
    row("in a name", R"("kmcp_CANARYCANARY": 1)");
    row("spec of ours with a strange profile",
        R"("command": "/usr/bin/konstantly-mcp", "args": ["run", "kmcp_CANARYCANARY"])");
}

void tst_ConfigDiff::hidesSecretsOfAnyEntry()
{
    QFETCH(QByteArray, entry);
    const QByteArray before = "{\n\"mcpServers\": {\n\"other\": {" + entry + "},\n\"z\": 1}}\n";
    QByteArray after = before;
    after.replace("\"z\": 1", "\"z\": 2");
    const QString context = maskedDiff(before, after, u"f"_s);
    QVERIFY(context.contains(u"\"other\""));
    QVERIFY2(!context.contains(u"CANARY"), qPrintable(context));
    QVERIFY(context.contains(QString::fromUtf8(SecretDots)));
    // The same when the line itself comes, goes, or stands at top level.
    const QByteArray without = "{\n\"mcpServers\": {\n\"z\": 1}}\n";
    QVERIFY(!maskedDiff(before, without, u"f"_s).contains(u"CANARY"));
    QVERIFY(!maskedDiff(without, before, u"f"_s).contains(u"CANARY"));
    QVERIFY(!maskedDiff(QByteArray(), "{" + entry + "}", u"f"_s).contains(u"CANARY"));
}

void tst_ConfigDiff::showsWhatIsNoSecret_data()
{
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *line) { QTest::newRow(line) << QByteArray(line); };
    row(R"("command": "npx")");
    row(R"("args": ["-y", "@modelcontextprotocol/server-filesystem", "/home/mara/Reports"])");
    row(R"("args": ["--profile", "acme", "--read-only"])");
    row(R"("command": "/tmp/a1b2c3d4e5f6a7b8c9d0e1f2/konstantly-mcp", "args": ["run", "acme-2026-q4-team-rollout"])");
    row(R"("env": {"KONSTANTLY_URL": "https://acme.konstantly.com", "NODE_EXTRA_CA_CERTS": "/etc/ssl/x.pem"})");
    row(R"("url": "https://mcp.linear.example/sse")");
    row(R"("coworkScheduledTasksEnabled": true, "sidebarMode": "chat")");
    row(R"("disabled": false, "timeout": 30)");
    row(R"("cwd": "C:\\Users\\Zoë Müller\\new")");
}

void tst_ConfigDiff::showsWhatIsNoSecret()
{
    QFETCH(QByteArray, line);
    const QString diff = maskedDiff("{\n}\n", "{\n" + line + "\n}\n", u"f"_s);
    QVERIFY2(diff.contains(u"+"_s + QString::fromUtf8(line) + u'\n'), qPrintable(diff));
}

void tst_ConfigDiff::aChangedSecretIsAChangedLine()
{
    const QString diff = maskedDiff(R"({"env": {"A": "CANARY1"}})", R"({"env": {"A": "CANARY2"}})",
                                    u"f"_s);
    QCOMPARE(diff.count(QString::fromUtf8(SecretDots)), 2);
    QVERIFY(!diff.contains(u"CANARY"));
}

void tst_ConfigDiff::invisibleCharactersAreSpelledOut()
{
    const QString diff = maskedDiff("{}", "{\n\t\"a\u202E\": \"\u009B31m\"\n}", u"f\u202E"_s);
    QVERIFY(diff.contains(u"+\t\"a‹U+202E›\": \"‹U+009B›31m\"\n"_s));
    QVERIFY(!diff.contains(QChar(0x202E)));
}

void tst_ConfigDiff::isFastOnLargeFiles()
{
    QByteArray before = "{\n\"projects\": {\n";
    for (int i = 0; before.size() < 1'500'000; ++i)
        before += "\"/home/x/p" + QByteArray::number(i)
                  + "\": {\"history\": [\"// {\", \"ghp_abcdefghijkl0123456789\"], \"n\": 1.50},\n";
    before += "\"last\": {}\n}\n}\n";
    const EntrySpec spec{u"konstantly"_s, u"/usr/bin/konstantly-mcp"_s, {u"run"_s, u"acme"_s}};
    QElapsedTimer timer;
    timer.start();
    const QByteArray after = *withEntry(before, {}, spec);
    const QString diff = maskedDiff(before, after, u"f"_s);
    QCOMPARE(diff.count(u"\n+"_s), 1 + 9); // one of them in the header
    QVERIFY(diff.count(u'\n') < 20);
    QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(tst_ConfigDiff)
#include "tst_configdiff.moc"
