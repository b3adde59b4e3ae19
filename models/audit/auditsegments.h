// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditline.h"
#include "models/base/result.h"

#include <QHash>
#include <QList>

#include <chrono>
#include <optional>

namespace Konstantly {

//! \file The files that an AuditJournal is made of.
//!
//! A segment is called BASE.log.BEGIN.NUMBER, BASE as auditFileBase() says: its name holds all that has to be known of it, so
//! that it is whole as soon as it exists. The last one is written to, the others stay what they are until they are removed.
//! Cursors go on from one to the next; where segments were removed there is a gap. BASE.log is what earlier versions wrote, the
//! first segment then.

//! One file of a journal.
struct AuditSegment
{
    QString path;
    qint64 begin = 0;     //!< the cursor of its first byte
    qint64 end = 0;       //!< behind its last byte
    qint64 number = 0;    //!< of lines that were ever written before it
    qint64 writtenAt = 0; //!< last, milliseconds since 1970
    AuditLineCheck check = AuditLineCheck::Required;

    [[nodiscard]] qint64 size() const { return end - begin; }
};

//! Those of the journal \a base in the order of cursors; none = an empty journal. Errors: FileUnreadable, when something else is
//! in the place of one.
[[nodiscard]] Result<QList<AuditSegment>> auditSegments(const QString &base);
//! Where the segment is that begins at \a begin, behind \a number lines.
[[nodiscard]] QString auditSegmentPath(const QString &base, qint64 begin, qint64 number);

//! What is in a segment.
struct AuditSegmentContent
{
    qint64 lines = 0;
    // Of its events, milliseconds since 1970; 0 = there is none that can be read. None counts as later than it was written.
    qint64 oldest = 0;
    qint64 newest = 0;

    void add(qint64 at, qint64 writtenAt);
    void add(const AuditSegmentContent &other);
    //! How far apart its events would be if those of \a other came in.
    [[nodiscard]] std::chrono::milliseconds spanWith(const AuditSegmentContent &other) const;
};

//! How much of a journal is kept. Whole segments go, those with the oldest events first.
struct AuditRetention
{
    qint64 maxBytes = qint64(64) << 20; //!< a quarter of a million events
    std::chrono::days maxAge{400};      //!< a year, and time to look back on it
    //! What a server that events are sent to has not got yet stays beyond both, up to here.
    qint64 maxUndeliveredBytes = qint64(256) << 20;
    // A segment ends when it is as large, or its events as far apart: by so much may more be kept.
    qint64 segmentBytes = qint64(4) << 20;
    std::chrono::days segmentSpan{50};

    //! Events before it are too old.
    [[nodiscard]] qint64 floor(qint64 now) const;
    //! Pure. Those of \a segments that go, in the order in which they have to. \a undelivered: the first cursor that a server has
    //! not got; nothing = none is missing any.
    [[nodiscard]] QList<AuditSegment> toRemove(const QList<AuditSegment> &segments,
                                               const QHash<qint64, AuditSegmentContent> &contents,
                                               qint64 now, std::optional<qint64> undelivered) const;
};

} // namespace Konstantly
