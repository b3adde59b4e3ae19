// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/tickedkeysmodel.h"

#include "models/keys/keyfiltermodel.h"
#include "models/keys/keylistmodel.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

TickedKeysModel::TickedKeysModel(KeyFilterModel &keys, QObject *parent)
    : QIdentityProxyModel(parent)
{
    setSourceModel(&keys);
}

QVariant TickedKeysModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::CheckStateRole) {
        const QString id = QIdentityProxyModel::data(index, KeyListModel::IdRole).toString();
        return m_ticked.contains(id) ? Qt::Checked : Qt::Unchecked;
    }
    if (role != Qt::DisplayRole)
        return QIdentityProxyModel::data(index, role);
    const auto cell = [&](int column) {
        return QIdentityProxyModel::data(this->index(index.row(), column), Qt::DisplayRole)
            .toString();
    };
    QStringList facts{cell(KeyListModel::NameColumn), cell(KeyListModel::OwnerColumn),
                      tr("last used: %1").arg(cell(KeyListModel::LastUsedColumn)),
                      QIdentityProxyModel::data(index, KeyListModel::PrefixRole).toString()};
    if (QIdentityProxyModel::data(index, KeyListModel::OnThisDeviceRole).toBool())
        facts.append(tr("this device"));
    facts.removeAll(QString());
    return facts.join(u" · "_s);
}

bool TickedKeysModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole)
        return false;
    const QString id = QIdentityProxyModel::data(index, KeyListModel::IdRole).toString();
    if (value.toInt() == Qt::Checked)
        m_ticked.insert(id);
    else
        m_ticked.remove(id);
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT ticksChanged();
    return true;
}

void TickedKeysModel::tickShown()
{
    m_ticked.clear();
    for (int row = 0; row < rowCount(); ++row)
        m_ticked.insert(QIdentityProxyModel::data(index(row, 0), KeyListModel::IdRole).toString());
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
    Q_EMIT ticksChanged();
}

Qt::ItemFlags TickedKeysModel::flags(const QModelIndex &index) const
{
    return QIdentityProxyModel::flags(index) | Qt::ItemIsUserCheckable;
}

} // namespace Konstantly
