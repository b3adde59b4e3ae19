// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/durationdigest.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace Konstantly;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

DurationDigest digestOf(const std::vector<qint64> &durations)
{
    DurationDigest digest;
    for (const qint64 ms : durations)
        digest.add(milliseconds(ms));
    return digest;
}

} // namespace

class tst_DurationDigest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }
    void everyDurationIsToldWithinTheError();
    void quantilesOfRandomDurationsAreWithinTheError();
    void whatIsOutOfBoundsCountsAsTheNearest();
    void anEmptyOneHasNoQuantile();
    void aSumIsTheDigestOfAll();
    void whatWasAddedCanBeTakenAwayAgain();
    void bytesAreReadBack();
    void bytesOfOthersAreRefused_data();
    void bytesOfOthersAreRefused();
    void fewCallsTakeFewBytes();
};

void tst_DurationDigest::everyDurationIsToldWithinTheError()
{
    for (qint64 ms = 1; ms <= 3'600'000; ms += 1 + ms / 500) {
        const auto told = digestOf({ms}).quantile(0.5);
        QVERIFY(told.has_value());
        const double error = std::abs(double(told->count() - ms)) / double(ms);
        QVERIFY2(error <= DurationDigest::RelativeError, qPrintable(QString::number(ms)));
    }
}

void tst_DurationDigest::quantilesOfRandomDurationsAreWithinTheError()
{
    std::mt19937 random(7);
    std::lognormal_distribution<double> durations(6, 1.5);
    for (int round = 0; round < 40; ++round) {
        std::vector<qint64> all;
        for (int i = 0; i < 1 + round * 50; ++i)
            all.push_back(std::clamp<qint64>(std::llround(durations(random)), 1, 3'600'000));
        const DurationDigest digest = digestOf(all);
        std::ranges::sort(all);
        for (const double q : {0.0, 0.01, 0.5, 0.95, 0.999, 1.0}) {
            const auto rank = std::max<qint64>(1, qint64(std::ceil(q * double(all.size()))));
            const double truth = double(all[std::size_t(rank - 1)]);
            const auto told = double(digest.quantile(q).value_or(0ms).count());
            QVERIFY2(std::abs(told - truth) <= truth * DurationDigest::RelativeError,
                     qPrintable(QStringLiteral("%1 for %2").arg(told).arg(truth)));
        }
    }
}

void tst_DurationDigest::whatIsOutOfBoundsCountsAsTheNearest()
{
    QCOMPARE(digestOf({0}), digestOf({1}));
    QCOMPARE(digestOf({-5}), digestOf({1}));
    QCOMPARE(digestOf({90'000'000}), digestOf({3'600'000}));
    QVERIFY(digestOf({90'000'000}).quantile(1).value_or(0ms) <= 1h);
    DurationDigest none;
    none.add(5ms, 0);
    none.add(5ms, -3);
    QVERIFY(none.isEmpty());
}

void tst_DurationDigest::anEmptyOneHasNoQuantile()
{
    QCOMPARE(DurationDigest().quantile(0.5), std::nullopt);
    QCOMPARE(DurationDigest().count(), 0);
    QVERIFY(DurationDigest().toBytes().isEmpty());
}

void tst_DurationDigest::aSumIsTheDigestOfAll()
{
    DurationDigest sum = digestOf({3, 90, 1200});
    sum.add(digestOf({1, 90, 50'000, 3'000'000}));
    QCOMPARE(sum, digestOf({1, 3, 90, 90, 1200, 50'000, 3'000'000}));
    QCOMPARE(sum.count(), 7);
    sum.add(DurationDigest());
    QCOMPARE(sum.count(), 7);
}

void tst_DurationDigest::whatWasAddedCanBeTakenAwayAgain()
{
    const DurationDigest before = digestOf({3, 90, 1200});
    DurationDigest digest = before;
    digest.add(digestOf({90, 91, 7}));
    digest.remove(digestOf({90, 91, 7}));
    QCOMPARE(digest, before);
    digest.remove(before);
    QVERIFY(digest.isEmpty());
}

void tst_DurationDigest::bytesAreReadBack()
{
    DurationDigest digest = digestOf({1, 40, 41, 300, 301, 3'600'000});
    digest.add(700ms, qint64(1) << 40);
    QCOMPARE(DurationDigest::fromBytes(digest.toBytes()), digest);
    QCOMPARE(DurationDigest::fromBytes({}), DurationDigest());
}

void tst_DurationDigest::bytesOfOthersAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("cut in a number") << QByteArray("\x05\x80", 2);
    QTest::newRow("a bin without a count") << QByteArray("\x05", 1);
    QTest::newRow("a count of none") << QByteArray("\x05\x00", 2);
    QTest::newRow("the same bin twice") << QByteArray("\x05\x01\x00\x01", 4);
    QTest::newRow("no such bin") << QByteArray("\xff\x7f\x01", 3);
    QTest::newRow("a number with a zero too many") << QByteArray("\x85\x00\x01", 3);
    QTest::newRow("a number that is too large")
        << QByteArray("\x05\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11);
    QTest::newRow("an endless number") << QByteArray(20, '\xff');
}

void tst_DurationDigest::bytesOfOthersAreRefused()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(DurationDigest::fromBytes(bytes), std::nullopt);
}

void tst_DurationDigest::fewCallsTakeFewBytes()
{
    QVERIFY(digestOf({420}).toBytes().size() <= 3);
    QVERIFY(digestOf({420, 425, 430, 435}).toBytes().size() <= 5);
}

QTEST_GUILESS_MAIN(tst_DurationDigest)
#include "tst_durationdigest.moc"
