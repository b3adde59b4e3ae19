// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/services/siemforwarding.h"

#include "models/audit/auditfiles.h"
#include "models/audit/auditjournal.h"
#include "models/settings/settingkeys.h"
#include "tests/app/cli/clifixture.h"
#include "tests/support/rsyslog.h"

#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace std::chrono_literals;

//! What the window does for the SIEM, on the sandbox's demo workspace, with a real rsyslog.
class tst_SiemForwarding final : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliFixture> m_cli;

    [[nodiscard]] Settings &settings() { return m_cli->services->settings(); }
    void setTarget(const Rsyslog &rsyslog)
    {
        settings().setValue(SettingKeys::SiemCaFile, rsyslog.caFile());
        settings().setValue(SettingKeys::SiemTarget, rsyslog.url());
    }
    [[nodiscard]] bool hasJournal() const
    {
        return !auditSegments(auditFileBase(m_cli->services->paths(), u"acme"_s))->isEmpty();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!Rsyslog::isInstalled())
            QSKIP("rsyslog with rsyslog-gnutls is not installed");
    }
    void init()
    {
        m_cli = std::make_unique<CliFixture>();
        m_cli->addWorkspace();
    }
    void cleanup() { m_cli.reset(); }

    void withoutAnAddressNobodyIsAsked()
    {
        const SiemForwarding forwarding(*m_cli->services, {5s, 50ms});
        settings().setValue(SettingKeys::SiemTarget, u"syslog://localhost"_s);
        QCoreApplication::processEvents();
        QVERIFY(!hasJournal());
    }

    void whatThePreferencesNameGetsEverythingWithItsRepeatsOnly()
    {
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        auto forwarding = std::make_unique<SiemForwarding>(*m_cli->services,
                                                           DeliveryTiming{5s, 50ms});
        setTarget(rsyslog);
        QTRY_VERIFY_WITH_TIMEOUT(rsyslog.events().size() > 900, 20000);
        // Another program at the same time takes turns.
        const CliRun sent = m_cli->run({u"audit"_s, u"forward"_s});
        QVERIFY2(sent.exitCode == 0, sent.err.constData());
        // The next start goes on.
        forwarding.reset();
        forwarding = std::make_unique<SiemForwarding>(*m_cli->services, DeliveryTiming{5s, 50ms});
        QVERIFY(m_cli->run({u"audit"_s, u"forward"_s}).exitCode == 0);
        forwarding.reset();
        rsyslog.stop();
        const auto events = rsyslog.events();
        QVERIFY(events.size() > 900);
        for (const int count : events)
            QCOMPARE(count, 1);
    }

    void aWorkspaceThatGoesEndsItsOwn()
    {
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        const SiemForwarding forwarding(*m_cli->services, {5s, 50ms});
        setTarget(rsyslog);
        QCOMPARE(m_cli->run({u"workspace"_s, u"remove"_s, u"acme"_s}).exitCode, 0);
        settings().setValue(SettingKeys::SiemEnabled, false);
        QCoreApplication::processEvents();
    }
};

QTEST_GUILESS_MAIN(tst_SiemForwarding)
#include "tst_siemforwarding.moc"
