// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/controls.h"

#include <QTest>

#include <memory>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_Controls final : public QObject
{
    Q_OBJECT

    const QString m_long = u"Calls of AI tools are counted from the moment that a tool on this "
                           u"device is set up, and for "
                           "all keys where the service lists them.\nThis is a second paragraph."_s;

    //! QLabel's own answer, each by a label that was asked for nothing else.
    static int heightOf(const QLabel &like, int width)
    {
        QLabel label(u"text"_s);
        label.setText(like.text()); // one that never had any is none
        label.setTextFormat(Qt::PlainText);
        label.setWordWrap(true);
        label.setFont(like.font());
        label.setContentsMargins(like.contentsMargins());
        return label.heightForWidth(width);
    }

    static void compareHeights(const QLabel &label)
    {
        // Back and forth, as while a window is resized.
        for (int width = 40; width < 1600; width += 7)
            QCOMPARE(label.heightForWidth(width), heightOf(label, width));
        for (int width = 1599; width > 40; width -= 13)
            QCOMPARE(label.heightForWidth(width), heightOf(label, width));
    }

private Q_SLOTS:
    void aWrappedLabelIsAsHighAsItsText()
    {
        const std::unique_ptr<QLabel> label(makeWrappedLabel(m_long, Rank::Body, nullptr));
        compareHeights(*label);
        label->setText(u"Short"_s);
        compareHeights(*label);
        label->setText(m_long + m_long);
        compareHeights(*label);
        QFont font = label->font();
        font.setPointSize(font.pointSize() * 2);
        label->setFont(font);
        compareHeights(*label);
        label->setContentsMargins(30, 5, 30, 5);
        compareHeights(*label);
        label->setText({});
        compareHeights(*label);
    }
};

QTEST_MAIN(tst_Controls)
#include "tst_controls.moc"
