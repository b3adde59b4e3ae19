// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/keycopiesstore.h"

#include "models/device/copytext.h"
#include "models/settings/workspacestore.h"
#include "tests/models/device/devicefixture.h"
#include "tests/support/await.h"

#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using Tests::await;
using Tests::DeviceFixture;

namespace {

const QByteArray key = "kmcp_listed-1canary-Wq8ZtY2bNm5KpR7vXc3LdJ0s";
const QString prefix = u"kmcp_listed-1"_s;

} // namespace

class tst_KeyCopiesStore final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DeviceFixture> m_home;
    std::unique_ptr<WorkspaceStore> m_workspaces;
    std::unique_ptr<DeviceStore> m_device;
    std::unique_ptr<KeyCopiesStore> m_copies;

    [[nodiscard]] QString at(const QString &path) const { return m_home->home() + u'/' + path; }
    void write(const QString &path, const QByteArray &bytes) const
    {
        DeviceFixture::write(at(path), bytes);
    }
    [[nodiscard]] QString nameOfFirst() const
    {
        return copyKeyText(m_copies->keyOf(m_copies->report().findings.first()));
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<DeviceFixture>();
        m_workspaces = std::make_unique<WorkspaceStore>(m_home->paths());
        m_device = std::make_unique<DeviceStore>(m_home->options());
        m_copies = std::make_unique<KeyCopiesStore>(
            KeyCopiesStore::Options{
                m_home->paths(), ClientCatalog(OperatingSystem::Linux, m_home->home()), {}, {}},
            *m_device, *m_workspaces);
    }
    void cleanup()
    {
        m_copies.reset();
        m_device.reset();
    }

    void nothingIsLookedAtUnasked()
    {
        write(u".cursor/mcp.json.bak"_s, key);
        m_copies->huntIfNeeded(); // the tools were not scanned yet
        QVERIFY(!m_copies->isHunting());
        QVERIFY(!m_copies->hasHunted());
        QCOMPARE(m_copies->report().files, 0);
    }

    void aHuntDeliversInTheStoresThread()
    {
        write(u".cursor/mcp.json.bak"_s, key);
        QSignalSpy changed(m_copies.get(), &KeyCopiesStore::changed);
        (void) m_copies->hunt();
        QVERIFY(m_copies->isHunting());
        QCOMPARE(changed.count(), 1);
        QVERIFY(m_copies->report().findings.isEmpty());
        QTRY_VERIFY(!m_copies->isHunting());
        QCOMPARE(changed.count(), 2);
        QVERIFY(m_copies->hasHunted());
        QCOMPARE(m_copies->report().findings.size(), 1);
        QCOMPARE(m_copies->problemCount(), 1);
    }

    void itHuntsAgainWhenTheToolsTellOfOtherKeys()
    {
        write(
            u".cursor/mcp.json"_s,
            "{\"mcpServers\":{\"konstantly\":{\"command\":\"x\",\"env\":{\"KONSTANTLY_MCP_KEY\":\""
                + key + "\"}}}}");
        QVERIFY(await(m_device->rescan()));
        m_copies->huntIfNeeded();
        QTRY_VERIFY(m_copies->hasHunted());
        // The tool's own state tells of this one.
        QVERIFY(m_copies->report().findings.isEmpty());
        m_copies->huntIfNeeded();
        QVERIFY(!m_copies->isHunting()); // nothing is different
        write(u".cursor/mcp.json"_s,
              "{\"mcpServers\":{\"konstantly\":{\"command\":\"x\"}},\"note\":\"" + key + "\"}");
        QVERIFY(await(m_device->rescan()));
        m_copies->huntIfNeeded();
        QVERIFY(m_copies->isHunting());
        QTRY_COMPARE(m_copies->report().findings.size(), 1);
    }

    void filesThatEntriesNameAreLookedAt()
    {
        write(u"own.env"_s, key);
        write(u".cursor/mcp.json"_s,
              "{\"mcpServers\":{\"konstantly\":{\"command\":\"x\",\"envFile\":\""
                  + at(u"own.env"_s).toUtf8() + "\"}}}");
        QVERIFY(await(m_device->rescan()));
        QVERIFY(await(m_copies->hunt()));
        QCOMPARE(m_copies->report().findings.size(), 1);
        QCOMPARE(m_copies->report().findings.first().toolId, u"cursor"_s);
        QCOMPARE(m_copies->report().findings.first().kind, CopyKind::EnvFile);
    }

    void aCallDuringAHuntStartsOver()
    {
        write(u".cursor/mcp.json.bak"_s, key);
        const QFuture<Result<>> first = m_copies->hunt();
        const QFuture<Result<>> second = m_copies->hunt();
        QVERIFY(await(m_copies->hunt()));
        QVERIFY(await(first));
        QVERIFY(await(second));
        QVERIFY(!m_copies->isHunting());
        QCOMPARE(m_copies->report().findings.size(), 1);
        QVERIFY(!m_copies->report().wasStopped);
    }

    void aStoppedHuntSaysSo()
    {
        for (int i = 0; i < 400; ++i)
            write(u".claude/backups/%1"_s.arg(i), QByteArray(100'000, 'x'));
        (void) m_copies->hunt();
        m_copies->stop();
        QTRY_VERIFY(!m_copies->isHunting());
        QVERIFY(m_copies->report().wasStopped);
        QVERIFY(m_copies->report().files < 400);
        // It can be deleted at any moment.
        (void) m_copies->hunt();
        m_copies.reset();
    }

    void keysGetTheirNamesFromTheListAndFromThisDevice()
    {
        write(u".cursor/mcp.json.bak"_s, key);
        QVERIFY(await(m_copies->hunt()));
        QCOMPARE(nameOfFirst(), u"An unknown key"_s);
        Workspace workspace = DeviceFixture::workspace();
        workspace.consoleKeyPrefix = prefix;
        QVERIFY(m_workspaces->add(workspace));
        QCOMPARE(nameOfFirst(), u"the key that acme was connected with"_s);
        QSignalSpy changed(m_copies.get(), &KeyCopiesStore::changed);
        m_copies->setListedKeys({{prefix, u"alex-laptop"_s, workspace.origin, false}});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(nameOfFirst(), u"alex-laptop"_s);
        QCOMPARE(m_copies->problemCount(), 1);
        m_copies->setListedKeys({{prefix, u"alex-laptop"_s, workspace.origin, true}});
        QCOMPARE(m_copies->problemCount(), 0);
    }

    void everyKindAndGapHasWords()
    {
        QSet<QString> texts;
        for (const CopyKind kind :
             {CopyKind::Config, CopyKind::Backup, CopyKind::EnvFile, CopyKind::OldSettings,
              CopyKind::Project, CopyKind::OwnBackup, CopyKind::History})
            texts << copyKindText(kind) << copyAdvice(kind) << copyKindName(kind);
        QCOMPARE(texts.size(), 21);
        texts.clear();
        for (const HuntGap gap :
             {HuntGap::Unreadable, HuntGap::TooLarge, HuntGap::NotText, HuntGap::LinkOutside,
              HuntGap::NotAFile, HuntGap::TooMuch, HuntGap::UnknownPlace})
            texts << huntGapText(gap) << huntGapName(gap);
        QCOMPARE(texts.size(), 14);
        QVERIFY(!texts.contains(QString()));
    }
};

QTEST_GUILESS_MAIN(tst_KeyCopiesStore)
#include "tst_keycopiesstore.moc"
