// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditjournal.h"

#include <functional>

namespace Konstantly {

//! Appends what \a segment holds from batch.next on, about \a maxBytes of it. \return false when it is gone. Errors:
//! FileUnreadable.
[[nodiscard]] Result<bool> readAuditSegment(AuditJournal::Batch &batch, const AuditSegment &segment,
                                            bool isLast, qint64 maxBytes);

//! Calls \a take with what follows \a cursor, piece by piece, until it fails. \return where the journal ends. Blocks: for a
//! worker. Errors: FileUnreadable, those of \a take.
[[nodiscard]] Result<qint64>
eachAuditBatch(const AuditJournal &journal, qint64 cursor,
               const std::function<Result<>(const AuditJournal::Batch &)> &take);

} // namespace Konstantly
