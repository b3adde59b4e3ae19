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

//! One line of a table. What stands before the first `/` of \a folder is a place that the catalogue knows (see ClientPlace), or
//! `%TOOL%` for the tool's own folder, `%EDITOR%` for the user folder of each editor below, `%DATA%` (XDG), `%BACKUPS%` (ours).
struct Row
{
    CopyKind kind;
    QLatin1StringView tool;
    QLatin1StringView folder;
    QLatin1StringView names; //!< separated by blanks
};

//! An editor of the VS Code family, by the folder of its settings.
struct Editor
{
    QLatin1StringView tool;
    QLatin1StringView folder;
};

constexpr Editor editors[] = {
    {"vscode"_L1, "/Code/User"_L1},       {"vscode-insiders"_L1, "/Code - Insiders/User"_L1},
    {"vscodium"_L1, "/VSCodium/User"_L1}, {"cursor"_L1, "/Cursor/User"_L1},
    {"windsurf"_L1, "/Windsurf/User"_L1},
};

//! What lies elsewhere than around a tool's file.
constexpr Row rows[] = {
    {CopyKind::Backup, "claude-code"_L1, "%TOOL%/backups"_L1, "*"_L1},
    {CopyKind::Config, "claude-code"_L1, "%TOOL%"_L1, "settings*.json*"_L1},
    {CopyKind::Config, "continue"_L1, "%TOOL%/mcpServers"_L1, "*.yaml *.yml *.json"_L1},
    {CopyKind::Config, "amazon-q"_L1, "%TOOL%/cli-agents"_L1, "*.json*"_L1},
    // The plug-ins for JetBrains' programs.
    {CopyKind::Config, "windsurf"_L1, "%HOME%/.codeium"_L1, "mcp_config*"_L1},
    {CopyKind::Config, "copilot-jetbrains"_L1, "%CONFIG%/github-copilot/intellij"_L1, "mcp*"_L1},
    {CopyKind::Config, "copilot-jetbrains"_L1, "%LOCALAPPDATA%/github-copilot/intellij"_L1,
     "mcp*"_L1},
    {CopyKind::Config, "opencode"_L1, "%APPDATA%/opencode"_L1, "opencode.json*"_L1},
    // Before VS Code 1.102 the servers were in the settings, under mcp.servers.
    {CopyKind::OldSettings, ""_L1, "%EDITOR%"_L1, "settings.json*"_L1},
    {CopyKind::Config, ""_L1, "%EDITOR%/profiles/*"_L1, "settings.json* mcp.json*"_L1},
    // Cline moved its file to a folder of its own and left the old ones where they were.
    {CopyKind::OldSettings, "cline"_L1, "%EDITOR%/globalStorage/saoudrizwan.claude-dev/settings"_L1,
     "*"_L1},
    {CopyKind::OldSettings, "cline"_L1, "%HOME%/Documents/Cline/MCP"_L1, "*.json* .env*"_L1},
    {CopyKind::OwnBackup, ""_L1, "%BACKUPS%"_L1, "*"_L1},
};

constexpr Row shellHistories[] = {
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

//! A tool's configuration.
struct HuntPlaces::ToolFile
{
    QString tool;
    QString folder; //!< that the file is in
    QString name;
    CopyKind kind;
};

HuntPlaces::HuntPlaces(AppPaths paths, const ClientCatalog &catalog,
                       QProcessEnvironment environment)
    : m_paths(std::move(paths))
    , m_catalog(catalog)
    , m_environment(std::move(environment))
{}

QString HuntPlaces::dataFolder() const
{
    const QString path = m_environment.value(u"XDG_DATA_HOME"_s);
    return isAbsolute(path) ? QDir::cleanPath(path) : m_catalog.home() + u"/.local/share"_s;
}

HuntPlace HuntPlaces::place(CopyKind kind, const QString &toolId, const QString &base,
                            const QString &below, const QStringList &names) const
{
    const QString folder = base + below;
    return {kind, toolId, isBelow(folder, m_catalog.home()) ? m_catalog.home() : base, folder,
            names};
}

std::vector<HuntPlaces::ToolFile> HuntPlaces::toolFiles() const
{
    std::vector<ToolFile> files;
    for (const ToolDescriptor &tool : ClientCatalog::tools()) {
        // Where there are several, the tool reads one: the other is left from an earlier installation.
        const Result<ToolLocation> current = m_catalog.location(tool.id);
        for (const ToolLocation &candidate : m_catalog.candidates(tool.id)) {
            const bool isOld = current && current->folder != candidate.folder;
            const QFileInfo file(candidate.path);
            files.push_back({tool.id, file.path(), file.fileName(),
                             isOld ? CopyKind::OldSettings : CopyKind::Config});
        }
    }
    return files;
}

//! The copies and the variables that lie beside a tool's file.
void HuntPlaces::addAround(std::vector<HuntPlace> &places, const std::vector<ToolFile> &files) const
{
    for (const ToolFile &file : files) {
        // "settings.json.orig", "settings copy.json", "settings.json~", ".settings.json.swp", "#settings.json#"
        const QString stem = QFileInfo(file.name).completeBaseName();
        places.push_back(place(CopyKind::Backup, file.tool, file.folder, {},
                               {stem + u'*', u'.' + stem + u'*', u'#' + stem + u'*'}));
    }
    for (const ToolDescriptor &tool : ClientCatalog::tools()) {
        for (const ToolLocation &candidate : m_catalog.candidates(tool.id)) {
            QStringList folders{candidate.folder, QFileInfo(candidate.path).path()};
            folders.removeDuplicates();
            // In the home folder itself there is no telling whose it is.
            folders.removeAll(m_catalog.home());
            for (const QString &folder : folders)
                places.push_back(place(CopyKind::EnvFile, tool.id, folder, {}, {u".env*"_s}));
        }
    }
}

std::vector<HuntPlace> HuntPlaces::all(bool withHistories) const
{
    std::vector<HuntPlace> places;
    const std::vector<ToolFile> files = toolFiles();
    for (const ToolFile &file : files)
        places.push_back(place(file.kind, file.tool, file.folder, {}, {file.name}));
    std::vector<Row> table(std::begin(rows), std::end(rows));
    if (withHistories)
        table.insert(table.end(), std::begin(shellHistories), std::end(shellHistories));
    for (const Row &row : table) {
        const QString base = QString(row.folder).section(u'/', 0, 0);
        const QString below = QString(row.folder).mid(base.size());
        const QStringList names = words(row.names);
        if (base == "%EDITOR%"_L1) {
            for (const Editor &editor : editors)
                places.push_back(place(row.kind, row.tool.isEmpty() ? editor.tool : row.tool,
                                       m_catalog.expanded("%USERDATA%"_L1), editor.folder + below,
                                       names));
        } else if (base == "%TOOL%"_L1) {
            for (const ToolLocation &candidate : m_catalog.candidates(row.tool))
                places.push_back(place(row.kind, row.tool, candidate.folder, below, names));
        } else {
            const QString folder = base == "%DATA%"_L1 ? dataFolder()
                                   : base == "%BACKUPS%"_L1
                                       ? m_paths.backupDir
                                       : m_catalog.expanded(row.folder.first(base.size()));
            places.push_back(place(row.kind, row.tool, folder, below, names));
        }
    }
    // Last, so that a file which is known for what it is keeps its kind.
    addAround(places, files);
    return places;
}

std::vector<HuntPlace> HuntPlaces::editorHistories() const
{
    std::vector<HuntPlace> places;
    for (const Editor &editor : editors)
        places.push_back(place(CopyKind::Backup, editor.tool, m_catalog.expanded("%USERDATA%"_L1),
                               editor.folder + u"/History/*"_s, {u"*"_s}));
    return places;
}

QString HuntPlaces::projectList() const
{
    const std::vector<ToolLocation> candidates = m_catalog.candidates(u"claude-code"_s);
    return candidates.empty() ? QString() : candidates.front().path;
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
    QString path = withSlashes(file.path.trimmed(), m_catalog.system());
    for (const QString &home : {u"~"_s, u"${userHome}"_s, u"${env:HOME}"_s}) {
        if (path.startsWith(home + u'/'))
            path.replace(0, home.size(), m_catalog.home());
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
