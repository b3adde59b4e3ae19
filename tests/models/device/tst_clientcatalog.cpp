// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/clientcatalog.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_ClientCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_home = std::make_unique<QTemporaryDir>();
    }

    void knowsThePlaceOfEachToolOnEachSystem_data();
    void knowsThePlaceOfEachToolOnEachSystem();
    void aToolIsInstalledWhenItsFolderIsThere();
    void followsTheEnvironment();
    void thePackageWinsOnWindows();
    void anAmbiguousClaudeDesktopIsRefused();
    void idsAreUnique();
    void anUnknownToolIsNamed();

private:
    QString home() const { return m_home->path(); }
    void makeDir(const QString &path) const { QVERIFY(QDir(home()).mkpath(path)); }
    void makeFile(const QString &path) const
    {
        makeDir(QFileInfo(path).path());
        QFile file(home() + u'/' + path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

    std::unique_ptr<QTemporaryDir> m_home;
};

void tst_ClientCatalog::knowsThePlaceOfEachToolOnEachSystem_data()
{
    QTest::addColumn<OperatingSystem>("system");
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("path");
    const auto row = [](OperatingSystem system, const char *tool, const char *path) {
        QTest::addRow("%s %d", tool, int(system))
            << system << QString::fromLatin1(tool) << QString::fromLatin1(path);
    };
    using enum OperatingSystem;
    row(Linux, "claude-desktop", ".config/Claude/claude_desktop_config.json");
    row(MacOs, "claude-desktop", "Library/Application Support/Claude/claude_desktop_config.json");
    row(Windows, "claude-desktop", "AppData/Roaming/Claude/claude_desktop_config.json");
    row(Linux, "cursor", ".cursor/mcp.json");
    row(MacOs, "cursor", ".cursor/mcp.json");
    row(Windows, "cursor", ".cursor/mcp.json");
}

void tst_ClientCatalog::knowsThePlaceOfEachToolOnEachSystem()
{
    QFETCH(OperatingSystem, system);
    QFETCH(QString, tool);
    QFETCH(QString, path);
    const Result<ToolLocation> location = ClientCatalog(system, home()).location(tool);
    QVERIFY(location);
    QCOMPARE(location->path, home() + u'/' + path);
    QCOMPARE(location->folder, QFileInfo(location->path).path());
    QVERIFY(!location->isInstalled);
}

void tst_ClientCatalog::aToolIsInstalledWhenItsFolderIsThere()
{
    const ClientCatalog catalog(OperatingSystem::Linux, home());
    QVERIFY(!catalog.location(u"cursor"_s)->isInstalled);
    makeDir(u".cursor"_s);
    QVERIFY(catalog.location(u"cursor"_s)->isInstalled);
    QVERIFY(!catalog.location(u"claude-desktop"_s)->isInstalled);
}

void tst_ClientCatalog::followsTheEnvironment()
{
    QProcessEnvironment environment;
    environment.insert(u"XDG_CONFIG_HOME"_s, home() + u"/elsewhere"_s);
    environment.insert(u"APPDATA"_s, home() + u"\\Roaming"_s);
    QCOMPARE(ClientCatalog(OperatingSystem::Linux, home(), environment)
                 .location(u"claude-desktop"_s)
                 ->folder,
             home() + u"/elsewhere/Claude"_s);
    QCOMPARE(ClientCatalog(OperatingSystem::Windows, home(), environment)
                 .location(u"claude-desktop"_s)
                 ->folder,
             home() + u"/Roaming/Claude"_s);
    // A relative one counts for nothing.
    environment.insert(u"XDG_CONFIG_HOME"_s, u"here"_s);
    QCOMPARE(ClientCatalog(OperatingSystem::Linux, home(), environment)
                 .location(u"claude-desktop"_s)
                 ->folder,
             home() + u"/.config/Claude"_s);
    QProcessEnvironment windows;
    windows.insert(u"APPDATA"_s, u"C:\\Users\\Zoë\\AppData\\Roaming"_s);
    QCOMPARE(ClientCatalog(OperatingSystem::Windows, u"C:\\Users\\Zoë"_s, windows)
                 .location(u"claude-desktop"_s)
                 ->path,
             u"C:/Users/Zoë/AppData/Roaming/Claude/claude_desktop_config.json"_s);
}

void tst_ClientCatalog::thePackageWinsOnWindows()
{
    const ClientCatalog catalog(OperatingSystem::Windows, home());
    const QString package
        = u"AppData/Local/Packages/Claude_pzs8sxrjxfjjc/LocalCache/Roaming/Claude"_s;
    makeDir(package);
    QCOMPARE(catalog.location(u"claude-desktop"_s)->folder, home() + u'/' + package);
    // What a plain program left behind is dead, unless the package has a file too.
    makeFile(u"AppData/Roaming/Claude/claude_desktop_config.json"_s);
    QCOMPARE(catalog.location(u"claude-desktop"_s)->folder, home() + u'/' + package);
    QCOMPARE(catalog.candidates(u"claude-desktop"_s).size(), size_t(2));
}

void tst_ClientCatalog::anAmbiguousClaudeDesktopIsRefused()
{
    const ClientCatalog catalog(OperatingSystem::Windows, home());
    const QString packages = u"AppData/Local/Packages/"_s;
    makeDir(packages + u"Claude_one/LocalCache/Roaming/Claude"_s);
    makeDir(packages + u"Claude_two/LocalCache/Roaming/Claude"_s);
    Result<ToolLocation> location = catalog.location(u"claude-desktop"_s);
    QVERIFY(!location);
    QCOMPARE(location.error().code, ErrorCode::FileUnsupported);
    QVERIFY(location.error().detail.contains(u"Claude_one"));
    QVERIFY(location.error().detail.contains(u"Claude_two"));

    QVERIFY(QDir(home() + u'/' + packages + u"Claude_two"_s).removeRecursively());
    QVERIFY(catalog.location(u"claude-desktop"_s));
    makeFile(packages + u"Claude_one/LocalCache/Roaming/Claude/claude_desktop_config.json"_s);
    makeFile(u"AppData/Roaming/Claude/claude_desktop_config.json"_s);
    location = catalog.location(u"claude-desktop"_s);
    QVERIFY(!location);
    QCOMPARE(location.error().code, ErrorCode::FileUnsupported);
}

void tst_ClientCatalog::idsAreUnique()
{
    QSet<QString> ids;
    for (const ToolDescriptor &tool : ClientCatalog::tools()) {
        ids.insert(tool.id);
        QVERIFY(!tool.name.isEmpty());
        QCOMPARE(ClientCatalog::find(tool.id), tool);
        for (const OperatingSystem system :
             {OperatingSystem::Linux, OperatingSystem::MacOs, OperatingSystem::Windows})
            QVERIFY(ClientCatalog(system, home()).location(tool.id));
    }
    QCOMPARE(size_t(ids.size()), ClientCatalog::tools().size());
    QVERIFY(ids.size() >= 2);
}

void tst_ClientCatalog::anUnknownToolIsNamed()
{
    const Result<ToolLocation> location
        = ClientCatalog(OperatingSystem::Linux, home()).location(u"emacs"_s);
    QVERIFY(!location);
    QCOMPARE(location.error().code, ErrorCode::NotConfigured);
    QVERIFY(location.error().detail.contains(u"emacs"));
    QVERIFY(!ClientCatalog::find(u"emacs"));
}

QTEST_GUILESS_MAIN(tst_ClientCatalog)
#include "tst_clientcatalog.moc"
