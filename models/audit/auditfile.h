// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditfeed.h"
#include "models/audit/auditjournal.h"

#include <QHash>

#include <functional>

namespace Konstantly {

//! Calls \a take with what follows \a cursor, piece by piece, until it fails. \return where the journal ends. Blocks: for a
//! worker. Errors: FileUnreadable, those of \a take.
[[nodiscard]] Result<qint64>
eachAuditBatch(const AuditJournal &journal, qint64 cursor,
               const std::function<Result<>(const AuditJournal::Batch &)> &take);

//! The names of keys that the creations in \a journal tell, by key id. Blocks: for a worker. Errors: FileUnreadable.
[[nodiscard]] Result<QHash<QString, QString>> keyNamesIn(const AuditJournal &journal);

//! What there is to show of a file that was written.
struct AuditFileWritten
{
    qint64 rows = 0;   //!< without the head line of CSV
    QByteArray sha256; //!< of the file's bytes; raw
    qint64 cursor = 0; //!< where the next file goes on
};

//! Everything in the journal of \a workspace from \a cursor on as lines of a file, which appears at \a path only when all of
//! them are in it: 0600, synced, in place of the old one. \a isCancelled is asked now and then: Cancelled, then, and no file.
//! Blocks: for a worker. Errors: FileUnreadable, those of PrivateFileWriter.
[[nodiscard]] Result<AuditFileWritten> writeAuditFile(const QString &path, const AppPaths &paths,
                                                      const QString &workspace, qint64 cursor,
                                                      AuditFormat format,
                                                      const std::function<bool()> &isCancelled);

} // namespace Konstantly
