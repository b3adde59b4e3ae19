// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/workspaceconnector.h"

#include "tests/models/keys/keysfixture.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_WorkspaceConnector : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KeysFixture> m_fixture;
    std::unique_ptr<WorkspaceConnector> m_connector;

    [[nodiscard]] FakeNetwork &network() { return m_fixture->network; }
    [[nodiscard]] ConnectRequest request() const
    {
        ConnectRequest request;
        request.name = u"acme"_s;
        request.origin = m_fixture->origin;
        request.key = m_fixture->consoleKey;
        request.deviceName = u"alex-laptop"_s;
        return request;
    }

    //! The record as another process finds it.
    [[nodiscard]] Workspace storedAcme() const
    {
        WorkspaceStore other(m_fixture->paths);
        return other.load() ? other.find(u"acme").value_or(Workspace()) : Workspace();
    }
    //! A file in the place of \a folder: nobody can write into it.
    [[nodiscard]] static bool blockFolder(const QString &folder)
    {
        QFile file(folder);
        return QDir().mkpath(folder) && QDir(folder).removeRecursively()
               && file.open(QIODevice::WriteOnly);
    }
    //! From here on workspaces.json can't be changed, by whomever: no lock can be made.
    [[nodiscard]] bool makeUnwritable() const { return blockFolder(m_fixture->paths.stateDir); }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<KeysFixture>();
        m_connector = std::make_unique<WorkspaceConnector>(m_fixture->workspaces,
                                                           m_fixture->secrets, m_fixture->http);
    }

    void cleanup()
    {
        m_connector.reset();
        m_fixture.reset();
    }

    void connecting()
    {
        network().expect("GET", CapabilitiesTarget, capabilitiesAnswer());
        QList<WorkspaceConnector::Step> steps;
        connect(m_connector.get(), &WorkspaceConnector::stepChanged, this,
                [&steps](WorkspaceConnector::Step step) { steps << step; });
        const Result<ConnectedWorkspace> connected = await(m_connector->add(request()));
        QVERIFY2(connected, qPrintable(connected ? QString() : errorName(connected.error().code)));
        using Step = WorkspaceConnector::Step;
        QCOMPARE(steps, (QList<Step>{Step::CheckingKey, Step::CheckingKeychain, Step::Storing,
                                     Step::Done}));
        QCOMPARE(connected->keychain, u"Memory"_s);
        QCOMPARE(connected->capabilities.user.name, u"Alex Kim"_s);

        const Workspace workspace = m_fixture->acme();
        QCOMPARE(workspace, connected->workspace);
        QCOMPARE(workspace.userId, u"42"_s);
        QCOMPARE(workspace.consoleKeyPrefix, keyPrefix(m_fixture->consoleKey));
        QVERIFY(workspace.deviceSlot.isEmpty());
        // What is in the keychain: the key, bound to its host.
        const Result<KeyRecord> record = await(
            readKeyRecord(m_fixture->secrets, workspace.consoleSlot, m_fixture->origin));
        QVERIFY(record);
        QVERIFY(record->key == m_fixture->consoleKey);
        QCOMPARE(m_fixture->secrets.count(), 1); // the canary is gone
        QCOMPARE(network().requests().size(), 1);
    }

    void aNameIsMadeOfTheHost()
    {
        network().expect("GET", CapabilitiesTarget, capabilitiesAnswer());
        ConnectRequest unnamed = request();
        unnamed.name.clear();
        QVERIFY(await(m_connector->add(unnamed)));
        QVERIFY(m_fixture->workspaces.find(u"acme"));
    }

    void whatTheServiceRefusesLeavesNothing_data()
    {
        QTest::addColumn<FakeAnswer>("answer");
        QTest::addColumn<int>("code");
        QTest::newRow("401") << refusal(401, "UNAUTHORIZED") << int(ErrorCode::Unauthorized);
        QTest::newRow("401 without body")
            << FakeAnswer{401, {}, {}} << int(ErrorCode::Unauthorized);
        QTest::newRow("402") << refusal(402, "LICENSE_RESTRICTED")
                             << int(ErrorCode::LicenseRestricted);
        QTest::newRow("403 licence")
            << refusal(403, "MCP_LICENSE_DISABLED") << int(ErrorCode::LicenseDisabled);
        QTest::newRow("403") << refusal(403, "FORBIDDEN") << int(ErrorCode::Forbidden);
        QTest::newRow("404") << refusal(404, "NOT_FOUND") << int(ErrorCode::NotFound);
        QTest::newRow("429") << refusal(429, "MCP_RATE_LIMITED") << int(ErrorCode::RateLimited);
        QTest::newRow("429 for the office")
            << refusal(429, "MCP_AUTH_RATE_LIMITED") << int(ErrorCode::AuthRateLimited);
        QTest::newRow("500") << refusal(500, "") << int(ErrorCode::ServerFault);
        QTest::newRow("silent") << FakeAnswer::silence() << int(ErrorCode::Timeout);
        QTest::newRow("no such host")
            << FakeAnswer::trouble(QNetworkReply::HostNotFoundError) << int(ErrorCode::Offline);
        QTest::newRow("captive portal")
            << FakeAnswer{200, "<html>", "text/html"} << int(ErrorCode::BadResponse);
        QTest::newRow("cut") << FakeAnswer::json(R"({"tier": "full", "scopes")")
                             << int(ErrorCode::BadResponse);
        QTest::newRow("redirect") << FakeAnswer{302, {}, {}, {{"Location", "https://x.example/"}}}
                                  << int(ErrorCode::Redirected);
    }

    void whatTheServiceRefusesLeavesNothing()
    {
        QFETCH(const FakeAnswer, answer);
        network().setDefaultAnswer(answer);
        const Result<ConnectedWorkspace> connected = await(m_connector->add(request()));
        QVERIFY(!connected);
        QTEST(int(connected.error().code), "code");
        QVERIFY(m_fixture->workspaces.workspaces().isEmpty());
        QCOMPARE(m_fixture->secrets.count(), 0);
        QVERIFY(m_fixture->secrets.steps().isEmpty()); // the keychain was not even asked
    }

    void whatTheKeychainRefusesLeavesNothing_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("code");
        using Mode = MemorySecretStore::Mode;
        QTest::newRow("locked") << int(Mode::Locked) << int(ErrorCode::KeychainLocked);
        QTest::newRow("absent") << int(Mode::NoService) << int(ErrorCode::KeychainUnavailable);
        QTest::newRow("denied") << int(Mode::Denied) << int(ErrorCode::KeychainDenied);
        QTest::newRow("read-only") << int(Mode::ReadOnly) << int(ErrorCode::KeychainDenied);
        QTest::newRow("lying") << int(Mode::LyingWrite) << int(ErrorCode::KeychainBroken);
        QTest::newRow("truncating") << int(Mode::Truncating) << int(ErrorCode::KeychainBroken);
        QTest::newRow("hanging") << int(Mode::Hanging) << int(ErrorCode::KeychainNotAnswering);
    }

    void whatTheKeychainRefusesLeavesNothing()
    {
        QFETCH(const int, mode);
        m_fixture->secrets.setMode(MemorySecretStore::Mode(mode));
        network().expect("GET", CapabilitiesTarget, capabilitiesAnswer());
        const Result<ConnectedWorkspace> connected = await(m_connector->add(request()));
        QVERIFY(!connected);
        QTEST(int(connected.error().code), "code");
        QVERIFY(m_fixture->workspaces.workspaces().isEmpty());
        m_fixture->secrets.release();
    }

    void aRecordThatCantBeWrittenTakesTheKeyBack()
    {
        // A name that is taken on disk, by another process, since check() looked.
        WorkspaceStore other(m_fixture->paths);
        Workspace taken;
        taken.name = u"acme"_s;
        taken.origin = m_fixture->origin;
        QVERIFY(other.add(taken));
        network().expect("GET", CapabilitiesTarget, capabilitiesAnswer());
        const Result<ConnectedWorkspace> connected = await(m_connector->add(request()));
        QVERIFY(!connected);
        QCOMPARE(connected.error().code, ErrorCode::InvalidInput);
        QCOMPARE(m_fixture->secrets.count(), 0);
    }

    void aRecordThatCantBeWrittenStopsItBeforeAnythingIsSent_data()
    {
        QTest::addColumn<bool>("isLock");
        QTest::newRow("no lock can be made") << true;
        QTest::newRow("no file can be made") << false;
    }

    void aRecordThatCantBeWrittenStopsItBeforeAnythingIsSent()
    {
        QFETCH(const bool, isLock);
        const AppPaths &paths = m_fixture->paths;
        QVERIFY(blockFolder(isLock ? paths.stateDir : QFileInfo(paths.workspacesFile()).path()));
        QSignalSpy aboutToBeAdded(m_connector.get(), &WorkspaceConnector::workspaceAboutToBeAdded);
        const Result<ConnectedWorkspace> connected = await(m_connector->add(request()));
        QVERIFY(!connected);
        QCOMPARE(connected.error().code, ErrorCode::FileNotWritable);
        QVERIFY(network().requests().isEmpty());
        QVERIFY(m_fixture->secrets.steps().isEmpty());
        QCOMPARE(m_fixture->secrets.count(), 0);
        QVERIFY(aboutToBeAdded.isEmpty());
    }

    void whatIsCheckedBeforeAnythingIsSent_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<int>("code");
        QTest::newRow("no address") << u"origin"_s << int(ErrorCode::InvalidInput);
        QTest::newRow("custom host") << u"custom"_s << int(ErrorCode::OriginUnconfirmed);
        QTest::newRow("custom host, mistyped")
            << u"mistyped"_s << int(ErrorCode::OriginUnconfirmed);
        QTest::newRow("look-alike") << u"lookalike"_s << int(ErrorCode::OriginUnconfirmed);
        QTest::newRow("bad name") << u"name"_s << int(ErrorCode::InvalidInput);
        QTest::newRow("no key") << u"key"_s << int(ErrorCode::InvalidInput);
        QTest::newRow("no such file") << u"file"_s << int(ErrorCode::InvalidInput);
        QTest::newRow("not a certificate") << u"text"_s << int(ErrorCode::InvalidInput);
    }

    void whatIsCheckedBeforeAnythingIsSent()
    {
        QFETCH(const QString, what);
        ConnectRequest bad = request();
        const Origin custom = *Origin::parse(u"https://learn.acme.example");
        if (what == u"origin")
            bad.origin = {};
        if (what == u"custom" || what == u"mistyped")
            bad.origin = custom;
        if (what == u"mistyped")
            bad.confirmHost = u"learn.acme.exampel"_s;
        if (what == u"lookalike")
            bad.origin = *Origin::parse(u"https://acme.konstant1y.com");
        if (what == u"name")
            bad.name = u"Acme"_s;
        if (what == u"key")
            bad.key = {};
        if (what == u"file")
            bad.caFile = m_fixture->home.filePath(u"absent.pem"_s);
        if (what == u"text") {
            bad.caFile = m_fixture->home.filePath(u"ca.pem"_s);
            QFile file(bad.caFile);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("hello");
        }
        QTEST(int(m_connector->check(bad).error().code), "code");
        const Result<ConnectedWorkspace> connected = await(m_connector->add(bad));
        QTEST(int(connected.error().code), "code");
        QCOMPARE(network().requests().size(), 0);
        QVERIFY(m_fixture->secrets.steps().isEmpty());
    }

    void aHostThatTheAdministratorDoesNotAllowIsRefused()
    {
        QByteArray json("{'format': 1, 'allowedHosts': ['other.konstantly.com']}");
        m_connector->setPolicy(Policy::fromJson(json.replace('\'', '"'), u"policy"_s));
        const Result<ConnectedWorkspace> refused = await(m_connector->add(request()));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NotConfigured);
        QVERIFY(network().requests().isEmpty());
        QCOMPARE(m_fixture->secrets.count(), 0);
    }

    void aConfirmedHostIsTaken_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("typed");
        QTest::newRow("host") << u"https://learn.acme.example"_s << u"learn.acme.example"_s;
        QTest::newRow("capitals, spaces")
            << u"https://learn.acme.example"_s << u" Learn.Acme.Example "_s;
        QTest::newRow("port") << u"https://learn.acme.example:8443"_s
                              << u"learn.acme.example:8443"_s;
    }

    void aConfirmedHostIsTaken()
    {
        QFETCH(const QString, url);
        QFETCH(const QString, typed);
        network().expect("GET", CapabilitiesTarget, capabilitiesAnswer());
        ConnectRequest custom = request();
        custom.origin = *Origin::parse(url);
        custom.confirmHost = typed;
        QVERIFY(await(m_connector->add(custom)));
        QCOMPARE(network().requests().first().url.host(), custom.origin.host());
    }

    void theSameNameTwiceIsRefused()
    {
        m_fixture->connectAcme();
        const Result<ConnectedWorkspace> connected = await(m_connector->add(request()));
        QCOMPARE(connected.error().code, ErrorCode::InvalidInput);
        QCOMPARE(connected.error().subject, u"acme"_s);
    }

    void oneAtATime()
    {
        network().expect("GET", CapabilitiesTarget, capabilitiesAnswer());
        QFuture<Result<ConnectedWorkspace>> first = m_connector->add(request());
        QCOMPARE(await(m_connector->add(request())).error().code, ErrorCode::Cancelled);
        QVERIFY(await(first));
    }

    void destructionCancels()
    {
        network().expect("GET", CapabilitiesTarget, FakeAnswer::silence());
        QFuture<Result<ConnectedWorkspace>> connecting = m_connector->add(request());
        QTRY_COMPARE(network().requests().size(), 1);
        m_connector.reset();
        QVERIFY(connecting.isFinished());
        QCOMPARE(connecting.result().error().code, ErrorCode::Cancelled);
        QVERIFY(m_fixture->workspaces.workspaces().isEmpty());
    }

    void removingDeletesEverySlot()
    {
        m_fixture->connectAcme();
        QVERIFY(m_fixture->workspaces.change(u"acme"_s, [](Workspace &workspace) {
            workspace.deviceSlot = u"device"_s;
            workspace.spareSlots = {{u"3"_s, u"spare"_s}};
        }));
        for (const QString &slot : {u"device"_s, u"spare"_s, u"other"_s})
            m_fixture->secrets.setStored(slot, Secret("x"));
        QVERIFY(await(m_connector->remove(u"acme"_s)));
        QVERIFY(m_fixture->workspaces.workspaces().isEmpty());
        QCOMPARE(m_fixture->secrets.count(), 1);
        QVERIFY(m_fixture->secrets.stored(u"other"_s));
    }

    void aSlotThatMayStillBeThereKeepsTheRecord_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("isCertain"); // that no key is gone
        using Mode = MemorySecretStore::Mode;
        QTest::newRow("locked") << int(Mode::Locked) << true;
        QTest::newRow("lying") << int(Mode::LyingRemove) << false;
        QTest::newRow("absent") << int(Mode::NoService) << true;
        QTest::newRow("silent") << int(Mode::Hanging) << false;
    }

    void aSlotThatMayStillBeThereKeepsTheRecord()
    {
        QFETCH(const int, mode);
        QFETCH(const bool, isCertain);
        m_fixture->connectAcme();
        m_fixture->secrets.setMode(MemorySecretStore::Mode(mode));
        Workspace expected = m_fixture->acme();
        expected.isBeingRemoved = !isCertain;
        QVERIFY(!await(m_connector->remove(u"acme"_s)));
        QVERIFY(m_fixture->workspaces.find(u"acme"));
        QCOMPARE(storedAcme(), expected);
        m_fixture->secrets.release();
    }

    void whatCantBeForgottenKeepsItsKeys()
    {
        m_fixture->connectAcme();
        QVERIFY(makeUnwritable());
        const Result<> refused = await(m_connector->remove(u"acme"_s));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::FileNotWritable);
        QVERIFY(m_fixture->secrets.stored(m_fixture->acme().consoleSlot));
        QVERIFY(m_fixture->secrets.steps().isEmpty()); // the keychain was not even asked
        QCOMPARE(storedAcme(), m_fixture->acme());
    }

    void aRemovalThatDidNotEndIsToldAndCanBeRepeated_data()
    {
        QTest::addColumn<bool>("isKilled");
        QTest::newRow("the record can't be removed") << false;
        QTest::newRow("the program ends") << true;
    }

    void aRemovalThatDidNotEndIsToldAndCanBeRepeated()
    {
        QFETCH(const bool, isKilled);
        m_fixture->connectAcme();
        const QString slot = m_fixture->acme().consoleSlot;
        if (isKilled) {
            m_fixture->secrets.setMode(MemorySecretStore::Mode::Hanging);
            const QFuture<Result<>> removing = m_connector->remove(u"acme"_s);
            QVERIFY(!m_fixture->secrets.steps().isEmpty()); // the keychain was asked
            m_connector = std::make_unique<WorkspaceConnector>(m_fixture->workspaces,
                                                               m_fixture->secrets, m_fixture->http);
            m_fixture->secrets.release();
            QTRY_VERIFY(!m_fixture->secrets.stored(slot));
        } else {
            // Writable for the first step only.
            const auto once = Qt::ConnectionType(Qt::DirectConnection | Qt::SingleShotConnection);
            connect(
                &m_fixture->workspaces, &WorkspaceStore::workspacesChanged, this,
                [this] { QVERIFY(makeUnwritable()); }, once);
            QCOMPARE(await(m_connector->remove(u"acme"_s)).error().code,
                     ErrorCode::FileNotWritable);
            QVERIFY(QFile::remove(m_fixture->paths.stateDir));
        }
        QVERIFY(storedAcme().isBeingRemoved);
        QVERIFY(!m_fixture->secrets.stored(slot));
        {
            ConsoleAccess access(u"acme"_s, m_fixture->workspaces, m_fixture->secrets,
                                 m_fixture->http);
            const Result<KonstantlyClient> client = await(access.client());
            QVERIFY(!client);
            QCOMPARE(client.error(), unfinishedRemoval(u"acme"_s));
        }
        QVERIFY(await(m_connector->remove(u"acme"_s)));
        QVERIFY(m_fixture->workspaces.workspaces().isEmpty());
        QVERIFY(storedAcme().name.isEmpty());
    }

    void whatIsNotConnectedCantBeRemoved()
    {
        QCOMPARE(await(m_connector->remove(u"acme"_s)).error().code, ErrorCode::NotConfigured);
    }
};

QTEST_GUILESS_MAIN(tst_WorkspaceConnector)
#include "tst_workspaceconnector.moc"
