// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/package/noderuntime.h"
#include "models/package/npmrun.h"
#include "models/package/packagechanges.h"
#include "models/package/packagelock.h"
#include "models/package/packagesource.h"
#include "models/package/packagetree.h"
#include "models/package/signaturecheck.h"

#include <QDateTime>
#include <QLockFile>
#include <QString>

#include <atomic>
#include <memory>

namespace Konstantly {

//! A folder in which a package is put together while nobody sees it, and the lock that allows only one at a time. Whatever
//! is in the folder goes when the last owner does, unless it was committed. The steps block: not for a window's thread.
class PackageStaging final
{
public:
    //! NotConfigured when another installation is running.
    [[nodiscard]] static Result<std::shared_ptr<PackageStaging>>
    create(const QString &packageDir, const PackageSource &source);
    ~PackageStaging();

    PackageStaging(const PackageStaging &) = delete;
    PackageStaging &operator=(const PackageStaging &) = delete;

    [[nodiscard]] const PackageSource &source() const { return m_source; }
    [[nodiscard]] const NodeRuntime &node() const { return m_node; }

    //! No commit from here on. From any thread.
    void abandon() { m_isAbandoned = true; }
    //! Removes what was not committed and lets the next installation begin. Nothing else may be called after it.
    void discard();

    //! Finds Node.js and npm, and lays out what npm needs.
    [[nodiscard]] Result<> prepare(const NodePlaces &places);

    // What to run after prepare(), in this order: Node.js itself with npm's script, no shell and no PATH look-up. \a home is
    // where the user's own npm settings are.
    [[nodiscard]] NpmCommand resolveCommand(const QString &home) const; //!< makes the lockfile
    [[nodiscard]] NpmCommand unpackCommand(const QString &home) const;
    [[nodiscard]] NpmCommand describeCommand(const QString &home) const; //!< see RegistryEntry
    [[nodiscard]] NpmCommand signaturesCommand(const QString &home) const;
    [[nodiscard]] NpmCommand registriesCommand(const QString &home) const;
    //! \a registries is what registriesCommand() printed. See SignatureScript.
    [[nodiscard]] NpmCommand ownSignaturesCommand(const QString &home,
                                                  const QByteArray &registries) const;

    //! After resolveCommand(): see PackageLock::read().
    [[nodiscard]] Result<> checkLock();
    //! After describeCommand(). InvalidInput when the registry now says something else than the lockfile.
    [[nodiscard]] Result<> takeRegistryEntry(const QByteArray &json);
    void setSignature(const SignatureState &state) { m_signature = state; }

    //! After all of them: checks and hashes what is there, and tells what it would change.
    [[nodiscard]] Result<PackageChanges> assemble();
    //! Makes it the current package. InvalidInput when its publisher is neither known nor \a acceptedPublisher.
    [[nodiscard]] Result<> commit(const QDateTime &now, const QString &acceptedPublisher);

private:
    PackageStaging(const QString &packageDir, const PackageSource &source);

    [[nodiscard]] NpmCommand npm(const QString &home, const QStringList &arguments) const;
    [[nodiscard]] Result<> copyTarball();
    [[nodiscard]] Result<> hashContents();
    [[nodiscard]] PackageChanges compareWithInstalled() const;
    [[nodiscard]] Result<QString> findEntryScript() const;
    [[nodiscard]] QString freeTreeName(const QString &version) const;
    void removeOldTrees(const QString &current, const QString &previous) const;

    QString m_packageDir;
    PackageSource m_source;
    QString m_directory; // empty after the commit
    QLockFile m_lock;
    NodeRuntime m_node;
    QString m_npmScript;
    QString m_tarballIntegrity;
    PackageLock m_locked;
    QString m_publisher;
    SignatureState m_signature;
    PackageManifest m_manifest;
    std::atomic<bool> m_isAbandoned = false;
};

} // namespace Konstantly
