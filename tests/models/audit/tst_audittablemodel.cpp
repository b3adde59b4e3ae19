// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/audittablemodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

AuditJournal::Batch batch(int from, int count)
{
    AuditJournal::Batch batch;
    for (int i = from; i < from + count; ++i) {
        AuditRecord record;
        record.id = u"service:%1"_s.arg(i);
        record.at = i;
        record.kind = i % 50 == 0 ? AuditKind::KeyCreated : AuditKind::ToolCalled;
        record.eventType = i % 50 == 0 ? 86 : 88;
        record.key = QString::number(i % 900);
        record.person = u"Person %1"_s.arg(i % 300);
        record.tool = u"tool_%1"_s.arg(i % 70);
        record.detail = "{\"userId\":" + QByteArray::number(i) + ",\"courseId\":17}";
        batch.records << record;
        batch.cursors << (i + 1) * 100;
    }
    return batch;
}

} // namespace

class TestAuditTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filtersFindWhatTheyShould()
    {
        AuditTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add(batch(0, 1000));
        QCOMPARE(model.rowCount(), 1000);
        QCOMPARE(model.record(0).at, 999);
        model.setFilter({AuditFilter::Group::Created, 0, {}});
        QCOMPARE(model.rowCount(), 20);
        model.setFilter({AuditFilter::Group::All, 990, {}});
        QCOMPARE(model.rowCount(), 10);
        model.setFilter({AuditFilter::Group::All, 0, u"tool:TOOL_3 person:\"x"_s});
        QCOMPARE(model.rowCount(), 0);
        model.setFilter({AuditFilter::Group::All, 0, u"userid\":512"_s});
        QCOMPARE(model.rowCount(), 1);
        model.setKeyNames({{u"7"_s, u"Warehouse"_s}});
        model.setFilter({AuditFilter::Group::All, 0, u"key:ware"_s});
        QCOMPARE(model.rowCount(), 2);
        model.add(batch(1000, 10));
        model.setFilter({});
        QCOMPARE(model.rowCount(), 1010);
    }

    void aKeystrokeIsQuickOverAQuarterOfAMillion()
    {
        AuditTableModel model;
        QElapsedTimer timer;
        AuditTable table;
        table.add(batch(0, 250'000));
        model.setTable(std::move(table));
        qint64 worst = 0;
        for (const QString &text : {u"a"_s, u"to"_s, u"tool_5"_s, u"person 299"_s, u"249999"_s,
                                    u"nowhere"_s, u"key:8"_s}) {
            qint64 best = std::numeric_limits<qint64>::max();
            for (int i = 0; i < 3; ++i) {
                model.setFilter({});
                timer.restart();
                model.setFilter({AuditFilter::Group::All, 0, text});
                best = std::min(best, timer.nsecsElapsed());
            }
            qInfo("“%s”: %.1f ms", qPrintable(text), double(best) / 1e6);
            worst = std::max(worst, best);
        }
        // Loose: test builds are not optimised, and machines are busy.
        QVERIFY(worst < 400'000'000);
    }
};

QTEST_GUILESS_MAIN(TestAuditTableModel)
#include "tst_audittablemodel.moc"
