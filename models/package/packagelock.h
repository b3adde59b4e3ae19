// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace Konstantly {

struct PackageSource;

//! One package of a lockfile.
struct LockedPackage
{
    QString name;
    QString version;
    QString integrity; //!< empty when it came inside of another one's tarball
};

//! npm's package-lock.json after the check that nothing is unpacked without (security L-7).
struct PackageLock
{
    QMap<QString, LockedPackage> packages; //!< by folder below the tree: "node_modules/a"
    QByteArray sha512;                     //!< of the file, raw

    //! What the lockfile of an installed tree lists, for comparing; empty when it can't be read.
    [[nodiscard]] static PackageLock ofInstalled(const QString &directory);
    //! The entry of the server itself.
    [[nodiscard]] LockedPackage server() const;

    //! Reads the lockfile in \a directory. InvalidInput unless every package comes from a registry or inside of another one,
    //! has an exact version and a SHA-512, lies below node_modules and needs nothing by address, and the server is what
    //! \a source asked for. \a tarballIntegrity is our own hash of the file; empty when it is not from a file.
    [[nodiscard]] static Result<PackageLock>
    read(const QString &directory, const PackageSource &source, const QString &tarballIntegrity);
};

//! "1.2.3", "1.2.3-beta.1": one version, no range.
[[nodiscard]] bool isExactVersion(const QString &text);

} // namespace Konstantly
