// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/connectworkspacedialog.h"

#include "tests/ui/windowfixture.h"

#include "ui/dialogs/dialogframe.h"
#include "ui/widgets/banner.h"

#include <QAccessible>
#include <QLineEdit>
#include <QPushButton>

using namespace Konstantly;
using namespace Konstantly::Tests;

namespace {
const QString FakeKey = u"kmcp_not-a-real-key-not-a-real-key-not-a-rea1234"_s;
} // namespace

class tst_ConnectWorkspaceDialog final : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;
    ConnectWorkspaceDialog *m_dialog = nullptr;

    [[nodiscard]] QLineEdit *field(const QString &name)
    {
        return childOf<QLineEdit>(m_dialog, name);
    }
    [[nodiscard]] QPushButton *button(const QString &name)
    {
        return childOf<QPushButton>(m_dialog, name);
    }
    [[nodiscard]] QString label(const QString &name)
    {
        return childOf<QLabel>(m_dialog, name)->text();
    }

private Q_SLOTS:
    void init()
    {
        failOnOurWarnings();
        m_fixture = std::make_unique<WindowFixture>(SandboxSeed::Empty);
        m_dialog = new ConnectWorkspaceDialog(*m_fixture->parts);
        openDialog(m_dialog);
    }
    void cleanup()
    {
        delete m_dialog;
        m_fixture.reset();
    }

    void aHostThatIsNotAllowedIsToldBeforeAKeyIsTyped()
    {
        m_fixture->services->settings().setPolicy(Policy::fromJson(
            QByteArray("{'format': 1, 'allowedHosts': ['acme.konstantly.com']}").replace('\'', '"'),
            u"policy"_s));
        field(u"workspaceAddress"_s)->setText(u"x"_s);
        field(u"workspaceAddress"_s)->clear();
        QVERIFY(label(u"addressHint"_s).contains(u"acme.konstantly.com"_s));
        field(u"workspaceKey"_s)
            ->setText(QString::fromLatin1(m_fixture->sandbox.adminKey().reveal()));
        field(u"workspaceAddress"_s)->setText(u"other"_s);
        QVERIFY(label(u"addressHint"_s).contains(u"does not allow"_s));
        QVERIFY(!button(u"connect"_s)->isEnabled());
        field(u"workspaceAddress"_s)->setText(u"keys.corp.example"_s);
        QVERIFY(!field(u"confirmHost"_s)->isVisible()); // there is nothing to confirm
        field(u"workspaceAddress"_s)->setText(u"acme"_s);
        QVERIFY(label(u"addressHint"_s).contains(u"https://acme.konstantly.com"_s));
        QVERIFY(button(u"connect"_s)->isEnabled());
    }

    void theHostIsShownBeforeAnythingIsSent_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shown"); // empty = refused
        QTest::newRow("name") << u"acme"_s << u"https://acme.konstantly.com"_s;
        QTest::newRow("host") << u" ACME.konstantly.com "_s << u"https://acme.konstantly.com"_s;
        QTest::newRow("address") << u"https://acme.konstantly.com/"_s
                                 << u"https://acme.konstantly.com"_s;
        QTest::newRow("no https") << u"http://acme.konstantly.com"_s << QString();
        QTest::newRow("user name in it")
            << u"https://acme.konstantly.com@evil.example"_s << QString();
        QTest::newRow("loopback") << u"https://localhost:8443"_s << QString();
    }
    void theHostIsShownBeforeAnythingIsSent()
    {
        QFETCH(QString, typed);
        QFETCH(QString, shown);
        field(u"workspaceAddress"_s)->setText(typed);
        field(u"workspaceKey"_s)->setText(FakeKey);
        QCOMPARE(button(u"connect"_s)->isEnabled(), !shown.isEmpty());
        if (!shown.isEmpty())
            QVERIFY(label(u"addressHint"_s).startsWith(shown + u' '));
    }

    void aHostOfItsOwnHasToBeTyped()
    {
        field(u"workspaceAddress"_s)->setText(u"https://keys.acme.example"_s);
        field(u"workspaceKey"_s)->setText(FakeKey);
        QVERIFY(field(u"confirmHost"_s)->isVisible());
        QVERIFY(!button(u"connect"_s)->isEnabled());
        field(u"confirmHost"_s)->setText(u"keys.acme.exampl"_s);
        QVERIFY(!button(u"connect"_s)->isEnabled());
        field(u"confirmHost"_s)->setText(u"keys.acme.example"_s);
        QVERIFY(button(u"connect"_s)->isEnabled());
    }

    void aPastedSnippetFillsBothFieldsAndHidesTheKey()
    {
        field(u"workspaceAddress"_s)
            ->setText(
                u"{\"mcpServers\": {\"konstantly\": {\"command\": \"npx\", \"args\": [\"-y\", "
                u"\"@konstantly/mcp-server\"], \"env\": "
                u"{\"KONSTANTLY_MCP_KEY\": \"%1\", \"KONSTANTLY_URL\": \"https://acme.konstantly.com\"}}}}"_s
                    .arg(FakeKey));
        QCOMPARE(field(u"workspaceAddress"_s)->text(), u"https://acme.konstantly.com"_s);
        QCOMPARE(field(u"workspaceKey"_s)->text(), FakeKey);
        QVERIFY(!field(u"workspaceAddress"_s)->isUndoAvailable());
        QVERIFY(button(u"connect"_s)->isEnabled());
    }

    void theKeyIsNeverReadableInTheField()
    {
        QLineEdit *key = field(u"workspaceKey"_s);
        key->setText(FakeKey);
        QCOMPARE(key->echoMode(), QLineEdit::Password);
        QVERIFY(key->inputMethodHints().testFlag(Qt::ImhSensitiveData));
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(key);
        QVERIFY(!accessible->text(QAccessible::Value).contains(u"real"));
        QVERIFY(!accessible->textInterface()->text(0, 50).contains(u"real"));
    }

    void aMistypedKeyIsSaidSo()
    {
        field(u"workspaceAddress"_s)->setText(u"acme"_s);
        field(u"workspaceKey"_s)->setText(u"sk-something-else"_s);
        QVERIFY(!button(u"connect"_s)->isEnabled());
        QVERIFY(!label(u"keyHint"_s).contains(u"something"));
    }

    void theBrowserOpensTheWorkspacesOwnPage()
    {
        QVERIFY(!button(u"createInBrowser"_s)->isEnabled());
        field(u"workspaceAddress"_s)->setText(u"acme"_s);
        QTest::mouseClick(button(u"createInBrowser"_s), Qt::LeftButton);
        QCOMPARE(m_fixture->prompter.openedUrls,
                 QList<QUrl>{QUrl(u"https://acme.konstantly.com/settings/api-keys"_s)});
    }

    void aFailureIsShownAndNothingIsLeftBehind()
    {
        m_fixture->secrets->setMode(MemorySecretStore::Mode::NoService);
        field(u"workspaceAddress"_s)->setText(u"acme"_s);
        field(u"workspaceKey"_s)->setText(FakeKey);
        m_fixture->sandbox.stop();
        QTest::mouseClick(button(u"connect"_s), Qt::LeftButton);
        auto *failure = childOf<Banner>(m_dialog, u"connectFailure"_s);
        QTRY_VERIFY_WITH_TIMEOUT(failure->isVisible() && button(u"connect"_s)->isEnabled(), 10000);
        QVERIFY(m_fixture->services->workspaces().workspaces().isEmpty());
        QCOMPARE(m_fixture->secrets->count(), 0);
    }

    void closingForgetsTheKey()
    {
        QLineEdit *key = field(u"workspaceKey"_s);
        key->setText(FakeKey);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->reject();
        QVERIFY(key->text().isEmpty());
    }
};

QTEST_MAIN(tst_ConnectWorkspaceDialog)
#include "tst_connectworkspacedialog.moc"
