// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/ui/windowfixture.h"

#include "models/base/livesecrets.h"
#include "models/keychain/keyrecord.h"
#include "models/keys/keylistmodel.h"
#include "models/keys/keystore.h"
#include "ui/keys/keyspage.h"
#include "ui/keys/keytable.h"
#include "ui/widgets/banner.h"

using namespace Konstantly;
using namespace Konstantly::Tests;

//! The real window at a service that lets no key manage keys: what it does itself elsewhere, it guides through the browser.
class tst_GuidedWindow final : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    QString m_ownId;

    [[nodiscard]] KeysPage *page() { return childOf<KeysPage>(m_window.get(), u"keysPage"_s); }
    [[nodiscard]] KeyTable *table() { return childOf<KeyTable>(m_window.get(), u"keyTable"_s); }
    [[nodiscard]] Workspace workspace() { return *m_fixture->services->workspaces().find(u"demo"); }
    static void click(const QWidget *in, const QString &name)
    {
        auto *button = childOf<QPushButton>(in, name);
        QTRY_VERIFY2(button->isVisible() && button->isEnabled(), qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    //! Somebody makes a key on the service's own page.
    [[nodiscard]] Secret makeInBrowser(const QString &name)
    {
        Secret key;
        m_fixture->sandbox.withWorkspace([&](SandboxWorkspace &workspace) {
            key = workspace.issueKey(workspace.userByName(u"Alex Kim")->id, name, true).key;
        });
        LiveSecrets::add(key);
        return key;
    }
    void revokeInBrowser(const QString &id)
    {
        m_fixture->sandbox.withWorkspace([&id](SandboxWorkspace &workspace) {
            QVERIFY(workspace.revokeKey(id.toLongLong(), workspace.users().front().id));
        });
    }
    void paste(const QDialog *dialog, const Secret &key)
    {
        auto *field = childOf<QLineEdit>(dialog, u"pastedKey"_s);
        QTRY_VERIFY(field->isVisible());
        field->setText(u"  "_s + QString::fromLatin1(key.reveal()) + u"\n"_s);
    }

private Q_SLOTS:
    void init()
    {
        failOnOurWarnings();
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->connectDemo();
        // The key's id is known from better days: the audit log alone does not tell which one is ours.
        QVERIFY(await(m_fixture->keys().refresh()));
        m_ownId = workspace().consoleKeyId;
        m_fixture->sandbox.setFaults(*SandboxFault::parseAll({u"management-off=403"_s}));
        QVERIFY(await(m_fixture->keys().refresh()));
        m_window = m_fixture->shownWindow();
        QTRY_VERIFY(table()->model() != nullptr && table()->model()->rowCount() > 0);
    }
    void cleanup()
    {
        deleteDialogs();
        m_window.reset();
        m_fixture.reset();
    }

    void theListSaysThatItComesFromTheAuditLog()
    {
        QCOMPARE(m_fixture->keys().source(), KeySource::Audit);
        auto *banner = childOf<Banner>(page(), u"staleBanner"_s);
        QTRY_VERIFY(banner->isVisible());
        bool isTold = false;
        for (const QLabel *label : banner->findChildren<QLabel *>())
            isTold |= label->text().contains(u"audit log"_s);
        QVERIFY(isTold);
        QTest::mouseClick(banner->action(), Qt::LeftButton);
        QCOMPARE(m_fixture->prompter.openedUrls.size(), 1);
        const QUrl url = m_fixture->prompter.openedUrls.first();
        QCOMPARE(url.path(), u"/settings/api-keys"_s);
        QCOMPARE(url.port(), m_fixture->sandbox.url().port()); // the workspace's own address
    }

    void aKeyIsMadeInTheBrowserAndPasted()
    {
        click(page(), u"newKey"_s);
        auto *dialog = openDialogNamed(u"newKeyDialog"_s);
        QVERIFY(dialog);
        childOf<QLineEdit>(dialog, u"keyName"_s)->setText(u"alex-thinkpad"_s);
        paste(dialog, makeInBrowser(u"alex-thinkpad"_s));
        click(dialog, u"create"_s);
        QTRY_VERIFY_WITH_TIMEOUT(openDialogNamed(u"newKeyShown"_s), 15000);
        QVERIFY(await(m_fixture->keys().refresh()));
        QVERIFY(m_fixture->keys().activeNames().contains(u"alex-thinkpad"_s)); // event 86
    }

    void aKeyThatIsNoneIsRefusedAndNothingIsStored()
    {
        click(page(), u"newKey"_s);
        auto *dialog = openDialogNamed(u"newKeyDialog"_s);
        QVERIFY(dialog);
        const QStringList slotsBefore = workspace().slotNames();
        childOf<QLineEdit>(dialog, u"keyName"_s)->setText(u"alex-thinkpad"_s);
        paste(dialog, Secret("not a key"));
        QVERIFY(!childOf<QPushButton>(dialog, u"create"_s)->isEnabled());
        QCOMPARE(workspace().slotNames(), slotsBefore);
    }

    void aKeyIsRotatedWithTheBrowsersHelp()
    {
        table()->selectId(m_ownId);
        click(page(), u"rotateFromDetails"_s);
        auto *dialog = openDialogNamed(u"rotateDialog"_s);
        QVERIFY(dialog);
        click(dialog, u"overlapNow"_s);
        QVERIFY(
            textShownIn(dialog).contains(u"Name for it in the browser"_s)); // it is known already
        QVERIFY(!childOf<QPushButton>(dialog, u"startRotation"_s)->isEnabled());
        const Secret made = makeInBrowser(u"alex-laptop-2"_s);
        paste(dialog, made);
        click(dialog, u"startRotation"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            textShownIn(dialog).contains(u"in the browser"_s)
                && childOf<QPushButton>(dialog, u"continueRotation"_s)->isVisible(),
            15000);
        revokeInBrowser(m_ownId);
        click(dialog, u"continueRotation"_s);
        QTRY_VERIFY_WITH_TIMEOUT(textShownIn(dialog).contains(u"took the place"_s), 15000);
        const Result<KeyRecord> record = await(
            readKeyRecord(m_fixture->parts->secrets, workspace().consoleSlot, workspace().origin));
        QVERIFY(record && record->key == made);
    }

    void aKeyIsRevokedInTheBrowserAndTheListSeesIt()
    {
        const auto other = std::ranges::find_if(m_fixture->keys().keys(), [this](const Key &key) {
            return key.id != m_ownId && !key.revokedAt;
        });
        QVERIFY(other != m_fixture->keys().keys().cend());
        const QString id = other->id;
        table()->selectId(id);
        click(page(), u"revokeFromDetails"_s);
        auto *dialog = openDialogNamed(u"revokeDialog"_s);
        QVERIFY(dialog);
        if (auto *name = dialog->findChild<QLineEdit *>(); name && name->isVisible())
            name->setText(other->name);
        click(dialog, u"confirm"_s);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QLabel *>(u"revokeProblem"_s), 15000);
        QVERIFY(!m_fixture->keys().find(id)->revokedAt); // nothing is claimed
        click(dialog, u"openConsole"_s);
        QCOMPARE(m_fixture->prompter.openedUrls.size(), 1);
        revokeInBrowser(id);
        dialog->close();
        m_window->activateWindow();
        click(page(), u"refreshKeys"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->keys().find(id)->revokedAt, 15000); // event 87
    }
};

QTEST_MAIN(tst_GuidedWindow)
#include "tst_guidedwindow.moc"
