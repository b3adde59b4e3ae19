// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditexport.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qint64 PieceBytes = qint64(1) << 20;
constexpr int RowsBetweenQuestions = 1000;

struct Row
{
    qint64 at = 0;
    QByteArray line;
};

//! The wanted events as lines, in the order of the journal.
Result<std::vector<Row>> readRows(const AuditJournal &journal, const AuditExport &request,
                                  const std::function<bool()> &isCancelled)
{
    const QByteArray lineEnd = request.format == AuditFormat::Csv ? "\r\n"_qba : "\n"_qba;
    const auto isWanted = [&request](qint64 cursor) {
        return !request.cursors || std::ranges::binary_search(*request.cursors, cursor);
    };
    std::vector<Row> rows;
    qint64 place = 0;
    for (bool hasMore = true; hasMore;) {
        if (isCancelled())
            return fail(ErrorCode::Cancelled);
        const auto batch = journal.read(place, PieceBytes);
        if (!batch)
            return fail(batch.error());
        for (qsizetype i = 0; i < batch->records.size(); ++i) {
            if (!isWanted(batch->cursors[i]))
                continue;
            const AuditRecord &record = batch->records[i];
            const AuditFeedItem item{record, batch->cursors[i], request.workspace,
                                     request.keyNames.value(record.key)};
            rows.push_back({record.at, formatted(item, request.format) + lineEnd});
        }
        hasMore = batch->hasMore && batch->next > place;
        place = batch->next;
    }
    return rows;
}

} // namespace

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
    if (request.format == AuditFormat::Csv) {
        if (const Result<> head = file.write(csvHeader() + "\r\n"); !head)
            return fail(head.error());
    }
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

} // namespace Konstantly
