// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/rowcopy.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_RowCopy final : public QObject
{
    Q_OBJECT

    QStandardItemModel m_model;
    QTableView m_table;

    void add(const QStringList &texts)
    {
        QList<QStandardItem *> row;
        for (const QString &text : texts)
            row << new QStandardItem(text);
        m_model.appendRow(row);
    }

private Q_SLOTS:
    void init()
    {
        m_model.clear();
        m_table.setModel(&m_model);
        m_table.setSelectionBehavior(QAbstractItemView::SelectRows);
    }

    void cellsDoNotRunIntoEachOther_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("copied");
        QTest::newRow("plain") << u"alex laptop"_s << u"alex laptop"_s;
        QTest::newRow("a tab") << u"a\tb"_s << u"a b"_s;
        QTest::newRow("lines") << u"a\nb\r\nc"_s << u"a b  c"_s;
        QTest::newRow("a quotation mark first") << u"\"a\" b"_s << u"\"\"\"a\"\" b\""_s;
        QTest::newRow("a quotation mark inside") << u"a \"b\""_s << u"a \"b\""_s;
        QTest::newRow("a formula") << u"=1+1"_s << u"'=1+1"_s;
        QTest::newRow("a formula behind a tab") << u"\t@SUM(A1)"_s << u"' @SUM(A1)"_s;
    }
    void cellsDoNotRunIntoEachOther()
    {
        QFETCH(QString, text);
        QFETCH(QString, copied);
        add({text, u"next"_s});
        m_table.selectRow(0);
        QCOMPARE(selectedRowsText(m_table), copied + u"\tnext"_s);
    }

    void anEmptyCellKeepsItsPlace()
    {
        add({{}, u"b"_s, {}});
        m_table.selectRow(0);
        QCOMPARE(selectedRowsText(m_table), u"\tb\t"_s);
    }

    void aNoteIsCopiedWithItsCell()
    {
        add({u"a"_s, u"b"_s});
        add({u"c"_s, u"d"_s});
        m_model.item(0, 0)->setData(u"note"_s, Qt::UserRole);
        m_table.selectAll();
        QCOMPARE(selectedRowsText(m_table, {{0, Qt::UserRole}}), u"a note\tb\nc\td"_s);
    }

    void nothingSelectedLeavesTheClipboardAlone()
    {
        add({u"a"_s});
        QGuiApplication::clipboard()->setText(u"before"_s);
        copySelectedRows(m_table);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
        m_table.setModel(nullptr);
        copySelectedRows(m_table);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    }
};

QTEST_MAIN(tst_RowCopy)
#include "tst_rowcopy.moc"
