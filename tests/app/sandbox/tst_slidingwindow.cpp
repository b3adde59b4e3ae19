// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/slidingwindow.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! The definition, taken literally: every event ever counted is kept and looked at.
struct BruteForce
{
    qsizetype limit;
    qint64 length;
    std::vector<qint64> events;

    [[nodiscard]] qsizetype used(qint64 now) const
    {
        return std::ranges::count_if(events, [&](qint64 at) { return now - at < length; });
    }
    bool take(qint64 now)
    {
        if (used(now) >= limit)
            return false;
        events.push_back(now);
        return true;
    }
    //! Tries every second.
    [[nodiscard]] qint64 retryAfter(qint64 now) const
    {
        qint64 seconds = 0;
        while (used(now + seconds * 1000) >= limit)
            ++seconds;
        return seconds;
    }
};

} // namespace

class tst_SlidingWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void anEventCountsUntilExactlyOneLengthLater()
    {
        SlidingWindow window(1, 60s);
        QVERIFY(window.take(1'000));
        QVERIFY(!window.take(60'999));
        QCOMPARE(window.used(60'999), 1);
        QCOMPARE(window.used(61'000), 0);
        QVERIFY(window.take(61'000));
    }

    void theWaitIsRoundedUpToWholeSeconds()
    {
        SlidingWindow window(1, 60s);
        QVERIFY(window.take(0));
        QCOMPARE(window.retryAfter(1), 60s);
        QCOMPARE(window.retryAfter(59'000), 1s);
        QCOMPARE(window.retryAfter(59'999), 1s);
        QCOMPARE(window.retryAfter(60'000), 0s);
    }

    void aRefusedEventCostsNothing()
    {
        SlidingWindow window(2, 10s);
        QVERIFY(window.take(0));
        QVERIFY(window.take(1));
        for (int i = 2; i < 1000; ++i)
            QVERIFY(!window.take(i));
        QVERIFY(window.take(10'000));
    }

    void eventsBeyondTheLimitLengthenTheWait()
    {
        SlidingWindow window(2, 60s);
        for (const qint64 at : {0, 10'000, 20'000})
            window.record(at);
        QCOMPARE(window.used(20'000), 3);
        QCOMPARE(window.retryAfter(20'000), 50s); // the one at 10 s has to go as well
    }

    void aClockSetBackHandsOutNothing()
    {
        SlidingWindow window(1, 60s);
        QVERIFY(window.take(100'000));
        QVERIFY(!window.take(20'000));
        QCOMPARE(window.used(0), 1);
        QVERIFY(window.take(160'000));
    }

    void aLimitOfNoneIsNeverFree()
    {
        SlidingWindow window(0, 60s);
        QVERIFY(!window.take(0));
        QCOMPARE(window.retryAfter(0), 0s);
    }

    void itAgreesWithTheDefinition_data()
    {
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("lengthMs");
        QTest::addColumn<int>("largestStepMs");
        QTest::newRow("one a minute") << 1 << 60'000 << 30'000;
        QTest::newRow("60 a minute, crowded") << 60 << 60'000 << 900;
        QTest::newRow("60 a minute, at the limit") << 60 << 60'000 << 2'000;
        QTest::newRow("10 a minute, sparse") << 10 << 60'000 << 20'000;
        QTest::newRow("5 a day") << 5 << 86'400'000 << 20'000'000;
        QTest::newRow("edges everywhere") << 3 << 4'000 << 3;
    }

    void itAgreesWithTheDefinition()
    {
        QFETCH(int, limit);
        QFETCH(int, lengthMs);
        QFETCH(int, largestStepMs);
        QRandomGenerator random(7);
        SlidingWindow window(limit, std::chrono::milliseconds(lengthMs));
        BruteForce truth{limit, lengthMs, {}};
        qint64 now = 1'700'000'000'000;
        int taken = 0, refused = 0;
        for (int i = 0; i < 1000; ++i) {
            // Steps in thousands meet the window's edge exactly now and then.
            now += largestStepMs > 1000 ? random.bounded(largestStepMs / 1000 + 1) * 1000
                                        : random.bounded(largestStepMs + 1);
            QCOMPARE(window.used(now), truth.used(now));
            if (lengthMs <= 60'000 && i % 4 == 0)
                QCOMPARE(window.retryAfter(now).count(), truth.retryAfter(now));
            const bool isTaken = truth.take(now);
            QCOMPARE(window.take(now), isTaken);
            ++(isTaken ? taken : refused);
        }
        QVERIFY(taken > 0);
        QVERIFY(refused > 0 || largestStepMs > lengthMs / limit);
    }

    void whenTheWaitIsOverThereIsRoom()
    {
        QRandomGenerator random(8);
        SlidingWindow window(5, 24h);
        qint64 now = 0;
        int waits = 0;
        for (int i = 0; i < 2000; ++i) {
            now += random.bounded(9'000'000);
            if (window.take(now))
                continue;
            ++waits;
            const qint64 wait = window.retryAfter(now).count() * 1000;
            QVERIFY(wait > 0);
            QVERIFY(!window.hasRoom(now + wait - 1000));
            now += wait;
            QVERIFY(window.hasRoom(now));
        }
        QVERIFY(waits > 100);
    }
};

QTEST_GUILESS_MAIN(tst_SlidingWindow)
#include "tst_slidingwindow.moc"
