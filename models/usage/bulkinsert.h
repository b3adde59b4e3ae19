// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/sqlsession.h"

namespace Konstantly {

//! Inserts many rows with few statements. What is not written before finish() is lost.
//!
//! Binding one value through Qt 6.4 costs more than SQLite needs to store it, and so does writing it as SQL that has to be
//! parsed. SQLite is therefore given many rows as a few values, which one statement takes apart: lines of one length, one a row,
//! with numbers and texts at fixed places; and of a column whose texts or bytes differ in length, these one after the other.
//! PostgreSQL is given literals.
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
    //! How a column is written in a line.
    struct Layout
    {
        enum Form {
            Constant, // not at all: it is the same in all rows
            Number,
            Value, // the text itself: all are of one length
            Slice  // where it begins in its heap, from 1, and its length, both `width` wide
        } form
            = Constant;
        int width = 0;
        bool hasNulls = false;
        int place = 0; // from 0

        [[nodiscard]] int length() const { return form == Slice ? 2 * width : width; }
    };

    void append(Cell cell) { m_cells.push_back(cell); }
    [[nodiscard]] std::size_t rowCount() const { return m_cells.size() / m_columns.size(); }
    [[nodiscard]] QByteArray head() const;
    [[nodiscard]] QByteArray literals() const;
    [[nodiscard]] Layout layout(std::size_t column) const;
    [[nodiscard]] std::vector<Layout> layouts() const;
    [[nodiscard]] QByteArray expression(std::size_t column, const Layout &layout, int length,
                                        QVariantMap &values) const;
    [[nodiscard]] QByteArray lines(const std::vector<Layout> &layouts, int length) const;
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
