// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/serverpackage.h"

#include "models/base/future.h"

namespace Konstantly {

ServerPackage::ServerPackage(const AppPaths &, Clock clock)
    : m_clock(std::move(clock))
{}

Result<PackageStatus> ServerPackage::status() const
{
    return fail(ErrorCode::PackageMissing);
}

Result<PackageStatus> ServerPackage::verify() const
{
    return status();
}

QFuture<Result<PackageStatus>> ServerPackage::verifyInBackground() const
{
    return readyFuture<PackageStatus>(verify());
}

QFuture<Result<PackageStatus>> ServerPackage::install(const QString &, Progress, QObject *) const
{
    return failedFuture<PackageStatus>({ErrorCode::PackageMissing, {}, {}, {}});
}

} // namespace Konstantly
