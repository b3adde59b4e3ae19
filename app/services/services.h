// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/services/workspacesession.h"
#include "models/base/clock.h"
#include "models/budget/authbudget.h"
#include "models/keychain/secretstore.h"
#include "models/net/httpclient.h"
#include "models/package/serverpackage.h"
#include "models/settings/apppaths.h"
#include "models/settings/exposures.h"
#include "models/settings/settings.h"
#include "models/settings/workspacestore.h"

#include <QObject>

#include <map>
#include <memory>

QT_BEGIN_NAMESPACE
class QNetworkAccessManager;
QT_END_NAMESPACE

namespace Konstantly {

class DeviceProtection;
class DeviceStore;
class EventRecorder;
class KeyCopiesStore;
class WorkspaceConnector;

//! The composition root: builds everything that lives as long as the program, in order, and hands out references. Main thread.
class Services final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Services)

public:
    struct Options
    {
        QString home;                             //!< empty = this user's
        QNetworkAccessManager *network = nullptr; //!< null = a real one; must outlive the services
        std::unique_ptr<SecretStore> secretStore; //!< null = the keychain of the operating system
        QString launcherPath;                     //!< empty = konstantly-mcp beside this program
        QString windowPath;                       //!< empty = konstantly-keys beside this program
        Clock clock = systemClock();
        PolicySource policy = {};
        HttpLimits limits = {};
        //! Follows changes that other processes make, and has histories counted in days of this device's time zone.
        bool isOfWindow = false;
    };

    explicit Services(Options options);
    ~Services() override;

    //! Reads our own files. Problems are in WorkspaceStore::problem() and startProblems(); the program runs all the same.
    void start();
    [[nodiscard]] QList<Error> startProblems() const { return m_startProblems; }

    [[nodiscard]] const AppPaths &paths() const { return m_paths; }
    //! What the administrator decided; read once.
    [[nodiscard]] const Policy &policy() const { return m_policy; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] bool isOfWindow() const { return m_isOfWindow; }
    //! Opened when first asked for: the command line needs none.
    [[nodiscard]] Settings &settings();
    [[nodiscard]] WorkspaceStore &workspaces() { return m_workspaces; }
    [[nodiscard]] Exposures &exposures() { return m_exposures; }
    [[nodiscard]] SecretStore &secrets() { return *m_secrets; }
    [[nodiscard]] HttpClient &http() { return *m_http; }
    [[nodiscard]] ServerPackage &package() { return m_package; }
    [[nodiscard]] DeviceStore &device() { return *m_device; }
    [[nodiscard]] KeyCopiesStore &keyCopies() { return *m_keyCopies; }
    [[nodiscard]] DeviceProtection &protection() { return *m_protection; }
    //! What is done on this device is written down there.
    [[nodiscard]] EventRecorder &events() { return *m_events; }
    [[nodiscard]] WorkspaceConnector &connector() { return *m_connector; }
    [[nodiscard]] QString launcherPath() const { return m_launcherPath; }
    //! The window's program: it draws for who has no pixels.
    [[nodiscard]] QString windowPath() const { return m_windowPath; }

    //! The workspace that is looked at: it decides which of a tool's entries counts. Empty = all are equal.
    void setCurrentWorkspace(const QString &name);

    //! The working parts of one workspace, made when first asked for; null when there is no such workspace. Lives until the
    //! workspace is removed: watch sessionAboutToClose().
    [[nodiscard]] WorkspaceSession *session(const QString &workspaceName);

Q_SIGNALS:
    void sessionAboutToClose(const QString &workspaceName);

private:
    void closeSessions();

    Clock m_clock;
    bool m_isOfWindow;
    AppPaths m_paths;
    Policy m_policy;
    QString m_launcherPath;
    QString m_windowPath;
    QString m_currentWorkspace;
    std::unique_ptr<Settings> m_settings;
    WorkspaceStore m_workspaces;
    Exposures m_exposures;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<QNetworkAccessManager> m_ownNetwork;
    AuthBudget m_budget;
    std::unique_ptr<HttpClient> m_http;
    ServerPackage m_package;
    std::unique_ptr<EventRecorder> m_events;
    std::unique_ptr<DeviceStore> m_device;
    std::unique_ptr<KeyCopiesStore> m_keyCopies;
    std::unique_ptr<DeviceProtection> m_protection;
    std::unique_ptr<WorkspaceConnector> m_connector;
    std::map<QString, std::unique_ptr<WorkspaceSession>> m_sessions;
    QList<Error> m_startProblems;
};

} // namespace Konstantly
