// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/checkup/checkuppage.h"

#include "app/gui/demosession.h"
#include "models/settings/settingkeys.h"
#include "tests/ui/windowfixture.h"
#include "ui/checkup/checkrow.h"
#include "ui/widgets/stateview.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Konstantly;
using namespace Konstantly::Tests;

//! The page Checkup in the real window, on the demo: its service, its home folder, its AI tools.
class tst_CheckupPage final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoSession> m_demo;
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;

    [[nodiscard]] CheckRow *row(const QString &id)
    {
        return childOf<CheckRow>(m_window.get(), u"check-"_s + id);
    }
    [[nodiscard]] CheckState state(const QString &id) { return row(id)->result().state; }
    [[nodiscard]] QPushButton *button(const QString &name, QWidget *in = nullptr)
    {
        return childOf<QPushButton>(in ? in : m_window.get(), name);
    }
    [[nodiscard]] StateView *list()
    {
        return childOf<CheckupPage>(m_window.get(), u"checkupPage"_s)->findChild<StateView *>();
    }
    void click(QPushButton *button)
    {
        QVERIFY(button->isVisible());
        QVERIFY(button->isEnabled());
        button->click();
    }
    void fix(const QString &id)
    {
        m_window->showPage(u"checkup"_s);
        QTRY_VERIFY(button(u"checkAgain"_s)->isEnabled());
        click(button(u"fix-"_s + id));
    }
    //! Through the question to the end.
    void revokeAll(const QString &checkId)
    {
        fix(checkId);
        auto *dialog = openDialogNamed(u"revokeDialog"_s);
        QVERIFY(dialog);
        click(button(u"confirm"_s, dialog));
        QTRY_COMPARE_WITH_TIMEOUT(state(checkId), CheckState::Passed, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(button(u"cancel"_s, dialog)->isEnabled(), 20000);
        dialog->close();
    }
    void protectAll(const QString &checkId)
    {
        fix(checkId);
        auto *apply = button(u"applyChange"_s);
        QTRY_VERIFY_WITH_TIMEOUT(apply->isVisible() && apply->isEnabled(), 20000);
        apply->click();
        QTRY_COMPARE_WITH_TIMEOUT(state(checkId), CheckState::Passed, 20000);
    }
    [[nodiscard]] QStringList idsIn(CheckState wanted)
    {
        QStringList ids;
        for (const CheckRow *row : m_window->findChildren<CheckRow *>()) {
            if (row->result().state == wanted)
                ids << row->result().id;
        }
        ids.sort();
        return ids;
    }

    void open()
    {
        QVERIFY(await(m_demo->connectWorkspace(*m_fixture->services)));
        m_window = m_fixture->shownWindow();
        m_window->showPage(u"checkup"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->findChildren<CheckRow *>().isEmpty(), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(state(u"owner-left"_s) != CheckState::CannotTell, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(button(u"checkAgain"_s)->isEnabled(), 20000);
    }

private Q_SLOTS:
    void init()
    {
        failOnOurWarnings();
        m_demo = std::make_unique<DemoSession>();
        QVERIFY(m_demo->start());
        m_fixture = std::make_unique<WindowFixture>(m_demo->home());
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
        m_demo.reset();
    }

    void withoutAWorkspaceItOffersToConnectOne()
    {
        m_window = m_fixture->shownWindow();
        m_window->showPage(u"checkup"_s);
        QCOMPARE(list()->state(), StateView::State::Empty);
        QVERIFY(!button(u"checkAgain"_s)->isEnabled());
        QVERIFY(!button(u"exportReport"_s)->isEnabled());
        list()->action()->click();
        QTRY_VERIFY(openDialogNamed(u"connectDialog"_s));
    }

    void theDemoHasExactlyTheProblemsThatWereSeeded()
    {
        open();
        QTRY_COMPARE(idsIn(CheckState::Problem),
                     (QStringList{u"exposed-keys"_s, u"owner-left"_s, u"plaintext-keys"_s}));
        QCOMPARE(idsIn(CheckState::Warning),
                 (QStringList{u"device-key"_s, u"naming"_s, u"package-verified"_s,
                              u"rotation-due"_s, u"siem"_s, u"tool-entries"_s, u"unused-keys"_s}));
        QCOMPARE(idsIn(CheckState::CannotTell),
                 (QStringList{u"node"_s, u"package-signature"_s, u"write-scope"_s}));
        QVERIFY(row(u"owner-left"_s)->result().detail.contains(u"Sam Ortiz"_s));
        QVERIFY(
            row(u"plaintext-keys"_s)->result().detail.contains(u"claude_desktop_config.json"_s));
        QCOMPARE(row(u"owner-left"_s)->result().subjects.size(), 1);
        QCOMPARE(row(u"rotation-due"_s)->result().subjects.size(), 3);
        QCOMPARE(row(u"unused-keys"_s)->result().subjects.size(), 2);
        // Worst first, on the screen as well.
        QVERIFY(row(u"owner-left"_s)->y() < row(u"naming"_s)->y());
        QVERIFY(row(u"naming"_s)->y() < row(u"siem"_s)->y());
        QVERIFY(row(u"siem"_s)->y() < row(u"keychain"_s)->y());
    }

    void theButtonsClearWhatWasSeeded()
    {
        open();
        revokeAll(u"owner-left"_s);
        QTRY_COMPARE(state(u"naming"_s), CheckState::Passed);
        protectAll(u"plaintext-keys"_s);
        QTRY_COMPARE(state(u"device-key"_s), CheckState::Passed);

        // What lay in plain text stays exposed until it is replaced; it is this device's now.
        fix(u"exposed-keys"_s);
        auto *dialog = openDialogNamed(u"rotateDialog"_s);
        QVERIFY(dialog);
        button(u"overlapNow"_s, dialog)->click();
        button(u"startRotation"_s, dialog)->click();
        QTRY_COMPARE_WITH_TIMEOUT(state(u"exposed-keys"_s), CheckState::Passed, 20000);
        dialog->close();

        revokeAll(u"rotation-due"_s);
        revokeAll(u"unused-keys"_s);
        protectAll(u"tool-entries"_s);
        fix(u"package-verified"_s);
        QVERIFY(childOf<QWidget>(m_window.get(), u"devicePage"_s)->isVisible());
        m_window->showPage(u"checkup"_s);
        QTRY_COMPARE(idsIn(CheckState::Problem), QStringList());
        QCOMPARE(idsIn(CheckState::Warning), (QStringList{u"package-verified"_s, u"siem"_s}));
        fix(u"siem"_s);
        auto *settings = openDialogNamed(u"settingsDialog"_s);
        QVERIFY(settings);
        QCOMPARE(settings->focusWidget()->objectName(), u"siemTarget"_s);
        settings->close();
    }

    void filesAndMeteringAreCuredAtOnce()
    {
        open();
        const AppPaths paths = AppPaths::forHome(m_demo->home());
        m_fixture->services->settings().setValue(SettingKeys::MeteringEnabled, false);
        QVERIFY(QFile::setPermissions(paths.workspacesFile(),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        click(button(u"checkAgain"_s));
        QTRY_COMPARE_WITH_TIMEOUT(state(u"private-files"_s), CheckState::Problem, 20000);
        QCOMPARE(state(u"metering"_s), CheckState::Warning);
        fix(u"private-files"_s);
        QTRY_COMPARE_WITH_TIMEOUT(state(u"private-files"_s), CheckState::Passed, 20000);
        QVERIFY(!(QFileInfo(paths.workspacesFile()).permissions() & QFile::ReadOther));
        fix(u"metering"_s);
        QTRY_COMPARE(state(u"metering"_s), CheckState::Passed);
        QVERIFY(!button(u"fix-metering"_s)->isVisible());
    }

    void theReportIsPrivateAndHoldsNoKey()
    {
        open();
        for (const QString &name : {u"report.md"_s, u"report.json"_s}) {
            m_fixture->prompter.fileToChoose = m_demo->home() + u'/' + name;
            click(button(u"exportReport"_s));
            QTRY_VERIFY(QFileInfo::exists(m_fixture->prompter.fileToChoose));
            QCOMPARE(QFileInfo(m_fixture->prompter.fileToChoose).permissions()
                         & (QFile::ReadGroup | QFile::ReadOther),
                     QFile::Permissions());
            QFile file(m_fixture->prompter.fileToChoose);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY(bytes.contains("owner-left"));
            QVERIFY(!bytes.contains("kmcp_"));
            QCOMPARE(QJsonDocument::fromJson(bytes).isObject(), name.endsWith(u"json"_s));
        }
        m_fixture->prompter.fileToChoose = m_demo->home() + u"/.cursor"_s; // a folder
        click(button(u"exportReport"_s));
        QTRY_COMPARE(m_fixture->prompter.messages.size(), 1);
    }

    void everyButtonIsNamedAndReachedByKeyboard()
    {
        open();
        QStringList names;
        for (const QPushButton *fix :
             m_window->findChildren<QPushButton *>(QRegularExpression(u"^fix-"_s))) {
            QVERIFY(!fix->accessibleName().isEmpty());
            QVERIFY(!names.contains(fix->accessibleName()));
            names << fix->accessibleName();
            QVERIFY(fix->focusPolicy() & Qt::TabFocus);
        }
        QCOMPARE(names.size(), 20);
    }
};

QTEST_MAIN(tst_CheckupPage)
#include "tst_checkuppage.moc"
