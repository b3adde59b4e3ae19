// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/settingsdialog.h"

#include "models/audit/forwardstate.h"
#include "models/settings/certificatefile.h"
#include "models/settings/settingkeys.h"
#include "tests/support/rsyslog.h"
#include "tests/ui/windowfixture.h"

#include <QCheckBox>
#include <QSpinBox>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_SettingsDialog final : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<SettingsDialog> m_dialog;

    [[nodiscard]] Settings &settings() { return m_fixture->services->settings(); }
    void setPolicy(QByteArray json)
    {
        settings().setPolicy(Policy::fromJson(json.replace('\'', '"'), u"/etc/policy"_s));
    }
    void open(const QString &workspace = {})
    {
        m_dialog = std::make_unique<SettingsDialog>(*m_fixture->parts, workspace);
        m_dialog->show();
    }
    template<typename T>
    [[nodiscard]] T *control(const QString &name)
    {
        return childOf<T>(m_dialog.get(), name);
    }

private Q_SLOTS:
    void init()
    {
        failOnOurWarnings();
        m_fixture = std::make_unique<WindowFixture>(SandboxSeed::Empty);
    }
    void cleanup()
    {
        m_dialog.reset();
        m_fixture.reset();
    }

    void everyChangeTakesEffectAtOnce()
    {
        open();
        control<QSpinBox>(u"rotationDaysPerson"_s)->setValue(30);
        control<QSpinBox>(u"rotationDaysBot"_s)->setValue(3);
        control<QSpinBox>(u"idleDays"_s)->setValue(60);
        control<QCheckBox>(u"metering"_s)->setChecked(false);
        QCOMPARE(settings().value(SettingKeys::RotationDaysPerson), 30);
        QCOMPARE(settings().value(SettingKeys::RotationDaysBot), 3);
        QCOMPARE(settings().value(SettingKeys::IdleDays), 60);
        QCOMPARE(settings().value(SettingKeys::MeteringEnabled), false);
        control<QPushButton>(u"idle90"_s)->click();
        QCOMPARE(settings().value(SettingKeys::IdleDays), 90);
        QCOMPARE(control<QSpinBox>(u"idleDays"_s)->value(), 90);
    }

    void whatIsManagedCanBeReadAndNotChanged()
    {
        setPolicy("{'format': 1, 'rotationDaysBot': 2, 'metering': false,"
                  " 'locked': ['rotationDaysBot', 'metering']}");
        open();
        QVERIFY(!control<QSpinBox>(u"rotationDaysBot"_s)->isEnabled());
        QCOMPARE(control<QSpinBox>(u"rotationDaysBot"_s)->value(), 2);
        QVERIFY(!control<QCheckBox>(u"metering"_s)->isEnabled());
        QVERIFY(!control<QCheckBox>(u"metering"_s)->isChecked());
        QVERIFY(control<QSpinBox>(u"rotationDaysPerson"_s)->isEnabled());
        int notes = 0;
        for (const QLabel *label : m_dialog->findChildren<QLabel *>())
            notes += label->text().startsWith(u"Managed"_s);
        QCOMPARE(notes, 2);
        QVERIFY(!m_dialog->findChild<QLabel *>(u"policyProblem"_s));
    }

    void aPolicyThatCantBeFollowedSaysSo()
    {
        setPolicy("{'format': 7}");
        open();
        QVERIFY(control<QLabel>(u"policyProblem"_s)->text().contains(u"/etc/policy"_s));
        QVERIFY(!control<QSpinBox>(u"clipboardSeconds"_s)->isEnabled());
    }

    void theSiemIsSetUpTriedAndShown()
    {
        if (!Rsyslog::isInstalled())
            QSKIP("rsyslog with rsyslog-gnutls is not installed");
        m_fixture->connectDemo();
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        open(u"demo"_s);
        auto *target = control<QLineEdit>(u"siemTarget"_s);
        QVERIFY(!control<QPushButton>(u"siemTest"_s)->isEnabled());
        QTRY_COMPARE(control<QLabel>(u"siemStatus"_s)->text(), u"Nothing is sent."_s);

        QTest::keyClicks(target, u"syslog://localhost"_s);
        QTest::keyClick(target, Qt::Key_Return); // ends the editing
        QVERIFY(control<QLabel>(u"siemTargetProblem"_s)->isVisible());
        QVERIFY(settings().value(SettingKeys::SiemTarget).isEmpty());

        target->clear();
        QTest::keyClicks(target, rsyslog.url());
        QVERIFY(!control<QLabel>(u"siemTargetProblem"_s)->isVisible());
        Q_EMIT target->editingFinished();
        QCOMPARE(settings().value(SettingKeys::SiemTarget), rsyslog.url());

        auto *result = control<QLabel>(u"siemTestResult"_s);
        control<QPushButton>(u"siemTest"_s)->click();
        QVERIFY(!control<QPushButton>(u"siemTest"_s)->isEnabled());
        QTRY_VERIFY(result->text().contains(u"not trusted"_s));
        m_fixture->prompter.fileToChoose = rsyslog.caFile();
        control<QPushButton>(u"siemChooseAuthority"_s)->click();
        QTRY_VERIFY(control<QLabel>(u"siemFingerprint"_s)->text().startsWith(u"SHA-256: "_s));
        QCOMPARE(settings().value(SettingKeys::SiemCaFile), rsyslog.caFile());
        control<QPushButton>(u"siemTest"_s)->click();
        QTRY_COMPARE(result->text(), u"The test message arrived."_s);
        QTRY_COMPARE(rsyslog.lines().size(), 1);

        // How it stands, whoever forwards.
        QTRY_VERIFY_WITH_TIMEOUT(
            control<QLabel>(u"siemStatus"_s)->text().contains(u"Nothing was delivered"_s), 10000);
        ForwardState state;
        state.deliveredAt = QDateTime::currentDateTimeUtc();
        const SyslogTarget server{u"localhost"_s, rsyslog.port(), {}};
        QVERIFY(ForwardStateFile(m_fixture->services->paths(), u"demo"_s, server).write(state));
        QTRY_VERIFY_WITH_TIMEOUT(
            control<QLabel>(u"siemStatus"_s)->text().startsWith(u"Last delivery"_s), 10000);
        control<QPushButton>(u"siemNoAuthority"_s)->click();
        QVERIFY(settings().value(SettingKeys::SiemCaFile).isEmpty());
    }

    void aSiemOfTheAdministratorCantBeChanged()
    {
        setPolicy("{'format': 1, 'siemTarget': 'syslog+tls://siem.corp.example',"
                  " 'locked': ['siemTarget', 'siemCaFile', 'siemEnabled']}");
        open();
        QCOMPARE(control<QLineEdit>(u"siemTarget"_s)->text(), u"syslog+tls://siem.corp.example"_s);
        QVERIFY(!control<QLineEdit>(u"siemTarget"_s)->isEnabled());
        QVERIFY(!control<QCheckBox>(u"siemEnabled"_s)->isEnabled());
        QVERIFY(!control<QPushButton>(u"siemChooseAuthority"_s)->isEnabled());
        QVERIFY(control<QPushButton>(u"siemTest"_s)->isEnabled());
    }

    void theExtraAuthorityShowsItsFingerprint()
    {
        m_fixture->connectDemo();
        open(u"demo"_s);
        const Result<QStringList> prints = certificateFingerprints(m_fixture->caFile());
        QVERIFY(prints);
        static const QRegularExpression shape(u"^([0-9A-F]{2}:){31}[0-9A-F]{2}$"_s);
        QVERIFY(shape.match(prints->first()).hasMatch());
        QVERIFY(control<QLabel>(u"authorityFingerprint"_s)->text().contains(prints->first()));
        QVERIFY(!certificateFingerprints(m_fixture->home.filePath(u"absent.pem"_s)));
        QVERIFY(writePrivateFile(m_fixture->home.filePath(u"bad.pem"_s), "no certificate"));
        QCOMPARE(certificateFingerprints(m_fixture->home.filePath(u"bad.pem"_s)).error().code,
                 ErrorCode::FileNotParsable);
    }
};

QTEST_MAIN(tst_SettingsDialog)
#include "tst_settingsdialog.moc"
