// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/settings/settingsdialog.h"

#include "models/audit/forwardstate.h"
#include "models/settings/certificatefile.h"
#include "models/settings/manageable.h"
#include "models/settings/settingkeys.h"
#include "tests/support/rsyslog.h"
#include "tests/ui/windowfixture.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTimeEdit>
#include <QWheelEvent>

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
    //! With every preference free: the times of quiet hours, which are off, and the test of a SIEM that is none.
    static constexpr qsizetype AlwaysDisabled = 3;
    [[nodiscard]] static bool isPartOfSpinBox(const QWidget *widget)
    {
        return qobject_cast<const QAbstractSpinBox *>(widget->parentWidget()) != nullptr;
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

    void aChangeThatCantBeKeptIsTold()
    {
        open();
        auto *failure = control<Banner>(u"settingsFailure"_s);
        control<QSpinBox>(u"idleDays"_s)->setValue(60);
        QCoreApplication::processEvents();
        QVERIFY(failure->isHidden());
        // A folder in place of the file.
        const QString path = m_fixture->services->paths().preferencesFile();
        QVERIFY(!QFile::exists(path) || QFile::remove(path));
        QVERIFY(QDir().mkpath(path));
        control<QSpinBox>(u"idleDays"_s)->setValue(61);
        QTRY_VERIFY(failure->isVisible());
        QVERIFY2(failure->accessibleDescription().contains(path),
                 qPrintable(failure->accessibleDescription()));
        QVERIFY(QDir().rmdir(path));
        control<QSpinBox>(u"idleDays"_s)->setValue(62);
        QTRY_VERIFY(failure->isHidden());
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
        QVERIFY(!m_dialog->findChild<QLabel *>(u"policyProblem"_s));
    }

    void whateverIsLockedIsShownAsManaged_data()
    {
        QTest::addColumn<QStringList>("controls"); // none = the window has none for it
        const QHash<QString, QStringList> controls{
            {u"idleDays"_s, {u"idleDays"_s, u"idle45"_s, u"idle90"_s}},
            {u"rotationDaysPerson"_s, {u"rotationDaysPerson"_s}},
            {u"rotationDaysBot"_s, {u"rotationDaysBot"_s}},
            {u"rotationReminds"_s, {u"rotationReminds"_s}},
            {u"clipboardSeconds"_s, {u"clipboardSeconds"_s}},
            {u"metering"_s, {u"metering"_s}},
            {u"usageServer"_s, {}},
            {u"siemEnabled"_s, {u"siemEnabled"_s}},
            {u"siemTarget"_s, {u"siemTarget"_s}},
            {u"siemCaFile"_s, {u"siemChooseAuthority"_s, u"siemNoAuthority"_s}}};
        for (const ManageablePreference &preference : manageablePreferences()) {
            QVERIFY2(controls.contains(preference.member), preference.member.data());
            QTest::newRow(preference.member.data()) << controls.value(preference.member);
        }
    }
    void whateverIsLockedIsShownAsManaged()
    {
        QFETCH(const QStringList, controls);
        open();
        QVERIFY(!m_dialog->findChild<QLabel *>(u"managedNote"_s));
        for (const QString &name : controls)
            QVERIFY2(control<QWidget>(name)->isEnabled(), qPrintable(name));
        setPolicy("{'format': 1, 'locked': ['" + QByteArray(QTest::currentDataTag()) + "']}");
        open();
        for (const QString &name : controls)
            QVERIFY2(!control<QWidget>(name)->isEnabled(), qPrintable(name));
        int disabled = 0;
        for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
            // Tab passes over those of several that are not chosen.
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const bool isControl = widget->focusPolicy() != Qt::NoFocus
                                   || (button != nullptr && button->autoExclusive());
            disabled += isControl && !widget->isEnabled() && !isPartOfSpinBox(widget);
        }
        QCOMPARE(disabled, controls.size() + AlwaysDisabled);
        // One sentence for the control, and one where the policy itself is shown.
        QCOMPARE(m_dialog->findChildren<QLabel *>(u"managedNote"_s).size(),
                 controls.isEmpty() ? 1 : 2);
    }

    void thePolicySaysWhatElseItDecides()
    {
        setPolicy("{'format': 1, 'allowedHosts': ['acme.konstantly.com', '*.corp.example'],"
                  " 'package': {'version': '0.2.0'}}");
        open();
        QCOMPARE(control<QLabel>(u"policyHosts"_s)->text(),
                 u"acme.konstantly.com, *.corp.example"_s);
        QVERIFY(control<QLabel>(u"policyPackage"_s)->text().contains(u"0.2.0"_s));
        QCOMPARE(control<QLabel>(u"policyPlace"_s)->text(), u"/etc/policy"_s);
        setPolicy("{'format': 1, 'allowedHosts': []}");
        open();
        QCOMPARE(control<QLabel>(u"policyHosts"_s)->text(), u"No host is allowed."_s);
        QVERIFY(!m_dialog->findChild<QLabel *>(u"policyPackage"_s));
    }

    void remindersAreSwitchedOff()
    {
        open();
        auto *reminds = control<QCheckBox>(u"rotationReminds"_s);
        QVERIFY(reminds->isChecked());
        reminds->click();
        QCOMPARE(settings().value(SettingKeys::RotationReminds), false);
        open();
        QVERIFY(!control<QCheckBox>(u"rotationReminds"_s)->isChecked());
    }

    void noticesAndQuietHoursAreKept()
    {
        open();
        control<QSpinBox>(u"warnPercent"_s)->setValue(70);
        control<QSpinBox>(u"alarmPercent"_s)->setValue(90);
        control<QCheckBox>(u"quietHours"_s)->click();
        QCOMPARE(settings().value(SettingKeys::UsageWarnPercent), 70);
        QCOMPARE(settings().value(SettingKeys::UsageAlarmPercent), 90);
        QCOMPARE(settings().value(SettingKeys::UsageQuietFrom), u"20:00"_s);
        QCOMPARE(settings().value(SettingKeys::UsageQuietTo), u"08:00"_s);
        control<QCheckBox>(u"usageNotifies"_s)->click();
        QCOMPARE(settings().value(SettingKeys::UsageNotifies), false);
        QVERIFY(!control<QSpinBox>(u"warnPercent"_s)->isEnabled());
    }

    void quietHoursHaveNoSeconds()
    {
        const QLocale before;
        QLocale::setDefault(QLocale::c()); // whose short form has them
        const auto restore = qScopeGuard([before] { QLocale::setDefault(before); });
        open();
        for (const QTimeEdit *edit : m_dialog->findChildren<QTimeEdit *>())
            QCOMPARE(edit->displayFormat(), u"HH:mm"_s);
    }

    void theLanguageTakesEffectAtTheNextStart()
    {
        int restarts = 0;
        m_fixture->parts->restart = [&restarts] { ++restarts; };
        open();
        auto *language = control<QComboBox>(u"language"_s);
        QCOMPARE(language->currentIndex(), 0);
        QVERIFY(language->findText(u"English"_s) > 0);
        QVERIFY(!control<QLabel>(u"languageLater"_s)->isVisibleTo(m_dialog.get()));
        QVERIFY(!control<QPushButton>(u"restartNow"_s)->isVisibleTo(m_dialog.get()));
        language->setCurrentIndex(language->findText(u"English"_s));
        QCOMPARE(settings().value(SettingKeys::Language), u"en"_s);
        QVERIFY(control<QLabel>(u"languageLater"_s)->isVisibleTo(m_dialog.get()));
        control<QPushButton>(u"restartNow"_s)->click();
        QCOMPARE(restarts, 1);
        language->setCurrentIndex(0); // as it is now
        QVERIFY(!control<QPushButton>(u"restartNow"_s)->isVisibleTo(m_dialog.get()));
        QVERIFY(settings().value(SettingKeys::Language).isEmpty());

        m_fixture->parts->restart = {}; // the demo
        open();
        QVERIFY(!m_dialog->findChild<QPushButton *>(u"restartNow"_s));
    }

    void whoScrollsPastChangesNothing()
    {
        open();
        for (const char *name : {"rotationDaysPerson", "warnPercent"}) {
            auto *number = control<QSpinBox>(QLatin1StringView(name));
            const int before = number->value();
            QVERIFY(!number->hasFocus());
            QWheelEvent wheel(QPointF(5, 5), number->mapToGlobal(QPointF(5, 5)), {}, {0, -120},
                              Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(number, &wheel);
            QCOMPARE(number->value(), before);
        }
    }

    void aSmallScreenIsScrolled()
    {
        m_fixture->connectDemo();
        open(u"demo"_s);
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        m_dialog->resize(m_dialog->minimumSizeHint().expandedTo(QSize(0, 400)));
        QVERIFY2(m_dialog->height() <= 560, qPrintable(QString::number(m_dialog->height())));
        auto *area = m_dialog->findChild<QScrollArea *>();
        QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
        // Who goes on by keyboard sees where they are.
        auto *first = control<QWidget>(u"appearanceSystem"_s);
        first->setFocus(Qt::TabFocusReason);
        QSet<const QWidget *> seen;
        for (QWidget *widget = first; widget && !seen.contains(widget);
             widget = QApplication::focusWidget()) {
            seen << widget;
            if (area->widget()->isAncestorOf(widget)) {
                const QRect shown(widget->mapTo(area->viewport(), QPoint()), widget->size());
                QVERIFY2(area->viewport()->rect().intersects(shown),
                         qPrintable(widget->objectName()));
            }
            QTest::keyClick(widget, Qt::Key_Tab);
        }
        for (const char *name :
             {"language", "clipboardSeconds", "idle45", "rotationReminds", "metering", "quietHours",
              "siemEnabled", "siemTarget", "planBusiness", "authorityFingerprint", "close"})
            QVERIFY2(seen.contains(control<QWidget>(QLatin1StringView(name))), name);
        // A screen reader moves the focus without the key.
        area->verticalScrollBar()->setValue(0);
        auto *last = control<QWidget>(u"authorityFingerprint"_s);
        last->setFocus(Qt::OtherFocusReason);
        QVERIFY(area->viewport()->rect().intersects(
            QRect(last->mapTo(area->viewport(), QPoint()), last->size())));
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
