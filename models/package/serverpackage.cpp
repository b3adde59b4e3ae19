// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/serverpackage.h"

#include "models/base/background.h"
#include "models/base/file.h"
#include "models/base/future.h"
#include "models/package/packageinstallation.h"
#include "models/package/packagestaging.h"
#include "models/package/packagetree.h"
#include "models/package/trustedpath.h"
#include "models/settings/apppaths.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qint64 MaxManifestBytes = qint64(64) * 1024 * 1024;

struct Installed
{
    PackageStatus status;
    PackageManifest manifest;
};

Result<Installed> readInstalled(const QString &packageDir)
{
    const auto current = CurrentPackage::read(packageDir);
    if (!current)
        return fail(current.error());
    const QString directory = QFileInfo(packageDir + u'/' + current->directory).canonicalFilePath();
    const QString path = directory + u'/' + QLatin1StringView(PackageManifest::FileName);
    const auto file = readFile(path, MaxManifestBytes);
    if (directory.isEmpty() || !file || !file->exists)
        return fail(ErrorCode::PackageNotVerified, u"the manifest is missing"_s);
    if (sha512(file->bytes) != current->manifestSha512)
        return fail(ErrorCode::PackageNotVerified, u"the manifest was changed"_s);
    auto manifest = PackageManifest::fromJson(file->bytes);
    if (!manifest)
        return fail(manifest.error());

    PackageStatus status;
    status.name = manifest->name;
    status.version = manifest->version;
    status.integrity = manifest->integrity;
    status.files = int(manifest->files.size());
    status.installedAt = manifest->installedAt;
    status.signature = manifest->signature;
    status.directory = directory;
    status.entryScript = directory + u'/' + manifest->entryScript;
    status.preloadScript = directory + u'/' + manifest->preloadScript;
    status.node = current->node;
    return Installed{status, std::move(*manifest)};
}

} // namespace

ServerPackage::ServerPackage(const AppPaths &paths, Clock clock)
    : m_packageDir(paths.packageDir)
    , m_nodePlaces(NodePlaces::current())
    , m_clock(std::move(clock))
{
    m_nodePlaces.home = paths.home;
}

Result<PackageStatus> ServerPackage::status() const
{
    auto installed = readInstalled(m_packageDir);
    if (!installed)
        return fail(installed.error());
    return installed->status;
}

Result<PackageStatus> ServerPackage::verify() const
{
    auto installed = readInstalled(m_packageDir);
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

QFuture<Result<PackageStatus>> ServerPackage::install(const QString &versionOrTarball,
                                                      Progress progress, QObject *scope) const
{
    const auto source = PackageSource::parse(versionOrTarball);
    if (!source)
        return failedFuture<PackageStatus>(source.error());
    auto *installation = new PackageInstallation(*this, m_packageDir, std::move(progress), scope);
    return installation->start(*source, m_nodePlaces, m_clock);
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
