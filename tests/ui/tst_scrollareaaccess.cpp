// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/scrollareaaccess.h"

#include <QAccessible>
#include <QGraphicsView>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_ScrollAreaAccess final : public QObject
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

    void whatIsInItIsRead()
    {
        QScrollArea area;
        auto *content = new QWidget;
        content->setAccessibleName(u"What is in it"_s);
        area.setWidget(content);
        area.show();
        const QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&area);
        QCOMPARE(access->role(), QAccessible::Client);
        const QAccessibleInterface *viewport
            = QAccessible::queryAccessibleInterface(area.viewport());
        QVERIFY(access->indexOfChild(viewport) >= 0);
        QCOMPARE(viewport->child(0)->text(QAccessible::Name), u"What is in it"_s);
    }
};

QTEST_MAIN(tst_ScrollAreaAccess)
#include "tst_scrollareaaccess.moc"
