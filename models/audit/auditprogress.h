// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/launch/entrylog.h"

#include <QList>

#include <optional>

namespace Konstantly {

//! A span of the service's log that is still to be fetched. Milliseconds since 1970; `to` 0 = up to now.
struct AuditSpan
{
    qint64 from = 0;
    qint64 to = 0;

    friend bool operator==(const AuditSpan &, const AuditSpan &) = default;
};

//! Of a journal, what lies between two cursors.
struct AuditStretch
{
    qint64 begin = 0;
    qint64 end = 0;
    qint64 lines = 0; //!< that it held; 0 = not known

    friend bool operator==(const AuditStretch &, const AuditStretch &) = default;
};

//! How far the sources of a journal are read.
struct AuditProgress
{
    QList<AuditSpan> missing; //!< newest first
    qint64 newest = 0;        //!< the newest event of the service that is known; 0 = never asked
    qint64 answeredAt = 0;    //!< when the service last answered; 0 = never
    //! Up to when events were removed from the journal for their age or its size; 0 = none were. Whatever is older is not wanted
    //! again, although the service may still have it.
    qint64 removedUntil = 0;
    //! What was removed for that: it is no loss. In order, what adjoins in one.
    QList<AuditStretch> removed;
    QList<AuditStretch> lost; //!< what is gone otherwise, as far as somebody noticed
    LogCursor events;
    LogCursor launches;

    //! \a stretch is removed, and what was lost before it would have been.
    void addRemoved(const AuditStretch &stretch);
    //! The sources are to be read from their beginning.
    void askAgain();
    //! The service has told what happened from \a got.from until before \a got.to. Where that was asked up to now (\a isUpToNow),
    //! no span is open any more: what has happened since is for the next sync, which begins before the newest event known. Told
    //! by times, not by which span was asked for: another program may have added some, or fetched the same, meanwhile.
    void addFetched(const AuditSpan &got, bool isUpToNow);
    //! Nothing older than \a floor is to be fetched any more.
    void forgetBefore(qint64 floor);

    friend bool operator==(const AuditProgress &, const AuditProgress &) = default;
};

//! What is kept of it in a file.
struct StoredAuditProgress
{
    AuditProgress progress;
    qint64 end = 0;           //!< where the journal ended that this is about
    bool tellsRemoved = true; //!< earlier versions did not

    [[nodiscard]] QByteArray toJson() const;
    //! Nothing when \a json is none.
    [[nodiscard]] static std::optional<StoredAuditProgress> fromJson(const QByteArray &json);
};

} // namespace Konstantly
