// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace Konstantly {

//! \file What rename() can't do. Both answer 0, or -1 with errno, which isUnknownToFileSystem() where there is no such call.

//! Lets two files in \a folder change places.
int exchangeNames(int folder, const QByteArray &one, const QByteArray &other);
//! Renames within \a folder, never displacing a file: EEXIST then.
int renameToFree(int folder, const QByteArray &from, const QByteArray &to);

[[nodiscard]] bool isUnknownToFileSystem(int error);

//! The inode of \a name in \a folder itself, not of what a link leads to; 0 when there is none.
[[nodiscard]] quint64 inodeAt(int folder, const QByteArray &name);

} // namespace Konstantly
