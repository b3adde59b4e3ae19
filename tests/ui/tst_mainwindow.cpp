// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/ui/windowfixture.h"

#include "models/settings/settingkeys.h"
#include "ui/dialogs/connectworkspacedialog.h"
#include "ui/dialogs/lostdevicedialog.h"
#include "ui/dialogs/newkeydialog.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScreen>
#include <QStackedWidget>
#include <QTableView>

using namespace Konstantly;
using namespace Konstantly::Tests;

namespace {

bool isInteractive(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) != nullptr
           || qobject_cast<const QLineEdit *>(widget) != nullptr
           || qobject_cast<const QAbstractItemView *>(widget) != nullptr
           || qobject_cast<const QAbstractSpinBox *>(widget) != nullptr
           || qobject_cast<const QComboBox *>(widget) != nullptr
           || qobject_cast<const QPlainTextEdit *>(widget) != nullptr;
}

//! Controls below \a root that a screen reader could not name.
QStringList unnamedControls(QWidget *root)
{
    QStringList unnamed;
    for (QWidget *widget : root->findChildren<QWidget *>()) {
        // A spin box is one control, its inner field is not reached alone.
        const bool isInner = qobject_cast<QAbstractSpinBox *>(widget->parentWidget()) != nullptr;
        if (!isInteractive(widget) || isInner || !widget->isVisibleTo(root))
            continue;
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (interface == nullptr || interface->text(QAccessible::Name).trimmed().isEmpty())
            unnamed.append(QLatin1StringView(widget->metaObject()->className()) + u' '
                           + widget->objectName());
    }
    return unnamed;
}

} // namespace

class tst_MainWindow final : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;

    void open()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->connectDemo();
        m_window = m_fixture->shownWindow();
        QTRY_VERIFY(m_fixture->keys().fetchedAt().isValid());
    }
    [[nodiscard]] QString currentPage()
    {
        return childOf<QStackedWidget>(m_window.get(), u"pages"_s)->currentWidget()->objectName();
    }

private Q_SLOTS:
    void init() { failOnOurWarnings(); }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void theKeyboardReachesEverything()
    {
        open();
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(currentPage(), u"devicePage"_s);
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(currentPage(), u"keysPage"_s);

        const QDateTime before = m_fixture->keys().fetchedAt();
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QVERIFY(m_fixture->keys().isLoading());
        QTRY_VERIFY(m_fixture->keys().fetchedAt() > before);

        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(openDialogNamed(u"newKeyDialog"_s));
        QCOMPARE(currentPage(), u"keysPage"_s);
        QTest::keyClick(openDialogNamed(u"newKeyDialog"_s), Qt::Key_Escape);
        QTRY_VERIFY(!openDialogNamed(u"newKeyDialog"_s));

        QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
        QTRY_VERIFY(openDialogNamed(u"settingsDialog"_s));
        QTest::keyClick(openDialogNamed(u"settingsDialog"_s), Qt::Key_Escape);
        QTRY_VERIFY(!openDialogNamed(u"settingsDialog"_s));
    }

    void everyControlHasAName_data()
    {
        QTest::addColumn<QString>("opens");
        QTest::addColumn<QString>("dialog");
        QTest::newRow("window") << QString() << QString();
        QTest::newRow("new key") << u"newKey"_s << u"newKeyDialog"_s;
        QTest::newRow("lost device") << u"panic"_s << u"lostDeviceDialog"_s;
        QTest::newRow("settings") << u"settings"_s << u"settingsDialog"_s;
        QTest::newRow("revoke") << u"revoke"_s << u"revokeDialog"_s;
    }
    void everyControlHasAName()
    {
        QFETCH(QString, opens);
        QFETCH(QString, dialog);
        open();
        auto *table = childOf<QAbstractItemView>(m_window.get(), u"keyTable"_s);
        QTRY_VERIFY(table->model() != nullptr && table->model()->rowCount() > 2);
        static_cast<QTableView *>(table)->selectAll();
        QTRY_VERIFY(childOf<QWidget>(m_window.get(), u"revoke"_s)->isEnabled());
        QWidget *root = m_window.get();
        if (!opens.isEmpty()) {
            QTest::mouseClick(childOf<QAbstractButton>(m_window.get(), opens), Qt::LeftButton);
            QTRY_VERIFY(openDialogNamed(dialog));
            root = openDialogNamed(dialog);
        }
        QCOMPARE(unnamedControls(root), QStringList());
        m_window->showPage(u"device"_s);
        QCOMPARE(unnamedControls(m_window.get()), QStringList());
        if (root != m_window.get())
            static_cast<QDialog *>(root)->reject();
    }

    void theFirstStartAsksForAWorkspace()
    {
        m_fixture = std::make_unique<WindowFixture>(SandboxSeed::Empty);
        m_window = m_fixture->shownWindow();
        m_window->welcome();
        auto *dialog = openDialogNamed(u"connectDialog"_s);
        QVERIFY(dialog);
        QCOMPARE(unnamedControls(dialog), QStringList());
        QVERIFY(!childOf<QPushButton>(dialog, u"connect"_s)->isEnabled());
        dialog->reject();
    }

    void theStatusSaysWhatTheKeychainIs()
    {
        open();
        const QLabel *status = childOf<QLabel>(m_window.get(), u"keychainStatus"_s);
        QTRY_COMPARE(status->text(), u"Keychain unlocked"_s);
        m_fixture->secrets->setMode(MemorySecretStore::Mode::Locked);
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_COMPARE(status->text(), u"Keychain locked"_s);
        m_fixture->secrets->setMode(MemorySecretStore::Mode::NoService);
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_COMPARE(status->text(), u"No keychain on this system"_s);
    }

    void aSlowKeychainIsAskedAgain()
    {
        open();
        const QLabel *status = childOf<QLabel>(m_window.get(), u"keychainStatus"_s);
        QTRY_COMPARE(status->text(), u"Keychain unlocked"_s);
        m_fixture->secrets->setMode(MemorySecretStore::Mode::Hanging);
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(status->text(), u"Keychain has not answered yet"_s, 10'000);
        m_fixture->secrets->release();
        QTRY_COMPARE_WITH_TIMEOUT(status->text(), u"Keychain unlocked"_s, 10'000); // by itself
    }

    void beingOfflineIsMarkedWithTheAgeOfTheData()
    {
        open();
        m_fixture->sandbox.stop();
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        const QLabel *status = childOf<QLabel>(m_window.get(), u"syncStatus"_s);
        QTRY_VERIFY_WITH_TIMEOUT(status->text().startsWith(u"Offline"), 10000);
        QVERIFY(status->text().contains(u"Synced"));
    }

    void atFirstItFitsTheScreen()
    {
        m_fixture = std::make_unique<WindowFixture>();
        const MainWindow window(*m_fixture->parts);
        const QSize room = window.screen()->availableSize();
        QVERIFY(room.width() < 900); // else this proves nothing
        QCOMPARE(window.size().boundedTo(room), window.size());
        QCOMPARE(window.minimumSize(), QSize(900, 600).boundedTo(room));
    }

    void geometryPageAndWorkspaceAreRemembered()
    {
        open();
        m_window->resize(1010, 666);
        m_window->showPage(u"device"_s);
        m_window->close();
        m_window = m_fixture->shownWindow();
        QCOMPARE(m_window->size(), QSize(1010, 666));
        QCOMPARE(currentPage(), u"devicePage"_s);
        QCOMPARE(m_fixture->services->settings().value(SettingKeys::CurrentWorkspace), u"demo"_s);
        QVERIFY(m_window->windowTitle().startsWith(u"demo"));
    }

    //! As the program does that is started, or started once more, with no workspace named.
    void askedForNoWorkspaceItStaysWhereItIs()
    {
        open();
        QVERIFY(m_window->windowTitle().startsWith(u"demo"));
        m_window->showWorkspace({});
        QVERIFY(m_window->windowTitle().startsWith(u"demo"));
        m_window->showWorkspace(u"no-such-workspace"_s);
        QVERIFY(m_window->windowTitle().startsWith(u"demo"));
    }

    void disconnectingAsksFirstAndLeavesNothing()
    {
        open();
        m_fixture->prompter.answer = false;
        QMetaObject::invokeMethod(childOf<QObject>(m_window.get(), u"workspaceSwitcher"_s),
                                  "removeRequested", Q_ARG(QString, u"demo"_s));
        QCOMPARE(m_fixture->prompter.questions.size(), 1);
        QVERIFY(m_fixture->prompter.questions.first().isDestructive);
        QVERIFY(m_fixture->services->workspaces().find(u"demo"));
        m_fixture->prompter.answer = true;
        QMetaObject::invokeMethod(childOf<QObject>(m_window.get(), u"workspaceSwitcher"_s),
                                  "removeRequested", Q_ARG(QString, u"demo"_s));
        QTRY_VERIFY(!m_fixture->services->workspaces().find(u"demo"));
        QCOMPARE(m_fixture->secrets->count(), 0);
        QTRY_VERIFY(!m_window->windowTitle().contains(u"demo"));
    }

    void aDisconnectionThatStopsHalfWaySaysSo()
    {
        open();
        // The list of workspaces can be written once more, and then no longer: no lock can be made.
        const QString folder = m_fixture->services->paths().stateDir;
        const auto once = Qt::ConnectionType(Qt::DirectConnection | Qt::SingleShotConnection);
        connect(
            &m_fixture->services->workspaces(), &WorkspaceStore::workspacesChanged, this,
            [folder] {
                QFile file(folder);
                QVERIFY(QDir(folder).removeRecursively() && file.open(QIODevice::WriteOnly));
            },
            once);
        m_fixture->prompter.answer = true;
        QMetaObject::invokeMethod(childOf<QObject>(m_window.get(), u"workspaceSwitcher"_s),
                                  "removeRequested", Q_ARG(QString, u"demo"_s));
        QTRY_COMPARE(m_fixture->prompter.messages.size(), 1);
        QVERIFY(m_fixture->services->workspaces().find(u"demo"));
        const ErrorText told = m_fixture->prompter.messages.first().second;
        QVERIFY2(told.hint.contains(u"once more"), qPrintable(told.hint));
        QVERIFY(QFile::remove(folder));
        QMetaObject::invokeMethod(childOf<QObject>(m_window.get(), u"workspaceSwitcher"_s),
                                  "removeRequested", Q_ARG(QString, u"demo"_s));
        QTRY_VERIFY(!m_fixture->services->workspaces().find(u"demo"));
    }
};

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
