// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QString>

namespace Konstantly {

//! What to install.
struct PackageSource
{
    QString version; //!< exact; empty = from the tarball
    QString tarball; //!< absolute path; empty = from the registry

    [[nodiscard]] bool isTarball() const { return !tarball.isEmpty(); }
    //! InvalidInput when \a text is neither an exact version nor the path of a package file.
    [[nodiscard]] static Result<PackageSource> parse(const QString &text);
    //! What the copy of the tarball is called in the tree while it is put together.
    [[nodiscard]] static QString tarballName() { return QStringLiteral("server.tgz"); }
};

} // namespace Konstantly
