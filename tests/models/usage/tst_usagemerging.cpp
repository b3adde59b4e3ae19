// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/models/usage/usagehistory.h"
#include "tests/support/usageanswers.h"

#include <QRegularExpression>
#include <QSqlQuery>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

//! What one add() gets.
struct Batch
{
    UsageSource source = UsageSource::Service;
    QList<UsageCall> calls;
};

UsageCall call(milliseconds at, const QString &key = u"17"_s, const QString &id = {})
{
    UsageCall result;
    result.at = at;
    result.key = key;
    result.tool = u"find_user"_s;
    result.id = id;
    return result;
}

//! Every row as text, and every row's numbers: what must not depend on the order of arrival.
QStringList rowsOf(const UsageDatabase &database)
{
    QStringList rows;
    const auto read = database.forEachRow({0ms, milliseconds::max()}, {}, [&](const UsageRow &row) {
        const UsageCall &c = row.call;
        rows.append(u"%1 %2 %3 %4 %5 %6 %7%8%9"_s.arg(c.at.count())
                        .arg(c.key, c.tool, c.client)
                        .arg(c.outcome ? int(*c.outcome) : -1)
                        .arg(c.duration ? c.duration->count() : -1)
                        .arg(int(row.isFromService))
                        .arg(int(row.isFromAudit))
                        .arg(int(row.isFromDevice)));
        return true;
    });
    if (!read)
        return {u"failed"_s};
    rows.sort();
    return rows;
}

//! The most pairs that two sources' calls of one key and tool can make: tries all ways, by the ordered times.
int mostPairs(const std::vector<milliseconds> &a, const std::vector<milliseconds> &b)
{
    std::vector<std::vector<int>> best(a.size() + 1, std::vector<int>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool fits = std::chrono::abs(a[i - 1] - b[j - 1])
                              <= UsageDatabase::MatchTolerance;
            best[i][j] = std::max(
                {best[i - 1][j], best[i][j - 1], fits ? best[i - 1][j - 1] + 1 : 0});
        }
    }
    return best[a.size()][b.size()];
}

} // namespace

class tst_UsageMerging final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void aCallThatTwoSourcesTellOfIsOneRow();
    void whatOneSourceDoesNotTellTheOtherFillsIn();
    void callsTooFarApartAreTwo();
    void anotherKeyOrToolIsAnotherCall();
    void twoCallsOfOneSourceAreNeverOne();
    void aSlotTakesTheKeyThatIsToldLater();
    void aSlotBelongsToTheNearestCall();
    void aBurstSeenByAShiftedClockIsNotCountedTwice();
    void theOrderOfArrivalDoesNotMatter_data();
    void theOrderOfArrivalDoesNotMatter();
    void twoSourcesMakeAsManyPairsAsCanBeMade();
    void whatTheCallersAreToldAddsUp();
};

void tst_UsageMerging::aCallThatTwoSourcesTellOfIsOneRow()
{
    UsageHistory history;
    const auto database = history.open();
    QVERIFY(database);
    const auto first = database->add(UsageSource::Service, {call(100s, u"17"_s, u"a"_s)}, {});
    QCOMPARE(said(first), QString());
    QCOMPARE(first->inserted, 1);
    QCOMPARE(first->changed, (TimeRange{100s, 100s + 1ms}));
    const auto second = database->add(UsageSource::Audit, {call(103s, u"17"_s, u"a"_s)}, {});
    QVERIFY(second);
    QCOMPARE(second->inserted, 0);
    QCOMPARE(second->merged, 1);
    const auto third = database->add(UsageSource::Device, {call(98s)}, {});
    QVERIFY(third);
    QCOMPARE(third->merged, 1);
    QCOMPARE(database->rowCount(), 1);
    QCOMPARE(rowsOf(*database), QStringList{u"100000 17 find_user  -1 -1 111"_s});
}

void tst_UsageMerging::whatOneSourceDoesNotTellTheOtherFillsIn()
{
    UsageHistory history;
    const auto database = history.open();
    QVERIFY(database);
    UsageCall service = call(100s, u"17"_s, u"a"_s);
    service.outcome = CallOutcome::Failed;
    UsageCall device = call(101s);
    device.outcome = CallOutcome::RateLimitedDay;
    device.duration = 250ms;
    device.client = u"cursor"_s;
    QVERIFY(database->add(UsageSource::Service, {service}, {}));
    const auto added = database->add(UsageSource::Device, {device}, {});
    QVERIFY(added);
    QCOMPARE(rowsOf(*database), QStringList{u"100000 17 find_user cursor %1 250 101"_s.arg(
                                    int(CallOutcome::RateLimitedDay))});
    // The roll-ups have moved it to another outcome, with its duration.
    const auto cells = database->cells({{0s, 200s}, BucketWidth::Day, UsageSplit::Outcome, {}});
    QVERIFY(cells);
    QCOMPARE(allCells(*cells).size(), 1);
    QCOMPARE(allCells(*cells)[0].outcome, OutcomeClass::RateLimited);
    QCOMPARE(allCells(*cells)[0].durations.count(), 1);
}

void tst_UsageMerging::callsTooFarApartAreTwo()
{
    UsageHistory history;
    const auto database = history.open();
    QVERIFY(database);
    QVERIFY(database->add(UsageSource::Service, {call(100s, u"17"_s, u"a"_s)}, {}));
    QVERIFY(database->add(UsageSource::Device, {call(110s + 1ms)}, {}));
    QCOMPARE(database->rowCount(), 2);
    QVERIFY(database->add(UsageSource::Device, {call(90s)}, {}));
    QCOMPARE(database->rowCount(), 2);
}

void tst_UsageMerging::anotherKeyOrToolIsAnotherCall()
{
    UsageHistory history;
    const auto database = history.open();
    QVERIFY(database);
    UsageCall otherTool = call(100s);
    otherTool.tool = u"get_user"_s;
    QVERIFY(database->add(UsageSource::Service, {call(100s, u"17"_s, u"a"_s)}, {}));
    QVERIFY(database->add(UsageSource::Device, {call(100s, u"18"_s), otherTool}, {}));
    QCOMPARE(database->rowCount(), 3);
}

void tst_UsageMerging::twoCallsOfOneSourceAreNeverOne()
{
    UsageHistory history;
    const auto database = history.open();
    QVERIFY(database);
    QVERIFY(database->add(UsageSource::Device, {call(100s), call(100s)}, {}));
    QVERIFY(database->add(UsageSource::Service, {call(100s, u"17"_s, u"a"_s)}, {}));
    QCOMPARE(database->rowCount(), 2);
    const auto again = database->add(
        UsageSource::Service, {call(100s, u"17"_s, u"a"_s), call(100s, u"17"_s, u"b"_s)}, {});
    QVERIFY(again);
    QCOMPARE(again->known, 1);
    QCOMPARE(again->merged, 1);
    QCOMPARE(database->rowCount(), 2);
}

void tst_UsageMerging::aSlotTakesTheKeyThatIsToldLater()
{
    UsageHistory history;
    const auto database = history.open();
    QVERIFY(database);
    QVERIFY(database->add(UsageSource::Device, {call(100s, u"slot-laptop"_s), call(400s, {})}, {}));
    QVERIFY(database->add(UsageSource::Service,
                          {call(101s, u"17"_s, u"a"_s), call(401s, u"18"_s, u"b"_s)}, {}));
    QCOMPARE(rowsOf(*database), (QStringList{u"101000 17 find_user  -1 -1 101"_s,
                                             u"401000 18 find_user  -1 -1 101"_s}));
    const auto cells = database->cells({{0s, 900s}, BucketWidth::Day, UsageSplit::Key, {}});
    QVERIFY(cells);
    QStringList keys;
    for (const auto &[number, key] : cells->groups)
        keys << key;
    keys.sort();
    QCOMPARE(keys, (QStringList{u"17"_s, u"18"_s}));
}

void tst_UsageMerging::aSlotBelongsToTheNearestCall()
{
    UsageHistory history;
    const auto database = history.open();
    QVERIFY(database);
    QVERIFY(database->add(UsageSource::Device, {call(100s, u"slot-laptop"_s)}, {}));
    QVERIFY(database->add(
        UsageSource::Service,
        {call(93s, u"16"_s, u"a"_s), call(101s, u"17"_s, u"b"_s), call(104s, u"18"_s, u"c"_s)},
        {}));
    QVERIFY(rowsOf(*database).contains(u"101000 17 find_user  -1 -1 101"_s));
    QCOMPARE(database->rowCount(), 3);
}

void tst_UsageMerging::aBurstSeenByAShiftedClockIsNotCountedTwice()
{
    UsageHistory history;
    const auto database = history.open();
    QVERIFY(database);
    QList<UsageCall> service;
    QList<UsageCall> device;
    for (int i = 0; i < 40; ++i) {
        service.append(call(1000s + 700ms * i, u"17"_s, QString::number(i)));
        device.append(call(1000s + 700ms * i - 3s));
    }
    QVERIFY(database->add(UsageSource::Service, service, {}));
    const auto added = database->add(UsageSource::Device, device, {});
    QVERIFY(added);
    QCOMPARE(added->merged, 40);
    QCOMPARE(database->rowCount(), 40);
}

void tst_UsageMerging::theOrderOfArrivalDoesNotMatter_data()
{
    QTest::addColumn<bool>("hasSlots");
    QTest::newRow("every source tells the key") << false;
    QTest::newRow("launchers know slots only") << true;
}

//! A random truth, told by three sources with clocks that differ, each leaving some of it out.
static QList<Batch> tellings(CallStream &stream, bool hasSlots)
{
    Batch service{UsageSource::Service, {}};
    Batch audit{UsageSource::Audit, {}};
    Batch device{UsageSource::Device, {}};
    milliseconds now = 1'000'000s;
    for (int i = 0; i < 120; ++i) {
        // Bursts, pauses, and calls of the same millisecond.
        const int kind = stream.number(10);
        now += kind < 3   ? 0ms
               : kind < 8 ? milliseconds(stream.number(4000))
                          : 8s * stream.number(5);
        UsageCall truth = stream.next({now, now + 1ms});
        const auto jitter = [&stream] { return milliseconds(stream.number(3000) - 1000); };
        if (stream.number(5) > 0) {
            UsageCall told = truth;
            told.client.clear();
            if (hasSlots && stream.number(10) == 0)
                told.key.clear();
            service.calls.append(told);
        }
        if (stream.number(3) > 0) {
            UsageCall told = truth;
            told.at += jitter();
            told.outcome.reset();
            told.duration.reset();
            told.client.clear();
            audit.calls.append(told);
        }
        if (stream.number(3) > 0) {
            UsageCall told = truth;
            told.at += jitter() + 2s;
            told.id.clear();
            if (hasSlots)
                told.key = u"slot-"_s + truth.key;
            device.calls.append(told);
        }
    }
    return {service, audit, device};
}

void tst_UsageMerging::theOrderOfArrivalDoesNotMatter()
{
    QFETCH(bool, hasSlots);
    for (unsigned seed = 1; seed <= 6; ++seed) {
        CallStream stream{std::mt19937(seed), 2, 2, 0};
        const QList<Batch> all = tellings(stream, hasSlots);
        UsageHistory whole;
        const auto expected = whole.open();
        QVERIFY(expected);
        for (const Batch &batch : all)
            QVERIFY(expected->add(batch.source, batch.calls, {}));
        const QStringList rows = rowsOf(*expected);
        QVERIFY(rows.size() > 40);

        for (int round = 0; round < 2; ++round) {
            // In pieces of any size, in any order, some of them twice where ids tell.
            QList<Batch> pieces;
            for (const Batch &batch : all) {
                QList<UsageCall> left = batch.calls;
                std::ranges::shuffle(left, stream.random);
                while (!left.isEmpty()) {
                    const qsizetype size = std::min<qsizetype>(
                        left.size(), 1 + stream.number(round == 0 ? 3 : 60));
                    pieces.append({batch.source, left.mid(0, size)});
                    left.remove(0, size);
                    if (batch.source != UsageSource::Device && stream.number(5) == 0)
                        pieces.append(pieces.back());
                }
            }
            std::ranges::shuffle(pieces, stream.random);
            UsageHistory shuffled;
            const auto database = shuffled.open();
            QVERIFY(database);
            qint64 inserted = 0;
            for (const Batch &piece : std::as_const(pieces)) {
                const auto added = database->add(piece.source, piece.calls, {});
                QVERIFY(added);
                inserted += added->inserted;
            }
            QCOMPARE(rowsOf(*database), rows);
            QCOMPARE(inserted, rows.size());
            QCOMPARE(database->rowCount(), rows.size());
            const UsageQuery query{
                database->extent().value(), BucketWidth::Hour, UsageSplit::Key, {}};
            QCOMPARE(shuffled.difference(*database, query), QString());
            QCOMPARE(shuffled.windowDifference(*database, query.range), QString());
        }
    }
}

void tst_UsageMerging::twoSourcesMakeAsManyPairsAsCanBeMade()
{
    CallStream stream{std::mt19937(99), 1, 1, 0};
    for (int round = 0; round < 12; ++round) {
        QList<Batch> all = tellings(stream, false);
        all.removeAt(1);
        std::vector<milliseconds> service;
        std::vector<milliseconds> device;
        for (const UsageCall &c : std::as_const(all[0].calls))
            service.push_back(c.at);
        for (const UsageCall &c : std::as_const(all[1].calls))
            device.push_back(c.at);
        std::ranges::sort(service);
        std::ranges::sort(device);
        UsageHistory history;
        const auto database = history.open();
        QVERIFY(database);
        for (const Batch &batch : std::as_const(all))
            QVERIFY(database->add(batch.source, batch.calls, {}));
        QCOMPARE(database->rowCount(),
                 qint64(service.size() + device.size()) - mostPairs(service, device));
    }
}

void tst_UsageMerging::whatTheCallersAreToldAddsUp()
{
    CallStream stream{std::mt19937(5), 3, 2, 0};
    UsageHistory history;
    const auto database = history.open();
    QVERIFY(database);
    for (const Batch &batch : tellings(stream, true)) {
        const qint64 before = database->rowCount().value();
        const auto added = database->add(batch.source, batch.calls, {});
        QVERIFY(added);
        QCOMPARE(added->inserted + added->merged + added->known, batch.calls.size());
        QCOMPARE(database->rowCount(), before + added->inserted);
        for (const UsageCall &c : batch.calls)
            QVERIFY(added->changed.from <= c.at + 10s && c.at - 10s < added->changed.to);
    }
}

QTEST_GUILESS_MAIN(tst_UsageMerging)
#include "tst_usagemerging.moc"
