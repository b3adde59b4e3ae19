// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/sqlsession.h"

namespace Konstantly {

//! Inserts many rows with few statements. What is not written before finish() is lost.
//!
//! Binding one value through Qt 6.4 costs more than SQLite needs to store it, and so does writing it as SQL that has to be
//! parsed. SQLite is therefore given many rows as two or three values, which one statement takes apart: numbers at fixed places
//! of lines, one line a row, and the texts or bytes of a column one after the other. PostgreSQL is given literals.
class BulkInsert final
{
public:
    enum class Kind { Number, Text, Bytes };
    struct Column
    {
        const char *name;
        Kind kind;
    };

    //! Into \a table; \a tail is what follows the rows, or empty.
    BulkInsert(const SqlSession &session, QByteArray table, std::vector<Column> columns,
               QByteArray tail = {});

    // The values of a row, in the order of the columns and of their kind; then endRow().
    void add(qint64 value);
    void addNull();
    void add(const QString &text);
    void add(QByteArrayView bytes);
    [[nodiscard]] Result<> endRow();

    [[nodiscard]] Result<> finish();

private:
    //! Of a text or bytes: where it ends in its column's heap, from 0. It begins where the one before ends.
    struct Cell
    {
        qint64 value = 0;
        bool isNull = false;
    };
    //! How a column of numbers is written in a line.
    struct Layout
    {
        int width = 0; // 0 = not at all: it is the same in all rows
        bool hasNulls = false;
    };

    void append(Cell cell) { m_cells.push_back(cell); }
    [[nodiscard]] std::size_t rowCount() const { return m_cells.size() / m_columns.size(); }
    [[nodiscard]] QByteArray head() const;
    [[nodiscard]] QByteArray literals() const;
    [[nodiscard]] Layout layout(std::size_t column) const;
    [[nodiscard]] QByteArray expression(std::size_t column, const Layout &layout, int &place,
                                        QVariantList &values) const;
    [[nodiscard]] QByteArray lines(const std::vector<Layout> &layouts) const;
    [[nodiscard]] Result<> writeLines() const;

    const SqlSession &m_session;
    QByteArray m_table;
    std::vector<Column> m_columns;
    QByteArray m_tail;
    std::vector<Cell> m_cells;       // row by row
    std::vector<QByteArray> m_heaps; // by column; empty for numbers
    qsizetype m_bytes = 0;           // in all heaps
};

//! \a text as a literal of both engines; NUL, which neither can hold in a text, is left out.
[[nodiscard]] QByteArray quoted(const QString &text);
[[nodiscard]] QByteArray quoted(const QByteArray &bytes, SqlEngine engine);

} // namespace Konstantly
