// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/clientcatalog.h"

#include "models/device/clientplaces.h"

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

unsigned systemFlag(OperatingSystem system)
{
    switch (system) {
    case OperatingSystem::Linux:
        return ClientPlace::Linux;
    case OperatingSystem::MacOs:
        return ClientPlace::MacOs;
    case OperatingSystem::Windows:
        return ClientPlace::Windows;
    }
    return 0;
}

//! \a folder, or with a `*` in one of its steps every folder there is that fits.
QStringList foldersLike(const QString &folder)
{
    const qsizetype star = folder.indexOf(u'*');
    if (star < 0)
        return {folder};
    const qsizetype stepBegin = folder.lastIndexOf(u'/', star) + 1;
    const qsizetype stepEnd = folder.indexOf(u'/', star);
    const QStringList steps = QDir(folder.left(stepBegin))
                                  .entryList({folder.mid(stepBegin, stepEnd - stepBegin)},
                                             QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden,
                                             QDir::Name);
    QStringList folders;
    for (const QString &step : steps)
        folders.append(folder.left(stepBegin) + step + folder.mid(stepEnd));
    return folders;
}

//! See ClientCatalog::location().
Result<ToolLocation> claudeDesktopLocation(const std::vector<ToolLocation> &all)
{
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
    // The file of a plain program that was exchanged for the package is not read any more.
    return installed.empty() ? all.back() : installed.front();
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

std::optional<ToolDescriptor> ClientCatalog::find(QStringView id)
{
    const auto found = std::find_if(tools().begin(), tools().end(),
                                    [id](const ToolDescriptor &tool) { return tool.id == id; });
    return found == tools().end() ? std::nullopt : std::optional(*found);
}

std::vector<ToolLocation> ClientCatalog::candidates(const QString &toolId) const
{
    std::vector<ToolLocation> result;
    for (const ClientPlace &place : clientPlaces()) {
        if (place.tool != toolId || (place.systems & systemFlag(m_system)) == 0)
            continue;
        const QString named = place.variable.isEmpty()
                                  ? QString()
                                  : absoluteOr(
                                      withSlashes(m_environment.value(place.variable), m_system),
                                      QString());
        if (!named.isEmpty()) {
            result.push_back({named, named + u'/' + place.variableFile, QFileInfo(named).isDir()});
            continue;
        }
        const bool isInFolder = !place.file.startsWith(u'%');
        for (const QString &folder : foldersLike(expanded(place.folder))) {
            const QString path = isInFolder ? folder + u'/' + place.file : expanded(place.file);
            // A file of its own beside the folder is as good a sign.
            result.push_back(
                {folder, path,
                 QFileInfo(folder).isDir() || (!isInFolder && QFileInfo::exists(path))});
        }
    }
    return result;
}

QString ClientCatalog::expanded(QLatin1StringView place) const
{
    const auto folderIn = [this](const QString &variable, const QString &fallback) {
        return absoluteOr(withSlashes(m_environment.value(variable), m_system), m_home + fallback);
    };
    const QString config = m_system == OperatingSystem::Windows
                               ? m_home + u"/.config"_s
                               : folderIn(u"XDG_CONFIG_HOME"_s, u"/.config"_s);
    const QString roaming = folderIn(u"APPDATA"_s, u"/AppData/Roaming"_s);
    const QString userData = m_system == OperatingSystem::Windows ? roaming
                             : m_system == OperatingSystem::MacOs
                                 ? m_home + u"/Library/Application Support"_s
                                 : config;
    return QString(place)
        .replace("%HOME%"_L1, m_home)
        .replace("%CONFIG%"_L1, config)
        .replace("%USERDATA%"_L1, userData)
        .replace("%APPDATA%"_L1, roaming)
        .replace("%LOCALAPPDATA%"_L1, folderIn(u"LOCALAPPDATA"_s, u"/AppData/Local"_s));
}

Result<ToolLocation> ClientCatalog::location(const QString &toolId) const
{
    const std::vector<ToolLocation> all = candidates(toolId);
    if (all.empty() && find(toolId))
        return ToolLocation{}; // not made for this system
    if (all.empty())
        return fail(ErrorCode::NotConfigured,
                    Texts::tr("“%1” is not an AI tool that this program knows.").arg(toolId),
                    toolId);
    if (toolId == "claude-desktop"_L1)
        return claudeDesktopLocation(all);
    const auto hasFile = [](const ToolLocation &place) { return QFileInfo::exists(place.path); };
    const auto isInstalled = [](const ToolLocation &place) { return place.isInstalled; };
    auto found = std::find_if(all.begin(), all.end(), hasFile);
    if (found == all.end())
        found = std::find_if(all.begin(), all.end(), isInstalled);
    return found == all.end() ? all.front() : *found;
}

} // namespace Konstantly
