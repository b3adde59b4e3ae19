// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/secret.h"

#include "tests/support/heapscan.h"

#include <QDebug>
#include <QMetaType>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <type_traits>

using namespace Konstantly;
using namespace Qt::StringLiterals;

// What a Secret must not be able to do is checked by the compiler.
static_assert(!std::is_convertible_v<Secret, QByteArray>);
static_assert(!std::is_convertible_v<Secret, QString>);
static_assert(!std::is_convertible_v<Secret, QVariant>);
static_assert(!std::is_convertible_v<QByteArrayView, Secret>);
static_assert(!std::is_convertible_v<const char *, Secret>);
static_assert(!QTypeTraits::has_ostream_operator_v<QDebug, Secret>);
static_assert(!QTypeTraits::has_ostream_operator_v<QDataStream, Secret>);

class tst_Secret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void itHoldsItsBytes();
    void copiesShareAndOutliveTheOriginal();
    void comparisonLooksAtAllBytes_data();
    void comparisonLooksAtAllBytes();
    void takeWipesTheCallersBuffer();
    void nothingIsLeftInMemory();
    void takeLeavesASharedCopyOfTheCallersAlone();
    void wipeClears();
    void theFingerprintIsSha256();
};

void tst_Secret::itHoldsItsBytes()
{
    const Secret secret("a\0b"_qba);
    QCOMPARE(secret.size(), 3);
    QVERIFY(!secret.isEmpty());
    QCOMPARE(secret.reveal(), QByteArrayView("a\0b", 3));
    QVERIFY(Secret().isEmpty());
    QVERIFY(Secret(QByteArrayView()).isEmpty());
    QCOMPARE(Secret().reveal().size(), 0);
}

void tst_Secret::copiesShareAndOutliveTheOriginal()
{
    Secret copy;
    {
        const Secret secret("kmcp_test"_qba);
        copy = secret;
        QVERIFY(copy.reveal().data()
                == secret.reveal().data()); // QCOMPARE would read them as strings
    }
    QCOMPARE(copy.reveal(), "kmcp_test"_qba);
}

void tst_Secret::comparisonLooksAtAllBytes_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("isEqual");
    QTest::newRow("same") << "abc"_qba
                          << "abc"_qba << true;
    QTest::newRow("first byte") << "abc"_qba
                                << "xbc"_qba << false;
    QTest::newRow("last byte") << "abc"_qba
                               << "abx"_qba << false;
    QTest::newRow("after a NUL") << QByteArray("a\0b", 3) << QByteArray("a\0c", 3) << false;
    QTest::newRow("shorter") << "abc"_qba
                             << "ab"_qba << false;
    QTest::newRow("empty") << QByteArray() << "a"_qba << false;
    QTest::newRow("both empty") << QByteArray() << QByteArray() << true;
}

void tst_Secret::comparisonLooksAtAllBytes()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(bool, isEqual);
    QCOMPARE(Secret(a) == Secret(b), isEqual);
    QCOMPARE(Secret(b) == Secret(a), isEqual);
}

void tst_Secret::takeWipesTheCallersBuffer()
{
    QByteArray bytes("kmcp_");
    bytes += QByteArray(59, 'k');
    const Secret secret = Secret::take(bytes);
    QVERIFY(bytes.isEmpty());
    QCOMPARE(secret.reveal(), "kmcp_" + QByteArray(59, 'k'));
}

void tst_Secret::nothingIsLeftInMemory()
{
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("reads freed memory on purpose");
#endif
    QByteArray text = QByteArray::number(QRandomGenerator::global()->generate64(), 16)
                      + QByteArray::number(QRandomGenerator::global()->generate64(), 16)
                      + "-tst-secret";
    const Tests::HiddenText hidden(text);
    {
        const Secret secret = Secret::take(text);
        QCOMPARE(Tests::copiesInMemory(hidden), 1); // the scan finds what is there
        const Secret copy = secret;
        QCOMPARE(Tests::copiesInMemory(hidden), 1);
    }
    QCOMPARE(Tests::copiesInMemory(hidden), 0);
}

void tst_Secret::takeLeavesASharedCopyOfTheCallersAlone()
{
    QByteArray bytes("kmcp_shared");
    const QByteArray shared = bytes;
    const Secret secret = Secret::take(bytes);
    QVERIFY(bytes.isEmpty());
    QCOMPARE(shared, "kmcp_shared"_qba);
    QCOMPARE(secret.reveal(), "kmcp_shared"_qba);
}

void tst_Secret::wipeClears()
{
    QByteArray bytes("secret");
    wipe(bytes);
    QVERIFY(bytes.isEmpty());
    wipe(bytes);
    QVERIFY(bytes.isEmpty());
}

void tst_Secret::theFingerprintIsSha256()
{
    QCOMPARE(fingerprint(Secret("abc"_qba)),
             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_qba);
    QCOMPARE(fingerprint(Secret()),
             "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_qba);
}

QTEST_GUILESS_MAIN(tst_Secret)
#include "tst_secret.moc"
