// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/secretfield.h"

#include "tests/ui/windowfixture.h"

#include <QAccessible>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace std::chrono_literals;

namespace {

const QByteArray KeyText("kmcp_not-a-real-key-not-a-real-key-not-a-real-key-4");

//! How many accessible objects below \a root show the key in any of their texts.
int shownCount(QAccessibleInterface *root)
{
    int count = 0;
    for (const auto text : {QAccessible::Name, QAccessible::Description, QAccessible::Value,
                            QAccessible::Help, QAccessible::Accelerator}) {
        if (root->text(text).contains(QLatin1StringView(KeyText).mid(5, 20))) {
            ++count;
            break;
        }
    }
    for (int i = 0; i < root->childCount(); ++i)
        count += shownCount(root->child(i));
    return count;
}

} // namespace

class tst_SecretField final : public QObject
{
    Q_OBJECT

    std::unique_ptr<SecretClipboard> m_clipboard;
    std::unique_ptr<QWidget> m_window;
    SecretField *m_field = nullptr;

    void open(std::chrono::seconds reveal = 20s, std::chrono::seconds keeps = 30s)
    {
        m_clipboard = std::make_unique<SecretClipboard>(*QGuiApplication::clipboard());
        m_window = std::make_unique<QWidget>();
        auto *column = new QVBoxLayout(m_window.get());
        m_field = new SecretField(*m_clipboard, reveal, keeps, m_window.get());
        m_field->setSecret(Secret(KeyText));
        column->addWidget(m_field);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void click(const QString &name)
    {
        QTest::mouseClick(childOf<QPushButton>(m_field, name), Qt::LeftButton);
    }
    [[nodiscard]] QString shown() { return childOf<QLabel>(m_field, u"secretText"_s)->text(); }
    [[nodiscard]] int accessibleCount()
    {
        return shownCount(QAccessible::queryAccessibleInterface(m_window.get()));
    }
    [[nodiscard]] static QString clipboardText() { return QGuiApplication::clipboard()->text(); }

private Q_SLOTS:
    void init()
    {
        failOnOurWarnings();
        QGuiApplication::clipboard()->clear();
    }
    void cleanup()
    {
        m_window.reset();
        m_clipboard.reset();
    }

    void maskedTheKeyIsNowhereAndRevealedInOnePlace()
    {
        open();
        QVERIFY(!shown().contains(u"not-a-real"));
        QCOMPARE(accessibleCount(), 0);
        click(u"revealSecret"_s);
        QCOMPARE(shown(), QString::fromLatin1(KeyText));
        QCOMPARE(accessibleCount(), 1);
        QCOMPARE(childOf<QLabel>(m_field, u"secretText"_s)->textInteractionFlags(),
                 Qt::NoTextInteraction);
        click(u"revealSecret"_s);
        QCOMPARE(accessibleCount(), 0);
    }

    void itIsHiddenWhenTimeIsUp()
    {
        open(1s);
        click(u"revealSecret"_s);
        QVERIFY(m_field->isRevealed());
        QTRY_VERIFY(!m_field->isRevealed());
        QCOMPARE(accessibleCount(), 0);
    }

    void itIsHiddenWhenTheWindowLosesTheFocus()
    {
        open();
        click(u"revealSecret"_s);
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QTRY_VERIFY(!m_field->isRevealed());
        QVERIFY(!shown().contains(u"not-a-real"));
    }

    void aCopyIsMarkedAsSecretAndNeverTheSelection()
    {
        open();
        click(u"copySecret"_s);
        QCOMPARE(clipboardText(), QString::fromLatin1(KeyText));
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->data(u"x-kde-passwordManagerHint"_s), "secret");
        if (QGuiApplication::clipboard()->supportsSelection())
            QVERIFY(QGuiApplication::clipboard()->text(QClipboard::Selection).isEmpty());
    }

    void aCopyIsClearedInTime()
    {
        open(20s, 1s);
        click(u"copySecret"_s);
        QCOMPARE(clipboardText(), QString::fromLatin1(KeyText));
        QTRY_VERIFY(clipboardText().isEmpty());
        QVERIFY(!m_clipboard->isHolding());
    }

    void clearNowClears()
    {
        open();
        click(u"copySecret"_s);
        QTRY_VERIFY(childOf<QPushButton>(m_field, u"clearClipboard"_s)->isVisible());
        click(u"clearClipboard"_s);
        QVERIFY(clipboardText().isEmpty());
    }

    void whatSomebodyElseCopiedIsLeftAlone()
    {
        open(20s, 1s);
        click(u"copySecret"_s);
        QGuiApplication::clipboard()->setText(u"a shopping list"_s);
        QTRY_VERIFY(!m_clipboard->isHolding());
        QCOMPARE(clipboardText(), u"a shopping list"_s);
    }

    void theEndOfTheProgramClears()
    {
        open();
        click(u"copySecret"_s);
        m_window.reset();
        m_clipboard.reset();
        QVERIFY(clipboardText().isEmpty());
    }
};

QTEST_MAIN(tst_SecretField)
#include "tst_secretfield.moc"
