// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packagetree.h"

#include <QDirIterator>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
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

} // namespace

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
