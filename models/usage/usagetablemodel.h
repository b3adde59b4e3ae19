// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usageseries.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QLocale>

namespace Konstantly {

//! UsageSeries::table() as a table: names and figures in words, and what to sort by as a role. The same numbers as the chart, for
//! screen readers and for sorting.
//!
//! Follows what it is given row by row (by id): inserts, removals, moves and changes are exact, and it is never reset. Names of
//! others are made visible already (plainText()); show them as plain text all the same.
class UsageTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsageTableModel)

public:
    enum Column { NameColumn, CallsColumn, SuccessColumn, P50Column, P95Column, ColumnCount };
    Q_ENUM(Column)

    enum Role {
        IdRole = Qt::UserRole, //!< QString: UsageTableRow::id
        SortRole               //!< of each column: what to sort by; what is not known comes first
    };

    explicit UsageTableModel(const QLocale &locale = QLocale(), QObject *parent = nullptr);
    ~UsageTableModel() override;

    void setRows(const std::vector<UsageTableRow> &rows, UsageSplit split);
    //! What keys are called, by id. Others are shown by their id.
    void setKeyNames(const QHash<QString, QString> &names);

    [[nodiscard]] UsageSplit split() const { return m_split; }
    [[nodiscard]] const UsageTableRow &row(int row) const { return m_rows[std::size_t(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    void follow(std::vector<UsageTableRow> wanted);
    [[nodiscard]] QString nameOf(const UsageTableRow &row) const;
    //! Empty when it is not known.
    [[nodiscard]] QString figure(const UsageTableRow &row, int column) const;
    [[nodiscard]] QVariant sortValue(const UsageTableRow &row, int column) const;

    QLocale m_locale;
    UsageSplit m_split = UsageSplit::Tool;
    QHash<QString, QString> m_keyNames;
    std::vector<UsageTableRow> m_rows;
};

} // namespace Konstantly
