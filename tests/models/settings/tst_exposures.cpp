// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/exposures.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

Secret randomKey()
{
    QByteArray body(43, 'A');
    for (char &c : body)
        c = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            [QRandomGenerator::global()->bounded(64)];
    return Secret("kmcp_" + body);
}

const QDateTime Monday({2026, 11, 2}, {8, 0}, Qt::UTC);

} // namespace

class tst_Exposures : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    const Origin m_acme = *Origin::parse(u"https://acme.konstantly.com");
    const Origin m_beta = *Origin::parse(u"https://beta.konstantly.com");
    [[nodiscard]] AppPaths paths() const { return AppPaths::forHome(m_home->path()); }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_home = std::make_unique<QTemporaryDir>();
    }

    void theFlagSurvivesARestart()
    {
        const Secret key = randomKey();
        {
            Exposures exposures(paths());
            QSignalSpy changed(&exposures, &Exposures::changed);
            QVERIFY(exposures.add(key, m_acme, u"/home/a/mcp.json"_s, Monday));
            QCOMPARE(changed.count(), 1);
        }
        Exposures exposures(paths());
        QVERIFY(!exposures.containsKey(key));
        QVERIFY(exposures.load());
        QVERIFY(exposures.containsKey(key));
        QVERIFY(exposures.contains(keyPrefix(key), m_acme));
        QVERIFY(!exposures.contains(keyPrefix(key), m_beta));
        QVERIFY(!exposures.contains(keyPrefix(randomKey()), m_acme));
        QVERIFY(!exposures.containsKey(randomKey()));
        QCOMPARE(exposures.list().first().foundAt, Monday);
    }

    void manyAreAddedInOneChange()
    {
        const Secret one = randomKey();
        const Secret two = randomKey();
        const QDateTime local = Monday.toOffsetFromUtc(3600);
        const QList<Exposure> found{
            {fingerprint(one), keyPrefix(one), {}, u"/a"_s, local, {}},
            {fingerprint(one), keyPrefix(one), m_acme, u"/a"_s, local, u"7"_s},
            {fingerprint(two), keyPrefix(two), m_beta, u"/a"_s, local, {}}};
        Exposures exposures(paths());
        QSignalSpy changed(&exposures, &Exposures::changed);
        QVERIFY(exposures.add(found));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(exposures.list().size(), 2);
        QCOMPARE(exposures.list().first().origin, m_acme);
        QCOMPARE(exposures.list().first().keyId, u"7"_s);
        // What is known costs nothing: not even the file is read.
        QVERIFY(QFile::remove(paths().exposuresFile()));
        QVERIFY(exposures.add(found));
        QVERIFY(!QFile::exists(paths().exposuresFile()));
        QVERIFY(exposures.add(two, m_beta, u"/b"_s, Monday));
        QVERIFY(QFile::exists(paths().exposuresFile()));
    }

    void theFileHoldsNoKey()
    {
        const Secret key = randomKey();
        Exposures exposures(paths());
        QVERIFY(exposures.add(key, m_acme, u"/home/a/mcp.json"_s, Monday));
        QFile file(paths().exposuresFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.contains(keyPrefix(key).toLatin1()));
        QVERIFY(!bytes.contains(key.reveal().first(14).toByteArray()));
    }

    void theSameFindingIsKeptOnceWithItsFirstDate()
    {
        const Secret key = randomKey();
        Exposures exposures(paths());
        QVERIFY(exposures.add(key, {}, u"/a"_s, Monday));
        QSignalSpy changed(&exposures, &Exposures::changed);
        QVERIFY(exposures.add(key, {}, u"/a"_s, Monday.addDays(1)));
        QCOMPARE(changed.count(), 0);
        QVERIFY(exposures.add(key, m_acme, u"/a"_s, Monday.addDays(1), u"7"_s));
        QCOMPARE(exposures.list().size(), 1);
        QCOMPARE(exposures.list().first().foundAt, Monday);
        QCOMPARE(exposures.list().first().origin, m_acme);
        QCOMPARE(exposures.list().first().keyId, u"7"_s);
        QVERIFY(exposures.add(key, m_acme, u"/b"_s, Monday));
        QCOMPARE(exposures.list().size(), 2);
    }

    void aFindingOfUnknownOriginCountsEverywhere()
    {
        const Secret key = randomKey();
        Exposures exposures(paths());
        QVERIFY(exposures.add(key, {}, u"/a"_s, Monday));
        QVERIFY(exposures.contains(keyPrefix(key), m_acme));
        QVERIFY(exposures.contains(keyPrefix(key), m_beta));
        QVERIFY(!exposures.contains({}, m_acme));
    }

    void clearingForgetsOneKeyEverywhere()
    {
        const Secret key = randomKey();
        const Secret other = randomKey();
        Exposures exposures(paths());
        QVERIFY(exposures.add(key, m_acme, u"/a"_s, Monday));
        QVERIFY(exposures.add(key, m_acme, u"/b"_s, Monday));
        QVERIFY(exposures.add(other, m_acme, u"/a"_s, Monday));
        QVERIFY(exposures.clear(keyPrefix(key), m_acme));
        QVERIFY(!exposures.containsKey(key));
        QVERIFY(exposures.containsKey(other));
    }

    void aDamagedFileIsReported()
    {
        QVERIFY(QDir().mkpath(paths().configDir));
        QFile file(paths().exposuresFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"format": 1, "exposures": [{"fingerprint": "short"}]})");
        file.close();
        Exposures exposures(paths());
        const Result<> loaded = exposures.load();
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().detail, u"exposures[0].fingerprint"_s);
        QVERIFY(exposures.add(randomKey(), m_acme, u"/a"_s, Monday));
        QCOMPARE(exposures.list().size(), 1);
    }

    void prefixes_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("prefix");
        QTest::newRow("usual") << QByteArray("kmcp_12345678ABCDEFGH") << u"kmcp_12345678"_s;
        QTest::newRow("nothing but a prefix") << QByteArray("kmcp_12345678") << QString();
        QTest::newRow("short") << QByteArray("kmcp_1") << QString();
        QTest::newRow("another kind") << QByteArray("sk-1234567890abcdefgh") << QString();
        QTest::newRow("empty") << QByteArray() << QString();
    }

    void prefixes()
    {
        QFETCH(const QByteArray, key);
        QTEST(keyPrefix(Secret(key)), "prefix");
    }
};

QTEST_GUILESS_MAIN(tst_Exposures)
#include "tst_exposures.moc"
