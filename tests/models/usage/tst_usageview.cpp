// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usageview.h"

#include "models/usage/usagecolumnsmodel.h"
#include "tests/support/fakeusagefeed.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using State = UsageView::State;
using Kind = UsageScope::Kind;
using std::chrono::milliseconds;

class tst_UsageView final : public QObject
{
    Q_OBJECT

    QDateTime m_now{QDate(2026, 3, 18), QTime(15, 30), Qt::UTC};
    std::unique_ptr<FakeUsageFeed> m_feed;
    std::unique_ptr<UsageView> m_view;

    [[nodiscard]] milliseconds ago(int minutes) const
    {
        return milliseconds(m_now.addSecs(-60 * minutes).toMSecsSinceEpoch());
    }
    [[nodiscard]] UsageCall call(int minutesAgo, const QString &tool, const QString &key,
                                 CallOutcome outcome = CallOutcome::Succeeded) const
    {
        return {ago(minutesAgo), key, tool, outcome, milliseconds(100), u"claude-code"_s, {}};
    }
    void start()
    {
        m_view->start();
        QTRY_VERIFY(!m_view->isAsking());
    }
    [[nodiscard]] qint64 calls() const { return m_view->series().total().calls; }
    [[nodiscard]] std::size_t layer(const QString &id) const
    {
        const auto &layers = m_view->series().layers();
        return std::size_t(std::ranges::find(layers, id, &UsageLayer::id) - layers.begin());
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_feed = std::make_unique<FakeUsageFeed>();
        m_feed->calls = {call(10, u"find_user"_s, u"11"_s), call(20, u"find_user"_s, u"12"_s),
                         call(30, u"ban_user"_s, u"11"_s, CallOutcome::Failed),
                         call(60 * 24 * 5, u"find_user"_s, u"13"_s)};
        m_view = std::make_unique<UsageView>(*m_feed, [this] { return m_now; });
    }
    void cleanup()
    {
        m_view.reset();
        m_feed.reset();
    }

    void nothingIsAskedBeforeSomebodyLooks()
    {
        m_view->setPeriod(UsagePeriod::Week);
        m_feed->add(call(1, u"find_user"_s, u"11"_s));
        QCoreApplication::processEvents();
        QVERIFY(m_feed->queries.isEmpty());
        QCOMPARE(m_view->state(), State::Loading);
        start();
        QCOMPARE(m_feed->queries.size(), 1);
        QCOMPARE(m_view->state(), State::Filled);
        QCOMPARE(calls(), 5);
        QCOMPARE(m_view->answeredAt(), m_now);
    }

    void thePeriodDecidesTheRangeAndTheColumns_data()
    {
        QTest::addColumn<UsagePeriod>("period");
        QTest::addColumn<std::size_t>("columns");
        QTest::addColumn<qint64>("calls");
        QTest::newRow("24 hours") << UsagePeriod::Day << std::size_t(24) << qint64(3);
        QTest::newRow("7 days") << UsagePeriod::Week << std::size_t(7) << qint64(4);
        QTest::newRow("30 days") << UsagePeriod::Month << std::size_t(30) << qint64(4);
        QTest::newRow("90 days") << UsagePeriod::Quarter << std::size_t(90) << qint64(4);
    }
    void thePeriodDecidesTheRangeAndTheColumns()
    {
        QFETCH(UsagePeriod, period);
        m_view->setPeriod(period);
        start();
        QTEST(m_view->series().buckets().size(), "columns");
        QTEST(calls(), "calls");
        QCOMPARE(m_feed->queries.last().range, m_view->shownRange());
    }

    void scopesAskForTheirKeys()
    {
        m_view->setOwnKeys({u"11"_s}, {u"11"_s, u"12"_s});
        start();
        QCOMPARE(m_feed->queries.last().filter, UsageFilter());
        m_view->setScope({Kind::ThisKey});
        QTRY_COMPARE(calls(), 2);
        m_view->setScope({Kind::ThisDevice});
        QTRY_COMPARE(calls(), 3);
        m_view->setScope({Kind::OneKey, u"13"_s});
        QTRY_COMPARE(calls(), 1);
        m_view->setScope({Kind::OneClient, u"claude-code"_s});
        QTRY_COMPARE(calls(), 4);
        QCOMPARE(m_feed->queries.last().filter.clients, QStringList{u"claude-code"_s});
        // A tool whose program has two names, and one that is no tool of ours.
        m_view->setScope({Kind::OneClient, u"copilot-cli"_s});
        QCOMPARE(m_feed->queries.last().filter.clients,
                 (QStringList{u"copilot-cli"_s, u"github-copilot-developer"_s}));
        m_view->setScope({Kind::OneClient, u"their-client"_s});
        QCOMPARE(m_feed->queries.last().filter.clients, QStringList{u"their-client"_s});
    }

    void aDeviceWithoutKeysOfItsOwnHasNoCalls()
    {
        m_view->setScope({Kind::ThisDevice});
        start();
        QCOMPARE(m_view->state(), State::Empty); // and not everybody's
    }

    void aKeyThatIsFoundOutIsAskedForAnew()
    {
        m_view->setScope({Kind::ThisKey});
        start();
        const qsizetype asked = m_feed->queries.size();
        m_view->setOwnKeys({u"11"_s}, {u"11"_s});
        QTRY_COMPARE(calls(), 2);
        QCOMPARE(m_feed->queries.size(), asked + 1);
        m_view->setOwnKeys({u"11"_s}, {u"11"_s, u"12"_s}); // nothing to this scope
        QCOMPARE(m_feed->queries.size(), asked + 1);
    }

    void theWayDownLeadsFromToolToOutcomeToKeyAndBack()
    {
        start();
        m_view->drillDown(layer(u"find_user"_s));
        QTRY_COMPARE(m_view->shown().split, UsageSplit::Outcome);
        QCOMPARE(m_view->shown().tool, u"find_user"_s);
        QCOMPARE(calls(), 3);
        m_view->drillDown(layer(u"succeeded"_s));
        QTRY_COMPARE(m_view->shown().split, UsageSplit::Key);
        QCOMPARE(m_view->shown().outcome, OutcomeClass::Succeeded);
        m_view->drillDown(layer(u"12"_s));
        QTRY_COMPARE(m_view->shown().scope, (UsageScope{Kind::OneKey, u"12"_s}));
        QCOMPARE(calls(), 1);
        QCOMPARE(m_view->path().size(), 3);
        m_view->backTo(1);
        QTRY_VERIFY(!m_view->shown().outcome);
        QCOMPARE(m_view->shown().tool, u"find_user"_s);
        QVERIFY(m_view->back());
        QTRY_COMPARE(calls(), 4);
        QVERIFY(!m_view->back());
        QVERIFY(m_view->path().isEmpty());
    }

    void zoomingKeepsInsideAndBackZoomsOut()
    {
        start();
        const TimeRange whole = m_view->shownRange();
        const TimeRange day{ago(60 * 20), ago(0)};
        m_view->zoomTo(day);
        QTRY_COMPARE(m_view->shownRange(), day);
        QCOMPARE(m_view->series().step(), UsageStep::Hour);
        m_view->zoomTo(whole);            // wider than what is shown
        m_view->zoomTo({ago(5), ago(9)}); // empty
        m_view->zoomTo(day);              // no change
        QCOMPARE(m_view->path().size(), 1);
        QVERIFY(m_view->back());
        QTRY_COMPARE(m_view->shownRange(), whole);
    }

    void whatIsNotOneGroupLeadsNowhere()
    {
        m_feed->calls.push_back(call(3, QString(), u"11"_s));
        start();
        const std::size_t untold = layer(QString());
        QVERIFY(untold < m_view->series().layers().size());
        QVERIFY(!m_view->canDrillDown(untold));
        QVERIFY(!m_view->canDrillDown(99));
        m_view->drillDown(untold);
        m_view->drillDown(QString());
        QVERIFY(m_view->path().isEmpty());
    }

    void comingFromAKeyKeepsThePeriod()
    {
        start();
        m_view->setPeriod(UsagePeriod::Week);
        m_view->showOnly({Kind::OneKey, u"13"_s});
        QTRY_COMPARE(calls(), 1);
        QCOMPARE(m_view->look().period, UsagePeriod::Week);
        QCOMPARE(m_view->path().size(), 1);
    }

    void anAnswerThatANewerQuestionOvertookIsDropped()
    {
        m_feed->answersAtOnce = false;
        m_view->start();
        m_view->setScope({Kind::OneKey, u"13"_s});
        QCOMPARE(m_feed->pending(), std::size_t(2));
        m_feed->answer(1);
        QTRY_COMPARE(calls(), 1);
        m_feed->answer(0);
        QCoreApplication::processEvents();
        QCOMPARE(calls(), 1);
        QVERIFY(!m_view->isAsking());
    }

    void manyChangesAreOneQuestion()
    {
        start();
        const qsizetype asked = m_feed->queries.size();
        for (int i = 0; i < 500; ++i)
            m_feed->add(call(1, u"find_user"_s, u"11"_s));
        QCoreApplication::processEvents();
        QTRY_COMPARE(calls(), 504);
        QCOMPARE(m_feed->queries.size(), asked + 1);
    }

    void changesWhileAQuestionIsOpenAreAskedForAfterIt()
    {
        m_feed->answersAtOnce = false;
        m_view->start();
        m_feed->add(call(1, u"find_user"_s, u"11"_s));
        m_feed->add(call(2, u"find_user"_s, u"11"_s));
        QCOMPARE(m_feed->pending(), std::size_t(1));
        m_feed->answer();
        QTRY_COMPARE(m_feed->pending(), std::size_t(1));
        m_feed->answer();
        QTRY_COMPARE(calls(), 6);
    }

    void changesElsewhereAreNotAskedFor()
    {
        m_view->setPeriod(UsagePeriod::Day);
        start();
        QSignalSpy answers(m_view.get(), &UsageView::seriesChanged);
        m_feed->add(call(60 * 24 * 40, u"find_user"_s, u"11"_s));
        QVERIFY(!answers.wait(int(UsageView::MinimumPause.count()) + 100));
        Q_EMIT m_feed->callsChanged({}); // everything may have changed
        QVERIFY(answers.wait());
    }

    void aFailureWithoutNumbersIsTheState()
    {
        m_feed->failure = Error{ErrorCode::FileUnreadable, {}, {}, {}};
        start();
        QCOMPARE(m_view->state(), State::Failed);
        m_feed->failure.reset();
        m_view->refresh();
        QTRY_COMPARE(m_view->state(), State::Filled);
        QVERIFY(!m_view->problem());
    }

    void aFailureOfAskingAgainKeepsTheNumbers()
    {
        start();
        m_feed->failure = Error{ErrorCode::DiskFull, {}, {}, {}};
        m_view->refresh();
        QTRY_VERIFY(m_view->problem());
        QCOMPARE(m_view->state(), State::Filled);
        QCOMPARE(calls(), 4);
        m_view->setPeriod(UsagePeriod::Day); // whose numbers are not known
        QTRY_COMPARE(m_view->state(), State::Failed);
    }

    void timeThatGoesOnMovesTheRange()
    {
        m_view->setPeriod(UsagePeriod::Day);
        start();
        const TimeRange before = m_view->shownRange();
        m_view->refreshIfLate();
        QVERIFY(!m_view->isAsking());
        m_now = m_now.addSecs(3600);
        m_view->refreshIfLate();
        QTRY_COMPARE(m_view->shownRange().from, before.from + std::chrono::hours(1));
    }

    void noMoreColumnsThanFitAreAskedFor()
    {
        m_view->setMaxColumns(10);
        start();
        QVERIFY(m_view->series().buckets().size() <= 10);
        QCOMPARE(m_view->series().step(), UsageStep::Week);
        m_view->setMaxColumns(400);
        QTRY_COMPARE(m_view->series().step(), UsageStep::Day);
    }

    void theTableOfColumnsHasTheChartsNumbers()
    {
        m_view->setPeriod(UsagePeriod::Week);
        start();
        UsageColumnsModel model;
        const QAbstractItemModelTester tester(&model);
        QStringList times;
        for (std::size_t i = 0; i < m_view->series().buckets().size(); ++i)
            times.append(u"day %1"_s.arg(i));
        model.setSeries(m_view->series(), {times, {u"find_user"_s, u"ban_user"_s}});
        QCOMPARE(model.rowCount(), 7);
        const auto cell = [&model](int row, int column) {
            return model.index(row, column).data().toString();
        };
        QCOMPARE(cell(6, 0), u"day 6"_s);
        QCOMPARE(cell(6, 1), u"3"_s);
        QCOMPARE(cell(6, 2), u"2"_s);
        QCOMPARE(cell(6, 3), u"1"_s);
        QCOMPARE(cell(6, 4), u"66.7 %"_s);
        QVERIFY(cell(6, 5).endsWith(u" ms"));
        QCOMPARE(cell(3, 1), u"0"_s); // an empty day
        QCOMPARE(cell(3, 4), u"–"_s);
        QCOMPARE(model.headerData(2, Qt::Horizontal).toString(), u"find_user"_s);
    }
};

QTEST_GUILESS_MAIN(tst_UsageView)
#include "tst_usageview.moc"
