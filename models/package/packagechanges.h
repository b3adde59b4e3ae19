// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Konstantly {

//! What an installation would change, told before it does (security L-8). Everything is read from what was fetched, checked
//! and unpacked, so it is what becomes the current package if the user agrees. Names and texts come from the package: show
//! them through plainText().
struct PackageChanges
{
    QString oldVersion; //!< empty = nothing usable is installed
    QString newVersion;
    QString integrity; //!< "sha512-…" of the new tarball
    bool isFromFile
        = false; //!< not from a registry: there is no publisher and no signature to ask for

    QString oldPublisher; //!< of the installed version; empty = not known
    QString publisher;    //!< whom the registry names; empty = nobody
    bool isPublisherKnown
        = true; //!< false: commit() refuses until the publisher is accepted by name

    QStringList scripts;    //!< install scripts that are NOT run: "name: postinstall"
    QStringList newScripts; //!< those of them that the installed version does not have

    QStringList added;   //!< dependencies: "name 1.0.0"
    QStringList removed; //!< "name 1.0.0"
    QStringList changed; //!< "name 1.0.0 → 1.1.0"

    int files = 0;
    qint64 bytes = 0;
    QString signature;       //!< "verified", "unsigned" or "unknown"
    QString signatureDetail; //!< why it is not "verified"; may be empty; translated

    [[nodiscard]] bool isUpdate() const { return !oldVersion.isEmpty(); }
    [[nodiscard]] bool hasPublisherChanged() const
    {
        return !isFromFile && !oldPublisher.isEmpty() && oldPublisher != publisher;
    }
};

//! One line of what changes, for people.
struct ChangeLine
{
    QString title; //!< "Publisher"
    QString text;  //!< "alice → mallory"; plain text, safe to show
    bool needsAttention = false;
};

//! \a changes in words, the most important first; translated. For window and command line alike.
[[nodiscard]] QList<ChangeLine> describeChanges(const PackageChanges &changes);
//! "verified by the registry's key", of PackageStatus::signature and its detail; translated.
[[nodiscard]] QString describeSignature(const QString &signature, const QString &detail);

} // namespace Konstantly
