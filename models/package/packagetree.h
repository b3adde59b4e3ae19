// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/package/serverpackage.h"

#include <QByteArray>
#include <QHash>
#include <QIODevice>
#include <QList>
#include <QString>

namespace Konstantly {

//! SHA-512 (raw, 64 bytes) of all that \a device still holds; empty when reading fails.
[[nodiscard]] QByteArray sha512(QIODevice &device);
[[nodiscard]] QByteArray sha512(QByteArrayView bytes);
//! npm's spelling: "sha512-" and base64.
[[nodiscard]] QString integrityText(const QByteArray &sha512);

//! What the manifest knows of one file.
struct TreeFile
{
    qint64 size = 0;
    QByteArray sha512; //!< raw

    friend bool operator==(const TreeFile &, const TreeFile &) = default;
};

//! An installed tree as it was when it was installed: manifest.json in its top folder.
struct PackageManifest
{
    static constexpr auto FileName = "manifest.json";

    QString name;
    QString version;
    QString integrity;
    QString signature;
    QString signatureDetail;
    QString publisher;     //!< whom the registry named; empty = nobody, or from a file
    QString entryScript;   //!< relative to the tree
    QString preloadScript; //!< relative to the tree
    QDateTime installedAt;
    QHash<QString, TreeFile>
        files; //!< by path relative to the tree, '/' between; the manifest itself is not among them

    [[nodiscard]] QByteArray toJson() const;
    //! PackageNotVerified with the failing member in detail.
    [[nodiscard]] static Result<PackageManifest> fromJson(const QByteArray &json);
};

//! Takes away what others may do with anything below \a directory (security S-6): npm gives files the modes of the tarball.
[[nodiscard]] Result<> makeTreePrivate(const QString &directory);

//! Hashes every file below \a directory but the manifest, over several threads. PackageNotVerified when something is neither
//! file nor folder (a link, say), belongs to somebody else, can be written by others, or can't be read.
[[nodiscard]] Result<QHash<QString, TreeFile>> hashTree(const QString &directory);

//! Compares \a directory with \a manifest, byte for byte by SHA-512, over several threads; sizes and times prove nothing.
//! PackageNotVerified with a difference in detail; stops there.
[[nodiscard]] Result<> compareTree(const QString &directory, const PackageManifest &manifest);

//! A file of a tree.
struct ListedFile
{
    QString path; //!< relative to the tree, '/' between
    qint64 size = 0;
};

//! Every file below \a directory. PackageNotVerified when something is neither file nor folder, belongs to neither root nor
//! us, or can be written by others: a link could lead anywhere, and the rest could change after it was hashed. Implemented
//! per platform.
[[nodiscard]] Result<QList<ListedFile>> listTree(const QString &directory);

//! Puts everything in \a directory on disk, then makes it appear as \a target, which must not exist. After a crash there is
//! either the whole \a target or none. Implemented per platform.
[[nodiscard]] Result<> commitTree(const QString &directory, const QString &target);

} // namespace Konstantly
