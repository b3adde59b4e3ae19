// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditjournal.h"

#include <functional>

namespace Konstantly {

//! Calls \a take with what follows \a cursor, piece by piece, until it fails. \return where the journal ends. Blocks: for a
//! worker. Errors: FileUnreadable, those of \a take.
[[nodiscard]] Result<qint64>
eachAuditBatch(const AuditJournal &journal, qint64 cursor,
               const std::function<Result<>(const AuditJournal::Batch &)> &take);

} // namespace Konstantly
