// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditjournal.h"

#include "models/audit/auditbatches.h"
#include "models/audit/auditfiles.h"
#include "models/audit/auditgaps.h"
#include "models/audit/auditkeynames.h"
#include "models/audit/auditsegmentreader.h"
#include "models/audit/forwardstate.h"
#include "models/base/file.h"
#include "models/base/lockfile.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr std::chrono::seconds LockPatience{5};

Result<> failedToWrite(const QFile &file)
{
    const bool isFull = file.error() == QFileDevice::ResourceError;
    return fail(isFull ? ErrorCode::DiskFull : ErrorCode::FileNotWritable, file.errorString(),
                file.fileName());
}

//! Events before it are not wanted: they are before \a floor, or were removed.
qint64 wantedFrom(const AuditProgress &progress, qint64 floor)
{
    return progress.removedUntil == 0 ? floor : std::max(floor, progress.removedUntil + 1);
}

} // namespace

//! What append() has to write.
struct AuditJournal::Fresh
{
    QByteArray lines;
    QSet<QByteArray> ids;
    AuditSegmentContent content;
};

AuditJournal::AuditJournal(const AppPaths &paths, const QString &workspace, Clock clock,
                           AuditRetention retention)
    : m_base(auditFileBase(paths, workspace))
    , m_clock(std::move(clock))
    , m_retention(retention)
{}

Result<AuditJournal::Batch> AuditJournal::read(qint64 cursor, qint64 maxBytes) const
{
    const auto segments = auditSegments(m_base);
    if (!segments)
        return fail(segments.error());
    const qint64 end = segments->isEmpty() ? 0 : segments->constLast().end;
    Batch batch;
    // What is shorter than somebody read of it was begun anew: better twice than never.
    batch.next = cursor > end ? 0 : std::max<qint64>(cursor, 0);
    batch.begin = batch.next;
    const qint64 first = batch.next;
    for (qsizetype i = 0; i < segments->size(); ++i) {
        const AuditSegment &segment = segments->at(i);
        if (segment.end <= batch.next)
            continue;
        const qint64 left = maxBytes - (batch.next - batch.begin);
        const bool isEmpty = batch.next == batch.begin;
        if ((!isEmpty && segment.begin > batch.next) || left <= 0) {
            batch.hasMore = true; // a gap is only ever before a batch
            break;
        }
        if (segment.begin > batch.next) {
            const auto lost = lostBefore(*segments, i, batch.next);
            if (!lost)
                return fail(lost.error());
            batch.lost += int(*lost);
            batch.isAfterGap = batch.isAfterGap || first > 0 || *lost > 0;
            batch.next = segment.begin;
        }
        const bool isLast = i + 1 == segments->size();
        const int damaged = batch.damaged;
        if (const auto read = readAuditSegment(batch, segment, isLast, left); !read)
            return fail(read.error());
        if (batch.hasMore)
            break;
        // What lies in its place may have fewer lines than it had.
        if (batch.damaged > damaged && !isLast && segments->at(i + 1).begin == segment.end) {
            const auto missing = missingAuditLines(*segments, i + 1);
            if (!missing)
                return fail(missing.error());
            batch.damaged += int(*missing);
        }
    }
    return batch;
}

Result<AuditJournal::Batch> AuditJournal::readLast(qint64 maxBytes) const
{
    const auto segments = auditSegments(m_base);
    if (!segments)
        return fail(segments.error());
    const qint64 end = segments->isEmpty() ? 0 : segments->constLast().end;
    auto batch = read(std::max<qint64>(end - maxBytes, 0), maxBytes);
    // Around a gap.
    while (batch && batch->hasMore) {
        const auto more = read(batch->next, maxBytes);
        if (!more || more->next == batch->next)
            break;
        batch->records += more->records;
        batch->cursors += more->cursors;
        batch->damaged += more->damaged;
        batch->lost += more->lost;
        batch->next = more->next;
        batch->hasMore = more->hasMore;
    }
    return batch;
}

Result<qint64> AuditJournal::linesBefore(qint64 place) const
{
    const auto segments = auditSegments(m_base);
    return segments ? auditLinesBefore(*segments, place) : fail(segments.error());
}

Result<qint64> AuditJournal::linesAfter(qint64 cursor) const
{
    const auto segments = auditSegments(m_base);
    if (!segments)
        return fail(segments.error());
    const bool isBegunAnew = !segments->isEmpty()
                             && cursor > segments->constLast().end; // see read()
    return auditLinesAfter(*segments, isBegunAnew ? 0 : cursor);
}

std::optional<StoredAuditProgress> AuditJournal::storedProgress() const
{
    const auto file = readFile(m_base + u".progress.json"_s);
    return file ? StoredAuditProgress::fromJson(file->bytes) : std::nullopt;
}

AuditProgress AuditJournal::progress() const
{
    auto stored = storedProgress();
    const auto segments = auditSegments(m_base);
    // The journal does not end before what was stored at first; what is not in it may have been removed since.
    if (const auto now = storedProgress(); stored && now) {
        stored->progress.removed = now->progress.removed;
        stored->tellsRemoved = now->tellsRemoved;
    }
    return auditProgressOf(stored, segments.value_or(QList<AuditSegment>()));
}

Result<qint64> AuditJournal::lostBefore(const QList<AuditSegment> &segments, qsizetype next,
                                        qint64 place) const
{
    // Read after the segments were listed: what is removed is written down before.
    return lostAuditLines(segments, next, place,
                          auditProgressOf(storedProgress(), segments).removed);
}

Result<> AuditJournal::learn()
{
    auto segments = auditSegments(m_base);
    if (!segments)
        return fail(segments.error());
    m_segments = *std::move(segments);
    const qint64 end = m_segments.isEmpty() ? 0 : m_segments.constLast().end;
    const auto lost = auditProgressOf(storedProgress(), m_segments).lost;
    // What is lost may be written again.
    if (std::exchange(m_lost, lost) != lost || end < m_known) {
        m_ids.clear();
        m_contents.clear();
        m_known = 0;
    }
    for (const AuditSegment &segment : std::as_const(m_segments)) {
        const bool isLast = &segment == &m_segments.constLast();
        if (const auto learned = learn(segment, isLast); !learned)
            return fail(learned.error());
    }
    return {};
}

Result<> AuditJournal::learn(const AuditSegment &segment, bool isLast)
{
    if (segment.end <= m_known && segment.begin < m_known)
        return {};
    m_known = std::max(m_known, segment.begin);
    AuditSegmentContent &content = m_contents[segment.begin];
    const qint64 writtenAt = std::min(m_clock().toMSecsSinceEpoch(), segment.writtenAt);
    const auto end = eachAuditLine(segment, m_known, [&](QByteArrayView line, qint64) {
        ++content.lines;
        // What a damaged line held may be told again.
        if (const auto head = auditLineHead(line, segment.check)) {
            m_ids.insert(head->id.toByteArray());
            content.add(head->at, writtenAt);
        }
    });
    if (!end)
        return fail(end.error());
    m_known = *end;
    if (!isLast)
        m_known = segment.end;
    return {};
}

AuditJournal::Fresh AuditJournal::freshOf(const QList<AuditRecord> &records,
                                          const AuditProgress &known) const
{
    const qint64 now = m_clock().toMSecsSinceEpoch();
    // The logs of this device are read once, and what they tell late is new. From their beginning they are read when it is not
    // known how far they were.
    const bool areLocalOnesNew = known.events != LogCursor() || known.launches != LogCursor();
    const qint64 wanted = wantedFrom(known, m_retention.floor(now));
    Fresh fresh;
    for (const AuditRecord &record : records) {
        if (record.at < wanted && !(isLocal(record.kind) && areLocalOnesNew))
            continue;
        const QByteArray line = toAuditLine(record);
        const QByteArray id = line.first(line.indexOf('\t'));
        if (m_ids.contains(id) || fresh.ids.contains(id))
            continue;
        fresh.ids.insert(id);
        fresh.lines += line + '\n';
        fresh.content.add(record.at, now);
        ++fresh.content.lines;
    }
    return fresh;
}

bool AuditJournal::needsSegmentFor(const Fresh &fresh) const
{
    if (m_segments.isEmpty() || m_segments.constLast().check == AuditLineCheck::Optional)
        return true;
    const AuditSegment &last = m_segments.constLast();
    const AuditSegmentContent content = m_contents.value(last.begin);
    return content.lines > 0
           && (last.size() + fresh.lines.size() > m_retention.segmentBytes
               || content.spanWith(fresh.content) > m_retention.segmentSpan);
}

//! Behind what is known; nobody else writes now.
Result<> AuditJournal::beginSegment()
{
    qint64 number = 0;
    if (!m_segments.isEmpty()) {
        AuditSegment &last = m_segments.last();
        number = last.number + m_contents.value(last.begin).lines;
        // What a crash cut off goes first.
        if (last.end > m_known && !QFile::resize(last.path, m_known - last.begin))
            return fail(ErrorCode::FileNotWritable, {}, last.path);
        last.end = m_known;
    }
    const AuditSegment segment{auditSegmentPath(m_base, m_known, number),
                               m_known,
                               m_known,
                               number,
                               0,
                               AuditLineCheck::Required};
    QFile file(segment.path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failedToWrite(file);
    m_segments.append(segment);
    return {};
}

Result<> AuditJournal::write(const Fresh &fresh)
{
    if (needsSegmentFor(fresh)) {
        if (const auto begun = beginSegment(); !begun)
            return begun;
    }
    AuditSegment &last = m_segments.last();
    const qint64 place = m_known - last.begin;
    QFile file(last.path);
    if (!file.open(QIODevice::ReadWrite))
        return failedToWrite(file);
    // What a crash cut off goes first; nobody else writes now.
    if ((file.size() > place && !file.resize(place)) || !file.seek(place)
        || file.write(fresh.lines) != fresh.lines.size() || !file.flush()) {
        const Result<> failed = failedToWrite(file);
        (void) file.resize(place);
        return failed;
    }
    m_known += fresh.lines.size();
    last.end = m_known;
    m_ids.unite(fresh.ids);
    m_contents[last.begin].add(fresh.content);
    return {};
}

//! What append() goes by: as progress(), and what was removed even when the file that says so is lost.
AuditProgress AuditJournal::knownProgress() const
{
    const auto stored = storedProgress();
    AuditProgress known = auditProgressOf(stored, m_segments, m_contents);
    if (stored)
        return known;
    qint64 oldest = 0;
    for (const AuditSegment &segment : m_segments) {
        const qint64 newest = m_contents.value(segment.begin).newest;
        oldest = oldest == 0 ? newest : std::min(oldest, newest);
    }
    // Nothing newer was removed, or this would have been.
    known.removedUntil = known.removed.isEmpty() ? 0 : oldest;
    return known;
}

Result<int> AuditJournal::append(const QList<AuditRecord> &records,
                                 const std::function<void(AuditProgress &)> &progress)
{
    const QMutexLocker locker(&m_mutex);
    if (const auto made = makePrivateDir(QFileInfo(m_base).absolutePath()); !made)
        return fail(made.error());
    QLockFile lock(m_base + u".lock"_s);
    if (!takeLock(lock, LockPatience)) {
        const ErrorCode problem = lockProblem(lock);
        return problem == ErrorCode::FileBusy ? fail(problem, u"audit journal"_s)
                                              : fail(problem, {}, lock.fileName());
    }
    if (const auto learned = learn(); !learned)
        return fail(learned.error());
    const AuditProgress before = knownProgress();
    const Fresh fresh = freshOf(records, before);
    if (!fresh.lines.isEmpty()) {
        if (const auto written = write(fresh); !written)
            return fail(written.error());
    }
    const qint64 now = m_clock().toMSecsSinceEpoch();
    const QList<AuditSegment> old = m_retention.toRemove(m_segments, m_contents, now,
                                                         undeliveredFrom(m_base, now));
    AuditProgress after = before;
    if (progress)
        progress(after);
    const auto stored = storedProgress();
    // Whoever read the sources may not have known of it.
    if (stored && isAnyLossNew(before.lost, stored->progress.lost))
        after.askAgain();
    for (const AuditSegment &segment : old) {
        const AuditSegmentContent content = m_contents.value(segment.begin);
        after.removedUntil = std::max(after.removedUntil, content.newest);
        after.addRemoved({segment.begin, segment.end, content.lines});
    }
    if (progress || !old.isEmpty())
        after.forgetBefore(wantedFrom(after, m_retention.floor(now)));
    // Before anything goes: what is removed must not be fetched again, and keys have their names from it.
    if (const auto kept = keepKeyNames(m_base, old); !kept)
        return fail(kept.error());
    if (after != (stored ? stored->progress : before)) {
        if (const auto written = writePrivateFile(m_base + u".progress.json"_s,
                                                  StoredAuditProgress{after, m_known}.toJson());
            !written)
            return fail(written.error());
    }
    if (const auto removed = remove(old); !removed)
        return fail(removed.error());
    return int(fresh.ids.size());
}

Result<> AuditJournal::remove(const QList<AuditSegment> &segments)
{
    for (const AuditSegment &segment : segments) {
        // The last one goes when another one says where the journal ends.
        if (segment.begin == m_segments.constLast().begin) {
            if (const auto begun = beginSegment(); !begun)
                return begun;
        }
        QFile::remove(segment.path); // or the next time
    }
    return {};
}

QHash<QString, QString> AuditJournal::removedKeyNames() const
{
    return keptKeyNames(m_base);
}

} // namespace Konstantly
