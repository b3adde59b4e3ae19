// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditprogress.h"
#include "models/audit/auditsegments.h"
#include "models/base/result.h"

#include <QList>

#include <optional>

namespace Konstantly {

//! \file What is not there any more between the segments of a journal: removed for its age or the journal's size, which is
//! written down before it happens (AuditProgress::removed), or lost.

//! Pure. What no segment of \a segments holds before the last one ends. \a contents: what is known of them; without it no lines
//! are counted.
[[nodiscard]] QList<AuditStretch>
auditHoles(const QList<AuditSegment> &segments,
           const QHash<qint64, AuditSegmentContent> &contents = {});
//! Pure. What of it was not \a removed, and, where their \a contents are known, segments that nothing can be read of. Without
//! lines.
[[nodiscard]] QList<AuditStretch>
auditLosses(const QList<AuditSegment> &segments, const QList<AuditStretch> &removed,
            const QHash<qint64, AuditSegmentContent> &contents = {});
//! Pure. Whether there is one of \a losses that is not in those that were \a noticed.
[[nodiscard]] bool isAnyLossNew(const QList<AuditStretch> &losses,
                                const QList<AuditStretch> &noticed);
//! How many lines there were between the segment number \a next of \a segments and what is left of the one before it. Counts the
//! lines of one segment. Errors: FileUnreadable.
[[nodiscard]] Result<qint64> missingAuditLines(const QList<AuditSegment> &segments, qsizetype next);
//! How many lines were lost between \a place and the segment number \a next of \a segments, that it is not in: of a stretch that
//! \a place lies in all. Counts the lines of one segment at most. Errors: FileUnreadable.
[[nodiscard]] Result<qint64> lostAuditLines(const QList<AuditSegment> &segments, qsizetype next,
                                            qint64 place, const QList<AuditStretch> &removed);

//! Pure. How far the sources are read, by what was \a stored of it and what is there of the journal: from the beginning, when
//! something was lost since. Where nothing is stored, or by a version that did not write down what it removed, nobody can tell
//! what was lost by then.
[[nodiscard]] AuditProgress
auditProgressOf(const std::optional<StoredAuditProgress> &stored,
                const QList<AuditSegment> &segments,
                const QHash<qint64, AuditSegmentContent> &contents = {});

} // namespace Konstantly
