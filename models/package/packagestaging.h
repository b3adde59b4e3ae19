// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/package/noderuntime.h"
#include "models/package/packagetree.h"

#include <QDateTime>
#include <QLockFile>
#include <QString>
#include <QStringList>

#include <atomic>
#include <memory>

namespace Konstantly {

//! What to install.
struct PackageSource
{
    QString version; //!< exact; empty = from the tarball
    QString tarball; //!< absolute path; empty = from the registry

    [[nodiscard]] bool isTarball() const { return !tarball.isEmpty(); }
    //! InvalidInput when \a text is neither an exact version nor the path of a package file.
    [[nodiscard]] static Result<PackageSource> parse(const QString &text);
};

//! A folder in which a package is put together while nobody sees it, and the lock that allows only one at a time. Whatever
//! is in the folder goes when the last owner does, unless it was committed. The steps block: not for a window's thread.
class PackageStaging final
{
public:
    //! NotConfigured when another installation is running.
    [[nodiscard]] static Result<std::shared_ptr<PackageStaging>> create(const QString &packageDir);
    ~PackageStaging();

    PackageStaging(const PackageStaging &) = delete;
    PackageStaging &operator=(const PackageStaging &) = delete;

    [[nodiscard]] QString directory() const { return m_directory; }

    //! No commit from here on. From any thread.
    void abandon() { m_isAbandoned = true; }

    //! Finds Node.js and npm, and lays out what npm needs.
    [[nodiscard]] Result<> prepare(const PackageSource &source, const NodePlaces &places);
    //! What to start, after prepare(): Node.js itself with npm's script, no shell and no PATH look-up.
    [[nodiscard]] QString program() const { return m_node.path; }
    [[nodiscard]] QStringList npmArguments(const PackageSource &source) const;
    [[nodiscard]] const NodeRuntime &node() const { return m_node; }

    //! After npm: checks what it made of \a source, hashes it, and makes it the current package.
    [[nodiscard]] Result<> commit(const PackageSource &source, const QDateTime &now);

private:
    explicit PackageStaging(const QString &packageDir);

    [[nodiscard]] Result<> copyTarball(const QString &tarball);
    [[nodiscard]] Result<PackageManifest> describeInstalled(const PackageSource &source) const;
    [[nodiscard]] Result<QString> findEntryScript() const;
    [[nodiscard]] QString freeTreeName(const QString &version) const;
    void removeOldTrees(const QString &current, const QString &previous) const;

    QString m_packageDir;
    QString m_directory; // empty after the commit
    QLockFile m_lock;
    NodeRuntime m_node;
    QString m_npmScript;
    QString m_tarballIntegrity;
    std::atomic<bool> m_isAbandoned = false;
};

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

} // namespace Konstantly
