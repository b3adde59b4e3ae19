// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/keyhunt.h"

#include "models/base/redaction.h"
#include "tests/models/device/devicefixture.h"
#include "tests/support/unprivileged.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using Tests::DeviceFixture;

namespace {

const QByteArray key = "kmcp_listed-1canary-Wq8ZtY2bNm5KpR7vXc3LdJ0s";
const QByteArray otherKey = "kmcp_listed-2canary-Hf4GjU6aEi9OoT1yBv8CxM2k";
const QString folders[] = {u"Code"_s, u"Code - Insiders"_s, u"VSCodium"_s};

QByteArray fingerprintOf(const QByteArray &bytes)
{
    return fingerprint(Secret(bytes));
}

//! Everything that a report says, as text.
QByteArray spoken(const HuntReport &report)
{
    QByteArray text;
    for (const KeyFinding &finding : report.findings)
        text += finding.path.toUtf8() + ' ' + finding.toolId.toUtf8() + ' ' + finding.fingerprint
                + ' ' + finding.prefix.toUtf8() + ' ' + copyKindName(finding.kind).toUtf8() + '\n';
    for (const SkippedPlace &place : report.skipped)
        text += place.path.toUtf8() + ' ' + huntGapName(place.gap).toUtf8() + '\n';
    return text;
}

} // namespace

class tst_KeyHunt final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DeviceFixture> m_home;

    [[nodiscard]] HuntRequest request(OperatingSystem system = OperatingSystem::Linux,
                                      const QProcessEnvironment &environment = {}) const
    {
        return {m_home->paths(),
                ClientCatalog(system, m_home->home(), environment),
                environment,
                {},
                {},
                false,
                {}};
    }
    [[nodiscard]] QString at(const QString &path) const { return m_home->home() + u'/' + path; }
    void write(const QString &path, const QByteArray &bytes) const
    {
        DeviceFixture::write(at(path), bytes);
    }
    void writeProjects(const QStringList &projects) const
    {
        QJsonObject object;
        for (const QString &project : projects)
            object[project] = QJsonObject{{u"mcpServers"_s, QJsonObject()}};
        write(u".claude.json"_s,
              QJsonDocument(QJsonObject{{u"projects"_s, object}}).toJson(QJsonDocument::Compact));
    }
    //! "backup:claude-code:.claude/backups/x:2" for every finding.
    [[nodiscard]] QStringList found(const HuntReport &report) const
    {
        QStringList result;
        for (const KeyFinding &finding : report.findings)
            result.append(u"%1:%2:%3:%4"_s
                              .arg(copyKindName(finding.kind), finding.toolId,
                                   QDir(m_home->home()).relativeFilePath(finding.path))
                              .arg(finding.line));
        return result;
    }
    [[nodiscard]] QStringList gaps(const HuntReport &report) const
    {
        QStringList result;
        for (const SkippedPlace &place : report.skipped)
            result.append(u"%1:%2"_s.arg(huntGapName(place.gap),
                                         QDir(m_home->home()).relativeFilePath(place.path)));
        result.sort();
        return result;
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<DeviceFixture>();
        LiveSecrets::clear();
    }

    void copiesAreFoundInEveryPlace_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("tool");
        const auto row = [](const QString &path, const QString &kind, const QString &tool) {
            QTest::newRow(qPrintable(path)) << path << kind << tool;
        };
        row(u".claude.json"_s, u"config"_s, u"claude-code"_s);
        row(u".claude.json.backup"_s, u"backup"_s, u"claude-code"_s);
        row(u".claude.json.backup.1764000000"_s, u"backup"_s, u"claude-code"_s);
        row(u".claude.json.corrupted.1764000000"_s, u"backup"_s, u"claude-code"_s);
        row(u".claude/backups/.claude.json.backup.1764000000"_s, u"backup"_s, u"claude-code"_s);
        row(u".claude/backups/.claude.json.corrupted.17"_s, u"backup"_s, u"claude-code"_s);
        row(u".claude/settings.local.json"_s, u"config"_s, u"claude-code"_s);
        row(u".claude/.env"_s, u"env"_s, u"claude-code"_s);
        row(u".qwen/settings.json"_s, u"config"_s, u"qwen-code"_s);
        row(u".qwen/settings.json.orig"_s, u"backup"_s, u"qwen-code"_s);
        row(u".qwen/settings.json.corrupted"_s, u"backup"_s, u"qwen-code"_s);
        row(u".gemini/settings.json.bak"_s, u"backup"_s, u"gemini-cli"_s);
        row(u".gemini/.env"_s, u"env"_s, u"gemini-cli"_s);
        row(u".cursor/mcp.json.backup"_s, u"backup"_s, u"cursor"_s);
        row(u".cursor/mcp.json~"_s, u"backup"_s, u"cursor"_s);
        row(u".cursor/.mcp.json.swp"_s, u"backup"_s, u"cursor"_s);
        row(u".cursor/#mcp.json#"_s, u"backup"_s, u"cursor"_s);
        row(u".cursor/mcp copy.json"_s, u"backup"_s, u"cursor"_s);
        row(u".cursor/.env"_s, u"env"_s, u"cursor"_s);
        row(u".cursor/.env.local"_s, u"env"_s, u"cursor"_s);
        row(u".config/Claude/claude_desktop_config (old).json"_s, u"backup"_s, u"claude-desktop"_s);
        row(u".codex/config.toml.bak"_s, u"backup"_s, u"codex"_s);
        row(u".codeium/windsurf/mcp_config.json.orig"_s, u"backup"_s, u"windsurf"_s);
        row(u".copilot/mcp-config.json"_s, u"config"_s, u"copilot-cli"_s);
        row(u".config/github-copilot/intellij/mcp.json"_s, u"config"_s, u"copilot-jetbrains"_s);
        row(u".config/zed/settings.json.bak"_s, u"backup"_s, u"zed"_s);
        row(u".config/opencode/opencode.jsonc"_s, u"config"_s, u"opencode"_s);
        row(u".cline/data/settings/cline_mcp_settings.json.bak"_s, u"backup"_s, u"cline"_s);
        row(u".continue/.env"_s, u"env"_s, u"continue"_s);
        row(u".continue/config.yaml"_s, u"config"_s, u"continue"_s);
        row(u".continue/config.json"_s, u"backup"_s, u"continue"_s);
        row(u".continue/mcpServers/konstantly.yaml"_s, u"config"_s, u"continue"_s);
        row(u".config/goose/config.yaml"_s, u"config"_s, u"goose"_s);
        row(u".lmstudio/mcp.json.bak"_s, u"backup"_s, u"lm-studio"_s);
        row(u".kiro/settings/mcp.json.bak"_s, u"backup"_s, u"kiro"_s);
        row(u".aws/amazonq/mcp.json.bak"_s, u"backup"_s, u"amazon-q"_s);
        row(u".aws/amazonq/cli-agents/mine.json"_s, u"config"_s, u"amazon-q"_s);
        row(u"Documents/Cline/MCP/cline_mcp_settings.json"_s, u"old-settings"_s, u"cline"_s);
        row(u".local/share/konstantly-keys/backups/cursor-1.config"_s, {}, {});
        const QString ids[] = {u"vscode"_s, u"vscode-insiders"_s, u"vscodium"_s};
        const QString roos[] = {u"roo-code"_s, u"roo-code-insiders"_s, u"roo-code-vscodium"_s};
        for (std::size_t i = 0; i < std::size(folders); ++i) {
            const QString user = u".config/"_s + folders[i] + u"/User/"_s;
            row(user + u"settings.json"_s, u"old-settings"_s, ids[i]);
            row(user + u"mcp.json.bak"_s, u"backup"_s, ids[i]);
            row(user + u"profiles/1a2b/mcp.json"_s, u"config"_s, ids[i]);
            row(user + u"globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json"_s,
                u"old-settings"_s, u"cline"_s);
            row(user + u"globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json"_s,
                u"config"_s, roos[i]);
            row(user + u"History/-5f3a/AbCd.json"_s, u"backup"_s, ids[i]);
        }
    }
    void copiesAreFoundInEveryPlace()
    {
        QFETCH(QString, path);
        QFETCH(QString, kind);
        QFETCH(QString, tool);
        if (kind.isEmpty()) { // our own folder, wherever that is
            path = QDir(m_home->home()).relativeFilePath(m_home->paths().backupDir)
                   + u"/cursor-1.config"_s;
            kind = u"own-backup"_s;
        }
        write(path, "{\n\n\"x\": \"" + key + "\"}");
        const HuntReport report = huntKeys(request());
        QCOMPARE(found(report), QStringList{u"%1:%2:%3:3"_s.arg(kind, tool, path)});
        QCOMPARE(report.findings.first().fingerprint, fingerprintOf(key));
        QCOMPARE(report.findings.first().prefix, QString::fromLatin1(key.left(13)));
        // What is broken in the file is said elsewhere; here it only matters that Claude Code's projects are unknown then.
        QVERIFY(report.skipped.size() <= (path == u".claude.json" ? 1 : 0));
        QVERIFY(!spoken(report).contains(key.mid(13, 12)));
        // From now on no log tells it.
        QVERIFY(!redacted(u"..."_s + QString::fromLatin1(key.mid(13, 30))).contains(u"canary"));
    }

    void otherFilesAreLeftAlone()
    {
        for (const char *path :
             {"notes.txt", ".cursor/extensions/x.json", ".config/other/mcp.json", ".env",
              "projects/a/.env", ".bash_history", ".zsh_history", ".local/share/fish/fish_history"})
            write(QString::fromLatin1(path), key);
        const HuntReport report = huntKeys(request());
        QCOMPARE(found(report), QStringList());
        QCOMPARE(report.files, 0);
    }

    void historiesAreLookedAtOnRequest()
    {
        write(u".bash_history"_s, "ls\nclaude mcp add --env KONSTANTLY_MCP_KEY=" + key + " x\n");
        write(u".zsh_history"_s, ": 1764000000:0;export KONSTANTLY_MCP_KEY=" + key + "\n");
        write(u".local/share/fish/fish_history"_s,
              "- cmd: set -x KONSTANTLY_MCP_KEY " + key + "\n");
        QCOMPARE(found(huntKeys(request())), QStringList());
        HuntRequest all = request();
        all.withHistories = true;
        QCOMPARE(found(huntKeys(all)), (QStringList{u"history::.bash_history:2"_s,
                                                    u"history::.local/share/fish/fish_history:1"_s,
                                                    u"history::.zsh_history:1"_s}));
    }

    void foldersFromTheEnvironmentCount()
    {
        QProcessEnvironment environment;
        environment.insert(u"CLAUDE_CONFIG_DIR"_s, at(u"elsewhere/claude"_s));
        environment.insert(u"CODEX_HOME"_s, at(u"elsewhere/codex"_s));
        environment.insert(u"CONTINUE_GLOBAL_DIR"_s, u"relative/is/ignored"_s);
        const HuntRequest wanted = request(OperatingSystem::Linux, environment);
        write(u"elsewhere/claude/.claude.json"_s, "{\"x\":\"" + key + "\"}");
        write(u"elsewhere/claude/backups/b"_s, key);
        write(u"elsewhere/codex/config.toml"_s, key);
        write(u".continue/.env"_s, key);
        QCOMPARE(found(huntKeys(wanted)),
                 (QStringList{u"env:continue:.continue/.env:1"_s,
                              u"config:claude-code:elsewhere/claude/.claude.json:1"_s,
                              u"backup:claude-code:elsewhere/claude/backups/b:1"_s,
                              u"config:codex:elsewhere/codex/config.toml:1"_s}));
    }

    void onWindowsTheDeadSecondFileIsFound()
    {
        const HuntRequest wanted = request(OperatingSystem::Windows);
        write(u"AppData/Local/Packages/Claude_x/LocalCache/Roaming/Claude/"
              "claude_desktop_config.json"_s,
              "{}");
        write(u"AppData/Roaming/Claude/claude_desktop_config.json"_s, key);
        write(u"AppData/Roaming/Code/User/settings.json"_s, key);
        write(u"AppData/Roaming/Block/goose/config/config.yaml"_s, key);
        QCOMPARE(found(huntKeys(wanted)),
                 (QStringList{
                     u"config:goose:AppData/Roaming/Block/goose/config/config.yaml:1"_s,
                     u"config:claude-desktop:AppData/Roaming/Claude/claude_desktop_config.json:1"_s,
                     u"old-settings:vscode:AppData/Roaming/Code/User/settings.json:1"_s}));
        // With one of them read for certain, the other is the dead one.
        QFile::remove(at(u"AppData/Local/Packages/Claude_x/LocalCache/Roaming/Claude/"
                         "claude_desktop_config.json"_s));
        QVERIFY(found(huntKeys(wanted))
                    .contains(u"old-settings:claude-desktop:AppData/Roaming/Claude/"
                              "claude_desktop_config.json:1"_s));
    }

    void onMacOsApplicationSupportCounts()
    {
        const HuntRequest wanted = request(OperatingSystem::MacOs);
        const QString user = u"Library/Application Support/VSCodium/User/settings.json"_s;
        write(user, key);
        QCOMPARE(found(huntKeys(wanted)),
                 QStringList{u"old-settings:vscodium:"_s + user + u":1"_s});
    }

    void filesNamedByEntriesAreRead()
    {
        write(u"work/secrets/kon.env"_s, "# x\nexport KONSTANTLY_MCP_KEY='not-a-usual-one'\r\n");
        write(u"second.env"_s, key);
        HuntRequest wanted = request();
        wanted.envFiles = {{u"cursor"_s, at(u"work/secrets/kon.env"_s)},
                           {u"cursor"_s, u"~/second.env"_s},
                           {u"vscode"_s, u"${workspaceFolder}/.env"_s},
                           {u"vscode"_s, at(u"not/there.env"_s)}};
        const HuntReport report = huntKeys(wanted);
        QCOMPARE(found(report), (QStringList{u"env:cursor:second.env:1"_s,
                                             u"env:cursor:work/secrets/kon.env:2"_s}));
        QCOMPARE(report.findings.last().fingerprint, fingerprintOf("not-a-usual-one"));
        QCOMPARE(report.findings.last().prefix, QString());
        QCOMPARE(report.skipped.size(), 1);
        QCOMPARE(report.skipped.first(),
                 (SkippedPlace{u"${workspaceFolder}/.env"_s, HuntGap::UnknownPlace}));
        QVERIFY(!spoken(report).contains("not-a-usual-one"));
    }

    void projectsOfClaudeCodeAreSearched()
    {
        writeProjects({at(u"a"_s), at(u"gone"_s), u"relative"_s, at(u"a/file"_s)});
        const QStringList files{u".mcp.json"_s,
                                u".cursor/mcp.json"_s,
                                u".vscode/mcp.json"_s,
                                u".vscode/settings.json"_s,
                                u".gemini/settings.json"_s,
                                u".roo/mcp.json"_s,
                                u".env"_s,
                                u".env.local"_s,
                                u".codex/config.toml"_s,
                                u".kiro/settings/mcp.json"_s,
                                u".claude/settings.local.json"_s,
                                u"opencode.jsonc"_s,
                                u".mcp.json.bak"_s};
        for (const QString &file : files)
            write(u"a/"_s + file, "\n" + key);
        write(u"a/file"_s, key);
        write(u"a/src/.env"_s, key);
        const HuntReport report = huntKeys(request());
        QCOMPARE(report.findings.size(), files.size());
        for (const KeyFinding &finding : report.findings) {
            QCOMPARE(finding.kind, CopyKind::Project);
            QCOMPARE(finding.line, qsizetype(2));
            QVERIFY(files.contains(QDir(at(u"a"_s)).relativeFilePath(finding.path)));
        }
        QVERIFY(report.skipped.isEmpty());
    }

    void aListOfProjectsThatCantBeReadIsSaid()
    {
        write(u".claude.json"_s, "{ \"projects\": {");
        QCOMPARE(gaps(huntKeys(request())), QStringList{u"unknown-place:.claude.json"_s});
    }

    void whatTheToolsTellAlreadyIsNotFoundAgain()
    {
        write(u".cursor/mcp.json"_s, key + "\n" + otherKey);
        write(u".cursor/mcp.json.bak"_s, key);
        HuntRequest wanted = request();
        wanted.reported.insert({m_home->cursorFile(), fingerprintOf(key)});
        QCOMPARE(found(huntKeys(wanted)), (QStringList{u"config:cursor:.cursor/mcp.json:2"_s,
                                                       u"backup:cursor:.cursor/mcp.json.bak:1"_s}));
    }

    void severalKeysAndSpellingsInOneFile()
    {
        QByteArray escaped = key;
        escaped.replace("kmcp_", "\\u006bmcp\\u005f");
        write(u".claude/backups/b"_s,
              key + ' ' + otherKey + "\r\n\r\n\"" + escaped + "\"\r\n" + otherKey);
        const HuntReport report = huntKeys(request());
        QStringList lines;
        for (const KeyFinding &finding : report.findings)
            lines.append((finding.fingerprint == fingerprintOf(key) ? u"A%1"_s : u"B%1"_s)
                             .arg(finding.line));
        QCOMPARE(lines, (QStringList{u"A1"_s, u"B1"_s, u"A3"_s, u"B4"_s}));
    }

    void aKeyAcrossTwoReadsIsFound_data()
    {
        QTest::addColumn<int>("before");
        for (const int before : {1, 4, 5, 20, 47, 48})
            QTest::addRow("%d bytes before the end", before) << before;
    }
    void aKeyAcrossTwoReadsIsFound()
    {
        QFETCH(int, before);
        write(u".claude/backups/b"_s, QByteArray(64 * 1024 - before, 'x') + key + "\n");
        const HuntReport report = huntKeys(request());
        QCOMPARE(report.findings.size(), 1);
        QCOMPARE(report.findings.first().fingerprint, fingerprintOf(key));
    }

    void linksAreFollowedInsideOnly()
    {
        QTemporaryDir outside;
        DeviceFixture::write(outside.filePath(u"secret.json"_s), key);
        QDir(m_home->home()).mkpath(u".claude/backups"_s);
        QDir(m_home->home()).mkpath(u".cursor"_s);
        write(u"dotfiles/inside.json"_s, otherKey);
        const auto link = [this](const QString &target, const QString &path) {
            QVERIFY(QFile::link(target, at(path)));
        };
        link(outside.filePath(u"secret.json"_s), u".claude/backups/out"_s);
        link(at(u"dotfiles/inside.json"_s), u".claude/backups/in"_s);
        link(at(u".claude/backups/loop-b"_s), u".claude/backups/loop-a"_s);
        link(at(u".claude/backups/loop-a"_s), u".claude/backups/loop-b"_s);
        link(u"/nowhere/at/all"_s, u".claude/backups/dangling"_s);
        link(u"/dev/zero"_s, u".cursor/mcp.json.bak"_s);
        link(outside.path(), u".gemini"_s); // a whole folder
        link(at(u".qwen"_s), u".qwen"_s);   // itself
        const HuntReport report = huntKeys(request());
        QCOMPARE(found(report), QStringList{u"backup:claude-code:.claude/backups/in:1"_s});
        QCOMPARE(gaps(report),
                 (QStringList{u"link:.claude/backups/loop-a"_s, u"link:.claude/backups/loop-b"_s,
                              u"link:.claude/backups/out"_s, u"link:.cursor/mcp.json.bak"_s,
                              u"link:.gemini"_s, u"link:.qwen"_s}));
    }

    void pipesAndSocketsAreNeverOpened()
    {
        QDir(m_home->home()).mkpath(u".claude/backups"_s);
        const QByteArray pipe = QFile::encodeName(at(u".claude/backups/pipe"_s));
        QCOMPARE(mkfifo(pipe.constData(), 0600), 0);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(gaps(huntKeys(request())), QStringList{u"not-a-file:.claude/backups/pipe"_s});
        QVERIFY(timer.elapsed() < 5000);
        // Had it been opened, a writer would have seen a reader.
        QCOMPARE(open(pipe.constData(), O_WRONLY | O_NONBLOCK), -1);
        QCOMPARE(errno, ENXIO);
    }

    void whatMayNotBeReadIsSaid()
    {
        write(u".claude/backups/closed"_s, key);
        write(u".gemini/settings.json"_s, key);
        chmod(QFile::encodeName(at(u".claude/backups/closed"_s)).constData(), 0);
        chmod(QFile::encodeName(at(u".gemini"_s)).constData(), 0);
        chmod(QFile::encodeName(m_home->home()).constData(), 0755);
        const int answer = Tests::unprivileged([this] {
            const HuntReport report = huntKeys(request());
            const bool isRight = report.findings.isEmpty()
                                 && gaps(report).contains(u"unreadable:.claude/backups/closed"_s)
                                 && gaps(report).contains(u"unreadable:.gemini"_s);
            return isRight ? 7 : 1;
        });
        chmod(QFile::encodeName(at(u".gemini"_s)).constData(), 0700);
        QCOMPARE(answer, 7);
    }

    void namesThatAreNoUtf8AreFiles()
    {
        QDir(m_home->home()).mkpath(u".claude/backups"_s);
        const QByteArray path = QFile::encodeName(at(u".claude/backups/"_s)) + "b\xFFx\xC3";
        const int file = open(path.constData(), O_CREAT | O_WRONLY, 0600);
        QVERIFY(file >= 0);
        QCOMPARE(::write(file, key.constData(), std::size_t(key.size())), ssize_t(key.size()));
        close(file);
        const HuntReport report = huntKeys(request());
        unlink(path.constData()); // QTemporaryDir can't
        QCOMPARE(report.findings.size(), 1);
        QVERIFY(report.findings.first().path.startsWith(at(u".claude/backups/b"_s)));
    }

    void aFileThatIsTooLargeIsNotRead()
    {
        write(u".claude/backups/huge"_s, key);
        const QByteArray path = QFile::encodeName(at(u".claude/backups/huge"_s));
        QCOMPARE(truncate(path.constData(), off_t(1) << 40), 0); // with a hole
        const HuntReport report = huntKeys(request());
        QCOMPARE(report.bytes, 0);
        QCOMPARE(gaps(report), QStringList{u"too-large:.claude/backups/huge"_s});
    }

    void whatIsNoTextIsSaid()
    {
        write(u".claude/backups/packed.gz"_s, QByteArray("\x1f\x8b\x08\0\0\0\0\0\x02", 9));
        QCOMPARE(gaps(huntKeys(request())), QStringList{u"not-text:.claude/backups/packed.gz"_s});
    }

    void aFolderWithoutEndIsBounded()
    {
        const QString folder = at(u".claude/backups"_s);
        QDir().mkpath(folder);
        const int handle = open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY);
        // More than are read. (100,000 take no longer to search, only to make.)
        for (int i = 0; i < HuntLimits().folderEntries + 5'000; ++i) {
            const QByteArray name = "f" + QByteArray::number(i);
            close(openat(handle, name.constData(), O_CREAT | O_WRONLY, 0600));
        }
        close(handle);
        write(u".cursor/.env"_s, key);
        QElapsedTimer timer;
        timer.start();
        const HuntReport report = huntKeys(request());
        qInfo("a folder of 25,000 files: %lld ms, %d files looked at", timer.elapsed(),
              report.files);
        QVERIFY(timer.elapsed() < 10'000);
        QVERIFY(report.files <= HuntLimits().folderFiles + 1);
        QCOMPARE(found(report), QStringList{u"env:cursor:.cursor/.env:1"_s});
        QCOMPARE(gaps(report), QStringList{u"too-much:.claude/backups"_s});
    }

    void everyLimitIsKeptAndSaid_data()
    {
        QTest::addColumn<QByteArray>("which");
        for (const char *name : {"files", "bytes", "time", "findings", "subfolders", "projects"})
            QTest::newRow(name) << QByteArray(name);
    }
    void everyLimitIsKeptAndSaid()
    {
        QFETCH(QByteArray, which);
        HuntRequest wanted = request();
        for (int i = 0; i < 5; ++i) {
            write(u".claude/backups/%1"_s.arg(i), key + QByteArray::number(i) + "\n");
            write(u".config/Code/User/History/%1/x.json"_s.arg(i), key + QByteArray::number(i));
        }
        QDir(m_home->home()).mkpath(u"p1"_s);
        QDir(m_home->home()).mkpath(u"p2"_s);
        writeProjects({at(u"p1"_s), at(u"p2"_s)});
        QVERIFY(gaps(huntKeys(wanted)).isEmpty());
        if (which == "files")
            wanted.limits.totalFiles = 3;
        else if (which == "bytes")
            wanted.limits.totalBytes = 100;
        else if (which == "time")
            wanted.limits.milliseconds = 0;
        else if (which == "findings")
            wanted.limits.findings = 2;
        else if (which == "subfolders")
            wanted.limits.subfolders = 2;
        else
            wanted.limits.projects = 1;
        const HuntReport report = huntKeys(wanted);
        const QStringList said = gaps(report);
        if (which == "subfolders")
            QCOMPARE(said, QStringList{u"too-much:.config/Code/User/History"_s});
        else if (which == "projects")
            QCOMPARE(said, QStringList{u"too-much:.claude.json"_s});
        else
            QVERIFY(said.contains(u"too-much:.claude/backups"_s)
                    && said.contains(u"too-much:.config/Code/User/History/*"_s));
        QVERIFY(report.files <= 12);
        if (which == "files")
            QCOMPARE(report.files, 3);
        if (which == "findings")
            QCOMPARE(report.findings.size(), 2);
    }

    void itCanBeStoppedAndTellsHowFarItIs()
    {
        for (int i = 0; i < 20; ++i)
            write(u".claude/backups/%1"_s.arg(i, 2, 10, QLatin1Char('0')), key);
        int calls = 0;
        int lastFiles = 0;
        const HuntReport report = huntKeys(request(), [&](int files, qint64) {
            ++calls;
            lastFiles = files;
            return files < 5;
        });
        QVERIFY(report.wasStopped);
        QCOMPARE(report.files, 5);
        QCOMPARE(lastFiles, 5);
        QCOMPARE(report.findings.size(), 5);
        QVERIFY(gaps(report).contains(u"too-much:.claude/backups"_s));
    }

    void nothingIsChangedByLooking()
    {
        write(u".cursor/mcp.json"_s, key);
        write(u".claude/backups/b"_s, key);
        const auto before = DeviceFixture::status(m_home->cursorFile());
        const QByteArray all = DeviceFixture::everythingIn(m_home->home());
        QVERIFY(!huntKeys(request()).findings.isEmpty());
        const auto after = DeviceFixture::status(m_home->cursorFile());
        QCOMPARE(DeviceFixture::everythingIn(m_home->home()), all);
        QCOMPARE(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
        QCOMPARE(after.st_ino, before.st_ino);
    }
};

QTEST_GUILESS_MAIN(tst_KeyHunt)
#include "tst_keyhunt.moc"
