// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditgaps.h"

#include "models/audit/auditsegmentreader.h"

#include <algorithm>

namespace Konstantly {

namespace {

//! Where the segment before number \a next of \a segments ends; 0 = there is none.
qint64 endBefore(const QList<AuditSegment> &segments, qsizetype next)
{
    return next == 0 ? 0 : segments.at(next - 1).end;
}

QList<AuditStretch> withoutRemoved(AuditStretch hole, const QList<AuditStretch> &removed)
{
    QList<AuditStretch> rest;
    for (const AuditStretch &stretch : removed) { // in order
        if (stretch.end <= hole.begin || stretch.begin >= hole.end)
            continue;
        if (stretch.begin > hole.begin)
            rest.append({hole.begin, stretch.begin});
        hole.begin = std::min(stretch.end, hole.end);
    }
    if (hole.begin < hole.end)
        rest.append({hole.begin, hole.end});
    return rest;
}

bool isWithin(const AuditStretch &inner, const QList<AuditStretch> &stretches)
{
    return std::ranges::any_of(stretches, [&inner](const AuditStretch &outer) {
        return outer.begin <= inner.begin && inner.end <= outer.end;
    });
}

//! Without what lies behind \a end, where others will be written.
QList<AuditStretch> upTo(qint64 end, QList<AuditStretch> stretches)
{
    for (AuditStretch &stretch : stretches)
        stretch.end = std::min(stretch.end, end);
    stretches.removeIf([](const AuditStretch &stretch) { return stretch.begin >= stretch.end; });
    return stretches;
}

//! A file that was cut off within a line has a part of it, which is passed over as damaged.
Result<bool> endsWithinLine(const AuditSegment &segment)
{
    AuditSegmentReader reader(segment);
    const auto isThere = reader.open();
    if (!isThere || !*isThere || segment.size() == 0)
        return isThere.transform([](bool) { return false; });
    return reader.bytes(segment.end - 1, 1) != "\n";
}

} // namespace

QList<AuditStretch> auditHoles(const QList<AuditSegment> &segments,
                               const QHash<qint64, AuditSegmentContent> &contents)
{
    QList<AuditStretch> holes;
    qint64 number = 0;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const AuditSegment &segment = segments.at(i);
        if (segment.begin > endBefore(segments, i))
            holes.append({endBefore(segments, i), segment.begin,
                          contents.isEmpty() ? 0 : std::max<qint64>(segment.number - number, 0)});
        number = segment.number + contents.value(segment.begin).lines;
    }
    return holes;
}

QList<AuditStretch> auditLosses(const QList<AuditSegment> &segments,
                                const QList<AuditStretch> &removed,
                                const QHash<qint64, AuditSegmentContent> &contents)
{
    QList<AuditStretch> losses;
    for (const AuditStretch &hole : auditHoles(segments))
        losses += withoutRemoved(hole, removed);
    for (const AuditSegment &segment : segments) {
        const auto content = contents.constFind(segment.begin);
        if (content == contents.cend() || segment.size() == 0 || content->newest != 0)
            continue;
        // A line without an end is what a crash left of the last one.
        if (content->lines > 0 || segment.begin != segments.constLast().begin)
            losses.append({segment.begin, segment.end});
    }
    return losses;
}

Result<qint64> missingAuditLines(const QList<AuditSegment> &segments, qsizetype next)
{
    const qint64 number = segments.at(next).number;
    if (next == 0)
        return number;
    const auto before = auditLinesBefore(segments.first(next), segments.at(next - 1).end);
    const auto hasPart = endsWithinLine(segments.at(next - 1));
    if (!before || !hasPart)
        return fail(before ? hasPart.error() : before.error());
    return std::max<qint64>(number - *before - (*hasPart ? 1 : 0), 0);
}

bool isAnyLossNew(const QList<AuditStretch> &losses, const QList<AuditStretch> &noticed)
{
    return std::ranges::any_of(
        losses, [&noticed](const AuditStretch &loss) { return !isWithin(loss, noticed); });
}

Result<qint64> lostAuditLines(const QList<AuditSegment> &segments, qsizetype next, qint64 place,
                              const QList<AuditStretch> &removed)
{
    const AuditStretch hole{endBefore(segments, next), segments.at(next).begin};
    const auto losses = withoutRemoved(hole, removed);
    if (losses.isEmpty() || losses.constLast().end <= place)
        return 0;
    const auto missing = missingAuditLines(segments, next);
    if (!missing)
        return missing;
    qint64 lines = *missing;
    for (const AuditStretch &stretch : removed) {
        if (isWithin(stretch, {hole}))
            lines -= stretch.lines;
    }
    return std::max<qint64>(lines, 1);
}

AuditProgress auditProgressOf(const std::optional<StoredAuditProgress> &stored,
                              const QList<AuditSegment> &segments,
                              const QHash<qint64, AuditSegmentContent> &contents)
{
    AuditProgress known = stored ? stored->progress : AuditProgress();
    // Whatever is wrong with it: reading the sources again is never wrong.
    if (!stored || (!stored->tellsRemoved && known.removedUntil > 0))
        known.removed = auditHoles(segments, contents);
    const qint64 end = segments.isEmpty() ? 0 : segments.constLast().end;
    QList<AuditStretch> losses = auditLosses(segments, known.removed, contents);
    // Events that were written are gone: they are asked for again.
    if (isAnyLossNew(losses, known.lost) || (stored && end < stored->end)) {
        AuditProgress anew;
        anew.removedUntil = known.removedUntil;
        anew.removed = upTo(end, known.removed);
        known = anew;
    }
    // Whoever noticed that a segment can't be read had looked into it.
    for (const AuditStretch &stretch : stored ? stored->progress.lost : QList<AuditStretch>()) {
        const auto isIt = [&stretch](const AuditSegment &segment) {
            return segment.begin == stretch.begin && segment.end == stretch.end;
        };
        if (!losses.contains(stretch) && std::ranges::any_of(segments, isIt))
            losses.append(stretch);
    }
    std::ranges::sort(losses, {}, &AuditStretch::begin);
    known.lost = losses;
    return known;
}

} // namespace Konstantly
