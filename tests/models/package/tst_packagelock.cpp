// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packagelock.h"

#include "models/base/file.h"
#include "models/package/packagesource.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

const QString Server = u"node_modules/@konstantly/mcp-server"_s;
const QString Integrity = u"sha512-"_s + QString::fromLatin1(QByteArray(64, 'x').toBase64());

QJsonObject entry(const QJsonObject &more = {})
{
    QJsonObject object{{u"version"_s, u"0.2.0"_s},
                       {u"resolved"_s, u"https://registry.example/a.tgz"_s},
                       {u"integrity"_s, Integrity}};
    for (auto it = more.begin(); it != more.end(); ++it)
        object[it.key()] = it.value();
    return object;
}

} // namespace

class tst_PackageLock : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    Result<PackageLock> read(const QJsonObject &packages,
                             const PackageSource &source = {u"0.2.0"_s, {}},
                             const QString &tarballIntegrity = {})
    {
        const QJsonObject lock{{u"lockfileVersion"_s, 3}, {u"packages"_s, packages}};
        if (!writePrivateFile(m_dir.filePath(u"package-lock.json"_s), QJsonDocument(lock).toJson()))
            qFatal("can't write");
        return PackageLock::read(m_dir.path(), source, tarballIntegrity);
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void whatIsLockedByHashIsTaken()
    {
        const auto lock = read(
            {{QString(), QJsonObject{}},
             {Server, entry({{u"dependencies"_s, QJsonObject{{u"a"_s, u"^1.0.0"_s}}}})},
             {u"node_modules/a"_s, entry({{u"version"_s, u"1.0.1"_s}})},
             {Server + u"/node_modules/b"_s,
              QJsonObject{{u"version"_s, u"2.0.0"_s}, {u"inBundle"_s, true}}}});
        QVERIFY2(lock.has_value(), qPrintable(lock ? QString() : lock.error().detail));
        QCOMPARE(lock->packages.size(), 3);
        QCOMPARE(lock->server().version, u"0.2.0"_s);
        QCOMPARE(lock->packages.value(u"node_modules/a"_s).version, u"1.0.1"_s);
    }

    void anythingElseIsRefused_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QJsonObject>("bad");
        QTest::addColumn<QString>("says");
        const QString a = u"node_modules/a"_s;
        const auto resolved = [](const QString &url) { return entry({{u"resolved"_s, url}}); };
        const auto needs = [](const QString &what) {
            return entry({{u"dependencies"_s, QJsonObject{{u"b"_s, what}}}});
        };
        const QString elsewhere = u"somewhere else"_s;
        QTest::newRow("no hash") << a << entry({{u"integrity"_s, QJsonValue()}}) << u"SHA-512"_s;
        QTest::newRow("SHA-1") << a << entry({{u"integrity"_s, u"sha1-aaaa"_s}}) << u"SHA-512"_s;
        QTest::newRow("a short hash")
            << a << entry({{u"integrity"_s, Integrity.left(40)}}) << u"SHA-512"_s;
        QTest::newRow("git") << a << resolved(u"git+ssh://git@example/a.git#1"_s) << elsewhere;
        QTest::newRow("a file") << a << resolved(u"file:../a.tgz"_s) << elsewhere;
        QTest::newRow("nowhere") << a << resolved({}) << elsewhere;
        QTest::newRow("a link") << a << entry({{u"link"_s, true}}) << elsewhere;
        QTest::newRow("outside") << u"../a"_s << entry() << elsewhere;
        QTest::newRow("outside, later") << u"node_modules/../../a"_s << entry() << elsewhere;
        QTest::newRow("needs an address")
            << a << needs(u"https://evil.example/b.tgz"_s) << elsewhere;
        QTest::newRow("needs git") << a << needs(u"git+https://evil.example/b"_s) << elsewhere;
        QTest::newRow("needs a repository") << a << needs(u"somebody/b"_s) << elsewhere;
        QTest::newRow("needs a folder") << a << needs(u"file:../b"_s) << elsewhere;
        QTest::newRow("bundled by nobody")
            << a << QJsonObject{{u"version"_s, u"1.0.0"_s}, {u"inBundle"_s, true}} << elsewhere;
        QTest::newRow("no version")
            << a << entry({{u"version"_s, u"1"_s}}) << u"not what was asked"_s;
        QTest::newRow("another version")
            << Server << entry({{u"version"_s, u"0.2.1"_s}}) << u"not what was asked"_s;
        QTest::newRow("another name")
            << Server << entry({{u"name"_s, u"evil"_s}}) << u"not what was asked"_s;
    }
    void anythingElseIsRefused()
    {
        QFETCH(QString, folder);
        QFETCH(QJsonObject, bad);
        QFETCH(QString, says);
        QVERIFY(read({{Server, entry()}, {u"node_modules/a"_s, entry()}}).has_value());
        QJsonObject packages{{Server, entry()}};
        packages[folder] = bad;
        const auto lock = read(packages);
        QVERIFY(!lock.has_value());
        QCOMPARE(lock.error().code, ErrorCode::InvalidInput);
        QVERIFY2(lock.error().detail.contains(says), qPrintable(lock.error().detail));
    }

    void aTarballIsOursOnlyByItsHash()
    {
        const PackageSource file{{}, u"/somewhere/server.tgz"_s};
        const QJsonObject server = entry({{u"resolved"_s, u"file:server.tgz"_s}});
        QVERIFY(read({{Server, server}}, file, Integrity).has_value());
        QVERIFY(!read({{Server, server}}, file, u"sha512-other"_s).has_value());
        QVERIFY(!read({{Server, server}}).has_value()); // a version was asked for
        QVERIFY(
            !read({{Server, server}, {u"node_modules/a"_s, server}}, file, Integrity).has_value());
    }

    void rubbishIsNoLockfile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char *bytes : {"", "{", "[]", "{}", R"({"packages": []})"})
            QTest::newRow(bytes) << QByteArray(bytes);
    }
    void rubbishIsNoLockfile()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(writePrivateFile(m_dir.filePath(u"package-lock.json"_s), bytes).has_value());
        QVERIFY(!PackageLock::read(m_dir.path(), {u"0.2.0"_s, {}}, {}).has_value());
    }
};

QTEST_GUILESS_MAIN(tst_PackageLock)
#include "tst_packagelock.moc"
