// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keycreator.h"
#include "models/keys/keyrevoker.h"
#include "models/keys/keystore.h"
#include "models/keys/rotation.h"
#include "models/settings/apppaths.h"

#include <QObject>

#include <functional>
#include <memory>

namespace Konstantly {

class AuditStore;
class WorkspaceUsage;

//! What works on one connected workspace, sharing one console key and one list of keys.
class WorkspaceSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspaceSession)

public:
    using UsageMaker = std::function<std::unique_ptr<WorkspaceUsage>(WorkspaceSession &)>;

    WorkspaceSession(const QString &workspaceName, WorkspaceStore &workspaces, SecretStore &secrets,
                     HttpClient &http, Exposures &exposures, const AppPaths &paths,
                     const Clock &clock, UsageMaker makeUsage, QObject *parent = nullptr);

    ~WorkspaceSession() override;

    //! As it is stored now.
    [[nodiscard]] Workspace workspace() const { return m_access.workspace(); }
    [[nodiscard]] ConsoleAccess &access() { return m_access; }
    [[nodiscard]] KeyStore &keys() { return m_keys; }
    [[nodiscard]] KeyCreator &creator() { return m_creator; }
    [[nodiscard]] KeyRevoker &revoker() { return m_revoker; }
    [[nodiscard]] Rotation &rotation() { return m_rotation; }
    //! What agents did; made when first asked for.
    [[nodiscard]] WorkspaceUsage &usage();
    //! What happened, on the service and on this device; made when first asked for.
    [[nodiscard]] AuditStore &audit();

private:
    ConsoleAccess m_access;
    KeyStore m_keys;
    KeyCreator m_creator;
    KeyRevoker m_revoker;
    Rotation m_rotation;
    AppPaths m_paths;
    Clock m_clock;
    UsageMaker m_makeUsage;
    std::unique_ptr<WorkspaceUsage> m_usage;
    std::unique_ptr<AuditStore> m_audit;
};

} // namespace Konstantly
