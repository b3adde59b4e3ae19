// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/revokedialog.h"

#include "tests/ui/windowfixture.h"

#include "models/keys/keylistmodel.h"
#include "models/keys/keystore.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/lostdevicedialog.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_RevokeDialog final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoFixture> m_fixture;

    [[nodiscard]] QString idOf(const QString &name)
    {
        for (const Key &key : m_fixture->keys().keys()) {
            if (key.name == name)
                return key.id;
        }
        qFatal("no key %s", qPrintable(name));
    }
    [[nodiscard]] RevokeDialog *open(const QStringList &names)
    {
        QStringList ids;
        for (const QString &name : names)
            ids.append(idOf(name));
        auto *dialog = new RevokeDialog(*m_fixture->parts, *m_fixture->session(u"demo"_s), ids);
        openDialog(dialog);
        return dialog;
    }
    [[nodiscard]] bool isRevoked(const QString &name)
    {
        return m_fixture->keys().find(idOf(name))->revokedAt.has_value();
    }

private Q_SLOTS:
    void init()
    {
        failOnOurWarnings();
        m_fixture = std::make_unique<DemoFixture>();
    }
    void cleanup() { m_fixture.reset(); }

    void aKeyThatIsNotUsedHereIsRevokedAndConfirmed()
    {
        RevokeDialog *dialog = open({u"key1"_s});
        QVERIFY(dialog->findChildren<QLineEdit *>().isEmpty());
        // Return must not revoke.
        QVERIFY(childOf<QPushButton>(dialog, u"cancel"_s)->isDefault());
        QTest::mouseClick(childOf<QPushButton>(dialog, u"confirm"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QLabel *>(u"revokeResult"_s), 15000);
        QVERIFY(!dialog->findChild<QLabel *>(u"revokeProblem"_s));
        QVERIFY(isRevoked(u"key1"_s));
        QCOMPARE(childOf<QPushButton>(dialog, u"cancel"_s)->text(), u"Close"_s);
    }

    void aKeyInUseHereNeedsItsNameTyped()
    {
        RevokeDialog *dialog = open({u"alex-laptop"_s}); // the window's own
        auto *field = childOf<QLineEdit>(dialog, u"confirmName"_s);
        QPushButton *confirm = childOf<QPushButton>(dialog, u"confirm"_s);
        QVERIFY(!confirm->isEnabled());
        field->setText(u"alex-lapto"_s);
        QVERIFY(!confirm->isEnabled());
        field->setText(u"Alex-Laptop"_s);
        QVERIFY(!confirm->isEnabled());
        field->setText(u"alex-laptop"_s);
        QVERIFY(confirm->isEnabled());
        dialog->reject();
        QVERIFY(!isRevoked(u"alex-laptop"_s));
    }

    void severalAreShownInATableAndRevokedTogether()
    {
        RevokeDialog *dialog = open({u"key1"_s, u"ci-nightly"_s, u"warehouse-tablet"_s});
        auto *table = childOf<QAbstractItemView>(dialog, u"keysToRevoke"_s);
        QCOMPARE(table->model()->rowCount(), 3);
        QTest::mouseClick(childOf<QPushButton>(dialog, u"confirm"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QLabel *>(u"revokeResult"_s), 15000);
        QVERIFY(isRevoked(u"key1"_s) && isRevoked(u"ci-nightly"_s)
                && isRevoked(u"warehouse-tablet"_s));
    }

    void aServiceThatOnlySaysYesIsNotBelieved()
    {
        m_fixture->sandbox.setFaults(*SandboxFault::parseAll({u"revoke-lies"_s}));
        RevokeDialog *dialog = open({u"key1"_s});
        QTest::mouseClick(childOf<QPushButton>(dialog, u"confirm"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QLabel *>(u"revokeProblem"_s), 15000);
        QVERIFY(dialog->findChild<QLabel *>(u"revokeProblem"_s)->text().contains(u"key1"));
        QVERIFY(!dialog->findChild<QLabel *>(u"revokeResult"_s));
    }

    void somebodysKeysAreTickedBeforeTheyLeave()
    {
        KeyListModel model(m_fixture->keys(), m_fixture->parts->workspaces,
                           m_fixture->parts->exposures, {}, m_fixture->parts->clock);
        auto *dialog = new LostDeviceDialog(LostDeviceDialog::Occasion::Offboarding,
                                            *m_fixture->parts, *m_fixture->session(u"demo"_s),
                                            model);
        openDialog(dialog);
        auto *people = childOf<QComboBox>(dialog, u"leaver"_s);
        // Everybody who holds a key that works, once each.
        QSet<QString> owners;
        for (const Key &key : m_fixture->keys().keys()) {
            if (!key.revokedAt && key.owner)
                owners.insert(key.owner->id);
        }
        QCOMPARE(people->count(), owners.size());
        // Nobody is chosen for the user: their keys would be one click away from being revoked.
        QCOMPARE(people->currentIndex(), -1);
        QVERIFY(!childOf<QListView>(dialog, u"lostKeys"_s)->isVisible());
        QVERIFY(!childOf<QPushButton>(dialog, u"confirm"_s)->isEnabled());
        const QString leaver = m_fixture->keys().find(idOf(u"key1"_s))->owner->id;
        people->setCurrentIndex(people->findData(leaver));
        QStringList theirs;
        for (const Key &key : m_fixture->keys().keys()) {
            if (!key.revokedAt && key.owner && key.owner->id == leaver)
                theirs << key.id;
        }
        auto *list = childOf<QListView>(dialog, u"lostKeys"_s);
        QCOMPARE(list->model()->rowCount(), theirs.size());
        QTest::mouseClick(childOf<QPushButton>(dialog, u"confirm"_s), Qt::LeftButton);
        for (const QString &id : theirs)
            QTRY_VERIFY_WITH_TIMEOUT(m_fixture->keys().find(id)->revokedAt.has_value(), 15000);
        delete dialog; // before the model it shows
    }

    void aLostDeviceIsDealtWithInThreeClicks_data()
    {
        QTest::addColumn<bool>("isLocked");
        QTest::newRow("keychain unlocked") << false;
        // The key that the window works with is in memory since the list was fetched.
        QTest::newRow("keychain locked") << true;
    }
    void aLostDeviceIsDealtWithInThreeClicks()
    {
        QFETCH(const bool, isLocked);
        if (isLocked)
            m_fixture->secrets->setMode(MemorySecretStore::Mode::Locked);
        KeyListModel keys(m_fixture->keys(), m_fixture->services->workspaces(),
                          m_fixture->services->exposures());
        QElapsedTimer timer;
        timer.start();
        auto *dialog = new LostDeviceDialog(LostDeviceDialog::Occasion::LostDevice,
                                            *m_fixture->parts, *m_fixture->session(u"demo"_s),
                                            keys);
        openDialog(dialog); // click 1: the link on the page
        QPushButton *confirm = childOf<QPushButton>(dialog, u"confirm"_s);
        QVERIFY(!confirm->isEnabled());
        auto *list = childOf<QListView>(dialog, u"lostKeys"_s);
        const auto found = list->model()->match(list->model()->index(0, 0), Qt::DisplayRole,
                                                u"maria-macbook"_s, 1, Qt::MatchStartsWith);
        QCOMPARE(found.size(), 1);
        list->scrollTo(found.first());
        // Click 2: anywhere on the row.
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(found.first()).center());
        QTRY_VERIFY(confirm->isEnabled());
        QTest::mouseClick(confirm, Qt::LeftButton); // click 3
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QLabel *>(u"revokeResult"_s), 15000);
        QVERIFY(isRevoked(u"maria-macbook"_s));
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void aLostDeviceWithoutOurAccessLeadsToTheBrowserInThreeClicks()
    {
        m_fixture->services->session(u"demo"_s)->access().forget();
        m_fixture->secrets->setMode(MemorySecretStore::Mode::Locked);
        KeyListModel keys(m_fixture->keys(), m_fixture->services->workspaces(),
                          m_fixture->services->exposures());
        QElapsedTimer timer;
        timer.start();
        auto *dialog = new LostDeviceDialog(LostDeviceDialog::Occasion::LostDevice,
                                            *m_fixture->parts, *m_fixture->session(u"demo"_s),
                                            keys);
        openDialog(dialog); // click 1; the browser is offered at once, without asking the keychain
        QPushButton *browser = childOf<QPushButton>(dialog, u"openConsole"_s);
        QVERIFY(browser->isVisible());
        QTest::mouseClick(browser, Qt::LeftButton); // click 2
        QCOMPARE(m_fixture->prompter.openedUrls.size(), 1);
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void aTickSurvivesASearchAndASecondClickTakesItBack()
    {
        KeyListModel keys(m_fixture->keys(), m_fixture->services->workspaces(),
                          m_fixture->services->exposures());
        auto *dialog = new LostDeviceDialog(LostDeviceDialog::Occasion::LostDevice,
                                            *m_fixture->parts, *m_fixture->session(u"demo"_s),
                                            keys);
        openDialog(dialog);
        auto *list = childOf<QListView>(dialog, u"lostKeys"_s);
        QPushButton *confirm = childOf<QPushButton>(dialog, u"confirm"_s);
        const auto click = [list] {
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                              list->visualRect(list->model()->index(0, 0)).center());
        };
        click();
        QTRY_VERIFY(confirm->isEnabled());
        auto *search = childOf<QLineEdit>(dialog, u"findLostKey"_s);
        search->setText(u"nobody at all"_s);
        QTRY_COMPARE(list->model()->rowCount(), 0);
        QVERIFY(confirm->isEnabled());
        search->clear();
        QTRY_VERIFY(list->model()->rowCount() > 10);
        click();
        QTRY_VERIFY(!confirm->isEnabled());
    }

    void withoutOurOwnAccessTheBrowserIsOffered()
    {
        m_fixture->services->session(u"demo"_s)->access().forget();
        m_fixture->secrets->setMode(MemorySecretStore::Mode::Locked);
        RevokeDialog *dialog = open({u"key1"_s});
        QTest::mouseClick(childOf<QPushButton>(dialog, u"confirm"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QLabel *>(u"revokeProblem"_s), 15000);
        QPushButton *browser = childOf<QPushButton>(dialog, u"openConsole"_s);
        QTRY_VERIFY(browser->isVisible());
        QTest::mouseClick(browser, Qt::LeftButton);
        QCOMPARE(m_fixture->prompter.openedUrls.first().host(), u"localhost"_s);
    }
};

QTEST_MAIN(tst_RevokeDialog)
#include "tst_revokedialog.moc"
