// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/launch/callmeter.h"
#include "models/launch/entrylog.h"

#include <QList>

namespace Konstantly {

struct AppPaths;

//! One metered `tools/call` as it is kept: who called what, when, how long it took and how it ended. Never arguments, results,
//! texts of errors, or anything of a key's value.
struct CallEntry
{
    MeteredCall call; //!< its wait is not kept
    QString profile;
    QString key; //!< the service's id of the key, or "slot-…" where that is not known
    ClientIdentity client;

    friend bool operator==(const CallEntry &, const CallEntry &) = default;
};

//! The calls that launchers metered on this device: state/calls/calls.jsonl, see EntryLog. One line:
//!
//!   {"at":MS_SINCE_1970,"ms":12,"tool":"find_user","outcome":"succeeded","profile":"acme","key":"17",
//!    "client":"claude-code","version":"2.1.330"}
//!
//! Any process, any thread; needs no object to be kept.
class CallLog final
{
public:
    explicit CallLog(const AppPaths &paths);
    //! For tests: files of another size.
    CallLog(const AppPaths &paths, EntryLog::Limits limits);

    //! False: lost (full disk, unwritable folder).
    [[nodiscard]] bool append(const CallEntry &entry) const;

    struct Batch
    {
        QList<CallEntry> entries;
        LogCursor next;       //!< where to go on
        bool hasMore = false; //!< ask again at once
        int damaged = 0;      //!< lines that were passed over
    };
    //! The calls after \a from; all of them from a default cursor. Within one launcher in order of their ends; launchers mix.
    //! Errors: FileUnreadable.
    [[nodiscard]] Result<Batch> read(const LogCursor &from, qsizetype maxEntries = 10'000) const;

    [[nodiscard]] static QByteArray toLine(const CallEntry &entry);
    //! Nothing when \a line is not what toLine() writes.
    [[nodiscard]] static std::optional<CallEntry> fromLine(const QByteArray &line);

private:
    EntryLog m_log;
};

} // namespace Konstantly
