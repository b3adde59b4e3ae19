// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/sqlsession.h"

namespace Konstantly {

//! Inserts many rows with few statements, each for as many rows as pays. What is not written before finish() is lost.
class BulkInsert final
{
public:
    //! \a head ends with VALUES; \a tail is what follows the rows, or empty.
    BulkInsert(const SqlSession &session, QString head, qsizetype columns, QString tail = {});

    [[nodiscard]] Result<> add(const QVariantList &row);
    [[nodiscard]] Result<> finish();

private:
    [[nodiscard]] Result<> write(qsizetype rows);

    const SqlSession &m_session;
    QString m_head;
    QString m_tail;
    qsizetype m_columns;
    QString m_full; // the statement for as many rows as pays
    QVariantList m_values;
};

} // namespace Konstantly
