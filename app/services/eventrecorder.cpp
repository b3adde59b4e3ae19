// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/services/eventrecorder.h"

#include "app/services/workspacesession.h"
#include "models/device/devicestore.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

std::optional<AuditKind> kindOf(ChangeAction action)
{
    switch (action) {
    case ChangeAction::Add:
    case ChangeAction::Update:
    case ChangeAction::Migrate:
        return AuditKind::ConfigWritten;
    case ChangeAction::Remove:
        return AuditKind::ConfigRemoved;
    case ChangeAction::Undo:
    case ChangeAction::Restore:
        return AuditKind::ConfigUndone;
    case ChangeAction::None:
    case ChangeAction::Paste:
        break;
    }
    return std::nullopt;
}

} // namespace

EventRecorder::EventRecorder(LocalEvents events, QObject *parent)
    : QObject(parent)
    , m_events(std::move(events))
{}

void EventRecorder::follow(DeviceStore &device)
{
    connect(&device, &DeviceStore::applied, this, [this, &device](const PlannedChange &change) {
        const auto kind = kindOf(change.action);
        if (!kind)
            return;
        const auto tool = device.find(change.toolId);
        note(*kind, change.workspace, tool ? tool->tool.name : change.toolId, change.path);
    });
}

void EventRecorder::follow(WorkspaceSession &session)
{
    const QString workspace = session.access().workspaceName();
    connect(&session.creator(), &KeyCreator::created, this, [this, workspace](const QString &name) {
        note(AuditKind::KeyCreatedHere, workspace, name);
    });
    connect(&session.revoker(), &KeyRevoker::revoked, this, [this, workspace](const QString &name) {
        note(AuditKind::KeyRevokedHere, workspace, name);
    });
    connect(&session.rotation(), &Rotation::stepEnded, this,
            [this, workspace](const RotationEntry &entry, RotationStep step, bool hasFailed) {
                const QString name = entry.oldName.isEmpty() ? entry.newName : entry.oldName;
                note(AuditKind::RotationStep, workspace, name,
                     rotationStepName(step) + (hasFailed ? u": "_s + entry.problem : QString()));
            });
}

void EventRecorder::note(AuditKind kind, const QString &workspace, const QString &subject,
                         const QString &detail)
{
    if (!m_events.note(kind, workspace, subject, detail) && !std::exchange(m_hasFailed, true))
        qWarning("What is done on this device can't be written down.");
}

} // namespace Konstantly
