// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/konstantly/types.h"
#include "models/settings/workspace.h"

#include <QAbstractTableModel>
#include <QDateTime>

namespace Konstantly {

//! What tells keys apart before they are revoked (security T-6), one key a row; put into words only where it is looked at, so that
//! ten thousand keys cost nothing.
class RevokePreviewModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Owner, LastUsed, Prefix, Id, Here, ColumnCount };

    RevokePreviewModel(QList<Key> keys, Workspace workspace, QDateTime now,
                       QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    QList<Key> m_keys;
    Workspace m_workspace;
    QDateTime m_now;
};

} // namespace Konstantly
