// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditfile.h"

#include "models/base/digest.h"
#include "models/base/privatefilewriter.h"

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

Result<QHash<QString, QString>> keyNamesIn(const AuditJournal &journal)
{
    QHash<QString, QString> names;
    const auto read = eachAuditBatch(journal, 0, [&names](const AuditJournal::Batch &batch) {
        for (const AuditRecord &record : batch.records) {
            if (record.kind == AuditKind::KeyCreated && !record.subject.isEmpty())
                names.insert(record.key, record.subject);
        }
        return Result<>();
    });
    if (!read)
        return fail(read.error());
    return names;
}

Result<AuditFileWritten> writeAuditFile(const QString &path, const AppPaths &paths,
                                        const QString &workspace, qint64 cursor, AuditFormat format,
                                        const std::function<bool()> &isCancelled)
{
    const AuditJournal journal(paths, workspace);
    const auto names = keyNamesIn(journal);
    if (!names)
        return fail(names.error());
    PrivateFileWriter writer(path);
    Sha256 sum;
    AuditFileWritten written;
    const auto write = [&](const QByteArray &bytes) {
        sum.add(bytes);
        return writer.write(bytes);
    };
    if (const auto opened = writer.open(); !opened)
        return fail(opened.error());
    const QByteArray lineEnd = format == AuditFormat::Csv ? "\r\n" : "\n";
    if (format == AuditFormat::Csv) {
        if (const auto head = write(csvHeader() + lineEnd); !head)
            return fail(head.error());
    }
    const auto end = eachAuditBatch(
        journal, cursor, [&](const AuditJournal::Batch &batch) -> Result<> {
            if (isCancelled())
                return fail(ErrorCode::Cancelled);
            QByteArray lines;
            for (qsizetype i = 0; i < batch.records.size(); ++i) {
                const AuditRecord &record = batch.records.at(i);
                lines += formatted(
                             {record, batch.cursors.at(i), workspace, names->value(record.key)},
                             format)
                         + lineEnd;
            }
            written.rows += batch.records.size();
            return write(lines);
        });
    if (!end)
        return fail(end.error());
    written.cursor = *end;
    return writer.commit().transform([&] {
        written.sha256 = sum.result();
        return written;
    });
}

} // namespace Konstantly
