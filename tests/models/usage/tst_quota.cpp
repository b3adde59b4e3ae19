// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/pace.h"
#include "models/usage/quota.h"

#include <QElapsedTimer>
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

UsageDatabase::WindowCall call(milliseconds at, std::optional<CallOutcome> outcome = {},
                               bool usesAi = false)
{
    return {at, usesAi, outcome};
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
    void refusedCallsDoNotCount_data();
    void refusedCallsDoNotCount();
    void theWorkspaceCountsEveryKeysGenerating();
    void refusalsCorrectTheLimitThatTheyName();
    void whatIsMissingOfAKeyIsMissingOfTheWorkspace();
    void readingsAreLowerBoundsUnlessASourceSeesAll();
    void callsOfUnknownKeysMayBeAnybodys();
    void theTightestKeyIsNamed();
    void whatBitesFirstIsWhatHasLeastLeft();
    void readingsChangeWhenNextChangeSays();
    void manyCallsCostNoTime();
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
    for (int round = 0; round < 3000; ++round) {
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
    QVERIFY(overfull > 50);
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
        for (milliseconds now = Start - 5s; now < Start + 30s; now += 97ms) {
            QCOMPARE(shuffled.used(now), inOrder.used(now));
            QCOMPARE(shuffled.nextSlotAt(now), inOrder.nextSlotAt(now));
            QCOMPARE(shuffled.isCorrected(now), inOrder.isCorrected(now));
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

void tst_Quota::refusedCallsDoNotCount_data()
{
    QTest::addColumn<std::optional<CallOutcome>>("outcome");
    QTest::addColumn<bool>("counts");
    const auto row = [](const char *name, std::optional<CallOutcome> outcome, bool counts) {
        QTest::newRow(name) << outcome << counts;
    };
    row("succeeded", CallOutcome::Succeeded, true);
    row("failed", CallOutcome::Failed, true);
    row("cancelled", CallOutcome::Cancelled, true);
    row("unanswered", CallOutcome::Unanswered, true);
    row("not told", std::nullopt, true);
    row("a limit without a name", CallOutcome::RateLimited, false);
    row("failed sign-ins", CallOutcome::RateLimitedAuth, false);
    row("refused key", CallOutcome::Unauthorized, false);
    row("licence", CallOutcome::Licence, false);
}

void tst_Quota::refusedCallsDoNotCount()
{
    QFETCH(std::optional<CallOutcome>, outcome);
    QFETCH(bool, counts);
    QuotaBoard board;
    board.setCalls({{u"a"_s, {call(Start, outcome, true)}}}, true);
    for (const QuotaReading &reading : board.readings(u"a"_s, Start)) {
        QCOMPARE(reading.used, counts ? 1 : 0);
        QCOMPARE(reading.own, counts ? 1 : 0);
        QCOMPARE(reading.keys, counts ? 1 : 0);
        QCOMPARE(reading.remaining, reading.limit - reading.used);
        QVERIFY(!reading.isLowerBound);
    }
}

void tst_Quota::theWorkspaceCountsEveryKeysGenerating()
{
    QuotaBoard board(Plan::Enterprise);
    board.setCalls({{u"a"_s, {call(Start, {}, true), call(Start + 1s), call(Start + 2s, {}, true)}},
                    {u"b"_s, {call(Start + 1s, {}, true)}},
                    {u"c"_s, {call(Start + 1s)}}},
                   true);
    const auto readings = board.readings(u"a"_s, Start + 3s);
    QCOMPARE(readings.size(), 4);
    QCOMPARE(readings[0].kind, QuotaKind::Minute);
    QCOMPARE(readings[0].limit, 600);
    QCOMPARE(readings[0].used, 3);
    QCOMPARE(readings[0].key, u"a"_s);
    QCOMPARE(readings[1].kind, QuotaKind::Day);
    QCOMPARE(readings[1].used, 3);
    QCOMPARE(readings[1].nextSlotAt, std::optional(Start + 24h));
    QCOMPARE(readings[2].kind, QuotaKind::AiKey);
    QCOMPARE(readings[2].used, 2);
    QCOMPARE(readings[2].remaining, 3);
    QCOMPARE(readings[3].kind, QuotaKind::AiWorkspace);
    QCOMPARE(readings[3].used, 3);
    QCOMPARE(readings[3].own, 2);
    QCOMPARE(readings[3].keys, 2);
    QVERIFY(readings[3].key.isEmpty());
    for (const QuotaReading &reading : board.readings(u"nobody"_s, Start + 3s))
        QCOMPARE(reading.own, 0);
}

void tst_Quota::refusalsCorrectTheLimitThatTheyName()
{
    const auto fullKinds = [](CallOutcome outcome) {
        QuotaBoard board;
        board.setCalls({{u"a"_s, {call(Start, {}, true), call(Start + 1s, outcome, true)}}}, true);
        QList<QuotaKind> full;
        for (const QuotaReading &reading : board.readings(u"a"_s, Start + 2s)) {
            if (reading.isFull())
                full << reading.kind;
        }
        return full;
    };
    QCOMPARE(fullKinds(CallOutcome::RateLimitedMinute), QList{QuotaKind::Minute});
    QCOMPARE(fullKinds(CallOutcome::RateLimitedDay), QList{QuotaKind::Day});
    QCOMPARE(fullKinds(CallOutcome::RateLimitedAiKey), QList{QuotaKind::AiKey});
    QCOMPARE(fullKinds(CallOutcome::RateLimitedAiTenant), QList{QuotaKind::AiWorkspace});
    QCOMPARE(fullKinds(CallOutcome::RateLimited), QList<QuotaKind>());
    QCOMPARE(fullKinds(CallOutcome::RateLimitedAuth), QList<QuotaKind>());
}

void tst_Quota::whatIsMissingOfAKeyIsMissingOfTheWorkspace()
{
    QuotaBoard board;
    board.setCalls(
        {{u"a"_s, {call(Start, {}, true), call(Start + 1s, CallOutcome::RateLimitedAiKey, true)}},
         {u"b"_s, {call(Start, {}, true)}}},
        true);
    const auto readings = board.readings(u"a"_s, Start + 2s);
    QCOMPARE(readings[2].used, 5);
    QVERIFY(readings[2].isLowerBound);
    QCOMPARE(readings[3].used, 6);
    QCOMPARE(readings[3].own, 5);
    QVERIFY(readings[3].isLowerBound);
    QVERIFY(!readings[0].isLowerBound);
    QVERIFY(readings[1].isLowerBound);
    const auto ofOther = board.readings(u"b"_s, Start + 2s);
    QVERIFY(!ofOther[2].isLowerBound);
    QVERIFY(ofOther[3].isLowerBound);
    // A day later nothing of it is left.
    for (const QuotaReading &reading : board.readings(u"a"_s, Start + 25h))
        QVERIFY(!reading.isLowerBound);
}

void tst_Quota::readingsAreLowerBoundsUnlessASourceSeesAll()
{
    QuotaBoard board;
    board.setCalls({{u"a"_s, {call(Start)}}, {u"b"_s, {call(Start)}}}, false, {u"a"_s});
    const auto known = board.readings(u"a"_s, Start);
    QVERIFY(!known[0].isLowerBound && !known[1].isLowerBound && !known[2].isLowerBound);
    QVERIFY(known[3].isLowerBound);
    for (const QuotaReading &reading : board.readings(u"b"_s, Start))
        QVERIFY(reading.isLowerBound);
}

void tst_Quota::callsOfUnknownKeysMayBeAnybodys()
{
    QuotaBoard board;
    board.setCalls({{u"a"_s, {call(Start)}},
                    {u"b"_s, {call(Start)}},
                    {{},
                     {call(Start, {}, true), call(Start + 1s, CallOutcome::RateLimitedDay),
                      call(Start + 1s, CallOutcome::RateLimitedAiTenant)}}},
                   true, {u"b"_s});
    const auto readings = board.readings(u"a"_s, Start + 2s);
    QCOMPARE(readings[1].used, 1);
    QVERIFY(readings[0].isLowerBound && readings[1].isLowerBound && readings[2].isLowerBound);
    QVERIFY(readings[3].isFull());
    QCOMPARE(readings[3].keys, 0);
    QVERIFY(!board.readings(u"b"_s, Start + 2s)[1].isLowerBound);
    for (const QuotaReading &reading : board.tightest(Start + 2s))
        QVERIFY(reading.key
                == (reading.kind == QuotaKind::Minute || reading.kind == QuotaKind::Day
                        ? u"a"_s
                        : QString()));
}

void tst_Quota::theTightestKeyIsNamed()
{
    QuotaBoard board;
    board.setCalls({{u"a"_s, {call(Start - 2min), call(Start - 2min), call(Start)}},
                    {u"b"_s, {call(Start), call(Start, {}, true)}}},
                   true);
    const auto readings = board.tightest(Start + 1s);
    QCOMPARE(readings[0].key, u"b"_s);
    QCOMPARE(readings[1].key, u"a"_s);
    QCOMPARE(readings[1].used, 3);
    QCOMPARE(readings[2].key, u"b"_s);
    QCOMPARE(readings[3].key, QString());
    QCOMPARE(readings[3].used, 1);
    for (const QuotaReading &reading : QuotaBoard().tightest(Start)) {
        QCOMPARE(reading.used, 0);
        QCOMPARE(reading.remaining, reading.limit);
        QVERIFY(!reading.nextSlotAt && !reading.fullAt);
    }
}

void tst_Quota::whatBitesFirstIsWhatHasLeastLeft()
{
    const auto bites = [](int own, int others, milliseconds ownAt = Start) {
        std::map<QString, std::vector<UsageDatabase::WindowCall>> calls;
        for (int i = 0; i < own; ++i)
            calls[u"own"_s].push_back(call(ownAt, {}, true));
        for (int i = 0; i < others; ++i)
            calls[u"other-%1"_s.arg(i / 5)].push_back(call(Start, {}, true));
        QuotaBoard board;
        board.setCalls(calls, true);
        return board.bitesFirst(u"own"_s, Start + 2h);
    };
    QCOMPARE(bites(0, 0), std::nullopt);
    QCOMPARE(bites(1, 0), std::optional(QuotaKind::AiKey));
    QCOMPARE(bites(0, 1), std::optional(QuotaKind::AiKey));
    QCOMPARE(bites(0, 48), std::optional(QuotaKind::AiWorkspace));
    QCOMPARE(bites(0, 45), std::optional(QuotaKind::AiWorkspace));
    // Both full: what frees later.
    QCOMPARE(bites(5, 45, Start + 1h), std::optional(QuotaKind::AiKey));
    QCOMPARE(bites(5, 45, Start - 1h), std::optional(QuotaKind::AiKey));
    QCOMPARE(bites(5, 50, Start - 1h), std::optional(QuotaKind::AiWorkspace));
}

void tst_Quota::readingsChangeWhenNextChangeSays()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 60; ++round) {
        std::map<QString, std::vector<UsageDatabase::WindowCall>> calls;
        for (int i = 0; i < 40; ++i)
            calls[QString(QChar(u'a' + random.bounded(3)))].push_back(
                call(Start + milliseconds(random.bounded(200'000)), {}, random.bounded(2) == 0));
        for (auto &[key, ofKey] : calls)
            std::ranges::sort(ofKey, {}, &UsageDatabase::WindowCall::at);
        QuotaBoard board;
        board.setCalls(calls, true);
        const auto usedBy = [&board, &calls](milliseconds now) {
            QList<qint64> used;
            for (const auto &[key, ofKey] : calls) {
                for (const QuotaReading &reading : board.readings(key, now))
                    used << reading.used;
            }
            return used;
        };
        milliseconds now = Start + 200s;
        int changes = 0;
        for (auto next = board.nextChange(now); next; next = board.nextChange(now)) {
            QVERIFY(*next > now);
            QCOMPARE(usedBy(*next - 1ms), usedBy(now));
            QVERIFY(usedBy(*next) != usedBy(now));
            now = *next;
            ++changes;
        }
        QVERIFY(changes >= 30);
        QVERIFY(std::ranges::all_of(usedBy(now), [](qint64 used) { return used == 0; }));
    }
}

void tst_Quota::manyCallsCostNoTime()
{
    std::vector<UsageDatabase::WindowCall> calls;
    for (int i = 0; i < 99'000; ++i)
        calls.push_back(call(Start + i * 870ms));
    const std::map<QString, std::vector<UsageDatabase::WindowCall>> ofKey{{u"a"_s, calls}};
    QuotaBoard board(Plan::Enterprise);
    board.setCalls(ofKey, true);
    const milliseconds now = Start + 99'000 * 870ms;
    // Less than a tenth of one look at every call.
    QElapsedTimer timer;
    timer.start();
    qint64 sum = 0;
    for (int i = 0; i < 200; ++i)
        sum += board.readings(u"a"_s, now + i * 1ms)[1].used + i;
    const qint64 ticks = timer.nsecsElapsed();
    timer.restart();
    for (int i = 0; i < 20; ++i)
        sum += std::ranges::count_if(calls,
                                     [&](const auto &one) { return one.at > now + i * 1ms - 24h; });
    const qint64 looks = timer.nsecsElapsed();
    QVERIFY(sum > 0);
    qInfo("one reading of all: %lld us; looking at every call: %lld us", ticks / 200'000,
          looks / 20'000);
    QVERIFY(ticks / 200 * 10 < looks / 20);
}

QTEST_GUILESS_MAIN(tst_Quota)
#include "tst_quota.moc"
