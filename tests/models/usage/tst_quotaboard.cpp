// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/quota.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

//! 29 February 2028 23:00 UTC: a leap day's end, near the change of clocks in parts of the world.
constexpr milliseconds Start{1'835'478'000'000};

UsageDatabase::WindowCall call(milliseconds at, std::optional<CallOutcome> outcome = {},
                               bool usesAi = false)
{
    return {at, usesAi, outcome};
}

} // namespace

class tst_QuotaBoard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

void tst_QuotaBoard::refusedCallsDoNotCount_data()
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

void tst_QuotaBoard::refusedCallsDoNotCount()
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

void tst_QuotaBoard::theWorkspaceCountsEveryKeysGenerating()
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

void tst_QuotaBoard::refusalsCorrectTheLimitThatTheyName()
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

void tst_QuotaBoard::whatIsMissingOfAKeyIsMissingOfTheWorkspace()
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

void tst_QuotaBoard::readingsAreLowerBoundsUnlessASourceSeesAll()
{
    QuotaBoard board;
    board.setCalls({{u"a"_s, {call(Start)}}, {u"b"_s, {call(Start)}}}, false, {u"a"_s});
    const auto known = board.readings(u"a"_s, Start);
    QVERIFY(!known[0].isLowerBound && !known[1].isLowerBound && !known[2].isLowerBound);
    QVERIFY(known[3].isLowerBound);
    for (const QuotaReading &reading : board.readings(u"b"_s, Start))
        QVERIFY(reading.isLowerBound);
}

void tst_QuotaBoard::callsOfUnknownKeysMayBeAnybodys()
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

void tst_QuotaBoard::theTightestKeyIsNamed()
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

void tst_QuotaBoard::whatBitesFirstIsWhatHasLeastLeft()
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

void tst_QuotaBoard::readingsChangeWhenNextChangeSays()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 20; ++round) {
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

void tst_QuotaBoard::manyCallsCostNoTime()
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

QTEST_GUILESS_MAIN(tst_QuotaBoard)
#include "tst_quotaboard.moc"
