// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/rotatedialog.h"

#include "tests/ui/windowfixture.h"

#include "models/base/livesecrets.h"
#include "models/keychain/keyrecord.h"
#include "models/keys/keystore.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/keys/keydetailspane.h"
#include "ui/keys/keyspage.h"
#include "ui/keys/keytable.h"
#include "ui/widgets/banner.h"

#include <QLineEdit>
#include <QPushButton>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_RotateDialog final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoFixture> m_fixture;

    [[nodiscard]] WorkspaceParts parts() { return *m_fixture->session(u"demo"_s); }
    [[nodiscard]] Workspace workspace() { return parts().access.workspace(); }
    [[nodiscard]] RotateDialog *open()
    {
        const Key key = *parts().keys.find(workspace().consoleKeyId);
        auto *dialog = new RotateDialog(*m_fixture->parts, parts(),
                                        assessKey(key, workspace(), {},
                                                  &m_fixture->parts->exposures,
                                                  m_fixture->parts->clock()));
        openDialog(dialog);
        return dialog;
    }
    void click(QDialog *dialog, const QString &name)
    {
        QVERIFY(childOf<QPushButton>(dialog, name)->isVisible());
        QTest::mouseClick(childOf<QPushButton>(dialog, name), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!parts().rotation.isRunning(), 15000);
    }

private Q_SLOTS:
    void init()
    {
        failOnOurWarnings();
        m_fixture = std::make_unique<DemoFixture>();
    }
    void cleanup() { m_fixture.reset(); }

    void aKeyIsReplacedAtOnce()
    {
        const QString oldId = workspace().consoleKeyId;
        RotateDialog *dialog = open();
        QTest::mouseClick(childOf<QPushButton>(dialog, u"overlapNow"_s), Qt::LeftButton);
        click(dialog, u"startRotation"_s);
        QTRY_VERIFY(textShownIn(dialog).contains(u"took the place"_s));
        QVERIFY(parts().keys.find(oldId)->revokedAt);
        QVERIFY(workspace().consoleKeyId != oldId);
        for (const char *name : {"undoRotation", "continueRotation", "startRotation"})
            QVERIFY(!childOf<QPushButton>(dialog, QLatin1StringView(name))->isVisible());
        int done = 0;
        for (const QLabel *step : dialog->findChildren<QLabel *>(u"rotationStep"_s))
            done += step->accessibleDescription() == u"done"_s;
        QCOMPARE(done, RotationStepCount);
    }

    void theOldKeyIsKeptAndThenRevokedOrTakenBack_data()
    {
        QTest::addColumn<QString>("press");
        QTest::newRow("revoked") << u"continueRotation"_s;
        QTest::newRow("taken back") << u"undoRotation"_s;
    }
    void theOldKeyIsKeptAndThenRevokedOrTakenBack()
    {
        QFETCH(QString, press);
        const QString oldId = workspace().consoleKeyId;
        RotateDialog *dialog = open();
        click(dialog, u"startRotation"_s);
        QTRY_VERIFY(textShownIn(dialog).contains(u"still works for servers"_s));
        QVERIFY(!parts().keys.find(oldId)->revokedAt);
        // Another day, from the page: the dialog knows where it stands.
        delete dialog;
        dialog = new RotateDialog(*m_fixture->parts, parts(),
                                  parts().rotation.pending()->constFirst());
        openDialog(dialog);
        QVERIFY(textShownIn(dialog).contains(u"still works for servers"_s));
        click(dialog, press);
        QTRY_VERIFY(parts().rotation.pending()->isEmpty());
        QCOMPARE(parts().keys.find(oldId)->revokedAt.has_value(), press == "continueRotation"_L1);
        QCOMPARE(workspace().consoleKeyId == oldId, press == "undoRotation"_L1);
    }

    void aFailureSaysWhereThingsStandAndGoesOn()
    {
        m_fixture->sandbox.setFaults(*SandboxFault::parseAll({u"create-lost"_s}));
        RotateDialog *dialog = open();
        QTest::mouseClick(childOf<QPushButton>(dialog, u"overlapNow"_s), Qt::LeftButton);
        click(dialog, u"startRotation"_s);
        QTRY_VERIFY(textShownIn(dialog).contains(u"The tools on this device go on working."_s));
        QVERIFY(childOf<QPushButton>(dialog, u"undoRotation"_s)->isVisible());
        m_fixture->sandbox.setFaults({});
        click(dialog, u"continueRotation"_s);
        QTRY_VERIFY(textShownIn(dialog).contains(u"took the place"_s));
    }

    void aFailureBeforeAnythingSaysThatNothingWasChanged()
    {
        m_fixture->sandbox.setFaults(*SandboxFault::parseAll({u"close"_s}));
        RotateDialog *dialog = open();
        click(dialog, u"startRotation"_s);
        QTRY_VERIFY(textShownIn(dialog).contains(u"Nothing was changed."_s));
        QVERIFY(childOf<QPushButton>(dialog, u"startRotation"_s)->isVisible());
        m_fixture->sandbox.setFaults({});
        click(dialog, u"startRotation"_s);
        QTRY_VERIFY(textShownIn(dialog).contains(u"still works for servers"_s));
    }

    void withoutTheManagementOperationsTheBrowserMakesAndDeletes()
    {
        // "In the browser": with another client of the same service.
        const Result<KonstantlyClient> browser = await(parts().access.client());
        QVERIFY(browser);
        QObject scope;
        const QString oldId = workspace().consoleKeyId;
        m_fixture->sandbox.setFaults(*SandboxFault::parseAll({u"management-off=403"_s}));
        RotateDialog *dialog = open();
        QTest::mouseClick(childOf<QPushButton>(dialog, u"overlapNow"_s), Qt::LeftButton);
        click(dialog, u"startRotation"_s);
        QTRY_VERIFY(textShownIn(dialog).contains(u"Name for it in the browser"_s));
        QVERIFY(!childOf<QPushButton>(dialog, u"startRotation"_s)->isEnabled());

        m_fixture->sandbox.setFaults({});
        const Result<CreatedKey> made = await(
            browser->createKey(u"alex-laptop-2"_s, {true, true}, &scope));
        QVERIFY(made);
        LiveSecrets::add(made->secret);
        m_fixture->sandbox.setFaults(*SandboxFault::parseAll({u"management-off=403"_s}));
        childOf<QLineEdit>(dialog, u"pastedKey"_s)
            ->setText(u"  "_s + QString::fromLatin1(made->secret.reveal()) + u"\n"_s);
        QVERIFY(childOf<QPushButton>(dialog, u"startRotation"_s)->isEnabled());
        click(dialog, u"startRotation"_s);
        QTRY_VERIFY(textShownIn(dialog).contains(u"in the browser"_s));
        QVERIFY(childOf<QLineEdit>(dialog, u"pastedKey"_s)->text().isEmpty());

        m_fixture->sandbox.setFaults({});
        QVERIFY(await(browser->revokeKey(oldId, &scope)));
        m_fixture->sandbox.setFaults(*SandboxFault::parseAll({u"management-off=403"_s}));
        click(dialog, u"continueRotation"_s);
        QTRY_VERIFY(textShownIn(dialog).contains(u"took the place"_s));
        const Result<KeyRecord> record = await(
            readKeyRecord(m_fixture->parts->secrets, workspace().consoleSlot, workspace().origin));
        QVERIFY(record && record->key == made->secret);
    }

    void thePageShowsWhatIsUnfinished()
    {
        KeysPage page(*m_fixture->parts);
        const WorkspaceParts parts = this->parts();
        page.setWorkspace(&parts);
        page.resize(1000, 700);
        page.show();
        auto *banner = childOf<Banner>(&page, u"unfinishedRotation"_s);
        QVERIFY(!banner->isVisible());
        QTRY_VERIFY(childOf<KeyTable>(&page, u"keyTable"_s)->model() != nullptr);
        childOf<KeyTable>(&page, u"keyTable"_s)->selectId(workspace().consoleKeyId);
        QTRY_VERIFY(childOf<QPushButton>(&page, u"rotateFromDetails"_s)->isVisible());
        QTest::mouseClick(childOf<QPushButton>(&page, u"rotateFromDetails"_s), Qt::LeftButton);
        auto *dialog = childOf<RotateDialog>(page.window(), u"rotateDialog"_s);
        click(dialog, u"startRotation"_s);
        QTRY_VERIFY(banner->isVisible());
        click(dialog, u"undoRotation"_s);
        QTRY_VERIFY(!banner->isVisible());
        page.setWorkspace(nullptr);
    }
};

QTEST_MAIN(tst_RotateDialog)
#include "tst_rotatedialog.moc"
