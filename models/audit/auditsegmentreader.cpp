// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditsegmentreader.h"

#include <algorithm>

namespace Konstantly {

namespace {

//! How many lines of \a segment end between \a from and \a to.
Result<qint64> linesIn(const AuditSegment &segment, qint64 from, qint64 to)
{
    qint64 lines = 0;
    const auto counted = eachAuditLine(
        segment, from, [&lines, to](QByteArrayView, qint64 end) { lines += end <= to ? 1 : 0; });
    if (!counted)
        return fail(counted.error());
    return lines;
}

} // namespace

AuditSegmentReader::AuditSegmentReader(const AuditSegment &segment)
    : m_segment(segment)
    , m_file(segment.path)
{}

Result<bool> AuditSegmentReader::open()
{
    if (m_file.open(QIODevice::ReadOnly))
        return true;
    if (!m_file.exists())
        return false;
    return fail(ErrorCode::FileUnreadable, m_file.errorString(), m_segment.path);
}

qint64 AuditSegmentReader::lineAt(qint64 place)
{
    if (place <= m_segment.begin)
        return m_segment.begin;
    m_file.seek(place - 1 - m_segment.begin);
    const QByteArray rest = m_file.readLine();
    return rest == "\n" ? place : std::min(place - 1 + rest.size(), m_segment.end);
}

QByteArray AuditSegmentReader::bytes(qint64 place, qint64 maxBytes)
{
    m_file.seek(place - m_segment.begin);
    const qint64 left = m_segment.end - place;
    QByteArray bytes = m_file.read(std::min(maxBytes, left));
    if (!bytes.contains('\n') && bytes.size() < left)
        bytes += m_file.readLine(left - bytes.size() + 1);
    return bytes;
}

Result<qint64> auditLinesBefore(const QList<AuditSegment> &segments, qint64 place)
{
    for (const AuditSegment &segment : segments) {
        const bool isLast = &segment == &segments.constLast();
        if (place <= segment.begin)
            return segment.number;
        if (place <= segment.end || isLast)
            return linesIn(segment, segment.begin, std::min(place, segment.end))
                .transform([&segment](qint64 lines) { return segment.number + lines; });
    }
    return 0;
}

Result<qint64> auditLinesAfter(const QList<AuditSegment> &segments, qint64 cursor)
{
    qint64 lines = 0;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const AuditSegment &segment = segments.at(i);
        if (segment.end <= cursor)
            continue;
        // By their numbers, where both ends have one.
        if (cursor <= segment.begin && i + 1 < segments.size()
            && segments.at(i + 1).begin == segment.end) {
            lines += segments.at(i + 1).number - segment.number;
            continue;
        }
        const auto more = linesIn(segment, std::max(cursor, segment.begin), segment.end);
        if (!more)
            return fail(more.error());
        lines += *more;
    }
    return lines;
}

} // namespace Konstantly
