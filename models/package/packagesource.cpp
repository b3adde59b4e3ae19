// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packagesource.h"

#include "models/package/packagelock.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerPackage)
};

auto refused(const QString &sentence)
{
    return fail(ErrorCode::InvalidInput, sentence);
}

} // namespace

Result<PackageSource> PackageSource::parse(const QString &text)
{
    if (isExactVersion(text))
        return PackageSource{text, {}};
    const QFileInfo info(text);
    if (text.endsWith(".tgz"_L1) || text.endsWith(".tar.gz"_L1)) {
        if (!info.isFile())
            return refused(Texts::tr("There is no package file “%1”.").arg(text));
        return PackageSource{{}, info.canonicalFilePath()};
    }
    return refused(Texts::tr("“%1” is neither an exact version, such as 0.2.0, nor a package file "
                             "(.tgz).")
                       .arg(text));
}

} // namespace Konstantly
