// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/ui/windowfixture.h"

#include "models/keys/keystore.h"
#include "models/settings/settingkeys.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/newkeydialog.h"
#include "ui/dialogs/newkeyshowndialog.h"
#include "ui/widgets/banner.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_NewKeyDialog final : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    void connectDemo(const QStringList &faults = {})
    {
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(makePrivateDir(m_fixture->home.path() + u"/.cursor"_s));
        m_fixture->connectDemo();
        m_fixture->services->setCurrentWorkspace(u"demo"_s);
        std::ignore = await(m_fixture->services->device().rescan());
        QVERIFY(await(m_fixture->keys().refresh()));
        m_fixture->sandbox.setFaults(*SandboxFault::parseAll(faults));
    }
    [[nodiscard]] NewKeyDialog *open()
    {
        auto *dialog = new NewKeyDialog(*m_fixture->parts, *m_fixture->session(u"demo"_s), nullptr);
        openDialog(dialog);
        return dialog;
    }
    [[nodiscard]] int activeKeys() { return int(m_fixture->keys().activeNames().size()); }

private Q_SLOTS:
    void init() { failOnOurWarnings(); }
    void cleanup()
    {
        deleteDialogs();
        m_fixture.reset();
    }

    void theIntervalsAreThoseOfTheSettings()
    {
        connectDemo();
        m_fixture->services->settings().setValue(SettingKeys::RotationDaysPerson, 30);
        NewKeyDialog *dialog = open();
        childOf<QLineEdit>(dialog, u"keyName"_s)->setText(u"alex-thinkpad"_s);
        QCOMPARE(childOf<QPushButton>(dialog, u"rotatePerson"_s)->accessibleName(),
                 u"30 day(s) (person)"_s);
        QVERIFY(childOf<QPushButton>(dialog, u"rotatePerson"_s)->isChecked());
        QVERIFY(!childOf<QLabel>(dialog, u"managedNote"_s)->isVisible());
        childOf<QPushButton>(dialog, u"rotateCustom"_s)->click();
        QVERIFY(childOf<QWidget>(dialog, u"rotateDays"_s)->isVisible());
        childOf<QLineEdit>(dialog, u"keyName"_s)->setText(u"prod-slack-bot"_s);
        QVERIFY(childOf<QPushButton>(dialog, u"rotateCustom"_s)->isChecked()); // somebody chose
    }

    void aLockedIntervalIsShownAsManaged()
    {
        connectDemo();
        m_fixture->services->settings().setPolicy(Policy::fromJson(
            QByteArray("{'format': 1, 'rotationDaysBot': 3, 'locked': ['rotationDaysBot']}")
                .replace('\'', '"'),
            u"policy"_s));
        NewKeyDialog *dialog = open();
        auto *name = childOf<QLineEdit>(dialog, u"keyName"_s);
        name->setText(u"alex-thinkpad"_s);
        QVERIFY(childOf<QPushButton>(dialog, u"rotateCustom"_s)->isEnabled());
        childOf<QPushButton>(dialog, u"rotateCustom"_s)->click();
        name->setText(u"prod-slack-bot"_s);
        QVERIFY(childOf<QLabel>(dialog, u"managedNote"_s)->isVisible());
        QVERIFY(childOf<QPushButton>(dialog, u"rotateBot"_s)->isChecked());
        QVERIFY(!childOf<QPushButton>(dialog, u"rotateCustom"_s)->isEnabled());
        QVERIFY(!childOf<QWidget>(dialog, u"rotateDays"_s)->isVisible());
    }

    void onlyAFreeNameCanBeCreated_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("canCreate");
        QTest::newRow("good") << u"alex-thinkpad"_s << true;
        QTest::newRow("poor is advised against, not forbidden") << u"key7"_s << true;
        QTest::newRow("taken") << u"alex-desktop"_s << false;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("spaces") << u"   "_s << false;
        QTest::newRow("invisible characters") << u"alex\u200Blaptop"_s << false;
    }
    void onlyAFreeNameCanBeCreated()
    {
        QFETCH(QString, name);
        QFETCH(bool, canCreate);
        connectDemo();
        NewKeyDialog *dialog = open();
        childOf<QLineEdit>(dialog, u"keyName"_s)->setText(name);
        QCOMPARE(childOf<QPushButton>(dialog, u"create"_s)->isEnabled(), canCreate);
        QVERIFY(!childOf<QLabel>(dialog, u"nameHint"_s)->text().isEmpty());
    }

    void whatIsSaidOfANameHasRoomOfItsOwn()
    {
        connectDemo();
        NewKeyDialog *dialog = open();
        auto *name = childOf<QLineEdit>(dialog, u"keyName"_s);
        auto *hint = childOf<QLabel>(dialog, u"nameHint"_s);
        const auto isClear = [&] {
            return hint->height() >= hint->heightForWidth(hint->width())
                   && hint->mapTo(dialog, QPoint()).y()
                          >= name->mapTo(dialog, QPoint(0, name->height())).y();
        };
        QTRY_VERIFY(isClear());
        for (const QString &text : {QString(), u"alex-desktop"_s, u"key7"_s}) {
            name->setText(text); // suggestions come below it
            QVERIFY(childOf<QPushButton>(dialog, u"suggestion"_s)->isVisible());
            QTRY_VERIFY2(isClear(), qPrintable(text));
        }
    }

    void aToolOfAnotherWorkspaceIsLeftAloneUnlessItIsAskedFor()
    {
        connectDemo();
        QVERIFY(writePrivateFile(m_fixture->home.path() + u"/.gemini/settings.json"_s,
                                 "{\"mcpServers\":{\"konstantly\":{\"command\":\"/usr/bin/"
                                 "konstantly-mcp\",\"args\":[\"run\",\"beta\"]}}}"));
        QVERIFY(makePrivateDir(m_fixture->home.path() + u"/.config/goose"_s));
        std::ignore = await(m_fixture->services->device().rescan());
        NewKeyDialog *dialog = open();
        QVERIFY(childOf<QPushButton>(dialog, u"tool_cursor"_s)->isChecked());
        QVERIFY(!childOf<QPushButton>(dialog, u"tool_gemini-cli"_s)->isChecked());
        // What the program can't set up is not offered.
        QVERIFY(!dialog->findChild<QAbstractButton *>(u"tool_goose"_s));
    }

    void aDeviceWithoutAKeyGetsOneWithItsTools()
    {
        connectDemo();
        NewKeyDialog *dialog = open();
        // Suggested: the tool that is installed, and a name that is free.
        QVERIFY(childOf<QPushButton>(dialog, u"tool_cursor"_s)->isChecked());
        QVERIFY(childOf<QPushButton>(dialog, u"create"_s)->isEnabled());
        QCOMPARE(childOf<QPushButton>(dialog, u"create"_s)->text(), u"Create and set up"_s);
        const QString name = childOf<QLineEdit>(dialog, u"keyName"_s)->text();
        QSignalSpy created(dialog, &NewKeyDialog::created);
        QTest::mouseClick(childOf<QPushButton>(dialog, u"create"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(openDialogNamed(u"newKeyShown"_s), 15000);
        QCOMPARE(created.size(), 1);
        QVERIFY(m_fixture->keys().activeNames().contains(name));

        const auto config = readFile(m_fixture->home.path() + u"/.cursor/mcp.json"_s);
        QVERIFY(config && config->bytes.contains("/usr/bin/konstantly-mcp"));
        QVERIFY(!config->bytes.contains("kmcp_"));
        // Stored here: closing loses nothing, so nothing is asked.
        openDialogNamed(u"newKeyShown"_s)->reject();
        QVERIFY(m_fixture->prompter.questions.isEmpty());
        QTRY_VERIFY(!openDialogNamed(u"newKeyShown"_s));
    }

    void aKeyForAnotherDeviceAsksBeforeItIsLost()
    {
        connectDemo();
        NewKeyDialog *dialog = open();
        childOf<QPushButton>(dialog, u"tool_cursor"_s)->setChecked(false);
        QCOMPARE(childOf<QPushButton>(dialog, u"create"_s)->text(), u"Create key"_s);
        childOf<QLineEdit>(dialog, u"keyName"_s)->setText(u"maria-tablet"_s);
        QTest::mouseClick(childOf<QPushButton>(dialog, u"create"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(openDialogNamed(u"newKeyShown"_s), 15000);
        QDialog *shown = openDialogNamed(u"newKeyShown"_s);
        shown->reject();
        QTRY_COMPARE(m_fixture->prompter.questions.size(), 1);
        QVERIFY(shown->isVisible()); // the answer was no
        QTest::mouseClick(childOf<QPushButton>(shown, u"copySecret"_s), Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"kmcp_"));
        shown->reject();
        QTRY_VERIFY(!openDialogNamed(u"newKeyShown"_s));
        QCOMPARE(m_fixture->prompter.questions.size(), 1);
    }

    void aKeychainThatCantHoldItStopsBeforeAnythingIsCreated()
    {
        connectDemo();
        m_fixture->secrets->setMode(MemorySecretStore::Mode::ReadOnly);
        const int before = activeKeys();
        NewKeyDialog *dialog = open();
        childOf<QLineEdit>(dialog, u"keyName"_s)->setText(u"alex-thinkpad"_s);
        QTest::mouseClick(childOf<QPushButton>(dialog, u"create"_s), Qt::LeftButton);
        auto *failure = childOf<Banner>(dialog, u"newKeyFailure"_s);
        QTRY_VERIFY(failure->isVisible());
        QVERIFY(dialog->isVisible());
        QVERIFY(childOf<QPushButton>(dialog, u"create"_s)->isEnabled());
        QVERIFY(await(m_fixture->keys().refresh()));
        QCOMPARE(activeKeys(), before);
    }

    void aLostAnswerOffersToRevokeTheOrphan()
    {
        connectDemo({u"create-lost@createKey*1"_s});
        NewKeyDialog *dialog = open();
        childOf<QPushButton>(dialog, u"tool_cursor"_s)->setChecked(false);
        childOf<QLineEdit>(dialog, u"keyName"_s)->setText(u"alex-thinkpad"_s);
        QTest::mouseClick(childOf<QPushButton>(dialog, u"create"_s), Qt::LeftButton);
        auto *failure = childOf<Banner>(dialog, u"newKeyFailure"_s);
        QTRY_VERIFY_WITH_TIMEOUT(failure->isVisible() && failure->action()->isVisible(), 15000);
        QVERIFY(m_fixture->keys().activeNames().contains(u"alex-thinkpad"_s));
        QTest::mouseClick(failure->action(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!m_fixture->keys().activeNames().contains(u"alex-thinkpad"_s),
                                 15000);
    }

    void whereTheServiceRefusesTheBrowserDoesIt()
    {
        connectDemo({u"management-off=402"_s});
        QVERIFY(await(m_fixture->keys().refresh())); // falls back to the audit log, and knows why
        NewKeyDialog *dialog = open();
        auto *pasted = childOf<QLineEdit>(dialog, u"pastedKey"_s);
        QTRY_VERIFY(pasted->isVisible());
        QCOMPARE(pasted->echoMode(), QLineEdit::Password);
        childOf<QLineEdit>(dialog, u"keyName"_s)->setText(u"alex-thinkpad"_s);
        QVERIFY(!childOf<QPushButton>(dialog, u"create"_s)->isEnabled());
        QTest::mouseClick(childOf<QPushButton>(dialog, u"openConsole"_s), Qt::LeftButton);
        QCOMPARE(m_fixture->prompter.openedUrls.size(), 1);
        QCOMPARE(m_fixture->prompter.openedUrls.first().path(), u"/settings/api-keys"_s);
        // Created "in the browser", then pasted.
        Secret key;
        m_fixture->sandbox.withWorkspace([&key](SandboxWorkspace &workspace) {
            key = workspace
                      .issueKey(workspace.userByName(u"Alex Kim")->id, u"alex-thinkpad"_s, false)
                      .key;
        });
        pasted->setText(u"  "_s + QString::fromLatin1(key.reveal()) + u"\n"_s);
        QVERIFY(childOf<QPushButton>(dialog, u"create"_s)->isEnabled());
        QTest::mouseClick(childOf<QPushButton>(dialog, u"create"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(openDialogNamed(u"newKeyShown"_s), 15000);
    }
};

QTEST_MAIN(tst_NewKeyDialog)
#include "tst_newkeydialog.moc"
