// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/syslogforwarder.h"

#include <QObject>

#include <map>
#include <memory>

namespace Konstantly {

class AuditFollower;
class Services;

//! Sends what happens in every workspace of this device to the SIEM that the preferences name, for as long as it lives; nothing
//! while they name none. Follows the preferences and the list of workspaces. A command that forwards at the same time takes
//! turns with it. Main thread.
class SiemForwarding final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SiemForwarding)

public:
    //! \a services outlive it.
    explicit SiemForwarding(Services &services, DeliveryTiming timing = {},
                            QObject *parent = nullptr);
    ~SiemForwarding() override;

private:
    struct Line;
    void follow();
    void enter(const QString &workspace, const SyslogTarget &target);

    Services &m_services;
    DeliveryTiming m_timing;
    std::optional<SyslogTarget> m_target;
    std::map<QString, std::unique_ptr<Line>> m_lines; // by workspace
};

} // namespace Konstantly
