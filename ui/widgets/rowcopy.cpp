// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/rowcopy.h"

#include "models/base/exportfile.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxRows = 10'000; // an export is the way to take more along

//! \a text as one cell: what would end it is a space, and a quotation mark at its beginning takes no other cells in.
QString cellText(QString text)
{
    std::ranges::replace_if(
        text, [](QChar c) { return QStringView(u"\t\n\r\u2028\u2029").contains(c); }, QChar(u' '));
    text = withoutFormula(text);
    return text.startsWith(u'"') ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
}

QList<int> shownColumns(const QHeaderView &header)
{
    QList<int> columns;
    for (int place = 0; place < header.count(); ++place) {
        const int column = header.logicalIndex(place);
        if (!header.isSectionHidden(column))
            columns << column;
    }
    return columns;
}

} // namespace

QList<int> selectedRowsOf(const QTableView &table)
{
    QList<int> rows;
    if (table.selectionModel() == nullptr)
        return rows;
    for (const QItemSelectionRange &range : table.selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

QString selectedRowsText(const QTableView &table, const CellNotes &notes)
{
    const QList<int> columns = shownColumns(*table.horizontalHeader());
    QList<int> rows = selectedRowsOf(table);
    if (rows.size() > MaxRows)
        rows.resize(MaxRows);
    QStringList lines;
    for (const int row : std::as_const(rows)) {
        QStringList cells;
        for (const int column : columns) {
            const QModelIndex index = table.model()->index(row, column);
            QString text = index.data().toString();
            if (const auto note = notes.find(column); note != notes.end())
                text = QString(text + u' ' + index.data(*note).toString()).trimmed();
            cells << cellText(text);
        }
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void copySelectedRows(const QTableView &table, const CellNotes &notes)
{
    if (const QString text = selectedRowsText(table, notes); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

} // namespace Konstantly
