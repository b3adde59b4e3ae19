// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/base/secret.h"

#include <QByteArrayList>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace Konstantly {

struct KeyRecord;
struct PackageStatus;
struct Workspace;

//! How the MCP server is started: everything that the system call needs, decided without touching the system.
struct LaunchPlan
{
    //! The descriptor on which the server finds its key; the preload script in the package knows it.
    static constexpr int KeyDescriptor = 3;

    QString program;            //!< absolute path of Node.js
    QStringList arguments;      //!< without the program itself; never a secret (security M-1)
    QByteArrayList environment; //!< all of it, as NAME=value, sorted; never a secret (L-2, L-5)
    QString workingDirectory;
    QString
        keyName; //!< what the key is called in records: the service's id of it, or "slot-…" for lack of that
    QString package; //!< names the installed server, by version and content
    Secret key;      //!< to be written to KeyDescriptor, which is closed behind it
};

//! What records call the key in the keychain's \a slot while the service's id of it is not known: "slot-…".
[[nodiscard]] QString keyNameOfSlot(const QString &slot);

//! The plan for \a workspace's server. \a inherited is what we were started with: of it only the language, time zone,
//! temporary folder and proxy settings pass (L-5), and KONSTANTLY_MCP_DEBUG. The key comes from \a record alone; a
//! KONSTANTLY_MCP_KEY in \a inherited has no effect.
//! Errors: OriginMismatch when the record is not the workspace's; PackageNotVerified when \a package was not verified.
[[nodiscard]] Result<LaunchPlan> planLaunch(const Workspace &workspace,
                                            const PackageStatus &package, const KeyRecord &record,
                                            const QString &home,
                                            const QProcessEnvironment &inherited);

} // namespace Konstantly
