// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/deviceprotection.h"

#include "models/device/keycopiesstore.h"
#include "tests/models/keys/keysfixture.h"
#include "tests/support/plaintextconfig.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using KeyMove = DeviceProtection::KeyMove;

class tst_DeviceProtection : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KeysFixture> m_fixture;
    std::unique_ptr<DeviceStore> m_device;
    std::unique_ptr<DeviceProtection> m_protection;
    Secret m_plainKey;

    [[nodiscard]] QString configPath() const
    {
        return m_fixture->home.filePath(u".cursor/mcp.json"_s);
    }
    void writeConfig(const QByteArray &bytes)
    {
        QVERIFY(QDir().mkpath(m_fixture->home.filePath(u".cursor"_s)));
        QFile file(configPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();
        m_device->setWorkspaces(m_fixture->workspaces.workspaces());
        std::ignore = await(m_device->rescan());
    }
    void writePlaintext(const QString &url, const Secret &key)
    {
        writeConfig(plaintextConfig(key, url));
    }
    [[nodiscard]] QByteArray config() const
    {
        QFile file(configPath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] Result<DeviceProtection::Plan> plan(const QString &workspace = {})
    {
        return await(m_protection->plan(u"cursor"_s, workspace));
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<KeysFixture>();
        m_fixture->connectAcme(u"7"_s);
        m_plainKey = randomKey();
        m_device = std::make_unique<DeviceStore>(
            DeviceStore::Options{m_fixture->paths,
                                 ClientCatalog(OperatingSystem::Linux, m_fixture->home.path()),
                                 u"/opt/konstantly/konstantly-mcp"_s,
                                 m_fixture->clock,
                                 [](const ToolDescriptor &) { return false; },
                                 {}});
        m_protection = std::make_unique<DeviceProtection>(*m_device, m_fixture->workspaces,
                                                          m_fixture->secrets, m_fixture->exposures,
                                                          m_fixture->clock);
    }

    void cleanup()
    {
        m_protection.reset();
        m_device.reset();
        m_fixture.reset();
    }

    void aToolWithoutAnEntryIsSetUp()
    {
        writeConfig("{}");
        const auto planned = plan();
        QVERIFY(planned);
        QCOMPARE(planned->keyMove, KeyMove::None);
        QCOMPARE(config(), QByteArray("{}")); // a plan writes nothing
        QVERIFY(await(m_protection->apply(*planned)));
        QVERIFY(config().contains("konstantly-mcp"));
        QVERIFY(m_fixture->exposures.list().isEmpty());
        QCOMPARE(m_device->find(u"cursor")->state, ToolState::Protected);
    }

    void aPlaintextKeyBecomesTheDevicesKey()
    {
        writePlaintext(u"https://acme.konstantly.com"_s, m_plainKey);
        const auto planned = plan();
        QVERIFY(planned);
        QCOMPARE(planned->keyMove, KeyMove::BecomesDeviceKey);
        QVERIFY(!planned->notes.isEmpty());
        QVERIFY(await(m_protection->apply(*planned)));
        const Workspace workspace = m_fixture->acme();
        QCOMPARE(workspace.deviceKeyPrefix, keyPrefix(m_plainKey));
        const Result<KeyRecord> record = await(
            readKeyRecord(m_fixture->secrets, workspace.deviceSlot, m_fixture->origin));
        QVERIFY(record);
        QVERIFY(record->key == m_plainKey);
        QVERIFY(!config().contains("kmcp_"));
        QVERIFY(m_fixture->exposures.containsKey(m_plainKey));
    }

    //! All tools of the workspace would use it.
    void aKeyThatTheServiceRejectsDoesNotBecomeTheDevicesKey()
    {
        QList<Secret> asked;
        m_protection->setKeyCheck([&asked](const Secret &key, const Workspace &) {
            asked.append(key);
            return failedFuture<void>(Error{ErrorCode::Unauthorized, {}, {}, {}});
        });
        writePlaintext(u"https://acme.konstantly.com"_s, m_plainKey);
        const auto planned = plan();
        QVERIFY(planned);
        QCOMPARE(asked, QList<Secret>{m_plainKey});
        QCOMPARE(planned->keyMove, KeyMove::Rejected);
        QVERIFY(planned->notes.join(u' ').contains(u"does not accept"));
        QVERIFY(await(m_protection->apply(*planned)));
        QVERIFY(m_fixture->acme().deviceSlot.isEmpty());
        QCOMPARE(m_fixture->secrets.count(), 1);
        QVERIFY(!config().contains("kmcp_"));
    }

    void withoutAnAnswerOfTheServiceNothingHappens()
    {
        m_protection->setKeyCheck([](const Secret &, const Workspace &) {
            return failedFuture<void>(Error{ErrorCode::Offline, {}, {}, {}});
        });
        writePlaintext(u"https://acme.konstantly.com"_s, m_plainKey);
        const QByteArray before = config();
        const auto planned = plan();
        QVERIFY(!planned);
        QCOMPARE(planned.error().code, ErrorCode::Offline);
        QCOMPARE(config(), before);
    }

    //! H-4: the file pairs a key with the address of another workspace.
    void aKeyOfAnotherWorkspaceIsNotSentAnywhere()
    {
        bool wasAsked = false;
        m_protection->setKeyCheck([&wasAsked](const Secret &, const Workspace &) {
            wasAsked = true;
            return readyFuture<void>(Result<>());
        });
        Workspace other;
        other.name = u"other"_s;
        other.origin = *Origin::parse(u"https://other.konstantly.com"_s);
        other.consoleSlot = u"slot-other"_s;
        QVERIFY(m_fixture->workspaces.add(other));
        QVERIFY(await(writeKeyRecord(m_fixture->secrets, other.consoleSlot,
                                     {other.origin, {}, m_plainKey, false})));
        writePlaintext(u"https://acme.konstantly.com"_s, m_plainKey);
        const QByteArray before = config();
        const auto planned = plan();
        QVERIFY(!planned);
        QCOMPARE(planned.error().code, ErrorCode::OriginMismatch);
        QVERIFY(!wasAsked);
        QCOMPARE(config(), before);
        QVERIFY(m_fixture->acme().deviceSlot.isEmpty());
    }

    void aKeyThatIsStoredAlreadyIsNotStoredTwice()
    {
        writePlaintext(u"https://acme.konstantly.com"_s, m_fixture->consoleKey);
        const auto planned = plan();
        QVERIFY(planned);
        QCOMPARE(planned->keyMove, KeyMove::StoredAlready);
        QVERIFY(await(m_protection->apply(*planned)));
        QCOMPARE(m_fixture->secrets.count(), 1);
        QVERIFY(m_fixture->acme().deviceSlot.isEmpty());
        QVERIFY(m_fixture->exposures.containsKey(m_fixture->consoleKey));
    }

    void aDeviceKeyOfItsOwnSupersedesTheFiles()
    {
        const Secret device = randomKey();
        QVERIFY(m_fixture->workspaces.change(u"acme"_s, [](Workspace &workspace) {
            workspace.deviceSlot = u"device"_s;
            workspace.deviceKeyId = u"8"_s;
        }));
        m_fixture->secrets.setStored(
            u"device"_s, *toSecret(KeyRecord{m_fixture->origin, u"8"_s, device, false}));
        writePlaintext(u"https://acme.konstantly.com"_s, m_plainKey);
        const auto planned = plan();
        QVERIFY(planned);
        QCOMPARE(planned->keyMove, KeyMove::Superseded);
        QVERIFY(await(m_protection->apply(*planned)));
        QCOMPARE(m_fixture->acme().deviceSlot, u"device"_s);
        QVERIFY(m_fixture->exposures.containsKey(m_plainKey));
    }

    void aKeyOfAnotherAddressIsRefused()
    {
        writePlaintext(u"https://other.konstantly.com"_s, m_plainKey);
        const auto decided = plan();
        QVERIFY(!decided);
        QCOMPARE(decided.error().code, ErrorCode::NotConfigured);
        const auto forced = plan(u"acme"_s);
        QVERIFY(!forced);
        QCOMPARE(forced.error().code, ErrorCode::OriginMismatch);
        QVERIFY(config().contains("kmcp_"));
    }

    void aKeyWithoutAddressIsNotTakenOver()
    {
        writePlaintext({}, m_plainKey);
        const auto planned = plan();
        QVERIFY(planned);
        QCOMPARE(planned->keyMove, KeyMove::Superseded);
        QVERIFY(await(m_protection->apply(*planned)));
        QCOMPARE(m_fixture->secrets.count(), 1);
        QVERIFY(m_fixture->exposures.containsKey(m_plainKey));
    }

    void aKeychainThatRefusesLeavesTheFileAlone_data()
    {
        QTest::addColumn<int>("mode");
        using Mode = MemorySecretStore::Mode;
        QTest::newRow("locked") << int(Mode::Locked);
        QTest::newRow("absent") << int(Mode::NoService);
        QTest::newRow("read-only") << int(Mode::ReadOnly);
        QTest::newRow("lying") << int(Mode::LyingWrite);
        QTest::newRow("truncating") << int(Mode::Truncating);
    }

    void aKeychainThatRefusesLeavesTheFileAlone()
    {
        QFETCH(const int, mode);
        writePlaintext(u"https://acme.konstantly.com"_s, m_plainKey);
        const QByteArray before = config();
        const auto planned = plan();
        QVERIFY(planned);
        m_fixture->secrets.setMode(MemorySecretStore::Mode(mode));
        QVERIFY(!await(m_protection->apply(*planned)));
        QCOMPARE(config(), before);
        QVERIFY(m_fixture->acme().deviceSlot.isEmpty());
    }

    void aFileThatChangedMeanwhileTakesTheKeyBack()
    {
        writePlaintext(u"https://acme.konstantly.com"_s, m_plainKey);
        const auto planned = plan();
        QVERIFY(planned);
        QFile file(configPath());
        QVERIFY(file.open(QIODevice::Append));
        file.write("\n");
        file.close();
        const QByteArray before = config();
        const Result<> applied = await(m_protection->apply(*planned));
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, ErrorCode::FileChangedMeanwhile);
        QCOMPARE(config(), before);
        QVERIFY(m_fixture->acme().deviceSlot.isEmpty());
        QCOMPARE(m_fixture->secrets.count(), 1);
    }

    void withoutAKeyNoToolIsPointedAtUs()
    {
        QVERIFY(await(m_fixture->secrets.remove(m_fixture->acme().consoleSlot)));
        writeConfig("{}");
        const auto planned = plan();
        QVERIFY(planned);
        const Result<> applied = await(m_protection->apply(*planned));
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, ErrorCode::KeyMissing);
        QCOMPARE(config(), QByteArray("{}"));
    }

    void foundKeysAreMarkedOnce()
    {
        writePlaintext(u"https://acme.konstantly.com"_s, m_plainKey);
        QVERIFY(m_protection->markExposures());
        QVERIFY(m_protection->markExposures());
        QCOMPARE(m_fixture->exposures.list().size(), 1);
        QCOMPARE(m_fixture->exposures.list().first().place, configPath());
        QVERIFY(m_fixture->exposures.contains(keyPrefix(m_plainKey), m_fixture->origin));
    }

    void copiesInOtherFilesAreMarkedOnceUnlessTheirKeyIsDead()
    {
        KeyCopiesStore copies({m_fixture->paths,
                               ClientCatalog(OperatingSystem::Linux, m_fixture->home.path()),
                               {},
                               {}},
                              *m_device, m_fixture->workspaces);
        writeConfig("{}");
        const QString backup = m_fixture->home.filePath(u".cursor/mcp.json.bak"_s);
        QFile file(backup);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const Secret deadKey = randomKey();
        file.write(m_plainKey.reveal().toByteArray() + '\n' + m_plainKey.reveal().toByteArray()
                   + '\n' + deadKey.reveal().toByteArray());
        file.close();
        copies.setListedKeys({{keyPrefix(m_plainKey), u"mine"_s, m_fixture->origin, false},
                              {keyPrefix(deadKey), u"dead"_s, m_fixture->origin, true}});
        QVERIFY(await(copies.hunt()));
        QCOMPARE(copies.report().findings.size(), 3);
        QCOMPARE(copies.problemCount(), 2);
        QVERIFY(m_protection->markExposures(copies));
        QVERIFY(m_protection->markExposures(copies));
        QCOMPARE(m_fixture->exposures.list().size(), 1);
        const Exposure &marked = m_fixture->exposures.list().first();
        QCOMPARE(marked.place, backup);
        QCOMPARE(marked.origin, m_fixture->origin);
        QCOMPARE(marked.fingerprint, fingerprint(m_plainKey));
        QVERIFY(m_fixture->exposures.contains(keyPrefix(m_plainKey), m_fixture->origin));
        QVERIFY(!m_fixture->exposures.containsKey(deadKey));
    }

    void withoutWorkspaceThereIsNothingToUse()
    {
        QVERIFY(m_fixture->workspaces.remove(u"acme"_s));
        writeConfig("{}");
        QCOMPARE(plan().error().code, ErrorCode::NotConfigured);
        QCOMPARE(plan(u"beta"_s).error().subject, u"beta"_s);
    }
};

QTEST_GUILESS_MAIN(tst_DeviceProtection)
#include "tst_deviceprotection.moc"
