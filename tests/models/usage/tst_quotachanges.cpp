// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/quota.h"
#include "tests/models/usage/usageengines.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr int Keys = 4;

//! Some of \a calls generate with AI, some are of no key that is told, and some end as they do when limits are met.
void vary(CallStream &stream, QList<UsageCall> &calls)
{
    for (UsageCall &call : calls) {
        if (stream.number(5) == 0)
            call.tool = u"refine_course"_s;
        if (stream.number(12) == 0)
            call.key.clear();
        const int luck = stream.number(40);
        if (luck == 0)
            call.outcome = CallOutcome::RateLimitedDay;
        else if (luck < 3)
            call.outcome = CallOutcome::RateLimitedMinute;
        else if (luck == 3)
            call.outcome = CallOutcome::RateLimitedAiKey;
        else if (luck == 4)
            call.outcome = CallOutcome::RateLimitedAiTenant;
        else if (luck < 10)
            call.outcome.reset();
        else
            call.outcome = CallOutcome::Succeeded;
    }
}

QString text(const std::optional<milliseconds> &at)
{
    return at ? QString::number(at->count()) : u"-"_s;
}

QString text(const QList<QuotaReading> &readings)
{
    QString result;
    for (const QuotaReading &r : readings)
        result += u"%1 of %2: %3 of %4, own %5, keys %6, slot %7, full %8, lower bound %9\n"_s
                      .arg(quotaName(r.kind), r.key)
                      .arg(r.used)
                      .arg(r.limit)
                      .arg(r.own)
                      .arg(r.keys)
                      .arg(text(r.nextSlotAt),
                           r.fullAt ? text(r.fullAt->earliest) + u".."_s + text(r.fullAt->latest)
                                    : u"-"_s)
                      .arg(int(r.isLowerBound));
    return result;
}

//! All that \a board says at \a now.
QString text(const QuotaBoard &board, milliseconds now)
{
    QString result = u"next %1, corrected %2\n"_s.arg(text(board.nextChange(now)))
                         .arg(int(board.isCorrected(now)));
    for (int key = -1; key < Keys + 1; ++key) {
        const QString name = key < 0 ? QString() : QString::number(100 + key);
        const auto first = board.bitesFirst(name, now);
        result += text(board.readings(name, now)) + (first ? quotaName(*first) : u"none"_s) + u'\n';
    }
    return result + u"tightest\n"_s + text(board.tightest(now));
}

} // namespace

//! Boards that are made from the one before, against such that are counted from a history that was just opened.
class tst_QuotaChanges final : public QObject
{
    Q_OBJECT

    UsageEngines m_engines;

private Q_SLOTS:
    void initTestCase() { m_engines.start(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void aBoardFromTheOneBeforeIsThatCountedAnew_data();
    void aBoardFromTheOneBeforeIsThatCountedAnew();
};

void tst_QuotaChanges::aBoardFromTheOneBeforeIsThatCountedAnew_data()
{
    QTest::addColumn<bool>("isServer");
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 6; ++seed)
        QTest::addRow("SQLite, %u", seed) << false << seed;
    for (unsigned seed = 7; seed <= 8; ++seed)
        QTest::addRow("PostgreSQL, %u", seed) << true << seed;
}

void tst_QuotaChanges::aBoardFromTheOneBeforeIsThatCountedAnew()
{
    QFETCH(const bool, isServer);
    QFETCH(const unsigned, seed);
    if (const QString why = m_engines.missing(isServer); !why.isEmpty())
        QSKIP(qPrintable(why));
    UsageHistory history(m_engines.server(isServer));
    UsageLimits limits;
    limits.rows = std::chrono::days(3);
    limits.minutes = std::chrono::days(3);
    const auto mine = history.open(QTimeZone::utc(), limits);
    const auto others = history.open(QTimeZone::utc(), limits);
    QVERIFY(mine && others);

    CallStream stream;
    stream.random.seed(seed);
    stream.keys = Keys;
    milliseconds now = 2000h;
    Plan plan = Plan::Business;
    QList<UsageCall> told; // of late, by the service
    std::optional<QuotaBoard> board;
    for (int round = 0; round < 70; ++round) {
        UsageDatabase &writer = stream.number(4) == 0 ? *others : *mine;
        const auto add = [&](UsageSource source, const QList<UsageCall> &calls) {
            SourceState state;
            state.readAt = now;
            return said(writer.add(source, calls, state));
        };
        QList<UsageCall> calls;
        switch (stream.number(8)) {
        case 0: // Nothing but time.
            break;
        case 1: // Late, and out of order.
            calls = stream.some(1 + stream.number(30), {now - 50h, now});
            break;
        case 2: // By a clock that is ahead.
            calls = stream.some(1 + stream.number(3), {now, now + 26h});
            break;
        case 3: // A burst.
            calls = stream.some(70, {now - 50s, now});
            break;
        case 4:
            QCOMPARE(said(writer.prune(stream.number(200))), QString());
            break;
        case 5: { // Another source tells of the same: rows are put together, and change.
            QList<UsageCall> again = told;
            for (UsageCall &call : again) {
                call.at += milliseconds(stream.number(6000) - 3000);
                call.outcome = stream.number(2) == 0 ? std::optional(CallOutcome::Failed)
                                                     : std::nullopt;
            }
            QCOMPARE(add(stream.number(2) == 0 ? UsageSource::Audit : UsageSource::Device, again),
                     QString());
            break;
        }
        default:
            calls = stream.some(1 + stream.number(20), {now - 10min, now});
            break;
        }
        if (!calls.isEmpty()) {
            vary(stream, calls);
            QCOMPARE(add(UsageSource::Service, calls), QString());
            told = calls;
        }
        static constexpr std::array<milliseconds, 12> steps{0s,    0s, 1s,  20s,     1min, 17min,
                                                            59min, 3h, 25h, 4 * 24h, -2h,  -30h};
        now += steps[std::size_t(stream.number(int(steps.size())))];
        if (stream.number(15) == 0)
            plan = plan == Plan::Business ? Plan::Enterprise : Plan::Business;

        const bool isComplete = stream.number(3) > 0;
        auto next = QuotaBoard::read(*mine, plan, now, isComplete, {}, board ? &*board : nullptr);
        QCOMPARE(said(next), QString());
        board = *std::move(next);
        const auto justOpened = history.open(QTimeZone::utc(), limits);
        QVERIFY(justOpened);
        const auto counted = QuotaBoard::read(*justOpened, plan, now, isComplete);
        QCOMPARE(said(counted), QString());
        for (const milliseconds later : {0s, 40s, 5000s, 80000s})
            QCOMPARE(text(*board, now + later), text(*counted, now + later));
        QCOMPARE(history.windowDifference(*mine, QuotaBoard::callsNeeded(now)), QString());
    }
}

QTEST_GUILESS_MAIN(tst_QuotaChanges)
#include "tst_quotachanges.moc"
