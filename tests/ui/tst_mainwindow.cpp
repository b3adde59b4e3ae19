// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/ui/windowfixture.h"

#include "models/keys/keystatus.h"
#include "models/settings/settingkeys.h"
#include "ui/dialogs/connectworkspacedialog.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/lostdevicedialog.h"
#include "ui/dialogs/newkeydialog.h"
#include "ui/dialogs/rotatedialog.h"
#include "ui/mainwindow/sidebar.h"
#include "ui/widgets/elidedlabel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScopeGuard>
#include <QScreen>
#include <QScrollArea>
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

//! What of \a widget does not fit into the room that it has; empty = all of it does.
QString cutPart(const QWidget *widget)
{
    const auto *label = qobject_cast<const QLabel *>(widget);
    QSize needed = widget->sizeHint();
    if (label != nullptr && label->wordWrap())
        needed = QSize(label->minimumSizeHint().width(), label->heightForWidth(label->width()));
    else if (label == nullptr && qobject_cast<const QAbstractButton *>(widget) == nullptr)
        needed.setWidth(widget->minimumSizeHint().width()); // a field takes what it gets
    if (needed.width() > widget->width())
        return u"%1 of %2 wide"_s.arg(widget->width()).arg(needed.width());
    if (needed.height() > widget->height())
        return u"%1 of %2 high"_s.arg(widget->height()).arg(needed.height());
    return widget->parentWidget()->rect().contains(widget->geometry()) ? QString() : u"outside"_s;
}

//! Texts and controls below \a root that are not shown whole.
QStringList cutTexts(const QWidget *root)
{
    QStringList cut;
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        const bool isText = qobject_cast<const QLabel *>(widget) != nullptr
                            && qobject_cast<const ElidedLabel *>(widget) == nullptr;
        // A list shows what it has room for, and what is drawn on a control is part of it.
        if ((!isText && !isInteractive(widget)) || !widget->isVisibleTo(root)
            || qobject_cast<const QAbstractItemView *>(widget) != nullptr
            || qobject_cast<QAbstractSpinBox *>(widget->parentWidget()) != nullptr
            || qobject_cast<QAbstractButton *>(widget->parentWidget()) != nullptr)
            continue;
        if (const QString part = cutPart(widget); !part.isEmpty())
            cut << u"%1 “%2”: %3"_s.arg(QLatin1StringView(widget->metaObject()->className()),
                                        widget->objectName().isEmpty() && isText
                                            ? static_cast<const QLabel *>(widget)->text().left(30)
                                            : widget->objectName(),
                                        part);
    }
    return cut;
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

    void largeTextIsShownWhole_data()
    {
        QTest::addColumn<QString>("opens");
        QTest::addColumn<QString>("dialog");
        QTest::addColumn<int>("points");
        const auto rows = [](const char *name, const QString &opens, const QString &dialog) {
            for (const int points : {16, 24})
                QTest::addRow("%s, %d", name, points) << opens << dialog << points;
        };
        rows("side bar", {}, {});
        rows("new key", u"newKey"_s, u"newKeyDialog"_s);
        rows("lost device", u"panic"_s, u"lostDeviceDialog"_s);
        rows("settings", u"settings"_s, u"settingsDialog"_s);
        rows("revoke", u"revoke"_s, u"revokeDialog"_s);
        rows("rotate", u"rotate"_s, u"rotateDialog"_s);
        rows("connect", u"connect"_s, u"connectDialog"_s);
    }
    void largeTextIsShownWhole()
    {
        QFETCH(QString, opens);
        QFETCH(QString, dialog);
        QFETCH(int, points);
        const QFont before = QApplication::font();
        const auto restore = qScopeGuard([before] { QApplication::setFont(before); });
        QApplication::setFont(QFont(u"DejaVu Sans"_s, points));
        open();
        if (dialog.isEmpty()) {
            const QStringList cut = cutTexts(m_window->findChild<Sidebar *>());
            QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
            return;
        }
        auto *table = childOf<QTableView>(m_window.get(), u"keyTable"_s);
        QTRY_VERIFY(table->model()->rowCount() > 0);
        table->selectRow(0);
        const WorkspaceParts demo = *m_fixture->session(u"demo"_s);
        if (dialog == "connectDialog"_L1) {
            openDialog(new ConnectWorkspaceDialog(*m_fixture->parts, m_window.get()));
        } else if (dialog == "rotateDialog"_L1) {
            const Workspace workspace = demo.access.workspace();
            openDialog(
                new RotateDialog(*m_fixture->parts, demo,
                                 assessKey(*demo.keys.find(workspace.consoleKeyId), workspace, {},
                                           nullptr, m_fixture->parts->clock()),
                                 m_window.get()));
        } else {
            auto *opener = childOf<QPushButton>(m_window.get(), opens);
            QTRY_VERIFY(opener->isVisible() && opener->isEnabled());
            opener->click(); // wherever it is: the page may be too narrow for it
        }
        QTRY_VERIFY(openDialogNamed(dialog));
        const QDialog *shown = openDialogNamed(dialog);
        QTRY_VERIFY2(cutTexts(shown).isEmpty(), qPrintable(cutTexts(shown).join(u'\n')));
        const QSize room = shown->screen()->availableSize();
        QVERIFY2(shown->width() <= room.width() && shown->height() <= room.height(),
                 qPrintable(u"%1 x %2"_s.arg(shown->width()).arg(shown->height())));
        // Nothing is to the side of what can be seen: only lines below are scrolled to.
        for (const QScrollArea *area : shown->findChildren<QScrollArea *>())
            QVERIFY(area->widget()->width() <= area->viewport()->width());
    }

    void theSideBarGrowsWithTheText()
    {
        const QFont before = QApplication::font();
        const auto restore = qScopeGuard([before] { QApplication::setFont(before); });
        QApplication::setFont(QFont(u"DejaVu Sans"_s, 10));
        open();
        QCOMPARE(m_window->findChild<Sidebar *>()->width(), 208);
        m_window.reset();
        QApplication::setFont(QFont(u"DejaVu Sans"_s, 20));
        m_window = m_fixture->shownWindow();
        QVERIFY(m_window->findChild<Sidebar *>()->width() > 300);
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
