// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditsegments.h"

#include <QFile>

namespace Konstantly {

//! One segment, read by the cursors of its journal. \a segment outlives it. Blocks.
class AuditSegmentReader final
{
public:
    explicit AuditSegmentReader(const AuditSegment &segment);

    //! False when another process removed it meanwhile. Errors: FileUnreadable.
    [[nodiscard]] Result<bool> open();
    //! \a place, or where the next line begins when it is within one.
    [[nodiscard]] qint64 lineAt(qint64 place);
    //! About \a maxBytes from \a place on: of a line that is longer all of it.
    [[nodiscard]] QByteArray bytes(qint64 place, qint64 maxBytes);

private:
    const AuditSegment &m_segment;
    QFile m_file;
};

//! Calls \a take with each whole line of \a bytes, which start at \a place, and with the place behind it. \return where the first
//! line begins that is not whole.
template<typename Take>
qint64 eachAuditLine(const QByteArray &bytes, qint64 place, Take take)
{
    qsizetype start = 0;
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', start)) {
        take(QByteArrayView(bytes).sliced(start, end - start), place + end + 1);
        start = end + 1;
    }
    return place + start;
}

//! Calls \a take with each whole line of \a segment from \a place on, see eachAuditLine(); of one that was removed with none.
//! Errors: FileUnreadable.
template<typename Take>
[[nodiscard]] Result<qint64> eachAuditLine(const AuditSegment &segment, qint64 place, Take take)
{
    constexpr qint64 pieceBytes = qint64(4) << 20;
    AuditSegmentReader reader(segment);
    const auto isThere = reader.open();
    if (!isThere)
        return fail(isThere.error());
    for (qint64 before = -1; *isThere && place != before && place < segment.end;) {
        before = place;
        place = eachAuditLine(reader.bytes(place, pieceBytes), place, take);
    }
    return place;
}

//! How many lines were ever written to the journal of \a segments before \a place; of one that was removed, before the next that is
//! kept. Errors: FileUnreadable.
[[nodiscard]] Result<qint64> auditLinesBefore(const QList<AuditSegment> &segments, qint64 place);
//! How many lines of \a segments follow \a cursor. Errors: FileUnreadable.
[[nodiscard]] Result<qint64> auditLinesAfter(const QList<AuditSegment> &segments, qint64 cursor);

} // namespace Konstantly
