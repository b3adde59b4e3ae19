// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/workspacestore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

Workspace workspaceNamed(const QString &name)
{
    Workspace workspace;
    workspace.name = name;
    workspace.origin = *Origin::parse(u"https://acme.konstantly.com");
    workspace.consoleSlot = u"slot-of-"_s + name;
    return workspace;
}

} // namespace

class tst_WorkspaceStore : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    [[nodiscard]] AppPaths paths() const { return AppPaths::forHome(m_home->path()); }
    void write(const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(paths().configDir));
        QFile file(paths().workspacesFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_home = std::make_unique<QTemporaryDir>();
    }

    void startsEmpty()
    {
        WorkspaceStore store(paths());
        QSignalSpy changed(&store, &WorkspaceStore::workspacesChanged);
        QVERIFY(store.load());
        QVERIFY(store.workspaces().isEmpty());
        QVERIFY(!store.problem());
        QCOMPARE(changed.count(), 0);
        QVERIFY(!QFileInfo::exists(paths().configDir)); // loading leaves no trace
    }

    void anotherStoreFindsWhatWasAdded()
    {
        WorkspaceStore store(paths());
        QSignalSpy changed(&store, &WorkspaceStore::workspacesChanged);
        QVERIFY(store.add(workspaceNamed(u"acme"_s)));
        QCOMPARE(changed.count(), 1);
        WorkspaceStore other(paths());
        QVERIFY(other.load());
        QCOMPARE(other.workspaces(), store.workspaces());
        QCOMPARE(other.find(u"acme")->consoleSlot, u"slot-of-acme"_s);
        QVERIFY(!other.find(u"acm"));
    }

    void loadingTheSameAgainIsSilent()
    {
        WorkspaceStore store(paths());
        QVERIFY(store.add(workspaceNamed(u"acme"_s)));
        QSignalSpy changed(&store, &WorkspaceStore::workspacesChanged);
        QVERIFY(store.load());
        QCOMPARE(changed.count(), 0);
    }

    void theFirstEntryIsKonstantlyAndKeepsItsName()
    {
        WorkspaceStore store(paths());
        QCOMPARE(store.add(workspaceNamed(u"acme"_s))->entryName(), u"konstantly"_s);
        QCOMPARE(store.add(workspaceNamed(u"beta"_s))->entryName(), u"konstantly-beta"_s);
        QVERIFY(store.remove(u"acme"_s));
        QCOMPARE(store.find(u"beta")->entryName(), u"konstantly-beta"_s);
        QCOMPARE(store.findByEntry(u"konstantly-beta")->name, u"beta"_s);
        QVERIFY(!store.findByEntry(u"konstantly"));
        QCOMPARE(store.add(workspaceNamed(u"gamma"_s))->entryName(), u"konstantly"_s);
    }

    void aTakenOrBadNameIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("taken") << u"acme"_s;
        QTest::newRow("capital") << u"Acme"_s;
        QTest::newRow("empty") << QString();
        QTest::newRow("path") << u"../x"_s;
    }

    void aTakenOrBadNameIsRefused()
    {
        QFETCH(const QString, name);
        WorkspaceStore store(paths());
        QVERIFY(store.add(workspaceNamed(u"acme"_s)));
        const Result<Workspace> added = store.add(workspaceNamed(name));
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::InvalidInput);
        QCOMPARE(store.workspaces().size(), 1);
    }

    void aWorkspaceWithoutAddressIsRefused()
    {
        WorkspaceStore store(paths());
        Workspace workspace;
        workspace.name = u"acme"_s;
        QCOMPARE(store.add(workspace).error().code, ErrorCode::InvalidInput);
    }

    void aChangeSeesWhatAnotherProcessWrote()
    {
        WorkspaceStore window(paths());
        QVERIFY(window.add(workspaceNamed(u"acme"_s)));
        WorkspaceStore commandLine(paths());
        QVERIFY(commandLine.load());
        QVERIFY(commandLine.change(u"acme"_s, [](Workspace &w) { w.deviceSlot = u"d"_s; }));
        QVERIFY(window.change(u"acme"_s, [](Workspace &w) { w.consoleKeyId = u"7"_s; }));
        QCOMPARE(window.find(u"acme")->deviceSlot, u"d"_s);
        QCOMPARE(window.find(u"acme")->consoleKeyId, u"7"_s);
    }

    void nameAddressAndEntryCantBeChanged()
    {
        WorkspaceStore store(paths());
        QVERIFY(store.add(workspaceNamed(u"acme"_s)));
        const Result<Workspace> changed = store.change(u"acme"_s, [](Workspace &w) {
            w.name = u"other"_s;
            w.entry = u"other"_s;
            w.origin = *Origin::parse(u"https://evil.konstantly.com");
            w.isDemo = true;
            w.userName = u"Alex"_s;
        });
        QVERIFY(changed);
        QCOMPARE(changed->name, u"acme"_s);
        QCOMPARE(changed->entryName(), u"konstantly"_s);
        QCOMPARE(changed->origin.host(), u"acme.konstantly.com"_s);
        QVERIFY(!changed->isDemo);
        QCOMPARE(changed->userName, u"Alex"_s);
    }

    void whatIsNotThereCantBeChangedOrRemoved()
    {
        WorkspaceStore store(paths());
        QCOMPARE(store.change(u"acme"_s, [](Workspace &) {}).error().code,
                 ErrorCode::NotConfigured);
        QCOMPARE(store.update(workspaceNamed(u"acme"_s)).error().code, ErrorCode::NotConfigured);
        QCOMPARE(store.remove(u"acme"_s).error().code, ErrorCode::NotConfigured);
    }

    void aDamagedFileIsReportedThenKeptAside()
    {
        write(R"({"format": 1, "workspaces": [{"name": "acme"}]})");
        WorkspaceStore store(paths());
        const Result<> loaded = store.load();
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, ErrorCode::FileNotParsable);
        QCOMPARE(loaded.error().detail, u"workspaces[0].origin"_s);
        QCOMPARE(store.problem(), loaded.error());
        QVERIFY(store.workspaces().isEmpty());

        QVERIFY(store.add(workspaceNamed(u"acme"_s)));
        QVERIFY(!store.problem());
        QVERIFY(QFile::exists(store.keptAside()));
        QCOMPARE(store.workspaces().size(), 1);
    }

    void aReloadThatFailsKeepsWhatIsKnown()
    {
        WorkspaceStore store(paths());
        QVERIFY(store.add(workspaceNamed(u"acme"_s)));
        write("{");
        QSignalSpy changed(&store, &WorkspaceStore::workspacesChanged);
        QVERIFY(!store.load());
        QVERIFY(store.problem());
        QCOMPARE(store.workspaces().size(), 1);
        QCOMPARE(changed.count(), 0);
    }

    void aNewerFileIsLeftAlone()
    {
        const QByteArray newer = R"({"format": 9, "workspaces": {}})";
        write(newer);
        WorkspaceStore store(paths());
        QCOMPARE(store.load().error().code, ErrorCode::FileUnsupported);
        QCOMPARE(store.add(workspaceNamed(u"acme"_s)).error().code, ErrorCode::FileUnsupported);
        QFile file(paths().workspacesFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), newer);
    }

    void changesOfOtherProcessesAreFollowed()
    {
        WorkspaceStore window(paths());
        QVERIFY(window.add(workspaceNamed(u"acme"_s)));
        window.watch();
        QSignalSpy changed(&window, &WorkspaceStore::workspacesChanged);
        // Twice: the first replacement must not end the watch.
        for (const QString &name : {u"beta"_s, u"gamma"_s}) {
            WorkspaceStore commandLine(paths());
            QVERIFY(commandLine.add(workspaceNamed(name)));
            QTRY_VERIFY(window.find(name));
        }
        QVERIFY(changed.count() >= 2);
    }

    void processesAtOnceLoseNothing()
    {
        constexpr int Processes = 4;
        constexpr int Each = 5;
        std::vector<std::unique_ptr<QProcess>> running;
        for (int i = 0; i < Processes; ++i) {
            running.push_back(std::make_unique<QProcess>());
            running.back()->start(QCoreApplication::applicationDirPath() + u"/workspaceadder"_s,
                                  {m_home->path(), u"p%1"_s.arg(i), QString::number(Each)});
        }
        for (const auto &process : running) {
            QVERIFY(process->waitForFinished(30000));
            QCOMPARE(process->exitCode(), 0);
        }
        WorkspaceStore store(paths());
        QVERIFY(store.load());
        QCOMPARE(store.workspaces().size(), Processes * Each);
        int first = 0;
        for (const Workspace &workspace : store.workspaces())
            first += workspace.entryName() == u"konstantly"_s;
        QCOMPARE(first, 1);
    }
};

QTEST_GUILESS_MAIN(tst_WorkspaceStore)
#include "tst_workspacestore.moc"
