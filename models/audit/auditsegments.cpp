// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditsegments.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int MaxAttempts = 100;

//! The segment that \a suffix, behind BASE.log, makes of a file; its end is its size yet.
std::optional<AuditSegment> segmentFrom(const QFileInfo &file, const QString &suffix)
{
    AuditSegment segment{
        file.filePath(),         0, file.size(), 0, file.lastModified().toMSecsSinceEpoch(),
        AuditLineCheck::Optional};
    if (suffix.isEmpty())
        return segment;
    const QStringList parts = suffix.split(u'.');
    bool isBegin = false;
    bool isNumber = false;
    segment.begin = parts.value(1).toLongLong(&isBegin);
    segment.number = parts.value(2).toLongLong(&isNumber);
    segment.end += segment.begin;
    segment.check = AuditLineCheck::Required;
    if (parts.size() != 3 || !parts.first().isEmpty() || !isBegin || !isNumber || segment.begin < 0
        || segment.number < 0)
        return std::nullopt;
    return segment;
}

//! Nothing when one of them was removed meanwhile: the one that follows it may be younger than the names.
Result<std::optional<QList<AuditSegment>>> listedSegments(const QString &base)
{
    const QFileInfo place(base);
    const QString begin = place.fileName() + u".log"_s;
    QList<AuditSegment> segments;
    // Their sizes are asked for when all names are known: only the last one can have grown by then.
    const QStringList names
        = QDir(place.path()).entryList(QDir::Files | QDir::Hidden | QDir::System);
    for (const QString &name : names) {
        if (!name.startsWith(begin))
            continue;
        const QFileInfo file(place.path() + u'/' + name);
        const auto segment = segmentFrom(file, name.sliced(begin.size()));
        if (!segment)
            continue; // of a workspace whose name begins like this one's
        if (!file.exists())
            return std::nullopt;
        // Opening a pipe would wait for somebody at its other end.
        if (!file.isFile())
            return fail(ErrorCode::FileUnreadable, u"it is not a regular file"_s, file.filePath());
        segments.append(*segment);
    }
    return segments;
}

} // namespace

Result<QList<AuditSegment>> auditSegments(const QString &base)
{
    auto listed = listedSegments(base);
    for (int attempt = 0; attempt < MaxAttempts && listed && !*listed; ++attempt)
        listed = listedSegments(base);
    if (!listed)
        return fail(listed.error());
    if (!*listed)
        return fail(ErrorCode::FileUnreadable, u"it changes all the time"_s, base);
    QList<AuditSegment> segments = **std::move(listed);
    std::ranges::sort(segments, [](const AuditSegment &a, const AuditSegment &b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    // An earlier version may have gone on with its file: what it wrote there is nobody's.
    for (qsizetype i = 1; i < segments.size(); ++i)
        segments[i - 1].end = std::min(segments[i - 1].end, segments[i].begin);
    return segments;
}

QString auditSegmentPath(const QString &base, qint64 begin, qint64 number)
{
    // The base may hold a per cent sign.
    return base + u".log.%1.%2"_s.arg(begin, 13, 10, QChar(u'0')).arg(number, 10, 10, QChar(u'0'));
}

void AuditSegmentContent::add(qint64 at, qint64 writtenAt)
{
    // A clock that is ahead must not keep a segment for years.
    at = std::min(at, writtenAt);
    oldest = oldest == 0 ? at : std::min(oldest, at);
    newest = std::max(newest, at);
}

void AuditSegmentContent::add(const AuditSegmentContent &other)
{
    lines += other.lines;
    if (other.newest == 0)
        return;
    oldest = oldest == 0 ? other.oldest : std::min(oldest, other.oldest);
    newest = std::max(newest, other.newest);
}

std::chrono::milliseconds AuditSegmentContent::spanWith(const AuditSegmentContent &other) const
{
    if (newest == 0 || other.newest == 0)
        return {};
    return std::chrono::milliseconds(std::max(newest, other.newest)
                                     - std::min(oldest, other.oldest));
}

qint64 AuditRetention::floor(qint64 now) const
{
    return std::max<qint64>(now - std::chrono::milliseconds(maxAge).count(), 0);
}

QList<AuditSegment> AuditRetention::toRemove(const QList<AuditSegment> &segments,
                                             const QHash<qint64, AuditSegmentContent> &contents,
                                             qint64 now, std::optional<qint64> undelivered) const
{
    qint64 bytes = 0;
    for (const AuditSegment &segment : segments)
        bytes += segment.size();
    const auto newest = [&contents](const AuditSegment &segment) {
        return contents.value(segment.begin).newest;
    };
    QList<AuditSegment> byAge = segments;
    std::ranges::stable_sort(byAge, {}, newest);
    QList<AuditSegment> removed;
    for (const AuditSegment &segment : std::as_const(byAge)) {
        // Somebody may just be writing the first one of the last. Elsewhere it is damage, which takes room as well.
        if (contents.value(segment.begin).lines == 0 && segment.begin == segments.constLast().begin)
            continue;
        const bool isOld = newest(segment) != 0 && newest(segment) < floor(now);
        const bool isAwaited = undelivered && segment.end > *undelivered;
        if (bytes <= maxBytes && !isOld)
            continue;
        if (isAwaited && bytes <= maxUndeliveredBytes) {
            // Younger ones don't go in its place.
            if (!isOld)
                break;
            continue;
        }
        removed.append(segment);
        bytes -= segment.size();
    }
    return removed;
}

} // namespace Konstantly
