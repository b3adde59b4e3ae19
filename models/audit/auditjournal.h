// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditprogress.h"
#include "models/audit/auditsegments.h"
#include "models/base/clock.h"
#include "models/base/result.h"
#include "models/settings/apppaths.h"

#include <QMutex>
#include <QSet>

#include <functional>

namespace Konstantly {

//! Everything known of one workspace, in the order in which it became known: state/audit/NAME.log.…, 0600, see AuditSegment.
//!
//! One line an event. The place after a line is the *cursor* of its event, for ever: who stores it and goes on from there gets
//! what came since, late events of the service included, each once. Events are known by their ids; one that is written already
//! is not written again, whoever wrote it. A line that a full disk or a crash cut off is dropped by the next writer.
//!
//! What is too old or too much is removed, see AuditRetention. Cursors stay what they were: who stood in what was removed goes on
//! behind it, and can know (Batch::isAfterGap). The service's events of that time are not written again, whoever tells them.
//! What is gone otherwise is lost (Batch::lost): it is counted, and the sources are read again from their beginning.
//! Any process, any thread; may take as long as the file system does.
class AuditJournal final
{
public:
    AuditJournal(const AppPaths &paths, const QString &workspace, Clock clock = systemClock(),
                 AuditRetention retention = {});

    struct Batch
    {
        QList<AuditRecord> records;
        QList<qint64> cursors; //!< one for each record
        qint64 begin = 0;      //!< the place of its first line
        qint64 next = 0;
        bool hasMore = false;
        bool isAfterGap = false; //!< events that followed the cursor were removed, or are lost
        int damaged = 0;         //!< lines that were passed over
        int lost = 0; //!< lines before it that are gone, and were not removed for age or size

        //! Lines whose events can't be shown.
        [[nodiscard]] int unreadable() const { return damaged + lost; }
    };
    //! What follows \a cursor, about \a maxBytes of it; 0 = from the first event that is kept: what was removed
    //! before it is no gap, what is lost is one. A cursor that is no place of this
    //! journal is the next line's start; one beyond its end is its beginning, for it was begun anew since.
    //! An absent journal is an empty one. Errors: FileUnreadable.
    [[nodiscard]] Result<Batch> read(qint64 cursor, qint64 maxBytes = qint64(1) << 20) const;
    //! The newest \a maxBytes of it.
    [[nodiscard]] Result<Batch> readLast(qint64 maxBytes) const;
    //! How many lines were ever written before \a place; of one that was removed, before the next that is kept. Counts the lines
    //! of one segment at most. Errors: FileUnreadable.
    [[nodiscard]] Result<qint64> linesBefore(qint64 place) const;
    //! How many lines that are kept follow \a cursor. Errors: FileUnreadable.
    [[nodiscard]] Result<qint64> linesAfter(qint64 cursor) const;

    //! Writes those of \a records that are not there yet, then \a progress, in this order: after a crash between the two
    //! the sources are read again, and nothing doubles. Then removes what need not be kept any more.
    //! \return how many were new. Errors: FileNotWritable, DiskFull, FileUnreadable, FileBusy.
    [[nodiscard]] Result<int> append(const QList<AuditRecord> &records,
                                     const std::function<void(AuditProgress &)> &progress = {});

    [[nodiscard]] AuditProgress progress() const;
    //! The names of keys by their ids, as creations told them that were removed.
    [[nodiscard]] QHash<QString, QString> removedKeyNames() const;

private:
    struct Fresh;
    [[nodiscard]] Result<> learn();
    [[nodiscard]] Result<> learn(const AuditSegment &segment, bool isLast);
    [[nodiscard]] Fresh freshOf(const QList<AuditRecord> &records,
                                const AuditProgress &known) const;
    [[nodiscard]] Result<> write(const Fresh &fresh);
    [[nodiscard]] bool needsSegmentFor(const Fresh &fresh) const;
    [[nodiscard]] Result<> beginSegment();
    [[nodiscard]] std::optional<StoredAuditProgress> storedProgress() const;
    //! Lines that are lost right before the segment number \a next, behind \a place.
    [[nodiscard]] Result<qint64> lostBefore(const QList<AuditSegment> &segments, qsizetype next,
                                            qint64 place) const;
    [[nodiscard]] AuditProgress knownProgress() const;
    [[nodiscard]] Result<> remove(const QList<AuditSegment> &segments);

    QString m_base;
    Clock m_clock;
    AuditRetention m_retention;
    // What append() knows of the files, up to m_known.
    QMutex m_mutex;
    QList<AuditSegment> m_segments; // while it holds the lock
    QHash<qint64, AuditSegmentContent> m_contents;
    QSet<QByteArray> m_ids;
    QList<AuditStretch> m_lost;
    qint64 m_known = 0;
};

} // namespace Konstantly
