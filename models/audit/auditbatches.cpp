// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditbatches.h"

namespace Konstantly {

namespace {

constexpr qint64 PieceBytes = qint64(1) << 20;

} // namespace

Result<qint64> eachAuditBatch(const AuditJournal &journal, qint64 cursor,
                              const std::function<Result<>(const AuditJournal::Batch &)> &take)
{
    for (;;) {
        const auto batch = journal.read(cursor, PieceBytes);
        if (!batch)
            return fail(batch.error());
        if (const auto taken = take(*batch); !taken)
            return fail(taken.error());
        const bool isEnd = !batch->hasMore || batch->next <= cursor;
        cursor = batch->next;
        if (isEnd)
            return cursor;
    }
}

} // namespace Konstantly
