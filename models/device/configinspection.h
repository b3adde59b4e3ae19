// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/base/secret.h"
#include "models/device/configshape.h"

#include <QByteArray>

#include <optional>

namespace Konstantly {

//! A Konstantly entry found in a file: ours, the vendor's snippet, or something like it under another name.
struct FoundEntry
{
    QString name;
    QString
        project; //!< the folder whose own servers it is among; empty = the tool's servers everywhere
    qsizetype line = 0;   //!< 1 = first
    TextRange valueRange; //!< its bytes, without the name
    QString command;
    QStringList args;
    bool startsLauncher = false; //!< its command is a konstantly-mcp, wherever that lies
    QString profile;             //!< what the launcher is told to run; empty = not our arguments
    bool isRemote = false;       //!< has an address instead of a command
    bool hasPlaceholder = false; //!< KeyPlaceholder is in it: a backup
    QString url;                 //!< KONSTANTLY_URL
    QString caFile;              //!< NODE_EXTRA_CA_CERTS
    QString envFile;             //!< a file that variables come from; it may hold a key
    QStringList otherVariables;  //!< names of the other variables it sets
    std::vector<Secret>
        keys; //!< in plain text, anywhere inside; the one in KONSTANTLY_MCP_KEY first

    [[nodiscard]] bool hasPlaintextKey() const { return !keys.empty(); }
};

//! Whether \a command is a konstantly-mcp, wherever it lies.
[[nodiscard]] bool isLauncherCommand(const QString &command);

struct ConfigInspection
{
    bool exists = false;
    bool hasMark = false; //!< starts with a UTF-8 byte order mark
    int serverCount = 0;  //!< entries in the tool's own map, ours included
    std::vector<FoundEntry> entries;
    std::optional<QStringList> allowed; //!< the only servers that the tool starts
    QStringList excluded;               //!< servers that it never starts

    //! \a project: see FoundEntry.
    [[nodiscard]] const FoundEntry *find(QStringView name, QStringView project = {}) const;
    //! Whether the tool's own lists let it start a server of that name.
    [[nodiscard]] bool lets(const QString &name) const;
};

//! Looks at a file; a null QByteArray is one that does not exist, an empty one a file of 0 bytes (refused: security C-2). Fails
//! with FileNotParsable or FileUnsupported (and a line) for everything that withEntry() would refuse too: not in its format,
//! the map or an entry of ours not an object, there twice, or spelled in another case. What is wrong inside one project's
//! servers concerns that project alone and is refused only when they are to be changed.
[[nodiscard]] Result<ConfigInspection> inspectConfig(const QByteArray &bytes,
                                                     const ConfigShape &shape);

//! The same for a text that was parsed already.
[[nodiscard]] Result<ConfigInspection> inspectConfig(const StructuredText &text,
                                                     const ConfigShape &shape);

//! Where the map of servers of \a project is (empty: the tool's own).
[[nodiscard]] QStringList serversPath(const ConfigShape &shape, const QString &project);

//! The map of servers of \a project, nothing when the file has none.
[[nodiscard]] Result<std::optional<TextValue>>
findServers(const StructuredText &text, const ConfigShape &shape, const QString &project = {});

//! What \a path leads to without a doubt; nothing when something on the way is not there, or there twice.
[[nodiscard]] std::optional<TextValue> valueAt(const StructuredText &text, const QStringList &path);

//! Fails when \a member, an entry of ours, can't be edited safely.
[[nodiscard]] Result<> checkEntry(const StructuredText &text, const ConfigShape &shape,
                                  const TextMember &member);

namespace EntryVariable {
inline constexpr auto Key = "KONSTANTLY_MCP_KEY";
inline constexpr auto Url = "KONSTANTLY_URL";
inline constexpr auto CaFile = "NODE_EXTRA_CA_CERTS";
} // namespace EntryVariable

//! Whether \a text has a part that tools replace by something else before they use it.
[[nodiscard]] bool holdsPlaceholder(const QString &text);

} // namespace Konstantly
