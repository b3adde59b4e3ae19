// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packagetree.h"

#include <QDirIterator>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

Result<> systemFailure(const char *call, const QString &path)
{
    const int error = errno;
    return fail(
        error == ENOSPC || error == EDQUOT ? ErrorCode::DiskFull : ErrorCode::FileNotWritable,
        QString::fromLatin1(call) + u": "_s + QString::fromLocal8Bit(std::strerror(error)), path);
}

Result<> sync(const QString &path)
{
    const int descriptor = open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return systemFailure("open", path);
    const int result = fsync(descriptor);
    const Result<> answer = result == 0 ? Result<>{} : systemFailure("fsync", path);
    close(descriptor);
    return answer;
}

//! One call for thousands of files where there is one; file by file elsewhere.
Result<> syncTree(const QString &directory)
{
#ifdef Q_OS_LINUX
    const int descriptor = open(QFile::encodeName(directory).constData(),
                                O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return systemFailure("open", directory);
    const int result = syncfs(descriptor);
    const Result<> answer = result == 0 ? Result<>{} : systemFailure("syncfs", directory);
    close(descriptor);
    return answer;
#else
    QDirIterator entries(directory, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        if (const auto synced = sync(entries.next()); !synced)
            return synced;
    }
    return sync(directory);
#endif
}

using Folder = std::unique_ptr<DIR, decltype([](DIR *folder) { closedir(folder); })>;

//! Why what \a status describes must not be in a tree; empty = it may.
QString whyRefused(const struct stat &status)
{
    if (S_ISLNK(status.st_mode))
        return u"is a link"_s;
    if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))
        return u"is not a regular file"_s;
    if (status.st_uid != 0 && status.st_uid != geteuid())
        return u"belongs to another user"_s;
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return u"can be written by other users"_s;
    return {};
}

auto refused(const QString &path, const QString &reason)
{
    return fail(ErrorCode::PackageNotVerified, path + u' ' + reason);
}

//! Appends the files in \a folder of \a directory to \a files, and the folders in it to \a folders. Both are relative, folders
//! with a slash at the end. readdir and one fstatat each: QDirIterator asks the system five times as often.
Result<> listFolder(const QString &directory, const QString &folder, QList<ListedFile> &files,
                    QStringList &folders)
{
    const Folder handle(opendir(QFile::encodeName(directory + u'/' + folder).constData()));
    if (!handle)
        return refused(folder, u"can't be read"_s);
    errno = 0;
    while (const dirent *entry = readdir(handle.get())) {
        const QByteArrayView name(entry->d_name);
        if (name == "." || name == "..")
            continue;
        const QString path = folder + QFile::decodeName(entry->d_name);
        struct stat status = {};
        if (fstatat(dirfd(handle.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            return refused(path, u"can't be read"_s);
        if (const QString reason = whyRefused(status); !reason.isEmpty())
            return refused(path, reason);
        if (S_ISDIR(status.st_mode))
            folders << path + u'/';
        else
            files.append({path, qint64(status.st_size)});
        errno = 0;
    }
    if (errno != 0)
        return refused(folder, u"can't be read"_s);
    return {};
}

} // namespace

Result<QList<ListedFile>> listTree(const QString &directory)
{
    QList<ListedFile> files;
    QStringList folders{QString()};
    while (!folders.isEmpty()) {
        const QString folder = folders.takeLast();
        if (const auto listed = listFolder(directory, folder, files, folders); !listed)
            return fail(listed.error());
    }
    return files;
}

Result<> commitTree(const QString &directory, const QString &target)
{
    if (const auto synced = syncTree(directory); !synced)
        return synced;
    if (rename(QFile::encodeName(directory).constData(), QFile::encodeName(target).constData())
        != 0)
        return systemFailure("rename", target);
    return sync(QFileInfo(target).path());
}

} // namespace Konstantly
