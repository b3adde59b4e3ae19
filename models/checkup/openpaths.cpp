// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/checkup/openpaths.h"

#include "models/settings/apppaths.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr QFile::Permissions Others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
                                      | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
constexpr QFile::Permissions OthersRead = QFile::ReadGroup | QFile::ReadOther;

bool allows(const QFileInfo &info, QFile::Permissions what)
{
#ifdef Q_OS_WIN
    // The mode says nothing there: the folders of a profile are private by their inherited lists.
    Q_UNUSED(info)
    Q_UNUSED(what)
    return false;
#else
    return info.exists() && !info.isSymLink() && bool(info.permissions() & what);
#endif
}

} // namespace

Result<QList<OpenPath>> findOpenPaths(const AppPaths &paths, const QStringList &filesWithKeys)
{
    QList<OpenPath> open;
    // The installed package is not secret; only its folder has to be closed.
    if (allows(QFileInfo(paths.packageDir), Others))
        open.append({paths.packageDir, true});
    for (const QString &folder : {paths.configDir, paths.stateDir, paths.backupDir, paths.logDir}) {
        const QFileInfo info(folder);
        if (!info.exists())
            continue;
        if (!info.isReadable() || !info.isExecutable())
            return fail(ErrorCode::FileUnreadable, {}, folder);
        if (allows(info, Others))
            open.append({folder, true});
        const QFileInfoList files = QDir(folder).entryInfoList(QDir::Files | QDir::Hidden
                                                               | QDir::System);
        for (const QFileInfo &file : files) {
            // A lock holds a process number, is there for a moment, and has the mode that QLockFile gives it.
            if (file.suffix() == u"lock"_s)
                continue;
            if (allows(file, Others))
                open.append({file.filePath(), true});
        }
    }
    for (const QString &path : filesWithKeys) {
        if (allows(QFileInfo(path), OthersRead))
            open.append({path, false});
    }
    return open;
}

Result<> tightenPaths(const QStringList &paths)
{
    for (const QString &path : paths) {
        const QFileInfo info(path);
        if (!info.exists() && !info.isSymLink())
            continue; // gone since it was looked at
        if (info.isSymLink() || !QFile::setPermissions(path, info.permissions() & ~Others))
            return fail(ErrorCode::FileNotWritable, {}, path);
    }
    return {};
}

} // namespace Konstantly
