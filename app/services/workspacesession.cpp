// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/services/workspacesession.h"

namespace Konstantly {

WorkspaceSession::WorkspaceSession(const QString &workspaceName, WorkspaceStore &workspaces,
                                   SecretStore &secrets, HttpClient &http, Exposures &exposures,
                                   const AppPaths &paths, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_access(workspaceName, workspaces, secrets, http)
    , m_keys(m_access, workspaces, clock)
    , m_creator(m_keys, workspaces, secrets, clock)
    , m_revoker(m_keys, workspaces, secrets, clock)
    , m_rotation(m_keys, workspaces, secrets, exposures, paths, clock)
{}

} // namespace Konstantly
