// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/clientconfig.h"
#include "models/device/devicestore.h"
#include "models/launch/launchrecord.h"
#include "tests/models/device/devicefixture.h"
#include "tests/support/await.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray key = "kmcp_" + QByteArray("testkey0").repeated(5) + "abc";

//! The vendor's entry, in the words of Claude Code.
QByteArray vendorEntry()
{
    return R"("konstantly":{"type":"stdio","command":"npx","args":["-y","@konstantly/mcp-server"],)"
           R"("env":{"KONSTANTLY_MCP_KEY":")"
           + key + R"(","KONSTANTLY_URL":"https://acme.konstantly.com"}})";
}

} // namespace

//! What holds for each tool of the catalogue, through the store: from the folder that says it is installed to the entry and
//! back.
class tst_EveryTool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<DeviceFixture>();
        m_store = std::make_unique<DeviceStore>(m_fixture->options());
        m_store->setWorkspaces({DeviceFixture::workspace()}, u"acme"_s);
    }

    void comesAndGoes_data();
    void comesAndGoes();
    void isToldWhatToPaste_data();
    void isToldWhatToPaste();
    void aPastedEntryIsSeen_data();
    void aPastedEntryIsSeen();
    void aKeyInAYamlFileIsSeen();
    void theKeyOfAProjectIsMovedOnRequest();
    void aProjectsEntryIsNoReasonToMissOurs();
    void undoingAProjectsMoveLeavesNoPlaceholder();
    void aKeyThatStandsElsewhereIsNotPutBackByUndo();
    void removeMeansOurEntry();
    void aLinkedTomlFileStaysToml();
    void aFileOfOneLineIsNoSlowerThanOthers();
    void saysThatTheToolsListsLeaveUsOut();
    void tellsWhenTheToolLastStartedUs();

private:
    [[nodiscard]] ToolStatus status(const QString &toolId)
    {
        if (!await(m_store->rescan()))
            qFatal("no scan");
        return *m_store->find(toolId);
    }
    [[nodiscard]] ToolLocation place(const QString &toolId) const
    {
        return *m_fixture->options().catalog.location(toolId);
    }
    [[nodiscard]] Result<PlannedChange> plan(const QString &toolId, const EntryPlace &entry = {})
    {
        return await(m_store->planProtect(toolId, DeviceFixture::workspace(),
                                          DeviceStore::Create::FileOnly, entry));
    }

    std::unique_ptr<DeviceFixture> m_fixture;
    std::unique_ptr<DeviceStore> m_store;
};

void tst_EveryTool::comesAndGoes_data()
{
    QTest::addColumn<QString>("tool");
    for (const ToolDescriptor &tool : ClientCatalog::tools()) {
        if (tool.isEditable())
            QTest::newRow(qPrintable(tool.id)) << tool.id;
    }
}

void tst_EveryTool::comesAndGoes()
{
    QFETCH(QString, tool);
    QCOMPARE(status(tool).state, ToolState::Absent);
    QVERIFY(!plan(tool));
    QVERIFY(QDir().mkpath(place(tool).folder));
    QCOMPARE(status(tool).state, ToolState::NotSetUp);

    const Result<PlannedChange> change = plan(tool);
    QVERIFY2(change, change ? "" : qPrintable(change.error().detail));
    QCOMPARE(change->action, ChangeAction::Add);
    QVERIFY(!QFile::exists(place(tool).path)); // nothing before it is applied
    QVERIFY(await(m_store->apply(*change)));
    QCOMPARE(status(tool).state, ToolState::Protected);
    QCOMPARE(DeviceFixture::status(place(tool).path).st_mode & 07777U, 0600U);
    const QByteArray written = DeviceFixture::read(place(tool).path);
    QVERIFY(written.contains(DeviceFixture::launcher().toUtf8()));
    QCOMPARE(plan(tool)->action, ChangeAction::None);

    const Result<PlannedChange> removal = await(m_store->planRemove(tool));
    QVERIFY(removal);
    QVERIFY(await(m_store->apply(*removal)));
    QVERIFY(!QFile::exists(place(tool).path)); // what was created goes
    QCOMPARE(status(tool).state, ToolState::NotSetUp);
}

void tst_EveryTool::isToldWhatToPaste_data()
{
    QTest::addColumn<QString>("tool");
    QTest::newRow("continue") << u"continue"_s;
    QTest::newRow("goose") << u"goose"_s;
}

void tst_EveryTool::isToldWhatToPaste()
{
    QFETCH(QString, tool);
    const QByteArray bytes = "# mine\nname: x\n";
    DeviceFixture::write(place(tool).path, bytes);
    const Result<PlannedChange> change = plan(tool);
    QVERIFY2(change, change ? "" : qPrintable(change.error().detail));
    QCOMPARE(change->action, ChangeAction::Paste);
    QVERIFY(change->snippet.contains(DeviceFixture::launcher()));
    QVERIFY(change->notes.join(u' ').contains(QFileInfo(place(tool).path).fileName()));
    // Should somebody apply it all the same, nothing happens.
    const Result<> applied = await(m_store->apply(*change));
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::FileUnsupported);
    QCOMPARE(DeviceFixture::read(place(tool).path), bytes);
}

void tst_EveryTool::aPastedEntryIsSeen_data()
{
    isToldWhatToPaste_data();
}

void tst_EveryTool::aPastedEntryIsSeen()
{
    QFETCH(QString, tool);
    DeviceFixture::write(place(tool).path, "name: x\n");
    QCOMPARE(status(tool).state, ToolState::NotSetUp);
    const QString snippet = plan(tool)->snippet;
    DeviceFixture::write(place(tool).path, "name: x\n" + snippet.toUtf8());
    QCOMPARE(status(tool).state, ToolState::Protected);
    QCOMPARE(plan(tool)->action, ChangeAction::None);
}

void tst_EveryTool::aKeyInAYamlFileIsSeen()
{
    DeviceFixture::write(place(u"continue"_s).path,
                         "mcpServers:\n  - name: konstantly\n    command: npx\n    env:\n"
                         "      KONSTANTLY_MCP_KEY: "
                             + key + "\n      KONSTANTLY_URL: https://acme.konstantly.com\n");
    const ToolStatus found = status(u"continue"_s);
    QCOMPARE(found.state, ToolState::Plaintext);
    QCOMPARE(found.plaintextEntries, QStringList{u"konstantly"_s});
    QCOMPARE(m_store->plaintextKeys().size(), size_t(1));
    QCOMPARE(m_store->plaintextKeys().front().url, u"https://acme.konstantly.com"_s);
    const Result<PlannedChange> change = plan(u"continue"_s);
    QCOMPARE(change->action, ChangeAction::Paste);
    QVERIFY(!change->snippet.contains(u"kmcp_"));
}

void tst_EveryTool::theKeyOfAProjectIsMovedOnRequest()
{
    const QString file = place(u"claude-code"_s).path;
    const QByteArray before = R"({"mcpServers":{},"projects":{"/srv/site":{"mcpServers":{)"
                              + vendorEntry() + R"(},"lastCost":1.50}}})";
    DeviceFixture::write(file, before, 0600);
    const ToolStatus found = status(u"claude-code"_s);
    QCOMPARE(found.state, ToolState::Plaintext);
    QCOMPARE(found.entryProject, u"/srv/site"_s);
    QVERIFY(found.detail.contains(u"/srv/site"));
    const QList<EntryPlace> places{{u"/srv/site"_s, u"konstantly"_s}};
    QCOMPARE(found.plaintextInProjects, places);
    QCOMPARE(m_store->plaintextKeys().front().project, u"/srv/site"_s);

    // Unasked it is reported, not touched.
    const Result<PlannedChange> own = plan(u"claude-code"_s);
    QCOMPARE(own->action, ChangeAction::Add);
    QVERIFY(own->after.contains(key));
    QVERIFY(own->notes.join(u' ').contains(u"/srv/site"));

    const Result<PlannedChange> change = plan(u"claude-code"_s, places.front());
    QVERIFY2(change, change ? "" : qPrintable(change.error().detail));
    QCOMPARE(change->action, ChangeAction::Migrate);
    QVERIFY(change->plaintext);
    QCOMPARE(change->plaintext->key, Secret(key));
    QVERIFY(!change->maskedDiff.contains(u"kmcp_"));
    QVERIFY(await(m_store->apply(*change)));
    const QByteArray after = DeviceFixture::read(file);
    QVERIFY(!after.contains("kmcp_"));
    QVERIFY(after.startsWith(
        R"({"mcpServers":{},"projects":{"/srv/site":{"mcpServers":{"konstantly")"));
    QVERIFY(after.endsWith(R"(},"lastCost":1.50}}})"));
    QVERIFY(!DeviceFixture::everythingIn(m_fixture->home()).contains(key));
    // A project's entry is no entry of the tool.
    QCOMPARE(status(u"claude-code"_s).state, ToolState::NotSetUp);
}

void tst_EveryTool::aProjectsEntryIsNoReasonToMissOurs()
{
    const QString file = place(u"claude-code"_s).path;
    DeviceFixture::write(file, "{}");
    QVERIFY(await(m_store->apply(*plan(u"claude-code"_s))));
    QCOMPARE(status(u"claude-code"_s).state, ToolState::Protected);
    // The tool threw ours away, and a project has one.
    DeviceFixture::write(file,
                         R"({"projects":{"/srv":{"mcpServers":{"konstantly":)"
                         R"({"command":"/usr/bin/konstantly-mcp","args":["run","acme"]}}}}})");
    QCOMPARE(status(u"claude-code"_s).state, ToolState::Changed);
}

void tst_EveryTool::undoingAProjectsMoveLeavesNoPlaceholder()
{
    const QString file = place(u"claude-code"_s).path;
    DeviceFixture::write(file, R"({"projects":{"/srv":{"mcpServers":{)" + vendorEntry() + "}}}}",
                         0600);
    const Result<PlannedChange> change = plan(u"claude-code"_s, {u"/srv"_s, u"konstantly"_s});
    QVERIFY(change);
    QVERIFY(await(m_store->apply(*change)));
    const Result<PlannedChange> undo = await(m_store->planUndo(u"claude-code"_s));
    QVERIFY2(undo, undo ? "" : qPrintable(undo.error().detail));
    QVERIFY(await(m_store->apply(*undo)));
    QCOMPARE(DeviceFixture::read(file), R"({"projects":{"/srv":{"mcpServers":{}}}})"_qba);
}

void tst_EveryTool::aKeyThatStandsElsewhereIsNotPutBackByUndo()
{
    const QString file = place(u"cursor"_s).path;
    DeviceFixture::write(file,
                         R"({"mcpServers":{)" + vendorEntry() + R"(},"notes":")" + key + "\"}");
    QVERIFY(await(m_store->apply(*plan(u"cursor"_s))));
    const Result<PlannedChange> undo = await(m_store->planUndo(u"cursor"_s));
    QVERIFY(undo);
    QVERIFY(await(m_store->apply(*undo)));
    QCOMPARE(DeviceFixture::read(file), R"({"mcpServers":{},"notes":")" + key + "\"}");
}

void tst_EveryTool::removeMeansOurEntry()
{
    QByteArray other = vendorEntry();
    other.replace("\"konstantly\":", "\"my konst\":");
    const QString file = place(u"cursor"_s).path;
    DeviceFixture::write(file, R"({"mcpServers":{)" + other + "}}");
    QVERIFY(await(m_store->apply(*plan(u"cursor"_s))));
    // What is said about the tool is the entry with a key; what is removed is ours.
    QCOMPARE(status(u"cursor"_s).entryName, u"my konst"_s);
    QVERIFY(await(m_store->apply(*await(m_store->planRemove(u"cursor"_s)))));
    QCOMPARE(DeviceFixture::read(file), R"({"mcpServers":{)" + other + "}}");
}

void tst_EveryTool::aLinkedTomlFileStaysToml()
{
    const QString target = m_fixture->home() + u"/dotfiles/config.toml"_s;
    QVERIFY(QDir().mkpath(place(u"codex"_s).folder));
    QVERIFY(await(m_store->apply(*plan(u"codex"_s))));
    DeviceFixture::write(target, DeviceFixture::read(place(u"codex"_s).path));
    QVERIFY(QFile::remove(place(u"codex"_s).path));
    QVERIFY(QFile::link(target, place(u"codex"_s).path));
    QCOMPARE(status(u"codex"_s).state, ToolState::Protected);
    QVERIFY(await(m_store->apply(*await(m_store->planRemove(u"codex"_s)))));
    QCOMPARE(DeviceFixture::read(target), QByteArray());
    QCOMPARE(status(u"codex"_s).state, ToolState::NotSetUp);
}

//! As a ratio in one run: the same servers, a line each.
void tst_EveryTool::aFileOfOneLineIsNoSlowerThanOthers()
{
    const auto nsToAdd = [](const QByteArray &separator) {
        QByteArray bytes = "{\"mcpServers\":{";
        for (int i = 0; i < 4000; ++i)
            bytes += (i > 0 ? "," + separator : separator) + "\"s" + QByteArray::number(i)
                     + "\":{\"command\":\"x\"}";
        bytes += separator + "}}";
        QElapsedTimer clock;
        clock.start();
        const Result<QByteArray> after = withEntry(
            bytes, {}, {u"konstantly"_s, u"/x/konstantly-mcp"_s, {u"run"_s, u"a"_s}});
        if (!after)
            qFatal("not added");
        return double(clock.nsecsElapsed());
    };
    const double lines = nsToAdd("\n    ");
    QVERIFY(nsToAdd({}) < 10 * lines); // it was some hundred times
}

void tst_EveryTool::saysThatTheToolsListsLeaveUsOut()
{
    DeviceFixture::write(place(u"gemini-cli"_s).path, R"({"mcp":{"allowed":["github"]}})");
    const Result<PlannedChange> change = plan(u"gemini-cli"_s);
    QVERIFY(change);
    QVERIFY(change->notes.join(u' ').contains(u"mcp.allowed"));
    QVERIFY(await(m_store->apply(*change)));
    const ToolStatus found = status(u"gemini-cli"_s);
    QCOMPARE(found.state, ToolState::Protected);
    QVERIFY(found.detail.contains(u"leave “konstantly” out"));
}

void tst_EveryTool::tellsWhenTheToolLastStartedUs()
{
    QVERIFY(QDir().mkpath(place(u"claude-code"_s).folder));
    QVERIFY(!status(u"claude-code"_s).lastLaunchAt.isValid());
    const LaunchLog log(m_fixture->paths());
    LaunchRecord record;
    record.profile = u"acme"_s;
    record.client.name = u"claude-code"_s;
    record.at = std::chrono::milliseconds(1'795'000'000'000);
    record.outcome = LaunchOutcome::Started;
    QVERIFY(log.append(record));
    ToolStatus found = status(u"claude-code"_s);
    QCOMPARE(found.lastLaunchAt, QDateTime::fromMSecsSinceEpoch(1'795'000'000'000, Qt::UTC));
    QVERIFY(found.wasServed);
    record.at += std::chrono::minutes(1);
    record.outcome = LaunchOutcome::StoodIn;
    record.error = u"KeychainLocked"_s;
    QVERIFY(log.append(record));
    found = status(u"claude-code"_s);
    QVERIFY(!found.wasServed);
    QVERIFY(!status(u"cursor"_s).lastLaunchAt.isValid());
}

QTEST_GUILESS_MAIN(tst_EveryTool)
#include "tst_everytool.moc"
