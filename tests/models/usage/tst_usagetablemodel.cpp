// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagetablemodel.h"

#include "tests/support/told.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

UsageTableRow row(const QString &id, qint64 calls)
{
    UsageTableRow row;
    row.id = id;
    row.calls = calls;
    return row;
}

std::vector<UsageTableRow> rowsOf(const QString &letters)
{
    std::vector<UsageTableRow> rows;
    for (const QChar letter : letters)
        rows.push_back(row(letter, 1));
    return rows;
}

} // namespace

class tst_UsageTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresInWords();
    void whatIsNotKnownIsADashAndSaidAloud();
    void everyColumnSortsByItsFigures();
    void namesFollowTheSplit();
    void keysAreCalledByTheirNames();
    void hostileNamesAreMadeVisible();
    void changesAreToldExactly_data();
    void changesAreToldExactly();
    void anyChangeEndsAtWhatWasGiven();
    void aSelectionStaysOnItsRow();
};

void tst_UsageTableModel::figuresInWords()
{
    UsageTableModel model{QLocale(QLocale::English)};
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows({{u"find_user"_s, 12'412, 412, 411, 64ms, 41'200ms}}, UsageSplit::Tool);
    QStringList texts;
    for (int column = 0; column < model.columnCount(); ++column) {
        texts << model.index(0, column).data().toString();
        QCOMPARE(model.index(0, column).data(Qt::AccessibleTextRole).toString(), texts.back());
    }
    QCOMPARE(texts,
             QStringList({u"find_user"_s, u"12,412"_s, u"99.8 %"_s, u"64 ms"_s, u"41.2 s"_s}));
    QCOMPARE(model.index(0, 0).data(UsageTableModel::IdRole).toString(), u"find_user"_s);
    QCOMPARE(model.index(0, 0).data(Qt::TextAlignmentRole).toInt(),
             int(Qt::AlignLeft | Qt::AlignVCenter));
    QCOMPARE(model.index(0, 1).data(Qt::TextAlignmentRole).toInt(),
             int(Qt::AlignRight | Qt::AlignVCenter));
    QStringList heads;
    for (int column = 0; column < model.columnCount(); ++column)
        heads << model.headerData(column, Qt::Horizontal).toString();
    QCOMPARE(heads, QStringList({u"Tool"_s, u"Calls"_s, u"Success"_s, u"p50 duration"_s,
                                 u"p95 duration"_s}));
    QVERIFY(!model.headerData(5, Qt::Horizontal).isValid());
}

void tst_UsageTableModel::whatIsNotKnownIsADashAndSaidAloud()
{
    UsageTableModel model;
    model.setRows({row(u"a"_s, 3)}, UsageSplit::Tool);
    for (const int column :
         {UsageTableModel::SuccessColumn, UsageTableModel::P50Column, UsageTableModel::P95Column}) {
        QCOMPARE(model.index(0, column).data().toString(), u"–"_s);
        QCOMPARE(model.index(0, column).data(Qt::AccessibleTextRole).toString(), u"not known"_s);
        QVERIFY(model.index(0, column).data(UsageTableModel::SortRole).toDouble() < 0);
    }
}

void tst_UsageTableModel::everyColumnSortsByItsFigures()
{
    UsageTableModel model;
    model.setRows({{u"b"_s, 100, 100, 9, 9ms, 100ms},
                   {u"C"_s, 20, 20, 20, 80ms, 90ms},
                   {u"a"_s, 3, 0, 0, {}, {}}},
                  UsageSplit::Tool);
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&model);
    sorted.setSortRole(UsageTableModel::SortRole);
    const auto order = [&](int column) {
        sorted.sort(column);
        QString ids;
        for (int i = 0; i < 3; ++i)
            ids += sorted.index(i, 0).data(UsageTableModel::IdRole).toString();
        return ids;
    };
    QCOMPARE(order(UsageTableModel::NameColumn), u"abC"_s);
    QCOMPARE(order(UsageTableModel::CallsColumn), u"aCb"_s);
    QCOMPARE(order(UsageTableModel::SuccessColumn), u"abC"_s);
    QCOMPARE(order(UsageTableModel::P50Column), u"abC"_s);
    QCOMPARE(order(UsageTableModel::P95Column), u"aCb"_s);
}

void tst_UsageTableModel::namesFollowTheSplit()
{
    UsageTableModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy heads(&model, &QAbstractItemModel::headerDataChanged);
    model.setRows({row({}, 1)}, UsageSplit::Tool);
    QCOMPARE(heads.size(), 0);
    QCOMPARE(model.index(0, 0).data().toString(), u"(tool not told)"_s);
    Told told(model);
    model.setRows({row({}, 1)}, UsageSplit::Key);
    QCOMPARE(told.lines, QStringList({u"remove 0-0"_s, u"insert 0-0"_s}));
    QCOMPARE(heads.size(), 1);
    QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), u"Key"_s);
    QCOMPARE(model.index(0, 0).data().toString(), u"(key not told)"_s);
    model.setRows({row(u"rate-limited"_s, 1), row(u"x"_s, 1)}, UsageSplit::Outcome);
    QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), u"Outcome"_s);
    QCOMPARE(model.index(0, 0).data().toString(), u"Refused by a limit"_s);
    QCOMPARE(model.index(1, 0).data().toString(), u"x"_s);
}

void tst_UsageTableModel::keysAreCalledByTheirNames()
{
    UsageTableModel model;
    model.setKeyNames({{u"k1"_s, u"alex-laptop"_s}});
    model.setRows({row(u"k1"_s, 2), row(u"k2"_s, 1)}, UsageSplit::Key);
    QCOMPARE(model.index(0, 0).data().toString(), u"alex-laptop"_s);
    QCOMPARE(model.index(1, 0).data().toString(), u"k2"_s);
    Told told(model);
    model.setKeyNames({{u"k1"_s, u"alex-laptop"_s}, {u"k2"_s, u"bot"_s}});
    QCOMPARE(told.lines, QStringList{u"change 1-1"_s});
    QCOMPARE(model.index(1, 0).data().toString(), u"bot"_s);
}

void tst_UsageTableModel::hostileNamesAreMadeVisible()
{
    UsageTableModel model;
    model.setRows({row(u"a\u202eb"_s, 1)}, UsageSplit::Tool);
    QCOMPARE(model.index(0, 0).data().toString(), u"a‹U+202E›b"_s);
    QCOMPARE(model.index(0, 0).data(UsageTableModel::IdRole).toString(), u"a\u202eb"_s);
}

void tst_UsageTableModel::changesAreToldExactly_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("told");
    const auto line = [](const char *name, const QString &before, const QString &after,
                         const QStringList &told) {
        QTest::newRow(name) << before << after << told;
    };
    line("nothing", u"abc"_s, u"abc"_s, {});
    line("the first ones", {}, u"abc"_s, {u"insert 0-2"_s});
    line("all gone", u"abc"_s, {}, {u"remove 0-2"_s});
    line("one climbs", u"abc"_s, u"cab"_s, {u"move 2 to 0"_s});
    line("one comes, one goes", u"abc"_s, u"axc"_s, {u"remove 1-1"_s, u"insert 1-1"_s});
    line("runs", u"abcdef"_s, u"axyef"_s, {u"remove 1-3"_s, u"insert 1-2"_s});
}

void tst_UsageTableModel::changesAreToldExactly()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    UsageTableModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(rowsOf(before), UsageSplit::Tool);
    Told told(model);
    model.setRows(rowsOf(after), UsageSplit::Tool);
    QTEST(told.lines, "told");

    auto changed = rowsOf(after);
    if (changed.empty())
        return;
    changed.back().calls = 7;
    told.lines.clear();
    model.setRows(changed, UsageSplit::Tool);
    const auto last = changed.size() - 1;
    QCOMPARE(told.lines, QStringList{u"change %1-%1"_s.arg(last)});
}

void tst_UsageTableModel::anyChangeEndsAtWhatWasGiven()
{
    QRandomGenerator random(1);
    UsageTableModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    Told told(model);
    for (int round = 0; round < 500; ++round) {
        QString letters = u"abcdefghij"_s.first(random.bounded(11));
        std::shuffle(letters.begin(), letters.end(), random);
        std::vector<UsageTableRow> rows = rowsOf(letters);
        for (UsageTableRow &one : rows)
            one.calls = random.bounded(3);
        model.setRows(rows, UsageSplit::Tool);
        QCOMPARE(model.rowCount(), int(rows.size()));
        for (int i = 0; i < model.rowCount(); ++i)
            QCOMPARE(model.row(i), rows[std::size_t(i)]);
    }
    QVERIFY(!told.lines.contains(u"reset"_s));
}

void tst_UsageTableModel::aSelectionStaysOnItsRow()
{
    UsageTableModel model;
    model.setRows(rowsOf(u"abcd"_s), UsageSplit::Tool);
    const QPersistentModelIndex held(model.index(2, 0));
    model.setRows(rowsOf(u"xdcab"_s), UsageSplit::Tool);
    QCOMPARE(held.row(), 2);
    QCOMPARE(held.data().toString(), u"c"_s);
    model.setRows(rowsOf(u"cxd"_s), UsageSplit::Tool);
    QCOMPARE(held.row(), 0);
    model.setRows(rowsOf(u"xd"_s), UsageSplit::Tool);
    QVERIFY(!held.isValid());
}

QTEST_GUILESS_MAIN(tst_UsageTableModel)
#include "tst_usagetablemodel.moc"
