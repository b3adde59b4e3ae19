// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/base/result.h"
#include "models/package/noderuntime.h"
#include "models/package/packagechanges.h"
#include "models/settings/policy.h"

#include <QDateTime>
#include <QFuture>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace Konstantly {

struct AppPaths;

//! The installed MCP server, as its manifest says.
struct PackageStatus
{
    QString name;          //!< "@konstantly/mcp-server"
    QString version;       //!< exact
    QString integrity;     //!< "sha512-…" of the tarball it came from, in npm's spelling
    int files = 0;         //!< how many files the manifest lists
    QDateTime installedAt; //!< UTC
    QString signature;     //!< the registry's: "verified", "unsigned" or "unknown"
    QString
        signatureDetail; //!< why it is not "verified"; may be empty; in the language of the installation
    QString publisher; //!< whom the registry named; empty = nobody, or from a file
    bool verified
        = false; //!< every file was hashed and is what was installed; only verify() sets it

    QString directory;   //!< the installed tree
    QString entryScript; //!< absolute path of the script to run with Node.js
    QString
        preloadScript; //!< absolute path of the script that takes the key from the pipe (see launchplan.h)
    NodeRuntime node; //!< chosen at install time

    friend bool operator==(const PackageStatus &, const PackageStatus &) = default;
};

class PackageStaging;

//! A package that was fetched, checked, unpacked and hashed, and waits for the user's yes. Nothing of it was run, and the
//! package installed before still counts. While one exists no other installation can begin. Copies are the same package; it is
//! removed with the last copy, or by discard().
class PreparedPackage final
{
public:
    [[nodiscard]] const PackageChanges &changes() const { return m_changes; }
    void discard();

private:
    friend class PackagePreparation;
    friend class ServerPackage;

    std::shared_ptr<PackageStaging> m_staging;
    PackageChanges m_changes;
};

//! The pinned MCP server on this device (security L-7): installed once from an exact version or a tarball, without running
//! any script of it, and hashed before each start. Cheap to copy; holds no state but the paths, so verify() may run in any
//! thread.
//!
//! An installation has two steps. npm writes a lockfile, which is checked before anything is fetched by it: every package from
//! a registry, with a SHA-512. Then npm unpacks exactly that. Before each start every file is hashed again: sizes, times and
//! inode numbers prove nothing, and 20 MiB in 2,000 files are hashed in less than 100 ms, so there is no need to believe them.
//!
//! On disk, below AppPaths::packageDir:
//!   current              which tree counts, the SHA-512 of its manifest, and the Node.js to run it with
//!   VERSION[.N]/         a tree: node_modules, package.json, package-lock.json, manifest.json
//!   publishers.json      who may publish it, see KnownPublishers
//!   cache/               npm's cache, our own
//!   staging-*            an installation in progress; what a killed one left is removed by the next
class ServerPackage final
{
public:
    static constexpr auto Name = "@konstantly/mcp-server";

    explicit ServerPackage(const AppPaths &paths, Clock clock = systemClock());

    //! What is installed, without hashing. PackageMissing when nothing is; PackageNotVerified when the records are damaged.
    [[nodiscard]] Result<PackageStatus> status() const;

    //! Hashes every file of the tree. PackageNotVerified when one was changed, is missing, was added, or is a link.
    //! Some 70 ms of processor time for 20 MiB in 2,000 files: on a window's thread use verifyInBackground().
    [[nodiscard]] Result<PackageStatus> verify() const;
    [[nodiscard]] QFuture<Result<PackageStatus>> verifyInBackground() const;

    //! One line of progress, for people; called on the thread that called install().
    using Progress = std::function<void(const QString &line)>;

    //! Gets \a versionOrTarball ("0.2.0", or the path of a .tgz) ready and tells what it would change. Offline for a tarball.
    //! Deleting \a scope stops it, leaves nothing behind and resolves to Cancelled.
    //! Errors: InvalidInput (neither a version nor a readable package of that name; the registry does not have it; checksum
    //! wrong), NodeMissing, Offline, Timeout, DiskFull, FileNotWritable, NotConfigured (another installation is running).
    [[nodiscard]] QFuture<Result<PreparedPackage>> prepare(const QString &versionOrTarball,
                                                           Progress progress, QObject *scope) const;
    //! Makes \a prepared the current package, and spends it. After any failure the package installed before still counts.
    //! InvalidInput when its publisher is not known here (see KnownPublishers) and not \a acceptedPublisher.
    [[nodiscard]] QFuture<Result<PackageStatus>> commit(const PreparedPackage &prepared,
                                                        const QString &acceptedPublisher) const;
    //! Both at once, for what somebody decided already; accepts no new publisher.
    [[nodiscard]] QFuture<Result<PackageStatus>> install(const QString &versionOrTarball,
                                                         Progress progress, QObject *scope) const;

    //! Stores \a node with the package, after the one chosen at installation went away.
    [[nodiscard]] Result<> rememberNode(const NodeRuntime &node) const;

    //! Where to look for Node.js at installation; for tests and for portable set-ups.
    void setNodePlaces(const NodePlaces &places) { m_nodePlaces = places; }
    //! From now on prepare() refuses what it does not allow, with NotConfigured.
    void setPolicy(const Policy &policy) { m_policy = policy; }
    [[nodiscard]] const Policy &policy() const { return m_policy; }

private:
    QString m_packageDir;
    NodePlaces m_nodePlaces;
    Policy m_policy;
    Clock m_clock;
};

} // namespace Konstantly
