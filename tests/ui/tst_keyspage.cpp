// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/ui/windowfixture.h"

#include "models/keys/keylistmodel.h"
#include "models/settings/settingkeys.h"
#include "ui/keys/chipbar.h"
#include "ui/keys/keyspage.h"
#include "ui/keys/keytable.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/stateview.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QTranslator>

using namespace Konstantly;
using namespace Konstantly::Tests;

namespace {

//! A language that needs more letters than English.
class LongerWords final : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *source, const char *,
                                    int) const override
    {
        const QString text = QString::fromUtf8(source);
        const bool isLonger = text == u"Last used"_s || text == u"Revoke…"_s || text == u"Copy"_s;
        return isLonger ? text + u", and then some more"_s : QString();
    }
};

} // namespace

class tst_KeysPage final : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;

    void open(SandboxSeed seed = SandboxSeed::Demo)
    {
        m_fixture = std::make_unique<WindowFixture>(seed);
        m_fixture->connectDemo();
        m_window = m_fixture->shownWindow();
    }
    void openFilled()
    {
        open();
        QTRY_COMPARE(state(), StateView::State::Filled);
        QTRY_COMPARE(rows(), 14);
    }
    [[nodiscard]] KeysPage *page() { return childOf<KeysPage>(m_window.get(), u"keysPage"_s); }
    [[nodiscard]] StateView *stateView() { return page()->findChild<StateView *>(); }
    [[nodiscard]] StateView::State state() { return stateView()->state(); }
    [[nodiscard]] KeyTable *table() { return childOf<KeyTable>(m_window.get(), u"keyTable"_s); }
    [[nodiscard]] int rows()
    {
        return table()->model() == nullptr ? -1 : table()->model()->rowCount();
    }
    [[nodiscard]] QPushButton *button(const QString &name)
    {
        return childOf<QPushButton>(page(), name);
    }
    [[nodiscard]] QString label(const QString &name)
    {
        return childOf<QLabel>(page(), name)->text();
    }

private Q_SLOTS:
    void init() { failOnOurWarnings(); }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void withoutAWorkspaceTheListOffersToConnectOne()
    {
        m_fixture = std::make_unique<WindowFixture>(SandboxSeed::Empty);
        m_window = m_fixture->shownWindow();
        QCOMPARE(state(), StateView::State::Empty);
        QVERIFY(!button(u"newKey"_s)->isEnabled());
        QTest::mouseClick(stateView()->action(), Qt::LeftButton);
        QTRY_VERIFY(openDialogNamed(u"connectDialog"_s));
        openDialogNamed(u"connectDialog"_s)->close();
    }

    void keysAreShownAndCounted()
    {
        open();
        QCOMPARE(state(), StateView::State::Loading);
        QTRY_COMPARE(state(), StateView::State::Filled);
        QCOMPARE(rows(), 14);
        QVERIFY(page()->findChild<QLabel *>(u"summary"_s)->text().startsWith(u"14 "));
    }

    void aFailureBeforeThereIsDataSaysWhatToDo()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->connectDemo();
        m_fixture->sandbox.setFaults(*SandboxFault::parseAll({u"html@listKeys"_s}));
        m_window = m_fixture->shownWindow();
        QTRY_COMPARE(state(), StateView::State::Failed);
        QVERIFY(!label(u"stateTitle"_s).isEmpty());
        // Nobody knows how many there are, and what is done with them waits.
        QPushButton *all = page()->findChild<ChipBar *>()->chip(KeyFilterModel::Chip::All);
        QCOMPARE(all->text(), u"All"_s);
        QVERIFY(all->accessibleDescription().isEmpty());
        const QStringList needKeys{u"calendar"_s, u"offboarding"_s, u"panic"_s};
        for (const QString &name : needKeys)
            QVERIFY2(!button(name)->isEnabled(), qPrintable(name));
        m_fixture->sandbox.setFaults({});
        QTest::mouseClick(stateView()->action(), Qt::LeftButton);
        QTRY_COMPARE(state(), StateView::State::Filled);
        QCOMPARE(all->text(), u"All 14"_s);
        for (const QString &name : needKeys)
            QVERIFY2(button(name)->isEnabled(), qPrintable(name));
    }

    void aFailureAfterwardsKeepsTheDataAndItsAge()
    {
        openFilled();
        auto *stale = childOf<Banner>(page(), u"staleBanner"_s);
        QVERIFY(stale->isHidden());
        m_fixture->sandbox.setFaults(*SandboxFault::parseAll({u"500@listKeys"_s}));
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_VERIFY(stale->isVisible());
        QCOMPARE(rows(), 14);
        QVERIFY(stale->accessibleDescription().contains(u"just now"));
        m_fixture->sandbox.setFaults({});
        QTest::mouseClick(stale->action(), Qt::LeftButton);
        QTRY_VERIFY(stale->isHidden());
    }

    void aSearchNarrowsAndEscapeLeavesIt()
    {
        openFilled();
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        auto *search = childOf<QLineEdit>(m_window.get(), u"searchKeys"_s);
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, u"alex"_s);
        QTRY_COMPARE(rows(), 2);
        QTest::keyClicks(search, u"-nobody"_s);
        QTRY_COMPARE(state(), StateView::State::Empty);
        QTest::keyClick(search, Qt::Key_Escape);
        QTRY_COMPARE(rows(), 14);
        QTRY_COMPARE(state(), StateView::State::Filled);
        QVERIFY(search->text().isEmpty());
    }

    void aChipShowsItsKeysAlone()
    {
        openFilled();
        auto *chips = page()->findChild<ChipBar *>();
        QPushButton *left = chips->chip(KeyFilterModel::Chip::OwnerLeft);
        QTRY_VERIFY(left->isVisible());
        QVERIFY(left->text().endsWith(u'1'));
        QTest::mouseClick(left, Qt::LeftButton);
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(table()->model()->index(0, KeyListModel::NameColumn).data().toString(), u"key1"_s);
        QTest::mouseClick(chips->chip(KeyFilterModel::Chip::All), Qt::LeftButton);
        QTRY_COMPARE(rows(), 14);
        // Nothing lies in plain text in this home: no chip for it.
        QVERIFY(!chips->chip(KeyFilterModel::Chip::Exposed)->isVisible());
    }

    void selectingShowsDetailsAndAllowsRevoking()
    {
        openFilled();
        auto *details = childOf<QWidget>(m_window.get(), u"keyDetails"_s);
        QVERIFY(details->isHidden());
        QVERIFY(!button(u"revoke"_s)->isEnabled());
        table()->selectRow(0);
        QTRY_VERIFY(details->isVisible());
        QVERIFY(button(u"revoke"_s)->isEnabled());
        QCOMPARE(label(u"detailsName"_s), table()->model()->index(0, 0).data().toString());
        QTest::keyClick(table(), Qt::Key_Escape);
        QTRY_VERIFY(details->isHidden());
    }

    void theDetailsTellWhyAKeyIsRefused_data()
    {
        QTest::addColumn<int>("chip");
        QTest::addColumn<QString>("text");
        QTest::newRow("blocked") << int(KeyFilterModel::Chip::OwnerLeft) << u"is blocked"_s;
        QTest::newRow("revoked") << int(KeyFilterModel::Chip::Revoked) << u"was revoked"_s;
        QTest::newRow("fine") << int(KeyFilterModel::Chip::ThisDevice) << u"Nothing known here"_s;
    }
    void theDetailsTellWhyAKeyIsRefused()
    {
        QFETCH(const int, chip);
        QFETCH(const QString, text);
        openFilled();
        m_fixture->sandbox.withWorkspace([](SandboxWorkspace &workspace) {
            const qint64 owner = workspace.users().front().id;
            const qint64 key = workspace.issueKey(owner, u"gone-laptop"_s, false).id;
            QVERIFY(workspace.revokeKey(key, owner));
        });
        QVERIFY(await(m_fixture->keys().refresh()));
        page()->findChild<ChipBar *>()->choose(KeyFilterModel::Chip(chip));
        QTRY_VERIFY(rows() > 0);
        m_fixture->sandbox.stop(); // it is told from what is known here
        table()->selectRow(0);
        const auto isTold = [&] {
            for (const QLabel *label :
                 childOf<QWidget>(m_window.get(), u"keyDetails"_s)->findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(text))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(isTold());
    }

    void aReminderLeadsToTheKeysThatAreDue()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->connectDemo();
        // The administrator's own key, as old as it is, is due at an interval of a day.
        m_fixture->services->settings().setValue(SettingKeys::RotationDaysPerson, 1);
        m_window = std::make_unique<MainWindow>(*m_fixture->parts);
        QStringList about;
        connect(m_window.get(), &MainWindow::noticed, this,
                [&about](const QString &title, const QString &, const QString &what) {
                    QVERIFY(!title.isEmpty());
                    about << what;
                });
        m_window->show();
        QTRY_COMPARE(about, QStringList{u"rotation-due"_s});
        m_window->showPage(u"usage"_s);
        m_window->showNoticed(about.first());
        QTRY_VERIFY(page()->isVisible());
        QVERIFY(
            page()->findChild<ChipBar *>()->chip(KeyFilterModel::Chip::NeedsRotation)->isChecked());
        QTRY_VERIFY(rows() > 0);
        m_fixture->services->settings().setValue(SettingKeys::IdleDays, 60); // looks again
        QCOMPARE(about.size(), 1);
    }

    void hostileNamesStayPlainText()
    {
        const QString markup = u"<img src=file:///etc/passwd><a href=http://evil>x</a>"_s;
        const QString reversed = u"alex\u202Eptop"_s;
        m_fixture = std::make_unique<WindowFixture>(SandboxSeed::Empty);
        m_fixture->sandbox.withWorkspace([&](SandboxWorkspace &workspace) {
            const qint64 owner = workspace.users().front().id;
            for (const QString &name : {markup, reversed, u"&Revoke"_s, QString(255, u'W')})
                workspace.issueKey(owner, name, false);
        });
        m_fixture->connectDemo();
        m_window = m_fixture->shownWindow();
        QTRY_COMPARE(rows(), 5);
        for (int row = 0; row < rows(); ++row) {
            const QString name
                = table()->model()->index(row, KeyListModel::NameColumn).data().toString();
            QVERIFY(!name.contains(QChar(0x202E)));
            table()->selectRow(row);
            auto *shown = childOf<QLabel>(childOf<QFrame>(m_window.get(), u"keyDetails"_s),
                                          u"detailsName"_s);
            QTRY_COMPARE(shown->text(), name);
            QCOMPARE(shown->textFormat(), Qt::PlainText);
            QVERIFY(!shown->toolTip().contains(u'<'));
        }
        for (const QLabel *every : m_window->findChildren<QLabel *>())
            QCOMPARE(every->textFormat(), Qt::PlainText);
    }

    void columnsSortAndWidthsAreRemembered()
    {
        openFilled();
        table()->sortByColumn(KeyListModel::AgeColumn, Qt::DescendingOrder);
        table()->setColumnWidth(KeyListModel::OwnerColumn, 177);
        table()->setColumnHidden(KeyListModel::ScopesColumn, true);
        m_window->close();
        m_window = m_fixture->shownWindow();
        QTRY_COMPARE(rows(), 14);
        QCOMPARE(table()->horizontalHeader()->sortIndicatorSection(), int(KeyListModel::AgeColumn));
        QCOMPARE(table()->horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
        QCOMPARE(table()->columnWidth(KeyListModel::OwnerColumn), 177);
        QVERIFY(table()->isColumnHidden(KeyListModel::ScopesColumn));
    }

    void copiedRowsAreWhatTheTableShows()
    {
        openFilled();
        const auto cell = [this](int row, int column) {
            return table()->model()->index(row, column).data().toString();
        };
        QHeaderView *header = table()->horizontalHeader();
        header->moveSection(header->visualIndex(KeyListModel::StatusColumn), 0);
        table()->setColumnHidden(KeyListModel::AgeColumn, true);
        QList<int> shown;
        for (int i = 0; i < header->count(); ++i) {
            if (!header->isSectionHidden(header->logicalIndex(i)))
                shown << header->logicalIndex(i);
        }
        QCOMPARE(shown.first(), int(KeyListModel::StatusColumn));
        QVERIFY(shown.size() >= 3 && !shown.contains(KeyListModel::AgeColumn));
        table()->setFocus();
        // The lower one first: rows are copied in the order that they are shown in.
        table()->selectRow(3);
        table()->selectionModel()->select(table()->model()->index(1, 0),
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QStringList lines;
        for (const int row : {1, 3}) {
            QStringList cells;
            for (const int column : shown)
                cells << cell(row, column);
            lines << cells.join(u'\t');
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), lines.join(u'\n'));
    }

    void aNarrowTableHidesColumnsAndBringsThemBack()
    {
        openFilled();
        m_window->resize(1180, 760);
        QTRY_VERIFY(!table()->isColumnHidden(KeyListModel::ScopesColumn));
        m_window->resize(900, 600);
        table()->selectRow(0); // the details go below: the width stays
        QTRY_COMPARE(m_window->width(), 900);
        QTRY_VERIFY(table()->columnWidth(KeyListModel::NameColumn) >= 120);
        QVERIFY(table()->horizontalHeader()->length() <= table()->viewport()->width());
        m_window->resize(1180, 760);
        table()->clearSelection();
        QTRY_VERIFY(!table()->isColumnHidden(KeyListModel::ScopesColumn));
    }

    void longerWordsOfAnotherLanguageHaveRoom()
    {
        LongerWords words;
        QVERIFY(QCoreApplication::installTranslator(&words));
        openFilled();
        const QHeaderView *header = table()->horizontalHeader();
        QVERIFY(!header->isSectionHidden(KeyListModel::LastUsedColumn));
        QVERIFY(header->sectionSize(KeyListModel::LastUsedColumn)
                >= header->sectionSizeHint(KeyListModel::LastUsedColumn));
        table()->selectRow(0);
        for (const QString &name : {u"revokeFromDetails"_s, u"copyDetails"_s}) {
            QTRY_VERIFY(button(name)->isVisible());
            QTRY_VERIFY(button(name)->width() >= button(name)->sizeHint().width());
        }
    }

    void tenThousandKeysArePaintedAtOnceAndFilteredInAFrame()
    {
        open(SandboxSeed::Large);
        QTRY_COMPARE_WITH_TIMEOUT(state(), StateView::State::Filled, 60000);
        QVERIFY(rows() > 9000);
        QElapsedTimer timer;
        timer.start();
        const QPixmap picture = page()->grab();
        const qint64 paint = timer.restart();
        QVERIFY(!picture.isNull());
        qInfo("painted %d rows in %lld ms", rows(), static_cast<long long>(paint));
        QVERIFY2(paint < 1000, qPrintable(QString::number(paint)));
        auto *search = childOf<QLineEdit>(page(), u"searchKeys"_s);
        timer.restart();
        QTest::keyClick(search, Qt::Key_A);
        QTest::keyClick(search, Qt::Key_L);
        QCoreApplication::processEvents();
        const qint64 filter = timer.elapsed();
        qInfo("filtered to %d rows in %lld ms", rows(), static_cast<long long>(filter));
        QVERIFY(rows() < 9000);
        QVERIFY2(filter < 1000, qPrintable(QString::number(filter)));
    }
};

QTEST_MAIN(tst_KeysPage)
#include "tst_keyspage.moc"
