// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/clientcatalog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ClientCatalog)
};

//! One line of the table of places. In \a folder, `%HOME%`, `%APPDATA%` … stand for the places they name on that system,
//! and a `*` in one step for every folder that fits.
struct Place
{
    QLatin1StringView tool;
    OperatingSystem system;
    QLatin1StringView folder;
    QLatin1StringView file;
};

constexpr Place places[] = {
    {"claude-desktop"_L1, OperatingSystem::Linux, "%CONFIG%/Claude"_L1,
     "claude_desktop_config.json"_L1},
    {"claude-desktop"_L1, OperatingSystem::MacOs, "%HOME%/Library/Application Support/Claude"_L1,
     "claude_desktop_config.json"_L1},
    {"claude-desktop"_L1, OperatingSystem::Windows,
     "%LOCALAPPDATA%/Packages/Claude_*/LocalCache/Roaming/Claude"_L1,
     "claude_desktop_config.json"_L1},
    {"claude-desktop"_L1, OperatingSystem::Windows, "%APPDATA%/Claude"_L1,
     "claude_desktop_config.json"_L1},
    {"cursor"_L1, OperatingSystem::Linux, "%HOME%/.cursor"_L1, "mcp.json"_L1},
    {"cursor"_L1, OperatingSystem::MacOs, "%HOME%/.cursor"_L1, "mcp.json"_L1},
    {"cursor"_L1, OperatingSystem::Windows, "%HOME%/.cursor"_L1, "mcp.json"_L1},
};

//! Qt converts separators for the system it runs on only.
QString withSlashes(QString path, OperatingSystem system)
{
    return system == OperatingSystem::Windows ? path.replace(u'\\', u'/') : path;
}

QString absoluteOr(const QString &path, const QString &fallback)
{
    // A relative XDG_CONFIG_HOME is to be ignored, says its specification; the same goes for the others.
    const bool isDrive = path.size() > 2 && path.at(1) == u':' && path.at(2) == u'/';
    return path.startsWith(u'/') || isDrive ? QDir::cleanPath(path) : fallback;
}

} // namespace

OperatingSystem currentOperatingSystem()
{
#if defined(Q_OS_WIN)
    return OperatingSystem::Windows;
#elif defined(Q_OS_MACOS)
    return OperatingSystem::MacOs;
#else
    return OperatingSystem::Linux;
#endif
}

ClientCatalog::ClientCatalog(OperatingSystem system, QString home, QProcessEnvironment environment)
    : m_system(system)
    , m_home(withSlashes(std::move(home), system))
    , m_environment(std::move(environment))
{}

const std::vector<ToolDescriptor> &ClientCatalog::tools()
{
    static const std::vector<ToolDescriptor> table = [] {
        ToolDescriptor claude;
        claude.id = u"claude-desktop"_s;
        claude.name = u"Claude Desktop"_s;
        claude.shape.acceptsMark = false;
        // Not "claude": that is Claude Code.
        claude.processNames = {u"claude-desktop"_s, u"Claude"_s};
        claude.rewritesFile = true;

        ToolDescriptor cursor;
        cursor.id = u"cursor"_s;
        cursor.name = u"Cursor"_s;
        cursor.processNames = {u"cursor"_s, u"Cursor"_s};
        return std::vector<ToolDescriptor>{claude, cursor};
    }();
    return table;
}

std::optional<ToolDescriptor> ClientCatalog::find(QStringView id)
{
    const auto found = std::find_if(tools().begin(), tools().end(),
                                    [id](const ToolDescriptor &tool) { return tool.id == id; });
    return found == tools().end() ? std::nullopt : std::optional(*found);
}

std::vector<ToolLocation> ClientCatalog::candidates(const QString &toolId) const
{
    const auto folderIn = [this](const QString &variable, const QString &fallback) {
        return absoluteOr(withSlashes(m_environment.value(variable), m_system), m_home + fallback);
    };
    const QString config = folderIn(u"XDG_CONFIG_HOME"_s, u"/.config"_s);
    const QString roaming = folderIn(u"APPDATA"_s, u"/AppData/Roaming"_s);
    const QString local = folderIn(u"LOCALAPPDATA"_s, u"/AppData/Local"_s);
    std::vector<ToolLocation> result;
    for (const Place &place : places) {
        if (place.tool != toolId || place.system != m_system)
            continue;
        QString folder = place.folder;
        folder.replace("%HOME%"_L1, m_home)
            .replace("%CONFIG%"_L1, config)
            .replace("%APPDATA%"_L1, roaming)
            .replace("%LOCALAPPDATA%"_L1, local);
        QStringList folders{folder};
        if (const qsizetype star = folder.indexOf(u'*'); star >= 0) {
            const qsizetype stepBegin = folder.lastIndexOf(u'/', star) + 1;
            const qsizetype stepEnd = folder.indexOf(u'/', star);
            const QDir parent(folder.left(stepBegin));
            folders.clear();
            for (const QString &step :
                 parent.entryList({folder.mid(stepBegin, stepEnd - stepBegin)},
                                  QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name))
                folders.append(folder.left(stepBegin) + step + folder.mid(stepEnd));
        }
        for (const QString &one : folders)
            result.push_back({one, one + u'/' + place.file, QFileInfo(one).isDir()});
    }
    return result;
}

Result<ToolLocation> ClientCatalog::location(const QString &toolId) const
{
    const std::vector<ToolLocation> all = candidates(toolId);
    if (all.empty())
        return fail(ErrorCode::NotConfigured,
                    Texts::tr("“%1” is not an AI tool that this program knows.").arg(toolId),
                    toolId);
    std::vector<ToolLocation> installed;
    std::vector<ToolLocation> withFile;
    for (const ToolLocation &place : all) {
        if (place.isInstalled)
            installed.push_back(place);
        if (QFileInfo::exists(place.path))
            withFile.push_back(place);
    }
    if (withFile.size() > 1)
        return fail(
            ErrorCode::FileUnsupported,
            Texts::tr("there are several, and only the tool knows which one it reads: %1 and "
                      "%2. Delete or rename the one that it doesn't use.")
                .arg(QDir::toNativeSeparators(withFile[0].path),
                     QDir::toNativeSeparators(withFile[1].path)),
            withFile[0].path);
    // Without a file yet: two packages can't be told apart either, but a package beats the plain folder.
    const auto isPackage = [](const ToolLocation &place) {
        return place.folder.contains("/Packages/"_L1);
    };
    if (withFile.empty() && std::count_if(installed.begin(), installed.end(), isPackage) > 1)
        return fail(ErrorCode::FileUnsupported,
                    Texts::tr("the tool is installed twice: in %1 and in %2.")
                        .arg(QDir::toNativeSeparators(installed[0].folder),
                             QDir::toNativeSeparators(installed[1].folder)),
                    installed[0].path);
    if (!installed.empty()) {
        // The file of a plain program that was exchanged for the package is not read any more.
        return installed.front();
    }
    return all.back();
}

} // namespace Konstantly
