// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagetablemodel.h"

#include "models/base/plaintext.h"
#include "models/base/rowdiff.h"
#include "models/usage/usagetext.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

UsageTableModel::UsageTableModel(const QLocale &locale, QObject *parent)
    : QAbstractTableModel(parent)
    , m_locale(locale)
{}

UsageTableModel::~UsageTableModel() = default;

void UsageTableModel::setRows(const std::vector<UsageTableRow> &rows, UsageSplit split)
{
    if (split != m_split) {
        // A tool and a key of one name are not the same row.
        follow({});
        m_split = split;
        Q_EMIT headerDataChanged(Qt::Horizontal, NameColumn, NameColumn);
    }
    follow(rows);
}

void UsageTableModel::setKeyNames(const QHash<QString, QString> &names)
{
    const auto before = std::exchange(m_keyNames, names);
    if (m_split != UsageSplit::Key)
        return;
    for (int row = 0; row < rowCount(); ++row) {
        const QString &id = m_rows[std::size_t(row)].id;
        if (before.value(id) != names.value(id))
            Q_EMIT dataChanged(index(row, NameColumn), index(row, NameColumn));
    }
}

void UsageTableModel::follow(std::vector<UsageTableRow> wanted)
{
    const auto at = [this](int row) { return m_rows.begin() + row; };
    const auto remove = [&](int first, int last) {
        beginRemoveRows({}, first, last);
        m_rows.erase(at(first), at(last + 1));
        endRemoveRows();
    };
    const auto insert = [&](int row, const std::vector<UsageTableRow> &rows) {
        beginInsertRows({}, row, row + int(rows.size()) - 1);
        m_rows.insert(at(row), rows.begin(), rows.end());
        endInsertRows();
    };
    const auto move = [&](int from, int to) {
        beginMoveRows({}, from, from, {}, to);
        std::rotate(at(to), at(from), at(from + 1));
        endMoveRows();
    };
    const auto replace = [&](int row, UsageTableRow value) {
        if (*at(row) == value)
            return;
        *at(row) = std::move(value);
        Q_EMIT dataChanged(index(row, CallsColumn), index(row, ColumnCount - 1));
    };
    followRows<UsageTableRow>(m_rows, std::move(wanted),
                              [](const UsageTableRow &row) { return row.id; },
                              {remove, insert, move, replace});
}

int UsageTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int UsageTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant UsageTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const UsageTableRow &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        const QString text = figure(row, index.column());
        // A dash is not read aloud.
        return !text.isEmpty() ? text : role == Qt::DisplayRole ? u"–"_s : tr("not known");
    }
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case IdRole:
        return row.id;
    case SortRole:
        return sortValue(row, index.column());
    default:
        return {};
    }
}

QVariant UsageTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case NameColumn:
        if (m_split == UsageSplit::Outcome)
            return tr("Outcome");
        return m_split == UsageSplit::Key ? tr("Key") : tr("Tool");
    case CallsColumn:
        return tr("Calls");
    case SuccessColumn:
        return tr("Success");
    case P50Column:
        return tr("p50 duration");
    case P95Column:
        return tr("p95 duration");
    case ColumnCount:
        break;
    }
    return {};
}

QString UsageTableModel::nameOf(const UsageTableRow &row) const
{
    if (m_split == UsageSplit::Outcome) {
        const auto outcome = outcomeClassFromName(row.id);
        return outcome ? outcomeText(*outcome) : plainText(row.id);
    }
    if (row.id.isEmpty())
        return m_split == UsageSplit::Key ? tr("(key not told)") : tr("(tool not told)");
    return plainText(m_split == UsageSplit::Key ? m_keyNames.value(row.id, row.id) : row.id);
}

QString UsageTableModel::figure(const UsageTableRow &row, int column) const
{
    const auto duration = [this](const std::optional<std::chrono::milliseconds> &value) {
        return value ? durationText(*value, m_locale) : QString();
    };
    switch (column) {
    case NameColumn:
        return nameOf(row);
    case CallsColumn:
        return m_locale.toString(row.calls);
    case SuccessColumn:
        return shareText(row.succeeded, row.told, m_locale);
    case P50Column:
        return duration(row.p50);
    case P95Column:
        return duration(row.p95);
    default:
        return {};
    }
}

QVariant UsageTableModel::sortValue(const UsageTableRow &row, int column) const
{
    const auto duration = [](const std::optional<std::chrono::milliseconds> &value) {
        return value ? qint64(value->count()) : qint64(-1);
    };
    switch (column) {
    case NameColumn:
        return nameOf(row).toCaseFolded();
    case CallsColumn:
        return row.calls;
    case SuccessColumn:
        return row.told > 0 ? double(row.succeeded) / double(row.told) : -1.0;
    case P50Column:
        return duration(row.p50);
    case P95Column:
        return duration(row.p95);
    default:
        return {};
    }
}

} // namespace Konstantly
