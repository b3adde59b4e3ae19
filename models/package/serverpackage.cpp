// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/serverpackage.h"

#include "models/base/background.h"
#include "models/base/future.h"
#include "models/package/installedpackage.h"
#include "models/package/packagelock.h"
#include "models/package/packagepreparation.h"
#include "models/package/packagestaging.h"
#include "models/package/packagetree.h"
#include "models/package/trustedpath.h"
#include "models/settings/apppaths.h"

#include <QCoreApplication>
#include <QPromise>

using namespace Qt::StringLiterals;

namespace Konstantly {

ServerPackage::ServerPackage(const AppPaths &paths, Clock clock)
    : m_packageDir(paths.packageDir)
    , m_nodePlaces(NodePlaces::current())
    , m_clock(std::move(clock))
{
    m_nodePlaces.home = paths.home;
}

Result<PackageStatus> ServerPackage::status() const
{
    auto installed = InstalledPackage::read(m_packageDir);
    if (!installed)
        return fail(installed.error());
    return installed->status;
}

Result<PackageStatus> ServerPackage::verify() const
{
    auto installed = InstalledPackage::read(m_packageDir);
    if (!installed)
        return fail(installed.error());
    PackageStatus &status = installed->status;
    if (const QString reason = whyUntrusted(status.entryScript); !reason.isEmpty())
        return fail(ErrorCode::PackageNotVerified, reason);
    if (const auto same = compareTree(status.directory, installed->manifest); !same)
        return fail(same.error());
    status.verified = true;
    return status;
}

QFuture<Result<PackageStatus>> ServerPackage::verifyInBackground() const
{
    return inBackground<Result<PackageStatus>>([package = *this] { return package.verify(); });
}

void PreparedPackage::discard()
{
    if (m_staging)
        m_staging->discard();
    m_staging.reset();
}

QFuture<Result<PreparedPackage>> ServerPackage::prepare(const QString &versionOrTarball,
                                                        Progress progress, QObject *scope) const
{
    const auto source = PackageSource::parse(versionOrTarball);
    if (!source)
        return failedFuture<PreparedPackage>(source.error());
    // A version is refused before anything is fetched; what a tarball holds shows later.
    if (isExactVersion(versionOrTarball)) {
        if (const auto allowed = m_policy.checkNewPackage(versionOrTarball, {}); !allowed)
            return failedFuture<PreparedPackage>(allowed.error());
    }
    auto promise = std::make_shared<QPromise<Result<PreparedPackage>>>();
    promise->start();
    const auto answer = [promise, policy = m_policy](const Result<PreparedPackage> &result) {
        const auto allowed = result ? policy.checkNewPackage(result->changes().newVersion,
                                                             result->changes().integrity)
                                    : Result<>();
        if (!allowed)
            PreparedPackage(*result).discard();
        promise->addResult(allowed ? result : Result<PreparedPackage>(fail(allowed.error())));
        promise->finish();
    };
    (new PackagePreparation(m_packageDir, std::move(progress), answer, scope))
        ->start(*source, m_nodePlaces);
    return promise->future();
}

QFuture<Result<PackageStatus>> ServerPackage::commit(const PreparedPackage &prepared,
                                                     const QString &acceptedPublisher) const
{
    return inBackground<Result<PackageStatus>>([package = *this, staging = prepared.m_staging,
                                                now = m_clock(),
                                                acceptedPublisher]() -> Result<PackageStatus> {
        if (!staging)
            return fail(ErrorCode::Cancelled);
        const auto done = staging->commit(now, acceptedPublisher);
        staging->discard(); // the lock is free and the folder gone before anybody hears of it
        if (!done)
            return fail(done.error());
        return package.verify();
    });
}

QFuture<Result<PackageStatus>> ServerPackage::install(const QString &versionOrTarball,
                                                      Progress progress, QObject *scope) const
{
    const auto source = PackageSource::parse(versionOrTarball);
    if (!source)
        return failedFuture<PackageStatus>(source.error());
    auto promise = std::make_shared<QPromise<Result<PackageStatus>>>();
    promise->start();
    const auto answer = [promise](const Result<PackageStatus> &result) {
        promise->addResult(result);
        promise->finish();
    };
    const auto commitIt = [package = *this, answer](const Result<PreparedPackage> &prepared) {
        if (prepared)
            whenFinished(package.commit(*prepared, {}), QCoreApplication::instance(), answer);
        else
            answer(fail(prepared.error()));
    };
    (new PackagePreparation(m_packageDir, std::move(progress), commitIt, scope))
        ->start(*source, m_nodePlaces);
    return promise->future();
}

Result<> ServerPackage::rememberNode(const NodeRuntime &node) const
{
    auto current = CurrentPackage::read(m_packageDir);
    if (!current)
        return fail(current.error());
    if (current->node == node)
        return {};
    current->node = node;
    return current->write(m_packageDir);
}

} // namespace Konstantly
