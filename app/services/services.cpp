// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/services/services.h"

#include "app/services/eventrecorder.h"
#include "app/services/usageparts.h"
#include "models/audit/auditfiles.h"
#include "models/audit/devicelogs.h"
#include "models/device/devicestore.h"
#include "models/device/keycopiesstore.h"
#include "models/keychain/keychainsecretstore.h"
#include "models/keys/deviceprotection.h"
#include "models/keys/workspaceconnector.h"
#include "models/konstantly/konstantlyclient.h"
#include "models/usage/usagelocation.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>

#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

AppPaths pathsFor(const QString &home)
{
    return home.isEmpty() ? AppPaths::current() : AppPaths::forHome(home);
}

//! \a given, or the program \a name that lies beside the one that runs now: all come from one package.
QString programPath(const QString &given, const QString &name)
{
    if (!given.isEmpty())
        return given;
#ifdef Q_OS_WIN
    return QCoreApplication::applicationDirPath() + u'/' + name + u".exe"_s;
#else
    return QCoreApplication::applicationDirPath() + u'/' + name;
#endif
}

ClientCatalog catalogFor(const AppPaths &paths)
{
    return {currentOperatingSystem(), paths.home, QProcessEnvironment::systemEnvironment()};
}

DeviceStore::Options deviceOptions(const AppPaths &paths, const QString &launcher,
                                   const Clock &clock)
{
    return {paths, catalogFor(paths), launcher, clock, {}, {}};
}

} // namespace

Services::Services(Options options)
    : m_clock(std::move(options.clock))
    , m_isOfWindow(options.isOfWindow)
    , m_paths(pathsFor(options.home))
    , m_policy(Policy::read(options.policy))
    , m_launcherPath(programPath(options.launcherPath, u"konstantly-mcp"_s))
    , m_windowPath(programPath(options.windowPath, u"konstantly-keys"_s))
    , m_workspaces(m_paths)
    , m_exposures(m_paths)
    , m_secrets(std::move(options.secretStore))
    , m_budget(m_paths.stateDir, m_clock)
    , m_package(m_paths, m_clock)
{
    if (!m_secrets)
        m_secrets = std::make_unique<KeychainSecretStore>();
    if (!options.network)
        m_ownNetwork = std::make_unique<QNetworkAccessManager>();
    QNetworkAccessManager &network = options.network ? *options.network : *m_ownNetwork;
    m_http = std::make_unique<HttpClient>(network, m_budget, m_clock, options.limits);
    m_device = std::make_unique<DeviceStore>(deviceOptions(m_paths, m_launcherPath, m_clock));
    m_events = std::make_unique<EventRecorder>(LocalEvents(m_paths, m_clock));
    m_events->follow(*m_device);
    m_keyCopies = std::make_unique<KeyCopiesStore>(
        KeyCopiesStore::Options{
            m_paths, catalogFor(m_paths), QProcessEnvironment::systemEnvironment(), {}},
        *m_device, m_workspaces);
    m_protection = std::make_unique<DeviceProtection>(*m_device, m_workspaces, *m_secrets,
                                                      m_exposures, m_clock);
    m_protection->setKeyCheck([this](const Secret &key, const Workspace &workspace) {
        const KonstantlyClient client(*m_http, BoundKey{workspace.origin, key},
                                      TrustOptions{workspace.caFile});
        return client.capabilities(m_protection.get())
            .then(m_protection.get(), [](const Result<Capabilities> &accepted) {
                return accepted ? Result<>() : Result<>(fail(accepted.error()));
            });
    });
    m_connector = std::make_unique<WorkspaceConnector>(m_workspaces, *m_secrets, *m_http);
    m_connector->setPolicy(m_policy);
    m_package.setPolicy(m_policy);

    connect(m_connector.get(), &WorkspaceConnector::workspaceAboutToBeAdded, this,
            [this](const QString &name) {
                // Another process may have been faster; its begin stands.
                if (m_workspaces.find(name))
                    return;
                if (const Result<> begun = beginDeviceLogs(m_paths, name); !begun)
                    qWarning("Events of an earlier workspace may appear under a new one: %s",
                             qUtf8Printable(errorName(begun.error().code)));
            });
    connect(m_connector.get(), &WorkspaceConnector::workspaceRemoved, this,
            [this](const Workspace &gone) {
                removeUsageFile(m_paths, gone);
                removeAuditFiles(m_paths, gone.name);
            });
    connect(&m_workspaces, &WorkspaceStore::workspacesChanged, this, [this] {
        closeSessions();
        m_device->setWorkspaces(m_workspaces.workspaces(), m_currentWorkspace);
    });
    connect(m_device.get(), &DeviceStore::changed, this, [this] {
        if (const Result<> marked = m_protection->markExposures(); !marked)
            qWarning("Exposed keys could not be noted: %s",
                     qUtf8Printable(errorName(marked.error().code)));
    });
    connect(m_keyCopies.get(), &KeyCopiesStore::changed, this, [this] {
        if (const Result<> marked = m_protection->markExposures(*m_keyCopies); !marked)
            qWarning("Exposed keys could not be noted: %s",
                     qUtf8Printable(errorName(marked.error().code)));
    });
    if (options.isOfWindow) {
        m_workspaces.watch();
        m_device->watch();
    }
}

Services::~Services()
{
    // What runs on a workspace ends before what it runs on; late signals find no half-dead services.
    m_workspaces.disconnect(this);
    m_device->disconnect(this);
    m_keyCopies->disconnect(this);
    m_sessions.clear();
}

Settings &Services::settings()
{
    if (!m_settings) {
        m_settings = Settings::inFile(m_paths, m_policy);
        m_events->follow(*m_settings);
    }
    return *m_settings;
}

void Services::start()
{
    m_startProblems = m_paths.removeLeftovers();
    if (const std::optional<Error> problem = m_policy.problem())
        m_startProblems << *problem;
    for (const QString &note : m_policy.notes())
        qWarning("Policy: %s", qUtf8Printable(note));
    if (const Result<> loaded = m_workspaces.load(); !loaded)
        m_startProblems << loaded.error();
    if (const Result<> loaded = m_exposures.load(); !loaded)
        m_startProblems << loaded.error();
}

void Services::setCurrentWorkspace(const QString &name)
{
    m_currentWorkspace = name;
    m_device->setWorkspaces(m_workspaces.workspaces(), name);
}

WorkspaceSession *Services::session(const QString &workspaceName)
{
    if (!m_workspaces.find(workspaceName))
        return nullptr;
    std::unique_ptr<WorkspaceSession> &session = m_sessions[workspaceName];
    if (!session) {
        session = std::make_unique<WorkspaceSession>(workspaceName, m_workspaces, *m_secrets,
                                                     *m_http, m_exposures, m_paths, m_clock,
                                                     usageMaker(*this));
        m_events->follow(*session);
    }
    return session.get();
}

void Services::closeSessions()
{
    for (auto it = m_sessions.begin(); it != m_sessions.end();) {
        if (m_workspaces.find(it->first)) {
            ++it;
            continue;
        }
        Q_EMIT sessionAboutToClose(it->first);
        // Its own code may be on the stack: the signal came from a change that it made.
        it->second.release()->deleteLater();
        it = m_sessions.erase(it);
    }
}

} // namespace Konstantly
