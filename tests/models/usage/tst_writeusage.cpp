// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/writeusage.h"

#include "models/usage/usagedatabase.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! Which keys wrote, of a real history.
class tst_WriteUsage final : public QObject
{
    Q_OBJECT

    using Millis = std::chrono::milliseconds;
    static constexpr Millis Now{1'800'000'000'000};

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<UsageDatabase> m_database;

    static Millis ago(std::chrono::hours hours) { return Now - Millis(hours); }
    static UsageCall call(const QString &key, const QString &tool, std::chrono::hours before)
    {
        UsageCall call;
        call.at = ago(before);
        call.key = key;
        call.tool = tool;
        call.id = key + tool + QString::number(before.count());
        return call;
    }
    static SourceState readFrom(Millis from, Millis to)
    {
        SourceState state;
        state.covered = {{from, to}};
        state.readAt = to;
        return state;
    }
    void add(UsageSource source, const QList<UsageCall> &calls, const SourceState &state)
    {
        QVERIFY(m_database->add(source, calls, state));
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        auto opened = UsageDatabase::open({m_home->filePath(u"usage.sqlite"_s), {}},
                                          *Origin::parse(u"https://acme.konstantly.com"),
                                          QTimeZone::utc());
        QVERIFY(opened);
        m_database = std::move(*opened);
    }
    void cleanup()
    {
        m_database.reset();
        m_home.reset();
    }

    void callsOfToolsThatMayWriteCount()
    {
        add(UsageSource::Service,
            {call(u"1"_s, u"find_user"_s, 5h), call(u"2"_s, u"ban_user"_s, 5h),
             call(u"3"_s, u"send_reminder"_s, 24h * 29), // nobody knows what it does
             call(u"4"_s, u"assign_training"_s, 24h * 31)},
            readFrom(ago(24h * 40), Now));
        const Result<QSet<QString>> keys = keysThatWrote(*m_database, Now);
        QVERIFY(keys);
        QCOMPARE(*keys, (QSet<QString>{u"2"_s, u"3"_s}));
    }

    void aHistoryWithAGapTellsNothing_data()
    {
        QTest::addColumn<int>("fromHours"); // of the service's list
        QTest::addColumn<int>("toHours");
        QTest::addColumn<int>("auditFromHours"); // 0 = not read
        QTest::addColumn<bool>("isKnown");
        QTest::newRow("whole") << 24 * 30 << 0 << 0 << true;
        QTest::newRow("but for the last day") << 24 * 30 << 24 << 0 << true;
        QTest::newRow("begins too late") << 24 * 30 - 1 << 0 << 0 << false;
        QTest::newRow("ends too early") << 24 * 30 << 25 << 0 << false;
        QTest::newRow("the audit log fills it") << 24 * 10 << 0 << 24 * 30 << true;
        QTest::newRow("a gap between both") << 24 * 10 << 0 << 24 * 9 << false;
    }
    void aHistoryWithAGapTellsNothing()
    {
        QFETCH(const int, fromHours);
        QFETCH(const int, toHours);
        QFETCH(const int, auditFromHours);
        add(UsageSource::Service, {},
            readFrom(ago(std::chrono::hours(fromHours)), ago(std::chrono::hours(toHours))));
        if (auditFromHours > 0)
            add(UsageSource::Audit, {},
                readFrom(ago(std::chrono::hours(auditFromHours)), ago(24h * 8)));
        QTEST(keysThatWrote(*m_database, Now).has_value(), "isKnown");
    }

    void whatThisDeviceMeteredIsNotEnough()
    {
        add(UsageSource::Device, {call(u"1"_s, u"ban_user"_s, 5h)}, readFrom(ago(24h * 40), Now));
        QVERIFY(!keysThatWrote(*m_database, Now));
    }

    void callsThatAreMissingTellNothing()
    {
        SourceState state = readFrom(ago(24h * 40), Now);
        state.incompleteAt = ago(24h * 3);
        add(UsageSource::Service, {}, state);
        QVERIFY(!keysThatWrote(*m_database, Now));
    }

    void aWriteOfNobodyTellsNothing()
    {
        add(UsageSource::Service, {call({}, u"ban_user"_s, 5h)}, readFrom(ago(24h * 40), Now));
        QVERIFY(!keysThatWrote(*m_database, Now));
    }

    void everyReadToolIsOne()
    {
        QVERIFY(isReadTool(u"get_audit_log"));
        QVERIFY(!isReadTool(u"get_course_generation_status")); // needs the right to write
        QVERIFY(!isReadTool(u""));
    }
};

QTEST_GUILESS_MAIN(tst_WriteUsage)
#include "tst_writeusage.moc"
