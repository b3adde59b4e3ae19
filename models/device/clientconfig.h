// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/base/secret.h"
#include "models/device/clientcatalog.h"

#include <QByteArray>

namespace Konstantly {

//! \file What our entry in an AI tool's configuration file looks like, and how it gets in and out. Pure functions on bytes;
//! a null QByteArray is a file that does not exist, an empty one is a file of 0 bytes (refused: security C-2).

//! The entry that the program writes: no secret, no address.
struct EntrySpec
{
    QString name;     //!< Workspace::entryName()
    QString command;  //!< absolute path of konstantly-mcp
    QStringList args; //!< "run", the workspace's name

    friend bool operator==(const EntrySpec &, const EntrySpec &) = default;
};

//! A Konstantly entry found in a file: ours, the vendor's snippet, or something like it under another name.
struct FoundEntry
{
    QString name;
    qsizetype line = 0;   //!< 1 = first
    JsonRange valueRange; //!< its bytes, without the name
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
    int serverCount = 0;  //!< entries in the map, ours included
    std::vector<FoundEntry> entries;

    [[nodiscard]] const FoundEntry *find(QStringView name) const;
};

//! Looks at a file. Fails with FileNotParsable or FileUnsupported (and a line) for everything that withEntry() would
//! refuse too: not JSON, the map or an entry of ours not an object, there twice, or spelled in another case.
[[nodiscard]] Result<ConfigInspection> inspectConfig(const QByteArray &bytes,
                                                     const ConfigShape &shape);

//! The file with \a spec in it. A new entry goes last. An entry that is there keeps its place, and only what is ours in it
//! changes: command, args, the variables KONSTANTLY_MCP_KEY and KONSTANTLY_URL, and any variable that holds a Konstantly
//! key. What the user or the tool added (disabled, approvals, other variables) stays byte for byte. The same \a spec
//! twice changes nothing.
//!
//! Fails as inspectConfig() does, with InvalidInput when \a spec holds `$`, `{env:` or `{file:` (tools replace these, each
//! in its own way), and with FileUnsupported when the entry is a remote one or would still hold a key.
[[nodiscard]] Result<QByteArray> withEntry(const QByteArray &bytes, const ConfigShape &shape,
                                           const EntrySpec &spec);

//! The file without the entry \a name; takes back exactly what withEntry() added, so a file that it created comes back as
//! a null QByteArray. Unchanged when there is no such entry.
[[nodiscard]] Result<QByteArray> withoutEntry(const QByteArray &bytes, const ConfigShape &shape,
                                              const QString &name);

} // namespace Konstantly
