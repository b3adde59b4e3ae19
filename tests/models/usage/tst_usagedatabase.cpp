// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/models/usage/usageengines.h"

#include <QRegularExpression>
#include <QSqlQuery>
#include <QTest>

#include <thread>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

//! What holds on both engines.
class tst_UsageDatabase final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_engines.start(); }
    void init();
    void cleanup() { m_history.reset(); }

    void aNewOneIsEmpty_data() { UsageEngines::addRows(); }
    void aNewOneIsEmpty();
    void numbersEqualACountOverTheRows_data();
    void numbersEqualACountOverTheRows();
    void numbersStayTrueWhileSourcesMerge_data() { UsageEngines::addRows(); }
    void numbersStayTrueWhileSourcesMerge();
    void theSameCallTwiceCountsOnce_data() { UsageEngines::addRows(); }
    void theSameCallTwiceCountsOnce();
    void aStateIsStoredWithItsCalls_data() { UsageEngines::addRows(); }
    void aStateIsStoredWithItsCalls();
    void ownCallsAreKeptForTwoDays_data() { UsageEngines::addRows(); }
    void ownCallsAreKeptForTwoDays();
    void theWindowsGetTheirCallsByKey_data() { UsageEngines::addRows(); }
    void theWindowsGetTheirCallsByKey();
    void rowsComeByTimeAndStopWhenToldTo_data() { UsageEngines::addRows(); }
    void rowsComeByTimeAndStopWhenToldTo();
    void twoWritersLoseNothing_data() { UsageEngines::addRows(); }
    void twoWritersLoseNothing();
    void namesOfAnyKindAreKept_data() { UsageEngines::addRows(); }
    void namesOfAnyKindAreKept();

private:
    UsageEngines m_engines;
    std::unique_ptr<UsageHistory> m_history;
};

void tst_UsageDatabase::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    QFETCH(bool, isServer);
    if (const QString why = m_engines.missing(isServer); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_history = std::make_unique<UsageHistory>(m_engines.server(isServer));
}

void tst_UsageDatabase::aNewOneIsEmpty()
{
    const auto database = m_history->open(QTimeZone("Europe/Berlin"));
    QVERIFY(database);
    QCOMPARE(database->rowCount(), 0);
    QVERIFY(database->extent().value().isEmpty());
    QCOMPARE(database->zone(), QTimeZone("Europe/Berlin"));
    QVERIFY(database->keptAside().isEmpty());
    QCOMPARE(database->state(UsageSource::Service), SourceState{});
    const auto cells = database->cells({{0s, 1000s}, BucketWidth::Hour, UsageSplit::Tool, {}});
    QVERIFY(cells && cells->buckets.empty() && cells->groups.empty());
    QCOMPARE(database->prune(), false);
    QCOMPARE(said(database->add(UsageSource::Service, {}, {})), QString());
    QCOMPARE(database->rowCount(), 0);
}

void tst_UsageDatabase::numbersEqualACountOverTheRows_data()
{
    QTest::addColumn<bool>("isServer");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("around");
    struct Row
    {
        const char *name, *zone, *around;
    };
    for (const Row &row :
         {Row{"UTC", "UTC", "2026-05-10T12:00:00Z"},
          Row{"a day of 23 hours", "Europe/Berlin", "2026-03-29T00:00:00Z"},
          Row{"a day of 25 hours", "Europe/Berlin", "2026-10-25T00:00:00Z"},
          Row{"a leap day", "Europe/Berlin", "2028-02-29T10:00:00Z"},
          Row{"days that begin at a quarter", "Asia/Kathmandu", "2026-05-10T12:00:00Z"},
          Row{"a day without a midnight", "America/Sao_Paulo", "2018-11-04T03:00:00Z"}}) {
        for (const bool isServer : {false, true})
            QTest::addRow("%s, %s", isServer ? "PostgreSQL" : "SQLite", row.name)
                << isServer << QByteArray(row.zone) << QByteArray(row.around);
    }
}

//! A question as the page asks it, or a stranger one.
static UsageQuery randomQuery(CallStream &stream, const TimeRange &extent, const QTimeZone &zone)
{
    UsageQuery query;
    query.width = BucketWidth(stream.number(3));
    query.split = UsageSplit(stream.number(3));
    const auto moment = [&] { return stream.next(extent).at; };
    query.range = {moment(), moment()};
    if (query.range.isEmpty())
        std::swap(query.range.from, query.range.to);
    if (query.width == BucketWidth::Minute)
        query.range.to = std::min(query.range.to, query.range.from + 3h);
    else if (query.width == BucketWidth::Hour)
        query.range.to = std::min(query.range.to, query.range.from + 60h);
    if (stream.number(3) == 0) {
        // From midnight to midnight.
        const QDate day = QDateTime::fromMSecsSinceEpoch(query.range.from.count(), zone).date();
        query.range = {
            milliseconds(day.startOfDay(zone).toMSecsSinceEpoch()),
            milliseconds(day.addDays(1 + stream.number(4)).startOfDay(zone).toMSecsSinceEpoch())};
    }
    if (stream.number(3) == 0)
        query.filter.keys = QStringList{u"101"_s, u"103"_s, u"no such key"_s}.mid(stream.number(3));
    if (stream.number(4) == 0)
        query.filter.tool = u"tool_1"_s;
    if (stream.number(6) == 0)
        query.filter.clients = QStringList{u"client 1"_s, u"CLIENT 2"_s, u"nobody"_s}.mid(
            stream.number(3));
    if (stream.number(4) == 0)
        query.filter.outcome = OutcomeClass(stream.number(5));
    return query;
}

void tst_UsageDatabase::numbersEqualACountOverTheRows()
{
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, around);
    const QTimeZone timeZone(zone);
    CallStream stream;
    const milliseconds middle = at(around.constData());
    const TimeRange extent{middle - std::chrono::days(6), middle + std::chrono::days(6)};
    const auto database = m_history->open(timeZone);
    QVERIFY(database);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(said(database->add(UsageSource::Service, stream.some(300, extent), {})),
                 QString());
    // Exactly at the edges of buckets.
    QList<UsageCall> edges = stream.some(40, extent);
    for (UsageCall &call : edges)
        call.at = call.at / 900000 * 900000;
    QCOMPARE(said(database->add(UsageSource::Service, edges, {})), QString());
    for (int i = 0; i < 40; ++i) {
        const UsageQuery query = randomQuery(stream, extent, timeZone);
        QCOMPARE(m_history->difference(*database, query), QString());
        QCOMPARE(m_history->windowDifference(*database, query.range), QString());
    }
    for (const UsageSplit split : {UsageSplit::Tool, UsageSplit::Key, UsageSplit::Outcome}) {
        for (const BucketWidth width : {BucketWidth::Hour, BucketWidth::Day})
            QCOMPARE(m_history->difference(*database, {extent, width, split, {}}), QString());
    }
}

void tst_UsageDatabase::numbersStayTrueWhileSourcesMerge()
{
    CallStream stream;
    const milliseconds begin = at("2026-05-10T12:00:00Z");
    const TimeRange extent{begin, begin + 2h};
    const auto database = m_history->open();
    QVERIFY(database);
    const QList<UsageCall> calls = stream.some(250, extent);
    for (const UsageSource source :
         {UsageSource::Audit, UsageSource::Device, UsageSource::Service}) {
        QList<UsageCall> told = calls;
        for (UsageCall &call : told) {
            call.at += milliseconds(stream.number(4000));
            if (source == UsageSource::Audit) {
                call.outcome.reset();
                call.duration.reset();
            }
            if (source == UsageSource::Device)
                call.key.prepend(u"slot-"_s);
        }
        QCOMPARE(said(database->add(source, told, {})), QString());
        const TimeRange all = database->extent().value();
        QCOMPARE(m_history->windowDifference(*database, all), QString());
        for (const UsageSplit split : {UsageSplit::Tool, UsageSplit::Key, UsageSplit::Outcome}) {
            for (const BucketWidth width :
                 {BucketWidth::Minute, BucketWidth::Hour, BucketWidth::Day})
                QCOMPARE(m_history->difference(*database, {all, width, split, {}}), QString());
        }
    }
    QVERIFY(database->rowCount().value() < 300);
    QCOMPARE(database->rowCount().value(), m_history->value(u"SELECT count(*) FROM calls"_s));
}

void tst_UsageDatabase::theSameCallTwiceCountsOnce()
{
    CallStream stream;
    const auto database = m_history->open();
    QVERIFY(database);
    const QList<UsageCall> calls = stream.some(700, {1000s, 90000s});
    const auto first = database->add(UsageSource::Service, calls.mid(0, 500), {});
    QCOMPARE(said(first), QString());
    QCOMPARE(first->inserted, 500);
    // With an overlap, and one call twice in it.
    const auto second = database->add(UsageSource::Service, calls.mid(300) + calls.mid(650, 1), {});
    QCOMPARE(said(second), QString());
    QCOMPARE(second->inserted, 200);
    QCOMPARE(second->known, 201);
    QCOMPARE(database->rowCount(), 700);
    const auto third = database->add(UsageSource::Service, calls, {});
    QCOMPARE(said(third), QString());
    QVERIFY(third->changed.isEmpty());
}

void tst_UsageDatabase::aStateIsStoredWithItsCalls()
{
    auto database = m_history->open();
    QVERIFY(database);
    SourceState state{{{10s, 20s}, {30s, 40s}}, QByteArray("\0\xff'x", 4), 99s, u"Forbidden"_s, 5s};
    CallStream stream;
    QCOMPARE(said(database->add(UsageSource::Device, stream.some(3, {1s, 9s}), state, u"laptop"_s)),
             QString());
    SourceState other = state;
    other.cursor.clear();
    other.problem.clear();
    QCOMPARE(said(database->setState(UsageSource::Device, other, u"tower"_s)), QString());
    database = nullptr;
    database = m_history->open();
    QVERIFY(database);
    QCOMPARE(database->state(UsageSource::Device, u"laptop"_s), state);
    QCOMPARE(database->state(UsageSource::Device, u"tower"_s), other);
    QCOMPARE(database->state(UsageSource::Device), SourceState{});
    QCOMPARE(database->state(UsageSource::Service, u"laptop"_s), SourceState{});
    QCOMPARE(said(database->setState(UsageSource::Device, {}, u"laptop"_s)), QString());
    QCOMPARE(database->state(UsageSource::Device, u"laptop"_s), SourceState{});
}

void tst_UsageDatabase::ownCallsAreKeptForTwoDays()
{
    const auto database = m_history->open();
    QVERIFY(database);
    const milliseconds now = at("2026-05-10T12:00:00Z");
    for (const milliseconds ago : {49h, 47h, 2h, 1h})
        QCOMPARE(said(database->addOwnCall(u"17"_s, now - ago)), QString());
    QCOMPARE(said(database->addOwnCall(u"18"_s, now - 3h)), QString());
    QCOMPARE(said(database->addOwnCall(u"17"_s, now)), QString());
    using Times = std::vector<milliseconds>;
    QCOMPARE(database->ownCalls(u"17"_s, {0s, now + 1s}).value(),
             (Times{now - 47h, now - 2h, now - 1h, now}));
    QCOMPARE(database->ownCalls(u"17"_s, {now - 2h, now}).value(), (Times{now - 2h, now - 1h}));
    QCOMPARE(database->ownCalls(u"18"_s, {0s, now}).value(), Times{now - 3h});
    QCOMPARE(database->rowCount(), 0);
}

void tst_UsageDatabase::theWindowsGetTheirCallsByKey()
{
    const auto database = m_history->open();
    QVERIFY(database);
    const auto call = [](milliseconds when, const char *key, const char *tool) {
        UsageCall c;
        c.at = when;
        c.key = QString::fromLatin1(key);
        c.tool = QString::fromLatin1(tool);
        c.id = QString::number(when.count());
        return c;
    };
    UsageCall refused = call(30s, "a", "find_user");
    refused.outcome = CallOutcome::RateLimitedDay;
    QCOMPARE(said(database->add(UsageSource::Service,
                                {call(50s, "b", "find_user"), refused,
                                 call(20s, "a", "refine_course"), call(10s, "a", "find_user")},
                                {})),
             QString());
    const auto windows = database->windowCalls({20s, 51s});
    QCOMPARE(said(windows), QString());
    QCOMPARE(windows->size(), 2);
    const auto &a = *windows->at(u"a"_s);
    QCOMPARE(a.size(), 2);
    QCOMPARE(a[0].at, 20s);
    QVERIFY(a[0].usesAi && !a[0].outcome);
    QVERIFY(!a[1].usesAi && a[1].outcome == CallOutcome::RateLimitedDay);
    QVERIFY(database->windowCalls({60s, 90s})->empty());
}

void tst_UsageDatabase::rowsComeByTimeAndStopWhenToldTo()
{
    CallStream stream;
    const auto database = m_history->open();
    QVERIFY(database);
    const QList<UsageCall> calls = stream.some(200, {1000s, 2000s});
    QCOMPARE(said(database->add(UsageSource::Audit, calls, {})), QString());
    QList<UsageCall> expected;
    for (UsageCall call : calls) {
        call.id.clear();
        if (call.at >= 1200s && call.at < 1900s && call.key == u"101"_s)
            expected.append(call);
    }
    std::ranges::stable_sort(expected, {}, &UsageCall::at);
    UsageFilter filter;
    filter.keys = {u"101"_s};
    QList<UsageCall> told;
    QCOMPARE(said(database->forEachRow({1200s, 1900s}, filter,
                                       [&told](const UsageRow &row) {
                                           told.append(row.call);
                                           return row.isFromAudit && !row.isFromService
                                                  && !row.isFromDevice;
                                       })),
             QString());
    QCOMPARE(told, expected);
    int seen = 0;
    QCOMPARE(said(database->forEachRow({0s, 9000s}, {},
                                       [&seen](const UsageRow &) { return ++seen < 7; })),
             QString());
    QCOMPARE(seen, 7);
    // Stopped in the middle of a query, the connection is free again.
    QCOMPARE(database->rowCount(), 200);
}

void tst_UsageDatabase::twoWritersLoseNothing()
{
    // Both begin with nothing, so that both try to make the tables, too.
    constexpr int Rounds = 12;
    QStringList problems[2];
    const auto write = [this](int writer, QStringList &problem) {
        CallStream stream;
        stream.lastId = writer * 100000;
        auto database = UsageDatabase::open(m_history->location(), UsageHistory::workspace(),
                                            QTimeZone::utc());
        if (!database) {
            problem.append(said(database));
            return;
        }
        for (int i = 0; i < Rounds; ++i) {
            const auto added = (*database)->add(UsageSource::Service,
                                                stream.some(30, {1000s, 100000s}), {});
            if (!added || added->inserted != 30)
                problem.append(u"%1 %2"_s.arg(i).arg(said(added)));
        }
    };
    std::thread other(write, 1, std::ref(problems[1]));
    write(0, problems[0]);
    other.join();
    QCOMPARE(problems[0], QStringList());
    QCOMPARE(problems[1], QStringList());
    const auto database = m_history->open();
    QVERIFY(database);
    QCOMPARE(database->rowCount(), 2 * Rounds * 30);
    for (const UsageSplit split : {UsageSplit::Tool, UsageSplit::Key})
        QCOMPARE(m_history->difference(*database, {{0s, 200000s}, BucketWidth::Hour, split, {}}),
                 QString());
}

void tst_UsageDatabase::namesOfAnyKindAreKept()
{
    UsageCall call;
    call.at = 50s;
    call.key = u"O'Brien; DROP TABLE calls"_s;
    call.tool = u"werk\\zeug \U0001F600 ?"_s;
    call.client = QString(u"nul"_s) + QChar(u'\0') + u"byte"_s;
    call.id = u"'"_s;
    const auto database = m_history->open();
    QVERIFY(database);
    QCOMPARE(said(database->add(UsageSource::Service, {call}, {})), QString());
    QCOMPARE(database->add(UsageSource::Service, {call}, {})->known, 1);
    UsageFilter filter;
    filter.keys = {call.key};
    filter.tool = call.tool;
    QList<UsageCall> told;
    QCOMPARE(said(database->forEachRow({0s, 60s}, filter,
                                       [&told](const UsageRow &row) {
                                           told.append(row.call);
                                           return true;
                                       })),
             QString());
    call.client = u"nulbyte"_s;
    call.id.clear();
    QCOMPARE(told, QList{call});
}

QTEST_GUILESS_MAIN(tst_UsageDatabase)
#include "tst_usagedatabase.moc"
