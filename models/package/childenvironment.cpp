// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/childenvironment.h"

#include <QDir>
#include <QFileInfo>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

bool mayPass(const QString &name)
{
    static const QStringList allowed{
        u"LANG"_s,       u"LANGUAGE"_s,    u"TZ"_s,        u"TMPDIR"_s,
        u"HTTP_PROXY"_s, u"HTTPS_PROXY"_s, u"ALL_PROXY"_s, u"NO_PROXY"_s,
        u"http_proxy"_s, u"https_proxy"_s, u"all_proxy"_s, u"no_proxy"_s,
#ifdef Q_OS_WIN
        u"SYSTEMROOT"_s, u"TEMP"_s,        u"TMP"_s,       u"USERPROFILE"_s,
#endif
    };
    return allowed.contains(name) || name.startsWith("LC_"_L1);
}

} // namespace

QProcessEnvironment childEnvironment(const QProcessEnvironment &inherited, const QString &home,
                                     const QString &node)
{
    QProcessEnvironment environment;
    const QStringList names = inherited.keys();
    for (const QString &name : names) {
        if (mayPass(name))
            environment.insert(name, inherited.value(name));
    }
    QStringList folders{QFileInfo(node).path()};
#ifndef Q_OS_WIN
    folders << u"/usr/local/bin"_s << u"/usr/bin"_s << u"/bin"_s;
#endif
    folders.removeDuplicates();
    environment.insert(u"PATH"_s, folders.join(QDir::listSeparator()));
    environment.insert(u"HOME"_s, home);
    return environment;
}

} // namespace Konstantly
