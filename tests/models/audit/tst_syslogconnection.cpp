// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/siemsettings.h"
#include "models/audit/syslogforwarder.h"
#include "models/base/file.h"
#include "models/settings/settingkeys.h"
#include "tests/support/await.h"
#include "tests/support/rsyslog.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr DeliveryTiming Fast{5s, 60ms};

} // namespace

//! Which servers get anything, and how they are named.
class tst_SyslogConnection final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

private Q_SLOTS:
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
        if (!Rsyslog::isInstalled())
            QSKIP("rsyslog with rsyslog-gnutls is not installed");
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
        const auto refused = deliver(SyslogTarget{u"localhost"_s, rsyslog.port(), rsyslog.caFile()},
                                     {"x"}, Fast);
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
        const QString empty = m_home.filePath(u"empty.pem"_s);
        QVERIFY(writePrivateFile(empty, "no certificate"));
        const auto noPem = deliver({u"localhost"_s, rsyslog.port(), empty}, {"x"}, Fast);
        QCOMPARE(noPem.error().code, ErrorCode::FileNotParsable);
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
            std::make_unique<QSettings>(m_home.filePath(u"a.ini"_s), QSettings::IniFormat));
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

QTEST_GUILESS_MAIN(tst_SyslogConnection)
#include "tst_syslogconnection.moc"
