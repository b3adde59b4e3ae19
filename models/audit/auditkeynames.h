// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditsegments.h"

namespace Konstantly {

class AuditJournal;

//! \file What keys are called is told once, by the event of their creation, and wanted as long as they are used: when that event
//! goes from the journal, the name stays, in BASE.keys.json. Files; for a worker.

//! What the events of a journal tell of the names of keys.
struct AuditKeyNames
{
    QHash<QString, QString> names; //!< by key id
    qint64 cursor = 0;             //!< how far the journal was read for them
};

//! \a known, and what \a journal tells since. Blocks: for a worker. Errors: FileUnreadable.
[[nodiscard]] Result<AuditKeyNames> keyNamesIn(const AuditJournal &journal,
                                               AuditKeyNames known = {});

//! Adds the names that \a segments of the journal \a base tell. Whoever writes the journal holds its lock.
//! Errors: FileUnreadable, those of writePrivateFile().
[[nodiscard]] Result<> keepKeyNames(const QString &base, const QList<AuditSegment> &segments);
//! Names by key id. A damaged file is an empty one.
[[nodiscard]] QHash<QString, QString> keptKeyNames(const QString &base);

} // namespace Konstantly
