// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/pace.h"
#include "models/usage/quota.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

//! 29 February 2028 23:00 UTC: a leap day's end, near the change of clocks in parts of the world.
constexpr milliseconds Start{1'835'478'000'000};

//! A window as the rule is written, by looking at every call.
struct PlainWindow
{
    QuotaLimit limit;
    std::vector<milliseconds> calls;

    [[nodiscard]] qint64 used(milliseconds now) const
    {
        return std::ranges::count_if(
            calls, [&](milliseconds at) { return now < std::min(at, now) + limit.length; });
    }
    //! The clock runs on from \a now, and nobody calls. By trying every moment at which something can change.
    [[nodiscard]] std::optional<milliseconds> freeBy(qint64 count, milliseconds now) const
    {
        // What was in the future happened now.
        PlainWindow then = *this;
        std::vector<milliseconds> moments{now};
        for (milliseconds &at : then.calls) {
            at = std::min(at, now);
            if (at + limit.length > now)
                moments.push_back(at + limit.length);
        }
        std::ranges::sort(moments);
        for (const milliseconds moment : moments) {
            if (then.used(moment) + count <= limit.calls)
                return moment;
        }
        return std::nullopt;
    }
};

struct Stream
{
    QuotaWindow window;
    PlainWindow plain;
    milliseconds now{0};
};

//! Calls in bursts, many at the same moment, out of order, some by a clock that went ahead.
Stream randomStream(QRandomGenerator &random)
{
    const QuotaLimit limit{1 + random.bounded(30), milliseconds(1 + random.bounded(5000))};
    Stream stream{QuotaWindow(limit), {limit, {}}, Start + milliseconds(random.bounded(20'000))};
    const int count = random.bounded(60);
    for (int i = 0; i < count; ++i) {
        milliseconds at = Start + milliseconds(random.bounded(24'000));
        if (!stream.plain.calls.empty() && random.bounded(3) == 0)
            at = stream.plain.calls[random.bounded(quint32(stream.plain.calls.size()))];
        stream.window.add(at);
        stream.plain.calls.push_back(at);
    }
    return stream;
}

} // namespace

class tst_Quota : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsAreThoseOfTheContract();
    void aCallCountsUntilExactlyOneLengthLater();
    void usedIsWhatCountingEveryCallGives();
    void slotsFreeWhenTryingEveryMomentSaysSo();
    void aClockThatGoesBackCountsTheFutureAsNow();
    void aRefusalProvesThatTheWindowWasFull();
    void aRefusalThatSaysWhenLeavesRoomThen();
    void whatIsKnownIsNotAddedAgain();
    void theOrderOfTellingDoesNotMatter();
    void aCorrectionCountsAsLongAsACall();
    void fewCallsGiveNoForecast();
    void aForecastHoldsNineTimesInTen();
    void callsThatStopCountingPutOffTheForecast();
    void theForecastIsWhereCallsMeetTheLimitFirst();
    void aPaceThatTheWindowBearsGivesNoForecast();
    void aBurstThatHasEndedGivesNoForecast();
    void aFullWindowGivesNoForecast();
};

void tst_Quota::limitsAreThoseOfTheContract()
{
    const auto check = [](QuotaKind kind, Plan plan, qint64 calls, milliseconds length) {
        const QuotaLimit limit = quotaLimit(kind, plan);
        return limit.calls == calls && limit.length == length;
    };
    QVERIFY(check(QuotaKind::Minute, Plan::Business, 60, 1min));
    QVERIFY(check(QuotaKind::Minute, Plan::Enterprise, 600, 1min));
    QVERIFY(check(QuotaKind::Day, Plan::Business, 1000, 24h));
    QVERIFY(check(QuotaKind::Day, Plan::Enterprise, 100'000, 24h));
    for (const Plan plan : {Plan::Business, Plan::Enterprise}) {
        QVERIFY(check(QuotaKind::AiKey, plan, 5, 24h));
        QVERIFY(check(QuotaKind::AiWorkspace, plan, 50, 24h));
    }
}

void tst_Quota::aCallCountsUntilExactlyOneLengthLater()
{
    // Over a leap day: 24 hours are 24 hours.
    QuotaWindow window(quotaLimit(QuotaKind::AiKey, Plan::Business));
    QVERIFY(!window.nextSlotAt(Start));
    QVERIFY(!window.nextChange(Start));
    window.add(Start);
    QCOMPARE(window.used(Start), 1);
    QCOMPARE(window.used(Start + 24h - 1ms), 1);
    QCOMPARE(window.used(Start + 24h), 0);
    QCOMPARE(window.remaining(Start), 4);
    QCOMPARE(window.nextSlotAt(Start), std::optional(Start + 24h));
    QCOMPARE(window.freeBy(4, Start + 1h), std::optional(Start + 1h));
    QCOMPARE(window.freeBy(5, Start + 1h), std::optional(Start + 24h));
    QVERIFY(!window.freeBy(6, Start));
}

void tst_Quota::usedIsWhatCountingEveryCallGives()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 3000; ++round) {
        const Stream stream = randomStream(random);
        // The clock jumps both ways.
        for (int jump = 0; jump < 5; ++jump) {
            const milliseconds now = Start + milliseconds(random.bounded(32'000) - 4000);
            QCOMPARE(stream.window.used(now), stream.plain.used(now));
            QCOMPARE(stream.window.remaining(now),
                     std::max(stream.plain.limit.calls - stream.plain.used(now), qint64(0)));
        }
    }
}

void tst_Quota::slotsFreeWhenTryingEveryMomentSaysSo()
{
    QRandomGenerator random(2);
    int overfull = 0;
    for (int round = 0; round < 1000; ++round) {
        const Stream stream = randomStream(random);
        const milliseconds now = stream.now;
        QCOMPARE(stream.window.freeBy(0, now), std::optional(now));
        for (qint64 count = 1; count <= stream.plain.limit.calls + 1; ++count)
            QCOMPARE(stream.window.freeBy(count, now), stream.plain.freeBy(count, now));
        const qint64 remaining = stream.window.remaining(now);
        const auto slot = stream.window.nextSlotAt(now);
        QCOMPARE(slot, stream.plain.freeBy(remaining + 1, now));
        const auto change = stream.window.nextChange(now);
        QCOMPARE(change.has_value(), stream.plain.used(now) > 0);
        if (change && now >= *std::ranges::max_element(stream.plain.calls)) {
            QCOMPARE(stream.plain.used(*change - 1ms), stream.plain.used(now));
            QVERIFY(stream.plain.used(*change) < stream.plain.used(now));
        }
        overfull += stream.plain.used(now) > stream.plain.limit.calls ? 1 : 0;
    }
    QVERIFY(overfull > 20);
}

void tst_Quota::aClockThatGoesBackCountsTheFutureAsNow()
{
    QuotaWindow window({3, 60s});
    window.add(Start + 1h);
    window.add(Start + 1h);
    QCOMPARE(window.used(Start), 2);
    QCOMPARE(window.nextSlotAt(Start), std::optional(Start + 60s));
    QCOMPARE(window.freeBy(3, Start), std::optional(Start + 60s));
    QCOMPARE(window.used(Start + 1h + 59s), 2);
    QCOMPARE(window.used(Start + 1h + 60s), 0);
}

void tst_Quota::aRefusalProvesThatTheWindowWasFull()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 2000; ++round) {
        Stream stream = randomStream(random);
        const qint64 limit = stream.plain.limit.calls;
        const milliseconds at = stream.now;
        const auto isLater = [at](milliseconds call) { return call > at; };
        const qint64 before = stream.plain.used(at)
                              - std::ranges::count_if(stream.plain.calls, isLater);
        stream.window.learn(at);
        QVERIFY(stream.window.used(at) >= limit);
        QCOMPARE(stream.window.used(at),
                 stream.plain.used(at) + std::max(limit - before, qint64(0)));
        QCOMPARE(stream.window.remaining(at), 0);
        QCOMPARE(stream.window.isCorrected(at), before < limit);
        QCOMPARE(qint64(stream.window.added().size()), std::max(limit - before, qint64(0)));
        // What came earlier stays as it was.
        QCOMPARE(stream.window.used(at + stream.plain.limit.length),
                 stream.plain.used(at + stream.plain.limit.length));
    }
}

void tst_Quota::aRefusalThatSaysWhenLeavesRoomThen()
{
    QRandomGenerator random(4);
    for (int round = 0; round < 2000; ++round) {
        Stream stream = randomStream(random);
        std::erase_if(stream.plain.calls, [&](milliseconds at) { return at > stream.now; });
        QuotaWindow window(stream.plain.limit);
        for (const milliseconds at : stream.plain.calls)
            window.add(at);
        const milliseconds wait{1 + random.bounded(int(stream.plain.limit.length.count()) + 100)};
        window.learn(stream.now, wait);
        QVERIFY(window.used(stream.now) >= stream.plain.limit.calls);
        QVERIFY(window.remaining(stream.now + wait) >= 1);
        QVERIFY(*window.nextSlotAt(stream.now) <= stream.now + wait);
        QCOMPARE(window.used(stream.now + stream.plain.limit.length), 0);
    }
    QuotaWindow window({5, 60s});
    window.add(Start - 10s);
    window.learn(Start, 20s);
    QCOMPARE(window.nextSlotAt(Start), std::optional(Start + 20s));
    QCOMPARE(window.remaining(Start + 50s), 2);
    QCOMPARE(window.remaining(Start + 60s), 5);
}

void tst_Quota::whatIsKnownIsNotAddedAgain()
{
    QuotaWindow window({3, 60s});
    window.add(Start);
    window.add(Start);
    window.learn(Start + 1s);
    window.learn(Start + 2s);
    QCOMPARE(window.used(Start + 2s), 3);
    // The missing call turns up: the correction goes.
    window.add(Start + 500ms);
    QCOMPARE(window.used(Start + 2s), 3);
    QVERIFY(window.added().empty());
    QVERIFY(!window.isCorrected(Start + 2s));
}

void tst_Quota::theOrderOfTellingDoesNotMatter()
{
    QRandomGenerator random(5);
    for (int round = 0; round < 150; ++round) {
        const Stream stream = randomStream(random);
        struct Told
        {
            milliseconds at{0};
            milliseconds wait{0};
            bool isRefusal = false;
        };
        std::vector<Told> told;
        for (const milliseconds at : stream.plain.calls)
            told.push_back({at});
        for (int i = random.bounded(6); i > 0; --i)
            told.push_back({Start + milliseconds(random.bounded(24'000)),
                            milliseconds(random.bounded(2) * random.bounded(5000)), true});
        const auto make = [&] {
            QuotaWindow window(stream.plain.limit);
            for (const Told &one : told) {
                if (one.isRefusal)
                    window.learn(one.at, one.wait);
                else
                    window.add(one.at);
            }
            return window;
        };
        std::ranges::sort(told, {}, &Told::at);
        const QuotaWindow inOrder = make();
        std::shuffle(told.begin(), told.end(), random);
        const QuotaWindow shuffled = make();
        std::vector<milliseconds> calls;
        std::vector<milliseconds> refusals;
        for (Told &one : told) {
            one.wait = 0s;
            (one.isRefusal ? refusals : calls).push_back(one.at);
        }
        std::ranges::sort(calls);
        std::ranges::sort(refusals);
        const QuotaWindow withoutWaits = make();
        const QuotaWindow atOnce(stream.plain.limit, calls, refusals);
        for (milliseconds now = Start - 5s; now < Start + 30s; now += 97ms) {
            QCOMPARE(shuffled.used(now), inOrder.used(now));
            QCOMPARE(shuffled.nextSlotAt(now), inOrder.nextSlotAt(now));
            QCOMPARE(shuffled.isCorrected(now), inOrder.isCorrected(now));
            QCOMPARE(atOnce.used(now), withoutWaits.used(now));
            QCOMPARE(atOnce.nextSlotAt(now), withoutWaits.nextSlotAt(now));
            QCOMPARE(atOnce.isCorrected(now), withoutWaits.isCorrected(now));
        }
    }
}

void tst_Quota::aCorrectionCountsAsLongAsACall()
{
    QuotaWindow window({5, 60s});
    window.learn(Start);
    QVERIFY(window.isCorrected(Start + 60s - 1ms));
    QCOMPARE(window.used(Start + 60s - 1ms), 5);
    QVERIFY(!window.isCorrected(Start + 60s));
    QCOMPARE(window.used(Start + 60s), 0);
}

void tst_Quota::fewCallsGiveNoForecast()
{
    QuotaWindow window({20, 24h});
    for (int i = 1; i < 10; ++i)
        window.add(Start + i * 24min);
    QVERIFY(!window.fullAt(Start + 240min));
    window.add(Start + 240min);
    QVERIFY(window.fullAt(Start + 240min));
}

void tst_Quota::aForecastHoldsNineTimesInTen()
{
    QRandomGenerator random(6);
    int told = 0;
    int held = 0;
    int early = 0;
    for (int round = 0; round < 600; ++round) {
        const double perHour = 60 + random.bounded(240);
        const auto pause = [&] {
            return milliseconds(
                qint64(-std::log(1 - random.generateDouble()) / perHour * 3'600'000));
        };
        QuotaWindow window({1000, 24h});
        milliseconds at = Start;
        const milliseconds now = Start + milliseconds(30min)
                                 + milliseconds(random.bounded(7'200'000));
        for (; at < now; at += pause())
            window.add(at);
        const auto forecast = window.fullAt(now);
        if (!forecast)
            continue;
        ++told;
        QVERIFY(now < forecast->earliest && forecast->earliest <= forecast->latest);
        // It goes on at that pace.
        while (window.remaining(at) > 0) {
            window.add(at);
            at += pause();
        }
        held += at >= forecast->earliest && at <= forecast->latest ? 1 : 0;
        early += at < forecast->earliest ? 1 : 0;
    }
    QVERIFY(told > 400);
    const double part = double(held) / told;
    QVERIFY2(part > 0.82 && part < 0.97, QByteArray::number(part).constData());
    const double earlyPart = double(early) / told;
    QVERIFY2(earlyPart > 0.01 && earlyPart < 0.1, QByteArray::number(earlyPart).constData());
}

void tst_Quota::callsThatStopCountingPutOffTheForecast()
{
    // 30 calls that go one by one during the next hour, or that stay: the same pace and the same use.
    const auto withOld = [](milliseconds oldest) {
        QuotaWindow window({100, 24h});
        for (int i = 0; i < 30; ++i)
            window.add(oldest + i * 2min);
        for (int i = 1; i <= 60; ++i)
            window.add(Start - i * 1min);
        return window;
    };
    const QuotaWindow going = withOld(Start - 24h + 1s);
    const QuotaWindow staying = withOld(Start - 20h);
    QCOMPARE(going.used(Start), 90);
    QCOMPARE(staying.used(Start), 90);
    const auto soon = staying.fullAt(Start);
    const auto later = going.fullAt(Start);
    QVERIFY(soon && later);
    QVERIFY(soon->earliest > Start + 4min && soon->latest < Start + 25min);
    // One call a minute against one that goes every two minutes: half as fast.
    QVERIFY(later->earliest > soon->earliest && later->latest > soon->latest + 5min);
    QVERIFY(later->latest < Start + 70min);
}

void tst_Quota::theForecastIsWhereCallsMeetTheLimitFirst()
{
    QRandomGenerator random(8);
    int told = 0;
    for (int round = 0; round < 2000; ++round) {
        const PlainWindow plain{{20 + random.bounded(200), 1h}, {}};
        std::vector<milliseconds> calls;
        const int spread = 10'000 + random.bounded(3'600'000);
        for (int i = random.bounded(int(plain.limit.calls)); i > 0; --i)
            calls.push_back(Start - milliseconds(random.bounded(spread)));
        std::ranges::sort(calls);
        QuotaWindow window(plain.limit);
        for (const milliseconds at : calls)
            window.add(at);
        const auto pace = Pace::ofLate(calls, Start, plain.limit.length, QuotaWindow::MinPaceCalls);
        // Call by call: each takes its place unless an old one goes first.
        const auto meets = [&](Pace::Bound bound) -> std::optional<milliseconds> {
            for (std::size_t gone = 0; gone <= calls.size(); ++gone) {
                const milliseconds end = gone < calls.size() ? calls[gone] + plain.limit.length
                                                             : Start + plain.limit.length;
                const qint64 needed = plain.limit.calls - qint64(calls.size()) + qint64(gone);
                const milliseconds full = Start + pace->timeFor(needed, bound);
                if (full < end)
                    return full;
            }
            return std::nullopt;
        };
        const auto forecast = window.fullAt(Start);
        const auto earliest = pace ? meets(Pace::Bound::Early) : std::nullopt;
        const auto latest = pace ? meets(Pace::Bound::Late) : std::nullopt;
        QCOMPARE(forecast.has_value(), earliest && latest);
        if (forecast) {
            QCOMPARE(forecast->earliest, *earliest);
            QCOMPARE(forecast->latest, *latest);
            ++told;
        }
    }
    QVERIFY(told > 200 && told < 1800);
}

void tst_Quota::aPaceThatTheWindowBearsGivesNoForecast()
{
    // One call a second fits 60 times into a minute of which 90 are allowed, and has for a while.
    QuotaWindow window({90, 60s});
    for (int i = 0; i <= 600; ++i)
        window.add(Start + i * 1s);
    QCOMPARE(window.used(Start + 600s), 60);
    QVERIFY(!window.fullAt(Start + 600s));
    // Twice as many don't.
    for (int i = 580; i < 600; ++i)
        window.add(Start + i * 1s + 500ms);
    QVERIFY(window.fullAt(Start + 600s));
}

void tst_Quota::aBurstThatHasEndedGivesNoForecast()
{
    QuotaWindow window({1000, 24h});
    for (int i = 0; i < 100; ++i)
        window.add(Start + i * 1s);
    QVERIFY(!window.fullAt(Start + 14min));
    QVERIFY(!window.fullAt(Start + 3h));
}

void tst_Quota::aFullWindowGivesNoForecast()
{
    QuotaWindow window({20, 1h});
    for (int i = 0; i < 20; ++i)
        window.add(Start + i * 30s);
    QCOMPARE(window.remaining(Start + 10min), 0);
    QVERIFY(!window.fullAt(Start + 10min));
}

QTEST_GUILESS_MAIN(tst_Quota)
#include "tst_quota.moc"
