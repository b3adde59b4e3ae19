// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/accessibility.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/controls.h"

#include <QAccessible>
#include <QApplication>
#include <QGraphicsView>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_Accessibility final : public QObject
{
    Q_OBJECT

    static void askForAllChildrenWhileScrollBarsGo(QAbstractScrollArea &area)
    {
        area.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
        area.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
        area.show();
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&area);
        QVERIFY(access != nullptr);
        const int count = access->childCount(); // what a reader goes by from now on
        QVERIFY(count >= 3);
        area.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        area.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        QVERIFY(!area.verticalScrollBar()->isVisible());
        for (int index = 0; index < count; ++index) {
            const QAccessibleInterface *child = access->child(index);
            QVERIFY(child != nullptr);
            QCOMPARE(access->indexOfChild(child), index);
            QCOMPARE(child->parent(), access);
        }
        QCOMPARE(access->child(-1), nullptr);
        QCOMPARE(access->child(count), nullptr);
        QCOMPARE(access->child(count + 1000), nullptr);
    }

private Q_SLOTS:
    void initTestCase() { installScrollAreaAccess(); }

    void aReaderThatCountedScrollBarsBeforeTheyWentEndsNothing()
    {
        QScrollArea area;
        area.setWidget(new QWidget);
        askForAllChildrenWhileScrollBarsGo(area);
        QGraphicsView view; // as charts are
        askForAllChildrenWhileScrollBarsGo(view);
    }

    void tabStopsAtTheChosenOfSeveral()
    {
        QWidget window;
        auto *row = new ChoiceRow(u"Period"_s, ChoiceRow::Mode::One, &window);
        QList<QPushButton *> buttons;
        for (int id = 0; id < 3; ++id)
            buttons << row->addChoice(id, u"Choice %1"_s.arg(id), u"choice%1"_s.arg(id));
        auto *after = makeButton(u"After"_s, u"after"_s, ButtonKind::Plain, &window);
        auto *column = new QVBoxLayout(&window);
        column->addWidget(row);
        column->addWidget(after);
        const auto tabsTo = [&] {
            after->setFocus();
            QTest::keyClick(after, Qt::Key_Tab);
            return QApplication::focusWidget();
        };
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QCOMPARE(tabsTo(), buttons.at(0)); // none is chosen yet
        row->setChosen(2);
        QCOMPARE(tabsTo(), buttons.at(2));
        QTest::keyClick(buttons.at(2), Qt::Key_Left);
        QCOMPARE(row->chosen(), 1);
        QCOMPARE(QApplication::focusWidget(), buttons.at(1));
        QTest::keyClick(buttons.at(1), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), after); // one stop for all of them
        QCOMPARE(tabsTo(), buttons.at(1));
        row->clearChosen();
        QCOMPARE(tabsTo(), buttons.at(0));
    }

    void tabStopsAtEachWhereSeveralMayBeOn()
    {
        ChoiceRow row(u"Tools"_s, ChoiceRow::Mode::Several);
        QList<QPushButton *> buttons;
        for (int id = 0; id < 3; ++id)
            buttons << row.addChoice(id, u"Tool %1"_s.arg(id), u"tool%1"_s.arg(id));
        QSignalSpy toggled(&row, &ChoiceRow::toggled);
        row.setChosen(1);
        row.show();
        QVERIFY(QTest::qWaitForWindowActive(&row));
        buttons.at(0)->setFocus();
        for (int id = 1; id < 3; ++id) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget(), buttons.at(id));
        }
        QTest::keyClick(buttons.at(2), Qt::Key_Space);
        QVERIFY(row.isChosen(1) && row.isChosen(2) && !row.isChosen(0));
        QCOMPARE(row.chosen(), -1); // not one
        row.clearChosen();
        QVERIFY(!row.isChosen(1) && !row.isChosen(2));
        QCOMPARE(toggled.size(), 4);
    }

    void whatIsInItIsRead()
    {
        QScrollArea area;
        auto *content = new QWidget;
        content->setAccessibleName(u"What is in it"_s);
        area.setWidget(content);
        area.show();
        const QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&area);
        QCOMPARE(access->role(), QAccessible::Client);
        const QAccessibleInterface *viewport = QAccessible::queryAccessibleInterface(
            area.viewport());
        QVERIFY(access->indexOfChild(viewport) >= 0);
        QCOMPARE(viewport->child(0)->text(QAccessible::Name), u"What is in it"_s);
    }
};

QTEST_MAIN(tst_Accessibility)
#include "tst_accessibility.moc"
