// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/devicelistmodel.h"

#include <QCoreApplication>

#include <algorithm>

namespace Konstantly {

QString toolStateText(ToolState state)
{
    switch (state) {
    case ToolState::Absent:
        return DeviceListModel::tr("Not installed");
    case ToolState::NotSetUp:
        return DeviceListModel::tr("Not set up");
    case ToolState::Plaintext:
        return DeviceListModel::tr("Key in plain text");
    case ToolState::Protected:
        return DeviceListModel::tr("Protected");
    case ToolState::OtherWorkspace:
        return DeviceListModel::tr("Points to another workspace");
    case ToolState::Outdated:
        return DeviceListModel::tr("Old entry");
    case ToolState::Revoked:
        return DeviceListModel::tr("Key revoked");
    case ToolState::Unreadable:
        return DeviceListModel::tr("File not readable");
    case ToolState::Changed:
        return DeviceListModel::tr("Changed by the tool");
    }
    return {};
}

bool needsAttention(ToolState state)
{
    return state != ToolState::Absent && state != ToolState::NotSetUp
           && state != ToolState::Protected;
}

DeviceListModel::DeviceListModel(const DeviceStore &store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
{
    connect(&store, &DeviceStore::changed, this, &DeviceListModel::synchronise);
    synchronise();
}

int DeviceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant DeviceListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    Q_ASSERT(checkIndex(index, CheckIndexOption::ParentIsInvalid));
    const ToolStatus &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return row.tool.name;
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(row.tool.name, toolStateText(row.state));
    case IdRole:
        return row.tool.id;
    case PathRole:
        return row.path;
    case StateRole:
        return int(row.state);
    case StateTextRole:
        return toolStateText(row.state);
    case DetailRole:
        return row.detail;
    case WorkspaceRole:
        return row.workspace;
    case CommandRole:
        return row.command;
    case ServerCountRole:
        return row.serverCount;
    case IsRunningRole:
        return row.isRunning;
    case CanUndoRole:
        return row.canUndo;
    case NeedsAttentionRole:
        return needsAttention(row.state);
    default:
        return {};
    }
}

QHash<int, QByteArray> DeviceListModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"},
            {IdRole, "toolId"},
            {NameRole, "name"},
            {PathRole, "path"},
            {StateRole, "state"},
            {StateTextRole, "stateText"},
            {DetailRole, "detail"},
            {WorkspaceRole, "workspace"},
            {CommandRole, "command"},
            {ServerCountRole, "serverCount"},
            {IsRunningRole, "isRunning"},
            {CanUndoRole, "canUndo"},
            {NeedsAttentionRole, "needsAttention"}};
}

int DeviceListModel::rowOf(QStringView toolId) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [toolId](const ToolStatus &row) {
        return row.tool.id == toolId;
    });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

const ToolStatus &DeviceListModel::status(int row) const
{
    return m_rows.at(size_t(row));
}

int DeviceListModel::attentionCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(),
                             [](const ToolStatus &row) { return needsAttention(row.state); }));
}

//! Rows come in the catalogue's order on both sides, so one walk finds what came, went or changed.
void DeviceListModel::synchronise()
{
    std::vector<ToolStatus> wanted;
    std::copy_if(m_store.tools().begin(), m_store.tools().end(), std::back_inserter(wanted),
                 [](const ToolStatus &tool) { return tool.state != ToolState::Absent; });
    const auto isWanted = [&wanted](const ToolStatus &row) {
        return std::any_of(wanted.begin(), wanted.end(), [&row](const ToolStatus &other) {
            return other.tool.id == row.tool.id;
        });
    };
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (isWanted(m_rows[size_t(row)]))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < int(wanted.size()); ++row) {
        ToolStatus &status = wanted[size_t(row)];
        if (row >= int(m_rows.size()) || m_rows[size_t(row)].tool.id != status.tool.id) {
            beginInsertRows({}, row, row);
            m_rows.insert(m_rows.begin() + row, std::move(status));
            endInsertRows();
        } else if (m_rows[size_t(row)] != status) {
            m_rows[size_t(row)] = std::move(status);
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
}

} // namespace Konstantly
