// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditfiles.h"

#include "models/audit/auditsegments.h"
#include "models/audit/forwardstate.h"

#include <QFile>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Konstantly {

QString auditFileBase(const AppPaths &paths, const QString &workspace)
{
    // A name may hold what a file's can't.
    return paths.stateDir + u"/audit/"_s + QString::fromLatin1(QUrl::toPercentEncoding(workspace));
}

void removeAuditFiles(const AppPaths &paths, const QString &workspace)
{
    const QString base = auditFileBase(paths, workspace);
    if (const auto segments = auditSegments(base)) {
        for (const AuditSegment &segment : *segments)
            QFile::remove(segment.path);
    }
    // The names of others may begin like this one, and hold dots.
    const QStringList own{u".log"_s, u".begin.json"_s, u".keys.json"_s, u".lock"_s,
                          u".progress.json"_s};
    for (const QString &suffix : own)
        QFile::remove(base + suffix);
    for (const QString &path : forwardStatePaths(base))
        QFile::remove(path);
}

} // namespace Konstantly
