// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/localday.h"
#include "models/usage/usageseries.h"
#include "tests/support/usageanswers.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

milliseconds utc(const QString &text)
{
    return milliseconds(
        QDateTime::fromString(text + u'Z', Qt::ISODate).toUTC().toMSecsSinceEpoch());
}

QDateTime local(milliseconds at, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(at.count(), zone);
}

//! Where the day of \a at begins, by going back until the date changes.
milliseconds dayOf(milliseconds at, const QTimeZone &zone)
{
    constexpr milliseconds step = 15min; // all these zones' changes are at such moments
    const QDate date = local(at, zone).date();
    static std::map<std::pair<QByteArray, QDate>, milliseconds> known;
    milliseconds &start = known[{zone.id(), date}];
    if (start == 0ms) {
        start = at / step * step;
        while (local(start - step, zone).date() == date)
            start -= step;
    }
    return start;
}

struct Call
{
    milliseconds at{0};
    int group = 0;
    OutcomeClass outcome = OutcomeClass::Succeeded;
    std::optional<milliseconds> duration;
};

QStringList groupNames(int count)
{
    QStringList names;
    for (int i = 0; i < count; ++i)
        names << u"tool-%1"_s.arg(i, 2, 10, QChar(u'0'));
    return names;
}

//! What a store answers, from the calls themselves.
UsageCells cellsOf(const std::vector<Call> &calls, const TimeRange &range, BucketWidth width,
                   const QTimeZone &zone, int groups, UsageSplit split = UsageSplit::Tool)
{
    std::map<std::tuple<milliseconds, qint64, OutcomeClass>, UsageCell> cells;
    for (const Call &call : calls) {
        if (call.at < range.from || call.at >= range.to)
            continue;
        milliseconds start{call.at.count() / 60'000 * 60'000};
        if (width == BucketWidth::Hour)
            start = milliseconds(call.at.count() / 3'600'000 * 3'600'000);
        if (width == BucketWidth::Day)
            start = dayOf(call.at, zone);
        const qint64 group = split == UsageSplit::Outcome ? 0 : call.group;
        UsageCell &cell = cells[{start, group, call.outcome}];
        cell.start = start;
        cell.group = group;
        cell.outcome = call.outcome;
        ++cell.calls;
        if (call.duration)
            cell.durations.add(*call.duration);
    }
    std::vector<UsageCell> inOrder;
    for (const auto &[place, cell] : cells)
        inOrder.push_back(cell);
    return answerOf(split == UsageSplit::Outcome ? QStringList() : groupNames(groups),
                    std::move(inOrder));
}

UsageCell cell(milliseconds start, qint64 group, qint64 calls,
               OutcomeClass outcome = OutcomeClass::Succeeded)
{
    return {start, group, outcome, calls, {}};
}

QTimeZone berlin()
{
    return QTimeZone("Europe/Berlin");
}

const TimeRange ThreeDays{utc(u"2026-11-01T00:00:00"_s), utc(u"2026-11-04T00:00:00"_s)};

} // namespace

class tst_UsageSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingGivesEmptyColumns();
    void numbersOfAFewCalls();
    void sixAreShownAndTheOthersMerged();
    void sevenAreAllShown();
    void outcomesKeepTheirOrder();
    void daysHaveTheLengthOfTheirZone_data();
    void daysHaveTheLengthOfTheirZone();
    void aDayThatTheCalendarLeavesOutIsNoColumn();
    void noMomentIsBeforeItsDay_data();
    void noMomentIsBeforeItsDay();
    void weeksBeginOnTheLocalesDay();
    void hoursAreThoseOfTheStoreWhereClocksAreHalfAnHourOff();
    void theEndsAreCutToTheRange();
    void aLongRangeIsWidened();
    void oneColumnIsEnoughForAnything();
    void theAxisIsRoundAndReaches();
    void durationsHaveAnAxisInTheirUnit();
    void periodsBeginAndEndWithABucket();
    void stepsFollowTheLength();
    void outcomeNamesAreStable();
    void everyCellIsWhatCountingTheCallsGives();
    void theSeriesBeforeChangesNothing();
};

void tst_UsageSeries::nothingGivesEmptyColumns()
{
    const UsageSeries series({}, ThreeDays, UsageSplit::Tool, UsageStep::Day, QTimeZone::utc());
    QCOMPARE(series.buckets().size(), 3U);
    QCOMPARE(series.successRate(), std::vector<std::optional<double>>(3));
    QCOMPARE(series.p50(), std::vector<std::optional<milliseconds>>(3));
    QVERIFY(series.layers().empty() && series.table().empty());
    QCOMPARE(series.total().calls, 0);
    QCOMPARE(series.axis().max, 1);
    QCOMPARE(series.axis().lines, 1);
    QCOMPARE(series.durationAxis().max, 1);
    const UsageSeries none({}, {}, UsageSplit::Tool, UsageStep::Day, QTimeZone::utc());
    QVERIFY(none.buckets().empty());
    QVERIFY(UsageSeries().buckets().empty());
}

void tst_UsageSeries::numbersOfAFewCalls()
{
    const milliseconds day = 24h;
    std::vector<UsageCell> cells{
        cell(ThreeDays.from, 0, 2), cell(ThreeDays.from, 0, 1, OutcomeClass::Failed),
        cell(ThreeDays.from, 1, 4, OutcomeClass::Untold), cell(ThreeDays.from + 2 * day, 1, 5)};
    cells[0].durations.add(10ms, 2);
    cells[1].durations.add(1000ms);
    cells[3].durations.add(20ms, 5);
    const UsageSeries series(answerOf({u"create"_s, u"list"_s}, cells), ThreeDays, UsageSplit::Tool,
                             UsageStep::Day, QTimeZone::utc());
    QCOMPARE(series.step(), UsageStep::Day);
    QCOMPARE(series.layers().size(), 2U);
    QCOMPARE(series.layers()[0].id, u"list"_s);
    QCOMPARE(series.layers()[0].calls, (std::vector<qint64>{4, 0, 5}));
    QCOMPARE(series.layers()[0].total, 9);
    QCOMPARE(series.layers()[1].calls, (std::vector<qint64>{3, 0, 0}));
    QCOMPARE(series.highestColumn(), 7);
    QCOMPARE(series.successRate()[0], std::optional(2.0 / 3));
    QCOMPARE(series.successRate()[1], std::nullopt);
    QCOMPARE(series.successRate()[2], std::optional(1.0));
    QCOMPARE(series.p50()[0], std::optional(10ms));
    QVERIFY(series.p95()[0] > 950ms && series.p95()[0] < 1050ms);
    QCOMPARE(series.p50()[1], std::nullopt);
    const UsageTableRow total = series.total();
    QCOMPARE(total.calls, 12);
    QCOMPARE(total.told, 8);
    QCOMPARE(total.succeeded, 7);
    QVERIFY(total.p50 >= 19ms && total.p50 <= 21ms);
    QCOMPARE(series.table()[1].id, u"create"_s);
    QCOMPARE(series.table()[1].calls, 3);
    QCOMPARE(series.table()[1].succeeded, 2);
    QCOMPARE(series.table()[1].p50, std::optional(10ms));
    QCOMPARE(series.table()[0].told, 5);
}

void tst_UsageSeries::sixAreShownAndTheOthersMerged()
{
    std::vector<UsageCell> cells;
    for (qint64 group = 0; group < 9; ++group)
        cells.push_back(cell(ThreeDays.from, group, group == 0 ? 4 : group));
    const UsageSeries series(answerOf(groupNames(9), cells), ThreeDays, UsageSplit::Tool,
                             UsageStep::Day, QTimeZone::utc());
    QStringList ids;
    for (const UsageLayer &layer : series.layers())
        ids << layer.id;
    QCOMPARE(ids, QStringList({u"tool-08"_s, u"tool-07"_s, u"tool-06"_s, u"tool-05"_s, u"tool-00"_s,
                               u"tool-04"_s, QString()}));
    QCOMPARE(series.layers().back().merged, 3);
    QCOMPARE(series.layers().back().total, 3 + 2 + 1);
    QCOMPARE(series.layers().back().calls, (std::vector<qint64>{6, 0, 0}));
    QCOMPARE(series.layers().front().merged, 0);
    QCOMPARE(series.table().size(), 9U);
    QCOMPARE(series.table().back().id, u"tool-01"_s);
}

void tst_UsageSeries::sevenAreAllShown()
{
    std::vector<UsageCell> cells;
    for (qint64 group = 0; group < 7; ++group)
        cells.push_back(cell(ThreeDays.from, group, 1)); // the eighth has none
    const UsageSeries series(answerOf(groupNames(8), cells), ThreeDays, UsageSplit::Key,
                             UsageStep::Day, QTimeZone::utc());
    QCOMPARE(series.layers().size(), UsageSeries::MaxLayers);
    QCOMPARE(series.layers().back().merged, 0);
    QCOMPARE(series.layers().back().id, u"tool-06"_s);
    QCOMPARE(series.table().size(), 7U);
}

void tst_UsageSeries::outcomesKeepTheirOrder()
{
    const UsageCells cells = answerOf({}, {cell(ThreeDays.from, 0, 1, OutcomeClass::Succeeded),
                                           cell(ThreeDays.from, 0, 9, OutcomeClass::RateLimited),
                                           cell(ThreeDays.from, 0, 5, OutcomeClass::Untold)});
    const UsageSeries series(cells, ThreeDays, UsageSplit::Outcome, UsageStep::Day,
                             QTimeZone::utc());
    QStringList ids;
    for (const UsageLayer &layer : series.layers())
        ids << layer.id;
    QCOMPARE(ids, QStringList({u"succeeded"_s, u"rate-limited"_s, u"untold"_s}));
    QCOMPARE(series.table()[1].id, u"rate-limited"_s);
    QCOMPARE(series.table()[1].calls, 9);
    QCOMPARE(series.table()[2].told, 0);
}

void tst_UsageSeries::daysHaveTheLengthOfTheirZone_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QList<int>>("minutes");
    const auto row = [](const char *name, const char *zone, const QString &from,
                        const QList<int> &minutes) {
        QTest::newRow(name) << QByteArray(zone) << from << minutes;
    };
    row("spring", "Europe/Berlin", u"2026-03-27T23:00:00"_s, {1440, 1380, 1440});
    row("autumn", "Europe/Berlin", u"2026-10-23T22:00:00"_s, {1440, 1500, 1440});
    row("a leap day", "Europe/Berlin", u"2028-02-27T23:00:00"_s, {1440, 1440, 1440});
    row("half an hour", "Australia/Lord_Howe", u"2026-04-03T13:00:00"_s, {1440, 1470, 1440});
    row("forward at midnight", "America/Havana", u"2026-03-07T05:00:00"_s, {1440, 1380, 1440});
    row("back at midnight, which comes twice", "America/Havana", u"2026-10-31T04:00:00"_s,
        {1440, 1500, 1440});
    row("three quarters of an hour off", "Asia/Kathmandu", u"2026-05-01T18:15:00"_s, {1440, 1440});
}

void tst_UsageSeries::daysHaveTheLengthOfTheirZone()
{
    QFETCH(QByteArray, zone);
    QFETCH(QString, from);
    QFETCH(QList<int>, minutes);
    const QTimeZone place(zone);
    milliseconds at = utc(from);
    const TimeRange range{
        at, local(at, place).date().addDays(minutes.size()).startOfDay(place).toMSecsSinceEpoch()
                * 1ms};
    const UsageSeries series({}, range, UsageSplit::Tool, UsageStep::Day, place);
    QCOMPARE(series.buckets().size(), std::size_t(minutes.size()));
    for (qsizetype i = 0; i < minutes.size(); ++i) {
        const TimeRange day = series.buckets()[std::size_t(i)].range;
        QCOMPARE(day.from, at);
        at += minutes[i] * 1min;
        QCOMPARE(day.to, at);
    }
}

void tst_UsageSeries::aDayThatTheCalendarLeavesOutIsNoColumn()
{
    const QTimeZone samoa("Pacific/Apia");
    const milliseconds from{QDate(2011, 12, 28).startOfDay(samoa).toMSecsSinceEpoch()};
    const milliseconds to{QDate(2012, 1, 1).startOfDay(samoa).toMSecsSinceEpoch()};
    const UsageSeries series({}, {from, to}, UsageSplit::Tool, UsageStep::Day, samoa);
    QList<int> days;
    for (const UsageBucket &bucket : series.buckets()) {
        days << local(bucket.range.from, samoa).date().day();
        QCOMPARE(bucket.range.to - bucket.range.from, milliseconds(24h));
    }
    QCOMPARE(days, QList({28, 29, 31}));
}

void tst_UsageSeries::noMomentIsBeforeItsDay_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("from");
    QTest::newRow("midnight comes twice")
        << QByteArray("America/Havana") << u"2026-10-31T00:00:00"_s;
    QTest::newRow("the date goes back")
        << QByteArray("America/St_Johns") << u"2010-11-06T00:00:00"_s;
    QTest::newRow("no midnight") << QByteArray("America/Havana") << u"2026-03-07T00:00:00"_s;
    QTest::newRow("no day") << QByteArray("Pacific/Apia") << u"2011-12-29T00:00:00"_s;
}

void tst_UsageSeries::noMomentIsBeforeItsDay()
{
    QFETCH(QByteArray, zone);
    QFETCH(QString, from);
    const QTimeZone place(zone);
    milliseconds last{0};
    for (milliseconds at = utc(from); at < utc(from) + 72h; at += 60s) {
        const milliseconds start = dayStartAt(at, place);
        QVERIFY(start <= at && at - start < milliseconds(25h + 30min));
        QVERIFY(start >= last);
        last = start;
    }
}

void tst_UsageSeries::weeksBeginOnTheLocalesDay()
{
    const TimeRange range{utc(u"2026-10-01T22:00:00"_s), utc(u"2026-10-31T23:00:00"_s)};
    const auto starts = [&](Qt::DayOfWeek first) {
        const UsageSeries series({}, range, UsageSplit::Tool, UsageStep::Week, berlin(), 400,
                                 first);
        QStringList text;
        for (const UsageBucket &bucket : series.buckets())
            text << local(bucket.range.from, berlin()).toString(u"ddd d"_s);
        return text;
    };
    QCOMPARE(starts(Qt::Monday),
             QStringList({u"Fri 2"_s, u"Mon 5"_s, u"Mon 12"_s, u"Mon 19"_s, u"Mon 26"_s}));
    QCOMPARE(starts(Qt::Sunday),
             QStringList({u"Fri 2"_s, u"Sun 4"_s, u"Sun 11"_s, u"Sun 18"_s, u"Sun 25"_s}));
    QCOMPARE(starts(Qt::Saturday), QStringList({u"Fri 2"_s, u"Sat 3"_s, u"Sat 10"_s, u"Sat 17"_s,
                                                u"Sat 24"_s, u"Sat 31"_s}));
}

void tst_UsageSeries::hoursAreThoseOfTheStoreWhereClocksAreHalfAnHourOff()
{
    const QTimeZone kathmandu("Asia/Kathmandu");
    const TimeRange range = rangeOf(UsagePeriod::Day, utc(u"2026-05-01T10:20:00"_s), kathmandu);
    QCOMPARE(range.to, utc(u"2026-05-01T11:00:00"_s));
    const UsageSeries series({}, range, UsageSplit::Tool, UsageStep::Hour, kathmandu);
    QCOMPARE(series.buckets().size(), 24U);
    for (const UsageBucket &bucket : series.buckets()) {
        QCOMPARE(bucket.range.from % milliseconds(1h), 0ms);
        QCOMPARE(local(bucket.range.from, kathmandu).time().minute(), 45);
    }
}

void tst_UsageSeries::theEndsAreCutToTheRange()
{
    const TimeRange range{ThreeDays.from + 10h, ThreeDays.from + 30h};
    const UsageCells cells = answerOf(
        {u"a"_s}, {cell(ThreeDays.from, 0, 3), cell(ThreeDays.from + 24h, 0, 4)});
    const UsageSeries series(cells, range, UsageSplit::Tool, UsageStep::Day, QTimeZone::utc());
    QCOMPARE(series.buckets().size(), 2U);
    QCOMPARE(series.buckets()[0].range, (TimeRange{range.from, ThreeDays.from + 24h}));
    QCOMPARE(series.buckets()[1].range, (TimeRange{ThreeDays.from + 24h, range.to}));
    QCOMPARE(series.layers()[0].calls, (std::vector<qint64>{3, 4}));
}

void tst_UsageSeries::aLongRangeIsWidened()
{
    const auto check = [](milliseconds length, UsageStep step, std::size_t most, UsageStep widened,
                          std::size_t columns) {
        const TimeRange range{ThreeDays.from, ThreeDays.from + length};
        const UsageSeries series({}, range, UsageSplit::Tool, step, QTimeZone::utc(), most,
                                 Qt::Sunday);
        QCOMPARE(series.step(), widened);
        QCOMPARE(widenedStep(range, step, QTimeZone::utc(), most, Qt::Sunday), widened);
        QCOMPARE(series.buckets().size(), columns);
        QCOMPARE(series.buckets().front().range.from, range.from);
        QCOMPARE(series.buckets().back().range.to, range.to);
    };
    check(400min, UsageStep::Minute, 400, UsageStep::Minute, 400);
    check(401min, UsageStep::Minute, 400, UsageStep::Hour, 7);
    check(401h, UsageStep::Minute, 400, UsageStep::Day, 17);
    check(24h * 401, UsageStep::Hour, 400, UsageStep::Week, 58);
    check(24h * 70, UsageStep::Week, 5, UsageStep::Week, 5);
    check(24h * 71, UsageStep::Week, 5, UsageStep::Week, 4);
}

void tst_UsageSeries::oneColumnIsEnoughForAnything()
{
    const TimeRange range{utc(u"1999-01-01T00:00:00"_s), utc(u"2027-01-01T00:00:00"_s)};
    for (const std::size_t most : {std::size_t(0), std::size_t(1)}) {
        const UsageCells cells = answerOf({u"a"_s}, {cell(ThreeDays.from, 0, 3)});
        const UsageSeries series(cells, range, UsageSplit::Tool, UsageStep::Minute, berlin(), most);
        QCOMPARE(series.buckets().size(), 1U);
        QCOMPARE(series.buckets()[0].range, range);
        QCOMPARE(series.layers()[0].calls, std::vector<qint64>{3});
    }
}

void tst_UsageSeries::theAxisIsRoundAndReaches()
{
    const auto axisOf = [](qint64 calls) {
        return UsageSeries(answerOf({u"a"_s}, {cell(ThreeDays.from, 0, calls)}), ThreeDays,
                           UsageSplit::Tool, UsageStep::Day, QTimeZone::utc())
            .axis();
    };
    const auto check = [&](qint64 calls, qint64 max, int lines) {
        const UsageSeries::Axis axis = axisOf(calls);
        QCOMPARE(axis.max, max);
        QCOMPARE(axis.lines, lines);
    };
    check(1, 1, 1);
    check(3, 3, 3);
    check(6, 6, 3);
    check(7, 8, 4);
    check(11, 15, 3);
    check(26, 30, 3);
    check(100, 100, 5);
    check(101, 150, 3);
    check(1'234'567, 1'500'000, 3);
    QRandomGenerator random(1);
    for (int round = 0; round < 500; ++round) {
        const qint64 calls = qint64(random.generate64() >> (4 + random.bounded(58))) + 1;
        const UsageSeries::Axis axis = axisOf(calls);
        QVERIFY(axis.max >= calls);
        QVERIFY(axis.lines >= 1 && axis.lines <= 5);
        QCOMPARE(axis.max % axis.lines, 0);
        QVERIFY(calls < 6 || (axis.lines >= 3 && axis.max - calls < axis.max / axis.lines));
    }
}

void tst_UsageSeries::durationsHaveAnAxisInTheirUnit()
{
    const auto check = [](milliseconds duration, qint64 max, int lines) {
        UsageCell one = cell(ThreeDays.from, 0, 1);
        one.durations.add(duration);
        const auto axis = UsageSeries(answerOf({u"a"_s}, {one}), ThreeDays, UsageSplit::Tool,
                                      UsageStep::Day, QTimeZone::utc())
                              .durationAxis();
        QCOMPARE(axis.max, max);
        QCOMPARE(axis.lines, lines);
    };
    check(7ms, 8, 4);
    check(700ms, 800, 4);
    check(30s, 30'000, 3);
    check(50s, 50'000, 5);
    check(4min, 300'000, 5);
    check(1h, 4'500'000, 5);
}

void tst_UsageSeries::periodsBeginAndEndWithABucket()
{
    const milliseconds now = utc(u"2026-10-26T13:45:10"_s);
    const TimeRange day = rangeOf(UsagePeriod::Day, now, berlin());
    QCOMPARE(day, (TimeRange{utc(u"2026-10-25T14:00:00"_s), utc(u"2026-10-26T14:00:00"_s)}));
    // The clocks went back the day before.
    QCOMPARE(rangeOf(UsagePeriod::Week, now, berlin()),
             (TimeRange{utc(u"2026-10-19T22:00:00"_s), utc(u"2026-10-26T23:00:00"_s)}));
    for (const auto &[period, days] :
         {std::pair(UsagePeriod::Week, 7U), std::pair(UsagePeriod::Month, 30U),
          std::pair(UsagePeriod::Quarter, 90U)}) {
        const TimeRange range = rangeOf(period, now, berlin());
        QCOMPARE(stepFor(range), UsageStep::Day);
        QVERIFY(range.from < now && now < range.to);
        const UsageSeries series({}, range, UsageSplit::Tool, UsageStep::Day, berlin());
        QCOMPARE(series.buckets().size(), days);
        for (const UsageBucket &bucket : series.buckets())
            QCOMPARE(local(bucket.range.from, berlin()).time(), QTime(0, 0));
        QCOMPARE(series.buckets().back().range.to, range.to);
    }
    QVERIFY(rangeOf(UsagePeriod::Custom, now, berlin()).isEmpty());
    // At a full hour, that hour has begun.
    QCOMPARE(rangeOf(UsagePeriod::Day, utc(u"2026-10-26T13:00:00"_s), berlin()).to,
             utc(u"2026-10-26T14:00:00"_s));
}

void tst_UsageSeries::stepsFollowTheLength()
{
    const auto step = [](milliseconds length) { return stepFor({0ms, length}); };
    QCOMPARE(step(3h), UsageStep::Minute);
    QCOMPARE(step(3h + 1ms), UsageStep::Hour);
    QCOMPARE(step(73h), UsageStep::Hour);
    QCOMPARE(step(4 * 24h), UsageStep::Day);
    QCOMPARE(step(120 * 24h + 1h), UsageStep::Day);
    QCOMPARE(step(121 * 24h), UsageStep::Week);
    QCOMPARE(widthFor(UsageStep::Minute), BucketWidth::Minute);
    QCOMPARE(widthFor(UsageStep::Hour), BucketWidth::Hour);
    QCOMPARE(widthFor(UsageStep::Day), BucketWidth::Day);
    QCOMPARE(widthFor(UsageStep::Week), BucketWidth::Day);
}

void tst_UsageSeries::outcomeNamesAreStable()
{
    QStringList names;
    for (int i = 0; i <= int(OutcomeClass::Untold); ++i) {
        names << outcomeClassName(OutcomeClass(i));
        QCOMPARE(outcomeClassFromName(names.back()), std::optional(OutcomeClass(i)));
    }
    QCOMPARE(names, QStringList({u"succeeded"_s, u"failed"_s, u"rate-limited"_s, u"unfinished"_s,
                                 u"untold"_s}));
    QCOMPARE(outcomeClassFromName(u"Succeeded"), std::nullopt);
}

void tst_UsageSeries::everyCellIsWhatCountingTheCallsGives()
{
    QRandomGenerator random(2);
    const QList<QByteArray> zones{"UTC",
                                  "Europe/Berlin",
                                  "America/New_York",
                                  "Asia/Kathmandu",
                                  "Australia/Lord_Howe",
                                  "America/Havana"};
    for (int round = 0; round < 200; ++round) {
        const QTimeZone zone(zones[random.bounded(int(zones.size()))]);
        const auto step = UsageStep(random.bounded(4));
        const auto split = UsageSplit(random.bounded(3));
        const qint64 unit = std::array<qint64, 4>{60'000, 3'600'000, 86'400'000,
                                                  7 * 86'400'000}[std::size_t(step)];
        const TimeRange range{
            utc(u"2026-10-20T00:00:00"_s) + milliseconds(random.bounded(86'400'000)),
            utc(u"2026-10-24T00:00:00"_s)
                + milliseconds(qint64(random.generateDouble() * 30 * double(unit)))};
        const std::size_t most = 1 + random.bounded(60U);
        const auto firstDay = Qt::DayOfWeek(1 + random.bounded(7));
        const int groups = 1 + random.bounded(12);
        std::vector<Call> calls;
        for (int i = 0; i < 200; ++i) {
            const qint64 length = (range.to - range.from).count();
            const milliseconds at = range.from - 1h
                                    + milliseconds(
                                        qint64(random.generateDouble() * double(length)));
            const std::optional<milliseconds> duration = random.bounded(3) == 0
                                                             ? std::nullopt
                                                             : std::optional(milliseconds(
                                                                 1 + random.bounded(9999)));
            calls.push_back(
                {at, random.bounded(groups), OutcomeClass(random.bounded(5)), duration});
        }
        const UsageStep widened = widenedStep(range, step, zone, most, firstDay);
        const UsageSeries series(cellsOf(calls, range, widthFor(widened), zone, groups, split),
                                 range, split, step, zone, most, firstDay);

        QVERIFY(series.buckets().size() <= most);
        QCOMPARE(series.buckets().front().range.from, range.from);
        QCOMPARE(series.buckets().back().range.to, range.to);
        const auto inRange = [](const Call &call, const TimeRange &place) {
            return call.at >= place.from && call.at < place.to;
        };
        const auto idOf = [&](const Call &call) {
            return split == UsageSplit::Outcome ? outcomeClassName(call.outcome)
                                                : groupNames(groups)[call.group];
        };
        QStringList shown;
        for (const UsageLayer &layer : series.layers())
            shown << layer.id;
        qint64 highest = 0;
        for (std::size_t b = 0; b < series.buckets().size(); ++b) {
            const TimeRange place = series.buckets()[b].range;
            QVERIFY(b == 0 || place.from == series.buckets()[b - 1].range.to);
            std::map<QString, qint64> counts;
            qint64 told = 0;
            qint64 succeeded = 0;
            DurationDigest durations;
            for (const Call &call : calls) {
                if (!inRange(call, place))
                    continue;
                ++counts[shown.contains(idOf(call)) ? idOf(call) : QString()];
                told += call.outcome != OutcomeClass::Untold ? 1 : 0;
                succeeded += call.outcome == OutcomeClass::Succeeded ? 1 : 0;
                if (call.duration)
                    durations.add(*call.duration);
            }
            qint64 column = 0;
            for (const UsageLayer &layer : series.layers()) {
                QCOMPARE(layer.calls[b], counts[layer.id]);
                column += layer.calls[b];
            }
            highest = std::max(highest, column);
            QCOMPARE(series.successRate()[b].has_value(), told > 0);
            if (told > 0)
                QCOMPARE(*series.successRate()[b], double(succeeded) / double(told));
            QCOMPARE(series.p50()[b], durations.quantile(0.5));
            QCOMPARE(series.p95()[b], durations.quantile(0.95));
        }
        QCOMPARE(series.highestColumn(), highest);
        for (const UsageTableRow &row : series.table()) {
            const auto count = std::ranges::count_if(calls, [&](const Call &call) {
                return inRange(call, range) && idOf(call) == row.id;
            });
            QCOMPARE(row.calls, count);
        }
        QCOMPARE(series.total().calls, std::ranges::count_if(calls, [&](const Call &call) {
                     return inRange(call, range);
                 }));
    }
}

//! As the store answers again and again: buckets in which nothing happened come as the same objects.
void tst_UsageSeries::theSeriesBeforeChangesNothing()
{
    QRandomGenerator random(3);
    constexpr int Groups = 10;
    const QTimeZone zone = berlin();
    const TimeRange all{utc(u"2026-10-09T22:00:00"_s), utc(u"2026-11-05T23:00:00"_s)};
    std::vector<Call> calls;
    std::array<std::map<milliseconds, UsageCells::Bucket>, 3> known;
    UsageSeries before;
    int reused = 0;
    for (int round = 0; round < 300; ++round) {
        // Few calls, mostly of the last day, or gone again as some are when they turn out to be others.
        for (int i = random.bounded(4); i > 0; --i) {
            const milliseconds back(random.bounded(round % 10 == 0 ? 2'000'000'000 : 80'000'000));
            calls.push_back({all.to - 1ms - back, random.bounded(Groups),
                             OutcomeClass(random.bounded(5)),
                             milliseconds(random.bounded(1, 9999))});
        }
        if (!calls.empty() && random.bounded(3) == 0)
            calls.erase(calls.begin() + random.bounded(int(calls.size())));
        const auto split = UsageSplit(random.bounded(8) == 0 ? random.bounded(3) : 0);
        const TimeRange range = random.bounded(5) == 0 ? TimeRange{all.to - 7 * 24h, all.to} : all;
        const auto step = random.bounded(6) == 0 ? UsageStep::Week : UsageStep::Day;

        UsageCells answer = cellsOf(calls, range, BucketWidth::Day, zone, Groups, split);
        for (UsageCells::Bucket &bucket : answer.buckets) {
            UsageCells::Bucket &same = known.at(std::size_t(split))[bucket->start];
            if (same && same->cells == bucket->cells) {
                bucket = same;
                ++reused;
            }
            same = bucket;
        }
        const UsageSeries anew(answer, range, split, step, zone);
        const UsageSeries quick(answer, range, split, step, zone, 400, Qt::Monday, &before);
        QCOMPARE(quick.table(), anew.table());
        QCOMPARE(quick.total(), anew.total());
        QCOMPARE(quick.layers(), anew.layers());
        QCOMPARE(quick.successRate(), anew.successRate());
        QCOMPARE(quick.p50(), anew.p50());
        QCOMPARE(quick.p95(), anew.p95());
        QCOMPARE(quick.highestColumn(), anew.highestColumn());
        before = quick;
    }
    QVERIFY(reused > 1000);
}

QTEST_GUILESS_MAIN(tst_UsageSeries)
#include "tst_usageseries.moc"
