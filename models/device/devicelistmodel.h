// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/devicestore.h"

#include <QAbstractListModel>

namespace Konstantly {

//! The AI tools that are installed, one a row, in the catalogue's order. Follows a DeviceStore; tools that are not there
//! have no row. No role holds a secret.
class DeviceListModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceListModel)

public:
    enum Role {
        IdRole = Qt::UserRole + 1, //!< QString "cursor"
        NameRole,                  //!< QString, also Qt::DisplayRole
        PathRole,                  //!< QString
        StateRole,                 //!< int(ToolState)
        StateTextRole,             //!< QString, translated: "Key in plain text"
        DetailRole,                //!< QString, translated sentence; may be empty
        WorkspaceRole,             //!< QString; may be empty
        CommandRole,               //!< QString; may be empty
        ServerCountRole,           //!< int
        IsRunningRole,             //!< bool
        CanUndoRole,               //!< bool
        NeedsAttentionRole         //!< bool: for the badge
    };

    //! \a store must outlive the model.
    explicit DeviceListModel(const DeviceStore &store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    //! The row of a tool, -1 when it has none.
    [[nodiscard]] int rowOf(QStringView toolId) const;
    [[nodiscard]] const ToolStatus &status(int row) const;
    //! How many rows need attention.
    [[nodiscard]] int attentionCount() const;

private:
    void synchronise();

    const DeviceStore &m_store;
    std::vector<ToolStatus> m_rows;
};

//! The state in words for people, translated: "Points to another workspace".
[[nodiscard]] QString toolStateText(ToolState state);
//! Whether somebody should do something about it: everything but Absent, NotSetUp and Protected.
[[nodiscard]] bool needsAttention(ToolState state);

} // namespace Konstantly
