// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/package/noderuntime.h"
#include "models/package/packagetree.h"
#include "models/package/serverpackage.h"

#include <QByteArray>
#include <QString>

namespace Konstantly {

//! The record of which tree counts.
struct CurrentPackage
{
    QString directory; //!< name below packageDir
    QByteArray manifestSha512;
    NodeRuntime node;

    //! PackageMissing when nothing was ever installed; PackageNotVerified when the record is damaged.
    [[nodiscard]] static Result<CurrentPackage> read(const QString &packageDir);
    [[nodiscard]] Result<> write(const QString &packageDir) const;
};

//! The current tree, as its records say; nothing of it is hashed but the manifest.
struct InstalledPackage
{
    PackageStatus status;
    PackageManifest manifest;

    //! PackageMissing when nothing is installed; PackageNotVerified when the records are damaged.
    [[nodiscard]] static Result<InstalledPackage> read(const QString &packageDir);
};

} // namespace Konstantly
