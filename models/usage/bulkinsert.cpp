// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/bulkinsert.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace Konstantly {

namespace {

//! Beyond these, longer statements are no faster; and far below the lengths that engines refuse.
constexpr std::size_t MaxLiteralRows = 250;
constexpr std::size_t MaxLines = 4000;
constexpr qsizetype MaxLiteralBytes = 200'000;
constexpr qsizetype MaxHeapBytes = 4'000'000;

//! Values that are written into the statement when all rows have them. Few, so that there are few statements to prepare.
constexpr qint64 MaxConstant = 9;

using Digits = std::array<char, 24>;

QByteArrayView digitsOf(qint64 value, Digits &buffer)
{
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr - buffer.data()};
}

//! The next of a few widths, for the same reason.
int roundedWidth(qsizetype digits)
{
    constexpr std::array Widths{1, 2, 3, 4, 6, 8, 13, 20};
    return *std::ranges::lower_bound(Widths, int(digits));
}

void appendPadded(QByteArray &line, qint64 value, int width)
{
    Digits buffer;
    const QByteArrayView digits = digitsOf(value, buffer);
    line.append(width - digits.size(), ' ');
    line.append(digits);
}

} // namespace

QByteArray quoted(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    if (bytes.contains('\0'))
        bytes.replace(QByteArrayView("\0", 1), QByteArrayView());
    if (bytes.contains('\''))
        bytes.replace('\'', "''");
    return '\'' + bytes + '\'';
}

QByteArray quoted(const QByteArray &bytes, SqlEngine engine)
{
    return (engine == SqlEngine::Sqlite ? "X'" : "'\\x") + bytes.toHex() + '\'';
}

BulkInsert::BulkInsert(const SqlSession &session, QByteArray table, std::vector<Column> columns,
                       QByteArray tail)
    : m_session(session)
    , m_table(std::move(table))
    , m_columns(std::move(columns))
    , m_tail(std::move(tail))
    , m_heaps(m_columns.size())
{}

void BulkInsert::add(qint64 value)
{
    append({value, false});
}

void BulkInsert::addNull()
{
    append({0, true});
}

void BulkInsert::add(const QString &text)
{
    add(QByteArrayView(text.toUtf8()));
}

void BulkInsert::add(QByteArrayView bytes)
{
    QByteArray &heap = m_heaps[m_cells.size() % m_columns.size()];
    heap.append(bytes);
    m_bytes += bytes.size();
    append({qint64(heap.size()), false});
}

Result<> BulkInsert::endRow()
{
    Q_ASSERT(m_cells.size() % m_columns.size() == 0);
    const bool isSqlite = m_session.engine() == SqlEngine::Sqlite;
    const bool hasRoom = isSqlite ? rowCount() < MaxLines && m_bytes < MaxHeapBytes
                                  : rowCount() < MaxLiteralRows && m_bytes < MaxLiteralBytes;
    return hasRoom ? Result<>() : finish();
}

Result<> BulkInsert::finish()
{
    if (m_cells.empty())
        return {};
    Result<> done;
    if (m_session.engine() == SqlEngine::Sqlite)
        done = writeLines();
    else if (const auto run = m_session.exec(QString::fromUtf8(literals())); !run)
        done = fail(run.error());
    m_cells.clear();
    for (QByteArray &heap : m_heaps)
        heap.resize(0);
    m_bytes = 0;
    return done;
}

QByteArray BulkInsert::head() const
{
    QByteArray sql = "INSERT INTO " + m_table + " (";
    for (const Column &column : m_columns) {
        if (!sql.endsWith('('))
            sql += ", ";
        sql += column.name;
    }
    return sql + ") ";
}

QByteArray BulkInsert::literals() const
{
    QByteArray sql = head() + "VALUES ";
    std::vector<qint64> ends(m_columns.size());
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const std::size_t column = i % m_columns.size();
        const Cell &cell = m_cells[i];
        sql += column > 0 ? "," : i > 0 ? "),(" : "(";
        if (cell.isNull) {
            sql += "NULL";
        } else if (m_columns[column].kind == Kind::Number) {
            Digits buffer;
            sql += digitsOf(cell.value, buffer);
        } else {
            const QByteArray bytes = m_heaps[column].mid(ends[column], cell.value - ends[column]);
            ends[column] = cell.value;
            sql += m_columns[column].kind == Kind::Text ? quoted(QString::fromUtf8(bytes))
                                                        : quoted(bytes, m_session.engine());
        }
    }
    return sql + ')' + m_tail;
}

BulkInsert::Layout BulkInsert::layout(std::size_t column) const
{
    const Cell &first = m_cells[column];
    const bool isNumber = m_columns[column].kind == Kind::Number;
    bool isConstant = first.isNull || (isNumber && first.value >= 0 && first.value <= MaxConstant);
    Layout result;
    qint64 least = 0;
    qint64 most = 0;
    for (std::size_t i = column; i < m_cells.size(); i += m_columns.size()) {
        const Cell &cell = m_cells[i];
        isConstant = isConstant && cell.isNull == first.isNull && cell.value == first.value;
        result.hasNulls = result.hasNulls || cell.isNull;
        least = std::min(least, cell.value);
        most = std::max(most, cell.value);
    }
    Digits buffer;
    if (!isConstant)
        result.width = roundedWidth(std::max(digitsOf(least, buffer).size(),
                                             digitsOf(most + (isNumber ? 0 : 1), buffer).size()));
    return result;
}

//! What SQLite makes of its part of the line, which begins at \a place; that goes on behind it. Text in digits becomes a number
//! by the column's type, whatever blanks are before it.
QByteArray BulkInsert::expression(std::size_t column, const Layout &layout, int &place,
                                  QVariantList &values) const
{
    const Cell &first = m_cells[column];
    if (layout.width == 0)
        return first.isNull ? "NULL" : QByteArray::number(first.value);
    const auto field = [&place, width = QByteArray::number(layout.width)] {
        const QByteArray sql = "substr(value," + QByteArray::number(place) + ',' + width + ')';
        place += width.toInt();
        return sql;
    };
    const QByteArray blank = '\'' + QByteArray(layout.width, ' ') + '\'';
    const auto orNull = [&](const QByteArray &sql) {
        return layout.hasNulls ? "nullif(" + sql + ',' + blank + ')' : sql;
    };
    if (m_columns[column].kind == Kind::Number)
        return orNull(field());
    // Not empty, which Qt might pass on as NULL.
    values.append(m_heaps[column] + '\0');
    const QByteArray begin = orNull(field());
    const QByteArray slice = "substr(?," + begin + ',' + field() + ')';
    return m_columns[column].kind == Kind::Text ? "CAST(" + slice + " AS TEXT)" : slice;
}

//! The rows as an array of JSON.
QByteArray BulkInsert::lines(const std::vector<Layout> &layouts) const
{
    QByteArray lines;
    std::vector<qint64> ends(m_columns.size());
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const std::size_t column = i % m_columns.size();
        const Cell &cell = m_cells[i];
        const int width = layouts[column].width;
        if (column == 0)
            lines += i == 0 ? "[\"" : "\",\"";
        if (width == 0)
            continue;
        const bool isNumber = m_columns[column].kind == Kind::Number;
        if (cell.isNull) {
            lines.append(isNumber ? width : 2 * width, ' ');
        } else if (isNumber) {
            appendPadded(lines, cell.value, width);
        } else {
            appendPadded(lines, ends[column] + 1, width);
            appendPadded(lines, cell.value - ends[column], width);
            ends[column] = cell.value;
        }
    }
    return lines + "\"]";
}

Result<> BulkInsert::writeLines() const
{
    std::vector<Layout> layouts;
    QByteArray sql = head() + "SELECT ";
    QVariantList values;
    int place = 1;
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        layouts.push_back(layout(column));
        if (column > 0)
            sql += ',';
        sql += expression(column, layouts.back(), place, values);
    }
    values.append(lines(layouts));
    // The condition keeps ON CONFLICT from being read as that of a join.
    sql += " FROM json_each(CAST(? AS TEXT)) WHERE true" + m_tail;
    if (const auto done = m_session.exec(QString::fromUtf8(sql), values); !done)
        return fail(done.error());
    return {};
}

} // namespace Konstantly
