// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/installedpackage.h"

#include "models/base/file.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr auto CurrentFileName = "current"_L1;
constexpr int CurrentFormat = 1;
constexpr qint64 MaxRecordBytes = qint64(64) * 1024;
constexpr qint64 MaxManifestBytes = qint64(64) * 1024 * 1024;

} // namespace

Result<CurrentPackage> CurrentPackage::read(const QString &packageDir)
{
    const auto file = readFile(packageDir + u'/' + CurrentFileName, MaxRecordBytes);
    if (!file)
        return fail(ErrorCode::PackageNotVerified, u"current: "_s + file.error().detail);
    if (!file->exists)
        return fail(ErrorCode::PackageMissing);
    const QJsonObject object = QJsonDocument::fromJson(file->bytes).object();
    const QJsonObject node = object[u"node"_s].toObject();
    const CurrentPackage current{
        object[u"directory"_s].toString(),
        QByteArray::fromBase64(object[u"manifest"_s].toString().toLatin1()),
        {node[u"path"_s].toString(), QVersionNumber::fromString(node[u"version"_s].toString())}};
    if (object[u"format"_s].toInt() != CurrentFormat || current.directory.isEmpty()
        || current.directory.contains(u'/') || current.directory.startsWith(u'.')
        || current.manifestSha512.size() != 64)
        return fail(ErrorCode::PackageNotVerified, u"current: damaged"_s);
    return current;
}

Result<> CurrentPackage::write(const QString &packageDir) const
{
    const QJsonObject object{
        {u"format"_s, CurrentFormat},
        {u"directory"_s, directory},
        {u"manifest"_s, QString::fromLatin1(manifestSha512.toBase64())},
        {u"node"_s, QJsonObject{{u"path"_s, node.path}, {u"version"_s, node.version.toString()}}}};
    return writePrivateFile(packageDir + u'/' + CurrentFileName,
                            QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

Result<InstalledPackage> InstalledPackage::read(const QString &packageDir)
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
    status.signatureDetail = manifest->signatureDetail;
    status.publisher = manifest->publisher;
    status.directory = directory;
    status.entryScript = directory + u'/' + manifest->entryScript;
    status.preloadScript = directory + u'/' + manifest->preloadScript;
    status.node = current->node;
    return InstalledPackage{status, std::move(*manifest)};
}

} // namespace Konstantly
