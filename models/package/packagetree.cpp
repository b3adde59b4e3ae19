// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packagetree.h"

#include <QBuffer>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <openssl/evp.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int ManifestFormat = 1;
constexpr qsizetype ChunkSize = 256 * 1024;

auto notVerified(const QString &detail)
{
    return fail(ErrorCode::PackageNotVerified, detail);
}

//! Calls \a visit(relative path, QFileInfo) for every file below \a directory but the manifest, until it fails.
template<typename Visit>
Result<> visitTree(const QString &directory, const Visit &visit)
{
    QDirIterator entries(directory,
                         QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    const qsizetype prefix = directory.size() + 1;
    while (entries.hasNext()) {
        entries.next();
        const QFileInfo info = entries.fileInfo();
        const QString path = info.filePath().mid(prefix);
        if (info.isSymLink())
            return notVerified(u"%1 is a link"_s.arg(path));
        if (info.isDir())
            continue;
        if (!info.isFile())
            return notVerified(u"%1 is not a regular file"_s.arg(path));
        if (path == QLatin1StringView(PackageManifest::FileName))
            continue;
        if (auto visited = visit(path, info); !visited)
            return visited;
    }
    return {};
}

Result<QByteArray> hashFile(const QFileInfo &info, const QString &path)
{
    QFile file(info.filePath());
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return notVerified(u"%1 can't be read"_s.arg(path));
    QByteArray digest = sha512(file);
    if (digest.isEmpty())
        return notVerified(u"%1 can't be read"_s.arg(path));
    return digest;
}

} // namespace

QByteArray sha512(QIODevice &device)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free);
    if (!context || EVP_DigestInit_ex(context.get(), EVP_sha512(), nullptr) != 1)
        return {};
    static thread_local QByteArray chunk(ChunkSize, Qt::Uninitialized);
    for (;;) {
        const qint64 count = device.read(chunk.data(), chunk.size());
        if (count < 0)
            return {};
        if (count == 0)
            break;
        EVP_DigestUpdate(context.get(), chunk.constData(), size_t(count));
    }
    QByteArray digest(64, Qt::Uninitialized);
    unsigned int size = 0;
    if (EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char *>(digest.data()), &size)
            != 1
        || size != 64)
        return {};
    return digest;
}

QByteArray sha512(QByteArrayView bytes)
{
    QByteArray copy = QByteArray::fromRawData(bytes.data(), bytes.size());
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    return sha512(buffer);
}

QString integrityText(const QByteArray &sha512)
{
    return u"sha512-"_s + QString::fromLatin1(sha512.toBase64());
}

QByteArray PackageManifest::toJson() const
{
    QJsonObject fileObject;
    for (auto [path, file] : files.asKeyValueRange())
        fileObject[path] = QJsonArray{file.size, QString::fromLatin1(file.sha512.toBase64())};
    return QJsonDocument(QJsonObject{{u"format"_s, ManifestFormat},
                                     {u"name"_s, name},
                                     {u"version"_s, version},
                                     {u"integrity"_s, integrity},
                                     {u"signature"_s, signature},
                                     {u"entryScript"_s, entryScript},
                                     {u"preloadScript"_s, preloadScript},
                                     {u"installedAt"_s, installedAt.toString(Qt::ISODate)},
                                     {u"files"_s, fileObject}})
        .toJson(QJsonDocument::Compact);
}

Result<PackageManifest> PackageManifest::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object[u"format"_s].toInt() != ManifestFormat)
        return notVerified(u"manifest: unknown format"_s);
    PackageManifest manifest;
    const auto text = [&object](const QString &member) { return object[member].toString(); };
    manifest.name = text(u"name"_s);
    manifest.version = text(u"version"_s);
    manifest.integrity = text(u"integrity"_s);
    manifest.signature = text(u"signature"_s);
    manifest.entryScript = text(u"entryScript"_s);
    manifest.preloadScript = text(u"preloadScript"_s);
    manifest.installedAt = QDateTime::fromString(text(u"installedAt"_s), Qt::ISODate);
    const QJsonObject files = object[u"files"_s].toObject();
    manifest.files.reserve(files.size());
    for (auto it = files.begin(); it != files.end(); ++it) {
        const QJsonArray file = it.value().toArray();
        const TreeFile entry{file.at(0).toInteger(-1),
                             QByteArray::fromBase64(file.at(1).toString().toLatin1())};
        if (entry.size < 0 || entry.sha512.size() != 64)
            return notVerified(u"manifest: files.%1"_s.arg(it.key()));
        manifest.files.insert(it.key(), entry);
    }
    for (const QString &script : {manifest.entryScript, manifest.preloadScript}) {
        if (!manifest.files.contains(script))
            return notVerified(u"manifest: a script is not among the files"_s);
    }
    return manifest;
}

Result<> makeTreePrivate(const QString &directory)
{
    constexpr auto Owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    QDirIterator entries(directory, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        entries.next();
        const QFileInfo info = entries.fileInfo();
        if (!info.isSymLink()
            && !QFile::setPermissions(info.filePath(), info.permissions() & Owner))
            return fail(ErrorCode::FileNotWritable, u"chmod"_s, info.filePath());
    }
    return {};
}

Result<QHash<QString, TreeFile>> hashTree(const QString &directory)
{
    QHash<QString, TreeFile> files;
    const auto visited = visitTree(
        directory, [&files](const QString &path, const QFileInfo &info) -> Result<> {
            auto digest = hashFile(info, path);
            if (!digest)
                return fail(digest.error());
            files.insert(path, {info.size(), *digest});
            return {};
        });
    if (!visited)
        return fail(visited.error());
    return files;
}

Result<> compareTree(const QString &directory, const PackageManifest &manifest)
{
    qsizetype seen = 0;
    auto visited = visitTree(directory,
                             [&](const QString &path, const QFileInfo &info) -> Result<> {
                                 const auto expected = manifest.files.constFind(path);
                                 if (expected == manifest.files.constEnd())
                                     return notVerified(u"%1 was added"_s.arg(path));
                                 if (info.size() != expected->size)
                                     return notVerified(u"%1 was changed"_s.arg(path));
                                 auto digest = hashFile(info, path);
                                 if (!digest)
                                     return fail(digest.error());
                                 if (*digest != expected->sha512)
                                     return notVerified(u"%1 was changed"_s.arg(path));
                                 ++seen;
                                 return {};
                             });
    if (!visited)
        return visited;
    if (seen == manifest.files.size())
        return {};
    for (auto it = manifest.files.keyBegin(); it != manifest.files.keyEnd(); ++it) {
        if (!QFileInfo::exists(directory + u'/' + *it))
            return notVerified(u"%1 is missing"_s.arg(*it));
    }
    return notVerified(u"files are missing"_s);
}

} // namespace Konstantly
