// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/toolscan.h"

#include "models/base/redaction.h"
#include "models/launch/clientnames.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(DeviceStore)
};

//! The first argument that a word can be compared with: what /proc/PID/cmdline holds is separated by NUL.
bool runsUnderName(const QByteArray &commandLine, const QString &executable,
                   const QString &shortName, const QStringList &names)
{
    const QList<QByteArray> words = commandLine.split('\0');
    const QString first = QFile::decodeName(words.value(0));
    const QString second = QFile::decodeName(words.value(1));
    return std::any_of(names.begin(), names.end(), [&](const QString &name) {
        return shortName == name || QFileInfo(executable).fileName() == name
               || QFileInfo(first).fileName() == name
               // electron /usr/lib/claude-desktop/app.asar
               || second.contains(u'/' + name + u'/');
    });
}

} // namespace

bool isToolRunning(const ToolDescriptor &tool, const QString &procDir)
{
#ifdef Q_OS_LINUX
    const QDir proc(procDir);
    for (const QString &pid : proc.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!pid.at(0).isDigit())
            continue;
        const QString dir = proc.filePath(pid);
        if (QFileInfo(dir).ownerId() != ::getuid())
            continue;
        const auto content = [&dir](const QString &name) {
            QFile file(dir + u'/' + name);
            return file.open(QIODevice::ReadOnly) ? file.read(4096) : QByteArray();
        };
        if (runsUnderName(content(u"cmdline"_s), QFile::symLinkTarget(dir + u"/exe"_s),
                          QFile::decodeName(content(u"comm"_s).trimmed()), tool.processNames))
            return true;
    }
#else
    Q_UNUSED(tool)
    Q_UNUSED(procDir)
#endif
    return false;
}

Result<ConfigBackup> backupToUndo(const std::vector<ConfigBackup> &backups, const QString &path,
                                  const FileSnapshot &now)
{
    bool hasAny = false;
    const QByteArray digest = now.sha256();
    for (const ConfigBackup &backup : backups) {
        if (backup.path != path)
            continue;
        if (backup.sha256After == digest)
            return backup;
        // The change was planned and backed up, but the file never got it (a crash in between).
        if (backup.sha256Before == digest)
            continue;
        hasAny = true;
        break;
    }
    if (hasAny)
        return fail(ErrorCode::FileChangedMeanwhile, {}, path);
    return fail(ErrorCode::NotConfigured, Texts::tr("There is no change to take back."), path);
}

ToolLaunches readToolLaunches(const AppPaths &paths)
{
    ToolLaunches result;
    // Unreadable: then nothing is known about starts, and nothing is said about them.
    const Result<QHash<QString, LaunchRecord>> clients = LaunchLog(paths).lastPerClient();
    if (!clients)
        return result;
    for (const LaunchRecord &record : *clients) {
        LaunchRecord &last = result[toolIdOfClient(record.client.name)];
        if (record.at > last.at)
            last = record;
    }
    return result;
}

ScannedTool scanTool(const ToolDescriptor &tool, const DeviceStore::Options &options,
                     const ToolLaunches &launches)
{
    ScannedTool result;
    result.tool = tool;
    const Result<ToolLocation> location = options.catalog.location(tool.id);
    if (!location) {
        result.path = location.error().subject;
        result.error = location.error();
        return result;
    }
    result.path = location->path;
    result.isInstalled = location->isInstalled;
    if (!result.isInstalled)
        return result;
    if (const auto launch = launches.find(tool.id); launch != launches.end())
        result.lastLaunch = *launch;
    result.isRunning = options.isRunning ? options.isRunning(tool) : isToolRunning(tool);
    result.record = ToolRecords(options.paths).find(tool.id);
    result.identity = fileIdentity(result.path);
    result.watchedPaths = {result.path, QFileInfo(result.path).path()};
    const Result<FileSnapshot> file = readFile(result.path, tool.shape.maxBytes);
    if (!file) {
        result.error = file.error();
        return result;
    }
    const QString folder = file->exists && !file->realPath.isEmpty()
                               ? QFileInfo(file->realPath).path()
                               : location->folder;
    if (!result.watchedPaths.contains(folder))
        result.watchedPaths.append(folder);
    (void) removeLeftovers(folder); // nothing depends on it
    const std::vector<ConfigBackup> backups = ConfigBackups(options.paths.backupDir).list(tool.id);
    result.hasBackups = !backups.empty();
    result.canUndo = bool(backupToUndo(backups, result.path, *file));
    Result<ConfigInspection> inspection = inspectConfig(file->exists ? file->bytes : QByteArray(),
                                                        tool.shape);
    if (!inspection) {
        result.error = inspection.error();
        result.error->subject = result.path;
        return result;
    }
    result.inspection = *std::move(inspection);
    for (const FoundEntry &entry : result.inspection.entries) {
        for (const Secret &key : entry.keys)
            LiveSecrets::add(key);
    }
    return result;
}

FoundKey foundKey(const FoundEntry &entry, const Secret &key, const QString &toolId,
                  const QString &path)
{
    return {key,           toolId,    path,         entry.name,
            entry.project, entry.url, entry.caFile, entry.otherVariables};
}

QString commandLine(const QString &command, const QStringList &args)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_@%+=:,./\\\\-]+\\z"_s);
    QStringList words;
    for (const QString &word : QStringList{command} + args)
        words.append(word.contains(plain) ? word : u'"' + word + u'"');
    return words.join(u' ');
}

} // namespace Konstantly
