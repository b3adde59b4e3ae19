// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/dialogframe.h"

#include "ui/widgets/controls.h"

#include <QDialog>
#include <QPointer>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QVBoxLayout>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_DialogFrame final : public QObject
{
    Q_OBJECT

    QPointer<QDialog> m_dialog;
    QLabel *m_text = nullptr;
    QPushButton *m_button = nullptr;

    void open(const QString &text = {})
    {
        m_dialog = new QDialog;
        QVBoxLayout *column = buildDialogFrame(m_dialog, u"Heading"_s, {}, 400);
        m_text = makeWrappedLabel(text, Rank::Body, m_dialog);
        column->addWidget(m_text);
        column->addStretch(1);
        m_button = makeButton(u"Close"_s, u"close"_s, ButtonKind::Primary, m_dialog);
        addDialogButtons(column, nullptr, {m_button});
        openDialog(m_dialog);
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
    }
    [[nodiscard]] QScrollArea *area() { return m_dialog->findChild<QScrollArea *>(); }
    [[nodiscard]] QScrollBar *bar() { return area()->verticalScrollBar(); }

private Q_SLOTS:
    void cleanup() { delete m_dialog; }

    void itGrowsWithItsContentAndShowsNoBar()
    {
        open();
        // Lines of all lengths: some of them would just not fit beside a bar.
        for (int words = 1; words < 60; ++words) {
            m_text->setText(u"content "_s.repeated(words));
            QTRY_VERIFY2(m_text->height() >= m_text->heightForWidth(m_text->width())
                             && !bar()->isVisible()
                             && area()->widget()->height() <= area()->viewport()->height(),
                         qPrintable(QString::number(words)));
        }
    }

    void itIsNoHigherThanItsContent()
    {
        for (int words = 0; words < 30; ++words) {
            open(u"content "_s.repeated(words));
            QVERIFY2(area()->height() <= area()->heightForWidth(area()->width()),
                     qPrintable(QString::number(words)));
            delete m_dialog;
        }
    }

    void moreThanTheScreenHoldsIsScrolled()
    {
        open();
        m_text->setText(u"content "_s.repeated(4000));
        QTRY_VERIFY(bar()->isVisible());
        const QRect room = m_dialog->screen()->availableGeometry();
        QVERIFY(m_dialog->height() <= room.height());
        QTRY_VERIFY(m_dialog->geometry().bottom() <= room.bottom());
        QVERIFY(m_button->isVisible());
        QVERIFY(m_dialog->rect().contains(m_button->geometry()));
        QTRY_VERIFY(m_text->height() >= m_text->heightForWidth(m_text->width()));
        m_text->setText(u"content"_s);
        QTRY_VERIFY(!bar()->isVisible());
    }

    void oneThatWasMadeSmallerStaysSo()
    {
        open();
        m_text->setText(u"content "_s.repeated(200));
        QTRY_VERIFY(m_text->height() >= m_text->heightForWidth(m_text->width()));
        const int height = m_dialog->height() - 30;
        m_dialog->resize(m_dialog->width(), height);
        QTRY_VERIFY(bar()->isVisible());
        m_text->setText(u"content "_s.repeated(190)); // less than there was
        QCoreApplication::sendPostedEvents();
        QCOMPARE(m_dialog->height(), height);
    }
};

QTEST_MAIN(tst_DialogFrame)
#include "tst_dialogframe.moc"
