// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/apppaths.h"

#include "models/base/file.h"

#include <QDir>

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QString configDirOf(const QString &home)
{
#if defined(Q_OS_MACOS)
    return home + u"/Library/Application Support/Konstantly"_s;
#elif defined(Q_OS_WIN)
    return home + u"/.konstantly"_s;
#else
    return home + u"/.config/konstantly"_s;
#endif
}

QString homeOfThisUser()
{
    // QDir::homePath() answers "/" when HOME is unset; our files must never end up there.
    const QByteArray fromEnvironment = qgetenv("HOME");
    if (!fromEnvironment.isEmpty() && QDir::isAbsolutePath(QFile::decodeName(fromEnvironment)))
        return QDir::cleanPath(QFile::decodeName(fromEnvironment));
#ifdef Q_OS_UNIX
    if (const passwd *account = getpwuid(getuid()); account && account->pw_dir)
        return QDir::cleanPath(QFile::decodeName(account->pw_dir));
#endif
    return QDir::homePath();
}

} // namespace

AppPaths AppPaths::forHome(const QString &home)
{
    AppPaths paths;
    paths.home = QDir::cleanPath(home);
    paths.configDir = configDirOf(paths.home);
    paths.stateDir = paths.configDir + u"/state"_s;
    paths.packageDir = paths.configDir + u"/server"_s;
    paths.backupDir = paths.configDir + u"/backups"_s;
    paths.logDir = paths.stateDir + u"/log"_s;
    return paths;
}

AppPaths AppPaths::current()
{
    return forHome(homeOfThisUser());
}

QList<Error> AppPaths::removeLeftovers() const
{
    QList<Error> problems;
    for (const QString &folder : {configDir, stateDir, packageDir, backupDir}) {
        if (const Result<int> removed = Konstantly::removeLeftovers(folder); !removed)
            problems << removed.error();
    }
    return problems;
}

QString AppPaths::workspacesFile() const
{
    return configDir + u"/workspaces.json"_s;
}

QString AppPaths::exposuresFile() const
{
    return configDir + u"/exposures.json"_s;
}

QString AppPaths::preferencesFile() const
{
    return configDir + u"/preferences.ini"_s;
}

} // namespace Konstantly
