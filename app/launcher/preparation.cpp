// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/launcher/preparation.h"

#include "models/base/background.h"
#include "models/settings/workspacestore.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcessEnvironment>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Konstantly {

namespace {

//! Without a question to the user the launcher has answered within 5 s (security L-3, K-9), its own work included.
constexpr KeychainDeadlines Deadlines{4s, 30s};

} // namespace

Preparation::Preparation(const AppPaths &paths, const QString &profile, StepSink steps)
    : m_paths(paths)
    , m_profile(profile)
    , m_steps(std::move(steps))
    , m_keychain(Deadlines)
    , m_package(paths)
    , m_policy(Policy::read())
{}

void Preparation::start()
{
    m_clock.start();
    auto workspace = findWorkspace();
    step(u"workspace"_s, workspace ? std::nullopt : std::optional(workspace.error()));
    if (!workspace) {
        finish(fail(workspace.error()));
        return;
    }
    m_workspace = *workspace;
    m_clock.restart();
    whenFinished(m_package.verifyInBackground(), this,
                 [this](const Result<PackageStatus> &status) { takePackage(status); });
    whenFinished(readKeyRecord(m_keychain, m_workspace.activeDeviceSlot(), m_workspace.origin),
                 this, [this](const Result<KeyRecord> &record) { takeKey(record); });
}

Result<Workspace> Preparation::findWorkspace() const
{
    // Whatever is not a name is not repeated to the user either: it could be a key, pasted in the wrong place.
    if (!isValidWorkspaceName(m_profile))
        return fail(ErrorCode::NotConfigured,
                    tr("There is no workspace of that name on this device. Connect it first."));
    WorkspaceStore store(m_paths);
    if (const auto loaded = store.load(); !loaded)
        return fail(loaded.error());
    const auto workspace = store.find(m_profile);
    if (!workspace)
        return fail(ErrorCode::NotConfigured, {}, m_profile);
    // Asking the service would only cost a failed sign-in.
    if (workspace->isActiveDeviceKeyRevoked())
        return fail(ErrorCode::KeyRevoked, {},
                    workspace->deviceKeyRevokedAt.isValid() ? workspace->deviceKeyName : QString());
    if (!workspace->isDemo) {
        if (const auto allowed = m_policy.checkHost(workspace->origin.host()); !allowed)
            return fail(allowed.error());
    }
    return *workspace;
}

void Preparation::takeKey(const Result<KeyRecord> &record)
{
    step(u"keychain"_s, record ? std::nullopt : std::optional(record.error()));
    if (!record) {
        Error error = record.error();
        if (error.code == ErrorCode::KeyMissing)
            error.subject = m_profile; // not the slot's meaningless name
        finish(fail(error));
        return;
    }
    m_record = *record;
    planIfComplete();
}

void Preparation::takePackage(const Result<PackageStatus> &verified)
{
    Result<PackageStatus> package = verified;
    if (verified) {
        const auto allowed = m_policy.checkPackage(verified->version, verified->integrity);
        if (!allowed)
            package = fail(allowed.error());
    }
    step(u"package"_s, package ? std::nullopt : std::optional(package.error()),
         package ? package->version : QString());
    if (!package) {
        finish(fail(package.error()));
        return;
    }
    m_status = *package;
    planIfComplete();
}

void Preparation::planIfComplete()
{
    if (!m_record || !m_status || m_result)
        return;
    const auto planned = plan();
    if (!planned)
        step(u"start"_s, planned.error());
    finish(planned);
}

Result<LaunchPlan> Preparation::plan()
{
    if (const auto checked = checkNode(m_status->node); !checked) {
        // Updated or moved since: look again, once, and remember.
        auto node = findNode();
        if (!node)
            return fail(node.error());
        m_status->node = *node;
        const auto remembered = m_package.rememberNode(*node);
        Q_UNUSED(remembered) // an unwritable folder only means looking again next time
    }
    if (!m_workspace.caFile.isEmpty() && !QFileInfo(m_workspace.caFile).isReadable())
        return fail(ErrorCode::FileUnreadable, {}, m_workspace.caFile);
    return planLaunch(m_workspace, *m_status, *m_record, m_paths.home,
                      QProcessEnvironment::systemEnvironment());
}

LaunchPlan Preparation::takePlan()
{
    LaunchPlan plan = **m_result;
    (*m_result)->key = {};
    return plan;
}

Error Preparation::delay() const
{
    if (!m_record)
        return {ErrorCode::KeychainNotAnswering, {}, {}, {}};
    return {ErrorCode::Timeout, {}, tr("The check of the MCP server package"), {}};
}

void Preparation::step(const QString &name, const std::optional<Error> &error,
                       const QString &detail)
{
    m_steps({name, !error, m_clock.elapsed(), error ? describe(*error).message : detail});
}

void Preparation::finish(const Result<LaunchPlan> &result)
{
    if (m_result)
        return;
    m_result = result;
    m_record.reset(); // the plan has the only copy of the key
    Q_EMIT finished();
}

} // namespace Konstantly
