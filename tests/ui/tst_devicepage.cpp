// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/devicepage.h"

#include "tests/support/nodepackage.h"
#include "tests/ui/windowfixture.h"

#include "ui/device/changecard.h"
#include "ui/device/packagechangesview.h"
#include "ui/device/toolrow.h"
#include "ui/widgets/banner.h"

#include <QPlainTextEdit>
#include <QPushButton>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_DevicePage final : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    Secret m_plaintextKey;
    QByteArray m_before;

    [[nodiscard]] QString claudeFile() const
    {
        return m_fixture->home.path() + u"/.config/Claude/claude_desktop_config.json"_s;
    }
    [[nodiscard]] QByteArray claudeBytes() const { return readFile(claudeFile())->bytes; }
    [[nodiscard]] ToolRow *row(const QString &id)
    {
        return childOf<ToolRow>(m_window.get(), u"tool_"_s + id);
    }
    [[nodiscard]] QPushButton *action(const QString &id)
    {
        return childOf<QPushButton>(row(id), u"toolAction"_s);
    }
    [[nodiscard]] ChangeCard *card()
    {
        return childOf<ChangeCard>(m_window.get(), u"changeCard"_s);
    }
    [[nodiscard]] QPushButton *button(const QString &name)
    {
        return childOf<QPushButton>(m_window.get(), name);
    }

private Q_SLOTS:
    void init()
    {
        failOnOurWarnings();
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->sandbox.withWorkspace([this](SandboxWorkspace &workspace) {
            m_plaintextKey = workspace
                                 .issueKey(workspace.userByName(u"Alex Kim")->id, u"alex-claude"_s,
                                           true)
                                 .key;
        });
        m_before = "{\n  \"mcpServers\": {\n    \"other\": { \"command\": \"x\", \"env\": { "
                   "\"TOKEN\": \"hush-hush-12345\" } },\n"
                   "    \"konstantly\": {\n      \"command\": \"npx\",\n      \"env\": { "
                   "\"KONSTANTLY_MCP_KEY\": \""
                   + m_plaintextKey.reveal().toByteArray() + "\", \"KONSTANTLY_URL\": \""
                   + m_fixture->sandbox.url().toString().toUtf8() + "\" }\n    }\n  }\n}\n";
        QVERIFY(writePrivateFile(claudeFile(), m_before));
        QVERIFY(makePrivateDir(m_fixture->home.path() + u"/.cursor"_s));
        m_fixture->connectDemo();
        m_window = m_fixture->shownWindow();
        m_window->showPage(u"device"_s);
        QTRY_VERIFY(m_window->findChild<ToolRow *>(u"tool_claude-desktop"_s));
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void aKeyInPlainTextIsSaidLoudly()
    {
        auto *banner = childOf<Banner>(m_window.get(), u"plaintextBanner"_s);
        QTRY_VERIFY(banner->isVisible());
        QCOMPARE(action(u"claude-desktop"_s)->text(), u"Protect"_s);
        QCOMPARE(action(u"cursor"_s)->text(), u"Set up"_s);
        QCOMPARE(action(u"cursor"_s)->accessibleName(), u"Set up Cursor"_s);
    }

    void nothingIsWrittenBeforeApply()
    {
        QTest::mouseClick(action(u"claude-desktop"_s), Qt::LeftButton);
        QTRY_VERIFY(card()->isVisible() && button(u"applyChange"_s)->isVisible());
        const QString diff = childOf<QPlainTextEdit>(card(), u"diff"_s)->toPlainText();
        QVERIFY(diff.contains(u"-") && diff.contains(u"+"));
        QVERIFY(diff.contains(u"/usr/bin/konstantly-mcp"));
        // Neither our key nor anybody's secret is on the screen.
        QVERIFY(!diff.contains(QString::fromLatin1(m_plaintextKey.reveal().sliced(5, 12))));
        QVERIFY(!diff.contains(u"hush-hush"));
        QCOMPARE(childOf<QLabel>(card(), u"plannedCommand"_s)->text(),
                 u"/usr/bin/konstantly-mcp run demo"_s);
        QCOMPARE(claudeBytes(), m_before);
        QTest::mouseClick(button(u"cancelChange"_s), Qt::LeftButton);
        QVERIFY(card()->isHidden());
        QCOMPARE(claudeBytes(), m_before);
    }

    void applyMovesTheKeyAndUndoIsOffered()
    {
        QTest::mouseClick(action(u"claude-desktop"_s), Qt::LeftButton);
        QTRY_VERIFY(card()->isVisible() && button(u"applyChange"_s)->isVisible());
        QTest::mouseClick(button(u"applyChange"_s), Qt::LeftButton);
        QTRY_VERIFY(card()->findChild<QLabel *>(u"changeResult"_s));
        QVERIFY(!claudeBytes().contains("kmcp_"));
        QVERIFY(claudeBytes().contains("hush-hush-12345"));
        QTRY_COMPARE(action(u"claude-desktop"_s)->text(), u"Test"_s);
        QTRY_VERIFY(childOf<Banner>(m_window.get(), u"plaintextBanner"_s)->isHidden());

        QVERIFY(button(u"undoChange"_s)->isVisible());
        QTest::mouseClick(button(u"undoChange"_s), Qt::LeftButton);
        QTRY_VERIFY(button(u"applyChange"_s)->isVisible());
        QTest::mouseClick(button(u"applyChange"_s), Qt::LeftButton);
        QTRY_VERIFY(!claudeBytes().contains("konstantly-mcp"));
        QVERIFY(!claudeBytes().contains("kmcp_"));
    }

    void aFileThatChangedMeanwhileIsNotOverwritten()
    {
        QTest::mouseClick(action(u"claude-desktop"_s), Qt::LeftButton);
        QTRY_VERIFY(card()->isVisible() && button(u"applyChange"_s)->isVisible());
        const QByteArray theirs = m_before + "\n";
        QVERIFY(writePrivateFile(claudeFile(), theirs));
        QTest::mouseClick(button(u"applyChange"_s), Qt::LeftButton);
        QTRY_VERIFY(card()->findChild<QLabel *>(u"changeProblem"_s));
        QCOMPARE(claudeBytes(), theirs);
    }

    void aLockedKeychainLeavesTheFileAlone()
    {
        QTest::mouseClick(action(u"claude-desktop"_s), Qt::LeftButton);
        QTRY_VERIFY(card()->isVisible() && button(u"applyChange"_s)->isVisible());
        m_fixture->secrets->setMode(MemorySecretStore::Mode::Locked);
        QTest::mouseClick(button(u"applyChange"_s), Qt::LeftButton);
        QTRY_VERIFY(card()->findChild<QLabel *>(u"changeProblem"_s));
        QCOMPARE(claudeBytes(), m_before);
    }

    void anEntryThatTheToolThrewAwayIsNoticedAndPutBack()
    {
        QTest::mouseClick(action(u"claude-desktop"_s), Qt::LeftButton);
        QTRY_VERIFY(card()->isVisible() && button(u"applyChange"_s)->isVisible());
        QTest::mouseClick(button(u"applyChange"_s), Qt::LeftButton);
        QTRY_VERIFY(card()->findChild<QLabel *>(u"changeResult"_s));
        // The tool writes its file back from memory, without us. Nobody presses anything.
        QVERIFY(writePrivateFile(claudeFile(), "{ \"mcpServers\": {} }\n"));
        auto *banner = childOf<Banner>(m_window.get(), u"plaintextBanner"_s);
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 8000);
        QTest::mouseClick(banner->action(), Qt::LeftButton);
        QTRY_COMPARE(card()->plans().size(), 1);
        QTest::mouseClick(button(u"applyChange"_s), Qt::LeftButton);
        QTRY_VERIFY(claudeBytes().contains("konstantly-mcp"));
    }

    void anUnreadableFileIsShownWithWhatToDo()
    {
        QVERIFY(writePrivateFile(claudeFile(), "{ not json"));
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_COMPARE(action(u"claude-desktop"_s)->text(), u"Show file"_s);
        QTest::mouseClick(action(u"claude-desktop"_s), Qt::LeftButton);
        QCOMPARE(m_fixture->prompter.openedFiles, QStringList{claudeFile()});
    }

    void severalToolsAreSetUpFromOnePreview()
    {
        QTRY_VERIFY(button(u"setUpAll"_s)->isVisible());
        QTest::mouseClick(button(u"setUpAll"_s), Qt::LeftButton);
        QTRY_COMPARE(card()->plans().size(), 2);
        QTest::mouseClick(button(u"applyChange"_s), Qt::LeftButton);
        QTRY_COMPARE(card()->findChildren<QLabel *>(u"changeResult"_s).size(), 2);
        QVERIFY(!claudeBytes().contains("kmcp_"));
        QVERIFY(readFile(m_fixture->home.path() + u"/.cursor/mcp.json"_s)
                    ->bytes.contains("konstantly-mcp"));
    }

    void aLauncherThatCantStartFailsTheTestInWords()
    {
        QTest::mouseClick(action(u"cursor"_s), Qt::LeftButton);
        QTRY_VERIFY(button(u"applyChange"_s)->isVisible());
        QTest::mouseClick(button(u"applyChange"_s), Qt::LeftButton);
        QTRY_COMPARE(action(u"cursor"_s)->text(), u"Test"_s);
        m_fixture->parts->launcherPath = u"/nowhere/konstantly-mcp"_s;
        QTest::mouseClick(action(u"cursor"_s), Qt::LeftButton);
        auto *title = childOf<QLabel>(m_window.get(), u"testTitle"_s);
        QTRY_VERIFY_WITH_TIMEOUT(title->text().contains(u"not"), 10000);
        QVERIFY(title->isVisible());
    }

    void withoutAPackageThePageSaysSo()
    {
        QVERIFY(
            childOf<QLabel>(m_window.get(), u"packageTitle"_s)->text().contains(u"not installed"));
        QTest::mouseClick(button(u"changePackage"_s), Qt::LeftButton);
        QVERIFY(button(u"installPackage"_s)->isVisible());
        QVERIFY(!button(u"verifyPackage"_s)->isVisible());
    }

    void aPackageIsInstalledAfterItsChangesWereShown()
    {
        m_fixture->prompter.fileToChoose = NodePackage{}.pack(m_fixture->home.path());
        QTest::mouseClick(button(u"changePackage"_s), Qt::LeftButton);
        QTest::mouseClick(button(u"installPackageFile"_s), Qt::LeftButton);
        QVERIFY(button(u"cancelInstall"_s)->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(button(u"confirmInstall"_s)->isVisible(), 30000);
        QCOMPARE(m_fixture->services->package().status().error().code, ErrorCode::PackageMissing);
        QTest::mouseClick(button(u"refuseInstall"_s), Qt::LeftButton);
        QVERIFY(!button(u"confirmInstall"_s)->isVisible());

        QTest::mouseClick(button(u"changePackage"_s), Qt::LeftButton);
        QTest::mouseClick(button(u"installPackageFile"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(button(u"confirmInstall"_s)->isVisible(), 30000);
        QTest::mouseClick(button(u"confirmInstall"_s), Qt::LeftButton);
        auto *title = childOf<QLabel>(m_window.get(), u"packageTitle"_s);
        QTRY_COMPARE_WITH_TIMEOUT(title->text(), u"MCP server 0.2.0"_s, 30000);
        auto *integrity = childOf<QLabel>(m_window.get(), u"packageIntegrity"_s);
        QTRY_COMPARE(integrity->text(), u"Integrity verified"_s);
        QTest::mouseClick(button(u"copyPackageHash"_s), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 m_fixture->services->package().status()->integrity);

        const auto status = m_fixture->services->package().status();
        QVERIFY(writePrivateFile(status->entryScript, "evil").has_value());
        QTest::mouseClick(button(u"verifyPackage"_s), Qt::LeftButton);
        QTRY_COMPARE(integrity->text(), u"Not verified"_s);
        QCOMPARE(button(u"changePackage"_s)->text(), u"Reinstall…"_s);
        auto *detail = childOf<QLabel>(m_window.get(), u"packageDetail"_s);
        QVERIFY2(detail->text().contains(u"server.js was changed"_s), qPrintable(detail->text()));
    }

    void aFileThatIsNoPackageIsRefusedInWords()
    {
        const QString file = m_fixture->home.filePath(u"bad.tgz"_s);
        QVERIFY(writePrivateFile(file, "rubbish").has_value());
        m_fixture->prompter.fileToChoose = file;
        QTest::mouseClick(button(u"changePackage"_s), Qt::LeftButton);
        QTest::mouseClick(button(u"installPackageFile"_s), Qt::LeftButton);
        auto *failure = childOf<Banner>(m_window.get(), u"packageFailure"_s);
        QTRY_VERIFY_WITH_TIMEOUT(failure->isVisible(), 30000);
        QVERIFY(failure->accessibleDescription().contains(u"damaged"_s));
    }

    void anUnknownPublisherIsAcceptedBeforeTheButtonWorks()
    {
        PackageChangesView view;
        PackageChanges changes;
        changes.oldVersion = u"0.2.0"_s;
        changes.newVersion = u"0.3.0"_s;
        changes.oldPublisher = u"alice"_s;
        changes.publisher = u"mallory"_s;
        changes.isPublisherKnown = false;
        view.setChanges(changes);
        view.show();
        QString accepted;
        connect(&view, &PackageChangesView::accepted, this,
                [&accepted](const QString &publisher) { accepted = publisher; });
        auto *install = childOf<QPushButton>(&view, u"confirmInstall"_s);
        QVERIFY(!install->isEnabled());
        QTest::mouseClick(childOf<QPushButton>(&view, u"acceptPublisher"_s), Qt::LeftButton);
        QVERIFY(install->isEnabled());
        QTest::mouseClick(install, Qt::LeftButton);
        QCOMPARE(accepted, u"mallory"_s);
        view.setChanges(changes); // the next time is asked again
        QVERIFY(!install->isEnabled());
    }
};

QTEST_MAIN(tst_DevicePage)
#include "tst_devicepage.moc"
