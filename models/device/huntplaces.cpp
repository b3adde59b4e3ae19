// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/huntplaces.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <iterator>
#include <optional>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! One line of the table. `%CODE%` stands for the user folder of each editor below; the others for the folders they name.
struct Row
{
    CopyKind kind;
    QLatin1StringView tool;
    QLatin1StringView folder;
    QLatin1StringView names; //!< separated by blanks
};

//! A tool's configuration: it is looked at itself, with all copies and `.env` files beside it.
struct ToolFile
{
    QLatin1StringView tool;
    QLatin1StringView folder;
    QLatin1StringView file;
};

//! The program of an editor of the VS Code family, by the name of its folder.
struct Editor
{
    QLatin1StringView tool;
    QLatin1StringView folder;
};

constexpr Editor editors[] = {
    {"vscode"_L1, "Code"_L1},       {"vscode-insiders"_L1, "Code - Insiders"_L1},
    {"vscodium"_L1, "VSCodium"_L1}, {"cursor"_L1, "Cursor"_L1},
    {"windsurf"_L1, "Windsurf"_L1},
};

//! What the catalogue's own places do not cover: tools that it does not know, and further places of those that it does. Naming a
//! place twice costs nothing, because no file is read twice.
constexpr ToolFile otherToolFiles[] = {
    {"claude-code"_L1, "%CLAUDEFILE%"_L1, ".claude.json"_L1},
    {"gemini-cli"_L1, "%HOME%/.gemini"_L1, "settings.json"_L1},
    {"qwen-code"_L1, "%HOME%/.qwen"_L1, "settings.json"_L1},
    {"codex"_L1, "%CODEX%"_L1, "config.toml"_L1},
    {"windsurf"_L1, "%HOME%/.codeium/windsurf"_L1, "mcp_config.json"_L1},
    {"windsurf"_L1, "%HOME%/.codeium/windsurf-next"_L1, "mcp_config.json"_L1},
    {"windsurf"_L1, "%HOME%/.codeium"_L1, "mcp_config.json"_L1},
    {"copilot-cli"_L1, "%COPILOT%"_L1, "mcp-config.json"_L1},
    {"copilot-jetbrains"_L1, "%CONFIG%/github-copilot/intellij"_L1, "mcp.json"_L1},
    {"copilot-jetbrains"_L1, "%LOCALAPPDATA%/github-copilot/intellij"_L1, "mcp.json"_L1},
    {"zed"_L1, "%CONFIG%/zed"_L1, "settings.json"_L1},
    {"zed"_L1, "%APPDATA%/Zed"_L1, "settings.json"_L1},
    {"cline"_L1, "%CLINE%/data/settings"_L1, "cline_mcp_settings.json"_L1},
    {"continue"_L1, "%CONTINUE%"_L1, "config.yaml"_L1},
    {"lm-studio"_L1, "%HOME%/.lmstudio"_L1, "mcp.json"_L1},
    {"lm-studio"_L1, "%HOME%/.cache/lm-studio"_L1, "mcp.json"_L1},
    {"goose"_L1, "%CONFIG%/goose"_L1, "config.yaml"_L1},
    {"goose"_L1, "%APPDATA%/Block/goose/config"_L1, "config.yaml"_L1},
    {"opencode"_L1, "%CONFIG%/opencode"_L1, "opencode.json"_L1},
    {"opencode"_L1, "%APPDATA%/opencode"_L1, "opencode.json"_L1},
    {"kiro"_L1, "%HOME%/.kiro/settings"_L1, "mcp.json"_L1},
    {"amazon-q"_L1, "%HOME%/.aws/amazonq"_L1, "mcp.json"_L1},
    {"vscode"_L1, "%CODE%"_L1, "mcp.json"_L1},
};

//! What lies elsewhere than beside a tool's configuration.
constexpr Row rows[] = {
    {CopyKind::Backup, "claude-code"_L1, "%CLAUDE%/backups"_L1, "*"_L1},
    {CopyKind::Config, "claude-code"_L1, "%CLAUDE%"_L1, "settings*.json*"_L1},
    {CopyKind::EnvFile, "claude-code"_L1, "%CLAUDE%"_L1, ".env*"_L1},
    {CopyKind::Config, "continue"_L1, "%CONTINUE%/mcpServers"_L1, "*.yaml *.yml *.json"_L1},
    {CopyKind::OldSettings, "continue"_L1, "%CONTINUE%"_L1, "config.json* config.ts"_L1},
    {CopyKind::Config, "amazon-q"_L1, "%HOME%/.aws/amazonq/cli-agents"_L1, "*.json*"_L1},
    // Before VS Code 1.102 the servers were in the settings, under mcp.servers.
    {CopyKind::OldSettings, ""_L1, "%CODE%"_L1, "settings.json*"_L1},
    {CopyKind::OldSettings, ""_L1, "%CODE%/profiles/*"_L1, "settings.json* mcp.json*"_L1},
    // Cline moved its file to a folder of its own and left the old ones where they were.
    {CopyKind::OldSettings, "cline"_L1, "%CODE%/globalStorage/saoudrizwan.claude-dev/settings"_L1,
     "*"_L1},
    {CopyKind::OldSettings, "cline"_L1, "%HOME%/Documents/Cline/MCP"_L1, "*.json* .env*"_L1},
    {CopyKind::Config, "roo-code"_L1, "%CODE%/globalStorage/rooveterinaryinc.roo-cline/settings"_L1,
     "*"_L1},
    {CopyKind::OwnBackup, ""_L1, "%BACKUPS%"_L1, "*"_L1},
    // Every version of a file that was saved in the editor.
    {CopyKind::Backup, ""_L1, "%CODE%/History/*"_L1, "*"_L1},
};

constexpr Row histories[] = {
    {CopyKind::History, ""_L1, "%HOME%"_L1,
     ".bash_history* .zsh_history* .zhistory .histfile .sh_history .ksh_history"_L1},
    {CopyKind::History, ""_L1, "%DATA%/fish"_L1, "*_history*"_L1},
    {CopyKind::History, ""_L1, "%DATA%/powershell/PSReadLine"_L1, "*_history.txt"_L1},
    {CopyKind::History, ""_L1, "%APPDATA%/Microsoft/Windows/PowerShell/PSReadLine"_L1,
     "*_history.txt"_L1},
};

//! Below a project's folder.
constexpr Row projectRows[] = {
    {CopyKind::Project, "claude-code"_L1, ""_L1, ".mcp.json*"_L1},
    {CopyKind::Project, "claude-code"_L1, "/.claude"_L1, "settings*.json*"_L1},
    {CopyKind::Project, "cursor"_L1, "/.cursor"_L1, "mcp.json*"_L1},
    {CopyKind::Project, "vscode"_L1, "/.vscode"_L1, "mcp.json* settings.json*"_L1},
    {CopyKind::Project, "gemini-cli"_L1, "/.gemini"_L1, "settings.json* .env*"_L1},
    {CopyKind::Project, "qwen-code"_L1, "/.qwen"_L1, "settings.json* .env*"_L1},
    {CopyKind::Project, "codex"_L1, "/.codex"_L1, "config.toml*"_L1},
    {CopyKind::Project, "copilot-cli"_L1, "/.github"_L1, "mcp.json*"_L1},
    {CopyKind::Project, "zed"_L1, "/.zed"_L1, "settings.json*"_L1},
    {CopyKind::Project, "roo-code"_L1, "/.roo"_L1, "mcp.json*"_L1},
    {CopyKind::Project, "opencode"_L1, ""_L1, "opencode.json*"_L1},
    {CopyKind::Project, "kiro"_L1, "/.kiro/settings"_L1, "mcp.json*"_L1},
    {CopyKind::Project, "amazon-q"_L1, "/.amazonq"_L1, "mcp.json*"_L1},
    {CopyKind::Project, ""_L1, ""_L1, ".env*"_L1},
};

QStringList words(QLatin1StringView text)
{
    return QString(text).split(u' ');
}

QString userFolder(const Editor &editor)
{
    return u"%EDITORS%/"_s + editor.folder + u"/User"_s;
}

QString withSlashes(QString path, OperatingSystem system)
{
    return system == OperatingSystem::Windows ? path.replace(u'\\', u'/') : path;
}

bool isAbsolute(const QString &path)
{
    const bool isDrive = path.size() > 2 && path.at(1) == u':' && path.at(2) == u'/';
    return path.startsWith(u'/') || isDrive;
}

bool isBelow(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder + u'/');
}

} // namespace

QString copyKindName(CopyKind kind)
{
    switch (kind) {
    case CopyKind::Config:
        return u"config"_s;
    case CopyKind::Backup:
        return u"backup"_s;
    case CopyKind::EnvFile:
        return u"env"_s;
    case CopyKind::OldSettings:
        return u"old-settings"_s;
    case CopyKind::Project:
        return u"project"_s;
    case CopyKind::OwnBackup:
        return u"own-backup"_s;
    case CopyKind::History:
        return u"history"_s;
    }
    return {};
}

HuntPlaces::HuntPlaces(AppPaths paths, OperatingSystem system, QProcessEnvironment environment)
    : m_paths(std::move(paths))
    , m_system(system)
    , m_environment(std::move(environment))
    , m_catalog(system, m_paths.home, m_environment)
{
    m_paths.home = withSlashes(m_paths.home, system);
    const QString home = m_paths.home;
    const QString config = system == OperatingSystem::Linux
                               ? folderIn(u"XDG_CONFIG_HOME"_s, home + u"/.config"_s)
                               : home + u"/.config"_s;
    const QString roaming = folderIn(u"APPDATA"_s, home + u"/AppData/Roaming"_s);
    m_folders = {
        {"%HOME%"_L1, home},
        {"%CONFIG%"_L1, config},
        {"%DATA%"_L1, folderIn(u"XDG_DATA_HOME"_s, home + u"/.local/share"_s)},
        {"%APPDATA%"_L1, roaming},
        {"%LOCALAPPDATA%"_L1, folderIn(u"LOCALAPPDATA"_s, home + u"/AppData/Local"_s)},
        {"%CLAUDE%"_L1, folderIn(u"CLAUDE_CONFIG_DIR"_s, home + u"/.claude"_s)},
        {"%CLAUDEFILE%"_L1, folderIn(u"CLAUDE_CONFIG_DIR"_s, home)},
        {"%CODEX%"_L1, folderIn(u"CODEX_HOME"_s, home + u"/.codex"_s)},
        {"%COPILOT%"_L1, folderIn(u"COPILOT_HOME"_s, home + u"/.copilot"_s)},
        {"%CLINE%"_L1, folderIn(u"CLINE_DIR"_s, home + u"/.cline"_s)},
        {"%CONTINUE%"_L1, folderIn(u"CONTINUE_GLOBAL_DIR"_s, home + u"/.continue"_s)},
        {"%BACKUPS%"_L1, m_paths.backupDir},
        {"%EDITORS%"_L1, system == OperatingSystem::Windows ? roaming
                         : system == OperatingSystem::MacOs
                             ? home + u"/Library/Application Support"_s
                             : config},
    };
}

QString HuntPlaces::folderIn(const QString &variable, const QString &fallback) const
{
    const QString path = withSlashes(m_environment.value(variable), m_system);
    return isAbsolute(path) ? QDir::cleanPath(path) : fallback;
}

HuntPlace HuntPlaces::place(CopyKind kind, const QString &toolId, const QString &folder,
                            const QStringList &names) const
{
    QString path = folder;
    QString base;
    for (const auto &[token, value] : m_folders) {
        if (folder.startsWith(token)) {
            base = value;
            path.replace(0, token.size(), value);
        }
    }
    if (base.isEmpty())
        base = path;
    return {kind, toolId, isBelow(path, m_paths.home) ? m_paths.home : base, path, names};
}

void HuntPlaces::addNeighbours(std::vector<HuntPlace> &places, CopyKind kind, const QString &toolId,
                               const QString &folder, const QString &file) const
{
    places.push_back(place(kind, toolId, folder, {file}));
    const bool isHome = places.back().folder == m_paths.home;
    // "settings.json.orig", "settings copy.json", "settings.json~", ".settings.json.swp", "#settings.json#"
    const QString stem = QFileInfo(file).completeBaseName();
    places.push_back(place(CopyKind::Backup, toolId, folder,
                           {stem + u'*', u'.' + stem + u'*', u'#' + stem + u'*'}));
    // In the home folder itself there is no telling whose it is.
    if (!isHome)
        places.push_back(place(CopyKind::EnvFile, toolId, folder, {u".env*"_s}));
}

void HuntPlaces::addToolFiles(std::vector<HuntPlace> &places) const
{
    for (const ToolDescriptor &tool : ClientCatalog::tools()) {
        // Where there are several, only one is read: the other is left from an earlier installation.
        const Result<ToolLocation> current = m_catalog.location(tool.id);
        for (const ToolLocation &candidate : m_catalog.candidates(tool.id)) {
            const bool isOld = current && current->path != candidate.path;
            addNeighbours(places, isOld ? CopyKind::OldSettings : CopyKind::Config, tool.id,
                          candidate.folder, QFileInfo(candidate.path).fileName());
        }
    }
    for (const ToolFile &row : otherToolFiles) {
        const bool isOfEditor = row.folder == "%CODE%"_L1;
        for (const Editor &editor : editors) {
            addNeighbours(places, CopyKind::Config, isOfEditor ? editor.tool : row.tool,
                          isOfEditor ? userFolder(editor) : QString(row.folder), row.file);
            if (!isOfEditor)
                break;
        }
    }
}

std::vector<HuntPlace> HuntPlaces::all(bool withHistories) const
{
    std::vector<HuntPlace> places;
    addToolFiles(places);
    std::vector<Row> table(std::begin(rows), std::end(rows));
    if (withHistories)
        // Before the editors' histories, which are large.
        table.insert(table.end() - 1, std::begin(histories), std::end(histories));
    for (const Row &row : table) {
        if (!row.folder.startsWith("%CODE%"_L1)) {
            places.push_back(place(row.kind, row.tool, row.folder, words(row.names)));
            continue;
        }
        for (const Editor &editor : editors) {
            QString folder = row.folder;
            folder.replace("%CODE%"_L1, userFolder(editor));
            places.push_back(place(row.kind, row.tool.isEmpty() ? editor.tool : row.tool, folder,
                                   words(row.names)));
        }
    }
    return places;
}

QString HuntPlaces::projectList() const
{
    return place(CopyKind::Config, {}, u"%CLAUDEFILE%"_s, {}).folder + u"/.claude.json"_s;
}

std::vector<HuntPlace> HuntPlaces::inProject(const QString &folder)
{
    std::vector<HuntPlace> places;
    for (const Row &row : projectRows)
        places.push_back({row.kind, row.tool, folder, folder + row.folder, words(row.names)});
    return places;
}

std::optional<HuntPlace> HuntPlaces::forEnvFile(const NamedEnvFile &file) const
{
    QString path = withSlashes(file.path.trimmed(), m_system);
    for (const QString &home : {u"~"_s, u"${userHome}"_s, u"${env:HOME}"_s}) {
        if (path.startsWith(home + u'/'))
            path.replace(0, home.size(), m_paths.home);
    }
    if (!isAbsolute(path) || path.contains(u'$') || path.contains(u'{'))
        return std::nullopt;
    path = QDir::cleanPath(path);
    const QString folder = QFileInfo(path).path();
    return HuntPlace{CopyKind::EnvFile,
                     file.toolId,
                     isBelow(folder, m_paths.home) ? m_paths.home : folder,
                     folder,
                     {QFileInfo(path).fileName()}};
}

} // namespace Konstantly
