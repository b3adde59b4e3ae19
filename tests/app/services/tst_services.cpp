// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/services/services.h"

#include "models/audit/auditstore.h"
#include "models/device/devicestore.h"
#include "models/keys/workspaceconnector.h"
#include "tests/models/keys/keysfixture.h"
#include "tests/support/plaintextconfig.h"

#include <QDir>
#include <QFile>
#include <QPointer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

class tst_Services : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<Services> m_services;
    MemorySecretStore *m_secrets = nullptr; // owned by m_services

    [[nodiscard]] static Workspace workspaceNamed(const QString &name)
    {
        Workspace workspace;
        workspace.name = name;
        workspace.origin = *Origin::parse(u"https://acme.konstantly.com");
        workspace.consoleSlot = u"slot-"_s + name;
        return workspace;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_home = std::make_unique<QTemporaryDir>();
        m_network = std::make_unique<FakeNetwork>();
        auto secrets = std::make_unique<MemorySecretStore>(KeysFixture::deadlines());
        m_secrets = secrets.get();
        Services::Options options;
        options.home = m_home->path();
        options.network = m_network.get();
        options.secretStore = std::move(secrets);
        options.launcherPath = u"/opt/konstantly/konstantly-mcp"_s;
        options.clock = [] { return Now; };
        options.limits = KeysFixture::limits();
        m_services = std::make_unique<Services>(std::move(options));
    }

    void cleanup()
    {
        m_services.reset();
        m_network.reset();
        m_home.reset();
    }

    void startingLeavesNoTrace()
    {
        m_services->start();
        QVERIFY(m_services->startProblems().isEmpty());
        QVERIFY(!QFile::exists(m_services->paths().workspacesFile()));
        QVERIFY(!QFile::exists(m_services->paths().preferencesFile()));
        QCOMPARE(m_network->requests().size(), 0);
        QVERIFY(m_secrets->steps().isEmpty());
    }

    void damagedFilesAreProblemsAndNoObstacle()
    {
        QVERIFY(QDir().mkpath(m_services->paths().configDir));
        for (const QString &path :
             {m_services->paths().workspacesFile(), m_services->paths().exposuresFile()}) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("{");
        }
        m_services->start();
        QCOMPARE(m_services->startProblems().size(), 2);
        QVERIFY(m_services->workspaces().workspaces().isEmpty());
    }

    void aSessionLivesAsLongAsItsWorkspace()
    {
        QCOMPARE(m_services->session(u"acme"_s), nullptr);
        QVERIFY(m_services->workspaces().add(workspaceNamed(u"acme"_s)));
        QVERIFY(m_services->workspaces().add(workspaceNamed(u"beta"_s)));
        QPointer<WorkspaceSession> acme = m_services->session(u"acme"_s);
        QPointer<WorkspaceSession> beta = m_services->session(u"beta"_s);
        QVERIFY(acme && beta && acme != beta);
        QCOMPARE(m_services->session(u"acme"_s), acme.data());
        QCOMPARE(acme->workspace().consoleSlot, u"slot-acme"_s);

        QSignalSpy closing(m_services.get(), &Services::sessionAboutToClose);
        QVERIFY(m_services->workspaces().remove(u"acme"_s));
        QCOMPARE(closing.count(), 1);
        QCOMPARE(closing.first().first().toString(), u"acme"_s);
        QTRY_VERIFY(acme.isNull());
        QVERIFY(beta);
        QCOMPARE(m_services->session(u"acme"_s), nullptr);
    }

    void whatIsKeptOfARemovedWorkspaceGoesWithIt()
    {
        const QString folder = m_services->paths().stateDir + u"/audit"_s;
        QVERIFY(QDir().mkpath(folder));
        for (const char *name : {"acme.log", "acme.progress.json", "acme.lock",
                                 "acme.siem-0123.json", "acme.two.log", "acme2.log"}) {
            QFile file(folder + u'/' + QString::fromLatin1(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        Q_EMIT m_services->connector().workspaceRemoved(workspaceNamed(u"acme"_s));
        QCOMPARE(QDir(folder).entryList(QDir::Files),
                 QStringList({u"acme.two.log"_s, u"acme2.log"_s}));
    }

    void aRefreshThatEndsTheServicesIsCancelled()
    {
        QVERIFY(m_services->workspaces().add(workspaceNamed(u"acme"_s)));
        const KeyRecord record{
            *Origin::parse(u"https://acme.konstantly.com"), {}, randomKey(), false};
        m_secrets->setStored(u"slot-acme"_s, *toSecret(record));
        m_network->expect("GET", KeysTarget, FakeAnswer::silence());
        QFuture<Result<>> refreshed = m_services->session(u"acme"_s)->keys().refresh();
        QTRY_COMPARE(m_network->requests().size(), 1);
        m_services.reset();
        QVERIFY(refreshed.isFinished());
        QCOMPARE(refreshed.result().error().code, ErrorCode::Cancelled);
    }

    void aSessionHasATimeLineThatAsksNobodyByItself()
    {
        QVERIFY(m_services->workspaces().add(workspaceNamed(u"acme"_s)));
        WorkspaceSession *acme = m_services->session(u"acme"_s);
        AuditStore &audit = acme->audit();
        QCOMPARE(&acme->audit(), &audit);
        QCOMPARE(audit.workspace(), u"acme"_s);
        audit.load();
        QTRY_VERIFY(audit.isLoaded());
        QVERIFY(m_network->requests().isEmpty());
        // With no key in the keychain there is nobody to ask as.
        QCOMPARE(await(audit.refresh()).error().code, ErrorCode::KeyMissing);
        QCOMPARE(audit.lastError()->code, ErrorCode::KeyMissing);
    }

    void keysFoundInFilesAreMarkedExposed()
    {
        m_services->start();
        const Secret key = randomKey();
        QVERIFY(QDir().mkpath(m_home->filePath(u".cursor"_s)));
        QFile file(m_home->filePath(u".cursor/mcp.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(plaintextConfig(key, u"https://acme.konstantly.com"_s));
        file.close();
        std::ignore = await(m_services->device().rescan());
        QVERIFY(m_services->exposures().containsKey(key));
    }

    void toolsFollowTheWorkspaces()
    {
        QVERIFY(QDir().mkpath(m_home->filePath(u".cursor"_s)));
        QVERIFY(m_services->workspaces().add(workspaceNamed(u"acme"_s)));
        const Result<PlannedChange> change = await(
            m_services->device().planProtect(u"cursor"_s, *m_services->workspaces().find(u"acme")));
        QVERIFY(change);
        QVERIFY(await(m_services->device().apply(*change)));
        std::ignore = await(m_services->device().rescan());
        QCOMPARE(m_services->device().find(u"cursor")->state, ToolState::Protected);
        QVERIFY(m_services->workspaces().remove(u"acme"_s));
        QCOMPARE(m_services->device().find(u"cursor")->state, ToolState::OtherWorkspace);
    }

    void preferencesAreOpenedWhenAskedFor()
    {
        QVERIFY(!QFile::exists(m_services->paths().preferencesFile()));
        std::ignore = m_services->settings();
        QVERIFY(QFile::exists(m_services->paths().preferencesFile()));
    }
};

QTEST_GUILESS_MAIN(tst_Services)
#include "tst_services.moc"
