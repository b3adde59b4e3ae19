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
    void aToolsOwnVariableNamesItsFolder_data();
    void aToolsOwnVariableNamesItsFolder();
    void theFileThatIsThereCounts();
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
    const auto row = [](OperatingSystem system, const char *tool, const QByteArray &path) {
        QTest::addRow("%s %d", tool, int(system))
            << system << QString::fromLatin1(tool)
            << (path.isEmpty() ? QString() : u'/' + QString::fromLatin1(path));
    };
    using enum OperatingSystem;
    const auto everywhere = [&row](const char *tool, const char *path) {
        for (const OperatingSystem system : {Linux, MacOs, Windows})
            row(system, tool, path);
    };
    const auto inUserData = [&row](const char *tool, const QByteArray &path) {
        row(Linux, tool, ".config/" + path);
        row(MacOs, tool, "Library/Application Support/" + path);
        row(Windows, tool, "AppData/Roaming/" + path);
    };
    inUserData("claude-desktop", "Claude/claude_desktop_config.json");
    everywhere("claude-code", ".claude.json");
    everywhere("cursor", ".cursor/mcp.json");
    inUserData("vscode", "Code/User/mcp.json");
    inUserData("vscode-insiders", "Code - Insiders/User/mcp.json");
    inUserData("vscodium", "VSCodium/User/mcp.json");
    everywhere("windsurf", ".codeium/windsurf/mcp_config.json");
    everywhere("windsurf-next", ".codeium/windsurf-next/mcp_config.json");
    everywhere("gemini-cli", ".gemini/settings.json");
    everywhere("qwen-code", ".qwen/settings.json");
    everywhere("codex", ".codex/config.toml");
    row(Linux, "zed", ".config/zed/settings.json");
    row(MacOs, "zed", ".config/zed/settings.json");
    row(Windows, "zed", "AppData/Roaming/Zed/settings.json");
    everywhere("copilot-cli", ".copilot/mcp-config.json");
    everywhere("cline", ".cline/data/settings/cline_mcp_settings.json");
    const QByteArray roo = "/User/globalStorage/rooveterinaryinc.roo-cline/settings/"
                           "mcp_settings.json";
    inUserData("roo-code", "Code" + roo);
    inUserData("roo-code-insiders", "Code - Insiders" + roo);
    inUserData("roo-code-vscodium", "VSCodium" + roo);
    everywhere("lm-studio", ".lmstudio/mcp.json");
    everywhere("opencode", ".config/opencode/opencode.json");
    everywhere("kiro", ".kiro/settings/mcp.json");
    row(Linux, "amazon-q", ".aws/amazonq/mcp.json");
    row(MacOs, "amazon-q", ".aws/amazonq/mcp.json");
    row(Windows, "amazon-q", "");
    everywhere("continue", ".continue/config.yaml");
    row(Linux, "goose", ".config/goose/config.yaml");
    row(MacOs, "goose", ".config/goose/config.yaml");
    row(Windows, "goose", "AppData/Roaming/Block/goose/config/config.yaml");
}

void tst_ClientCatalog::knowsThePlaceOfEachToolOnEachSystem()
{
    QFETCH(OperatingSystem, system);
    QFETCH(QString, tool);
    QFETCH(QString, path);
    const Result<ToolLocation> location = ClientCatalog(system, home()).location(tool);
    QVERIFY(location);
    QVERIFY(!location->isInstalled);
    QCOMPARE(location->path, path.isEmpty() ? path : home() + path);
    if (path.isEmpty())
        return;
    // The folder alone says that the tool is there.
    QVERIFY(QDir().mkpath(location->folder));
    const Result<ToolLocation> installed = ClientCatalog(system, home()).location(tool);
    QVERIFY(installed && installed->isInstalled);
    QCOMPARE(installed->path, location->path);
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

void tst_ClientCatalog::aToolsOwnVariableNamesItsFolder_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("file");
    const auto row = [](const char *variable, const char *tool, const char *file) {
        QTest::newRow(variable) << QString::fromLatin1(tool) << QString::fromLatin1(file);
    };
    row("CLAUDE_CONFIG_DIR", "claude-code", ".claude.json");
    row("CODEX_HOME", "codex", "config.toml");
    row("COPILOT_HOME", "copilot-cli", "mcp-config.json");
    row("CLINE_DIR", "cline", "data/settings/cline_mcp_settings.json");
    row("CONTINUE_GLOBAL_DIR", "continue", "config.yaml");
    row("FLATPAK_XDG_CONFIG_HOME", "zed", "zed/settings.json");
}

void tst_ClientCatalog::aToolsOwnVariableNamesItsFolder()
{
    QFETCH(QString, tool);
    QFETCH(QString, file);
    const QString usual = ClientCatalog(OperatingSystem::Linux, home()).location(tool)->path;
    QProcessEnvironment environment;
    environment.insert(QString::fromLatin1(QTest::currentDataTag()), home() + u"/other/"_s);
    const ClientCatalog catalog(OperatingSystem::Linux, home(), environment);
    QCOMPARE(catalog.location(tool)->path, home() + u"/other/"_s + file);
    QVERIFY(!catalog.location(tool)->isInstalled);
    makeDir(u"other"_s);
    QVERIFY(catalog.location(tool)->isInstalled);
    // A relative or empty one counts for nothing.
    for (const QString &value : {u"other"_s, QString()}) {
        environment.insert(QString::fromLatin1(QTest::currentDataTag()), value);
        QCOMPARE(ClientCatalog(OperatingSystem::Linux, home(), environment).location(tool)->path,
                 usual);
    }
}

void tst_ClientCatalog::theFileThatIsThereCounts()
{
    const ClientCatalog catalog(OperatingSystem::Linux, home());
    makeDir(u".config/opencode"_s);
    QCOMPARE(catalog.location(u"opencode"_s)->path, home() + u"/.config/opencode/opencode.json"_s);
    makeFile(u".config/opencode/opencode.jsonc"_s);
    QCOMPARE(catalog.location(u"opencode"_s)->path, home() + u"/.config/opencode/opencode.jsonc"_s);
    makeFile(u".config/opencode/opencode.json"_s);
    QCOMPARE(catalog.location(u"opencode"_s)->path, home() + u"/.config/opencode/opencode.json"_s);
    // A folder that is there beats one that is not.
    makeDir(u".cache/lm-studio"_s);
    QCOMPARE(catalog.location(u"lm-studio"_s)->path, home() + u"/.cache/lm-studio/mcp.json"_s);
    // A file beside the folder is as good a sign as the folder.
    makeFile(u".claude.json"_s);
    QVERIFY(catalog.location(u"claude-code"_s)->isInstalled);
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
    QVERIFY(ids.size() >= 18);
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
