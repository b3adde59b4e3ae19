// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/file.h"

namespace Konstantly {

Result<FileSnapshot> readFile(const QString &path, qint64)
{
    return fail(ErrorCode::FileUnreadable, {}, path);
}
Result<> replaceFile(const QString &path, const FileSnapshot &, QByteArrayView,
                     const WriteOptions &)
{
    return fail(ErrorCode::FileNotWritable, {}, path);
}
Result<> writePrivateFile(const QString &path, QByteArrayView)
{
    return fail(ErrorCode::FileNotWritable, {}, path);
}
Result<> makePrivateDir(const QString &path)
{
    return fail(ErrorCode::FileNotWritable, {}, path);
}
Result<int> removeLeftovers(const QString &)
{
    return 0;
}

} // namespace Konstantly
