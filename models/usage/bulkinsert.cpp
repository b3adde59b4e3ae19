// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/bulkinsert.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Beyond this, statements only get longer to prepare.
constexpr qsizetype FullRows = 64;

} // namespace

BulkInsert::BulkInsert(const SqlSession &session, QString head, qsizetype columns, QString tail)
    : m_session(session)
    , m_head(std::move(head))
    , m_tail(std::move(tail))
    , m_columns(columns)
    , m_full(m_head + placeholders(FullRows, columns) + m_tail)
{
    m_values.reserve(FullRows * columns);
}

Result<> BulkInsert::add(const QVariantList &row)
{
    m_values += row;
    return m_values.size() < FullRows * m_columns ? Result<>() : write(FullRows);
}

Result<> BulkInsert::write(qsizetype rows)
{
    const QString sql = rows == FullRows ? m_full : m_head + placeholders(rows, m_columns) + m_tail;
    const auto done = m_session.exec(sql, m_values);
    m_values.clear();
    if (!done)
        return fail(done.error());
    return {};
}

Result<> BulkInsert::finish()
{
    // Few forms of the statement, so that each is prepared once: one row at a time would be slow, all forms too many.
    constexpr qsizetype SomeRows = 8;
    const QVariantList values = std::exchange(m_values, {});
    for (qsizetype at = 0; at < values.size();) {
        const qsizetype left = (values.size() - at) / m_columns;
        const qsizetype rows = left >= SomeRows ? SomeRows : 1;
        m_values = values.mid(at, rows * m_columns);
        if (const auto done = write(rows); !done)
            return done;
        at += rows * m_columns;
    }
    return {};
}

} // namespace Konstantly
