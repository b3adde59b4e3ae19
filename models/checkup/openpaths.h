// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace Konstantly {

struct AppPaths;

//! A file or folder that more people than its owner may use.
struct OpenPath
{
    QString path;
    bool isOurs = false; //!< a folder or file of this program; else a tool's file with a key in it

    friend bool operator==(const OpenPath &, const OpenPath &) = default;
};

//! Looks at our own folders and the files in them (any access of others is too much) and at \a filesWithKeys (reading is too
//! much). Absent ones are fine. Looks at the disk, any thread. FileUnreadable when a folder of ours can't be looked into.
[[nodiscard]] Result<QList<OpenPath>> findOpenPaths(const AppPaths &paths,
                                                    const QStringList &filesWithKeys);

//! Takes from \a paths what others than their owner may do. Follows no link. FileNotWritable with the path as the subject: those
//! before it are private by then.
[[nodiscard]] Result<> tightenPaths(const QStringList &paths);

} // namespace Konstantly
