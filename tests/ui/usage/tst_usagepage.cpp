// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/ui/windowfixture.h"

#include "models/settings/settingkeys.h"
#include "models/usage/usagetext.h"
#include "ui/usage/quotacard.h"
#include "ui/usage/usagechart.h"
#include "ui/usage/usagechartcard.h"
#include "ui/usage/usagepage.h"
#include "ui/usage/usagesourceline.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/stateview.h"

#include <QAccessible>
#include <QDateEdit>
#include <QHeaderView>
#include <QImage>
#include <QMenu>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QStyle>
#include <QStyleOptionHeader>
#include <QTableView>
#include <QXmlStreamReader>

using namespace Konstantly;
using namespace Konstantly::Tests;
using std::chrono::milliseconds;

class tst_UsagePage final : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;

    void open()
    {
        m_window.reset();
        m_window = m_fixture->shownWindow();
        m_window->showPage(u"usage"_s);
    }
    //! A window on the page, fed with a month of calls.
    void openFilled()
    {
        feed().calls = demoMonth(now());
        // Soon after midnight, the earliest of them were made the day before the page's thirty days.
        const milliseconds from = rangeOf(UsagePeriod::Month, ago(0), feed().zone()).from;
        std::erase_if(feed().calls, [from](const UsageCall &call) { return call.at < from; });
        m_fixture->connectDemo();
        open();
        QTRY_COMPARE(stateView()->state(), StateView::State::Filled);
    }
    [[nodiscard]] QDateTime now() const { return m_fixture->services->clock()(); }
    [[nodiscard]] milliseconds ago(int minutes) const
    {
        return milliseconds(now().addSecs(-60 * minutes).toMSecsSinceEpoch());
    }
    [[nodiscard]] FakeUsageFeed &feed() { return m_fixture->usage; }
    [[nodiscard]] UsagePage *page() { return childOf<UsagePage>(m_window.get(), u"usagePage"_s); }
    [[nodiscard]] StateView *stateView() { return page()->findChild<StateView *>(); }
    [[nodiscard]] UsageChart *chart() { return childOf<UsageChart>(page(), u"usageChart"_s); }
    [[nodiscard]] QTableView *table() { return childOf<QTableView>(page(), u"usageTable"_s); }
    [[nodiscard]] QString label(const QString &name)
    {
        return childOf<QLabel>(page(), name)->text();
    }
    [[nodiscard]] Banner *banner(const QString &name) { return childOf<Banner>(page(), name); }
    void press(const QString &name)
    {
        QTest::mouseClick(childOf<QPushButton>(page(), name), Qt::LeftButton);
    }
    [[nodiscard]] QuotaCard *card(QuotaKind kind)
    {
        for (QuotaCard *card : page()->findChildren<QuotaCard *>()) {
            if (card->kind() == kind)
                return card;
        }
        return nullptr;
    }
    //! Chooses \a text in the menu of exports.
    void exportAs(const QString &text, const QString &path)
    {
        m_fixture->prompter.fileToChoose = path;
        QMenu *menu = childOf<QPushButton>(page(), u"exportUsage"_s)->menu();
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                action->trigger();
        }
    }
    [[nodiscard]] QString toolKey()
    {
        return m_fixture->services->workspaces().find(u"demo"_s)->activeDeviceKeyId();
    }
    //! Lets this device's key make \a count calls within the last minute; the list of keys tells first which one it is.
    void makeCalls(int count)
    {
        QTRY_VERIFY(!toolKey().isEmpty());
        for (int i = 0; i < count; ++i)
            feed().add({ago(0) - milliseconds(1000 + i),
                        toolKey(),
                        u"find_user"_s,
                        CallOutcome::Succeeded,
                        {},
                        {},
                        {}});
    }

private Q_SLOTS:
    void init()
    {
        failOnOurWarnings();
        m_fixture = std::make_unique<WindowFixture>();
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void withoutAWorkspaceThePageOffersToConnectOne()
    {
        open();
        QCOMPARE(stateView()->state(), StateView::State::Empty);
        QVERIFY(childOf<QPushButton>(page(), u"exportUsage"_s)->isHidden());
        QTest::mouseClick(stateView()->action(), Qt::LeftButton);
        QTRY_VERIFY(openDialogNamed(u"connectDialog"_s));
        openDialogNamed(u"connectDialog"_s)->close();
    }

    void theMonthIsShownWithItsNumbers()
    {
        openFilled();
        const qint64 calls = qint64(feed().calls.size());
        QCOMPARE(page()->view()->series().total().calls, calls);
        QVERIFY(label(u"summary"_s).contains(QLocale().toString(calls)));
        QVERIFY(label(u"summary"_s).startsWith(u"All keys"));
        QCOMPARE(label(u"chartTitle"_s), u"Calls per day"_s);
        QCOMPARE(table()->model()->rowCount(), 9);
        qint64 inTable = 0;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            inTable += QLocale().toLongLong(table()->model()->index(row, 1).data().toString());
        QCOMPARE(inTable, calls);
    }

    void theTableSortsByFigures()
    {
        openFilled();
        const auto first = [this] { return table()->model()->index(0, 0).data().toString(); };
        QCOMPARE(first(), u"get_compliance_status"_s); // most calls
        table()->sortByColumn(4, Qt::DescendingOrder);
        QCOMPARE(first(), u"create_course_from_prompt"_s); // slowest, although "41 s" < "90 ms"
    }

    void periodsAndScopesAskForOtherNumbers()
    {
        openFilled();
        press(u"periodDay"_s);
        QTRY_COMPARE(label(u"chartTitle"_s), u"Calls per hour"_s);
        QVERIFY(label(u"summary"_s).contains(u"last 24 hours"));
        press(u"periodMonth"_s);
        press(u"scopeDevice"_s);
        QTRY_COMPARE(stateView()->state(), StateView::State::Empty); // none of the month's keys
        feed().add({ago(3), toolKey(), u"find_user"_s, CallOutcome::Succeeded, {}, {}, {}});
        QTRY_COMPARE(stateView()->state(), StateView::State::Filled);
        QCOMPARE(page()->view()->series().total().calls, 1);
    }

    void otherDaysAreChosenInADialog()
    {
        openFilled();
        press(u"periodCustom"_s);
        QTRY_VERIFY(openDialogNamed(u"customRangeDialog"_s));
        QDialog *dialog = openDialogNamed(u"customRangeDialog"_s);
        const QList<QDateEdit *> days = dialog->findChildren<QDateEdit *>();
        QCOMPARE(days.size(), 2);
        const QDate today = now().date();
        days[1]->setDate(today.addDays(-9));
        days[0]->setDate(today.addDays(-8)); // the wrong way round
        QVERIFY(!childOf<QPushButton>(dialog, u"showRange"_s)->isEnabled());
        days[0]->setDate(today.addDays(-11));
        QTest::mouseClick(childOf<QPushButton>(dialog, u"showRange"_s), Qt::LeftButton);
        QTRY_COMPARE(page()->view()->series().buckets().size(), std::size_t(72)); // by hour
        QCOMPARE(page()->view()->look().period, UsagePeriod::Custom);
    }

    void aScreenReaderCanChooseOtherDays_data()
    {
        QTest::addColumn<QString>("action");
        QTest::newRow("toggle") << QAccessibleActionInterface::toggleAction();
        QTest::newRow("press") << QAccessibleActionInterface::pressAction();
    }
    void aScreenReaderCanChooseOtherDays()
    {
        QFETCH(QString, action);
        openFilled();
        auto *custom = childOf<QPushButton>(page(), u"periodCustom"_s);
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(custom);
        QVERIFY(spoken->actionInterface());
        spoken->actionInterface()->doAction(action);
        QTRY_VERIFY(openDialogNamed(u"customRangeDialog"_s));
        // One dialog, and until it is answered the period is what it was.
        const auto isIt = [](const QWidget *widget) {
            return widget->objectName() == "customRangeDialog"_L1 && widget->isVisible();
        };
        QCOMPARE(std::ranges::count_if(QApplication::topLevelWidgets(), isIt), 1);
        QVERIFY(!custom->isChecked());
        QVERIFY(childOf<QPushButton>(page(), u"periodMonth"_s)->isChecked());
        QTest::mouseClick(
            childOf<QPushButton>(openDialogNamed(u"customRangeDialog"_s), u"showRange"_s),
            Qt::LeftButton);
        QTRY_VERIFY(custom->isChecked());
        QTRY_VERIFY(!openDialogNamed(u"customRangeDialog"_s));
        // Other days again, by mouse or Space.
        press(u"periodCustom"_s);
        QTRY_VERIFY(openDialogNamed(u"customRangeDialog"_s));
        QCOMPARE(std::ranges::count_if(QApplication::topLevelWidgets(), isIt), 1);
        openDialogNamed(u"customRangeDialog"_s)->close();
    }

    void theKeyboardGoesFromTheChartToItsLegendToTheTable()
    {
        openFilled();
        chart()->setFocus();
        QStringList reached;
        for (int i = 0; i < 30 && !reached.contains(u"usageTable"_s); ++i) {
            QTest::keyClick(m_window.get(), Qt::Key_Tab);
            reached << QApplication::focusWidget()->objectName();
        }
        QVERIFY2(reached.size() > 3 && reached.count(u"legendEntry"_s) == reached.size() - 1,
                 qPrintable(reached.join(u' ')));
        QCOMPARE(reached.last(), u"usageTable"_s);
    }

    void aCopiedRowIsWhatTheTableShows()
    {
        openFilled();
        table()->setFocus();
        table()->selectRow(2);
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QStringList cells;
        for (int column = 0; column < table()->model()->columnCount(); ++column)
            cells << table()->model()->index(2, column).data().toString();
        QCOMPARE(cells.size(), 5);
        QCOMPARE(QGuiApplication::clipboard()->text(), cells.join(u'\t'));
    }

    void theSortSignStandsBesideItsTitle_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }
    void theSortSignStandsBesideItsTitle()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QGuiApplication::setLayoutDirection(direction);
        const auto restore = qScopeGuard(
            [] { QGuiApplication::setLayoutDirection(Qt::LeftToRight); });
        openFilled();
        QHeaderView *header = table()->horizontalHeader();
        QStyleOptionHeader option;
        option.initFrom(header);
        option.state |= QStyle::State_Horizontal;
        option.orientation = Qt::Horizontal;
        option.sortIndicator = QStyleOptionHeader::SortDown;
        option.rect = QRect(0, 0, header->sectionSize(1), header->height());
        const QStyle *style = header->style();
        const QRect title = style->subElementRect(QStyle::SE_HeaderLabel, &option, header);
        const QRect sign = style->subElementRect(QStyle::SE_HeaderArrow, &option, header);
        QVERIFY(!title.isEmpty() && !sign.isEmpty());
        QVERIFY2(!title.intersects(sign),
                 qPrintable(u"title %1 to %2, sign %3 to %4"_s.arg(title.left())
                                .arg(title.right())
                                .arg(sign.left())
                                .arg(sign.right())));
    }

    void aRowLeadsDownAndEscapeLeadsBack()
    {
        openFilled();
        const qint64 all = page()->view()->series().total().calls;
        table()->setFocus();
        table()->setCurrentIndex(table()->model()->index(0, 0));
        QTest::keyClick(table(), Qt::Key_Return);
        QTRY_COMPARE(page()->view()->shown().tool, u"get_compliance_status"_s);
        QCOMPARE(label(u"pathHere"_s), u"get_compliance_status"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_COMPARE(page()->view()->series().total().calls, all);
        QVERIFY(page()->findChildren<QLabel *>(u"pathHere"_s).isEmpty()
                || !page()->findChild<QLabel *>(u"pathHere"_s)->isVisible());
    }

    void quotasAreShownInWordsAndFigures()
    {
        m_fixture->connectDemo();
        open();
        makeCalls(58);
        QTRY_VERIFY(card(QuotaKind::Minute)->accessibleDescription().contains(u"58"));
        const QString figures = childOf<QLabel>(card(QuotaKind::Minute), u"figures"_s)->text();
        QVERIFY2(figures.contains(u"58") && figures.contains(u"60"), qPrintable(figures));
        QVERIFY(figures.startsWith(u"≥")); // no source sees all calls
        UsageFeedStatus status;
        status.sources = {{UsageSource::Service, ago(1)}};
        feed().setStatus(status);
        QTRY_VERIFY(
            !childOf<QLabel>(card(QuotaKind::Minute), u"figures"_s)->text().startsWith(u"≥"));
        QVERIFY(!childOf<QLabel>(card(QuotaKind::Minute), u"sentence"_s)->text().isEmpty());
        const auto *entry = childOf<NavButton>(m_window.get(), u"page2"_s);
        QCOMPARE(entry->badge().text, u"1"_s);
        QVERIFY(entry->badge().description.contains(quotaTitle(QuotaKind::Minute)));
    }

    void aCrossingIsToldOnceInThePageAndOutside()
    {
        m_fixture->connectDemo();
        open();
        QSignalSpy told(m_window.get(), &MainWindow::noticed);
        makeCalls(58);
        QTRY_VERIFY(banner(u"usageBanner"_s)->isVisible());
        const auto aboutUsage = [](const QSignalSpy &spy) {
            return std::ranges::count_if(
                spy, [](const QVariantList &arguments) { return arguments.at(2) == u"usage"_s; });
        };
        QCOMPARE(aboutUsage(told), 1);
        QTest::mouseClick(banner(u"usageBanner"_s)->action(), Qt::LeftButton);
        QVERIFY(banner(u"usageBanner"_s)->isHidden());
        open(); // a restart does not repeat it
        QSignalSpy again(m_window.get(), &MainWindow::noticed);
        QTRY_VERIFY(card(QuotaKind::Minute)->accessibleDescription().contains(u"58"));
        QCOMPARE(aboutUsage(again), 0);
    }

    void whoDoesNotWantToHearOfQuotasDoesNot()
    {
        m_fixture->services->settings().setValue(SettingKeys::UsageNotifies, false);
        m_fixture->connectDemo();
        open();
        makeCalls(60);
        QTRY_VERIFY(card(QuotaKind::Minute)->accessibleDescription().contains(u"60"));
        QVERIFY(banner(u"usageBanner"_s)->isHidden());
    }

    void sourcesAndWhatIsMissingAreNamed_data()
    {
        QTest::addColumn<ErrorCode>("refusal");
        QTest::newRow("401") << ErrorCode::Unauthorized;
        QTest::newRow("403") << ErrorCode::Forbidden;
        QTest::newRow("404") << ErrorCode::NotFound;
    }
    void sourcesAndWhatIsMissingAreNamed()
    {
        QFETCH(ErrorCode, refusal);
        openFilled();
        UsageFeedStatus status;
        status.sources = {{UsageSource::Service, ago(2)}, {UsageSource::Device, ago(0)}};
        status.ownCalls = 12;
        feed().setStatus(status);
        QVERIFY(label(u"usageSources"_s).contains(u"usage list, read 2 min ago"));
        QVERIFY(label(u"usageSources"_s).contains(u"12"));
        QVERIFY(childOf<QLabel>(page(), u"usageSourceProblem"_s)->isHidden());
        status.sources = {{UsageSource::Service, milliseconds(0), refusal},
                          {UsageSource::Device, ago(0)}};
        feed().setStatus(status);
        QVERIFY(childOf<QLabel>(page(), u"usageSourceProblem"_s)->isVisible());
        QVERIFY(label(u"usageSourceProblem"_s).contains(describe({refusal, {}, {}, {}}).message));
        QVERIFY(!label(u"usageSources"_s).contains(u"usage list"));
        QCOMPARE(stateView()->state(), StateView::State::Filled); // the rest is shown
    }

    void whyTheServiceCouldNotBeAskedIsTold()
    {
        openFilled();
        UsageFeedStatus status;
        status.sources = {{UsageSource::Device, ago(0)}};
        status.syncProblem = Error{ErrorCode::KeychainLocked, {}, {}, {}};
        feed().setStatus(status);
        const ErrorText text = describe(*status.syncProblem);
        QVERIFY(childOf<QLabel>(page(), u"usageSourceProblem"_s)->isVisible());
        QVERIFY(label(u"usageSourceProblem"_s).contains(text.message));
        QVERIFY(label(u"usageSourceProblem"_s).contains(text.hint));
        // Once: a source that says the same has said it.
        status.syncProblem = Error{ErrorCode::Offline, {}, {}, {}};
        status.sources << UsageFeedStatus::Source{UsageSource::Service, ago(9), ErrorCode::Offline};
        feed().setStatus(status);
        QCOMPARE(label(u"usageSourceProblem"_s)
                     .count(describe({ErrorCode::Offline, {}, {}, {}}).message),
                 1);
        feed().setStatus({});
        QVERIFY(childOf<QLabel>(page(), u"usageSourceProblem"_s)->isHidden());
    }

    void syncingShowsCountsAndCanBeStopped()
    {
        openFilled();
        UsageFeedStatus status;
        status.isSyncing = true;
        status.syncedCalls = 750;
        feed().setStatus(status);
        QVERIFY(label(u"syncProgress"_s).contains(u"750"));
        QVERIFY(!childOf<QPushButton>(page(), u"refreshUsage"_s)->isEnabled());
        press(u"cancelSync"_s);
        QCOMPARE(feed().cancels, 1);
        feed().setStatus({});
        QVERIFY(!childOf<QLabel>(page(), u"syncProgress"_s)->isVisible());
        press(u"refreshUsage"_s);
        QCOMPARE(feed().syncs, 1);
    }

    void aFailureShowsWhatIsStillTrue()
    {
        openFilled();
        feed().failure = Error{ErrorCode::FileUnreadable, {}, {}, {}};
        press(u"refreshUsage"_s);
        Banner *stale = childOf<Banner>(page(), u"staleBanner"_s);
        QTRY_VERIFY(stale->isVisible());
        QCOMPARE(stateView()->state(), StateView::State::Filled);
        press(u"periodDay"_s);
        QTRY_COMPARE(stateView()->state(), StateView::State::Failed);
        feed().failure.reset();
        QTest::mouseClick(stateView()->action(), Qt::LeftButton);
        QTRY_COMPARE(stateView()->state(), StateView::State::Filled);
        QVERIFY(!stale->isVisible());
    }

    void anEmptyTimeOffersALongerOne()
    {
        m_fixture->connectDemo();
        feed().calls = {
            {ago(60 * 24 * 50), u"11"_s, u"find_user"_s, CallOutcome::Succeeded, {}, {}, {}}};
        open();
        QTRY_COMPARE(stateView()->state(), StateView::State::Empty);
        QTest::mouseClick(stateView()->action(), Qt::LeftButton);
        QTRY_COMPARE(stateView()->state(), StateView::State::Filled);
        QCOMPARE(page()->view()->look().period, UsagePeriod::Quarter);
    }

    void callsAreExportedWithTheirNumberAndHash()
    {
        openFilled();
        const QString path = m_fixture->home.path() + u"/calls.jsonl"_s;
        exportAs(u"Calls as JSON Lines…"_s, path);
        QTRY_VERIFY(QFile::exists(path));
        const QByteArray bytes = readFile(path).value().bytes;
        QCOMPARE(bytes.count('\n'), qsizetype(feed().calls.size()));
        QTRY_VERIFY(banner(u"exportBanner"_s)->accessibleDescription().contains(u"SHA-256"));
        QVERIFY(m_fixture->prompter.suggestedNames.last().endsWith(u".jsonl"));
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }

    void anExportThatIsStoppedLeavesNothing()
    {
        openFilled();
        feed().cancelsExports = true;
        const QString path = m_fixture->home.path() + u"/calls.csv"_s;
        exportAs(u"Calls as CSV…"_s, path);
        QTRY_VERIFY(banner(u"exportBanner"_s)->accessibleDescription().contains(u"stopped"));
        QVERIFY(!QFile::exists(path));
    }

    void anExportThatFailsSaysWhy()
    {
        openFilled();
        exportAs(u"Chart as SVG…"_s, u"/proc/nowhere/chart.svg"_s);
        QTRY_VERIFY(banner(u"exportBanner"_s)->isVisible());
        QVERIFY(
            banner(u"exportBanner"_s)->accessibleDescription().contains(u"Nothing was exported"));
    }

    void theChartIsExportedAsPictures()
    {
        openFilled();
        const QString png = m_fixture->home.path() + u"/chart.png"_s;
        exportAs(u"Chart as PNG…"_s, png);
        QTRY_VERIFY(QFile::exists(png));
        const QImage image(png);
        QVERIFY(image.width() > chart()->width()); // twice as fine
        const QString svg = m_fixture->home.path() + u"/chart.svg"_s;
        exportAs(u"Chart as SVG…"_s, svg);
        QTRY_VERIFY(QFile::exists(svg));
        QXmlStreamReader xml(readFile(svg).value().bytes);
        int titledParts = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"title"_s)
                ++titledParts;
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        int parts = 0;
        for (const UsageLayer &layer : page()->view()->series().layers())
            parts += int(std::ranges::count_if(layer.calls, [](qint64 n) { return n > 0; }));
        QCOMPARE(titledParts, parts + 1); // and the document's own
    }

    void theKeysPageLeadsToAKeysUsage()
    {
        openFilled();
        m_window->showUsageOfKey(u"12"_s);
        QTRY_COMPARE(page()->view()->shown().scope,
                     (UsageScope{UsageScope::Kind::OneKey, u"12"_s}));
        const auto ofKey = std::ranges::count(feed().calls, u"12"_s, &UsageCall::key);
        QCOMPARE(page()->view()->series().total().calls, qint64(ofKey));
        QVERIFY(page()->view()->back());
    }

    void aToolsUsageIsThatOfItsClient()
    {
        openFilled();
        m_window->showUsageOfTool(u"claude-code"_s);
        QTRY_COMPARE(page()->view()->shown().scope.kind, UsageScope::Kind::OneClient);
        const auto ofTool = std::ranges::count(feed().calls, u"claude-code"_s, &UsageCall::client);
        QCOMPARE(page()->view()->series().total().calls, qint64(ofTool));
        QVERIFY2(label(u"summary"_s).startsWith(u"Claude Code · "),
                 qPrintable(label(u"summary"_s)));
    }

    void aToolOfSeveralNamesIsCountedUnderAll()
    {
        openFilled();
        for (const QString &client : {u"copilot-cli"_s, u"github-copilot-developer"_s,
                                      u"GitHub-Copilot-Developer"_s, u"copilot"_s})
            feed().add({ago(5), u"12"_s, u"find_user"_s, CallOutcome::Succeeded, {}, client, {}});
        m_window->showUsageOfTool(u"copilot-cli"_s);
        QTRY_COMPARE(page()->view()->shown().scope.kind, UsageScope::Kind::OneClient);
        QCOMPARE(page()->view()->series().total().calls, 3);
    }

    void keysAreCalledByTheirNames()
    {
        openFilled();
        QTRY_VERIFY(!m_fixture->keys().keys().isEmpty());
        const Key key = m_fixture->keys().keys().first();
        feed().calls.push_back(
            {ago(5), key.id, u"find_user"_s, CallOutcome::Succeeded, {}, {}, {}});
        press(u"splitKey"_s);
        QTRY_COMPARE(page()->view()->shown().split, UsageSplit::Key);
        QStringList names;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            names.append(table()->model()->index(row, 0).data().toString());
        QVERIFY2(names.contains(key.name), qPrintable(names.join(u'|')));
    }

    void everyControlHasANameAndItsNumbersAreInATable()
    {
        openFilled();
        press(u"showTable"_s);
        auto *numbers = childOf<QTableView>(page(), u"usageColumns"_s);
        QVERIFY(numbers->isVisible());
        QCOMPARE(numbers->model()->rowCount(), 30);
        for (QWidget *widget : page()->findChildren<QWidget *>()) {
            const bool isControl = qobject_cast<QAbstractButton *>(widget) != nullptr
                                   || qobject_cast<QTableView *>(widget) != nullptr
                                   || qobject_cast<UsageChart *>(widget) != nullptr
                                   || qobject_cast<QuotaCard *>(widget) != nullptr;
            if (!isControl || !widget->isVisibleTo(page()))
                continue;
            const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(interface != nullptr
                         && !interface->text(QAccessible::Name).trimmed().isEmpty(),
                     qPrintable(widget->objectName()));
        }
    }

    void theSmallestWindowCutsNothing()
    {
        openFilled();
        m_window->resize(900, 600);
        m_window->setLayoutDirection(Qt::RightToLeft);
        QTRY_COMPARE(m_window->width(), 900);
        QCoreApplication::processEvents();
        for (QPushButton *button : page()->findChildren<QPushButton *>()) {
            if (!button->isVisibleTo(page()) || button->objectName() == u"legendEntry"_s)
                continue;
            const QRect inPage(button->mapTo(page(), QPoint()), button->size());
            QVERIFY2(inPage.left() >= 0 && inPage.right() <= page()->width(),
                     qPrintable(button->objectName()));
            QVERIFY2(button->width() >= button->sizeHint().width(),
                     qPrintable(button->objectName()));
        }
    }
};

QTEST_MAIN(tst_UsagePage)
#include "tst_usagepage.moc"
