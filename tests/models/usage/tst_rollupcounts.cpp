// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/rollupcounts.h"

#include <QTest>

#include <map>
#include <random>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

struct Call
{
    milliseconds at{0};
    qint64 key = 0;
    qint64 tool = 0;
    OutcomeClass outcome = OutcomeClass::Succeeded;
    std::optional<milliseconds> duration;
};

using Cells = std::map<RollupPlace, QByteArray>;

//! One call after the other, in cells that are really made.
Cells plainCells(const std::vector<Call> &calls, const UsageCalendar &calendar,
                 const RollupHorizon &horizon)
{
    std::map<RollupPlace, RollupCell> cells;
    for (const Call &call : calls) {
        const auto count = [&](BucketWidth width, RollupPart part, qint64 key,
                               const RollupCell::Group &group) {
            cells[{storedWidth(width), int(part), key, calendar.start(width, call.at)}].add(
                group, call.duration);
        };
        if (call.at >= horizon.minutes)
            count(BucketWidth::Minute, RollupPart::ByKeyAndTool, 0,
                  {call.key, call.tool, call.outcome});
        for (const BucketWidth width : {BucketWidth::Hour, BucketWidth::Day}) {
            if (width == BucketWidth::Hour && call.at < horizon.hours)
                continue;
            count(width, RollupPart::Total, 0, {0, 0, call.outcome});
            count(width, RollupPart::ByTool, 0, {0, call.tool, call.outcome});
            count(width, RollupPart::ByTool, call.key, {0, call.tool, call.outcome});
            count(width, RollupPart::ByKey, 0, {call.key, 0, call.outcome});
        }
    }
    Cells result;
    for (const auto &[place, cell] : cells)
        result[place] = cell.toBytes();
    return result;
}

} // namespace

class tst_RollupCounts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsAreThoseOfCountingEachCall_data();
    void cellsAreThoseOfCountingEachCall();
    void withoutCallsThereIsNoCell();
};

void tst_RollupCounts::cellsAreThoseOfCountingEachCall_data()
{
    QTest::addColumn<int>("calls");
    QTest::addColumn<qint64>("highest");
    QTest::addColumn<int>("days");
    QTest::addRow("one call") << 1 << qint64(5) << 1;
    QTest::addRow("few calls") << 50 << qint64(9) << 2;
    QTest::addRow("few calls, high numbers") << 50 << (qint64(1) << 40) - 1 << 400;
    QTest::addRow("many calls of an hour") << 3000 << qint64(3) << 0;
    QTest::addRow("many calls of some days") << 3000 << qint64(300) << 4;
    QTest::addRow("many calls, high numbers") << 3000 << (qint64(1) << 40) - 1 << 4;
    QTest::addRow("more days than a byte holds") << 3000 << qint64(70'000) << 700;
}

void tst_RollupCounts::cellsAreThoseOfCountingEachCall()
{
    QFETCH(const int, calls);
    QFETCH(const qint64, highest);
    QFETCH(const int, days);
    // Hours that two days share, and before 1970, too.
    const UsageCalendar calendar(QTimeZone("Asia/Kathmandu"));
    std::mt19937_64 random(std::size_t(calls) + std::size_t(days));
    const auto number = [&random](qint64 from, qint64 to) {
        return std::uniform_int_distribution<qint64>(from, to)(random);
    };
    const milliseconds length = std::max<milliseconds>(std::chrono::days(days), 1h);
    const milliseconds begin = -length / 3;
    std::vector<Call> all;
    RollupCounts counts;
    for (int i = 0; i < calls; ++i) {
        Call call;
        call.at = begin + milliseconds(number(0, length.count() - 1));
        call.key = number(1, highest);
        call.tool = number(1, highest);
        call.outcome = OutcomeClass(number(0, int(OutcomeClass::Untold)));
        if (number(0, 4) > 0)
            call.duration = milliseconds(number(0, 3) * number(0, 2'000'000));
        all.push_back(call);
        counts.add(call.at, call.key, call.tool, call.outcome, call.duration);
    }
    for (const RollupHorizon &horizon : {RollupHorizon{milliseconds::min(), milliseconds::min()},
                                         RollupHorizon{begin + length / 2, begin + length / 4},
                                         RollupHorizon{begin + length, begin + length}}) {
        Cells cells;
        bool isInOrder = true;
        counts.forEachCell(calendar, horizon, [&](const RollupPlace &place, QByteArray cell) {
            isInOrder = isInOrder && (cells.empty() || cells.crbegin()->first < place);
            cells[place] = std::move(cell);
        });
        QVERIFY(isInOrder);
        const Cells expected = plainCells(all, calendar, horizon);
        QCOMPARE(cells.size(), expected.size());
        for (const auto &[place, cell] : expected)
            QCOMPARE(cells[place].toHex(), cell.toHex());
    }
    counts.clear();
    counts.forEachCell(calendar, {}, [](const RollupPlace &, const QByteArray &) {
        QFAIL("a cell of calls that were cleared");
    });
}

void tst_RollupCounts::withoutCallsThereIsNoCell()
{
    RollupCounts().forEachCell(
        UsageCalendar(QTimeZone::utc()), {},
        [](const RollupPlace &, const QByteArray &) { QFAIL("a cell of nothing"); });
}

QTEST_GUILESS_MAIN(tst_RollupCounts)
#include "tst_rollupcounts.moc"
