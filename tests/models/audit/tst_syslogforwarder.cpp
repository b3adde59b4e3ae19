// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/syslogforwarder.h"

#include "models/audit/auditfiles.h"
#include "models/base/exitcode.h"
#include "models/base/file.h"
#include "tests/support/await.h"
#include "tests/support/rsyslog.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr DeliveryTiming Fast{5s, 60ms};
const QString Workspace = u"acme"_s;

int sum(const QHash<QString, int> &counts)
{
    int sum = 0;
    for (const int count : counts)
        sum += count;
    return sum;
}

//! A forwarder at work, and what it told.
struct Forwarding
{
    SyslogForwarder forwarder;
    QSignalSpy finished{&forwarder, &SyslogForwarder::finished};
    QSignalSpy failed{&forwarder, &SyslogForwarder::failed};
    QSignalSpy delivered{&forwarder, &SyslogForwarder::delivered};
    QSignalSpy lost{&forwarder, &SyslogForwarder::lost};

    Forwarding(SyslogForwarder::Options options, const SyslogTarget &target)
        : forwarder(std::move(options))
    {
        to(target);
    }
    void to(const SyslogTarget &target)
    {
        finished.clear();
        forwarder.setTarget(target);
        forwarder.forward();
    }
    [[nodiscard]] std::chrono::milliseconds pause(int failure) const
    {
        return failed.at(failure).at(1).value<std::chrono::milliseconds>();
    }
};

} // namespace

class TestSyslogForwarder : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Rsyslog> m_rsyslog; // not started
    AppPaths m_paths;
    qint64 m_begin = 0;

    [[nodiscard]] SyslogForwarder::Options options() const
    {
        SyslogForwarder::Options options;
        options.paths = m_paths;
        options.workspace = Workspace;
        options.clock = systemClock();
        options.batchBytes = 8 * 1024;
        options.timing = Fast;
        options.firstDelay = 20ms;
        options.maxDelay = 80ms;
        return options;
    }
    //! The events up to number \a count, those that are there already but for once.
    void fill(int count, const AuditRetention &retention = {}) const
    {
        AuditJournal journal(m_paths, Workspace, systemClock(), retention);
        QList<AuditRecord> records;
        for (int i = 0; i < count; ++i) {
            AuditRecord record;
            record.id = u"service:%1"_s.arg(i);
            record.at = m_begin + i;
            record.kind = AuditKind::ToolCalled;
            record.eventType = 88;
            record.key = u"17"_s;
            record.tool = u"assign_training"_s;
            record.detail = "{\"text\":\"two\\nlines \\\"and\\\" ]\"}";
            records << record;
        }
        QVERIFY(journal.append(records));
    }
    [[nodiscard]] SyslogTarget target() const { return targetOf(*m_rsyslog); }
    [[nodiscard]] static SyslogTarget targetOf(const Rsyslog &rsyslog)
    {
        return {u"localhost"_s, rsyslog.port(), rsyslog.caFile()};
    }
    [[nodiscard]] ForwardStateFile stateFile() const { return {m_paths, Workspace, target()}; }
    //! Of the state that stateFile() wrote.
    [[nodiscard]] QString statePath() const
    {
        return forwardStatePaths(auditFileBase(m_paths, Workspace)).value(0);
    }
    [[nodiscard]] QHash<QString, int> arrived() const { return m_rsyslog->events(); }
    [[nodiscard]] QByteArray text() const { return m_rsyslog->lines().join('\n'); }

private Q_SLOTS:
    void initTestCase()
    {
        if (!Rsyslog::isInstalled())
            QSKIP("rsyslog with rsyslog-gnutls is not installed");
    }
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_paths = AppPaths::forHome(m_home->path());
        m_rsyslog = std::make_unique<Rsyslog>();
        m_begin = QDateTime::currentMSecsSinceEpoch() - 3'600'000;
    }
    void cleanup() { m_rsyslog.reset(); }

    void nothingIsLostOverFiftyCutsAndRepeatsAreKnownById()
    {
        constexpr int Count = 2000;
        QVERIFY(m_rsyslog->start());
        CuttingProxy proxy(m_rsyslog->port(), 50);
        fill(Count);
        Forwarding run(options(), {u"localhost"_s, proxy.serverPort(), m_rsyslog->caFile()});
        QTRY_COMPARE_WITH_TIMEOUT(run.finished.size(), 1, 90000);
        QCOMPARE(proxy.cutsDone, 50);
        QCOMPARE(proxy.cutsBehindMessages, 25);
        QVERIFY2(run.failed.size() >= 45, qPrintable(QString::number(run.failed.size())));
        // All of them, and more messages than that.
        QTRY_COMPARE(arrived().size(), Count);
        const auto events = arrived();
        QVERIFY2(sum(events) > Count, qPrintable(QString::number(sum(events))));
        for (int i = 0; i < Count; ++i)
            QVERIFY(events.contains(u"service:%1"_s.arg(i)));
        QVERIFY(run.forwarder.state().deliveredAt.isValid());
        QVERIFY(run.lost.isEmpty());
        qInfo("%d events, %d messages arrived, %d cuts, %d of them behind messages", Count,
              sum(events), proxy.cutsDone, proxy.cutsBehindMessages);
    }

    void aTestArrivesAndIsNoEvent()
    {
        QVERIFY(m_rsyslog->start());
        QVERIFY(await(SyslogForwarder::sendTest(target(), systemClock(), Fast)));
        QTRY_COMPARE(m_rsyslog->lines().size(), 1);
        QVERIFY(text().contains("test message"));
        QVERIFY(arrived().isEmpty());
    }

    void whatIsSentToOneServerIsNotForgottenForAnother()
    {
        Rsyslog second;
        QVERIFY(m_rsyslog->start() && second.start());
        fill(30);
        Forwarding run(options(), target());
        QTRY_COMPARE(run.finished.size(), 1);
        for (const Rsyslog *server : {&second, m_rsyslog.get()}) {
            run.to(targetOf(*server));
            QTRY_COMPARE(run.finished.size(), 1);
        }
        QTRY_COMPARE(sum(arrived()), 30);
        QTRY_COMPARE(sum(second.events()), 30);
    }

    void twoThatForwardAtOnceTakeTurns()
    {
        QVERIFY(m_rsyslog->start());
        fill(400);
        SyslogForwarder::Options patient = options();
        patient.turn = 10s;
        const Forwarding one(patient, target());
        const Forwarding other(patient, target());
        QTRY_VERIFY(!one.finished.isEmpty() && !other.finished.isEmpty());
        QTRY_COMPARE(arrived().size(), 400);
        QCOMPARE(sum(arrived()), 400);
        // Who can't wait says so, and it is no failure of the server.
        const auto held = stateFile().lock(0ms);
        QVERIFY(held);
        QCOMPARE(stateFile().lock(0ms).error().code, ErrorCode::DeliveryBusy);
        QVERIFY(!stateFile().read().lastError);
    }

    void whatCantBeNotedIsNotSentOverAndOver()
    {
        QVERIFY(m_rsyslog->start());
        fill(20);
        // Something lies where the state is to be kept.
        QVERIFY(stateFile().write({}));
        const QString path = statePath();
        QVERIFY(QFile::remove(path) && QDir().mkpath(path));
        const Forwarding run(options(), target());
        QTRY_VERIFY(run.failed.size() >= 3);
        QVERIFY(exitCodeFor(run.forwarder.lastError()->code) != ExitCode::Unreachable);
        QTRY_COMPARE(sum(arrived()), 20);
        QVERIFY(QDir().rmdir(path));
        QTRY_COMPARE(run.finished.size(), 1);
        QCOMPARE(sum(arrived()), 20);
        QVERIFY(!run.forwarder.lastError());
        QVERIFY(stateFile().read().cursor > 0);
    }

    void aFolderThatTakesNoFileSendsNothing()
    {
        QVERIFY(writePrivateFile(m_paths.stateDir + u"/audit"_s, "in the way"));
        const auto lock = stateFile().lock(0ms);
        QVERIFY(!lock);
        QVERIFY(lock.error().code != ErrorCode::DeliveryBusy);
    }

    void whatFailedAndWhatWaitsIsKnownToOthers()
    {
        fill(50);
        const Forwarding run(options(), target());
        QTRY_VERIFY(run.failed.size() >= 1);
        const auto before = readSiemStatus(m_paths, Workspace, target());
        QVERIFY(before);
        QCOMPARE(before->waiting, 50);
        QCOMPARE(before->state.lastError->code, ErrorCode::Offline);
        QCOMPARE(before->state.lastError->subject, u"localhost"_s);
        QVERIFY(before->state.failedAt.isValid());
        QVERIFY(!before->state.deliveredAt.isValid());
        QVERIFY(m_rsyslog->start());
        QTRY_COMPARE_WITH_TIMEOUT(run.finished.size(), 1, 20000);
        const auto after = readSiemStatus(m_paths, Workspace, target());
        QCOMPARE(after->waiting, 0);
        QVERIFY(!after->state.lastError);
        QVERIFY(after->state.deliveredAt.isValid());
    }

    void aDamagedStateMeansSendingAgain()
    {
        QVERIFY(m_rsyslog->start());
        fill(10);
        ForwardState state;
        state.cursor = 1'000'000;
        QVERIFY(stateFile().write(state));
        for (const QByteArray &bytes : {"{"_qba, "[]"_qba, R"({"target":"x","cursor":99})"_qba}) {
            QVERIFY(writePrivateFile(statePath(), bytes));
            QCOMPARE(stateFile().read(), ForwardState());
        }
        const Forwarding run(options(), target());
        QTRY_COMPARE(run.finished.size(), 1);
        QTRY_COMPARE(arrived().size(), 10);
    }

    //! The journal was begun anew: better twice than never.
    void aCursorBehindTheJournalsEndSendsAllOfIt()
    {
        QVERIFY(m_rsyslog->start());
        fill(10);
        ForwardState state;
        state.cursor = 1'000'000;
        state.lines = 5000;
        QVERIFY(stateFile().write(state));
        Forwarding run(options(), target());
        QTRY_COMPARE(run.finished.size(), 1);
        QTRY_COMPARE(arrived().size(), 10);
        fill(25); // fifteen more
        run.forwarder.forward();
        QTRY_COMPARE(run.finished.size(), 2);
        QTRY_COMPARE(arrived().size(), 25);
        QVERIFY(run.lost.isEmpty());
    }

    void aServerThatIsDownGetsEverythingWhenItIsBack()
    {
        fill(50);
        const Forwarding run(options(), target());
        QTRY_VERIFY(run.failed.size() >= 4);
        QCOMPARE(run.pause(0), 20ms);
        QCOMPARE(run.pause(1), 40ms);
        QCOMPARE(run.pause(3), 80ms);
        QVERIFY(m_rsyslog->start());
        QTRY_COMPARE_WITH_TIMEOUT(run.finished.size(), 1, 20000);
        QTRY_COMPARE(arrived().size(), 50);
        // A new object goes on behind it.
        const Forwarding next(options(), target());
        QTRY_COMPARE(next.finished.size(), 1);
        QVERIFY(next.delivered.isEmpty());
    }

    void whatIsRemovedBeforeItsTurnIsTold_data()
    {
        QTest::addColumn<bool>("isOfEarlierVersion");
        QTest::newRow("as it is written") << false;
        QTest::newRow("as an earlier version wrote it") << true;
    }
    void whatIsRemovedBeforeItsTurnIsTold()
    {
        QFETCH(const bool, isOfEarlierVersion);
        QVERIFY(m_rsyslog->start());
        AuditRetention small;
        small.segmentBytes = 1000;
        small.maxBytes = 5000;
        small.maxUndeliveredBytes = 10'000;
        for (int i = 1; i <= 20; ++i)
            fill(i, small);
        Forwarding run(options(), target());
        QTRY_COMPARE(run.finished.size(), 1);
        QTRY_COMPARE(arrived().size(), 20);
        if (isOfEarlierVersion) {
            // One run of ours is enough to know where it stood.
            ForwardState state = stateFile().read();
            state.lines.reset();
            QVERIFY(stateFile().write(state));
            run.to(target());
            QTRY_COMPARE(run.finished.size(), 1);
        }
        for (int i = 21; i <= 200; ++i)
            fill(i, small);
        const qint64 kept = AuditJournal(m_paths, Workspace).linesAfter(0).value();
        QVERIFY(kept < 180);
        const int lost = 180 - int(kept);
        run.forwarder.forward();
        QTRY_COMPARE(run.lost.size(), 1);
        QCOMPARE(run.lost.first().first().toInt(), lost);
        QTRY_COMPARE(run.finished.size(), 2);
        QTRY_COMPARE(arrived().size(), 20 + kept + 1);
        QVERIFY(text().contains("\"kind\":\"events-lost\""));
        QVERIFY(text().contains("\"count\":" + QByteArray::number(lost)));
        const auto status = readSiemStatus(m_paths, Workspace, target());
        QCOMPARE(status->state.lost, lost);
        QVERIFY(status->state.lostAt.isValid());
        QCOMPARE(status->waiting, 0);
        // Once.
        run.forwarder.forward();
        QTRY_COMPARE(run.finished.size(), 3);
        QCOMPARE(run.lost.size(), 1);
    }

    void aSegmentThatIsLostBeforeItsTurnIsTold_data()
    {
        QTest::addColumn<int>("sentBefore");
        QTest::addColumn<int>("which");
        QTest::newRow("the first, nothing was sent") << 0 << 0;
        QTest::newRow("in the middle, nothing was sent") << 0 << 2;
        QTest::newRow("in the middle, some were sent") << 4 << 2;
        QTest::newRow("everything before was sent") << 40 << 2;
    }
    void aSegmentThatIsLostBeforeItsTurnIsTold()
    {
        QFETCH(const int, sentBefore);
        QFETCH(const int, which);
        QVERIFY(m_rsyslog->start());
        AuditRetention small;
        small.segmentBytes = 600;
        QVERIFY(AuditJournal(m_paths, Workspace).append({}, [](AuditProgress &progress) {
            progress.newest = 1;
        }));
        for (int i = 1; i <= 40; ++i) {
            fill(i, small);
            if (i != sentBefore)
                continue;
            Forwarding run(options(), target());
            QTRY_COMPARE(run.finished.size(), 1);
        }
        const auto segments = auditSegments(auditFileBase(m_paths, Workspace));
        QVERIFY(segments->size() > 5);
        QVERIFY(segments->at(which).number >= sentBefore || sentBefore == 40);
        const int lines = int(segments->at(which + 1).number - segments->at(which).number);
        QVERIFY(QFile::remove(segments->at(which).path));
        const int lost = sentBefore == 40 ? 0 : lines;
        Forwarding run(options(), target());
        QTRY_COMPARE(run.finished.size(), 1);
        QCOMPARE(run.lost.size(), lost > 0 ? 1 : 0);
        QTRY_COMPARE(arrived().size(), 40 - lost + int(run.lost.size()));
        QCOMPARE(readSiemStatus(m_paths, Workspace, target())->state.lost, lost);
        // What is fetched again follows, and nothing is told twice.
        fill(40, small);
        run.forwarder.forward();
        QTRY_COMPARE(run.finished.size(), 2);
        QTRY_COMPARE(arrived().size(), 40 + int(run.lost.size()));
        QCOMPARE(run.lost.size(), lost > 0 ? 1 : 0);
        const auto status = readSiemStatus(m_paths, Workspace, target());
        QCOMPARE(status->state.lost, lost);
        QCOMPARE(status->waiting, 0);
        QCOMPARE(status->state.lines.value(), 40 + lines);
    }

    void aDamagedEventIsTold()
    {
        QVERIFY(m_rsyslog->start());
        fill(3);
        const auto segments = auditSegments(auditFileBase(m_paths, Workspace));
        QFile file(segments->first().path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.write("#"));
        file.close();
        const Forwarding run(options(), target());
        QTRY_COMPARE(run.finished.size(), 1);
        QCOMPARE(run.lost.first().first().toInt(), 1);
        QTRY_COMPARE(arrived().size(), 3);
        QVERIFY(!arrived().contains(u"service:0"_s));
        QVERIFY(text().contains("\"count\":1,"));
    }

    //! By the events, by whoever has a list; and where both do, by the list.
    void keysHaveTheirNames()
    {
        QVERIFY(m_rsyslog->start());
        fill(2);
        AuditJournal journal(m_paths, Workspace);
        AuditRecord created;
        created.id = u"service:900"_s;
        created.at = m_begin;
        created.kind = AuditKind::KeyCreated;
        created.key = u"17"_s;
        created.subject = u"alex-laptop"_s;
        QVERIFY(journal.append({created})); // behind those that it was used for
        AuditRecord other = created;
        other.id = u"service:901"_s;
        other.kind = AuditKind::ToolCalled;
        other.key = u"18"_s;
        other.subject.clear();
        QVERIFY(journal.append({other}));
        Forwarding run(options(), target());
        QTRY_COMPARE(run.finished.size(), 1);
        QTRY_COMPARE(arrived().size(), 4);
        QCOMPARE(text().count("\"keyName\":\"alex-laptop\""), 3);
        QCOMPARE(text().count("\"keyName\""), 3);
        other.id = u"service:902"_s;
        QVERIFY(journal.append({other}));
        run.forwarder.setKeyNames({{u"18"_s, u"dana-laptop"_s}});
        run.forwarder.forward();
        QTRY_COMPARE(run.finished.size(), 2);
        QTRY_COMPARE(arrived().size(), 5);
        QCOMPARE(text().count("\"keyName\":\"dana-laptop\""), 1);
    }
};

QTEST_GUILESS_MAIN(TestSyslogForwarder)
#include "tst_syslogforwarder.moc"
