// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/services/siemforwarding.h"

#include "app/services/knownkeynames.h"
#include "app/services/services.h"
#include "models/audit/auditfollower.h"
#include "models/audit/siemsettings.h"

namespace Konstantly {

//! One workspace on its way.
struct SiemForwarding::Line
{
    SyslogForwarder forwarder;
    AuditFollower follower;

    Line(WorkspaceSession &session, SyslogForwarder::Options options)
        : forwarder(std::move(options))
        , follower(session.audit(), AuditFollower::Timing{})
    {
        const auto nameKeys = [this, &session] { forwarder.setKeyNames(knownKeyNames(session)); };
        QObject::connect(&session.keys(), &KeyStore::keysChanged, &forwarder, nameKeys);
        nameKeys();
        QObject::connect(&follower, &AuditFollower::ticked, &forwarder, &SyslogForwarder::forward);
    }
};

SiemForwarding::SiemForwarding(Services &services, DeliveryTiming timing, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_timing(timing)
{
    connect(&m_services.settings(), &Settings::changed, this, [this](const QString &name) {
        if (isSiemSetting(name))
            follow();
    });
    connect(&m_services.workspaces(), &WorkspaceStore::workspacesChanged, this,
            &SiemForwarding::follow);
    connect(&m_services, &Services::sessionAboutToClose, this,
            [this](const QString &workspace) { m_lines.erase(workspace); });
    follow();
}

SiemForwarding::~SiemForwarding() = default;

//! Does what the preferences and the list of workspaces say now.
void SiemForwarding::follow()
{
    const SiemSettings siem = SiemSettings::of(m_services.settings());
    // What is wrong with an address is told where it is set, and by the checkup.
    const Result<SyslogTarget> target = siem.target();
    const std::optional<SyslogTarget> wanted = siem.isOn() && target ? std::optional(*target)
                                                                     : std::nullopt;
    if (wanted != m_target)
        m_lines.clear();
    m_target = wanted;
    if (!m_target)
        return;
    const QList<Workspace> workspaces = m_services.workspaces().workspaces();
    for (const Workspace &workspace : workspaces)
        enter(workspace.name, *m_target);
}

void SiemForwarding::enter(const QString &workspace, const SyslogTarget &target)
{
    WorkspaceSession *session = m_services.session(workspace);
    if (!session || m_lines.contains(workspace))
        return;
    SyslogForwarder::Options options;
    options.paths = m_services.paths();
    options.workspace = workspace;
    options.clock = m_services.clock();
    options.timing = m_timing;
    auto line = std::make_unique<Line>(*session, std::move(options));
    line->forwarder.setTarget(target);
    line->follower.start();
    line->forwarder.forward();
    m_lines.emplace(workspace, std::move(line));
}

} // namespace Konstantly
