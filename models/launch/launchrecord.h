// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/launch/callmeter.h"
#include "models/launch/entrylog.h"

#include <QHash>
#include <QList>

#include <optional>

namespace Konstantly {

struct AppPaths;

//! What became of one start of the launcher.
enum class LaunchOutcome {
    Started,  //!< the MCP server ran, or still runs
    StoodIn,  //!< the stand-in server answered, see LaunchRecord::error
    WasSilent //!< the MCP server ended before it answered; the stand-in went on for it
};

//! One start of the launcher: who used which profile, and what they got.
struct LaunchRecord
{
    std::chrono::milliseconds at{0}; //!< since 1970, UTC
    QString profile;
    ClientIdentity client; //!< empty when it went before it said who it is
    QString
        parent; //!< name of the process that started us, a second hint at who that was; may be empty
    LaunchOutcome outcome = LaunchOutcome::Started;
    QString error; //!< errorName(), with StoodIn and WasSilent

    friend bool operator==(const LaunchRecord &, const LaunchRecord &) = default;
};

//! The starts of the launcher on this device: state/launches/launches.jsonl, see EntryLog. Answers whether an AI tool really
//! uses us, which its configuration file alone can't tell. One line:
//!
//!   {"at":MS_SINCE_1970,"profile":"acme","client":"claude-code","version":"2.1.330","parent":"claude",
//!    "outcome":"started"|"stood-in"|"was-silent","error":"KeychainLocked"}
//!
//! Any process, any thread; needs no object to be kept. Only the last some ten thousand starts are known.
class LaunchLog final
{
public:
    explicit LaunchLog(const AppPaths &paths);

    //! False: lost (full disk, unwritable folder).
    [[nodiscard]] bool append(const LaunchRecord &record) const;

    //! The latest start by each client, by the name that the client gives itself; see toolIdOfClient(). Only starts of
    //! \a profile, when that is not empty. Damaged lines are passed over. Errors: FileUnreadable.
    [[nodiscard]] Result<QHash<QString, LaunchRecord>>
    lastPerClient(const QString &profile = {}) const;

    struct Batch
    {
        QList<LaunchRecord> records;
        LogCursor next;       //!< where to go on
        bool hasMore = false; //!< ask again at once
    };
    //! The starts after \a from; all of them from a default cursor. Errors: FileUnreadable.
    [[nodiscard]] Result<Batch> read(const LogCursor &from) const;

    [[nodiscard]] static QByteArray toLine(const LaunchRecord &record);
    [[nodiscard]] static std::optional<LaunchRecord> fromLine(const QByteArray &line);

private:
    EntryLog m_log;
};

} // namespace Konstantly
