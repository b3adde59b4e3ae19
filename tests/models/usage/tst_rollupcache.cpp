// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/minutecalls.h"
#include "tests/models/usage/usageengines.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

//! What a database that stays open tells, against a count over the rows that are there.
class tst_RollupCache final : public QObject
{
    Q_OBJECT

    UsageEngines m_engines;
    std::unique_ptr<UsageHistory> m_history;

    static constexpr TimeRange Calls{milliseconds(1000h), milliseconds(1100h)};

    //! Empty = \a database tells what is stored.
    [[nodiscard]] QString differenceOf(const UsageDatabase &database)
    {
        UsageFilter someKeys;
        someKeys.keys = QStringList{u"101"_s, u"103"_s};
        UsageFilter oneTool;
        oneTool.tool = u"tool_1"_s;
        UsageFilter failures;
        failures.outcome = OutcomeClass::Failed;
        for (const BucketWidth width : {BucketWidth::Minute, BucketWidth::Hour, BucketWidth::Day}) {
            for (const UsageSplit split :
                 {UsageSplit::Tool, UsageSplit::Key, UsageSplit::Outcome}) {
                // In turns: what is known must not be taken for the answer to another question.
                for (const UsageFilter &filter : {UsageFilter(), someKeys, oneTool, failures}) {
                    const TimeRange range = width == BucketWidth::Minute ? TimeRange{1040h, 1043h}
                                                                         : TimeRange{990h, 1110h};
                    const QString found = m_history->difference(database,
                                                                {range, width, split, filter});
                    if (!found.isEmpty())
                        return found;
                }
            }
        }
        // Ranges that begin before, in, and after what is known already.
        for (const auto from : {1060h, 1000h, 1090h}) {
            const QString found = m_history->windowDifference(database, {from, from + 30h});
            if (!found.isEmpty())
                return found;
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase() { m_engines.start(); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"."_s));
        QFETCH(const bool, isServer);
        if (const QString why = m_engines.missing(isServer); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_history = std::make_unique<UsageHistory>(m_engines.server(isServer));
    }
    void cleanup() { m_history.reset(); }

    void whatEitherConnectionWritesIsSeenByBoth_data() { UsageEngines::addRows(); }
    void whatEitherConnectionWritesIsSeenByBoth()
    {
        CallStream stream;
        const auto one = m_history->open();
        const auto other = m_history->open();
        QVERIFY(one && other);
        for (int round = 0; round < 12; ++round) {
            const auto &writer = round % 3 == 2 ? other : one;
            const UsageSource source = round % 2 == 0 ? UsageSource::Service : UsageSource::Audit;
            const milliseconds from = Calls.from + round * 8h;
            // Later calls, and such that lie between those that are known.
            QList<UsageCall> calls = stream.some(15, {from, from + 4h});
            calls += stream.some(5, {Calls.from, from + 1h});
            QCOMPARE(said(writer->add(source, calls, {})), QString());
            QCOMPARE(differenceOf(*one), QString());
            QCOMPARE(differenceOf(*other), QString());
        }
    }

    void whatIsRolledBackIsNotKept_data() { UsageEngines::addRows(); }
    void whatIsRolledBackIsNotKept()
    {
        CallStream stream;
        const auto database = m_history->open();
        QVERIFY(database);
        QCOMPARE(said(database->add(UsageSource::Service, stream.some(40, Calls), {})), QString());
        QCOMPARE(differenceOf(*database), QString());
        // The state of a source is written last.
        m_history->run(u"ALTER TABLE sources RENAME TO elsewhere"_s);
        QVERIFY(!database->add(UsageSource::Service, stream.some(40, Calls), {}));
        QCOMPARE(differenceOf(*database), QString());
        m_history->run(u"ALTER TABLE elsewhere RENAME TO sources"_s);
        QCOMPARE(said(database->add(UsageSource::Service, stream.some(40, Calls), {})), QString());
        QCOMPARE(differenceOf(*database), QString());
    }

    void keysToWhichNothingHappenedComeAsTheSameObjects_data() { UsageEngines::addRows(); }
    void keysToWhichNothingHappenedComeAsTheSameObjects()
    {
        CallStream stream;
        const auto database = m_history->open();
        QVERIFY(database);
        QCOMPARE(said(database->add(UsageSource::Service, stream.some(200, Calls), {})), QString());
        const TimeRange range{Calls.from + 30min, Calls.to};
        const auto before = database->windowCalls(range);
        QCOMPARE(said(before), QString());
        UsageCall call = stream.next({Calls.from, Calls.from + 30min});
        QCOMPARE(said(database->add(UsageSource::Service, {call}, {})), QString());
        QCOMPARE(database->windowCalls(range), before);
        call = stream.next({Calls.to - 1h, Calls.to});
        QCOMPARE(said(database->add(UsageSource::Service, {call}, {})), QString());
        const auto after = database->windowCalls(range);
        QCOMPARE(said(after), QString());
        QCOMPARE(after->size(), before->size());
        for (const auto &[key, calls] : *after)
            QCOMPARE(calls == before->at(key), key != call.key);
        QCOMPARE(m_history->windowDifference(*database, range), QString());
    }

    void bucketsInWhichNothingHappenedComeAsTheSameObjects_data() { UsageEngines::addRows(); }
    void bucketsInWhichNothingHappenedComeAsTheSameObjects()
    {
        CallStream stream;
        const auto database = m_history->open();
        QVERIFY(database);
        QCOMPARE(said(database->add(UsageSource::Service, stream.some(400, Calls), {})), QString());
        for (const UsageSplit split : {UsageSplit::Tool, UsageSplit::Key, UsageSplit::Outcome}) {
            const UsageQuery query{Calls, BucketWidth::Hour, split, {}};
            const auto before = database->cells(query);
            QCOMPARE(said(before), QString());
            const UsageCall call = stream.next({Calls.to - 1h, Calls.to});
            QCOMPARE(said(database->add(UsageSource::Service, {call}, {})), QString());
            const auto after = database->cells(query);
            QCOMPARE(said(after), QString());
            QVERIFY(before->buckets.size() > 50);
            const auto differ = [&before](const UsageCells::Bucket &bucket) {
                return std::ranges::find(before->buckets, bucket) == before->buckets.end();
            };
            QCOMPARE(std::ranges::count_if(after->buckets, differ), 1);
            QCOMPARE(after->buckets.back()->start, Calls.to - 1h);
            QCOMPARE(m_history->difference(*database, query), QString());
        }
    }

    void pruningForgetsWhatItDeletes_data() { UsageEngines::addRows(); }
    void pruningForgetsWhatItDeletes()
    {
        CallStream stream;
        const auto database = m_history->open(
            QTimeZone::utc(),
            {std::chrono::days(400), std::chrono::days(8), std::chrono::days(400)});
        QVERIFY(database);
        QCOMPARE(said(database->add(UsageSource::Service, stream.some(40, Calls), {})), QString());
        QCOMPARE(differenceOf(*database), QString());
        QCOMPARE(said(database->add(UsageSource::Service, stream.some(3, {1500h, 1501h}), {})),
                 QString());
        QCOMPARE(said(database->prune()), QString());
        QCOMPARE(differenceOf(*database), QString());
    }

    void whatIsDamagedIsAnErrorEachTime_data()
    {
        QTest::addColumn<bool>("isServer");
        QTest::addColumn<int>("part");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no calls") << false << 4 << QByteArray("ff");
        MinuteCalls foreign(Calls.from);
        foreign.add({Calls.from, qint64(1) << 50, 1, {}});
        QTest::newRow("a call of no key") << false << 4 << foreign.toBytes().toHex();
        QTest::newRow("no cell") << false << 1 << QByteArray("ff");
    }
    void whatIsDamagedIsAnErrorEachTime()
    {
        QFETCH(const int, part);
        QFETCH(const QByteArray, bytes);
        CallStream stream;
        const auto database = m_history->open();
        QVERIFY(database);
        QCOMPARE(said(database->add(UsageSource::Service, stream.some(40, Calls), {})), QString());
        m_history->run(
            u"UPDATE rollups SET cell = x'%1' WHERE part = %2"_s.arg(QString::fromLatin1(bytes))
                .arg(part));
        for (int i = 0; i < 2; ++i) {
            const auto told = part == 4 ? said(database->windowCalls(Calls))
                                        : said(database->cells(
                                            {Calls, BucketWidth::Hour, UsageSplit::Tool, {}}));
            QVERIFY2(told.startsWith(errorName(ErrorCode::FileUnreadable)), qPrintable(told));
        }
    }
};

QTEST_GUILESS_MAIN(tst_RollupCache)
#include "tst_rollupcache.moc"
