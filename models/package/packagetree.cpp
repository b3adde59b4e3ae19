// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packagetree.h"

#include "models/package/parallel.h"

#include <QBuffer>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <openssl/evp.h>

#include <algorithm>
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

//! Every file below \a directory but the manifest, in the order of their paths.
Result<QList<ListedFile>> findFiles(const QString &directory)
{
    auto files = listTree(directory);
    if (!files)
        return fail(files.error());
    files->removeIf([](const ListedFile &file) {
        return file.path == QLatin1StringView(PackageManifest::FileName);
    });
    std::sort(files->begin(), files->end(),
              [](const ListedFile &a, const ListedFile &b) { return a.path < b.path; });
    return files;
}

Result<QByteArray> hashFile(const QString &directory, const QString &path)
{
    QFile file(directory + u'/' + path);
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
                                     {u"signatureDetail"_s, signatureDetail},
                                     {u"publisher"_s, publisher},
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
    manifest.signatureDetail = text(u"signatureDetail"_s);
    manifest.publisher = text(u"publisher"_s);
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
    constexpr auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    QDirIterator entries(directory, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        entries.next();
        const QFileInfo info = entries.fileInfo();
        if (!info.isSymLink()
            && !QFile::setPermissions(info.filePath(), info.permissions() & owner))
            return fail(ErrorCode::FileNotWritable, u"chmod"_s, info.filePath());
    }
    return {};
}

Result<QHash<QString, TreeFile>> hashTree(const QString &directory)
{
    const auto found = findFiles(directory);
    if (!found)
        return fail(found.error());
    QList<QByteArray> digests(found->size());
    QByteArray *const digest = digests.data();
    const auto hashed = inParallel(found->size(), [&](qsizetype i) -> Result<> {
        auto result = hashFile(directory, found->at(i).path);
        if (!result)
            return fail(result.error());
        digest[i] = *result;
        return {};
    });
    if (!hashed)
        return fail(hashed.error());
    QHash<QString, TreeFile> files;
    for (qsizetype i = 0; i < found->size(); ++i)
        files.insert(found->at(i).path, {found->at(i).size, digests.at(i)});
    return files;
}

Result<> compareTree(const QString &directory, const PackageManifest &manifest)
{
    const auto found = findFiles(directory);
    if (!found)
        return fail(found.error());
    for (const ListedFile &file : *found) {
        const auto expected = manifest.files.constFind(file.path);
        if (expected == manifest.files.constEnd())
            return notVerified(u"%1 was added"_s.arg(file.path));
        if (file.size != expected->size)
            return notVerified(u"%1 was changed"_s.arg(file.path));
    }
    if (found->size() != manifest.files.size()) {
        for (auto it = manifest.files.keyBegin(); it != manifest.files.keyEnd(); ++it) {
            if (!QFileInfo::exists(directory + u'/' + *it))
                return notVerified(u"%1 is missing"_s.arg(*it));
        }
        return notVerified(u"files are missing"_s);
    }
    return inParallel(found->size(), [&](qsizetype i) -> Result<> {
        const QString &path = found->at(i).path;
        const auto digest = hashFile(directory, path);
        if (!digest)
            return fail(digest.error());
        if (*digest != manifest.files.constFind(path)->sha512)
            return notVerified(u"%1 was changed"_s.arg(path));
        return {};
    });
}

} // namespace Konstantly
