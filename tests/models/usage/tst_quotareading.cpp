// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/quota.h"
#include "tests/models/usage/usagehistory.h"

#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

//! Quotas as a stored history tells them.
class tst_QuotaReading final : public QObject
{
    Q_OBJECT

    static constexpr milliseconds Now{2000h};

    static QList<UsageCall> callsOf(qsizetype count, milliseconds from)
    {
        QList<UsageCall> calls;
        for (qsizetype i = 0; i < count; ++i) {
            UsageCall call;
            call.at = from + milliseconds(i);
            call.key = u"11"_s;
            call.tool = u"find_user"_s;
            call.outcome = CallOutcome::Succeeded;
            call.id = u"%1-%2"_s.arg(from.count()).arg(i);
            calls << call;
        }
        return calls;
    }
    static UsageCall refusal(CallOutcome outcome, milliseconds at)
    {
        UsageCall call = callsOf(1, at).first();
        call.outcome = outcome;
        return call;
    }

private Q_SLOTS:
    // 600 calls had stopped counting since, and 400 had not; the last of a day's thousand was refused.
    void aRefusalOfYesterdayDoesNotFillToday()
    {
        UsageHistory history(nullptr);
        const auto database = history.open();
        QVERIFY(database);
        QList<UsageCall> calls = callsOf(600, Now - 25h) + callsOf(400, Now - 23h);
        calls << refusal(CallOutcome::RateLimitedDay, Now - 22h);
        QCOMPARE(said(database->add(UsageSource::Service, calls, {})), QString());
        const auto board = QuotaBoard::read(*database, Plan::Business, Now, true);
        QVERIFY(board);
        const QuotaReading day = board->readings(u"11"_s, Now).at(1);
        QCOMPARE(day.limit, 1000);
        QCOMPARE(day.used, 400);
        QVERIFY(!day.isLowerBound);
        QVERIFY(!board->isCorrected(Now));
    }

    void aRefusalThatNoCallExplainsProvesThatSomeAreMissing()
    {
        UsageHistory history(nullptr);
        const auto database = history.open();
        QVERIFY(database);
        QList<UsageCall> calls = callsOf(400, Now - 23h);
        calls << refusal(CallOutcome::RateLimitedDay, Now - 22h);
        QCOMPARE(said(database->add(UsageSource::Service, calls, {})), QString());
        const auto board = QuotaBoard::read(*database, Plan::Business, Now, true);
        QVERIFY(board);
        QCOMPARE(board->readings(u"11"_s, Now).at(1).used, 1000);
        QVERIFY(board->isCorrected(Now));
    }

    void aFullMinuteADayAgoIsNoReasonToReadMore()
    {
        UsageHistory history(nullptr);
        const auto database = history.open();
        QVERIFY(database);
        // 60 calls within the minute before the refusal, at the very edge of the day.
        QList<UsageCall> calls = callsOf(60, Now - 24h - 30s);
        calls << refusal(CallOutcome::RateLimitedMinute, Now - 24h + 1s);
        QCOMPARE(said(database->add(UsageSource::Service, calls, {})), QString());
        const auto board = QuotaBoard::read(*database, Plan::Business, Now, true);
        QVERIFY(board);
        QCOMPARE(board->readings(u"11"_s, Now).at(0).used, 0);
        QVERIFY(!board->isCorrected(Now));
    }

    // No source tells of them, and they count against their key's minute and day all the same.
    void ownCallsCountAgainstTheKeyTheyAreMadeWith()
    {
        UsageHistory history(nullptr);
        const auto database = history.open();
        QVERIFY(database);
        QCOMPARE(said(database->add(UsageSource::Service, callsOf(2, Now - 30s), {})), QString());
        for (const milliseconds before : std::initializer_list<milliseconds>{25h, 1h, 10s, 5s})
            QCOMPARE(said(database->addOwnCall(u"console"_s, Now - before)), QString());
        QCOMPARE(said(database->addOwnCall(u"another"_s, Now - 5s)), QString());
        const auto used = [&database](const QString &key, const QuotaBoard::OwnCaller &own) {
            const auto board = QuotaBoard::read(*database, Plan::Business, Now, true, own);
            QList<qint64> numbers;
            for (const QuotaReading &reading : board->readings(key, Now))
                numbers << reading.used;
            return numbers;
        };
        const QuotaBoard::OwnCaller own{u"console"_s, u"11"_s};
        QCOMPARE(used(u"11"_s, {}), (QList<qint64>{2, 2, 0, 0}));
        QCOMPARE(used(u"11"_s, own), (QList<qint64>{4, 5, 0, 0}));
        QCOMPARE(used(u"12"_s, own), (QList<qint64>{0, 0, 0, 0}));
    }
};

QTEST_GUILESS_MAIN(tst_QuotaReading)
#include "tst_quotareading.moc"
