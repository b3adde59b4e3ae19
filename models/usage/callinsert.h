// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/bulkinsert.h"
#include "models/usage/observation.h"

namespace Konstantly {

//! Inserts calls as rows of the table `calls`. What is not written before finish() is lost.
class CallInsert final
{
public:
    explicit CallInsert(const SqlSession &session);

    [[nodiscard]] Result<> add(const CallRow &row);
    [[nodiscard]] Result<> add(const Observation &alone); //!< that no other source tells of
    [[nodiscard]] Result<> finish() { return m_rows.finish(); }

private:
    void addColumns(const auto &call, int seen, const QString &serviceId, const QString &auditId,
                    QByteArrayView details);

    BulkInsert m_rows;
};

} // namespace Konstantly
