// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/durationdigest.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

std::vector<qint64> randomDurations(QRandomGenerator &random, int count)
{
    std::vector<qint64> durations;
    for (int i = 0; i < count; ++i)
        durations.push_back(qint64(std::exp(random.generateDouble() * std::log(3'600'000.0))));
    return durations;
}

DurationDigest digestOf(const std::vector<qint64> &durations)
{
    DurationDigest digest;
    for (const qint64 duration : durations)
        digest.add(milliseconds(duration));
    return digest;
}

//! The duration that the part \a q of \a durations did not exceed, by sorting them.
qint64 exactQuantile(std::vector<qint64> durations, double q)
{
    std::ranges::sort(durations);
    const auto rank = qint64(std::ceil(q * double(durations.size())));
    return durations[std::size_t(std::max(rank, qint64(1)) - 1)];
}

} // namespace

class tst_DurationDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDurationIsShownWithinTheRelativeError();
    void quantilesAreWithinTheRelativeErrorOfTheExactOnes();
    void anEmptyDigestHasNoQuantile();
    void durationsBeyondTheScaleCountAsTheNearest();
    void addingADigestIsAddingItsCalls();
    void aSumIsAllOfThem();
    void removingUndoesAdding();
    void bytesRoundTrip();
    void storedBytesKeepTheirMeaning();
    void smallDigestsAreSomeBytes();
    void bytesThatAreNotADigestAreRefused_data();
    void bytesThatAreNotADigestAreRefused();
    void anyBytesAreRefusedOrRoundTrip();
};

void tst_DurationDigest::everyDurationIsShownWithinTheRelativeError()
{
    const auto check = [](qint64 duration) {
        const auto shown = digestOf({duration}).quantile(0.5);
        return std::abs(double(shown->count() - duration))
               <= DurationDigest::RelativeError * double(duration);
    };
    for (qint64 duration = 1; duration < 20'000; ++duration)
        QVERIFY2(check(duration), QByteArray::number(duration).constData());
    for (qint64 duration = 20'000; duration <= 3'600'000; duration += 97)
        QVERIFY2(check(duration), QByteArray::number(duration).constData());
    QVERIFY(check(3'600'000));
}

void tst_DurationDigest::quantilesAreWithinTheRelativeErrorOfTheExactOnes()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 300; ++round) {
        const auto durations = randomDurations(random, 1 + random.bounded(400));
        const DurationDigest digest = digestOf(durations);
        QCOMPARE(digest.count(), qint64(durations.size()));
        for (const double q : {0.0, 0.01, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0}) {
            const qint64 exact = exactQuantile(durations, q);
            const qint64 told = digest.quantile(q)->count();
            QVERIFY2(std::abs(double(told - exact))
                         <= DurationDigest::RelativeError * double(exact),
                     qPrintable(u"%1: %2 for %3"_s.arg(q).arg(told).arg(exact)));
        }
    }
}

void tst_DurationDigest::anEmptyDigestHasNoQuantile()
{
    DurationDigest digest;
    QVERIFY(digest.isEmpty());
    QCOMPARE(digest.count(), 0);
    QVERIFY(!digest.quantile(0.5));
    digest.add(5ms, 0);
    QVERIFY(digest.isEmpty());
    QVERIFY(digest.toBytes().isEmpty());
    QCOMPARE(DurationDigest::fromBytes({}), std::optional(DurationDigest()));
}

void tst_DurationDigest::durationsBeyondTheScaleCountAsTheNearest()
{
    QCOMPARE(digestOf({0}), digestOf({1}));
    QCOMPARE(digestOf({-7}), digestOf({1}));
    QCOMPARE(digestOf({std::numeric_limits<qint64>::max()}), digestOf({3'600'000}));
    QCOMPARE(digestOf({std::numeric_limits<qint64>::min()}), digestOf({1}));
}

void tst_DurationDigest::addingADigestIsAddingItsCalls()
{
    QRandomGenerator random(2);
    for (int round = 0; round < 300; ++round) {
        auto first = randomDurations(random, random.bounded(60));
        const auto second = randomDurations(random, random.bounded(60));
        DurationDigest sum = digestOf(first);
        sum.add(digestOf(second));
        first.insert(first.end(), second.begin(), second.end());
        QCOMPARE(sum, digestOf(first));
        DurationDigest twice = sum;
        twice.add(twice);
        QCOMPARE(twice.count(), 2 * sum.count());
        QCOMPARE(twice.quantile(0.3), sum.quantile(0.3));
    }
    DurationDigest counted;
    counted.add(12ms, 3);
    QCOMPARE(counted, digestOf({12, 12, 12}));
}

void tst_DurationDigest::aSumIsAllOfThem()
{
    QRandomGenerator random(7);
    QVERIFY(DurationDigest::Sum().digest().isEmpty());
    for (int round = 0; round < 100; ++round) {
        DurationDigest added;
        DurationDigest::Sum sum;
        for (int i = random.bounded(1, 8); i > 0; --i) {
            DurationDigest digest = digestOf(randomDurations(random, random.bounded(60)));
            if (random.bounded(2) == 0)
                digest.pack();
            added.add(digest);
            sum.add(digest);
        }
        QCOMPARE(sum.digest(), added);
        QCOMPARE(sum.digest().count(), added.count());
        QCOMPARE(sum.digest().quantile(0.5), added.quantile(0.5));
    }
}

void tst_DurationDigest::removingUndoesAdding()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 300; ++round) {
        const DurationDigest before = digestOf(randomDurations(random, random.bounded(60)));
        const DurationDigest added = digestOf(randomDurations(random, random.bounded(60)));
        DurationDigest digest = before;
        digest.add(added);
        digest.remove(added);
        QCOMPARE(digest, before);
        digest.remove(before);
        QVERIFY(digest.isEmpty());
    }
}

void tst_DurationDigest::bytesRoundTrip()
{
    QRandomGenerator random(4);
    for (int round = 0; round < 300; ++round) {
        DurationDigest digest = digestOf(randomDurations(random, random.bounded(100)));
        digest.add(milliseconds(random.bounded(3'600'000)), random.bounded(1 << 30) * 1000LL);
        QCOMPARE(DurationDigest::fromBytes(digest.toBytes()), std::optional(digest));
    }
    DurationDigest most;
    most.add(7ms, std::numeric_limits<qint64>::max());
    QCOMPARE(DurationDigest::fromBytes(most.toBytes()), std::optional(most));
}

void tst_DurationDigest::storedBytesKeepTheirMeaning()
{
    QCOMPARE(digestOf({1, 20, 1000, 3'600'000}).toBytes().toHex(), QByteArray("0001110126015101"));
}

void tst_DurationDigest::smallDigestsAreSomeBytes()
{
    QVERIFY(digestOf({40, 41, 300}).toBytes().size() <= 6);
    QRandomGenerator random(5);
    QVERIFY(digestOf(randomDurations(random, 100'000)).toBytes().size() < 600);
}

void tst_DurationDigest::bytesThatAreNotADigestAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const char *hex) {
        QTest::newRow(name) << QByteArray::fromHex(hex);
    };
    row("an index without a count", "05");
    row("a count of zero", "0500");
    row("a number that is cut", "0580");
    row("a number in more bytes than it needs", "058100");
    row("an index in more bytes than it needs", "850001");
    row("an index beyond the scale", "ff0101");
    row("a second index beyond the scale", "60017f01");
    row("a number beyond 63 bits", "05ffffffffffffffffff01");
    row("counts whose sum is beyond 63 bits", "00ffffffffffffffff7f0001");
}

void tst_DurationDigest::bytesThatAreNotADigestAreRefused()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!DurationDigest::fromBytes(bytes));
}

void tst_DurationDigest::anyBytesAreRefusedOrRoundTrip()
{
    QRandomGenerator random(6);
    int accepted = 0;
    const auto check = [&accepted](const QByteArray &bytes) {
        const auto digest = DurationDigest::fromBytes(bytes);
        accepted += digest ? 1 : 0;
        return !digest || digest->toBytes() == bytes;
    };
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes(random.bounded(12), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(round % 2 == 0 ? 256 : 12));
        QVERIFY2(check(bytes), bytes.toHex().constData());
    }
    const QByteArray valid = digestOf(randomDurations(random, 200)).toBytes();
    for (qsizetype length = 0; length <= valid.size(); ++length)
        QVERIFY2(check(valid.first(length)), QByteArray::number(length).constData());
    QVERIFY(accepted > 1000);
}

QTEST_GUILESS_MAIN(tst_DurationDigest)
#include "tst_durationdigest.moc"
