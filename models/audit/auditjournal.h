// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditrecord.h"
#include "models/base/result.h"
#include "models/launch/entrylog.h"
#include "models/settings/apppaths.h"

#include <QMutex>
#include <QSet>

#include <functional>

namespace Konstantly {

//! A span of the service's log that is still to be fetched. Milliseconds since 1970; `to` 0 = up to now.
struct AuditSpan
{
    qint64 from = 0;
    qint64 to = 0;

    friend bool operator==(const AuditSpan &, const AuditSpan &) = default;
};

//! How far the sources of a journal are read.
struct AuditProgress
{
    QList<AuditSpan> missing; //!< newest first
    qint64 newest = 0;        //!< the newest event of the service that is known; 0 = never asked
    qint64 answeredAt = 0;    //!< when the service last answered; 0 = never
    LogCursor events;
    LogCursor launches;

    friend bool operator==(const AuditProgress &, const AuditProgress &) = default;
};

//! Everything known of one workspace, in the order in which it became known: state/audit/NAME.log, 0600, which only grows.
//!
//! One line an event, its fields separated by tabs. The place after a line is the *cursor* of its event: who stores it and goes
//! on from there gets what came since, late events of the service included, each once. Events are known by their ids; one
//! that is written already is not written again, whoever wrote it. A line that a full disk or a crash cut off is dropped by the
//! next writer. Any process, any thread; may take as long as the file system does.
class AuditJournal final
{
public:
    AuditJournal(const AppPaths &paths, const QString &workspace);

    struct Batch
    {
        QList<AuditRecord> records;
        QList<qint64> cursors; //!< one for each record
        qint64 next = 0;
        bool hasMore = false;
        int damaged = 0; //!< lines that were passed over
    };
    //! What follows \a cursor, about \a maxBytes of it. A cursor that is no place of this journal is the next line's start; one beyond its end is its
    //! beginning, for it was begun anew since.
    //! An absent journal is an empty one. Errors: FileUnreadable.
    [[nodiscard]] Result<Batch> read(qint64 cursor, qint64 maxBytes = qint64(1) << 20) const;
    //! The newest \a maxBytes of it.
    [[nodiscard]] Result<Batch> readLast(qint64 maxBytes) const;

    //! Writes those of \a records that are not there yet, then \a progress, in this order: after a crash between the two
    //! the sources are read again, and nothing doubles.
    //! \return how many were new. Errors: FileNotWritable, DiskFull, FileUnreadable, FileBusy.
    [[nodiscard]] Result<int> append(const QList<AuditRecord> &records,
                                     const std::function<void(AuditProgress &)> &progress = {});

    [[nodiscard]] AuditProgress progress() const;

    [[nodiscard]] static QByteArray toLine(const AuditRecord &record);
    [[nodiscard]] static std::optional<AuditRecord> fromLine(QByteArrayView line);

private:
    [[nodiscard]] Result<> learnIds();

    QString m_path;
    QString m_progressPath;
    QString m_lockPath;
    QMutex m_mutex;
    QSet<QByteArray> m_ids; // of the lines before m_known
    qint64 m_known = 0;
};

//! Where the journal of \a workspace is and what is kept with it, without what follows the name: ".log" and others.
[[nodiscard]] QString auditFileBase(const AppPaths &paths, const QString &workspace);
//! Deletes all of that: when the workspace is removed. Another one of its name begins anew.
void removeAuditFiles(const AppPaths &paths, const QString &workspace);

} // namespace Konstantly
