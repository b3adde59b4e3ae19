// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/quotawatch.h"

#include "tests/support/fakeusagefeed.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

class tst_QuotaWatch final : public QObject
{
    Q_OBJECT

    QDateTime m_now{QDate(2026, 3, 18), QTime(15, 30), Qt::UTC};
    std::unique_ptr<FakeUsageFeed> m_feed;
    std::unique_ptr<QuotaWatch> m_watch;

    [[nodiscard]] milliseconds now() const { return milliseconds(m_now.toMSecsSinceEpoch()); }
    [[nodiscard]] UsageCall call(milliseconds ago, const QString &tool = u"find_user"_s) const
    {
        return {now() - ago, u"11"_s, tool, CallOutcome::Succeeded, std::nullopt, {}, {}};
    }
    [[nodiscard]] QuotaReading reading(QuotaKind kind) const
    {
        const auto found = std::ranges::find(m_watch->readings(), kind, &QuotaReading::kind);
        return found == m_watch->readings().end() ? QuotaReading() : *found;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_feed = std::make_unique<FakeUsageFeed>();
        m_watch = std::make_unique<QuotaWatch>(*m_feed, [this] { return m_now; });
        m_watch->setKey(u"11"_s, Plan::Business);
    }
    void cleanup()
    {
        m_watch.reset();
        m_feed.reset();
    }

    void callsAreReadOnceAndCounted()
    {
        m_feed->calls = {call(milliseconds(1000)), call(std::chrono::hours(2)),
                         call(std::chrono::hours(25))};
        QVERIFY(m_watch->readings().isEmpty());
        m_watch->start();
        m_watch->start();
        QTRY_COMPARE(m_watch->readings().size(), 4);
        QCOMPARE(reading(QuotaKind::Minute).used, 1);
        QCOMPARE(reading(QuotaKind::Day).used, 2);
        QCOMPARE(m_feed->windowReads, 1);
    }

    void aCallThatStopsCountingIsSeenWithoutReading()
    {
        m_feed->calls = {call(milliseconds(59'700))};
        m_watch->start();
        QTRY_COMPARE(reading(QuotaKind::Minute).used, 1);
        m_now = m_now.addMSecs(301);
        QTRY_COMPARE(reading(QuotaKind::Minute).used, 0); // by its own timer
        QCOMPARE(m_feed->windowReads, 1);
    }

    void aBurstOfCallsIsReadAtMostTwiceASecond()
    {
        m_watch->start();
        QTRY_COMPARE(m_watch->readings().size(), 4);
        for (int i = 0; i < 200; ++i)
            m_feed->add(call(milliseconds(500)));
        QTRY_COMPARE(reading(QuotaKind::Day).used, 200);
        QCOMPARE(m_feed->windowReads, 2);
    }

    void anotherKeyIsReadFromWhatIsThereAndAnotherPlanAnew()
    {
        m_feed->calls = {call(milliseconds(1000))};
        m_watch->start();
        QTRY_COMPARE(reading(QuotaKind::Day).limit, 1000);
        m_watch->setKey(u"12"_s, Plan::Business);
        QCOMPARE(reading(QuotaKind::Day).used, 0);
        m_watch->setKey({}, Plan::Business); // the tightest key's
        QCOMPARE(reading(QuotaKind::Day).key, u"11"_s);
        QCOMPARE(m_feed->windowReads, 1);
        m_watch->setKey(u"11"_s, Plan::Enterprise);
        QTRY_COMPARE(reading(QuotaKind::Day).limit, 100'000);
        QCOMPARE(reading(QuotaKind::Day).used, 1);
        QCOMPARE(m_feed->windowReads, 2);
    }

    void readingsAreLowerBoundsUntilASourceSeesAllCalls()
    {
        m_watch->start();
        QTRY_COMPARE(m_watch->readings().size(), 4);
        QVERIFY(reading(QuotaKind::Day).isLowerBound);
        UsageFeedStatus status;
        status.sources = {{UsageSource::Service, now()}};
        m_feed->setStatus(status);
        QTRY_VERIFY(!reading(QuotaKind::Day).isLowerBound);
        status.sources.first().problem = ErrorCode::Forbidden;
        m_feed->setStatus(status);
        QTRY_VERIFY(reading(QuotaKind::Day).isLowerBound);
    }

    // What was counted when the service refused had been called in the day before that, not in the day before now.
    void aRefusalOfYesterdayDoesNotFillToday()
    {
        for (int i = 0; i < 1000; ++i)
            m_feed->calls.push_back(call((i < 600 ? std::chrono::hours(25) : std::chrono::hours(23))
                                         + milliseconds(i)));
        UsageCall refused = call(std::chrono::hours(22));
        refused.outcome = CallOutcome::RateLimitedDay;
        m_feed->calls.push_back(refused);
        m_watch->start();
        QTRY_COMPARE(reading(QuotaKind::Day).limit, 1000);
        QCOMPARE(reading(QuotaKind::Day).used, 400);
    }

    void aFailureKeepsWhatWasRead()
    {
        m_feed->calls = {call(milliseconds(1000))};
        m_watch->start();
        QTRY_COMPARE(reading(QuotaKind::Day).used, 1);
        m_feed->failure = Error{ErrorCode::FileUnreadable, {}, {}, {}};
        m_feed->add(call(milliseconds(10)));
        QTRY_VERIFY(m_watch->problem());
        QCOMPARE(reading(QuotaKind::Day).used, 1);
        m_feed->failure.reset();
        m_feed->add(call(milliseconds(5)));
        QTRY_VERIFY(!m_watch->problem());
        QCOMPARE(reading(QuotaKind::Day).used, 3);
    }

    void whatBitesFirstIsTold()
    {
        for (int i = 0; i < 4; ++i)
            m_feed->calls.push_back(call(std::chrono::hours(1 + i), u"refine_course"_s));
        m_watch->start();
        QTRY_COMPARE(reading(QuotaKind::AiKey).used, 4);
        QCOMPARE(m_watch->bitesFirst(), QuotaKind::AiKey);
    }
};

QTEST_GUILESS_MAIN(tst_QuotaWatch)
#include "tst_quotawatch.moc"
