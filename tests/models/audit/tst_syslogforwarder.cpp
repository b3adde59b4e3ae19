// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/siemsettings.h"
#include "models/audit/syslogforwarder.h"
#include "models/base/exitcode.h"
#include "models/base/file.h"
#include "models/settings/settingkeys.h"
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

} // namespace

class TestSyslogForwarder : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;

    [[nodiscard]] SyslogForwarder::Options options() const
    {
        SyslogForwarder::Options options;
        options.paths = AppPaths::forHome(m_home->path());
        options.workspace = u"acme"_s;
        options.clock = systemClock();
        options.batchBytes = 8 * 1024;
        options.timing = Fast;
        options.firstDelay = 20ms;
        options.maxDelay = 80ms;
        return options;
    }
    void fill(int count) const
    {
        AuditJournal journal(AppPaths::forHome(m_home->path()), u"acme"_s);
        QList<AuditRecord> records;
        for (int i = 0; i < count; ++i) {
            AuditRecord record;
            record.id = u"service:%1"_s.arg(i);
            record.at = 1'700'000'000'000 + i;
            record.kind = AuditKind::ToolCalled;
            record.eventType = 88;
            record.tool = u"assign_training"_s;
            record.detail = "{\"text\":\"two\\nlines \\\"and\\\" ]\"}";
            records << record;
        }
        QVERIFY(journal.append(records));
    }

    [[nodiscard]] ForwardStateFile stateFile(const SyslogTarget &target) const
    {
        return {AppPaths::forHome(m_home->path()), u"acme"_s, target};
    }
    [[nodiscard]] static SyslogTarget targetOf(const Rsyslog &rsyslog)
    {
        return {u"localhost"_s, rsyslog.port(), rsyslog.caFile()};
    }
    [[nodiscard]] QString stateFolder() const
    {
        return AppPaths::forHome(m_home->path()).stateDir + u"/audit"_s;
    }
    [[nodiscard]] QString statePath() const
    {
        return QDir(stateFolder()).entryInfoList({u"*.siem-*.json"_s}).value(0).filePath();
    }
    [[nodiscard]] static int sum(const QHash<QString, int> &counts)
    {
        int sum = 0;
        for (const int count : counts)
            sum += count;
        return sum;
    }

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void initTestCase()
    {
        if (!Rsyslog::isInstalled())
            QSKIP("rsyslog with rsyslog-gnutls is not installed");
    }

    void nothingIsLostOverFiftyCutsAndRepeatsAreKnownById()
    {
        constexpr int Count = 2000;
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        CuttingProxy proxy(rsyslog.port(), 50);
        fill(Count);
        SyslogForwarder forwarder(options());
        QSignalSpy finished(&forwarder, &SyslogForwarder::finished);
        QSignalSpy failed(&forwarder, &SyslogForwarder::failed);
        forwarder.setTarget(SyslogTarget{u"localhost"_s, proxy.serverPort(), rsyslog.caFile()});
        forwarder.forward();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 90000);
        QCOMPARE(proxy.cutsDone, 50);
        QCOMPARE(proxy.cutsBehindMessages, 25);
        QVERIFY2(failed.size() >= 45, qPrintable(QString::number(failed.size())));
        // All of them, and more messages than that.
        QTRY_COMPARE(rsyslog.events().size(), Count);
        const auto events = rsyslog.events();
        QVERIFY2(sum(events) > Count, qPrintable(QString::number(sum(events))));
        for (int i = 0; i < Count; ++i)
            QVERIFY(events.contains(u"service:%1"_s.arg(i)));
        QVERIFY(forwarder.state().deliveredAt.isValid());
        qInfo("%d events, %d messages arrived, %d cuts, %d of them behind messages", Count,
              sum(events), proxy.cutsDone, proxy.cutsBehindMessages);
    }

    void whatIsNotTrustedGetsNothing_data()
    {
        QTest::addColumn<int>("flaw");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, CertificateFlaw flaw, const QString &host,
                            ErrorCode code) {
            QTest::newRow(name) << int(flaw) << host << int(code);
        };
        row("another authority", CertificateFlaw::UnknownAuthority, u"localhost"_s,
            ErrorCode::CertificateUntrusted);
        row("self-signed", CertificateFlaw::SelfSigned, u"localhost"_s,
            ErrorCode::CertificateUntrusted);
        row("expired", CertificateFlaw::Expired, u"localhost"_s, ErrorCode::CertificateUntrusted);
        row("another host", CertificateFlaw::WrongHost, u"localhost"_s,
            ErrorCode::CertificateForOtherHost);
        row("an address for the name", CertificateFlaw::None, u"127.0.0.1"_s,
            ErrorCode::CertificateForOtherHost);
    }
    void whatIsNotTrustedGetsNothing()
    {
        QFETCH(const int, flaw);
        QFETCH(const QString, host);
        QFETCH(const int, code);
        Rsyslog rsyslog(freePort(), CertificateFlaw(flaw));
        QVERIFY(rsyslog.start());
        const auto sent = deliver({host, rsyslog.port(), rsyslog.caFile()}, {"x"}, Fast);
        QVERIFY(!sent);
        QCOMPARE(errorName(sent.error().code), errorName(ErrorCode(code)));
        QCOMPARE(sent.error().subject, host);
        QVERIFY(rsyslog.lines().isEmpty());
    }

    void otherServersAreToldApart()
    {
        Rsyslog rsyslog;
        const auto refused = deliver(targetOf(rsyslog), {"x"}, Fast);
        QCOMPARE(refused.error().code, ErrorCode::Offline);
        SilentListener silent;
        const auto mute = deliver({u"localhost"_s, silent.serverPort(), rsyslog.caFile()}, {"x"},
                                  {100ms, 10ms});
        QCOMPARE(mute.error().code, ErrorCode::Timeout);
        QTcpServer plain;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        connect(&plain, &QTcpServer::newConnection, &plain,
                [&plain] { plain.nextPendingConnection()->write("220 mail ESMTP\r\n"); });
        const auto other = await(SyslogForwarder::sendTest(
            {u"localhost"_s, plain.serverPort(), rsyslog.caFile()}, systemClock(), Fast));
        QCOMPARE(other.error().code, ErrorCode::TlsHandshakeFailed);
        const auto noFile = deliver({u"localhost"_s, rsyslog.port(), u"/no/ca.pem"_s}, {"x"}, Fast);
        QCOMPARE(noFile.error().code, ErrorCode::FileUnreadable);
        const QString empty = m_home->filePath(u"empty.pem"_s);
        QVERIFY(writePrivateFile(empty, "no certificate"));
        const auto noPem = deliver({u"localhost"_s, rsyslog.port(), empty}, {"x"}, Fast);
        QCOMPARE(noPem.error().code, ErrorCode::FileNotParsable);
    }

    void aTestArrivesAndIsNoEvent()
    {
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        QVERIFY(await(SyslogForwarder::sendTest(targetOf(rsyslog), systemClock(), Fast)));
        QTRY_COMPARE(rsyslog.lines().size(), 1);
        QVERIFY(rsyslog.lines().first().contains("test message"));
        QVERIFY(rsyslog.events().isEmpty());
    }

    void whatIsSentToOneServerIsNotForgottenForAnother()
    {
        Rsyslog first;
        Rsyslog second;
        QVERIFY(first.start() && second.start());
        fill(30);
        SyslogForwarder forwarder(options());
        QSignalSpy finished(&forwarder, &SyslogForwarder::finished);
        for (const Rsyslog *server : {&first, &second, &first}) {
            finished.clear();
            forwarder.setTarget(targetOf(*server));
            forwarder.forward();
            QTRY_COMPARE(finished.size(), 1);
        }
        QTRY_COMPARE(sum(first.events()), 30);
        QTRY_COMPARE(sum(second.events()), 30);
    }

    void twoThatForwardAtOnceTakeTurns()
    {
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        fill(400);
        SyslogForwarder::Options patient = options();
        patient.turn = 10s;
        SyslogForwarder one(patient);
        SyslogForwarder other(patient);
        QSignalSpy oneFinished(&one, &SyslogForwarder::finished);
        QSignalSpy otherFinished(&other, &SyslogForwarder::finished);
        for (SyslogForwarder *forwarder : {&one, &other}) {
            forwarder->setTarget(targetOf(rsyslog));
            forwarder->forward();
        }
        QTRY_VERIFY(!oneFinished.isEmpty() && !otherFinished.isEmpty());
        QTRY_COMPARE(rsyslog.events().size(), 400);
        QCOMPARE(sum(rsyslog.events()), 400);
        // Who can't wait says so, and it is no failure of the server.
        const auto held = stateFile(targetOf(rsyslog)).lock(0ms);
        QVERIFY(held);
        QCOMPARE(stateFile(targetOf(rsyslog)).lock(0ms).error().code, ErrorCode::DeliveryBusy);
        QVERIFY(!stateFile(targetOf(rsyslog)).read().lastError);
    }

    void whatCantBeNotedIsNotSentOverAndOver()
    {
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        fill(20);
        // Something lies where the state is to be kept.
        QVERIFY(stateFile(targetOf(rsyslog)).write({}));
        const QString path = statePath();
        QVERIFY(QFile::remove(path) && QDir().mkpath(path));
        SyslogForwarder forwarder(options());
        QSignalSpy failed(&forwarder, &SyslogForwarder::failed);
        QSignalSpy finished(&forwarder, &SyslogForwarder::finished);
        forwarder.setTarget(targetOf(rsyslog));
        forwarder.forward();
        QTRY_VERIFY(failed.size() >= 3);
        QVERIFY(exitCodeFor(forwarder.lastError()->code) != ExitCode::Unreachable);
        QTRY_COMPARE(sum(rsyslog.events()), 20);
        QVERIFY(QDir().rmdir(path));
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(sum(rsyslog.events()), 20);
        QVERIFY(!forwarder.lastError());
        QVERIFY(stateFile(targetOf(rsyslog)).read().cursor > 0);
    }

    void aFolderThatTakesNoFileSendsNothing()
    {
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        QVERIFY(writePrivateFile(stateFolder(), "in the way"));
        const auto lock = stateFile(targetOf(rsyslog)).lock(0ms);
        QVERIFY(!lock);
        QVERIFY(lock.error().code != ErrorCode::DeliveryBusy);
    }

    void whatFailedAndWhatWaitsIsKnownToOthers()
    {
        Rsyslog rsyslog;
        fill(50);
        const AppPaths paths = AppPaths::forHome(m_home->path());
        SyslogForwarder forwarder(options());
        QSignalSpy failed(&forwarder, &SyslogForwarder::failed);
        QSignalSpy finished(&forwarder, &SyslogForwarder::finished);
        forwarder.setTarget(targetOf(rsyslog));
        forwarder.forward();
        QTRY_VERIFY(failed.size() >= 1);
        const auto before = readSiemStatus(paths, u"acme"_s, targetOf(rsyslog));
        QVERIFY(before);
        QCOMPARE(before->waiting, 50);
        QCOMPARE(before->state.lastError->code, ErrorCode::Offline);
        QCOMPARE(before->state.lastError->subject, u"localhost"_s);
        QVERIFY(before->state.failedAt.isValid());
        QVERIFY(!before->state.deliveredAt.isValid());
        QVERIFY(rsyslog.start());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
        const auto after = readSiemStatus(paths, u"acme"_s, targetOf(rsyslog));
        QCOMPARE(after->waiting, 0);
        QVERIFY(!after->state.lastError);
        QVERIFY(after->state.deliveredAt.isValid());
    }

    void aDamagedStateMeansSendingAgain()
    {
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        fill(10);
        QVERIFY(stateFile(targetOf(rsyslog)).write(ForwardState{1'000'000, {}, {}, {}}));
        const QString path
            = QDir(stateFolder()).entryInfoList({u"*.siem-*.json"_s}).value(0).filePath();
        for (const QByteArray &bytes : {"{"_qba, "[]"_qba, R"({"target":"x","cursor":99})"_qba}) {
            QVERIFY(writePrivateFile(path, bytes));
            QCOMPARE(stateFile(targetOf(rsyslog)).read(), ForwardState());
        }
        SyslogForwarder forwarder(options());
        QSignalSpy finished(&forwarder, &SyslogForwarder::finished);
        forwarder.setTarget(targetOf(rsyslog));
        forwarder.forward();
        QTRY_COMPARE(finished.size(), 1);
        QTRY_COMPARE(rsyslog.events().size(), 10);
    }

    //! The journal was begun anew: better twice than never.
    void aCursorBehindTheJournalsEndSendsAllOfIt()
    {
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        fill(10);
        QVERIFY(stateFile(targetOf(rsyslog)).write(ForwardState{1'000'000, {}, {}, {}}));
        SyslogForwarder forwarder(options());
        QSignalSpy finished(&forwarder, &SyslogForwarder::finished);
        forwarder.setTarget(targetOf(rsyslog));
        forwarder.forward();
        QTRY_COMPARE(finished.size(), 1);
        QTRY_COMPARE(rsyslog.events().size(), 10);
        fill(25); // fifteen more
        forwarder.forward();
        QTRY_COMPARE(finished.size(), 2);
        QTRY_COMPARE(rsyslog.events().size(), 25);
    }

    void aServerThatIsDownGetsEverythingWhenItIsBack()
    {
        Rsyslog rsyslog;
        fill(50);
        SyslogForwarder forwarder(options());
        QSignalSpy finished(&forwarder, &SyslogForwarder::finished);
        QSignalSpy failed(&forwarder, &SyslogForwarder::failed);
        forwarder.setTarget(targetOf(rsyslog));
        forwarder.forward();
        QTRY_VERIFY(failed.size() >= 4);
        QCOMPARE(failed.at(0).at(1).value<std::chrono::milliseconds>(), 20ms);
        QCOMPARE(failed.at(1).at(1).value<std::chrono::milliseconds>(), 40ms);
        QCOMPARE(failed.at(3).at(1).value<std::chrono::milliseconds>(), 80ms);
        QVERIFY(rsyslog.start());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
        QTRY_COMPARE(rsyslog.events().size(), 50);
        // A new object goes on behind it.
        SyslogForwarder next(options());
        QSignalSpy nextFinished(&next, &SyslogForwarder::finished);
        QSignalSpy delivered(&next, &SyslogForwarder::delivered);
        next.setTarget(targetOf(rsyslog));
        next.forward();
        QTRY_COMPARE(nextFinished.size(), 1);
        QVERIFY(delivered.isEmpty());
    }

    void onlyAddressesOfSyslogOverTlsAreTargets()
    {
        QCOMPARE(SyslogTarget::fromUrl(u"syslog+tls://siem.acme.com"_s)->port, 6514);
        QCOMPARE(SyslogTarget::fromUrl(u"syslog+tls://[::1]:99"_s)->host, u"::1"_s);
        for (const QString &bad : {u"syslog://a"_s, u"https://a"_s, u"syslog+tls://u:p@a"_s,
                                   u"syslog+tls://a/x"_s, u"syslog+tls://"_s, u""_s})
            QVERIFY2(!SyslogTarget::fromUrl(bad), qPrintable(bad));
        QVERIFY(describe(SyslogTarget::fromUrl(u"syslog://a"_s).error())
                    .message.contains(u"syslog+tls://HOST:PORT"_s));
    }

    void preferencesSayWhereEventsGo()
    {
        Settings settings(
            std::make_unique<QSettings>(m_home->filePath(u"a.ini"_s), QSettings::IniFormat));
        QVERIFY(!SiemSettings::of(settings).isOn());
        QCOMPARE(SiemSettings::of(settings).target().error().code, ErrorCode::NotConfigured);
        settings.setValue(SettingKeys::SiemTarget, u" syslog+tls://siem.acme.com "_s);
        settings.setValue(SettingKeys::SiemCaFile, u"/etc/ca.pem"_s);
        QVERIFY(SiemSettings::of(settings).isOn());
        QCOMPARE(*SiemSettings::of(settings).target(),
                 (SyslogTarget{u"siem.acme.com"_s, 6514, u"/etc/ca.pem"_s}));
        settings.setValue(SettingKeys::SiemEnabled, false);
        QVERIFY(!SiemSettings::of(settings).isOn());
        settings.setValue(SettingKeys::SiemTarget, u"syslog://siem.acme.com"_s);
        QCOMPARE(SiemSettings::of(settings).target().error().code, ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(TestSyslogForwarder)
#include "tst_syslogforwarder.moc"
