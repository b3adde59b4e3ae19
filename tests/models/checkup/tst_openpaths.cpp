// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/file.h"
#include "models/checkup/openpaths.h"
#include "models/settings/apppaths.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Konstantly;

class tst_OpenPaths final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingBeforeThereIsAnything();
    void findsWhatOthersMayUse();
    void makesThemPrivate();
    void saysWhenItCouldNotLook();
    void followsNoLink();
};

namespace {

constexpr QFile::Permissions Loose = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther;

QString written(const QString &path)
{
    if (!writePrivateFile(path, "x"))
        qFatal("not written");
    return path;
}

} // namespace

void tst_OpenPaths::findsNothingBeforeThereIsAnything()
{
    const QTemporaryDir home;
    const auto open = findOpenPaths(AppPaths::forHome(home.path()), {home.filePath(u"absent"_s)});
    QVERIFY(open);
    QVERIFY(open->isEmpty());
}

void tst_OpenPaths::findsWhatOthersMayUse()
{
    const QTemporaryDir home;
    const AppPaths paths = AppPaths::forHome(home.path());
    const QString ours = written(paths.workspacesFile());
    const QString tools = written(home.filePath(u"tool.json"_s));
    // Locks come and go, with the mode that QLockFile gives them.
    QVERIFY(QFile::setPermissions(written(paths.stateDir + u"/workspaces.json.lock"_s), Loose));
    QVERIFY(findOpenPaths(paths, {tools})->isEmpty());
    QVERIFY(QFile::setPermissions(ours, Loose));
    QVERIFY(QFile::setPermissions(tools, Loose));
    QVERIFY(QFile::setPermissions(paths.configDir, QFile::ReadOwner | QFile::WriteOwner
                                                       | QFile::ExeOwner | QFile::ExeGroup));
    const QList<OpenPath> expected{{paths.configDir, true}, {ours, true}, {tools, false}};
    QCOMPARE(*findOpenPaths(paths, {tools}), expected);
}

void tst_OpenPaths::makesThemPrivate()
{
    const QTemporaryDir home;
    const AppPaths paths = AppPaths::forHome(home.path());
    const QString ours = written(paths.workspacesFile());
    QVERIFY(QFile::setPermissions(ours, Loose));
    QVERIFY(tightenPaths({home.filePath(u"gone"_s), ours}));
    QVERIFY(findOpenPaths(paths, {})->isEmpty());
    QVERIFY(QFileInfo(ours).permissions() & QFile::WriteOwner);
}

void tst_OpenPaths::saysWhenItCouldNotLook()
{
    const QTemporaryDir home;
    const AppPaths paths = AppPaths::forHome(home.path());
    (void) written(paths.workspacesFile());
    QVERIFY(QFile::setPermissions(paths.configDir, QFile::WriteOwner));
    const bool canLookAnyway = QFileInfo(paths.configDir).isReadable(); // the superuser
    const auto open = findOpenPaths(paths, {});
    QVERIFY(QFile::setPermissions(paths.configDir,
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    if (canLookAnyway)
        QSKIP("Nothing is closed to the superuser.");
    QVERIFY(!open);
    QCOMPARE(open.error().code, ErrorCode::FileUnreadable);
    QCOMPARE(open.error().subject, paths.configDir);
}

void tst_OpenPaths::followsNoLink()
{
    const QTemporaryDir home;
    const QString other = written(home.filePath(u"other"_s));
    QVERIFY(QFile::setPermissions(other, Loose));
    QVERIFY(QFile::link(other, home.filePath(u"link"_s)));
    const auto tightened = tightenPaths({home.filePath(u"link"_s)});
    QVERIFY(!tightened);
    QCOMPARE(tightened.error().code, ErrorCode::FileNotWritable);
    QVERIFY(QFileInfo(other).permissions() & QFile::ReadOther);
}

QTEST_GUILESS_MAIN(tst_OpenPaths)
#include "tst_openpaths.moc"
