// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditrecord.h"
#include "models/base/clock.h"
#include "models/launch/entrylog.h"

namespace Konstantly {

struct AppPaths;

//! Something that happened on this device: never a secret.
struct LocalEvent
{
    AuditRecord record;
    QString workspace; //!< empty = none in particular: it is in every workspace's time line

    friend bool operator==(const LocalEvent &, const LocalEvent &) = default;
};

//! What is done on this device, as it is done: state/events/events.jsonl, see EntryLog. One line:
//!
//!   {"id":"UUID","at":MS_SINCE_1970,"kind":"config-written","workspace":"acme","subject":"cursor","detail":"…"}
//!
//! Any process, any thread. Starts of the MCP server are not here but in the LaunchLog.
class LocalEvents final
{
public:
    LocalEvents(const AppPaths &paths, Clock clock);

    //! \a subject: the key's name, the tool, the file. Both texts are redacted. False: lost (full disk, unwritable folder).
    bool note(AuditKind kind, const QString &workspace, const QString &subject,
              const QString &detail = {}) const;

    struct Batch
    {
        QList<LocalEvent> events;
        LogCursor next;
        bool hasMore = false;
        int damaged = 0; //!< lines that nothing can be read of
    };
    //! Errors: FileUnreadable.
    [[nodiscard]] Result<Batch> read(const LogCursor &from, qsizetype maxEvents = 10'000) const;

private:
    EntryLog m_log;
    Clock m_clock;
};

} // namespace Konstantly
