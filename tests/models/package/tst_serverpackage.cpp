// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/serverpackage.h"
#include "models/settings/apppaths.h"
#include "tests/models/package/localregistry.h"
#include "tests/support/await.h"
#include "tests/support/nodepackage.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QJsonArray>
#include <QLockFile>
#include <QTest>
#include <QTimer>

#include <fcntl.h>
#include <functional>
#include <sys/stat.h>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
}

void writeTo(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(path));
}

QString npmIntegrity(const QByteArray &bytes)
{
    return u"sha512-"_s
           + QString::fromLatin1(
               QCryptographicHash::hash(bytes, QCryptographicHash::Sha512).toBase64());
}

} // namespace

class tst_ServerPackage : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QTemporaryDir>
        m_template; // a home with a good installation, copied by the tests that damage it
    AppPaths m_paths;

    ServerPackage package() const { return ServerPackage(m_paths); }
    QString packages() const { return m_dir->filePath(u"packages"_s); }

    Result<PackageStatus> install(const QString &what)
    {
        QObject scope;
        return await(package().install(what, {}, &scope), 60000);
    }

    //! Everything in the package folder but npm's cache.
    QStringList treesAndFiles() const
    {
        QStringList names = QDir(m_paths.packageDir)
                                .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                                           QDir::Name);
        names.removeAll(u"cache"_s);
        return names;
    }

    void useTemplate()
    {
        QCOMPARE(QProcess::execute(u"cp"_s, {u"-a"_s, m_template->path() + u"/."_s, m_dir->path()}),
                 0);
    }

    void useRegistry(const LocalRegistry &registry)
    {
        writeTo(m_dir->filePath(u".npmrc"_s), "registry=" + registry.url().toUtf8() + "\n");
    }

    //! Offers \a bytes as version 0.2.0, with \a integrity in its description.
    void offer(LocalRegistry &registry, const QByteArray &bytes, const QString &integrity)
    {
        registry.offer(u"@konstantly/mcp-server"_s, {{.tarball = bytes, .integrity = integrity}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_template = std::make_unique<QTemporaryDir>();
        m_paths = AppPaths::forHome(m_template->path());
        QTemporaryDir work;
        const auto status = install(NodePackage{
            .files = {{u"server.js"_s, "console.log('started')\n"}, {u"lib/a.js"_s, "1\n"}}}
                                        .pack(work.path()));
        QVERIFY2(status.has_value(), qPrintable(status ? QString() : status.error().detail));
    }

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_dir = std::make_unique<QTemporaryDir>();
        m_paths = AppPaths::forHome(m_dir->path());
    }

    void nothingInstalledIsMissing()
    {
        QCOMPARE(package().status().error().code, ErrorCode::PackageMissing);
        QCOMPARE(package().verify().error().code, ErrorCode::PackageMissing);
        QVERIFY(!QFileInfo::exists(m_paths.packageDir));
    }

    void aTarballIsInstalledHashedAndRuns()
    {
        const QString tarball = NodePackage{}.pack(packages());
        QStringList lines;
        const QDateTime now = QDateTime::fromString(u"2026-03-01T12:00:00Z"_s, Qt::ISODate);
        QObject scope;
        const auto status = await(
            ServerPackage(m_paths, [now] { return now; })
                .install(
                    tarball, [&lines](const QString &line) { lines << line; }, &scope),
            60000);
        QVERIFY2(status.has_value(), qPrintable(status ? QString() : status.error().detail));
        QCOMPARE(status->name, u"@konstantly/mcp-server"_s);
        QCOMPARE(status->version, u"0.2.0"_s);
        QCOMPARE(status->integrity, npmIntegrity(contentOf(tarball)));
        QCOMPARE(status->installedAt, now);
        QCOMPARE(status->signature, u"unknown"_s);
        QVERIFY(status->verified);
        QCOMPARE_GE(status->files,
                    5); // package.json, lockfile, npm's own, the preload script, two of the package
        QCOMPARE_GE(status->node.version.majorVersion(), 18);
        QVERIFY(lines.size() >= 4);
        QCOMPARE(treesAndFiles(), (QStringList{u"0.2.0"_s, u"current"_s}));

        QProcess node;
        node.start(status->node.path, {status->entryScript});
        QVERIFY(node.waitForFinished());
        QCOMPARE(node.readAllStandardOutput(), QByteArray("started\n"));

        const auto later = package().status();
        QVERIFY(later.has_value());
        QVERIFY(!later->verified);
        QCOMPARE(later->integrity, status->integrity);
        const auto verified = package().verify();
        QVERIFY(verified.has_value());
        QCOMPARE(*verified, *status);
        QCOMPARE(await(package().verifyInBackground()), verified);
    }

    void noScriptOfAPackageRuns()
    {
        const QString trace = m_dir->filePath(u"trace"_s);
        const QJsonObject scripts{{u"preinstall"_s, u"touch %1"_s.arg(trace)},
                                  {u"install"_s, u"touch %1"_s.arg(trace)},
                                  {u"postinstall"_s, u"touch %1"_s.arg(trace)},
                                  {u"prepare"_s, u"touch %1"_s.arg(trace)}};
        // The user's own npm settings do not switch them on either.
        writeTo(m_dir->filePath(u".npmrc"_s), "ignore-scripts=false\n");
        const auto status = install(
            NodePackage{.more = {{u"scripts"_s, scripts}, {u"bin"_s, u"server.js"_s}}}.pack(
                packages()));
        QVERIFY(status.has_value());
        QVERIFY(!QFileInfo::exists(trace));
    }

    void whatIsInstalledIsPrivate()
    {
        QVERIFY(install(NodePackage{}.pack(packages())).has_value());
        QDirIterator entries(m_paths.packageDir,
                             QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            entries.next();
            const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
                                | QFileDevice::ExeGroup | QFileDevice::ReadOther
                                | QFileDevice::WriteOther | QFileDevice::ExeOther;
            QVERIFY2((entries.fileInfo().permissions() & others) == 0,
                     qPrintable(entries.filePath()));
        }
    }

    void anyChangeAfterwardsIsFound_data()
    {
        using Damage = std::function<void(const QString &tree, const QString &packageDir)>;
        QTest::addColumn<Damage>("damage");
        QTest::addColumn<QString>("detail");
        const QString script = u"/node_modules/@konstantly/mcp-server/server.js"_s;
        QTest::newRow("one byte") << Damage([script](const QString &tree, const QString &) {
            QByteArray bytes = contentOf(tree + script);
            bytes[0] = 'C';
            writeTo(tree + script, bytes);
        }) << u"server.js was changed"_s;
        QTest::newRow("a longer file") << Damage([script](const QString &tree, const QString &) {
            writeTo(tree + script, contentOf(tree + script) + "\n");
        }) << u"server.js was changed"_s;
        QTest::newRow("a file in a folder below")
            << Damage([](const QString &tree, const QString &) {
                   writeTo(tree + u"/node_modules/@konstantly/mcp-server/lib/a.js"_s, "2\n");
               })
            << u"lib/a.js was changed"_s;
        QTest::newRow("the script that takes the key")
            << Damage([](const QString &tree, const QString &) {
                   writeTo(tree + u"/konstantly-key.cjs"_s, "evil");
               })
            << u"konstantly-key.cjs was changed"_s;
        QTest::newRow("a new file") << Damage([](const QString &tree, const QString &) {
            writeTo(tree + u"/node_modules/evil/index.js"_s, "evil");
        }) << u"was added"_s;
        QTest::newRow("a new hidden file") << Damage([](const QString &tree, const QString &) {
            writeTo(tree + u"/.npmrc"_s, "evil");
        }) << u".npmrc was added"_s;
        QTest::newRow("a file less") << Damage([script](const QString &tree, const QString &) {
            QFile::remove(tree + script);
        }) << u"server.js does not exist"_s;
        QTest::newRow("another file less") << Damage([](const QString &tree, const QString &) {
            QFile::remove(tree + u"/package-lock.json"_s);
        }) << u"package-lock.json is missing"_s;
        QTest::newRow("a link in its place") << Damage([](const QString &tree, const QString &) {
            const QString path = tree + u"/package-lock.json"_s;
            QFile::rename(path, tree + u"/../elsewhere"_s);
            QFile::link(tree + u"/../elsewhere"_s, path);
        }) << u"package-lock.json is a link"_s;
        QTest::newRow("a link to a folder outside")
            << Damage([](const QString &tree, const QString &) {
                   QFile::link(u"/tmp"_s, tree + u"/node_modules/evil"_s);
               })
            << u"is a link"_s;
        QTest::newRow("a dangling link") << Damage([](const QString &tree, const QString &) {
            QFile::link(u"/nowhere"_s, tree + u"/node_modules/evil"_s);
        }) << u"is a link"_s;
        QTest::newRow("a pipe") << Damage([](const QString &tree, const QString &) {
            QProcess::execute(u"mkfifo"_s, {tree + u"/pipe"_s});
        }) << u"pipe is not a regular file"_s;
        QTest::newRow("the manifest") << Damage([](const QString &tree, const QString &) {
            QByteArray bytes = contentOf(tree + u"/manifest.json"_s);
            writeTo(tree + u"/manifest.json"_s, bytes.replace("0.2.0", "0.2.1"));
        }) << u"the manifest was changed"_s;
        QTest::newRow("no manifest") << Damage([](const QString &tree, const QString &) {
            QFile::remove(tree + u"/manifest.json"_s);
        }) << u"the manifest is missing"_s;
        QTest::newRow("no tree") << Damage([](const QString &tree, const QString &) {
            QDir(tree).removeRecursively();
        }) << u"the manifest is missing"_s;
        QTest::newRow("the pointer cut") << Damage([](const QString &, const QString &packageDir) {
            writeTo(packageDir + u"/current"_s, contentOf(packageDir + u"/current"_s).left(20));
        }) << u"current: damaged"_s;
        QTest::newRow("the pointer empty")
            << Damage([](const QString &, const QString &packageDir) {
                   writeTo(packageDir + u"/current"_s, {});
               })
            << u"current: damaged"_s;
        QTest::newRow("the pointer leads out") << Damage(
            [](const QString &, const QString &packageDir) {
                writeTo(packageDir + u"/current"_s,
                        contentOf(packageDir + u"/current"_s).replace("\"0.2.0\"", "\"../0.2.0\""));
            }) << u"current: damaged"_s;
        QTest::newRow("one byte, with the time of before")
            << Damage([script](const QString &tree, const QString &) {
                   struct stat before = {};
                   const QByteArray path = QFile::encodeName(tree + script);
                   stat(path.constData(), &before);
                   QByteArray bytes = contentOf(tree + script);
                   bytes[0] = 'C';
                   writeTo(tree + script, bytes);
                   const timespec times[] = {before.st_atim, before.st_mtim};
                   utimensat(AT_FDCWD, path.constData(), times, 0);
               })
            << u"server.js was changed"_s;
        QTest::newRow("another file in its place, of the same size and time")
            << Damage([script](const QString &tree, const QString &) {
                   const QString path = tree + script;
                   QByteArray bytes = contentOf(path);
                   bytes[0] = 'C';
                   writeTo(path + u".new"_s, bytes);
                   QProcess::execute(u"touch"_s, {u"-r"_s, path, path + u".new"_s});
                   QProcess::execute(u"mv"_s, {path + u".new"_s, path});
               })
            << u"server.js was changed"_s;
        QTest::newRow("a folder that others may write")
            << Damage([](const QString &tree, const QString &) {
                   QProcess::execute(u"chmod"_s, {u"o+w"_s, tree + u"/node_modules"_s});
               })
            << u"can be written by other users"_s;
        QTest::newRow("a library file that the group may write") << Damage([](const QString &tree,
                                                                              const QString &) {
            QProcess::execute(
                u"chmod"_s, {u"g+w"_s, tree + u"/node_modules/@konstantly/mcp-server/lib/a.js"_s});
        }) << u"lib/a.js can be written by other users"_s;
        QTest::newRow("writable by the group")
            << Damage([script](const QString &tree, const QString &) {
                   QProcess::execute(u"chmod"_s, {u"g+w"_s, tree + script});
               })
            << u"can be written by other users"_s;
    }
    void anyChangeAfterwardsIsFound()
    {
        QFETCH(std::function<void(const QString &, const QString &)>, damage);
        QFETCH(QString, detail);
        useTemplate();
        QVERIFY(package().verify().has_value());
        damage(m_paths.packageDir + u"/0.2.0"_s, m_paths.packageDir);
        const auto verified = package().verify();
        QVERIFY(!verified.has_value());
        QCOMPARE(verified.error().code, ErrorCode::PackageNotVerified);
        QVERIFY2(verified.error().detail.contains(detail), qPrintable(verified.error().detail));
    }

    void aRefusedPackageLeavesTheOneBefore_data()
    {
        QTest::addColumn<QByteArray>("tarball");
        QTest::addColumn<QString>("says");
        QTemporaryDir work;
        const auto packed = [&work](const NodePackage &package) {
            return contentOf(package.pack(work.path()));
        };
        QTest::newRow("not a package") << QByteArray("rubbish") << u"damaged"_s;
        QTest::newRow("empty") << QByteArray() << u"damaged"_s;
        QTest::newRow("cut") << packed({}).left(100) << u"damaged"_s;
        QTest::newRow("another name") << packed({.name = u"konstantly-mcp-server"_s})
                                      << u"not the package @konstantly/mcp-server"_s;
        QTest::newRow("no such program")
            << packed({.more = {{u"bin"_s, u"absent.js"_s}}}) << u"no program “absent.js”"_s;
        QTest::newRow("a program outside")
            << packed({.more = {{u"bin"_s, u"../../../package.json"_s}}}) << u"no program"_s;
        QTest::newRow("needs another package")
            << packed({.more = {{u"dependencies"_s, QJsonObject{{u"is-odd"_s, u"3.0.1"_s}}}}})
            << u"does not hold everything"_s;
    }
    void aRefusedPackageLeavesTheOneBefore()
    {
        QFETCH(QByteArray, tarball);
        QFETCH(QString, says);
        useTemplate();
        const auto before = treesAndFiles();
        const QString path = m_dir->filePath(u"bad.tgz"_s);
        writeTo(path, tarball);
        const auto status = install(path);
        QVERIFY(!status.has_value());
        QCOMPARE(status.error().code, ErrorCode::InvalidInput);
        QVERIFY2(describe(status.error()).message.contains(says),
                 qPrintable(status.error().detail));
        QCOMPARE(treesAndFiles(), before);
        QVERIFY(package().verify().has_value());
    }

    void bundledDependenciesComeAlong()
    {
        const NodePackage server{
            .more = {{u"dependencies"_s, QJsonObject{{u"is-odd"_s, u"3.0.1"_s}}},
                     {u"bundleDependencies"_s, QJsonArray{u"is-odd"_s}}},
            .files = {{u"server.js"_s, "console.log(require('is-odd')(3))"},
                      {u"node_modules/is-odd/package.json"_s,
                       R"({"name": "is-odd", "version": "3.0.1", "main": "index.js"})"},
                      {u"node_modules/is-odd/index.js"_s, "module.exports = n => n % 2 === 1"}}};
        const auto status = install(server.pack(packages()));
        QVERIFY2(status.has_value(), qPrintable(status ? QString() : status.error().detail));
        QProcess node;
        node.start(status->node.path, {status->entryScript});
        QVERIFY(node.waitForFinished());
        QCOMPARE(node.readAllStandardOutput(), QByteArray("true\n"));
    }

    void theProgramOfThePackagesOwnNameIsStarted()
    {
        const QJsonObject programs{{u"a-tool"_s, u"tool.js"_s},
                                   {u"mcp-server"_s, u"./server.js"_s}};
        const auto status = install(NodePackage{
            .more = {{u"bin"_s, programs}}, .files = {{u"server.js"_s, "1"}, {u"tool.js"_s, "2"}}}
                                        .pack(packages()));
        QVERIFY(status.has_value());
        QVERIFY(status->entryScript.endsWith(u"/server.js"_s));
    }

    void whatCantBeInstalledIsSaidAtOnce_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"", "latest", "^0.2.0", "0.2", "~1.0.0", "0.2.0 || 1", "../0.2.0",
                                 "/nowhere/server.tgz", "https://evil.example/x.tgz",
                                 "@evil/mcp-server@1.0.0", "--registry=http://evil.example"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void whatCantBeInstalledIsSaidAtOnce()
    {
        QFETCH(QString, what);
        const auto status = install(what);
        QVERIFY(!status.has_value());
        QCOMPARE(status.error().code, ErrorCode::InvalidInput);
        QVERIFY(!QFileInfo::exists(m_paths.packageDir));
    }

    void anUpdateKeepsTheTreeBeforeAndDropsOlderOnes()
    {
        useTemplate();
        for (const char *version : {"0.3.0", "0.4.0"})
            QVERIFY(install(NodePackage{.version = QString::fromLatin1(version)}.pack(packages()))
                        .has_value());
        QCOMPARE(package().verify()->version, u"0.4.0"_s);
        QCOMPARE(treesAndFiles(), (QStringList{u"0.3.0"_s, u"0.4.0"_s, u"current"_s}));
    }

    void installingAgainMendsAnAlteredTree()
    {
        useTemplate();
        writeTo(m_paths.packageDir + u"/0.2.0/node_modules/evil.js"_s, "evil");
        QVERIFY(!package().verify().has_value());
        QVERIFY(install(NodePackage{}.pack(packages())).has_value());
        const auto status = package().verify();
        QVERIFY(status.has_value());
        QCOMPARE(QFileInfo(status->directory).fileName(), u"0.2.0.2"_s);
    }

    void whatAKilledInstallationLeftIsRemoved()
    {
        writeTo(m_paths.packageDir + u"/staging-1234/half"_s, "x");
        QVERIFY(install(NodePackage{}.pack(packages())).has_value());
        QCOMPARE(treesAndFiles(), (QStringList{u"0.2.0"_s, u"current"_s}));
    }

    void onlyOneInstallationAtATime()
    {
        const QString tarball = NodePackage{}.pack(packages());
        QObject scope;
        const auto first = package().install(tarball, {}, &scope);
        const auto second = install(tarball);
        QVERIFY(!second.has_value());
        QCOMPARE(second.error().code, ErrorCode::NotConfigured);
        QVERIFY(await(first, 60000).has_value());
        QVERIFY(install(tarball).has_value());
    }

    void stoppingItLeavesNothing_data()
    {
        QTest::addColumn<int>("line");
        QTest::newRow("while looking for Node.js") << 1;
        QTest::newRow("while npm makes the lockfile") << 3;
        QTest::newRow("while npm unpacks") << 4;
        QTest::newRow("while hashing") << 5;
    }
    void stoppingItLeavesNothing()
    {
        QFETCH(int, line);
        const QString tarball = NodePackage{}.pack(packages());
        auto scope = std::make_unique<QObject>();
        int lines = 0;
        const auto stopAtLine = [&lines, &scope, line](const QString &) {
            if (++lines == line)
                QTimer::singleShot(0, qApp, [&scope] { scope.reset(); });
        };
        const auto future = package().install(tarball, stopAtLine, scope.get());
        const auto outcome = await(future);
        // Too late is late: then it is installed, and complete.
        const bool isTooLate = line == 5 && outcome.has_value();
        QVERIFY(isTooLate || outcome.error().code == ErrorCode::Cancelled);
        QTRY_VERIFY_WITH_TIMEOUT(
            treesAndFiles().isEmpty() || (line == 5 && package().verify().has_value()), 10000);
    }

    void stoppingItWhileTheRegistryIsSilentLeavesNothing()
    {
        LocalRegistry registry;
        registry.isSilent = true;
        useRegistry(registry);
        auto scope = std::make_unique<QObject>();
        const auto future = package().install(u"0.2.0"_s, {}, scope.get());
        QTRY_VERIFY_WITH_TIMEOUT(!registry.requests.isEmpty(), 20000);
        scope.reset();
        QCOMPARE(await(future).error().code, ErrorCode::Cancelled);
        QCOMPARE(treesAndFiles(), QStringList());
    }

    void theRegistryIsAskedOnlyForAVersion()
    {
        LocalRegistry registry;
        useRegistry(registry);
        QVERIFY(install(NodePackage{}.pack(packages())).has_value());
        QVERIFY(registry.requests.isEmpty());
    }

    void aVersionComesFromTheUsersRegistry()
    {
        LocalRegistry registry;
        useRegistry(registry);
        const QByteArray bytes = contentOf(NodePackage{}.pack(packages()));
        offer(registry, bytes, npmIntegrity(bytes));
        const auto status = install(u"0.2.0"_s);
        QVERIFY2(status.has_value(), qPrintable(status ? QString() : status.error().detail));
        QCOMPARE(status->integrity, npmIntegrity(bytes));
        QVERIFY(package().verify().has_value());
        QVERIFY(registry.requests.contains("/@konstantly%2fmcp-server"));
    }

    void aCopiedTreeIsAsGoodAsTheFirst()
    {
        useTemplate();
        const QString tree = m_paths.packageDir + u"/0.2.0"_s;
        QCOMPARE(QProcess::execute(u"cp"_s, {u"-r"_s, tree, tree + u".copy"_s}), 0);
        QVERIFY(QDir(tree).removeRecursively());
        QVERIFY(QDir().rename(tree + u".copy"_s, tree));
        QCOMPARE(QProcess::execute(u"chmod"_s, {u"-R"_s, u"go-w"_s, tree}), 0);
        QVERIFY(package().verify().has_value());
    }

    void aRegistryThatIsDownDoesNotMatterAfterwards()
    {
        const QByteArray bytes = contentOf(NodePackage{}.pack(packages()));
        {
            LocalRegistry registry;
            useRegistry(registry);
            offer(registry, bytes, npmIntegrity(bytes));
            QVERIFY(install(u"0.2.0"_s).has_value());
        }
        const auto status = package().verify();
        QVERIFY(status.has_value());
        QProcess node;
        node.start(status->node.path, {status->entryScript});
        QVERIFY(node.waitForFinished());
        QCOMPARE(node.readAllStandardOutput(), QByteArray("started\n"));
    }

    void aDownloadWithAWrongChecksumIsRefused()
    {
        LocalRegistry registry;
        useRegistry(registry);
        QByteArray bytes = contentOf(NodePackage{}.pack(packages()));
        const QString integrity = npmIntegrity(bytes);
        bytes[bytes.size() / 2] = char(bytes.at(bytes.size() / 2) ^ 1);
        offer(registry, bytes, integrity);
        const auto status = install(u"0.2.0"_s);
        QVERIFY(!status.has_value());
        QCOMPARE(status.error().code, ErrorCode::InvalidInput);
        QVERIFY2(status.error().detail.contains(u"checksum"_s), qPrintable(status.error().detail));
        QCOMPARE(treesAndFiles(), QStringList());
    }

    void aNameThatTheRegistryDoesNotHaveIsExplained()
    {
        LocalRegistry registry;
        useRegistry(registry);
        const auto status = install(u"0.2.0"_s);
        QVERIFY(!status.has_value());
        QCOMPARE(status.error().code, ErrorCode::InvalidInput);
        QVERIFY2(status.error().detail.contains(u"does not have @konstantly/mcp-server"_s),
                 qPrintable(status.error().detail));
        QCOMPARE(treesAndFiles(), QStringList());
    }

    void aVersionThatTheRegistryDoesNotHaveIsExplained()
    {
        LocalRegistry registry;
        useRegistry(registry);
        offer(registry, "x", npmIntegrity("x"));
        const auto status = install(u"9.9.9"_s);
        QVERIFY(!status.has_value());
        QVERIFY2(status.error().detail.contains(u"no version 9.9.9"_s),
                 qPrintable(status.error().detail));
    }

    void aRegistryThatIsDownIsOffline()
    {
        LocalRegistry registry;
        useRegistry(registry);
        registry.close();
        const auto status = install(u"0.2.0"_s);
        QVERIFY(!status.has_value());
        QCOMPARE(status.error().code, ErrorCode::Offline);
    }

    void noNodeIsSaid()
    {
        auto package = ServerPackage(m_paths);
        package.setNodePlaces({{u"/nowhere"_s}, m_dir->path(), {}});
        QObject scope;
        const auto status = await(package.install(NodePackage{}.pack(packages()), {}, &scope));
        QVERIFY(!status.has_value());
        QCOMPARE(status.error().code, ErrorCode::NodeMissing);
        QCOMPARE(treesAndFiles(), QStringList());
    }

    void anotherNodeCanBeRemembered()
    {
        useTemplate();
        const NodeRuntime other{u"/opt/node/bin/node"_s, QVersionNumber(22, 1, 0)};
        QVERIFY(package().rememberNode(other).has_value());
        QCOMPARE(package().verify()->node, other);
    }
};

QTEST_GUILESS_MAIN(tst_ServerPackage)
#include "tst_serverpackage.moc"
