// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/revokepreviewmodel.h"

#include "models/base/plaintext.h"
#include "models/keys/keystatus.h"
#include "models/keys/keytext.h"

#include <QFontDatabase>

namespace Konstantly {

RevokePreviewModel::RevokePreviewModel(QList<Key> keys, Workspace workspace, QDateTime now,
                                       QObject *parent)
    : QAbstractTableModel(parent)
    , m_keys(std::move(keys))
    , m_workspace(std::move(workspace))
    , m_now(std::move(now))
{}

int RevokePreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_keys.size());
}

int RevokePreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant RevokePreviewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const Key &key = m_keys[index.row()];
    switch (index.column()) {
    case Name:
        return plainText(key.name);
    case Owner:
        return ownerText(key);
    case LastUsed:
        return lastUsedText(key.lastUsed, m_now);
    case Prefix:
        return plainText(key.prefix);
    case Id:
        return plainText(key.id);
    case Here:
        return assessKey(key, m_workspace, {}, nullptr, m_now).isOnThisDevice() ? tr("yes")
                                                                                : tr("no");
    default:
        return {};
    }
}

QVariant RevokePreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Owner:
        return tr("Owner");
    case LastUsed:
        return tr("Last used");
    case Prefix:
        return tr("Prefix");
    case Id:
        return tr("Key id");
    case Here:
        return tr("Used on this device");
    default:
        return {};
    }
}

} // namespace Konstantly
