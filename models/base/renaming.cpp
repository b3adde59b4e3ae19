// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/renaming.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>

namespace Konstantly {

int exchangeNames(int folder, const QByteArray &one, const QByteArray &other)
{
#if defined(Q_OS_LINUX)
    return renameat2(folder, one.constData(), folder, other.constData(), RENAME_EXCHANGE);
#elif defined(Q_OS_MACOS)
    return renameatx_np(folder, one.constData(), folder, other.constData(), RENAME_SWAP);
#else
    errno = EINVAL;
    return -1;
#endif
}

int renameToFree(int folder, const QByteArray &from, const QByteArray &to)
{
#if defined(Q_OS_LINUX)
    return renameat2(folder, from.constData(), folder, to.constData(), RENAME_NOREPLACE);
#elif defined(Q_OS_MACOS)
    return renameatx_np(folder, from.constData(), folder, to.constData(), RENAME_EXCL);
#else
    errno = EINVAL;
    return -1;
#endif
}

bool isUnknownToFileSystem(int error)
{
    return error == EINVAL || error == ENOSYS || error == ENOTSUP;
}

quint64 inodeAt(int folder, const QByteArray &name)
{
    struct stat status = {};
    const int result = fstatat(folder, name.constData(), &status, AT_SYMLINK_NOFOLLOW);
    return result == 0 ? status.st_ino : 0;
}

} // namespace Konstantly
