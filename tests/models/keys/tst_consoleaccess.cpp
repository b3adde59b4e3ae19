// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/consoleaccess.h"

#include "tests/models/keys/keysfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_ConsoleAccess : public QObject
{
    Q_OBJECT

private:
    KeysFixture m_fixture;

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void initTestCase() { m_fixture.connectAcme(); }

    void offersTheServiceWithTheStoredKey()
    {
        ConsoleAccess access(u"acme"_s, m_fixture.workspaces, m_fixture.secrets, m_fixture.http);
        m_fixture.network.expect("GET", CapabilitiesTarget, capabilitiesAnswer());
        const Result<KonstantlyClient> client = await(access.client());
        QVERIFY(client);
        QCOMPARE(client->origin(), m_fixture.origin);
        QVERIFY(await(client->capabilities(this)));
        QCOMPARE(m_fixture.network.requests().last().header("X-MCP-Key"),
                 m_fixture.consoleKey.reveal().toByteArray());
    }

    void triesAnotherKeyOnTheSameHost()
    {
        ConsoleAccess access(u"acme"_s, m_fixture.workspaces, m_fixture.secrets, m_fixture.http);
        const Secret other = randomKey();
        m_fixture.network.expect("GET", CapabilitiesTarget, capabilitiesAnswer());
        QVERIFY(await(access.clientWith(other).capabilities(this)));
        QCOMPARE(m_fixture.network.requests().last().header("X-MCP-Key"),
                 other.reveal().toByteArray());
        QCOMPARE(m_fixture.network.requests().last().url.host(), m_fixture.origin.host());
    }

    void anEmptySlotIsAMissingKeyOfThatWorkspace()
    {
        ConsoleAccess access(u"acme"_s, m_fixture.workspaces, m_fixture.secrets, m_fixture.http);
        const QString slot = m_fixture.acme().consoleSlot;
        const Secret stored = *m_fixture.secrets.stored(slot);
        QVERIFY(await(m_fixture.secrets.remove(slot)));
        const Result<KonstantlyClient> client = await(access.client());
        m_fixture.secrets.setStored(slot, stored);
        QVERIFY(!client);
        QCOMPARE(client.error().code, ErrorCode::KeyMissing);
        QCOMPARE(client.error().subject, u"acme"_s);
    }

    void aRecordThatIsNoneOfOursIsNotUsed()
    {
        ConsoleAccess access(u"acme"_s, m_fixture.workspaces, m_fixture.secrets, m_fixture.http);
        const QString slot = m_fixture.acme().consoleSlot;
        const Secret stored = *m_fixture.secrets.stored(slot);
        m_fixture.secrets.setStored(slot, m_fixture.consoleKey); // the bare key, without its host
        const Result<KonstantlyClient> client = await(access.client());
        m_fixture.secrets.setStored(slot, stored);
        QVERIFY(!client);
        QCOMPARE(client.error().code, ErrorCode::KeyRecordInvalid);
    }

    void anUnknownWorkspaceIsNotConfigured()
    {
        ConsoleAccess access(u"beta"_s, m_fixture.workspaces, m_fixture.secrets, m_fixture.http);
        QCOMPARE(await(access.client()).error().code, ErrorCode::NotConfigured);
        QCOMPARE(access.workspace(), Workspace());
    }

    void aSlotThatChangedIsReadAgain()
    {
        ConsoleAccess access(u"acme"_s, m_fixture.workspaces, m_fixture.secrets, m_fixture.http);
        QVERIFY(await(access.client()));
        const Secret rotated = randomKey();
        m_fixture.secrets.setStored(u"rotated"_s,
                                    *toSecret(KeyRecord{m_fixture.origin, {}, rotated, false}));
        QVERIFY(m_fixture.workspaces.change(
            u"acme"_s, [](Workspace &workspace) { workspace.consoleSlot = u"rotated"_s; }));
        m_fixture.network.expect("GET", CapabilitiesTarget, capabilitiesAnswer());
        const Result<KonstantlyClient> client = await(access.client());
        QVERIFY(client);
        QVERIFY(await(client->capabilities(this)));
        QCOMPARE(m_fixture.network.requests().last().header("X-MCP-Key"),
                 rotated.reveal().toByteArray());
    }
};

QTEST_GUILESS_MAIN(tst_ConsoleAccess)
#include "tst_consoleaccess.moc"
