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

//! How far the sources of a journal are read.
struct AuditProgress
{
    QList<AuditSpan> missing; //!< newest first
    qint64 newest = 0;        //!< the newest event of the service that is known; 0 = never asked
    qint64 answeredAt = 0;    //!< when the service last answered; 0 = never
    //! Up to when events were removed from the journal for their age or its size; 0 = none were. Whatever is older is not wanted
    //! again, although the service may still have it.
    qint64 removedUntil = 0;
    LogCursor events;
    LogCursor launches;

    //! Nothing older than \a floor is to be fetched any more.
    void forgetBefore(qint64 floor);

    friend bool operator==(const AuditProgress &, const AuditProgress &) = default;
};

//! What is kept of it in a file.
struct StoredAuditProgress
{
    AuditProgress progress;
    qint64 end = 0; //!< where the journal ended that this is about

    [[nodiscard]] QByteArray toJson() const;
    //! Nothing when \a json is none.
    [[nodiscard]] static std::optional<StoredAuditProgress> fromJson(const QByteArray &json);
};

} // namespace Konstantly
