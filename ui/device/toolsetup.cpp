// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/toolsetup.h"

#include "models/base/background.h"

namespace Konstantly {

ToolSetUp::ToolSetUp(DeviceProtection &protection, DeviceStore &device, QObject *parent)
    : QObject(parent)
    , m_protection(protection)
    , m_device(device)
{}

void ToolSetUp::run(const QStringList &toolIds, const QString &workspaceName)
{
    m_toolIds = toolIds;
    m_workspaceName = workspaceName;
    planNext();
}

void ToolSetUp::apply(const QList<DeviceProtection::Plan> &plans)
{
    m_plans = plans;
    applyNext();
}

void ToolSetUp::planNext()
{
    if (m_toolIds.isEmpty()) {
        Q_EMIT finished();
        return;
    }
    const QString toolId = m_toolIds.takeFirst();
    Q_EMIT progressed(toolName(toolId));
    whenFinished(m_protection.plan(toolId, m_workspaceName), this,
                 [this, toolId](const Result<DeviceProtection::Plan> &plan) {
                     if (plan) {
                         applyOne(*plan, &ToolSetUp::planNext);
                         return;
                     }
                     note(toolId, fail(plan.error()), ChangeAction::None);
                     planNext();
                 });
}

void ToolSetUp::applyNext()
{
    if (m_plans.isEmpty()) {
        Q_EMIT finished();
        return;
    }
    const DeviceProtection::Plan plan = m_plans.takeFirst();
    Q_EMIT progressed(toolName(plan.change.toolId));
    applyOne(plan, &ToolSetUp::applyNext);
}

void ToolSetUp::applyOne(const DeviceProtection::Plan &plan, void (ToolSetUp::*next)())
{
    const ChangeAction action = plan.change.action;
    const auto done = [this, action, toolId = plan.change.toolId, next](const Result<> &result) {
        note(toolId, result, action);
        (this->*next)();
    };
    if (action == ChangeAction::None || action == ChangeAction::Paste)
        done({});
    else if (action == ChangeAction::Remove || action == ChangeAction::Undo
             || action == ChangeAction::Restore)
        whenFinished(m_device.apply(plan.change), this, done);
    else
        whenFinished(m_protection.apply(plan), this, done);
}

void ToolSetUp::note(const QString &toolId, const Result<> &result, ChangeAction action)
{
    const QString name = toolName(toolId);
    if (!result) {
        const ErrorText text = describe(result.error());
        m_problems.append(tr("%1: %2 %3").arg(name, text.message, text.hint).trimmed());
        return;
    }
    switch (action) {
    case ChangeAction::None:
        m_results.append(tr("%1 was set up already.").arg(name));
        break;
    case ChangeAction::Paste:
        m_results.append(tr("%1 is for you to set up: see “What to paste” in its row.").arg(name));
        break;
    case ChangeAction::Remove:
        m_results.append(tr("%1: the entry is removed.").arg(name));
        break;
    case ChangeAction::Undo:
        m_results.append(tr("%1: the last change is taken back.").arg(name));
        break;
    case ChangeAction::Restore:
        m_results.append(tr("%1: the backup is restored. Restart %1.").arg(name));
        break;
    case ChangeAction::Migrate:
        m_results.append(tr("%1 is protected: the key is out of its file. Restart %1.").arg(name));
        break;
    case ChangeAction::Add:
    case ChangeAction::Update:
        m_results.append(tr("%1 is set up. Restart %1.").arg(name));
        break;
    }
}

QString ToolSetUp::toolName(const QString &toolId) const
{
    const auto status = m_device.find(toolId);
    return status ? status->tool.name : toolId;
}

} // namespace Konstantly
