// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/package/packagechanges.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace Konstantly {

struct PackageLock;

//! What a tree holds beside the server's own files: for telling one version from the next.
struct PackageContents
{
    QMap<QString, QString>
        dependencies;    //!< the name, by "name version": a tree may hold several versions
    QStringList scripts; //!< "name: postinstall", sorted
    int files = 0;
    qint64 bytes = 0;

    //! Of the tree at \a directory with \a lock. What can't be read is left out: this is for showing, not for deciding.
    [[nodiscard]] static PackageContents read(const QString &directory, const PackageLock &lock);
};

//! Fills in the dependencies, scripts and sizes of \a changes.
void compareContents(const PackageContents &before, const PackageContents &after,
                     PackageChanges &changes);

} // namespace Konstantly
