// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/bulkinsert.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Beyond these, longer statements are no faster; and far below the lengths that engines refuse.
constexpr std::size_t MaxLiteralRows = 250;
constexpr std::size_t MaxLines = 4000;
constexpr qsizetype MaxLiteralBytes = 200'000;
constexpr qsizetype MaxHeapBytes = 4'000'000;

//! Values that are written into the statement when all rows have them. Few, so that there are few statements to prepare.
constexpr qint64 MaxConstant = 9;

//! Longer texts are not written in lines.
constexpr qint64 MaxLineText = 64;

using Digits = std::array<char, 24>;

QByteArrayView digitsOf(qint64 value, Digits &buffer)
{
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr - buffer.data()};
}

//! The next of a few widths, for the same reason.
int roundedWidth(qsizetype digits)
{
    constexpr std::array widths{1, 2, 3, 4, 6, 8, 13, 20};
    return *std::ranges::lower_bound(widths, int(digits));
}

//! Writes \a value so that it ends with the field of \a width that begins at \a field.
void writeNumber(char *field, int width, qint64 value)
{
    Digits buffer;
    const QByteArrayView digits = digitsOf(value, buffer);
    std::ranges::copy(digits, field + width - digits.size());
}

QByteArray blobOfBlanks(int count)
{
    return "X'" + QByteArray(count, ' ').toHex() + '\'';
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
    // Ids, which nearly all texts are, without an array for each.
    std::array<char, MaxLineText> ascii{};
    const bool isAscii = text.size() <= MaxLineText
                         && std::ranges::all_of(text, [](QChar c) { return c < QChar(0x80); });
    if (!isAscii) {
        add(QByteArrayView(text.toUtf8()));
        return;
    }
    std::ranges::transform(text, ascii.begin(), [](QChar c) { return c.toLatin1(); });
    add(QByteArrayView(ascii.data(), text.size()));
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
    const Kind kind = m_columns[column].kind;
    const bool isNumber = kind == Kind::Number;
    bool isConstant = first.isNull || (isNumber && first.value >= 0 && first.value <= MaxConstant);
    bool isOfOneLength = kind == Kind::Text && first.value > 0 && first.value <= MaxLineText;
    Layout result;
    qint64 least = 0;
    qint64 most = 0;
    qint64 end = 0;
    for (std::size_t i = column; i < m_cells.size(); i += m_columns.size()) {
        const Cell &cell = m_cells[i];
        isConstant = isConstant && cell.isNull == first.isNull && cell.value == first.value;
        isOfOneLength = isOfOneLength && !cell.isNull && cell.value - end == first.value;
        result.hasNulls = result.hasNulls || cell.isNull;
        least = std::min(least, cell.value);
        most = std::max(most, cell.value);
        end = cell.value;
    }
    if (isConstant)
        return result;
    if (isOfOneLength) {
        result.form = Layout::Value;
        result.width = int(first.value);
        return result;
    }
    result.form = isNumber ? Layout::Number : Layout::Slice;
    Digits buffer;
    result.width = roundedWidth(std::max(digitsOf(least, buffer).size(),
                                         digitsOf(most + (isNumber ? 0 : 1), buffer).size()));
    return result;
}

std::vector<BulkInsert::Layout> BulkInsert::layouts() const
{
    std::vector<Layout> result;
    int place = 0;
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        Layout &made = result.emplace_back(layout(column));
        made.place = place;
        place += made.length();
    }
    return result;
}

//! What SQLite makes of its part of a line. Lines are bytes, not text: what is at a place is found without counting characters.
//! \a values: the statement's.
QByteArray BulkInsert::expression(std::size_t column, const Layout &layout, int length,
                                  QVariantMap &values) const
{
    const Cell &first = m_cells[column];
    const auto field = [&](int place) {
        return "substr(:lines,key*" + QByteArray::number(length) + '+'
               + QByteArray::number(place + 1) + ',' + QByteArray::number(layout.width) + ')';
    };
    // Blanks before digits are passed over.
    const auto number = [&](int place) {
        return "CAST("
               + (layout.hasNulls
                      ? "nullif(" + field(place) + ',' + blobOfBlanks(layout.width) + ')'
                      : field(place))
               + " AS INTEGER)";
    };
    switch (layout.form) {
    case Layout::Constant:
        return first.isNull ? "NULL" : QByteArray::number(first.value);
    case Layout::Number:
        return number(layout.place);
    case Layout::Value:
        return "CAST(" + field(layout.place) + " AS TEXT)";
    case Layout::Slice:
        break;
    }
    // Not empty, which Qt might pass on as NULL.
    const QByteArray heap = ":heap" + QByteArray::number(column);
    values.insert(QString::fromLatin1(heap), m_heaps[column] + '\0');
    const QByteArray slice = "substr(" + heap + ',' + number(layout.place) + ','
                             + number(layout.place + layout.width) + ')';
    return m_columns[column].kind == Kind::Text ? "CAST(" + slice + " AS TEXT)" : slice;
}

QByteArray BulkInsert::lines(const std::vector<Layout> &layouts, int length) const
{
    QByteArray lines(qsizetype(rowCount()) * length, ' ');
    std::vector<qint64> ends(m_columns.size());
    char *line = lines.data();
    for (std::size_t i = 0; i < m_cells.size(); line += length) {
        for (std::size_t column = 0; column < m_columns.size(); ++column, ++i) {
            const Cell &cell = m_cells[i];
            const Layout &layout = layouts[column];
            if (layout.form == Layout::Constant || cell.isNull)
                continue;
            char *const field = line + layout.place;
            const qint64 begin = std::exchange(ends[column], cell.value);
            if (layout.form == Layout::Number) {
                writeNumber(field, layout.width, cell.value);
            } else if (layout.form == Layout::Value) {
                std::copy_n(m_heaps[column].constData() + begin, layout.width, field);
            } else {
                writeNumber(field, layout.width, begin + 1);
                writeNumber(field + layout.width, layout.width, cell.value - begin);
            }
        }
    }
    return lines;
}

Result<> BulkInsert::writeLines() const
{
    const std::vector<Layout> layouts = this->layouts();
    const int length = layouts.back().place + layouts.back().length();
    // A row for each line, whose number is the key.
    QByteArray numbers = '[' + QByteArray("0,").repeated(qsizetype(rowCount()));
    numbers.back() = ']';
    QVariantMap values{{u":lines"_s, lines(layouts, length)}, {u":numbers"_s, numbers}};
    QByteArray sql = head() + "SELECT ";
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        if (column > 0)
            sql += ',';
        sql += expression(column, layouts[column], length, values);
    }
    // The condition keeps ON CONFLICT from being read as that of a join.
    sql += " FROM json_each(CAST(:numbers AS TEXT)) WHERE true" + m_tail;
    if (const auto done = m_session.execNamed(QString::fromUtf8(sql), values); !done)
        return fail(done.error());
    return {};
}

} // namespace Konstantly
