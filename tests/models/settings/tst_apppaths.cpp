// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/apppaths.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_AppPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void everythingLiesBelowTheHomeFolder()
    {
        const AppPaths paths = AppPaths::forHome(u"/home/alex"_s);
        for (const QString &path :
             {paths.configDir, paths.stateDir, paths.packageDir, paths.backupDir, paths.logDir,
              paths.workspacesFile(), paths.exposuresFile(), paths.preferencesFile()})
            QVERIFY2(path.startsWith(u"/home/alex/"_s), qPrintable(path));
    }

    void theFoldersAreTheOnesThatTheLauncherKnows()
    {
#ifdef Q_OS_LINUX
        const AppPaths paths = AppPaths::forHome(u"/home/alex/"_s);
        QCOMPARE(paths.configDir, u"/home/alex/.config/konstantly"_s);
        QCOMPARE(paths.stateDir, u"/home/alex/.config/konstantly/state"_s);
        QCOMPARE(paths.packageDir, u"/home/alex/.config/konstantly/server"_s);
        QCOMPARE(paths.backupDir, u"/home/alex/.config/konstantly/backups"_s);
        QCOMPARE(paths.workspacesFile(), u"/home/alex/.config/konstantly/workspaces.json"_s);
#endif
    }

    void whatKilledProcessesLeftIsRemovedFromEachOwnFolder()
    {
        const QTemporaryDir home;
        const AppPaths paths = AppPaths::forHome(home.path());
        QVERIFY(paths.removeLeftovers().isEmpty()); // there is nothing yet
        const auto makeFile = [](const QString &path) {
            QFile file(path);
            return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly);
        };
        // No process has this number.
        const QString leftover = u"/.konstantly-4194305-1-0123456789abcdef.tmp"_s;
        const QStringList folders{paths.configDir, paths.stateDir, paths.packageDir,
                                  paths.backupDir};
        for (const QString &folder : folders)
            QVERIFY(makeFile(folder + leftover) && makeFile(folder + u"/other.tmp"_s));
        QVERIFY(paths.removeLeftovers().isEmpty());
        for (const QString &folder : folders) {
            QVERIFY2(!QFile::exists(folder + leftover), qPrintable(folder));
            QVERIFY(QFile::exists(folder + u"/other.tmp"_s));
        }
        // One that can't be looked into keeps no other one from being cleaned.
        QVERIFY(QDir(paths.stateDir).removeRecursively());
        QVERIFY(makeFile(paths.stateDir));
        QVERIFY(makeFile(paths.backupDir + leftover));
        const QList<Error> problems = paths.removeLeftovers();
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.first().subject, paths.stateDir);
        QVERIFY(!QFile::exists(paths.backupDir + leftover));
    }

    void xdgVariablesChangeNothing()
    {
        const QByteArray variable = qgetenv("XDG_CONFIG_HOME");
        const AppPaths before = AppPaths::current();
        qputenv("XDG_CONFIG_HOME", "/elsewhere");
        const AppPaths after = AppPaths::current();
        qputenv("XDG_CONFIG_HOME", variable);
        QCOMPARE(after, before);
    }

    void homeCountsBeforeTheAccount()
    {
        const QByteArray before = qgetenv("HOME");
        qputenv("HOME", "/tmp/some/../other");
        QCOMPARE(AppPaths::current().home, u"/tmp/other"_s);
        qputenv("HOME", before);
    }

    void withoutHomeTheAccountCounts_data()
    {
        QTest::addColumn<QByteArray>("home");
        QTest::newRow("unset") << QByteArray();
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("relative") << QByteArray("somewhere");
    }

    void withoutHomeTheAccountCounts()
    {
#ifdef Q_OS_UNIX
        QFETCH(const QByteArray, home);
        const QByteArray before = qgetenv("HOME");
        if (home.isNull())
            qunsetenv("HOME");
        else
            qputenv("HOME", home);
        const AppPaths paths = AppPaths::current();
        qputenv("HOME", before);
        QVERIFY2(paths.home.size() > 1, qPrintable(paths.home));
        QVERIFY2(paths.home.startsWith(u'/'), qPrintable(paths.home));
#endif
    }
};

QTEST_GUILESS_MAIN(tst_AppPaths)
#include "tst_apppaths.moc"
