// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/devicepage.h"

#include "tests/support/nodepackage.h"
#include "tests/ui/windowfixture.h"

#include "models/device/keycopiesstore.h"
#include "ui/device/changecard.h"
#include "ui/device/packagechangesview.h"
#include "ui/device/toolrow.h"
#include "ui/widgets/banner.h"

#include <QPlainTextEdit>
#include <QPushButton>

using namespace Konstantly;
using namespace Konstantly::Tests;

namespace {

[[nodiscard]] bool writeFile(const QString &path, const QByteArray &bytes)
{
    return writePrivateFile(path, bytes).has_value();
}

} // namespace

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

    [[nodiscard]] QString copiesText(const QString &name)
    {
        return childOf<QLabel>(m_window.get(), name)->text();
    }
    [[nodiscard]] QList<QWidget *> copies()
    {
        QList<QWidget *> rows = childOf<QWidget>(m_window.get(), u"keyCopiesCard"_s)
                                    ->findChildren<QWidget *>(u"keyCopy"_s);
        rows.removeIf([](const QWidget *row) { return row->isHidden(); });
        return rows;
    }
    //! Presses F5 and waits until all that it begins has ended.
    void lookAgain()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_VERIFY(!m_fixture->services->keyCopies().isHunting()
                    && !m_fixture->services->device().isScanning());
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

    void theTabKeyGoesFromTopToBottom()
    {
        QTRY_VERIFY(childOf<Banner>(m_window.get(), u"plaintextBanner"_s)->isVisible());
        lookAgain();
        QWidget *page = childOf<QWidget>(m_window.get(), u"devicePage"_s);
        QPushButton *first
            = childOf<Banner>(m_window.get(), u"plaintextBanner"_s)->findChild<QPushButton *>();
        QStringList seen;
        int last = 0;
        for (QWidget *at = first; at == first || page->isAncestorOf(at);
             at = at->nextInFocusChain()) {
            if (!at->isVisible() || !at->isEnabled()
                || (at->focusPolicy() & Qt::TabFocus) != Qt::TabFocus)
                continue;
            const int bottom = at->mapTo(page, QPoint(0, at->height())).y();
            seen << at->accessibleName() + at->objectName();
            QVERIFY2(bottom >= last, qPrintable(seen.join(u", "_s)));
            last = at->mapTo(page, QPoint()).y();
            if (at->nextInFocusChain() == first)
                break;
        }
        QVERIFY2(seen.size() > 5, qPrintable(seen.join(u", "_s)));
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

    void withoutCopiesTheCardSaysWhatWasLookedAt()
    {
        QTRY_COMPARE(copiesText(u"copiesState"_s), u"None found"_s);
        // The key in the tool's own entry is said there, not here.
        QCOMPARE(copies().size(), 0);
        QVERIFY(copiesText(u"copiesSentence"_s).contains(u"looked at"));
        QVERIFY(button(u"copiesAgain"_s)->isVisible());
        QVERIFY(button(u"copiesStop"_s)->isHidden());
        QVERIFY(button(u"copiesSkipped"_s)->isHidden());
    }

    void copiesAreListedByPlaceAndName()
    {
        const QByteArray key = m_plaintextKey.reveal().toByteArray();
        const QString backup = m_fixture->home.path() + u"/.claude/backups/one"_s;
        QVERIFY(writeFile(backup, "{\n\n\"x\": \"" + key + "\"}"));
        QVERIFY(writeFile(m_fixture->home.path() + u"/.cursor/.env"_s,
                          "KONSTANTLY_MCP_KEY=kmcp_nobody-knows-this-one"));
        QTRY_VERIFY(!m_fixture->keys().keys().isEmpty());
        lookAgain();
        QTRY_COMPARE(copiesText(u"copiesState"_s), u"2 found"_s);
        QTRY_COMPARE(copies().size(), 2);
        QCOMPARE(copies().at(0)->accessibleName(), u"alex-claude, ~/.claude/backups/one:3"_s);
        QCOMPARE(copies().at(1)->accessibleName(), u"An unknown key, ~/.cursor/.env:1"_s);
        for (const QLabel *label : m_window->findChildren<QLabel *>())
            QVERIFY(!label->text().contains(QString::fromLatin1(key.mid(13, 10)))
                    && !label->text().contains(u"nobody-knows"));
        // Both count as exposed.
        QVERIFY(m_fixture->services->exposures().containsKey(m_plaintextKey));

        QTest::mouseClick(childOf<QPushButton>(copies().at(0), u"showCopy"_s), Qt::LeftButton);
        QCOMPARE(m_fixture->prompter.openedFiles, QStringList{backup});
        QVERIFY(!copies().at(1)->findChild<QPushButton *>(u"replaceCopy"_s));
        QTest::mouseClick(childOf<QPushButton>(copies().at(0), u"replaceCopy"_s), Qt::LeftButton);
        QTRY_VERIFY(openDialogNamed(u"newKeyDialog"_s));
        openDialogNamed(u"newKeyDialog"_s)->reject();
    }

    void aRevokedKeysCopyIsNoAlarm()
    {
        QVERIFY(writeFile(m_fixture->home.path() + u"/.cursor/.env"_s,
                          m_plaintextKey.reveal().toByteArray()));
        QTRY_VERIFY(!m_fixture->keys().keys().isEmpty());
        lookAgain();
        QTRY_COMPARE(copiesText(u"copiesState"_s), u"1 found"_s);
        m_fixture->services->keyCopies().setListedKeys(
            {{keyPrefix(m_plaintextKey), u"alex-claude"_s, {}, true}});
        QTRY_COMPARE(copiesText(u"copiesState"_s), u"None found"_s);
        QTRY_COMPARE(copies().size(), 1);
        QVERIFY(!copies().first()->findChild<QPushButton *>(u"replaceCopy"_s));
    }

    void whatCouldNotBeLookedAtIsNoCleanBill()
    {
        const QString folder = m_fixture->home.path() + u"/.claude/backups"_s;
        QVERIFY(makePrivateDir(folder));
        QVERIFY(QFile::link(u"/dev/null"_s, folder + u"/elsewhere"_s));
        lookAgain();
        QTRY_COMPARE(copiesText(u"copiesState"_s), u"None found, not all seen"_s);
        QVERIFY(button(u"copiesSkipped"_s)->isVisible());
        auto *list = childOf<QLabel>(m_window.get(), u"copiesSkippedList"_s);
        QVERIFY(list->isHidden());
        QTest::mouseClick(button(u"copiesSkipped"_s), Qt::LeftButton);
        QCOMPARE(list->text(), u"~/.claude/backups/elsewhere: a link that leads elsewhere"_s);
        QVERIFY(list->isVisible());
    }

    void historiesAreLookedAtOnlyWhenAskedFor()
    {
        QVERIFY(writeFile(m_fixture->home.path() + u"/.bash_history"_s,
                          m_plaintextKey.reveal().toByteArray()));
        lookAgain();
        QTRY_COMPARE(copiesText(u"copiesState"_s), u"None found"_s);
        QTest::mouseClick(button(u"copiesHistories"_s), Qt::LeftButton);
        QTRY_COMPARE(copiesText(u"copiesState"_s), u"1 found"_s);
        QTest::mouseClick(button(u"copiesHistories"_s), Qt::LeftButton);
        QTRY_COMPARE(copiesText(u"copiesState"_s), u"None found"_s);
    }

    void aLongListIsCutAndCanBeUnfolded()
    {
        for (int i = 0; i < 12; ++i)
            QVERIFY(writeFile(m_fixture->home.path() + u"/.claude/backups/%1"_s.arg(i),
                              "kmcp_one-of-many-" + QByteArray::number(i)));
        lookAgain();
        QTRY_COMPARE(copies().size(), 5);
        QCOMPARE(button(u"copiesAll"_s)->text(), u"Show 7 more"_s);
        QTest::mouseClick(button(u"copiesAll"_s), Qt::LeftButton);
        QTRY_COMPARE(copies().size(), 12);
        QVERIFY(button(u"copiesAll"_s)->isHidden());
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
