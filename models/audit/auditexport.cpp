// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditexport.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int RowsBetweenQuestions = 1000;

struct Row
{
    qint64 at = 0;
    QByteArray line;
};

//! The wanted events as lines, in the order of the journal.
QByteArray lineEnd(AuditFormat format)
{
    return format == AuditFormat::Csv ? "\r\n"_qba : "\n"_qba;
}

Result<> writeHead(ExportFile &file, AuditFormat format)
{
    return format == AuditFormat::Csv ? file.write(csvHeader() + lineEnd(format)) : Result<>();
}

Result<std::vector<Row>> readRows(const AuditJournal &journal, const AuditExport &request,
                                  const std::function<bool()> &isCancelled)
{
    std::vector<Row> rows;
    const auto read = eachAuditBatch(journal, 0, [&](const AuditJournal::Batch &batch) -> Result<> {
        if (isCancelled())
            return fail(ErrorCode::Cancelled);
        for (qsizetype i = 0; i < batch.records.size(); ++i) {
            const qint64 cursor = batch.cursors[i];
            if (!request.cursors || std::ranges::binary_search(*request.cursors, cursor))
                rows.push_back({batch.records[i].at, request.line(batch.records[i], cursor)});
        }
        return {};
    });
    if (!read)
        return fail(read.error());
    return rows;
}

} // namespace

QByteArray AuditExport::line(const AuditRecord &record, qint64 cursor) const
{
    return formatted({record, cursor, workspace, keyNames.value(record.key)}, format)
           + lineEnd(format);
}

QString auditFileSuffix(AuditFormat format)
{
    switch (format) {
    case AuditFormat::Csv:
        return u"csv"_s;
    case AuditFormat::JsonLines:
        return u"jsonl"_s;
    case AuditFormat::Cef:
        return u"cef"_s;
    }
    return {};
}

Result<ExportedFile> exportAudit(const AuditJournal &journal, const QString &path,
                                 AuditExport request, const std::function<bool()> &isCancelled)
{
    if (request.cursors)
        std::ranges::sort(*request.cursors);
    ExportFile file(path);
    if (const Result<> opened = file.open(); !opened)
        return fail(opened.error());
    auto rows = readRows(journal, request, isCancelled);
    if (!rows)
        return fail(rows.error());
    std::ranges::stable_sort(*rows, {}, &Row::at);
    if (const Result<> head = writeHead(file, request.format); !head)
        return fail(head.error());
    int untilQuestion = 0;
    for (const Row &row : *rows) {
        if (--untilQuestion <= 0) {
            if (isCancelled())
                return fail(ErrorCode::Cancelled);
            untilQuestion = RowsBetweenQuestions;
        }
        if (const Result<> added = file.addRow(row.line); !added)
            return fail(added.error());
    }
    if (isCancelled())
        return fail(ErrorCode::Cancelled);
    return file.finish();
}

Result<AuditFileWritten> exportAuditFrom(const AuditJournal &journal, const QString &path,
                                         qint64 cursor, const AuditExport &request,
                                         const std::function<bool()> &isCancelled)
{
    ExportFile file(path);
    if (const Result<> opened = file.open(); !opened)
        return fail(opened.error());
    if (const Result<> head = writeHead(file, request.format); !head)
        return fail(head.error());
    AuditFileWritten written;
    const auto end = eachAuditBatch(
        journal, cursor, [&](const AuditJournal::Batch &batch) -> Result<> {
            if (isCancelled())
                return fail(ErrorCode::Cancelled);
            written.damaged += batch.unreadable();
            written.isAfterGap = written.isAfterGap || (batch.isAfterGap && batch.lost == 0);
            for (qsizetype i = 0; i < batch.records.size(); ++i) {
                const QByteArray line = request.line(batch.records[i], batch.cursors[i]);
                if (const Result<> added = file.addRow(line); !added)
                    return added;
            }
            return {};
        });
    if (!end)
        return fail(end.error());
    written.cursor = *end;
    return file.finish().transform([&written](const ExportedFile &finished) {
        written.file = finished;
        return written;
    });
}

} // namespace Konstantly
