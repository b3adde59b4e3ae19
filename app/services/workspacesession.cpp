// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/services/workspacesession.h"

#include "models/audit/auditstore.h"
#include "models/usage/workspaceusage.h"

namespace Konstantly {

WorkspaceSession::WorkspaceSession(const QString &workspaceName, WorkspaceStore &workspaces,
                                   SecretStore &secrets, HttpClient &http, Exposures &exposures,
                                   const AppPaths &paths, const Clock &clock, UsageMaker makeUsage,
                                   QObject *parent)
    : QObject(parent)
    , m_access(workspaceName, workspaces, secrets, http)
    , m_keys(m_access, workspaces, clock)
    , m_creator(m_keys, workspaces, secrets, clock)
    , m_revoker(m_keys, workspaces, secrets, clock)
    , m_rotation(m_keys, workspaces, secrets, exposures, paths, clock)
    , m_paths(paths)
    , m_clock(clock)
    , m_makeUsage(std::move(makeUsage))
{}

WorkspaceSession::~WorkspaceSession() = default;

WorkspaceUsage &WorkspaceSession::usage()
{
    if (!m_usage)
        m_usage = m_makeUsage(*this);
    return *m_usage;
}

AuditStore &WorkspaceSession::audit()
{
    if (!m_audit) {
        m_audit = std::make_unique<AuditStore>(
            m_access.workspaceName(), m_paths, [this] { return m_access.client(); }, m_clock);
    }
    return *m_audit;
}

} // namespace Konstantly
