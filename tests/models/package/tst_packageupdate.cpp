// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/serverpackage.h"
#include "models/settings/apppaths.h"
#include "tests/models/package/localregistry.h"
#include "tests/support/await.h"
#include "tests/support/nodepackage.h"

#include <QJsonArray>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

const QString Server = u"@konstantly/mcp-server"_s;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

//! What the user is told before a version counts, and who may publish it: real npm, a registry on loopback.
class tst_PackageUpdate : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<LocalRegistry> m_registry;
    AppPaths m_paths;

    [[nodiscard]] ServerPackage package() const { return ServerPackage(m_paths); }

    [[nodiscard]] QByteArray pack(const NodePackage &package) const
    {
        return contentOf(package.pack(m_dir->filePath(u"packages"_s)));
    }
    [[nodiscard]] OfferedVersion version(const QString &number, const QString &publisher,
                                         const QJsonObject &more = {}) const
    {
        return {.tarball = pack({.version = number, .more = more}),
                .version = number,
                .publisher = publisher,
                .more = more};
    }
    [[nodiscard]] Result<PreparedPackage> prepare(const QString &what) const
    {
        QObject scope;
        return await(package().prepare(what, {}, &scope), 60000);
    }
    [[nodiscard]] Result<PackageStatus> install(const QString &what,
                                                const QString &acceptedPublisher = {}) const
    {
        const auto prepared = prepare(what);
        if (!prepared)
            return fail(prepared.error());
        return await(package().commit(*prepared, acceptedPublisher), 60000);
    }
    [[nodiscard]] QStringList trees() const
    {
        QStringList names = QDir(m_paths.packageDir).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        names.removeAll(u"cache"_s);
        return names;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_dir = std::make_unique<QTemporaryDir>();
        m_paths = AppPaths::forHome(m_dir->path());
        m_registry = std::make_unique<LocalRegistry>();
        QFile settings(m_dir->filePath(u".npmrc"_s));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        settings.write("registry=" + m_registry->url().toUtf8() + "\n");
    }

    void theFirstPublisherIsAcceptedByName()
    {
        m_registry->offer(Server, {version(u"0.2.0"_s, u"alice"_s)});
        const auto refused = install(u"0.2.0"_s);
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
        QVERIFY2(refused.error().detail.startsWith(u"Unknown publisher"_s)
                     && refused.error().detail.contains(u"alice"_s),
                 qPrintable(refused.error().detail));
        QCOMPARE(trees(), QStringList());
        QVERIFY(!install(u"0.2.0"_s, u"bob"_s).has_value());
        const auto accepted = install(u"0.2.0"_s, u"alice"_s);
        QVERIFY2(accepted.has_value(), qPrintable(accepted ? QString() : accepted.error().detail));
        QCOMPARE(accepted->publisher, u"alice"_s);
        QVERIFY(install(u"0.2.0"_s).has_value()); // and is known from then on
    }

    void anotherPublisherIsRefusedAndTheVersionBeforeStays()
    {
        m_registry->offer(Server,
                          {version(u"0.2.0"_s, u"alice"_s), version(u"0.3.0"_s, u"mallory"_s)});
        QVERIFY(install(u"0.2.0"_s, u"alice"_s).has_value());
        {
            auto prepared = prepare(u"0.3.0"_s);
            QVERIFY(prepared.has_value());
            QVERIFY(prepared->changes().hasPublisherChanged());
            QVERIFY(!prepared->changes().isPublisherKnown);
            QCOMPARE(prepared->changes().oldPublisher, u"alice"_s);
            QCOMPARE(prepared->changes().publisher, u"mallory"_s);
            prepared->discard();
        }
        const auto refused = install(u"0.3.0"_s);
        QVERIFY(!refused.has_value());
        QVERIFY2(refused.error().detail.contains(u"mallory"_s)
                     && refused.error().detail.contains(u"alice"_s),
                 qPrintable(refused.error().detail));
        QCOMPARE(package().verify()->version, u"0.2.0"_s);
        QCOMPARE(trees(), QStringList{u"0.2.0"_s});
    }

    void afterANamedPublisherNobodyIsNotEnough()
    {
        m_registry->offer(Server, {version(u"0.2.0"_s, u"alice"_s), version(u"0.3.0"_s, {})});
        QVERIFY(install(u"0.2.0"_s, u"alice"_s).has_value());
        QVERIFY(!install(u"0.3.0"_s).has_value());
    }

    void aDamagedRecordOfPublishersKnowsNobody()
    {
        m_registry->offer(Server, {version(u"0.2.0"_s, u"alice"_s)});
        QVERIFY(install(u"0.2.0"_s, u"alice"_s).has_value());
        QFile record(m_paths.packageDir + u"/publishers.json"_s);
        QVERIFY(record.open(QIODevice::WriteOnly));
        record.write("{");
        record.close();
        QVERIFY(!install(u"0.2.0"_s).has_value());
        QVERIFY(install(u"0.2.0"_s, u"alice"_s).has_value());
    }

    void anUpdateTellsWhatItChanges()
    {
        const NodePackage one{.name = u"one"_s, .version = u"1.0.0"_s};
        const NodePackage newOne{
            .name = u"one"_s,
            .version = u"1.1.0"_s,
            .more = {{u"scripts"_s, QJsonObject{{u"postinstall"_s, u"false"_s}}}}};
        const NodePackage two{.name = u"two"_s, .version = u"2.0.0"_s};
        const NodePackage three{.name = u"three"_s, .version = u"3.0.0"_s};
        m_registry->offer(u"one"_s, {{.tarball = pack(one), .version = u"1.0.0"_s},
                                     {.tarball = pack(newOne), .version = u"1.1.0"_s}});
        m_registry->offer(u"two"_s, {{.tarball = pack(two), .version = u"2.0.0"_s}});
        m_registry->offer(u"three"_s, {{.tarball = pack(three), .version = u"3.0.0"_s}});
        const auto needs = [](const QJsonObject &what) {
            return QJsonObject{{u"dependencies"_s, what}, {u"bin"_s, u"server.js"_s}};
        };
        m_registry->offer(
            Server,
            {version(u"0.2.0"_s, {}, needs({{u"one"_s, u"1.0.0"_s}, {u"two"_s, u"2.0.0"_s}})),
             version(u"0.3.0"_s, {}, needs({{u"one"_s, u"1.1.0"_s}, {u"three"_s, u"^3.0.0"_s}}))});
        const auto first = prepare(u"0.2.0"_s);
        QVERIFY2(first.has_value(), qPrintable(first ? QString() : first.error().detail));
        QVERIFY(!first->changes().isUpdate());
        QCOMPARE(first->changes().added, (QStringList{u"one 1.0.0"_s, u"two 2.0.0"_s}));
        QVERIFY(await(package().commit(*first, {})).has_value());

        const auto second = prepare(u"0.3.0"_s);
        QVERIFY2(second.has_value(), qPrintable(second ? QString() : second.error().detail));
        const PackageChanges &changes = second->changes();
        QCOMPARE(changes.oldVersion, u"0.2.0"_s);
        QCOMPARE(changes.newVersion, u"0.3.0"_s);
        QCOMPARE(changes.added, QStringList{u"three 3.0.0"_s});
        QCOMPARE(changes.removed, QStringList{u"two 2.0.0"_s});
        QCOMPARE(changes.changed, QStringList{u"one 1.0.0 → 1.1.0"_s});
        QCOMPARE(changes.scripts, QStringList{u"one: postinstall"_s});
        QCOMPARE(changes.newScripts, changes.scripts);
        QCOMPARE_GE(changes.files, 6);
        QCOMPARE(package().verify()->version, u"0.2.0"_s); // until it is agreed to
        bool isMarked = false;
        for (const ChangeLine &line : describeChanges(changes))
            isMarked |= line.needsAttention && line.text.contains(u"one: postinstall (not run)"_s);
        QVERIFY(isMarked);
    }

    void whatIsNotAgreedToLeavesNothing()
    {
        const QString tarball = NodePackage{}.pack(m_dir->filePath(u"packages"_s));
        auto prepared = prepare(tarball);
        QVERIFY(prepared.has_value());
        QCOMPARE(prepare(tarball).error().code, ErrorCode::NotConfigured); // one at a time
        prepared->discard();
        QCOMPARE(trees(), QStringList());
        QCOMPARE(package().status().error().code, ErrorCode::PackageMissing);
        QCOMPARE(await(package().commit(*prepared, {})).error().code, ErrorCode::Cancelled);
        QVERIFY(install(tarball).has_value());
    }

    void whatChangesWhileItWaitsIsNotStarted()
    {
        auto prepared = prepare(NodePackage{}.pack(m_dir->filePath(u"packages"_s)));
        QVERIFY(prepared.has_value());
        QFile script(m_paths.packageDir + u'/' + trees().first()
                     + u"/node_modules/@konstantly/mcp-server/server.js"_s);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("evil");
        script.close();
        QCOMPARE(await(package().commit(*prepared, {})).error().code,
                 ErrorCode::PackageNotVerified);
        QCOMPARE(package().verify().error().code, ErrorCode::PackageNotVerified);
    }

    void theRegistrysSignatureIsChecked_data()
    {
        QTest::addColumn<bool>("hasKeys");
        QTest::addColumn<bool>("isSigned");
        QTest::addColumn<QByteArray>("signatureOf");
        QTest::addColumn<QString>("state");
        QTest::newRow("signed") << true << true << QByteArray() << u"verified"_s;
        QTest::newRow("not signed") << true << false << QByteArray() << u"unsigned"_s;
        QTest::newRow("signature of something else")
            << true << true << QByteArray("@konstantly/mcp-server@0.1.0:sha512-x") << u"unsigned"_s;
        QTest::newRow("no keys") << false << false << QByteArray() << u"unknown"_s;
    }
    void theRegistrysSignatureIsChecked()
    {
        QFETCH(bool, hasKeys);
        QFETCH(bool, isSigned);
        QFETCH(QByteArray, signatureOf);
        QFETCH(QString, state);
        if (hasKeys)
            m_registry->useSigningKey();
        auto offered = version(u"0.2.0"_s, {});
        offered.isSigned = isSigned;
        offered.signatureOf = signatureOf;
        m_registry->offer(Server, {offered});
        const auto status = install(u"0.2.0"_s);
        QVERIFY2(status.has_value(), qPrintable(status ? QString() : status.error().detail));
        QCOMPARE(status->signature, state);
        QCOMPARE(status->signatureDetail.isEmpty(), state != u"unsigned");
        QCOMPARE(package().status()->signature, state);
    }
};

QTEST_GUILESS_MAIN(tst_PackageUpdate)
#include "tst_packageupdate.moc"
