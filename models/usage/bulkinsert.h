// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/sqlsession.h"

namespace Konstantly {

//! Inserts many rows with few statements. What is not written before finish() is lost.
//!
//! The values are written into the statement: binding one through Qt 6.4 costs more than SQLite needs to store it. Text and bytes
//! go through quoted(), which leaves nothing to be read as SQL.
class BulkInsert final
{
public:
    //! \a head ends with VALUES; \a tail is what follows the rows, or empty.
    BulkInsert(const SqlSession &session, QByteArray head, QByteArray tail = {});

    // The values of a row, in order; then endRow().
    void add(qint64 value);
    void addNull();
    void add(const QString &text);
    void add(const QByteArray &bytes);
    [[nodiscard]] Result<> endRow();

    [[nodiscard]] Result<> finish();
    //! How many rows were written so far.
    [[nodiscard]] qint64 written() const { return m_written; }

private:
    void separate();

    const SqlSession &m_session;
    QByteArray m_head;
    QByteArray m_tail;
    QByteArray m_sql; // the statement so far; empty = no row yet
    qsizetype m_rows = 0;
    qint64 m_written = 0;
    bool m_isInRow = false;
};

//! \a text as a literal of SQL. NUL, which no engine takes there, is left out.
[[nodiscard]] QByteArray quoted(const QString &text);
[[nodiscard]] QByteArray quoted(const QByteArray &bytes, SqlEngine engine);

} // namespace Konstantly
