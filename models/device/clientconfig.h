// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/configinspection.h"

namespace Konstantly {

//! \file What our entry in an AI tool's configuration file looks like, and how it gets in and out. Pure functions on bytes;
//! a null QByteArray is a file that does not exist, an empty one is a file of 0 bytes (refused: security C-2).

//! The entry that the program writes: no secret, no address.
struct EntrySpec
{
    QString name;     //!< Workspace::entryName()
    QString command;  //!< absolute path of konstantly-mcp
    QStringList args; //!< "run", the workspace's name
    QString
        project{}; //!< the folder among whose own servers it goes; empty = the tool's servers everywhere

    friend bool operator==(const EntrySpec &, const EntrySpec &) = default;
};

//! The file with \a spec in it. A new entry goes last. An entry that is there keeps its place, and only what is ours in it
//! changes: command, args, what the tool needs to load it, the variables KONSTANTLY_MCP_KEY and KONSTANTLY_URL, and any
//! variable that holds a Konstantly key. What the user or the tool added (disabled, approvals, other variables) stays byte for
//! byte. The same \a spec twice changes nothing. A project's own servers are never created, only changed.
//!
//! Fails as inspectConfig() does, with InvalidInput when \a spec holds `$`, `{env:` or `{file:` (tools replace these, each
//! in its own way), and with FileUnsupported when the entry is a remote one or would still hold a key, or when the tool's
//! format is not written.
[[nodiscard]] Result<QByteArray> withEntry(const QByteArray &bytes, const ConfigShape &shape,
                                           const EntrySpec &spec);

//! The file without the entry \a name; takes back exactly what withEntry() added, so a file that it created comes back as
//! a null QByteArray. Unchanged when there is no such entry.
[[nodiscard]] Result<QByteArray> withoutEntry(const QByteArray &bytes, const ConfigShape &shape,
                                              const QString &name, const QString &project = {});

//! What a person pastes into the tool's file instead of letting the program change it: the entry with all that is around it.
[[nodiscard]] QString snippet(const ConfigShape &shape, const EntrySpec &spec);

} // namespace Konstantly
