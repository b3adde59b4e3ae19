// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/gui/trayicon.h"

#include "app/gui/notificationarea.h"
#include "models/keys/consoleaccess.h"
#include "models/settings/settingkeys.h"
#include "tests/ui/windowfixture.h"
#include "ui/dialogs/closingdialog.h"
#include "ui/settings/settingsdialog.h"

#include <QCheckBox>
#include <QSignalSpy>
#include <QStackedWidget>

using namespace Konstantly;
using namespace Konstantly::Tests;

//! Remembers what it was told to show.
class FakeNotificationArea final : public NotificationArea
{
    Q_OBJECT

public:
    bool isThere = true;
    bool isShown = false;
    QMenu *menu = nullptr;
    QString toolTip;
    QList<std::pair<QString, QString>> messages;

    [[nodiscard]] bool isAvailable() const override { return isThere; }
    void show(QMenu *itsMenu) override
    {
        isShown = true;
        menu = itsMenu;
    }
    void hide() override { isShown = false; }
    void setToolTip(const QString &text) override { toolTip = text; }
    void showMessage(const QString &title, const QString &message) override
    {
        messages.append({title, message});
    }
    void trigger(const QString &text) const
    {
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                return action->trigger();
        }
        qFatal("no entry %s", qPrintable(text));
    }
};

//! Keeps the command to quit from the test's own program.
class QuitStopper final : public QObject
{
protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        return watched == qApp && event->type() == QEvent::Quit;
    }
};

class tst_TrayIcon final : public QObject
{
    Q_OBJECT

    QuitStopper m_stopper;
    std::unique_ptr<DemoFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<FakeNotificationArea> m_area;
    std::unique_ptr<TrayIcon> m_icon;

    [[nodiscard]] Settings &settings() { return m_fixture->services->settings(); }
    [[nodiscard]] QString currentPage() const
    {
        return childOf<QStackedWidget>(m_window.get(), u"pages"_s)->currentWidget()->objectName();
    }
    [[nodiscard]] ClosingDialog *question() const
    {
        return openDialogNamed<ClosingDialog>(u"closingDialog"_s);
    }

private Q_SLOTS:
    void init()
    {
        failOnOurWarnings();
        qApp->installEventFilter(&m_stopper); // before the icon's, so it comes after that one
        m_fixture = std::make_unique<DemoFixture>();
        m_area = std::make_unique<FakeNotificationArea>();
        m_fixture->parts->hasNotificationArea = [this] { return m_area->isAvailable(); };
        m_window = m_fixture->shownWindow();
        m_icon = std::make_unique<TrayIcon>(*m_window, settings(), *m_area);
    }
    void cleanup()
    {
        deleteDialogs();
        m_icon.reset();
        m_window.reset();
        m_area.reset();
        m_fixture.reset();
        qApp->removeEventFilter(&m_stopper);
    }

    void theSwitchTakesEffectAtOnce()
    {
        QVERIFY(m_area->isShown);
        SettingsDialog dialog(*m_fixture->parts, {});
        auto *icon = childOf<QCheckBox>(&dialog, u"trayIcon"_s);
        QVERIFY(icon->isChecked());
        icon->click();
        QVERIFY(!m_area->isShown);
        QVERIFY(!childOf<QPushButton>(&dialog, u"closingStays"_s)->isEnabled());
        Q_EMIT m_window->noticed(u"A quota"_s, u"is full"_s, u"usage"_s);
        QVERIFY(m_area->messages.isEmpty());
        icon->click();
        QVERIFY(m_area->isShown);
        QVERIFY(childOf<QPushButton>(&dialog, u"closingStays"_s)->isEnabled());
    }

    void aDesktopWithoutAnAreaIsToldInsteadOfADeadSwitch()
    {
        m_area->isThere = false;
        SettingsDialog dialog(*m_fixture->parts, {});
        QVERIFY(dialog.findChild<QCheckBox *>(u"trayIcon"_s) == nullptr);
        QVERIFY(childOf<QLabel>(&dialog, u"noNotificationArea"_s)->text().contains(u"no notif"_s));
        // And closing the window ends the program, as ever.
        m_window->close();
        QVERIFY(question() == nullptr);
        QVERIFY(!m_window->isVisible());
        QVERIFY(!m_icon->isKeepingRunning());
    }

    void itSaysHowThingsStand()
    {
        QTRY_VERIFY(m_area->toolTip.contains(u"Keychain unlocked"_s));
        QTRY_VERIFY(m_area->toolTip.contains(u"Synced"_s));
        m_fixture->secrets->setMode(MemorySecretStore::Mode::Locked);
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_VERIFY(m_area->toolTip.contains(u"Keychain locked"_s));
        // The menu says the same, and nothing of it can be pressed.
        QStringList said;
        for (const QAction *action : m_area->menu->actions()) {
            if (!action->isEnabled())
                said << action->text();
        }
        QVERIFY(said.contains(u"Keychain locked"_s));
        QCOMPARE(m_area->toolTip, (QStringList{m_window->windowTitle()} + said).join(u'\n'));
    }

    void whatIsLeftOfTheQuotasIsThere()
    {
        const qint64 now = m_fixture->parts->clock().toMSecsSinceEpoch();
        for (int i = 0; i < 812; ++i) {
            UsageCall call;
            call.at = std::chrono::milliseconds(now - 3'600'000 - i);
            call.key = m_fixture->session(u"demo"_s)->access.workspace().consoleKeyId;
            call.tool = u"find_user"_s;
            m_fixture->usage.calls.push_back(call);
        }
        Q_EMIT m_fixture->usage.callsChanged({});
        QTRY_VERIFY2(m_area->toolTip.contains(u"188 left"_s), qPrintable(m_area->toolTip));
    }

    void closingAsksOnceAndRemembers()
    {
        m_window->close();
        QTRY_VERIFY(question());
        QVERIFY(m_window->isVisible());
        // No answer, no change: it is asked again.
        question()->reject();
        QTRY_VERIFY(!question());
        QVERIFY(m_window->isVisible());
        m_window->close();
        QTRY_VERIFY(question());
        childOf<QPushButton>(question(), u"closingStay"_s)->click();
        QTRY_VERIFY(!m_window->isVisible());
        QVERIFY(m_icon->isKeepingRunning());
        QVERIFY(!settings().value(SettingKeys::WindowGeometry).isEmpty());

        Q_EMIT m_area->activated();
        QTRY_VERIFY(m_window->isVisible());
        QVERIFY(!m_icon->isKeepingRunning());
        m_window->close();
        QVERIFY(!question());
        QVERIFY(!m_window->isVisible());
        m_area->trigger(u"Show window"_s);
        QVERIFY(m_window->isVisible());

        // Settings change it.
        SettingsDialog dialog(*m_fixture->parts, {});
        QVERIFY(childOf<QPushButton>(&dialog, u"closingStays"_s)->isChecked());
        childOf<QPushButton>(&dialog, u"closingQuits"_s)->click();
        m_window->close();
        QVERIFY(!m_window->isVisible());
        QVERIFY(!m_icon->isKeepingRunning());
    }

    void theAnswerMayBeToQuit()
    {
        QSignalSpy quit(m_icon.get(), &TrayIcon::quitRequested);
        m_window->close();
        QTRY_VERIFY(question());
        childOf<QPushButton>(question(), u"closingQuit"_s)->click();
        QCOMPARE(quit.size(), 1);
        QCOMPARE(whenClosedFrom(settings()), WhenClosed::Quit);
        m_area->trigger(u"Quit"_s);
        QCOMPARE(quit.size(), 2);
    }

    void whoEndsTheProgramIsNotAsked()
    {
        m_icon->letGo();
        m_window->close();
        QVERIFY(!question());
        QVERIFY(!m_window->isVisible());
    }

    void theDesktopsQuitIsNotHeldUp()
    {
        QEvent event(QEvent::Quit);
        QCoreApplication::sendEvent(qApp, &event);
        m_window->close(); // as Qt does next
        QVERIFY(!question());
        QVERIFY(!m_window->isVisible());
    }

    void withoutTheSignAHiddenWindowComesBack()
    {
        settings().setValue(SettingKeys::WhenClosed, u"stay"_s);
        m_window->close();
        QVERIFY(!m_window->isVisible());
        settings().setValue(SettingKeys::TrayIcon, false); // by the command line, say
        QVERIFY(m_window->isVisible());
    }

    void aMessageLeadsToWhatItTellsOf_data()
    {
        QTest::addColumn<QString>("about");
        QTest::addColumn<QString>("page");
        QTest::newRow("a quota") << u"usage"_s << u"usagePage"_s;
        QTest::newRow("a rotation") << u"rotation-due"_s << u"keysPage"_s;
    }
    void aMessageLeadsToWhatItTellsOf()
    {
        QFETCH(const QString, about);
        m_window->showPage(u"activity"_s);
        settings().setValue(SettingKeys::WhenClosed, u"stay"_s);
        m_window->close();
        QVERIFY(!m_window->isVisible());
        Q_EMIT m_window->noticed(u"Title"_s, u"Message"_s, about);
        QCOMPARE(m_area->messages.size(), 1);
        QCOMPARE(m_area->messages.first(), std::pair(u"Title"_s, u"Message"_s));
        Q_EMIT m_area->messageActivated();
        QVERIFY(m_window->isVisible());
        QTEST(currentPage(), "page");
    }
};

QTEST_MAIN(tst_TrayIcon)
#include "tst_trayicon.moc"
