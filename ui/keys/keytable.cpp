// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/keys/keytable.h"

#include "models/keys/keylistmodel.h"
#include "models/settings/settingkeys.h"
#include "ui/keys/keytabledelegate.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

RowTableColumns columns()
{
    RowTableColumns columns{
        SettingKeys::KeysHeader,
        QList<int>(KeyListModel::ColumnCount),
        {KeyListModel::LastUsedColumn, KeyListModel::AgeColumn},
        {KeyListModel::ScopesColumn, KeyListModel::AgeColumn, KeyListModel::OwnerColumn},
        KeyListModel::NameColumn};
    columns.widths[KeyListModel::OwnerColumn] = 15;
    columns.widths[KeyListModel::ScopesColumn] = 17;
    columns.widths[KeyListModel::LastUsedColumn] = 14;
    columns.widths[KeyListModel::AgeColumn] = 10;
    columns.widths[KeyListModel::StatusColumn] = 22;
    return columns;
}

} // namespace

KeyTable::KeyTable(const Theme &theme, Settings &settings, QWidget *parent)
    : RowTable(theme, settings, columns(), parent)
{
    setObjectName(u"keyTable"_s);
    setAccessibleName(tr("Keys of this workspace"));
    setItemDelegate(new KeyTableDelegate(theme, this));
}

QStringList KeyTable::selectedIds() const
{
    QStringList ids;
    for (const int row : selectedRows())
        ids.append(model()->index(row, 0).data(KeyListModel::IdRole).toString());
    return ids;
}

QString KeyTable::selectionAsText() const
{
    QStringList lines;
    for (const QModelIndex &index :
         selectionModel() != nullptr ? selectionModel()->selectedRows() : QModelIndexList()) {
        QStringList cells;
        for (int column = 0; column < KeyListModel::ColumnCount; ++column)
            cells.append(index.siblingAtColumn(column).data().toString());
        cells.append(index.data(KeyListModel::PrefixRole).toString());
        cells.append(index.data(KeyListModel::IdRole).toString());
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

void KeyTable::selectId(const QString &id)
{
    if (model() == nullptr)
        return;
    const QModelIndexList found = model()->match(model()->index(0, 0), KeyListModel::IdRole, id, 1,
                                                 Qt::MatchExactly);
    if (found.isEmpty())
        return;
    selectRow(found.first().row());
    scrollTo(found.first());
}

} // namespace Konstantly
