// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/audittablemodel.h"

#include "models/audit/audittext.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSet>
#include <QSignalSpy>
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
        const auto found = [&model](const AuditFilter &filter) {
            model.setFilter(filter);
            if (model.isSearching())
                QSignalSpy(&model, &AuditTableModel::searched).wait();
            return model.rowCount();
        };
        model.add(batch(0, 1000));
        QTRY_COMPARE(model.rowCount(), 1000);
        QCOMPARE(model.record(0).at, 999);
        QCOMPARE(found({AuditFilter::Group::Created, 0, 0, {}}), 20);
        QCOMPARE(found({AuditFilter::Group::All, 990, 0, {}}), 10);
        QCOMPARE(model.countOfService(), 10);
        QCOMPARE(found({AuditFilter::Group::All, 990, 995, {}}), 5);
        QCOMPARE(found({AuditFilter::Group::All, 0, 0, u"tool:TOOL_3 person:\"x"_s}), 0);
        QCOMPARE(found({AuditFilter::Group::All, 0, 0, u"userid\":512"_s}), 1);
        QCOMPARE(found({AuditFilter::Group::All, 0, 0, u"key created"_s}), 20);
        // Events by the number of their type.
        QCOMPARE(found({AuditFilter::Group::All, 0, 50, u"86"_s}), 1);
        model.setKeyNames({{u"7"_s, u"Ware house"_s}});
        QCOMPARE(found({AuditFilter::Group::All, 0, 0, u"key:ware"_s}), 2);
        QCOMPARE(found({AuditFilter::Group::All, 0, 0, u"key:\"ware house\""_s}), 2);
        QCOMPARE(found({AuditFilter::Group::All, 0, 0, u"key:\"ware\""_s}), 0);
        QCOMPARE(found({AuditFilter::Group::All, 0, 0, u"key:\"7\""_s}), 2);
        QVERIFY(found({AuditFilter::Group::All, 0, 0, u"key:7"_s}) > 100);
        model.add(batch(1000, 10));
        QCOMPARE(found({}), 1010);
    }

    void termsAreReadWhileTheyAreTyped_data()
    {
        using Field = AuditTerm::Field;
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<AuditTerm>>("terms");
        QTest::newRow("nothing") << u"  "_s << QList<AuditTerm>{};
        QTest::newRow("words") << u" a  b "_s
                               << QList<AuditTerm>{{Field::Any, u"a"_s}, {Field::Any, u"b"_s}};
        QTest::newRow("a field without a word") << u"key: tool:\""_s << QList<AuditTerm>{};
        QTest::newRow("an open quote")
            << u"Person:\"Alex K"_s << QList<AuditTerm>{{Field::Person, u"Alex K"_s, false}};
        QTest::newRow("a closed quote")
            << u"key:\"a b\"tool:c"_s
            << QList<AuditTerm>{{Field::Key, u"a b"_s, true}, {Field::Tool, u"c"_s}};
        QTest::newRow("a phrase") << u"\"a b\""_s << QList<AuditTerm>{{Field::Any, u"a b"_s}};
        QTest::newRow("a quote in a word")
            << u"userid\":5"_s << QList<AuditTerm>{{Field::Any, u"userid\":5"_s}};
        QTest::newRow("a key's own")
            << auditTextForKey(u"al\"ex"_s) << QList<AuditTerm>{{Field::Key, u"alex"_s, true}};
    }
    void termsAreReadWhileTheyAreTyped()
    {
        QFETCH(QString, text);
        QFETCH(QList<AuditTerm>, terms);
        QCOMPARE(auditTerms(text), terms);
    }

    void argumentsAreOneShortLine_data()
    {
        QTest::addColumn<QByteArray>("detail");
        QTest::addColumn<QString>("line");
        QTest::newRow("none") << QByteArray() << QString();
        QTest::newRow("in the sentence already")
            << QByteArray(R"({"tool":"find_user","name":"alex-laptop"})") << QString();
        QTest::newRow("plain values")
            << QByteArray(R"({"userId":42,"all":true})") << u"all true · userId 42"_s;
        QTest::newRow("a text of ours") << QByteArray(R"({"detail":"a file"})") << u"a file"_s;
        QTest::newRow("a list") << QByteArray(R"({"ids":[1,2]})") << u"ids [1,2]"_s;
        QTest::newRow("scopes") << QByteArray(R"({"scopes":{"read":true,"write":true}})")
                                << u"scopes: read, write"_s;
        QTest::newRow("scopes to read")
            << QByteArray(R"({"name":"a","scopes":{"read":true,"write":false}})")
            << u"scopes: read"_s;
        QTest::newRow("scopes as a list")
            << QByteArray(R"({"scopes":["read","write"]})") << u"scopes: read, write"_s;
        // What says more than we know is shown as it is.
        QTest::newRow("an unknown scope")
            << QByteArray(R"({"scopes":["read","admin"]})") << u"scopes [\"read\",\"admin\"]"_s;
        QTest::newRow("one scope more") << QByteArray(R"({"scopes":{"admin":true,"read":true}})")
                                        << u"scopes {\"admin\":true,\"read\":true}"_s;
        QTest::newRow("no scope") << QByteArray(R"({"scopes":[]})") << u"scopes []"_s;
        QTest::newRow("scopes of another kind")
            << QByteArray(R"({"scopes":"read"})") << u"scopes read"_s;
    }
    void argumentsAreOneShortLine()
    {
        QFETCH(QByteArray, detail);
        QFETCH(QString, line);
        QCOMPARE(argumentsLine(detail), line);
    }

    void whatComesIsInsertedAndWhatIsTypedOverIsDropped()
    {
        AuditTableModel model;
        model.add(batch(100, 100));
        QTRY_COMPARE(model.rowCount(), 100);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.add(batch(200, 10));
        QTRY_COMPARE(model.rowCount(), 110);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 0);
        QCOMPARE(inserted.first().at(2).toInt(), 9);
        // Older events that are known later: they come last.
        AuditJournal::Batch late = batch(0, 10);
        for (qint64 &cursor : late.cursors)
            cursor += 1'000'000;
        model.add(late);
        QTRY_COMPARE(model.rowCount(), 120);
        QCOMPARE(inserted.last().at(1).toInt(), 110);
        QCOMPARE(reset.count(), 0);
        const qint64 cursor = model.cursor(115);
        QCOMPARE(model.rowOf(cursor), 115);

        // Typing does not wait; only what was typed last is shown.
        QSignalSpy searched(&model, &AuditTableModel::searched);
        for (const QString &text : {u"t"_s, u"to"_s, u"tool_"_s, u"tool:\"tool_3\""_s}) {
            model.setFilter({AuditFilter::Group::All, 0, 0, text});
            QCOMPARE(model.rowCount(), 120);
        }
        QTRY_COMPARE(searched.count(), 1);
        QVERIFY(!model.isSearching());
        QCOMPARE(reset.count(), 1);
        QVERIFY(model.rowCount() > 0 && model.rowCount() < 10);
        QCOMPARE(model.record(0).tool, u"tool_3"_s);
        QCOMPARE(model.rowOf(-1), -1);
    }

    void anotherTableTakesThePlaceOfASearchThatRuns()
    {
        AuditTableModel model;
        model.add(batch(0, 1000));
        AuditTable table;
        table.add(batch(0, 5));
        model.setTable(std::move(table));
        QCOMPARE(model.end(), 500);
        QTRY_COMPARE(model.rowCount(), 5);
        QTRY_VERIFY(!model.isSearching());
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.eventCount(), 5);
    }

    void everyKindHasItsWords()
    {
        QSet<QString> labels;
        for (int kind = 0; kind < AuditKindCount; ++kind) {
            AuditRecord record;
            record.kind = AuditKind(kind);
            record.key = u"14"_s;
            record.tool = u"cursor"_s;
            record.subject = u"<b>it</b>\u202E"_s;
            labels.insert(auditKindLabel(record.kind));
            const AuditSentence sentence = auditSentence(record, u"alex"_s);
            QVERIFY(!(sentence.what + sentence.rest).contains(QChar(0x202E)));
            QVERIFY(!sentence.rest.contains(u"%1"_s));
        }
        QCOMPARE(labels.size(), AuditKindCount);
        QVERIFY(!labels.contains(QString()));
    }

    void aSearchIsQuickOverAQuarterOfAMillion()
    {
        AuditTable table;
        table.add(batch(0, 250'000));
        QElapsedTimer timer;
        qint64 worst = 0;
        for (const QString &text : {u"a"_s, u"to"_s, u"tool_5"_s, u"person 299"_s, u"249999"_s,
                                    u"nowhere"_s, u"key:8"_s}) {
            qint64 best = std::numeric_limits<qint64>::max();
            for (int i = 0; i < 3; ++i) {
                timer.restart();
                std::ignore = table.matching({AuditFilter::Group::All, 0, 0, text}, {});
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
