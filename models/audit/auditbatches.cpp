// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditbatches.h"

#include "models/audit/auditsegmentreader.h"

namespace Konstantly {

namespace {

constexpr qint64 PieceBytes = qint64(1) << 20;

} // namespace

Result<bool> readAuditSegment(AuditJournal::Batch &batch, const AuditSegment &segment, bool isLast,
                              qint64 maxBytes)
{
    AuditSegmentReader reader(segment);
    const auto isThere = reader.open();
    if (!isThere || !*isThere)
        return isThere;
    const qint64 start = reader.lineAt(batch.next);
    if (batch.records.isEmpty() && batch.damaged == 0)
        batch.begin = start;
    const QByteArray bytes = reader.bytes(start, maxBytes);
    batch.next = eachAuditLine(bytes, start, [&](QByteArrayView line, qint64 end) {
        if (auto record = auditRecordFrom(line, segment.check)) {
            batch.records.append(std::move(*record));
            batch.cursors.append(end);
        } else {
            ++batch.damaged;
        }
    });
    const bool isAtEnd = start + bytes.size() >= segment.end;
    batch.hasMore = !isAtEnd;
    // The last line of a segment that nobody writes to any more will never be whole.
    if (isAtEnd && !isLast && batch.next < segment.end) {
        ++batch.damaged;
        batch.next = segment.end;
    }
    return true;
}

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
