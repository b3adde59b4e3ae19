// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/models/usage/usageengines.h"
#include "tests/support/usageanswers.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

//! What is deleted, what stays, and what days are counted anew, on both engines.
class tst_UsageRetention final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_engines.start(); }
    void init();
    void cleanup() { m_history.reset(); }

    void pruningLeavesTheDays_data() { UsageEngines::addRows(); }
    void pruningLeavesTheDays();
    void aClockThatIsAheadDeletesNothing_data() { UsageEngines::addRows(); }
    void aClockThatIsAheadDeletesNothing();
    void anotherZoneCountsTheDaysAnew_data();
    void anotherZoneCountsTheDaysAnew();
    void aJourneyCountsEveryCallInOneDay_data();
    void aJourneyCountsEveryCallInOneDay();
    void twoThatAreOpenCountByTheSameDays_data() { addFile(); }
    void twoThatAreOpenCountByTheSameDays();
    void whoOnlyLooksLeavesTheDays_data() { addFile(); }
    void whoOnlyLooksLeavesTheDays();

private:
    //! A server's zone never changes.
    static void addFile()
    {
        QTest::addColumn<bool>("isServer");
        QTest::newRow("SQLite") << false;
    }

    UsageEngines m_engines;
    std::unique_ptr<UsageHistory> m_history;
};

void tst_UsageRetention::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    QFETCH(bool, isServer);
    if (const QString why = m_engines.missing(isServer); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_history = std::make_unique<UsageHistory>(m_engines.server(isServer));
}

void tst_UsageRetention::pruningLeavesTheDays()
{
    CallStream stream;
    UsageLimits limits;
    limits.rows = std::chrono::days(10);
    limits.minutes = std::chrono::days(2);
    limits.hours = std::chrono::days(5);
    const milliseconds end = at("2026-05-31T00:00:00Z");
    const auto database = m_history->open(QTimeZone("Europe/Berlin"), limits);
    QVERIFY(database);
    const TimeRange month{end - std::chrono::days(30), end};
    QList<UsageCall> calls = stream.some(600, month);
    UsageCall last = stream.next(month);
    last.at = end - 1ms;
    // Newest first, as they are read; what is too old for minutes and hours is not even counted there.
    QCOMPARE(said(database->add(UsageSource::Service, {last}, {})), QString());
    QCOMPARE(said(database->add(UsageSource::Service, calls, {})), QString());
    const UsageQuery days{month, BucketWidth::Day, UsageSplit::Tool, {}};
    const auto before = database->cells(days);
    QCOMPARE(said(before), QString());

    qint64 left = 0;
    for (const UsageCall &call : calls + QList{last})
        left += call.at >= last.at - std::chrono::days(10) ? 1 : 0;
    int rounds = 1;
    while (database->prune(100).value())
        ++rounds;
    QVERIFY(rounds >= 4);
    QCOMPARE(database->rowCount().value(), left);
    QCOMPARE(m_history->value(u"SELECT count(*) FROM calls"_s).toLongLong(), left);
    const auto after = database->cells(
        {{at("2026-05-01T22:00:00Z"), end}, BucketWidth::Day, UsageSplit::Tool, {}});
    QCOMPARE(said(after), QString());
    qint64 whole = 0;
    for (const UsageCell &cell : allCells(*after))
        whole += cell.calls;
    qint64 expected = 0;
    for (const UsageCall &call : calls + QList{last})
        expected += call.at >= at("2026-05-01T22:00:00Z") ? 1 : 0;
    QCOMPARE(whole, expected);
    QCOMPARE(m_history->value(u"SELECT count(*) FROM rollups WHERE width = 1 AND start < %1"_s.arg(
                 (last.at - std::chrono::days(2) - 1h).count())),
             0);
    QCOMPARE(m_history->value(u"SELECT count(*) FROM rollups WHERE width = 2 AND start < %1"_s.arg(
                 (last.at - std::chrono::days(5) - 1h).count())),
             0);
    // Where roll-ups are gone the rows still answer.
    const TimeRange recent{end - std::chrono::days(9), end - std::chrono::days(4)};
    QCOMPARE(m_history->difference(*database, {recent, BucketWidth::Hour, UsageSplit::Key, {}}),
             QString());
    QCOMPARE(m_history->windowDifference(*database, recent), QString());
    // What was deleted is not counted a second time.
    const auto again = database->add(UsageSource::Service, calls, {});
    QCOMPARE(said(again), QString());
    QCOMPARE(again->inserted, 0);
    QCOMPARE(database->rowCount().value(), left);
}

void tst_UsageRetention::aClockThatIsAheadDeletesNothing()
{
    CallStream stream;
    const milliseconds now = at("2026-05-31T00:00:00Z");
    const auto database = m_history->open();
    QVERIFY(database);
    SourceState state;
    state.readAt = now;
    QCOMPARE(said(database->add(UsageSource::Service, stream.some(50, {now - 24h, now}), state)),
             QString());
    UsageCall odd = stream.next({now, now + 1ms});
    odd.at = at("2099-01-01T00:00:00Z");
    QCOMPARE(said(database->add(UsageSource::Device, {odd}, state, u"laptop"_s)), QString());
    QCOMPARE(database->prune(), false);
    QCOMPARE(database->rowCount(), 51);
}

void tst_UsageRetention::anotherZoneCountsTheDaysAnew_data()
{
    QTest::addColumn<bool>("isServer");
    QTest::addColumn<QByteArray>("zone");
    QTest::newRow("SQLite, whole hours away") << false << QByteArray("America/New_York");
    QTest::newRow("SQLite, a quarter away") << false << QByteArray("Asia/Kathmandu");
    QTest::newRow("PostgreSQL") << true << QByteArray("America/New_York");
}

void tst_UsageRetention::anotherZoneCountsTheDaysAnew()
{
    QFETCH(bool, isServer);
    QFETCH(QByteArray, zone);
    CallStream stream;
    const milliseconds middle = at("2026-03-20T00:00:00Z");
    const TimeRange extent{middle - std::chrono::days(40), middle + std::chrono::days(40)};
    const UsageQuery days{extent, BucketWidth::Day, UsageSplit::Key, {}};
    {
        const auto database = m_history->open(QTimeZone("Europe/Berlin"));
        QVERIFY(database);
        QCOMPARE(said(database->add(UsageSource::Service, stream.some(800, extent), {})),
                 QString());
        QCOMPARE(m_history->difference(*database, days), QString());
    }
    {
        // Somebody else's device, or this one on a journey.
        const auto database = m_history->open(QTimeZone(zone));
        QVERIFY(database);
        QCOMPARE(database->zone(), QTimeZone(isServer ? QByteArray("Europe/Berlin") : zone));
        QCOMPARE(m_history->difference(*database, days), QString());
        QCOMPARE(said(database->add(UsageSource::Service, stream.some(50, extent), {})), QString());
        QCOMPARE(m_history->difference(*database, days), QString());
    }
    const auto back = m_history->open(QTimeZone("Europe/Berlin"));
    QVERIFY(back);
    QCOMPARE(m_history->difference(*back, days), QString());
}

void tst_UsageRetention::aJourneyCountsEveryCallInOneDay_data()
{
    QTest::addColumn<bool>("isServer");
    QTest::addColumn<int>("keptDays");
    QTest::newRow("all calls are there") << false << 400;
    QTest::newRow("the older half is in its days alone") << false << 20;
}

void tst_UsageRetention::aJourneyCountsEveryCallInOneDay()
{
    QFETCH(int, keptDays);
    UsageLimits limits;
    limits.rows = std::chrono::days(keptDays);
    limits.hours = std::chrono::days(keptDays);
    limits.minutes = std::chrono::days(1);
    CallStream stream;
    // Over a change of the clocks.
    const TimeRange extent{at("2026-10-08T03:17:00Z"), at("2026-11-16T05:00:00Z")};
    const TimeRange all{extent.from - std::chrono::days(3), extent.to + std::chrono::days(3)};
    QList<UsageCall> calls = stream.some(900, extent);
    std::ranges::sort(calls, {}, &UsageCall::at);
    const TimeRange recent{extent.to - std::chrono::days(keptDays - 2), all.to};
    QByteArrayList zones{
        "Europe/Berlin",  "UTC",           "Pacific/Kiritimati", "America/New_York",
        "Asia/Kathmandu", "Pacific/Niue",  "Asia/Kathmandu",     "Europe/London",
        "America/Havana", "Europe/Berlin", "Europe/Berlin",      "UTC"};
    qsizetype added = 0;
    for (const QByteArray &zone : zones) {
        const auto database = m_history->open(QTimeZone(zone), limits);
        QVERIFY(database);
        QCOMPARE(database->zone(), QTimeZone(zone));
        const qsizetype next = std::min(added + 75, calls.size());
        QCOMPARE(said(database->add(UsageSource::Service, calls.sliced(added, next - added), {})),
                 QString());
        added = next;
        while (database->prune(1000).value())
            continue;
        for (const UsageSplit split : {UsageSplit::Tool, UsageSplit::Key, UsageSplit::Outcome}) {
            const auto cells = database->cells({all, BucketWidth::Day, split, {}});
            QCOMPARE(said(cells), QString());
            qint64 counted = 0;
            for (const UsageCell &cell : allCells(*cells))
                counted += cell.calls;
            QCOMPARE(counted, qint64(added));
        }
        // The plain way to count does not know midnights that come twice.
        if (zone != "America/Havana" && (added == calls.size() || keptDays == 400)) {
            const UsageQuery days{recent, BucketWidth::Day, UsageSplit::Key, {}};
            const QString difference = m_history->difference(*database, days);
            QVERIFY2(difference.isEmpty(), qPrintable(QString::fromLatin1(zone) + difference));
        }
    }
    QCOMPARE(added, calls.size());
}

//! A window in one zone is open while one in another opens the same history.
void tst_UsageRetention::twoThatAreOpenCountByTheSameDays()
{
    CallStream stream;
    const TimeRange extent{at("2026-10-08T03:17:00Z"), at("2026-10-30T05:00:00Z")};
    const UsageQuery days{
        {extent.from - 48h, extent.to + 48h}, BucketWidth::Day, UsageSplit::Tool, {}};
    const auto first = m_history->open(QTimeZone("Europe/Berlin"));
    QVERIFY(first);
    QCOMPARE(said(first->add(UsageSource::Service, stream.some(300, extent), {})), QString());
    QCOMPARE(m_history->difference(*first, days), QString());
    const auto second = m_history->open(QTimeZone("Asia/Tokyo"));
    QVERIFY(second);
    QCOMPARE(said(first->add(UsageSource::Service, stream.some(100, extent), {})), QString());
    QCOMPARE(said(second->add(UsageSource::Service, stream.some(100, extent), {})), QString());
    for (const auto *database : {first.get(), second.get()}) {
        QCOMPARE(m_history->difference(*database, days), QString());
        QCOMPARE(database->zone(), QTimeZone("Asia/Tokyo"));
    }
}

void tst_UsageRetention::whoOnlyLooksLeavesTheDays()
{
    CallStream stream;
    const TimeRange extent{at("2026-10-08T03:17:00Z"), at("2026-10-30T05:00:00Z")};
    const auto open = [this](const char *zone) {
        return UsageDatabase::open(m_history->location(), UsageHistory::workspace(),
                                   QTimeZone(zone), {}, UsageDatabase::Days::AsTheyAre);
    };
    {
        const auto begun = open("Asia/Tokyo"); // nobody has decided yet
        QVERIFY(begun);
        QCOMPARE((*begun)->zone(), QTimeZone("Asia/Tokyo"));
    }
    const auto window = m_history->open(QTimeZone("Europe/Berlin"));
    QVERIFY(window);
    QCOMPARE(said(window->add(UsageSource::Service, stream.some(300, extent), {})), QString());
    const auto command = open("UTC");
    QVERIFY(command);
    QCOMPARE((*command)->zone(), QTimeZone("Europe/Berlin"));
    QCOMPARE(window->zone(), QTimeZone("Europe/Berlin"));
    QCOMPARE(m_history->difference(**command, {extent, BucketWidth::Day, UsageSplit::Key, {}}),
             QString());
}

QTEST_GUILESS_MAIN(tst_UsageRetention)
#include "tst_usageretention.moc"
