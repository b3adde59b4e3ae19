// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditbatches.h"
#include "models/audit/auditfeed.h"
#include "models/base/exportfile.h"

#include <QHash>

#include <functional>
#include <optional>
#include <vector>

namespace Konstantly {

//! Which events go into a file, and how.
struct AuditExport
{
    AuditFormat format = AuditFormat::Csv;
    std::optional<std::vector<qint64>>
        cursors; //!< of those that are wanted, in any order; nothing = all
    QString workspace;
    QHash<QString, QString> keyNames; //!< by id

    //! One event as a line of the file, its end included.
    [[nodiscard]] QByteArray line(const AuditRecord &record, qint64 cursor) const;
};

//! "csv", "jsonl", "cef": how files of \a format are called.
[[nodiscard]] QString auditFileSuffix(AuditFormat format);

//! Writes events of \a journal to \a path, oldest first: 0600, whole or not at all. \a isCancelled is asked now and then: Cancelled,
//! then, and no file. Takes as long as reading the journal; for a worker. Errors: FileUnreadable, FileNotWritable, DiskFull.
[[nodiscard]] Result<ExportedFile> exportAudit(const AuditJournal &journal, const QString &path,
                                               AuditExport request,
                                               const std::function<bool()> &isCancelled);

//! What a file of new events came to.
struct AuditFileWritten
{
    ExportedFile file;
    qint64 cursor = 0;       //!< where the next file goes on
    qint64 damaged = 0;      //!< lines of the journal that are not in it, lost ones too
    bool isAfterGap = false; //!< events that should be in it were removed for their age or its size
};

//! The same for everything in the journal from \a cursor on, in the journal's order: what follows the file's end follows it.
[[nodiscard]] Result<AuditFileWritten> exportAuditFrom(const AuditJournal &journal,
                                                       const QString &path, qint64 cursor,
                                                       const AuditExport &request,
                                                       const std::function<bool()> &isCancelled);

} // namespace Konstantly
