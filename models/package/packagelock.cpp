// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packagelock.h"

#include "models/base/file.h"
#include "models/package/packagesource.h"
#include "models/package/packagetree.h"
#include "models/package/serverpackage.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qint64 MaxLockfileBytes = qint64(32) * 1024 * 1024;
constexpr auto Folder = "node_modules/"_L1;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerPackage)
};

auto refused(const QString &sentence)
{
    return fail(ErrorCode::InvalidInput, sentence);
}

auto notAsAsked()
{
    return refused(
        Texts::tr("What was unpacked is not what was asked for. Nothing was installed."));
}

Result<FileSnapshot> readLockfile(const QString &directory)
{
    return readFile(directory + u"/package-lock.json"_s, MaxLockfileBytes);
}

QJsonObject entriesIn(const QByteArray &lockfile)
{
    return QJsonDocument::fromJson(lockfile).object()[u"packages"_s].toObject();
}

QString serverFolder()
{
    return Folder + QLatin1StringView(ServerPackage::Name);
}

//! npm may give several hashes, of different kinds, with a space between.
bool hasSha512(const QString &integrity)
{
    const QStringList hashes = integrity.split(u' ', Qt::SkipEmptyParts);
    return std::any_of(hashes.begin(), hashes.end(), [](const QString &hash) {
        return hash.startsWith("sha512-"_L1)
               && QByteArray::fromBase64(hash.mid(7).toLatin1()).size() == 64;
    });
}

bool isFolderBelow(const QString &folder)
{
    const QStringList parts = folder.split(u'/');
    return folder.startsWith(Folder) && !parts.contains(u".."_s) && !parts.contains(u"."_s)
           && !parts.contains(QString());
}

//! A range or a tag is looked up in the registry; everything else (git, an address, a folder, somebody/repository) is not.
bool isRegistryRange(const QString &range)
{
    return range.startsWith("npm:"_L1) || (!range.contains(u':') && !range.contains(u'/'));
}

QString firstForeignDependency(const QJsonObject &entry)
{
    for (const QString &kind :
         {u"dependencies"_s, u"optionalDependencies"_s, u"peerDependencies"_s}) {
        const QJsonObject needed = entry[kind].toObject();
        for (auto it = needed.begin(); it != needed.end(); ++it) {
            if (!isRegistryRange(it.value().toString()))
                return it.key();
        }
    }
    return {};
}

LockedPackage readEntry(const QString &folder, const QJsonObject &entry)
{
    return {entry[u"name"_s].toString(folder.section(Folder, -1)), entry[u"version"_s].toString(),
            entry[u"integrity"_s].toString()};
}

Result<LockedPackage> checkEntry(const QString &folder, const QJsonObject &entry, bool isFromFile)
{
    const LockedPackage package = readEntry(folder, entry);
    const auto foreign = [](const QString &name) {
        return refused(Texts::tr("The package needs “%1” from somewhere else than a package "
                                 "registry. Nothing was installed.")
                           .arg(name));
    };
    if (!isFolderBelow(folder) || entry[u"link"_s].toBool())
        return foreign(package.name);
    if (const QString name = firstForeignDependency(entry); !name.isEmpty())
        return foreign(name);
    if (!isExactVersion(package.version))
        return notAsAsked();
    if (entry[u"inBundle"_s].toBool() && folder.startsWith(serverFolder() + u'/'))
        return package;
    const QString scheme = QUrl(entry[u"resolved"_s].toString()).scheme();
    const bool isOwnFile = isFromFile && folder == serverFolder()
                           && entry[u"resolved"_s] == u"file:"_s + PackageSource::tarballName();
    if (scheme != "https"_L1 && scheme != "http"_L1 && !isOwnFile)
        return foreign(package.name);
    if (!hasSha512(package.integrity))
        return refused(Texts::tr("The registry gives no SHA-512 for “%1”, so it can't be checked. "
                                 "Nothing was installed.")
                           .arg(package.name));
    return package;
}

} // namespace

bool isExactVersion(const QString &text)
{
    static const QRegularExpression pattern(
        u"^\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}([-+][0-9A-Za-z.+-]{1,64})?\\z"_s);
    return pattern.match(text).hasMatch();
}

PackageLock PackageLock::ofInstalled(const QString &directory)
{
    PackageLock lock;
    const auto file = readLockfile(directory);
    const QJsonObject entries = entriesIn(file ? file->bytes : QByteArray());
    for (auto it = entries.begin(); it != entries.end(); ++it) {
        if (isFolderBelow(it.key()))
            lock.packages.insert(it.key(), readEntry(it.key(), it.value().toObject()));
    }
    return lock;
}

LockedPackage PackageLock::server() const
{
    return packages.value(serverFolder());
}

Result<PackageLock> PackageLock::read(const QString &directory, const PackageSource &source,
                                      const QString &tarballIntegrity)
{
    const auto file = readLockfile(directory);
    if (!file)
        return fail(file.error());
    const QJsonObject entries = entriesIn(file->bytes);
    const QString name = QLatin1StringView(ServerPackage::Name);
    if (!entries.contains(serverFolder()))
        return refused(Texts::tr("This is not the package %1. Nothing was installed.").arg(name));
    PackageLock lock;
    lock.sha512 = Konstantly::sha512(file->bytes);
    for (auto it = entries.begin(); it != entries.end(); ++it) {
        if (it.key().isEmpty())
            continue; // the tree itself
        auto entry = checkEntry(it.key(), it.value().toObject(), source.isTarball());
        if (!entry)
            return fail(entry.error());
        lock.packages.insert(it.key(), *entry);
    }
    const LockedPackage server = lock.server();
    if (server.name != name
        || (source.isTarball() ? server.integrity != tarballIntegrity
                               : server.version != source.version))
        return notAsAsked();
    return lock;
}

} // namespace Konstantly
