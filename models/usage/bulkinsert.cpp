// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/bulkinsert.h"

#include <array>
#include <charconv>

namespace Konstantly {

namespace {

//! Beyond this, longer statements are no faster; and far below the length that engines refuse.
constexpr qsizetype MaxRows = 250;
constexpr qsizetype MaxBytes = 200'000;

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

BulkInsert::BulkInsert(const SqlSession &session, QByteArray head, QByteArray tail)
    : m_session(session)
    , m_head(std::move(head))
    , m_tail(std::move(tail))
{}

void BulkInsert::separate()
{
    if (m_isInRow) {
        m_sql += ',';
        return;
    }
    if (m_rows == 0)
        m_sql = m_head;
    m_sql += m_rows == 0 ? "(" : ",(";
    m_isInRow = true;
}

void BulkInsert::add(qint64 value)
{
    separate();
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), value);
    m_sql.append(digits.data(), end.ptr - digits.data());
}

void BulkInsert::addNull()
{
    separate();
    m_sql += "NULL";
}

void BulkInsert::add(const QString &text)
{
    separate();
    m_sql += quoted(text);
}

void BulkInsert::add(const QByteArray &bytes)
{
    separate();
    m_sql += quoted(bytes, m_session.engine());
}

Result<> BulkInsert::endRow()
{
    m_sql += ')';
    m_isInRow = false;
    ++m_rows;
    return m_rows < MaxRows && m_sql.size() < MaxBytes ? Result<>() : finish();
}

Result<> BulkInsert::finish()
{
    if (m_rows == 0)
        return {};
    m_rows = 0;
    const auto done = m_session.exec(QString::fromUtf8(m_sql + m_tail));
    if (!done)
        return fail(done.error());
    m_written += *done;
    return {};
}

} // namespace Konstantly
