// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/services/eventrecorder.h"

#include "app/services/workspacesession.h"
#include "models/device/devicestore.h"
#include "models/settings/manageable.h"

#include <QCoreApplication>

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

//! A value that is still being set, click by click, becomes one event.
constexpr std::chrono::seconds SettingsRest{2};

} // namespace

EventRecorder::EventRecorder(LocalEvents events, QObject *parent)
    : QObject(parent)
    , m_events(std::move(events))
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(SettingsRest);
    connect(&m_rest, &QTimer::timeout, this, &EventRecorder::noteSettings);
}

EventRecorder::~EventRecorder()
{
    noteSettings();
}

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
    connect(&session.access(), &ConsoleAccess::refused, this,
            [this, workspace](const Error &error, const QString &path) {
                note(AuditKind::Refusal, workspace, error.detail, path);
            });
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

void EventRecorder::follow(const Settings &settings)
{
    m_settings = &settings;
    for (const ManageablePreference &preference : manageablePreferences())
        m_noted[preference.member] = preference.value(settings);
    connect(&settings, &Settings::changed, this, [this](const QString &name) {
        if (findManageable(QLatin1StringView(name.toLatin1())))
            m_rest.start();
    });
}

//! Compares what counts with what counted: a default that was stored, or a value that was put back, is no change.
void EventRecorder::noteSettings()
{
    if (m_settings == nullptr)
        return;
    for (const ManageablePreference &preference : manageablePreferences()) {
        const QString now = preference.value(*m_settings);
        const QString before = std::exchange(m_noted[preference.member], now);
        if (now == before)
            continue;
        const QString none = u"–"_s;
        const QString values = preference.isTold ? u"%1 → %2, "_s.arg(
                                   before.isEmpty() ? none : before, now.isEmpty() ? none : now)
                                                 : QString();
        note(AuditKind::SettingsChanged, {}, preference.member,
             values + QCoreApplication::applicationName());
    }
}

void EventRecorder::note(AuditKind kind, const QString &workspace, const QString &subject,
                         const QString &detail)
{
    if (!m_events.note(kind, workspace, subject, detail) && !std::exchange(m_hasFailed, true))
        qWarning("What is done on this device can't be written down.");
}

} // namespace Konstantly
