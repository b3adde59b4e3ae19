// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/exportfile.h"
#include "models/usage/usagedatabase.h"

#include <QDate>
#include <QHash>

#include <functional>

namespace Konstantly {

enum class UsageExportFormat {
    Csv,      //!< RFC 4180 in UTF-8: for people and spreadsheets. See csvField()
    JsonLines //!< one JSON object a line, UTF-8, exact: for programs
};

//! Calls as the lines of a file, which appears at its path only when all of them are in it: 0600, synced, in place of the old
//! one. Errors leave the old file alone; so does destroying it before finish(). Secrets that somebody put into a name are
//! left out. Synchronous; one thread at a time. Errors are those of PrivateFileWriter.
class UsageExport final
{
public:
    UsageExport(const QString &path, UsageExportFormat format);

    [[nodiscard]] Result<> open();
    [[nodiscard]] Result<> add(const UsageRow &row);
    [[nodiscard]] Result<ExportedFile> finish();

private:
    [[nodiscard]] const QByteArray &field(const QString &text);
    void appendTime(std::chrono::milliseconds at);
    void appendCsv(const UsageRow &row);
    void appendJson(const UsageRow &row);
    void appendSources(const UsageRow &row, const char *separator, const char *quote);

    ExportFile m_file;
    UsageExportFormat m_format;
    QByteArray m_line;    //!< being made
    QDate m_day;          //!< of the row before
    QByteArray m_dayText; //!< "2026-11-25": rows come by time
    QHash<QString, QByteArray>
        m_fields; //!< names as they are written: few, and slow to look through for secrets
};

//! Calls its argument with every row until that answers false: UsageDatabase::forEachRow() with range and filter given.
using UsageRows = std::function<Result<>(const std::function<bool(const UsageRow &)> &take)>;
//! All of \a rows in one go. \a isCancelled is asked before each row: Cancelled, then, and no file.
[[nodiscard]] Result<ExportedFile> exportUsage(const QString &path, UsageExportFormat format,
                                               const UsageRows &rows,
                                               const std::function<bool()> &isCancelled);
//! The picture \a bytes of a chart that counts \a calls, as a file of the same kind.
[[nodiscard]] Result<ExportedFile> exportChart(const QString &path, const QByteArray &bytes,
                                               qint64 calls,
                                               const std::function<bool()> &isCancelled);

} // namespace Konstantly
