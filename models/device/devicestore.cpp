// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/devicestore.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

struct DeviceStore::Scan
{};

DeviceStore::DeviceStore(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{}

DeviceStore::~DeviceStore() = default;

QString toolStateName(ToolState state)
{
    switch (state) {
    case ToolState::Absent:
        return u"absent"_s;
    case ToolState::NotSetUp:
        return u"not-set-up"_s;
    case ToolState::Plaintext:
        return u"plaintext"_s;
    case ToolState::Protected:
        return u"protected"_s;
    case ToolState::OtherWorkspace:
        return u"other-workspace"_s;
    case ToolState::Outdated:
        return u"outdated"_s;
    case ToolState::Revoked:
        return u"revoked"_s;
    case ToolState::Unreadable:
        return u"unreadable"_s;
    case ToolState::Changed:
        return u"changed"_s;
    }
    return {};
}

QString changeActionName(ChangeAction action)
{
    switch (action) {
    case ChangeAction::None:
        return u"none"_s;
    case ChangeAction::Add:
        return u"add"_s;
    case ChangeAction::Update:
        return u"update"_s;
    case ChangeAction::Migrate:
        return u"migrate"_s;
    case ChangeAction::Remove:
        return u"remove"_s;
    case ChangeAction::Undo:
        return u"undo"_s;
    }
    return {};
}

void DeviceStore::setWorkspaces(const QList<Workspace> &workspaces, const QString &current)
{
    m_workspaces = workspaces;
    m_current = current;
}

void DeviceStore::rescan() {}

void DeviceStore::rescanNow() {}

std::optional<ToolStatus> DeviceStore::find(QStringView) const
{
    return std::nullopt;
}

Result<PlannedChange> DeviceStore::planProtect(const QString &, const Workspace &, Create)
{
    return fail(ErrorCode::Internal);
}

Result<PlannedChange> DeviceStore::planRemove(const QString &, const QString &)
{
    return fail(ErrorCode::Internal);
}

Result<PlannedChange> DeviceStore::planUndo(const QString &)
{
    return fail(ErrorCode::Internal);
}

Result<> DeviceStore::apply(const PlannedChange &)
{
    return fail(ErrorCode::Internal);
}

bool isToolRunning(const ToolDescriptor &, const QString &)
{
    return false;
}

} // namespace Konstantly
