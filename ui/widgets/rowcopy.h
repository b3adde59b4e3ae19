// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QMap>
#include <QString>

class QTableView;

//! \file Copying rows of a table. Qt copies a single cell.

namespace Konstantly {

//! By column: the role of a text that its cells show behind their own.
using CellNotes = QMap<int, int>;

//! The rows of \a table in which something is selected, in the order they are shown.
[[nodiscard]] QList<int> selectedRowsOf(const QTableView &table);

//! The selected rows as spreadsheets take them: the cells that are shown, in their order, a tab between them, a line a row.
[[nodiscard]] QString selectedRowsText(const QTableView &table, const CellNotes &notes = {});

//! Puts selectedRowsText() on the clipboard; nothing when no row is selected.
void copySelectedRows(const QTableView &table, const CellNotes &notes = {});

} // namespace Konstantly
