// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/digest.h"
#include "models/base/privatefilewriter.h"
#include "models/usage/usagedatabase.h"

#include <QDate>
#include <QHash>

#include <functional>

namespace Konstantly {

enum class UsageExportFormat {
    Csv,      //!< RFC 4180 in UTF-8: for people and spreadsheets. See csvField()
    JsonLines //!< one JSON object a line, UTF-8, exact: for programs
};

//! \a text as one field of a CSV file. What a spreadsheet could take for a formula is given an apostrophe in front (CWE-1236): text
//! that begins, also after spaces and quotes, with = + - @, their full-width forms, a tab or a line break. So is text that begins with an
//! apostrophe: who takes away one leading apostrophe gets the text back.
[[nodiscard]] QByteArray csvField(const QString &text);

//! Calls as the lines of a file, which appears at its path only when all of them are in it: 0600, synced, in place of the old
//! one. Errors leave the old file alone; so does destroying it before finish(). Secrets that somebody put into a name are
//! left out. Synchronous; one thread at a time. Errors are those of PrivateFileWriter.
class UsageExport final
{
public:
    //! What there is to show of a file that was written.
    struct Written
    {
        qint64 rows = 0;   //!< without the head line of CSV
        QByteArray sha256; //!< of the file's bytes; raw
    };

    UsageExport(const QString &path, UsageExportFormat format);

    [[nodiscard]] Result<> open();
    [[nodiscard]] Result<> add(const UsageRow &row);
    [[nodiscard]] Result<Written> finish();

private:
    [[nodiscard]] Result<> write(const QByteArray &bytes);
    [[nodiscard]] const QByteArray &field(const QString &text);
    void appendTime(std::chrono::milliseconds at);
    void appendCsv(const UsageRow &row);
    void appendJson(const UsageRow &row);
    void appendSources(const UsageRow &row, const char *separator, const char *quote);

    PrivateFileWriter m_writer;
    UsageExportFormat m_format;
    Sha256 m_sha256;
    qint64 m_rows = 0;
    QByteArray m_line;    //!< being made
    QDate m_day;          //!< of the row before
    QByteArray m_dayText; //!< "2026-11-25": rows come by time
    QHash<QString, QByteArray>
        m_fields; //!< names as they are written: few, and slow to look through for secrets
};

//! Calls its argument with every row until that answers false: UsageDatabase::forEachRow() with range and filter given.
using UsageRows = std::function<Result<>(const std::function<bool(const UsageRow &)> &take)>;
//! All of \a rows in one go. \a isCancelled is asked before each row: Cancelled, then, and no file.
[[nodiscard]] Result<UsageExport::Written> exportUsage(const QString &path,
                                                       UsageExportFormat format,
                                                       const UsageRows &rows,
                                                       const std::function<bool()> &isCancelled);

} // namespace Konstantly
