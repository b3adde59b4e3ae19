// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/clientcatalog.h"
#include "models/device/clientconfig.h"
#include "models/device/configkeys.h"
#include "tests/models/json/badfiles.h"
#include "tests/models/json/configgenerator.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

const ConfigShape shape;
const EntrySpec spec{u"konstantly"_s, u"/usr/bin/konstantly-mcp"_s, {u"run"_s, u"acme"_s}};
const QByteArray key = "kmcp_" + QByteArray("testkey0").repeated(5) + "abc";

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
}

QByteArray vendorSnippet(const QByteArray &variables)
{
    return R"({"mcpServers":{"konstantly":{"command":"npx","args":["-y","@konstantly/mcp-server"],"env":{)"
           + variables + "}}}}";
}

} // namespace

class tst_ClientConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void editsTheSamplesAsExpected_data();
    void editsTheSamplesAsExpected();
    void passesTheGivenChecker();
    void refusesBadFiles_data();
    void refusesBadFiles();
    void seesWhatAnEntryIs();
    void findsKeysWhereverTheyAre_data();
    void findsKeysWhereverTheyAre();
    void placeholdersAreNoKeys_data();
    void placeholdersAreNoKeys();
    void migratingLeavesNoKeyAndKeepsTheRest_data();
    void migratingLeavesNoKeyAndKeepsTheRest();
    void refusesToCallAnEntryProtectedThatStillHoldsAKey();
    void refusesWhatToolsWouldReplace_data();
    void refusesWhatToolsWouldReplace();
    void theSameTwiceChangesNothing();
    void findsTheEntriesOfProjects();
    void movesTheKeyOfAProjectAlone();
    void aProjectsServersAreNeverCreated();
    void twoEntriesInAProjectAreRefusedThereAlone();
    void tellsWhetherTheToolWouldStartIt_data();
    void tellsWhetherTheToolWouldStartIt();
    void saysWhatToPaste_data();
    void saysWhatToPaste();
    void onlyWhatIsOursChangesInAnExistingEntry();
    void aFileThatDidNotExistComesAndGoes();
    void backupsHoldNoKeys_data();
    void backupsHoldNoKeys();
    void takenOutKeysCanBePutBack();
};

void tst_ClientConfig::editsTheSamplesAsExpected_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("sample");
    QTest::addColumn<QString>("stem"); // of what is expected of it
    const QDir samples(QStringLiteral(TESTS_DIR "/data/client-configs"));
    const auto rows = [&samples](const QString &tool, const QString &folder) {
        const QDir dir(samples.filePath(folder));
        const QStringList files = dir.entryList({u"*.json"_s, u"*.toml"_s});
        QVERIFY(!files.isEmpty());
        for (const QString &file : files)
            QTest::addRow("%s: %s", qPrintable(tool), qPrintable(file))
                << tool << dir.filePath(file) << dir.filePath(file.chopped(5));
    };
    rows(u"claude-desktop"_s, u"."_s);
    for (const QString &tool : samples.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        rows(tool, tool);
}

void tst_ClientConfig::editsTheSamplesAsExpected()
{
    QFETCH(QString, tool);
    QFETCH(QString, sample);
    QFETCH(QString, stem);
    const ConfigShape toolShape = ClientCatalog::find(tool)->shape;
    const QByteArray before = contentOf(sample);
    const Result<QByteArray> after = withEntry(before, toolShape, spec);
    if (QFile::exists(stem + u".refused"_s)) {
        QVERIFY(!after);
        QCOMPARE(after.error().detail, QString::fromUtf8(contentOf(stem + u".refused"_s)));
        return;
    }
    QVERIFY2(after, after ? "" : qPrintable(after.error().detail));
    QCOMPARE(*after, contentOf(stem + u".after"_s));
    QCOMPARE(*withEntry(*after, toolShape, spec), *after);
    if (!inspectConfig(before, toolShape)->find(spec.name))
        QCOMPARE(*withoutEntry(*after, toolShape, spec.name), before);
}

//! With KONSTANTLY_SAMPLES set to a folder of samples with a manifest.json and a check.py, that checker judges too.
void tst_ClientConfig::passesTheGivenChecker()
{
    const QString given = qEnvironmentVariable("KONSTANTLY_SAMPLES");
    if (given.isEmpty())
        QSKIP("KONSTANTLY_SAMPLES is not set");
    const QDir samples(given);
    const QJsonObject manifest
        = QJsonDocument::fromJson(contentOf(samples.filePath(u"manifest.json"_s))).object();
    QTemporaryDir edited;
    int count = 0;
    for (const QJsonValue &sample : manifest.value(u"samples"_s).toArray()) {
        const auto tool = ClientCatalog::find(sample[u"client"_s].toString());
        QVERIFY2(tool, qPrintable(sample[u"client"_s].toString()));
        const QString file = sample[u"file"_s].toString();
        const QByteArray before = contentOf(samples.filePath(file));
        const Result<QByteArray> after = withEntry(before, tool->shape, spec);
        QFile copy(edited.filePath(file));
        QVERIFY(copy.open(QIODevice::WriteOnly));
        copy.write(after ? *after : before);
        ++count;
    }
    QVERIFY(count >= 14);
    QProcess checker;
    checker.setProcessChannelMode(QProcess::MergedChannels);
    checker.start(u"python3"_s, {samples.filePath(u"check.py"_s), given, edited.path(), spec.name,
                                 u"konstantly-mcp"_s});
    QVERIFY(checker.waitForFinished());
    QVERIFY2(checker.exitCode() == 0, checker.readAll().constData());
}

void tst_ClientConfig::refusesBadFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto files = Tests::badConfigFiles();
    QVERIFY(files.size() >= 60);
    for (const auto &[name, bytes] : files)
        QTest::newRow(name) << bytes;
}

void tst_ClientConfig::refusesBadFiles()
{
    QFETCH(QByteArray, bytes);
    const Result<QByteArray> added = withEntry(bytes, shape, spec);
    QVERIFY(!added);
    QVERIFY(added.error().code == ErrorCode::FileNotParsable
            || added.error().code == ErrorCode::FileUnsupported);
    QVERIFY(!added.error().detail.isEmpty());
    const Result<ConfigInspection> inspection = inspectConfig(bytes, shape);
    QVERIFY(!inspection);
    QCOMPARE(inspection.error().code, added.error().code);
}

void tst_ClientConfig::seesWhatAnEntryIs()
{
    const Result<ConfigInspection> inspection = inspectConfig(
        "{\"mcpServers\":{\n"
        "\"other\":{\"command\":\"x\",\"env\":{\"TOKEN\":\"y\"}},\n"
        "\"konstantly\":{\"command\":\"C:\\\\P "
        "F\\\\Konstantly-MCP.exe\",\"args\":[\"run\",\"acme\"],"
        "\"env\":{\"KONSTANTLY_URL\":\"https://acme.konstantly.com\",\"NODE_EXTRA_CA_CERTS\":\"/"
        "ca.pem\","
        "\"DEBUG\":\"1\"}},\n"
        "\"konstantly-staging\":{\"command\":\"npx\",\"args\":[\"-y\",\"@konstantly/"
        "mcp-server@0.2.0\"],"
        "\"envFile\":\"/x/.env\"},\n"
        "\"web\":{\"url\":\"https://w.example\",\"args\":[\"@konstantly/mcp-server\"]},\n"
        "\"mine\":{\"command\":\"/opt/konstantly-mcp\",\"args\":[\"--profile\",\"acme\"]}}}",
        shape);
    QVERIFY(inspection);
    QCOMPARE(inspection->serverCount, 5);
    QCOMPARE(inspection->entries.size(), size_t(4));
    QVERIFY(!inspection->find(u"other"));
    const FoundEntry *own = inspection->find(u"konstantly");
    QVERIFY(own);
    QCOMPARE(own->line, 3);
    QVERIFY(own->startsLauncher);
    QCOMPARE(own->profile, u"acme"_s);
    QCOMPARE(own->url, u"https://acme.konstantly.com"_s);
    QCOMPARE(own->caFile, u"/ca.pem"_s);
    QCOMPARE(own->otherVariables, QStringList{u"DEBUG"_s});
    QVERIFY(!own->hasPlaintextKey());
    const FoundEntry *staging = inspection->find(u"konstantly-staging");
    QVERIFY(staging && !staging->startsLauncher);
    QCOMPARE(staging->envFile, u"/x/.env"_s);
    QVERIFY(inspection->find(u"web")->isRemote);
    const FoundEntry *mine = inspection->find(u"mine");
    QVERIFY(mine->startsLauncher);
    QCOMPARE(mine->profile, QString());

    QVERIFY(!inspectConfig(QByteArray(), shape)->exists);
    QVERIFY(inspectConfig("\xEF\xBB\xBF{}", shape)->hasMark);
}

void tst_ClientConfig::findsKeysWhereverTheyAre_data()
{
    QTest::addColumn<QByteArray>("entry");
    const auto row = [](const char *name, const QByteArray &entry) {
        QTest::newRow(name) << entry;
    };
    row("variable", "\"env\":{\"KONSTANTLY_MCP_KEY\":\"" + key + "\"}");
    row("variable of another name", "\"env\":{\"MY_KEY\":\"" + key + "\"}");
    row("with spaces around", "\"env\":{\"KONSTANTLY_MCP_KEY\":\" " + key + " \"}");
    row("argument", "\"args\":[\"--key\",\"" + key + "\"]");
    row("inside an argument", "\"args\":[\"--key=" + key + "\"]");
    row("header", "\"headers\":{\"X-MCP-Key\":\"" + key + "\"}");
    row("as a name", "\"" + key + "\":1");
    row("deep inside", "\"x\":[{\"y\":[\"" + key + "\"]}]");
    QByteArray escaped = key;
    row("escaped", "\"env\":{\"KONSTANTLY_MCP_KEY\":\"" + escaped.replace("_", "\\u005f") + "\"}");
}

void tst_ClientConfig::findsKeysWhereverTheyAre()
{
    QFETCH(QByteArray, entry);
    for (const QByteArray &name : {QByteArray("konstantly"), QByteArray("anything")}) {
        const Result<ConfigInspection> inspection = inspectConfig(
            "{\"mcpServers\":{\"" + name + "\":{" + entry + "}}}", shape);
        QVERIFY(inspection);
        QCOMPARE(inspection->entries.size(), size_t(1));
        QCOMPARE(inspection->entries[0].keys.size(), size_t(1));
        QCOMPARE(inspection->entries[0].keys[0], Secret(key));
    }
}

void tst_ClientConfig::placeholdersAreNoKeys_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"", "${KONSTANTLY_MCP_KEY}", "$KEY", "${env:KEY}", "{env:KEY}",
                              "{file:~/key}", "(key removed by Konstantly Keys)"})
        QTest::newRow(value) << QByteArray(value);
}

void tst_ClientConfig::placeholdersAreNoKeys()
{
    QFETCH(QByteArray, value);
    const Result<ConfigInspection> inspection = inspectConfig(
        vendorSnippet("\"KONSTANTLY_MCP_KEY\":\"" + value + "\""), shape);
    QVERIFY(inspection);
    QVERIFY(!inspection->find(spec.name)->hasPlaintextKey());
}

void tst_ClientConfig::migratingLeavesNoKeyAndKeepsTheRest_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) {
        const QByteArray head = "{\"mcpServers\":{\"a\":1.50,\"konstantly\":{";
        QTest::newRow(name) << head + before + "},\"z\":{}}}" << head + after + "},\"z\":{}}}";
    };
    const QByteArray ours = "\"command\":\"/usr/bin/konstantly-mcp\",\"args\":[\"run\", \"acme\"]";
    row("only our variables",
        "\"command\":\"npx\",\"args\":[\"-y\", \"x\"],\"env\":{\"KONSTANTLY_MCP_KEY\":\"" + key
            + "\",\"KONSTANTLY_URL\":\"u\"}",
        ours);
    row("one of the user's between",
        "\"command\":\"npx\",\"args\":[\"-y\", \"x\"],\"env\":{\"KONSTANTLY_MCP_KEY\":\"" + key
            + "\" , \"A\":\"b\" ,\"KONSTANTLY_URL\":\"u\"},\"off\":true",
        ours + ",\"env\":{\"A\":\"b\"},\"off\":true");
    row("the key under another name",
        "\"command\":\"npx\",\"args\":[\"-y\", \"x\"],\"env\":{\"A\":\"b\",\"OLD\":\"" + key
            + "\"}",
        ours + ",\"env\":{\"A\":\"b\"}");
    row("in an argument",
        "\"command\":\"npx\",\"args\":[\"-y\", \"x\", \"--key=" + key + "\"],\"off\":true",
        ours + ",\"off\":true");
    row("order of members stays",
        "\"env\":{\"KONSTANTLY_MCP_KEY\":\"" + key
            + "\"},\"args\":[\"-y\", \"x\"],\"off\":true,\"command\":\"npx\"",
        "\"args\":[\"run\", \"acme\"],\"off\":true,\"command\":\"/usr/bin/konstantly-mcp\"");
    row("an empty env of the user's stays",
        "\"command\":\"npx " + key + "\",\"args\":[\"-y\", \"x\"],\"env\":{}",
        ours + ",\"env\":{}");
}

void tst_ClientConfig::migratingLeavesNoKeyAndKeepsTheRest()
{
    QFETCH(QByteArray, before);
    const Result<QByteArray> after = withEntry(before, shape, spec);
    QVERIFY2(after, after ? "" : qPrintable(after.error().detail));
    QTEST(*after, "after");
    QVERIFY(!after->contains("kmcp_"));
}

void tst_ClientConfig::refusesToCallAnEntryProtectedThatStillHoldsAKey()
{
    for (const QByteArray &rest :
         {"\"note\":\"" + key + "\"", "\"headers\":{\"X\":\"" + key + "\"}", "\"" + key + "\":1",
          "\"env\":[\"" + key + "\"]", "\"env\":\"" + key + "\"",
          "\"url\":\"https://x.example\",\"headers\":{\"X-MCP-Key\":\"" + key + "\"}"}) {
        const Result<QByteArray> after = withEntry(
            "{\"mcpServers\":{\"konstantly\":{\"command\":\"npx\"," + rest + "}}}", shape, spec);
        QVERIFY2(!after, rest.constData());
        QCOMPARE(after.error().code, ErrorCode::FileUnsupported);
        QVERIFY(!after.error().detail.contains(u"kmcp_"));
    }
}

void tst_ClientConfig::refusesWhatToolsWouldReplace_data()
{
    QTest::addColumn<EntrySpec>("bad");
    const auto row = [](const QString &name, const QString &command, const QString &arg) {
        QTest::newRow(qPrintable(name + command + arg))
            << EntrySpec{name, command, {u"run"_s, arg}};
    };
    row(u"konst$antly"_s, u"/x"_s, u"acme"_s);
    row(u"konstantly"_s, u"/home/$USER/konstantly-mcp"_s, u"acme"_s);
    row(u"konstantly"_s, u"/x/{env:HOME}/konstantly-mcp"_s, u"acme"_s);
    row(u"konstantly"_s, u"/x"_s, u"{file:/etc/passwd}"_s);
    row(u"konstantly"_s, u"/x"_s, u"${A}"_s);
}

void tst_ClientConfig::refusesWhatToolsWouldReplace()
{
    QFETCH(EntrySpec, bad);
    const Result<QByteArray> after = withEntry("{}", shape, bad);
    QVERIFY(!after);
    QCOMPARE(after.error().code, ErrorCode::InvalidInput);
}

namespace {

const QString project = u"/home/alex/site"_s;

ConfigShape claudeCode()
{
    return ClientCatalog::find(u"claude-code")->shape;
}

QByteArray projectFile(const QByteArray &own, const QByteArray &inProject)
{
    return "{\"mcpServers\":{" + own + "},\"projects\":{\"/home/alex/site\":{\"mcpServers\":{"
           + inProject + "},\"x\":1.50},\"/srv\":{\"mcpServers\":{\"other\":{}}}}}";
}

QByteArray withPlaintextKey()
{
    return "\"konstantly\":{\"command\":\"npx\",\"args\":[\"-y\", \"@konstantly/mcp-server\"],"
           "\"env\":{\"KONSTANTLY_MCP_KEY\":\""
           + key + "\"}}";
}

} // namespace

void tst_ClientConfig::findsTheEntriesOfProjects()
{
    const Result<ConfigInspection> inspection = inspectConfig(
        projectFile("\"a\":{}", withPlaintextKey()), claudeCode());
    QVERIFY(inspection);
    QCOMPARE(inspection->serverCount, 1);
    QVERIFY(!inspection->find(u"konstantly"));
    const FoundEntry *found = inspection->find(u"konstantly", project);
    QVERIFY(found);
    QVERIFY(found->hasPlaintextKey());
    QCOMPARE(inspection->entries.size(), size_t(1));
    // The same file at a tool that knows no projects.
    QVERIFY(inspectConfig(projectFile({}, withPlaintextKey()), shape)->entries.empty());
}

void tst_ClientConfig::movesTheKeyOfAProjectAlone()
{
    EntrySpec inProject = spec;
    inProject.project = project;
    const Result<QByteArray> after = withEntry(projectFile("\"a\":{}", withPlaintextKey()),
                                               claudeCode(), inProject);
    QVERIFY2(after, after ? "" : qPrintable(after.error().detail));
    QCOMPARE(*after,
             projectFile("\"a\":{}", "\"konstantly\":{\"command\":\"/usr/bin/konstantly-mcp\","
                                     "\"args\":[\"run\", \"acme\"]}"));
    QCOMPARE(*withEntry(*after, claudeCode(), inProject), *after);
    QCOMPARE(*withoutEntry(*after, claudeCode(), spec.name, project), projectFile("\"a\":{}", {}));
}

void tst_ClientConfig::aProjectsServersAreNeverCreated()
{
    EntrySpec inProject = spec;
    inProject.project = project;
    Result<QByteArray> after = withEntry(projectFile({}, {}), claudeCode(), inProject);
    QVERIFY(!after);
    QCOMPARE(after.error().code, ErrorCode::NotConfigured);
    inProject.project = u"/nowhere"_s;
    after = withEntry(projectFile({}, withPlaintextKey()), claudeCode(), inProject);
    QVERIFY(!after);
    // Somebody else's server of that name.
    inProject.project = project;
    after = withEntry(projectFile({}, R"("konstantly":{"command":"x"})"), claudeCode(), inProject);
    QVERIFY(!after);
    QCOMPARE(after.error().code, ErrorCode::FileUnsupported);
}

void tst_ClientConfig::twoEntriesInAProjectAreRefusedThereAlone()
{
    const QByteArray bytes = projectFile({}, withPlaintextKey() + ',' + withPlaintextKey());
    EntrySpec inProject = spec;
    inProject.project = project;
    const Result<QByteArray> after = withEntry(bytes, claudeCode(), inProject);
    QVERIFY(!after);
    QCOMPARE(after.error().code, ErrorCode::FileUnsupported);
    QVERIFY(after.error().detail.contains(u"twice"));
    QVERIFY(withEntry(bytes, claudeCode(), spec));
    QCOMPARE(inspectConfig(bytes, claudeCode())->entries.size(), size_t(2));
}

void tst_ClientConfig::tellsWhetherTheToolWouldStartIt_data()
{
    QTest::addColumn<QByteArray>("mcp");
    QTest::addColumn<bool>("lets");
    QTest::newRow("no lists") << QByteArray("{}") << true;
    QTest::newRow("allowed") << QByteArray(R"({"allowed":["a","konstantly"]})") << true;
    QTest::newRow("others allowed") << QByteArray(R"({"allowed":["a"]})") << false;
    QTest::newRow("none allowed") << QByteArray(R"({"allowed":[]})") << false;
    QTest::newRow("excluded") << QByteArray(R"({"excluded":["konstantly"]})") << false;
    QTest::newRow("others excluded") << QByteArray(R"({"excluded":["a"]})") << true;
    QTest::newRow("both") << QByteArray(R"({"allowed":["konstantly"],"excluded":["konstantly"]})")
                          << false;
    QTest::newRow("not a list") << QByteArray(R"({"allowed":"a"})") << true;
}

void tst_ClientConfig::tellsWhetherTheToolWouldStartIt()
{
    QFETCH(QByteArray, mcp);
    const Result<ConfigInspection> inspection = inspectConfig(
        "{\"mcp\":" + mcp + "}", ClientCatalog::find(u"gemini-cli")->shape);
    QVERIFY(inspection);
    QTEST(inspection->lets(u"konstantly"_s), "lets");
}

void tst_ClientConfig::saysWhatToPaste_data()
{
    QTest::addColumn<QString>("expected");
    QTest::newRow("continue") << u"mcpServers:\n"
                                 "  - name: \"konstantly\"\n"
                                 "    command: \"/usr/bin/konstantly-mcp\"\n"
                                 "    args:\n"
                                 "      - \"run\"\n"
                                 "      - \"acme\"\n"_s;
    QTest::newRow("goose") << u"extensions:\n"
                              "  konstantly:\n"
                              "    name: \"konstantly\"\n"
                              "    type: \"stdio\"\n"
                              "    cmd: \"/usr/bin/konstantly-mcp\"\n"
                              "    args:\n"
                              "      - \"run\"\n"
                              "      - \"acme\"\n"
                              "    enabled: true\n"_s;
    QTest::newRow("vscode") << uR"({
  "servers": {
    "konstantly": {
      "type": "stdio",
      "command": "/usr/bin/konstantly-mcp",
      "args": [
        "run",
        "acme"
      ]
    }
  }
}
)"_s;
}

void tst_ClientConfig::saysWhatToPaste()
{
    const auto tool = ClientCatalog::find(QString::fromLatin1(QTest::currentDataTag()));
    QTEST(snippet(tool->shape, spec), "expected");
    // What can't be written is not replaced by a guess.
    if (!tool->isEditable())
        QVERIFY(!withEntry("a: b\n", tool->shape, spec));
}

void tst_ClientConfig::theSameTwiceChangesNothing()
{
    Tests::ConfigGenerator generator(7);
    for (int i = 0; i < 500; ++i) {
        const QByteArray before = generator.next().bytes;
        const Result<QByteArray> once = withEntry(before, shape, spec);
        QVERIFY(once);
        QVERIFY(*once != before);
        QCOMPARE(*withEntry(*once, shape, spec), *once);
        const EntrySpec moved{spec.name, u"/opt/ä b/konstantly-mcp"_s, {u"run"_s, u"z"_s}};
        const Result<QByteArray> there = withEntry(*once, shape, moved);
        QVERIFY(there && *there != *once);
        QCOMPARE(*withEntry(*there, shape, spec), *once);
        QCOMPARE(*withoutEntry(*there, shape, spec.name), before);
    }
}

void tst_ClientConfig::onlyWhatIsOursChangesInAnExistingEntry()
{
    const QByteArray before = "{\"mcpServers\":{\"konstantly\":\n{ \"autoApprove\" :[ \"x\" ],\n"
                              "\"command\"\t:\"/old/konstantly-mcp\",\"n\":1.50}}}";
    QByteArray expected = before;
    expected.replace("/old/konstantly-mcp", "/usr/bin/konstantly-mcp")
        .replace("1.50}", "1.50, \"args\":[\"run\", \"acme\"]}");
    const Result<QByteArray> after = withEntry(before, shape, spec);
    QVERIFY(after);
    const QJsonObject entry
        = QJsonDocument::fromJson(*after).object()[u"mcpServers"_s][u"konstantly"_s].toObject();
    QCOMPARE(entry.size(), 4);
    QVERIFY(after->startsWith(expected.first(expected.indexOf("1.50"))));
    QVERIFY(after->contains("1.50"));
}

void tst_ClientConfig::aFileThatDidNotExistComesAndGoes()
{
    const Result<QByteArray> after = withEntry(QByteArray(), shape, spec);
    QVERIFY(after);
    QVERIFY(inspectConfig(*after, shape)->find(spec.name));
    const Result<QByteArray> back = withoutEntry(*after, shape, spec.name);
    QVERIFY(back && back->isNull());
    QVERIFY(withoutEntry(QByteArray(), shape, spec.name)->isNull());
    QVERIFY(!withEntry(QByteArray(""), shape, spec));
}

void tst_ClientConfig::backupsHoldNoKeys_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray escaped = key;
    escaped.replace("k", "\\u006b");
    QTest::newRow("plain") << vendorSnippet("\"KONSTANTLY_MCP_KEY\":\"" + key + "\"");
    QTest::newRow("escaped") << vendorSnippet("\"KONSTANTLY_MCP_KEY\":\"" + escaped + "\"");
    QTest::newRow("in a foreign entry")
        << "{\"mcpServers\":{\"x\":{\"args\":[\"a=" + key + ";b=" + key + "\"]}}}";
    QTest::newRow("outside the map") << "{\"note\":\"\xC3\xA9 " + key + "\",\"mcpServers\":{}}";
    QTest::newRow("as a name") << "{\"" + key + "\":1}";
    QTest::newRow("in one that can't be edited")
        << "{\"mcpServers\":{\"konstantly\":{\"env\":{\"KONSTANTLY_MCP_KEY\":\"" + key
               + "\"}},\"konstantly\":{}}}";
}

void tst_ClientConfig::backupsHoldNoKeys()
{
    QFETCH(QByteArray, bytes);
    const Result<RedactedConfig> redacted = withoutKeys(bytes, shape);
    QVERIFY(redacted);
    QVERIFY(redacted->isRedacted());
    QVERIFY(!redacted->bytes.contains("testkey0"));
    QJsonParseError error;
    const QByteArray again = QJsonDocument::fromJson(redacted->bytes, &error).toJson();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QVERIFY(!again.contains("testkey0"));
    QCOMPARE(redacted->fingerprints.count(fingerprint(Secret(key))), redacted->fingerprints.size());
    QVERIFY(keysIn(bytes, shape).size() >= 1);
    QVERIFY(keysIn(redacted->bytes, shape).empty());
}

void tst_ClientConfig::takenOutKeysCanBePutBack()
{
    const QByteArray other = "kmcp_" + QByteArray("another1").repeated(5) + "xyz";
    const QByteArray bytes
        = "{\"mcpServers\":{\"a\":{\"env\":{\"KONSTANTLY_MCP_KEY\":\"short\"}},\"b\":[\"" + key
          + "\",\"" + other + "\",\"short\",\"ghp_notours\"]}}";
    const Result<RedactedConfig> redacted = withoutKeys(bytes, shape);
    QVERIFY(redacted);
    QCOMPARE(redacted->fingerprints.size(), 3);
    QVERIFY(redacted->bytes.contains("ghp_notours"));
    QVERIFY(redacted->bytes.contains("\"short\"")); // a word of another entry is no key
    QCOMPARE(withKeys(*redacted, keysIn(bytes, shape)), bytes);
    const QByteArray partly = withKeys(*redacted, {Secret(other)});
    QVERIFY(partly.contains(other));
    QCOMPARE(partly.count(KeyPlaceholder), 2);

    const QByteArray clean = "{\"mcpServers\":{\"a\":1.50}}";
    const Result<RedactedConfig> nothing = withoutKeys(clean, shape);
    QVERIFY(nothing && !nothing->isRedacted());
    QCOMPARE(nothing->bytes, clean);
    QVERIFY(withoutKeys(QByteArray(), shape)->bytes.isNull());
}

QTEST_GUILESS_MAIN(tst_ClientConfig)
#include "tst_clientconfig.moc"
