// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/noderuntime.h"
#include "models/package/trustedpath.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_NodeRuntime : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    //! A script that answers --version as Node.js \a version would; returns its folder.
    QString fakeNode(const QString &folder, const QByteArray &version)
    {
        const QString path = m_dir->path() + u'/' + folder;
        QDir().mkpath(path);
        QFile file(path + u"/node"_s);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("fakeNode");
        file.write("#!/bin/sh\nenv | grep -v -e '^PWD=' -e '^SHLVL=' -e '^_=' -e '^LC_ALL=C' > "
                   "\"${0%/*}/environment\"\n[ \"$1\" = --version ] && echo "
                   + version + "\n");
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner
                            | QFileDevice::ExeOwner);
        return path;
    }

    QString real(const QString &folder) const { return QDir(folder).canonicalPath() + u"/node"_s; }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_dir = std::make_unique<QTemporaryDir>();
    }

    void findsTheInstalledOne()
    {
        const auto node = findNode();
        QVERIFY(node.has_value());
        QCOMPARE_GE(node->version.majorVersion(), NodeRuntime::OldestMajor);
        QCOMPARE(QFileInfo(node->path).canonicalFilePath(), node->path);
        QVERIFY(checkNode(*node).has_value());
    }

    void theFirstInPathThatIsNewEnoughWins()
    {
        const QString old = fakeNode(u"old"_s, "v16.20.2");
        const QString good = fakeNode(u"good"_s, "v18.0.0");
        const QString better = fakeNode(u"better"_s, "v22.1.0");
        const auto node = findNode({{old, good, better}, {}, {}});
        QVERIFY(node.has_value());
        QCOMPARE(node->path, real(good));
        QCOMPARE(node->version, QVersionNumber(18, 0, 0));
    }

    void theNewestOfAVersionManagerIsTaken()
    {
        fakeNode(u"home/.nvm/versions/node/v9.11.2/bin"_s, "v9.11.2");
        fakeNode(u"home/.nvm/versions/node/v18.20.0/bin"_s, "v18.20.0");
        const QString newest = fakeNode(u"home/.nvm/versions/node/v22.3.0/bin"_s, "v22.3.0");
        const auto node = findNode({{}, m_dir->filePath(u"home"_s), {}});
        QVERIFY(node.has_value());
        QCOMPARE(node->path, real(newest));
    }

    void nothingIsSearchedInTheCurrentFolder()
    {
        fakeNode(u"here"_s, "v20.0.0");
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(m_dir->filePath(u"here"_s)));
        const auto node = findNode({{u"."_s, u""_s, u"../here"_s}, {}, {}});
        QDir::setCurrent(before);
        QVERIFY(!node.has_value());
        QCOMPARE(node.error().code, ErrorCode::NodeMissing);
    }

    void itIsAskedWithAnEmptyEnvironment()
    {
        qputenv("NODE_OPTIONS", "--require /tmp/evil.js");
        const QString folder = fakeNode(u"node"_s, "v20.0.0");
        QVERIFY(findNode({{folder}, {}, {}}).has_value());
        qunsetenv("NODE_OPTIONS");
        QFile seen(folder + u"/environment"_s);
        QVERIFY(seen.open(QIODevice::ReadOnly));
        QCOMPARE(seen.readAll(), QByteArray());
    }

    void aCandidateThatMisbehavesIsSkipped_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("too old") << QByteArray("v17.9.1");
        QTest::newRow("not a version") << QByteArray("hello");
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("fails") << QByteArray("v20.0.0; exit 3");
        QTest::newRow("crashes") << QByteArray("v20.0.0; kill -SEGV $$");
    }
    void aCandidateThatMisbehavesIsSkipped()
    {
        QFETCH(QByteArray, answer);
        const auto node = findNode({{fakeNode(u"bad"_s, answer)}, {}, {}});
        QVERIFY(!node.has_value());
        QCOMPARE(node.error().code, ErrorCode::NodeMissing);
        QVERIFY(!node.error().detail.isEmpty());
    }

    void oneThatHangsOrNeverStopsTalkingIsSkipped_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("hangs") << QByteArray("; exec sleep 60");
        QTest::newRow("hangs in a program of its own") << QByteArray("; sleep 60");
        QTest::newRow("tells its version and hangs") << QByteArray("v20.0.0; exec sleep 60");
        QTest::newRow("talks without end") << QByteArray("; exec yes v20.0.0");
    }
    void oneThatHangsOrNeverStopsTalkingIsSkipped()
    {
        QFETCH(QByteArray, answer);
        const QString good = fakeNode(u"good"_s, "v20.1.0");
        const NodePlaces places{
            {fakeNode(u"bad"_s, answer), good}, {}, {}, std::chrono::milliseconds(500)};
        const auto node = findNode(places);
        QVERIFY(node.has_value());
        QCOMPARE(node->path, real(good));
    }

    void aFakeOneInFrontOfPathInAFolderOfOthersIsNotTaken()
    {
        const QString fake = fakeNode(u"fake"_s, "v22.0.0");
        QCOMPARE(chmod(QFile::encodeName(fake).constData(), 0777), 0);
        const QString good = fakeNode(u"good"_s, "v20.1.0");
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(fake));
        const auto node = findNode({{u"."_s, u""_s, u"bin"_s, fake, good}, {}, {}});
        QDir::setCurrent(before);
        QVERIFY(node.has_value());
        QCOMPARE(node->path, real(good));
        QVERIFY(!QFileInfo::exists(fake + u"/environment"_s)); // it was not even run
    }

    void aShimOfAnotherNameIsNotNode()
    {
        const QString shims = m_dir->filePath(u"shims"_s);
        QDir().mkpath(shims);
        const QString target = fakeNode(u"volta"_s, "v20.0.0");
        QVERIFY(QFile::rename(target + u"/node"_s, target + u"/volta-shim"_s));
        QVERIFY(QFile::link(target + u"/volta-shim"_s, shims + u"/node"_s));
        QVERIFY(!findNode({{shims}, {}, {}}).has_value());
    }

    void whoeverElseCanWriteMakesItUnsafe_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("mode");
        QTest::newRow("file, group") << u"outer/inner/node"_s << 0775;
        QTest::newRow("file, others") << u"outer/inner/node"_s << 0757;
        QTest::newRow("folder, group") << u"outer/inner"_s << 0775;
        QTest::newRow("folder, others") << u"outer/inner"_s << 0757;
        QTest::newRow("folder above, group") << u"outer"_s << 0775;
        QTest::newRow("folder above, others") << u"outer"_s << 0777;
    }
    void whoeverElseCanWriteMakesItUnsafe()
    {
        QFETCH(QString, path);
        QFETCH(int, mode);
        const QString folder = fakeNode(u"outer/inner"_s, "v20.0.0");
        const NodeRuntime stored{real(folder), QVersionNumber(20)};
        QVERIFY(checkNode(stored).has_value());
        QCOMPARE(chmod(QFile::encodeName(m_dir->filePath(path)).constData(), mode_t(mode)), 0);
        QVERIFY(!checkNode(stored).has_value());
        const auto node = findNode({{folder}, {}, {}});
        QVERIFY(!node.has_value());
        QVERIFY2(node.error().detail.contains(u"can be written by other users"_s),
                 qPrintable(node.error().detail));
    }

    void whatBelongsToSomebodyElseIsUnsafe()
    {
        if (geteuid() != 0)
            QSKIP("only root can give a file away");
        const QString folder = fakeNode(u"inner"_s, "v20.0.0");
        QCOMPARE(chown(QFile::encodeName(folder).constData(), 65534, 65534), 0);
        const auto checked = checkNode({real(folder), QVersionNumber(20)});
        QVERIFY(!checked.has_value());
        QVERIFY(checked.error().detail.contains(u"belongs to another user"_s));
    }

    void aStickyFolderIsSafe()
    {
        const QString folder = fakeNode(u"outer/inner"_s, "v20.0.0");
        QCOMPARE(chmod(QFile::encodeName(m_dir->filePath(u"outer"_s)).constData(), 01777), 0);
        QCOMPARE(whyUntrusted(real(folder)), QString());
    }

    void aStoredOneThatWentAwayOrBecameALinkIsRefused()
    {
        const QString folder = fakeNode(u"inner"_s, "v20.0.0");
        const NodeRuntime stored{real(folder), QVersionNumber(20)};
        QVERIFY(QFile::rename(stored.path, folder + u"/other"_s));
        QVERIFY(!checkNode(stored).has_value());
        QVERIFY(QFile::link(folder + u"/other"_s, stored.path));
        QVERIFY(!checkNode(stored).has_value());
        QVERIFY(QFile::remove(stored.path));
        QVERIFY(QDir().mkdir(stored.path));
        QVERIFY(!checkNode(stored).has_value());
    }

    void onlyPlainAbsolutePathsAreTrusted()
    {
        QVERIFY(!whyUntrusted(u"node"_s).isEmpty());
        QVERIFY(!whyUntrusted(QString()).isEmpty());
        QVERIFY(!whyUntrusted(u"/usr/bin/../bin/env"_s).isEmpty());
        QCOMPARE(whyUntrusted(u"/usr/bin/env"_s), QString());
    }
};

QTEST_GUILESS_MAIN(tst_NodeRuntime)
#include "tst_noderuntime.moc"
