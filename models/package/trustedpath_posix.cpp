// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/trustedpath.h"

#include <QFile>
#include <QStringList>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QString whyUntrustedItself(const QString &path)
{
    struct stat status = {};
    if (lstat(QFile::encodeName(path).constData(), &status) != 0)
        return u"%1 does not exist"_s.arg(path);
    if (S_ISLNK(status.st_mode))
        return u"%1 is a link"_s.arg(path);
    if (status.st_uid != 0 && status.st_uid != geteuid())
        return u"%1 belongs to another user"_s.arg(path);
    const bool isSharedFolder = S_ISDIR(status.st_mode) && (status.st_mode & S_ISVTX) != 0;
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0 && !isSharedFolder)
        return u"%1 can be written by other users"_s.arg(path);
    return {};
}

} // namespace

QString whyUntrusted(const QString &path)
{
    if (!path.startsWith(u'/'))
        return u"%1 is not an absolute path"_s.arg(path);
    QString part;
    const QStringList names = path.split(u'/', Qt::SkipEmptyParts);
    QString reason = whyUntrustedItself(u"/"_s);
    for (qsizetype i = 0; i < names.size() && reason.isEmpty(); ++i) {
        if (names.at(i) == u"." || names.at(i) == u"..")
            return u"%1 is not a plain path"_s.arg(path);
        part += u'/' + names.at(i);
        reason = whyUntrustedItself(part);
    }
    return reason;
}

} // namespace Konstantly
