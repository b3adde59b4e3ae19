// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configcommit.h"
#include "models/device/configkeys.h"
#include "models/device/configplan.h"
#include "models/device/devicestore.h"
#include "tests/models/device/devicefixture.h"
#include "tests/models/json/badfiles.h"
#include "tests/support/await.h"
#include "tests/support/unprivileged.h"

#include <QElapsedTimer>
#include <QLockFile>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <atomic>
#include <thread>

#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using Tests::await;
using Tests::DeviceFixture;

namespace {

const QByteArray key = "kmcp_" + QByteArray("testkey0").repeated(5) + "abc";
const QByteArray plain
    = "{\n  \"mcpServers\": {\n    \"other\": {\n      \"command\": \"x\",\n      "
      "\"env\": { \"TOKEN\": \"foreign-secret\" }\n    }\n  }\n}\n";

QByteArray plaintextFile(const QByteArray &name = "konstantly",
                         const QByteArray &url = "https://acme.konstantly.com")
{
    QByteArray result = plain;
    return result.replace("\n  }\n}\n",
                          ",\n    \"" + name
                              + "\": {\n      \"command\": \"npx\",\n      \"args\": [\"-y\", "
                                "\"@konstantly/mcp-server\"],\n      \"env\": {\n        "
                                "\"KONSTANTLY_MCP_KEY\": \""
                              + key + "\",\n        \"KONSTANTLY_URL\": \"" + url
                              + "\",\n        \"NODE_EXTRA_CA_CERTS\": \"/ca.pem\",\n        "
                                "\"DEBUG\": \"1\"\n      }\n    }\n  }\n}\n");
}

QByteArray launcherFile(const QByteArray &command = "/usr/bin/konstantly-mcp",
                        const QByteArray &rest = R"("args":["run","acme"])")
{
    return R"({"mcpServers":{"konstantly":{"command":")" + command + "\"," + rest + "}}}";
}

} // namespace

class tst_DeviceStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<DeviceFixture>();
        QDir().mkpath(m_fixture->home() + u"/.cursor"_s);
        m_store = std::make_unique<DeviceStore>(m_fixture->options());
        m_store->setWorkspaces({DeviceFixture::workspace()});
    }
    void cleanup()
    {
        m_store.reset();
        m_fixture.reset();
    }

    void tellsHowAToolStands_data();
    void tellsHowAToolStands();
    void aCurrentWorkspaceChangesTheView();
    void aRevokedKeyIsTold();
    void scansInAWorkerAndDeliversHere();
    void aScanThatWasOvertakenIsDropped();
    void aStoreMayGoDuringAScan();
    void protectsAndRemovesWithoutATrace();
    void createsAFileOnlyWhereTheToolIsInstalled();
    void migratesAndLeavesNoKeyAnywhere();
    void reportsKeysUnderOtherNames();
    void doingItTwiceDoesNothing();
    void undoRestoresTheExactBytes();
    void undoOfAMigrationBringsNoKeyBack();
    void undoKeepsKeysThatTheChangeLeftAlone();
    void undoIsRefusedAfterAnotherChange();
    void aBackupOfAChangeThatNeverHappenedIsSkipped();
    void keepsTenBackups();
    void anyBackupCanBeRestored();
    void restoringSaysWhatIsLostAndKeepsIt();
    void restoringBringsNoKeyBack();
    void restoringATimeWithoutFileRemovesIt();
    void onlyOwnBackupsAreRestored();
    void workIsDoneInWorkersAndShowsMeanwhile();
    void aStoreMayGoDuringAChange();
    void neverOverwritesAConcurrentChange();
    void aWipedEntryIsNoticed();
    void badFilesAreLeftUntouched_data();
    void badFilesAreLeftUntouched();
    void aLinkStaysALink();
    void aReadOnlyFolderIsReported();
    void aFullDiskIsReported();
    void waitsForTheLockOfAnotherProcess();
    void aLockThatStaysIsReported();
    void leftoversOfAKilledChangeAreRemoved();
    void saysThatTheToolIsRunning();
    void findsRunningTools();
    void namesAreThoseOfTheCommandLine();

private:
    QString cursorFile() const { return m_fixture->cursorFile(); }
    ToolStatus cursor()
    {
        std::ignore = await(m_store->rescan());
        return *m_store->find(u"cursor");
    }
    Result<PlannedChange> plan()
    {
        return await(m_store->planProtect(u"cursor"_s, DeviceFixture::workspace()));
    }
    void applyProtect()
    {
        const Result<PlannedChange> change = plan();
        QVERIFY2(change, change ? "" : qPrintable(change.error().detail));
        const Result<> applied = await(m_store->apply(*change));
        QVERIFY2(applied, applied ? "" : qPrintable(applied.error().detail));
    }
    QList<BackupSummary> summaries() { return *await(m_store->backups(u"cursor"_s)); }
    Result<> restore(const QString &id)
    {
        const Result<PlannedChange> change = await(m_store->planRestore(u"cursor"_s, id));
        return change ? await(m_store->apply(*change)) : Result<>(fail(change.error()));
    }
    QStringList backups() const
    {
        return QDir(m_fixture->paths().backupDir)
            .entryList({u"*.config"_s}, QDir::Files, QDir::Name);
    }

    std::unique_ptr<DeviceFixture> m_fixture;
    std::unique_ptr<DeviceStore> m_store;
};

void tst_DeviceStore::tellsHowAToolStands_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<QString>("detail"); // a part of it
    const auto row = [](const char *name, const QByteArray &bytes, const char *state,
                        const char *workspace, const char *detail) {
        QTest::newRow(name) << bytes << QString::fromLatin1(state) << QString::fromLatin1(workspace)
                            << QString::fromUtf8(detail);
    };
    row("no file", {}, "not-set-up", "", "");
    row("no map", "{}", "not-set-up", "", "");
    row("other servers", plain, "not-set-up", "", "");
    row("plain text", plaintextFile(), "plaintext", "acme", "“konstantly” holds a key");
    row("plain text under another name", plaintextFile("work"), "plaintext", "acme", "“work”");
    row("plain text of another workspace", plaintextFile("konstantly", "https://b.konstantly.com"),
        "plaintext", "", "holds a key");
    row("protected", launcherFile(), "protected", "acme", "");
    row("unknown workspace", launcherFile("/usr/bin/konstantly-mcp", R"("args":["run","beta"])"),
        "other-workspace", "beta", "“beta”, which is not connected");
    row("old launcher", launcherFile("/opt/konstantly-mcp"), "outdated", "acme",
        "/opt/konstantly-mcp");
    row("old arguments", launcherFile("/usr/bin/konstantly-mcp", R"("args":["--profile","acme"])"),
        "outdated", "", "other arguments");
    row("an address left over",
        launcherFile(
            "/usr/bin/konstantly-mcp",
            R"("args":["run","acme"],"env":{"KONSTANTLY_URL":"https://acme.konstantly.com"})"),
        "outdated", "acme", "not needed any more");
    row("another address",
        launcherFile(
            "/usr/bin/konstantly-mcp",
            R"("args":["run","acme"],"env":{"KONSTANTLY_URL":"https://evil.example.com"})"),
        "outdated", "acme", "https://evil.example.com");
    row("the vendor's snippet without a key",
        launcherFile("npx", R"("args":["-y","@konstantly/mcp-server"])"), "outdated", "",
        "does not start the launcher");
    row("the vendor's snippet with a file of variables",
        launcherFile("npx", R"("args":["-y","@konstantly/mcp-server"],"envFile":"/x/.env")"),
        "outdated", "", "/x/.env");
    row("a file of variables under another name",
        R"({"mcpServers":{"konstantly-staging":{"command":"npx","envFile":"/x/.env"}}})",
        "not-set-up", "", "/x/.env");
    row("the vendor's snippet of another workspace",
        launcherFile("npx", R"("env":{"KONSTANTLY_URL":"https://b.konstantly.com"})"),
        "other-workspace", "", "https://b.konstantly.com");
    row("twice", R"({"mcpServers":{"konstantly":{},"konstantly":{}}})", "unreadable", "",
        "twice, in lines 1 and 1");
    row("cut", "{\n\"mcp", "unreadable", "", "line 2, column 1");
}

void tst_DeviceStore::tellsHowAToolStands()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, detail);
    if (!bytes.isNull())
        DeviceFixture::write(cursorFile(), bytes);
    const ToolStatus status = cursor();
    QTEST(toolStateName(status.state), "state");
    QTEST(status.workspace, "workspace");
    QVERIFY2(status.detail.contains(detail), qPrintable(status.detail));
    QCOMPARE(status.detail.isEmpty(), detail.isEmpty());
    QCOMPARE(status.path, cursorFile());
    QCOMPARE(status.error.has_value(), status.state == ToolState::Unreadable);
    QVERIFY(!status.detail.contains(u"kmcp_"));
    QVERIFY(!status.command.contains(u"kmcp_"));
    QCOMPARE(m_store->plaintextKeys().empty(), status.plaintextEntries.isEmpty());
    QCOMPARE(toolStateName(m_store->find(u"claude-desktop")->state), u"absent"_s);
}

void tst_DeviceStore::aCurrentWorkspaceChangesTheView()
{
    DeviceFixture::write(cursorFile(), launcherFile());
    QCOMPARE(cursor().state, ToolState::Protected);
    QSignalSpy spy(m_store.get(), &DeviceStore::changed);
    const QList<Workspace> both{DeviceFixture::workspace(), DeviceFixture::workspace(u"beta"_s)};
    m_store->setWorkspaces(both, u"beta"_s);
    QCOMPARE(spy.count(), 1);
    ToolStatus status = *m_store->find(u"cursor");
    QCOMPARE(status.state, ToolState::OtherWorkspace);
    QCOMPARE(status.workspace, u"acme"_s);
    QVERIFY(status.isWorkspaceKnown);
    m_store->setWorkspaces(both, u"beta"_s);
    QCOMPARE(spy.count(), 1);

    // A second entry beside the first, each its workspace's.
    const Result<PlannedChange> change = await(m_store->planProtect(u"cursor"_s, both[1]));
    QVERIFY(change);
    QCOMPARE(change->action, ChangeAction::Add);
    QVERIFY(await(m_store->apply(*change)));
    status = *m_store->find(u"cursor");
    QCOMPARE(status.state, ToolState::Protected);
    QCOMPARE(status.entryName, u"konstantly-beta"_s);
    m_store->setWorkspaces(both, u"acme"_s);
    QCOMPARE(m_store->find(u"cursor")->entryName, u"konstantly"_s);
    QCOMPARE(m_store->find(u"cursor")->state, ToolState::Protected);
}

void tst_DeviceStore::aRevokedKeyIsTold()
{
    DeviceFixture::write(cursorFile(), launcherFile());
    Workspace workspace = DeviceFixture::workspace();
    workspace.consoleKeyRevokedAt = QDateTime({2026, 11, 1}, {0, 0}, Qt::UTC);
    m_store->setWorkspaces({workspace});
    QCOMPARE(cursor().state, ToolState::Revoked);

    DeviceStore::Options options = m_fixture->options();
    QString asked;
    options.isRevoked = [&asked](const Workspace &which) {
        asked = which.name;
        return false;
    };
    DeviceStore other(options);
    other.setWorkspaces({workspace});
    std::ignore = await(other.rescan());
    QCOMPARE(other.find(u"cursor")->state, ToolState::Protected);
    QCOMPARE(asked, u"acme"_s);
}

void tst_DeviceStore::scansInAWorkerAndDeliversHere()
{
    DeviceFixture::write(cursorFile(), launcherFile());
    DeviceStore::Options options = m_fixture->options();
    std::atomic<QThread *> worker = nullptr;
    options.isRunning = [&worker](const ToolDescriptor &) {
        worker = QThread::currentThread();
        return false;
    };
    DeviceStore store(options);
    QThread *delivered = nullptr;
    connect(&store, &DeviceStore::changed, this,
            [&delivered] { delivered = QThread::currentThread(); });
    QVERIFY(!store.hasScanned());
    store.rescan();
    QVERIFY(store.isScanning());
    QVERIFY(store.tools().empty());
    QTRY_VERIFY(!store.isScanning());
    QVERIFY(store.hasScanned());
    QCOMPARE(store.tools().size(), ClientCatalog::tools().size());
    QVERIFY(worker != nullptr && worker != QThread::currentThread());
    QCOMPARE(delivered, QThread::currentThread());
    // No workspace is known: the entry is of one that is not connected.
    QCOMPARE(store.find(u"cursor")->state, ToolState::OtherWorkspace);
}

void tst_DeviceStore::aScanThatWasOvertakenIsDropped()
{
    DeviceFixture::write(cursorFile(), plain);
    m_store->rescan();
    m_store->rescan(); // during a scan: once more afterwards
    applyProtect();
    QCOMPARE(m_store->find(u"cursor")->state, ToolState::Protected);
    QTRY_VERIFY(!m_store->isScanning());
    QCOMPARE(m_store->find(u"cursor")->state, ToolState::Protected);
}

void tst_DeviceStore::aStoreMayGoDuringAScan()
{
    for (int i = 0; i < 20; ++i) {
        auto store = std::make_unique<DeviceStore>(m_fixture->options());
        store->rescan();
        if (i % 2)
            QCoreApplication::processEvents();
        store.reset();
    }
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    QCoreApplication::processEvents();
}

void tst_DeviceStore::protectsAndRemovesWithoutATrace()
{
    DeviceFixture::write(cursorFile(), plain, 0640);
    const Result<PlannedChange> change = plan();
    QVERIFY(change);
    QCOMPARE(change->action, ChangeAction::Add);
    QCOMPARE(change->entryName, u"konstantly"_s);
    QCOMPARE(change->workspace, u"acme"_s);
    QCOMPARE(change->command, u"/usr/bin/konstantly-mcp run acme"_s);
    QVERIFY(!change->plaintext);
    QVERIFY(change->maskedDiff.contains(u"+      \"command\": \"/usr/bin/konstantly-mcp\""_s));
    QVERIFY(!change->maskedDiff.contains(u"foreign-secret"_s));
    QCOMPARE(DeviceFixture::read(cursorFile()), plain); // nothing is written before apply()
    QVERIFY(!QDir(m_fixture->paths().configDir).exists());

    QVERIFY(await(m_store->apply(*change)));
    QCOMPARE(DeviceFixture::status(cursorFile()).st_mode & 07777, 0640u);
    QCOMPARE(m_store->find(u"cursor")->state, ToolState::Protected);
    QCOMPARE(m_store->find(u"cursor")->serverCount, 2);

    const Result<PlannedChange> removal = await(m_store->planRemove(u"cursor"_s));
    QVERIFY(removal);
    QCOMPARE(removal->action, ChangeAction::Remove);
    QVERIFY(await(m_store->apply(*removal)));
    QCOMPARE(DeviceFixture::read(cursorFile()), plain);
    QCOMPARE(m_store->find(u"cursor")->state, ToolState::NotSetUp); // not "changed by the tool"
    QCOMPARE(await(m_store->planRemove(u"cursor"_s))->action, ChangeAction::None);
}

void tst_DeviceStore::createsAFileOnlyWhereTheToolIsInstalled()
{
    const Workspace workspace = DeviceFixture::workspace();
    Result<PlannedChange> change = await(m_store->planProtect(u"claude-desktop"_s, workspace));
    QVERIFY(!change);
    QCOMPARE(change.error().code, ErrorCode::NotConfigured);
    change = await(
        m_store->planProtect(u"claude-desktop"_s, workspace, DeviceStore::Create::FolderAsWell));
    QVERIFY(change);
    QVERIFY(await(m_store->apply(*change)));
    QVERIFY(DeviceFixture::read(m_fixture->claudeFile()).contains("konstantly-mcp"));
    QCOMPARE(DeviceFixture::status(m_fixture->claudeFile()).st_mode & 07777, 0600u);

    applyProtect();
    QCOMPARE(DeviceFixture::status(cursorFile()).st_mode & 07777, 0600u);
    // What we created goes with its last entry.
    QVERIFY(await(m_store->apply(*await(m_store->planRemove(u"cursor"_s)))));
    QVERIFY(!QFile::exists(cursorFile()));
    QVERIFY(QDir(m_fixture->home() + u"/.cursor"_s).exists());
    QCOMPARE(await(m_store->planProtect(u"vim"_s, workspace)).error().code,
             ErrorCode::NotConfigured);
}

void tst_DeviceStore::migratesAndLeavesNoKeyAnywhere()
{
    DeviceFixture::write(cursorFile(), plaintextFile());
    QCOMPARE(cursor().state, ToolState::Plaintext);
    QCOMPARE(m_store->plaintextKeys().size(), size_t(1));
    const Result<PlannedChange> change = plan();
    QVERIFY(change);
    QCOMPARE(change->action, ChangeAction::Migrate);
    QVERIFY(change->plaintext);
    QCOMPARE(change->plaintext->key, Secret(key));
    QCOMPARE(change->plaintext->url, u"https://acme.konstantly.com"_s);
    QCOMPARE(change->plaintext->caFile, u"/ca.pem"_s);
    QCOMPARE(change->plaintext->otherVariables, QStringList{u"DEBUG"_s});
    QVERIFY(!change->maskedDiff.contains(u"testkey0"_s));

    QVERIFY(await(m_store->apply(*change)));
    QCOMPARE(m_store->find(u"cursor")->state, ToolState::Protected);
    QVERIFY(m_store->plaintextKeys().empty());
    const QByteArray everything = DeviceFixture::everythingIn(m_fixture->home());
    QVERIFY(!everything.contains("testkey0"));
    QCOMPARE(everything.count("foreign-secret"), 2); // in the file, and in its backup
    QVERIFY(DeviceFixture::read(cursorFile()).contains("\"DEBUG\": \"1\""));
    QCOMPARE(backups().size(), 1);
    const QString backup = m_fixture->paths().backupDir + u'/' + backups().first();
    QCOMPARE(DeviceFixture::status(backup).st_mode & 07777, 0600u);
    QCOMPARE(DeviceFixture::status(m_fixture->paths().backupDir).st_mode & 07777, 0700u);
}

void tst_DeviceStore::reportsKeysUnderOtherNames()
{
    DeviceFixture::write(cursorFile(), plaintextFile("work"));
    const Result<PlannedChange> change = plan();
    QVERIFY(change);
    QCOMPARE(change->action, ChangeAction::Add);
    QCOMPARE(change->notes.size(), 1);
    QVERIFY(change->notes.first().contains(u"“work” (line 7) holds a key"_s));
    QVERIFY(await(m_store->apply(*change)));
    QCOMPARE(m_store->find(u"cursor")->state, ToolState::Plaintext); // still true
    QCOMPARE(m_store->find(u"cursor")->plaintextEntries, QStringList{u"work"_s});
    // The backup holds no key, not even one that stays in the file.
    QVERIFY(!DeviceFixture::everythingIn(m_fixture->paths().backupDir).contains("testkey0"));

    const Result<PlannedChange> removal = await(m_store->planRemove(u"cursor"_s, u"work"_s));
    QVERIFY(removal);
    QCOMPARE(removal->notes.size(), 1); // the key is kept nowhere
    QVERIFY(await(m_store->apply(*removal)));
    QCOMPARE(m_store->find(u"cursor")->state, ToolState::Protected);
}

void tst_DeviceStore::doingItTwiceDoesNothing()
{
    DeviceFixture::write(cursorFile(), plain);
    applyProtect();
    const struct stat before = DeviceFixture::status(cursorFile());
    const Result<PlannedChange> again = plan();
    QVERIFY(again);
    QCOMPARE(again->action, ChangeAction::None);
    QVERIFY(again->maskedDiff.isEmpty());
    QVERIFY(await(m_store->apply(*again)));
    const struct stat after = DeviceFixture::status(cursorFile());
    QCOMPARE(after.st_ino, before.st_ino);
    QCOMPARE(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
    QCOMPARE(backups().size(), 1);
}

void tst_DeviceStore::undoRestoresTheExactBytes()
{
    QCOMPARE(await(m_store->planUndo(u"cursor"_s)).error().code, ErrorCode::NotConfigured);
    // Three changes, taken back one after the other; the first one created the file.
    applyProtect();
    const QByteArray first = DeviceFixture::read(cursorFile());
    const QByteArray old = QByteArray(first).replace("/usr/bin/", "/old/");
    DeviceFixture::write(cursorFile(), old, 0644);
    applyProtect();
    QVERIFY(await(m_store->apply(*await(m_store->planRemove(u"cursor"_s)))));
    QVERIFY(m_store->find(u"cursor")->canUndo);

    Result<PlannedChange> undo = await(m_store->planUndo(u"cursor"_s));
    QVERIFY(undo);
    QCOMPARE(undo->action, ChangeAction::Undo);
    QVERIFY(!undo->maskedDiff.isEmpty());
    QVERIFY(await(m_store->apply(*undo)));
    QCOMPARE(DeviceFixture::read(cursorFile()), first);
    QCOMPARE(m_store->find(u"cursor")->state, ToolState::Protected);
    undo = await(m_store->planUndo(u"cursor"_s));
    QVERIFY(undo);
    QVERIFY(await(m_store->apply(*undo)));
    QCOMPARE(DeviceFixture::read(cursorFile()), old);
    // The change before that made something else than what is there now.
    QCOMPARE(await(m_store->planUndo(u"cursor"_s)).error().code, ErrorCode::FileChangedMeanwhile);
    DeviceFixture::write(cursorFile(), first);
    undo = await(m_store->planUndo(u"cursor"_s));
    QVERIFY(undo);
    QVERIFY(undo->after.isNull());
    QVERIFY(await(m_store->apply(*undo)));
    QVERIFY(!QFile::exists(cursorFile()));
    QVERIFY(!m_store->find(u"cursor")->canUndo);
    QVERIFY(backups().isEmpty());
}

void tst_DeviceStore::undoOfAMigrationBringsNoKeyBack()
{
    DeviceFixture::write(cursorFile(), plaintextFile());
    applyProtect();
    const Result<PlannedChange> undo = await(m_store->planUndo(u"cursor"_s));
    QVERIFY(undo);
    QCOMPARE(undo->notes.size(), 1);
    QVERIFY(await(m_store->apply(*undo)));
    QCOMPARE(DeviceFixture::read(cursorFile()), plain);
    QVERIFY(!DeviceFixture::everythingIn(m_fixture->home()).contains("testkey0"));
    QCOMPARE(m_store->find(u"cursor")->state, ToolState::NotSetUp);

    // Removing an entry with a key can't be undone at all.
    DeviceFixture::write(cursorFile(), plaintextFile());
    QVERIFY(await(m_store->apply(*await(m_store->planRemove(u"cursor"_s, u"konstantly"_s)))));
    QCOMPARE(await(m_store->planUndo(u"cursor"_s)).error().code, ErrorCode::NotConfigured);
}

void tst_DeviceStore::undoKeepsKeysThatTheChangeLeftAlone()
{
    const QByteArray before = plaintextFile("work");
    DeviceFixture::write(cursorFile(), before);
    applyProtect();
    const Result<PlannedChange> undo = await(m_store->planUndo(u"cursor"_s));
    QVERIFY(undo);
    QVERIFY(await(m_store->apply(*undo)));
    QCOMPARE(DeviceFixture::read(cursorFile()), before);
}

void tst_DeviceStore::undoIsRefusedAfterAnotherChange()
{
    DeviceFixture::write(cursorFile(), plain);
    applyProtect();
    const Result<PlannedChange> early = await(m_store->planUndo(u"cursor"_s));
    QVERIFY(early);
    const QByteArray changed = DeviceFixture::read(cursorFile()) + "\n";
    DeviceFixture::write(cursorFile(), changed);
    QCOMPARE(await(m_store->apply(*early)).error().code, ErrorCode::FileChangedMeanwhile);
    QCOMPARE(await(m_store->planUndo(u"cursor"_s)).error().code, ErrorCode::FileChangedMeanwhile);
    QVERIFY(!cursor().canUndo);
    QCOMPARE(DeviceFixture::read(cursorFile()), changed);
    QCOMPARE(backups().size(), 1);
}

void tst_DeviceStore::aBackupOfAChangeThatNeverHappenedIsSkipped()
{
    DeviceFixture::write(cursorFile(), plain);
    applyProtect();
    const QByteArray after = DeviceFixture::read(cursorFile());
    // As after a crash between the second backup and its change.
    QVERIFY(await(m_store->apply(*await(m_store->planRemove(u"cursor"_s)))));
    DeviceFixture::write(cursorFile(), after);
    QCOMPARE(backups().size(), 2);
    const Result<PlannedChange> undo = await(m_store->planUndo(u"cursor"_s));
    QVERIFY(undo);
    QVERIFY(await(m_store->apply(*undo)));
    QCOMPARE(DeviceFixture::read(cursorFile()), plain);
}

void tst_DeviceStore::keepsTenBackups()
{
    DeviceFixture::write(cursorFile(), plain);
    for (int i = 0; i < 8; ++i) {
        applyProtect();
        QVERIFY(await(m_store->apply(*await(m_store->planRemove(u"cursor"_s)))));
    }
    QCOMPARE(backups().size(), 10);
    QCOMPARE(QDir(m_fixture->paths().backupDir).entryList(QDir::Files).size(), 20);
    QCOMPARE(backups().last(), u"cursor-00000016.config"_s);
    QCOMPARE(backups().first(), u"cursor-00000007.config"_s);
}

void tst_DeviceStore::anyBackupCanBeRestored()
{
    QVERIFY(summaries().isEmpty());
    QVERIFY(!cursor().hasBackups);
    QByteArrayList versions;
    for (int i = 0; i < 5; ++i) {
        versions += QByteArray(plain).replace("\"x\"", "\"x" + QByteArray::number(i) + "\"");
        DeviceFixture::write(cursorFile(), versions.last());
        applyProtect();
    }
    QVERIFY(cursor().hasBackups);
    const QList<BackupSummary> listed = summaries();
    QCOMPARE(listed.size(), 5);
    for (int i = 0; i < 5; ++i) {
        const BackupSummary &backup = listed.at(4 - i); // newest first
        QCOMPARE(backup.toolId, u"cursor"_s);
        QCOMPARE(backup.path, cursorFile());
        QCOMPARE(backup.action, u"add"_s);
        QCOMPARE(backup.takenAt, m_fixture->options().clock());
        QCOMPARE(backup.size, versions[i].size());
        QVERIFY(backup.existed);
    }
    // Each of them, in any order, byte for byte; with a backup of what was there before it.
    for (const int i : {0, 3, 1, 4, 2}) {
        const QByteArray before = DeviceFixture::read(cursorFile());
        const qsizetype count = summaries().size();
        QVERIFY(restore(listed.at(4 - i).id));
        QCOMPARE(DeviceFixture::read(cursorFile()), versions[i]);
        QCOMPARE(m_store->find(u"cursor")->state, ToolState::NotSetUp); // that is how it was
        QCOMPARE(summaries().size(), std::min<qsizetype>(count + 1, 10));
        QCOMPARE(summaries().first().action, u"restore"_s);
        // And the restoring itself can be taken back.
        const Result<PlannedChange> undo = await(m_store->planUndo(u"cursor"_s));
        QVERIFY(undo);
        QVERIFY(await(m_store->apply(*undo)));
        QCOMPARE(DeviceFixture::read(cursorFile()), before);
    }
    // What is there already needs no change.
    QVERIFY(restore(listed.first().id));
    const Result<PlannedChange> nothing = await(
        m_store->planRestore(u"cursor"_s, listed.first().id));
    QVERIFY(nothing);
    QCOMPARE(nothing->action, ChangeAction::None);
}

void tst_DeviceStore::restoringSaysWhatIsLostAndKeepsIt()
{
    DeviceFixture::write(cursorFile(), plain);
    applyProtect();
    const QString id = summaries().first().id;
    Result<PlannedChange> change = await(m_store->planRestore(u"cursor"_s, id));
    QVERIFY(change);
    QVERIFY(change->notes.isEmpty()); // the file is what we made of it
    const QByteArray changed
        = QByteArray(DeviceFixture::read(cursorFile())).replace("\"x\"", "\"theirs\"");
    DeviceFixture::write(cursorFile(), changed);
    QCOMPARE(await(m_store->apply(*change)).error().code, ErrorCode::FileChangedMeanwhile);
    QCOMPARE(DeviceFixture::read(cursorFile()), changed);

    change = await(m_store->planRestore(u"cursor"_s, id));
    QVERIFY(change);
    QCOMPARE(change->action, ChangeAction::Restore);
    QVERIFY(change->maskedDiff.contains(u"-      \"command\": \"theirs\""_s)); // against now
    QCOMPARE(change->notes.size(), 1);
    QVERIFY(await(m_store->apply(*change)));
    QCOMPARE(DeviceFixture::read(cursorFile()), plain);
    QVERIFY(restore(summaries().first().id));
    QCOMPARE(DeviceFixture::read(cursorFile()), changed);
    QCOMPARE(m_store->find(u"cursor")->state, ToolState::Protected);
    // Our entry is back, so it is missed again when it goes.
    DeviceFixture::write(cursorFile(), plain);
    QCOMPARE(cursor().state, ToolState::Changed);
}

void tst_DeviceStore::restoringBringsNoKeyBack()
{
    DeviceFixture::write(cursorFile(), plaintextFile());
    applyProtect();
    DeviceFixture::write(cursorFile(), QByteArray(DeviceFixture::read(cursorFile())) + "\n");
    const Result<PlannedChange> change = await(
        m_store->planRestore(u"cursor"_s, summaries().first().id));
    QVERIFY(change);
    QCOMPARE(change->notes.size(), 2);
    QVERIFY(change->notes.first().contains(u"stays in the keychain"));
    QVERIFY(await(m_store->apply(*change)));
    QCOMPARE(DeviceFixture::read(cursorFile()), plain);
    QVERIFY(!DeviceFixture::everythingIn(m_fixture->home()).contains("testkey0"));
}

void tst_DeviceStore::restoringATimeWithoutFileRemovesIt()
{
    applyProtect();
    DeviceFixture::write(cursorFile(), plaintextFile()); // it may hold a key meanwhile
    QCOMPARE(summaries().first().existed, false);
    const QString id = summaries().first().id;
    const Result<PlannedChange> early = await(m_store->planRestore(u"cursor"_s, id));
    QVERIFY(early);
    QVERIFY(
        early->notes.contains(u"There was no file at that time, so the whole file is removed."_s));
    DeviceFixture::write(cursorFile(), plain);
    QCOMPARE(await(m_store->apply(*early)).error().code, ErrorCode::FileChangedMeanwhile);
    QCOMPARE(DeviceFixture::read(cursorFile()), plain);
    QVERIFY(restore(id));
    QVERIFY(!QFile::exists(cursorFile()));
    QCOMPARE(QDir(m_fixture->home() + u"/.cursor"_s).entryList(QDir::Files | QDir::Hidden),
             QStringList());
    QVERIFY(restore(summaries().first().id));
    QCOMPARE(DeviceFixture::read(cursorFile()), plain);
}

void tst_DeviceStore::onlyOwnBackupsAreRestored()
{
    DeviceFixture::write(cursorFile(), plain);
    applyProtect();
    const QString id = summaries().first().id;
    for (const QString &other : {u""_s, u"cursor-00000009"_s, u"../backups/"_s + id, id + u'x',
                                 u"claude-desktop-00000001"_s})
        QCOMPARE(restore(other).error().code, ErrorCode::InvalidInput);
    QDir().mkpath(QFileInfo(m_fixture->claudeFile()).path());
    QCOMPARE(await(m_store->planRestore(u"claude-desktop"_s, id)).error().code,
             ErrorCode::InvalidInput);
    QVERIFY(await(m_store->backups(u"claude-desktop"_s))->isEmpty());
    // One of a place that the tool keeps its file in no more.
    const QString description = m_fixture->paths().backupDir + u'/' + id + u".json"_s;
    DeviceFixture::write(
        description, QByteArray(DeviceFixture::read(description)).replace("/.cursor/", "/.older/"));
    QCOMPARE(summaries().size(), 1);
    QVERIFY(restore(id).error().detail.contains(u"/.older/mcp.json"));
    DeviceFixture::write(description, "{");
    QVERIFY(summaries().isEmpty());
}

void tst_DeviceStore::workIsDoneInWorkersAndShowsMeanwhile()
{
    DeviceFixture::write(cursorFile(), plain);
    std::atomic<bool> isHere = false;
    QThread *here = QThread::currentThread();
    DeviceStore::Options options = m_fixture->options();
    options.isRunning = [&isHere, here](const ToolDescriptor &) {
        isHere = isHere || QThread::currentThread() == here;
        return false;
    };
    m_store = std::make_unique<DeviceStore>(options);
    m_store->setWorkspaces({DeviceFixture::workspace()});
    QSignalSpy busy(m_store.get(), &DeviceStore::busyChanged);
    const auto planning = m_store->planProtect(u"cursor"_s, DeviceFixture::workspace());
    QVERIFY(!planning.isFinished());
    QVERIFY(m_store->isBusy(u"cursor"_s));
    QVERIFY(!m_store->isBusy(u"claude-desktop"_s));
    QCOMPARE(busy.count(), 1);
    const Result<PlannedChange> change = await(planning);
    QVERIFY(change);
    QVERIFY(!m_store->isBusy(u"cursor"_s));
    QCOMPARE(busy.count(), 2);
    const QFuture<Result<>> applying = m_store->apply(*change);
    QVERIFY(!applying.isFinished());
    QCOMPARE(DeviceFixture::read(cursorFile()), plain); // what is left to do is not done here
    QVERIFY(m_store->isBusy(u"cursor"_s));
    QVERIFY(await(applying));
    QVERIFY(!m_store->isBusy(u"cursor"_s));
    QCOMPARE(busy.count(), 4);
    QVERIFY(!isHere);
}

void tst_DeviceStore::aStoreMayGoDuringAChange()
{
    DeviceFixture::write(cursorFile(), plain);
    const Result<PlannedChange> change = plan();
    QVERIFY(change);
    const QFuture<Result<>> applying = m_store->apply(*change);
    const auto planning = m_store->planRemove(u"cursor"_s);
    m_store.reset();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    QCoreApplication::processEvents();
    QVERIFY(applying.isCanceled());
    QVERIFY(planning.isCanceled());
    QCOMPARE(DeviceFixture::read(cursorFile()), change->after); // what began was finished
}

void tst_DeviceStore::neverOverwritesAConcurrentChange()
{
    DeviceFixture::write(cursorFile(), plain);
    const Result<PlannedChange> change = plan();
    QVERIFY(change);
    const QByteArray theirs = QByteArray(plain).replace("\"x\"", "\"theirs\"");
    DeviceFixture::write(cursorFile(), theirs);
    const Result<> applied = await(m_store->apply(*change));
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::FileChangedMeanwhile);
    QCOMPARE(applied.error().subject, cursorFile());
    QCOMPARE(DeviceFixture::read(cursorFile()), theirs);
    QVERIFY(backups().isEmpty());

    // The same for a file that comes or goes in between.
    QFile::remove(cursorFile());
    const Result<PlannedChange> creation = plan();
    DeviceFixture::write(cursorFile(), theirs);
    QCOMPARE(await(m_store->apply(*creation)).error().code, ErrorCode::FileChangedMeanwhile);
    QFile::remove(cursorFile());
    applyProtect();
    const Result<PlannedChange> removal = await(m_store->planRemove(u"cursor"_s));
    QVERIFY(removal->after.isNull());
    DeviceFixture::write(cursorFile(), theirs);
    QCOMPARE(await(m_store->apply(*removal)).error().code, ErrorCode::FileChangedMeanwhile);
    QCOMPARE(DeviceFixture::read(cursorFile()), theirs);
}

void tst_DeviceStore::aWipedEntryIsNoticed()
{
    DeviceFixture::write(cursorFile(), plain);
    applyProtect();
    DeviceFixture::write(cursorFile(), "{}");
    ToolStatus status = cursor();
    QCOMPARE(status.state, ToolState::Changed);
    QCOMPARE(status.entryName, u"konstantly"_s);
    QCOMPARE(status.workspace, u"acme"_s);
    QVERIFY(status.detail.contains(u"is gone"_s));
    QFile::remove(cursorFile());
    QCOMPARE(cursor().state, ToolState::Changed);
    // Another process knows too, and setting it up again ends it.
    DeviceStore other(m_fixture->options());
    std::ignore = await(other.rescan());
    QCOMPARE(other.find(u"cursor")->state, ToolState::Changed);
    applyProtect();
    QCOMPARE(cursor().state, ToolState::Protected);
}

void tst_DeviceStore::badFilesAreLeftUntouched_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const auto &[name, bytes] : Tests::badConfigFiles())
        QTest::newRow(name) << bytes;
}

void tst_DeviceStore::badFilesAreLeftUntouched()
{
    QFETCH(QByteArray, bytes);
    // A reader that takes nothing but JSON.
    const QString tool = u"claude-desktop"_s;
    const QString file = m_fixture->claudeFile();
    DeviceFixture::write(file, bytes, 0604);
    const struct stat before = DeviceFixture::status(file);
    QVERIFY(await(m_store->rescan()));
    const ToolStatus status = *m_store->find(tool);
    QCOMPARE(status.state, ToolState::Unreadable);
    QVERIFY(status.error);
    QCOMPARE(status.error->subject, file);
    const Result<PlannedChange> change = await(
        m_store->planProtect(tool, DeviceFixture::workspace()));
    QVERIFY(!change);
    QVERIFY(change.error().code == ErrorCode::FileNotParsable
            || change.error().code == ErrorCode::FileUnsupported);
    QCOMPARE(change.error().subject, file);
    QCOMPARE(DeviceFixture::read(file), bytes);
    const struct stat after = DeviceFixture::status(file);
    QCOMPARE(after.st_ino, before.st_ino);
    QCOMPARE(after.st_mode, before.st_mode);
    QCOMPARE(after.st_mtim.tv_sec, before.st_mtim.tv_sec);
    QCOMPARE(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
    QCOMPARE(QDir(QFileInfo(file).path())
                 .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{QFileInfo(file).fileName()});
    QVERIFY(backups().isEmpty());
}

void tst_DeviceStore::aLinkStaysALink()
{
    const QString target = m_fixture->home() + u"/dotfiles/mcp.json"_s;
    DeviceFixture::write(target, plain);
    QVERIFY(QFile::link(target, cursorFile()));
    const Result<PlannedChange> change = plan();
    QVERIFY(change);
    QCOMPARE(change->notes.size(), 1);
    QVERIFY(change->notes.first().contains(target));
    QVERIFY(await(m_store->apply(*change)));
    QVERIFY(QFileInfo(cursorFile()).isSymLink());
    QVERIFY(DeviceFixture::read(target).contains("konstantly-mcp"));
}

void tst_DeviceStore::aReadOnlyFolderIsReported()
{
    DeviceFixture::write(cursorFile(), plain);
    const Result<PlannedChange> change = plan();
    QVERIFY(change);
    // The home stays writable for our own files; only the tool's folder is not. (As root, the rest runs as nobody.)
    const QByteArray folder = QFile::encodeName(m_fixture->home() + u"/.cursor"_s);
    if (geteuid() == 0) {
        QCOMPARE(chmod(QFile::encodeName(m_fixture->home()).constData(), 0777), 0);
        QCOMPARE(chown(QFile::encodeName(cursorFile()).constData(), 65534, 65534), 0);
    } else {
        QCOMPARE(chmod(folder.constData(), 0555), 0);
    }
    const int result = Tests::unprivileged([&] {
        const Result<> applied = carryOut(m_fixture->options(), *change);
        const bool isUntouched = DeviceFixture::read(cursorFile()) == plain && backups().isEmpty();
        return !applied && applied.error().code == ErrorCode::FileNotWritable && isUntouched ? 42
                                                                                             : 1;
    });
    chmod(folder.constData(), 0755);
    QCOMPARE(result, 42);
    QCOMPARE(DeviceFixture::read(cursorFile()), plain);
}

//! On a real file system without room: 16 KiB in memory, in a mount namespace of a child's own.
void tst_DeviceStore::aFullDiskIsReported()
{
    const QString folder = m_fixture->home() + u"/.cursor"_s;
    const pid_t child = fork();
    if (child == 0) {
        if (unshare(CLONE_NEWNS | (geteuid() == 0 ? 0 : CLONE_NEWUSER)) != 0
            || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
            || mount("tmpfs", QFile::encodeName(folder).constData(), "tmpfs", 0, "size=16k") != 0)
            _exit(99);
        DeviceFixture::write(cursorFile(), plain);
        DeviceFixture::write(folder + u"/ballast"_s, QByteArray(8 * 1024, 'x'));
        QByteArray big = plain;
        big.replace("\"x\"", '"' + QByteArray(3'000, 'x') + '"');
        DeviceFixture::write(cursorFile(), big);
        DeviceFixture::write(folder + u"/rest"_s, {});
        QFile rest(folder + u"/rest"_s);
        if (rest.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            while (rest.write("x", 1) == 1) {
            }
        const Result<PlannedChange> change = Konstantly::planProtect(
            m_fixture->options(), u"cursor"_s, DeviceFixture::workspace(),
            DeviceStore::Create::FileOnly);
        if (!change)
            _exit(2);
        const Result<> applied = carryOut(m_fixture->options(), *change);
        if (applied || applied.error().code != ErrorCode::DiskFull)
            _exit(3);
        if (DeviceFixture::read(cursorFile()) != big || !backups().isEmpty())
            _exit(4);
        _exit(QDir(folder).entryList(QDir::Files | QDir::Hidden).size() == 3 ? 42 : 5);
    }
    int status = 0;
    waitpid(child, &status, 0);
    QVERIFY(WIFEXITED(status));
    if (WEXITSTATUS(status) == 99)
        QSKIP("no mount namespace is allowed here");
    QCOMPARE(WEXITSTATUS(status), 42);
}

void tst_DeviceStore::waitsForTheLockOfAnotherProcess()
{
    DeviceFixture::write(cursorFile(), plain);
    QDir().mkpath(m_fixture->paths().stateDir);
    // A holder that died is no holder.
    const pid_t child = fork();
    if (child == 0) {
        QLockFile lock(m_fixture->paths().stateDir + u"/device.lock"_s);
        _exit(lock.tryLock() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    QCOMPARE(WEXITSTATUS(status), 0);
    QElapsedTimer timer;
    timer.start();
    applyProtect();
    QVERIFY(timer.elapsed() < 2'000);

    // One that lives is waited for.
    auto lock = std::make_unique<QLockFile>(m_fixture->paths().stateDir + u"/device.lock"_s);
    QVERIFY(lock->tryLock());
    std::thread releaser([&lock] {
        QThread::msleep(300);
        lock->unlock();
    });
    const Result<PlannedChange> removal = await(m_store->planRemove(u"cursor"_s));
    const Result<> applied = await(m_store->apply(*removal));
    releaser.join();
    QVERIFY(applied);
}

void tst_DeviceStore::aLockThatStaysIsReported()
{
    DeviceFixture::write(cursorFile(), plain);
    DeviceStore::Options options = m_fixture->options();
    options.lockTiming.patience = std::chrono::milliseconds(50);
    DeviceStore store(options);
    QDir().mkpath(m_fixture->paths().stateDir);
    QLockFile lock(m_fixture->paths().stateDir + u"/device.lock"_s);
    QVERIFY(lock.tryLock());
    const Result<PlannedChange> change = plan();
    const Result<> applied = await(store.apply(*change));
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::FileBusy);
    QVERIFY(applied.error().subject.isEmpty()); // no tool is to blame
    QCOMPARE(DeviceFixture::read(cursorFile()), plain);
}

void tst_DeviceStore::leftoversOfAKilledChangeAreRemoved()
{
    DeviceFixture::write(cursorFile(), plain);
    const QString leftover = m_fixture->home()
                             + u"/.cursor/.konstantly-2147483000-1-0123456789abcdef.tmp"_s;
    DeviceFixture::write(leftover, "half");
    QCOMPARE(cursor().state, ToolState::NotSetUp);
    QVERIFY(!QFile::exists(leftover));
}

void tst_DeviceStore::saysThatTheToolIsRunning()
{
    m_fixture->runningTool = u"cursor"_s;
    DeviceFixture::write(cursorFile(), plain);
    QVERIFY(cursor().isRunning);
    const Result<PlannedChange> change = plan();
    QVERIFY(change && change->isRunning);
    QCOMPARE(change->notes.size(), 1);
    m_fixture->runningTool = u"claude-desktop"_s;
    QDir().mkpath(QFileInfo(m_fixture->claudeFile()).path());
    const Result<PlannedChange> claude = await(
        m_store->planProtect(u"claude-desktop"_s, DeviceFixture::workspace()));
    QVERIFY(claude && claude->isRunning);
    QVERIFY(claude->notes.first().contains(u"Quit it completely"_s));
    QVERIFY(await(m_store->apply(*claude))); // said, not enforced
}

void tst_DeviceStore::findsRunningTools()
{
    const QString proc = m_fixture->home() + u"/proc"_s;
    const auto process = [&proc](int pid, const QByteArray &comm, const QByteArray &cmdline) {
        DeviceFixture::write(u"%1/%2/comm"_s.arg(proc).arg(pid), comm + '\n');
        DeviceFixture::write(u"%1/%2/cmdline"_s.arg(proc).arg(pid), cmdline);
    };
    const ToolDescriptor claude = *ClientCatalog::find(u"claude-desktop");
    const ToolDescriptor cursor = *ClientCatalog::find(u"cursor");
    process(1, "systemd", "/sbin/init");
    process(2, "claude", QByteArray("claude\0--resume", 15)); // Claude Code
    process(3, "node", QByteArray("node\0/home/x/cursor-tricks/a.js", 31));
    QVERIFY(!isToolRunning(claude, proc));
    QVERIFY(!isToolRunning(cursor, proc));
    process(4, "electron", QByteArray("/usr/bin/electron\0/usr/lib/claude-desktop/app.asar", 50));
    QVERIFY(isToolRunning(claude, proc));
    process(5, "MainThread", QByteArray("/opt/Cursor/cursor\0--x", 22));
    QVERIFY(isToolRunning(cursor, proc));
    QVERIFY(!isToolRunning(cursor, proc + u"/none"_s));
}

void tst_DeviceStore::namesAreThoseOfTheCommandLine()
{
    QStringList states;
    for (int state = int(ToolState::Absent); state <= int(ToolState::Changed); ++state)
        states.append(toolStateName(ToolState(state)));
    QCOMPARE(states.join(u' '), u"absent not-set-up plaintext protected other-workspace outdated "
                                "revoked unreadable changed"_s);
    QStringList actions;
    for (int action = int(ChangeAction::None); action <= int(ChangeAction::Restore); ++action)
        actions.append(changeActionName(ChangeAction(action)));
    QCOMPARE(actions.join(u' '), u"none add update migrate remove undo restore"_s);
}

QTEST_GUILESS_MAIN(tst_DeviceStore)
#include "tst_devicestore.moc"
