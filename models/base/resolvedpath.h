// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <sys/stat.h>

namespace Konstantly {

//! Where a path really leads, with every symbolic link on the way followed by the rules of security C-7.
struct ResolvedPath
{
    QByteArray directory;          //!< the deepest folder that exists
    QByteArrayList missingFolders; //!< the ones below it that do not
    QByteArray name;               //!< the file's own name
    bool exists = false;
    struct stat status = {}; //!< of the file, when it exists

    [[nodiscard]] QByteArray path() const;
};

//! Resolves \a path. Errors: FileUnsupported (name that is no file name, loop, dangling link, somebody else's link in a
//! sticky folder, a folder), FileUnreadable.
[[nodiscard]] Result<ResolvedPath> resolvePath(const QString &path);

//! The same for a folder: ResolvedPath::name stays empty.
[[nodiscard]] Result<ResolvedPath> resolveFolder(const QString &path);

//! "open: Permission denied", for Error::detail.
[[nodiscard]] QString systemMessage(const char *operation, int errorNumber);

} // namespace Konstantly
