// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packagestaging.h"

#include "models/base/file.h"
#include "models/package/preload.h"
#include "models/package/trustedpath.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr auto CurrentFileName = "current"_L1;
constexpr auto StagingPrefix = "staging-"_L1;
constexpr auto TarballName = "server.tgz"_L1;
constexpr int CurrentFormat = 1;
constexpr qint64 MaxRecordBytes = 64 * 1024;
constexpr qint64 MaxLockfileBytes = qint64(32) * 1024 * 1024;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerPackage)
};

auto refused(const QString &sentence)
{
    return fail(ErrorCode::InvalidInput, sentence);
}

bool isExactVersion(const QString &text)
{
    static const QRegularExpression pattern(
        u"^\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}([-+][0-9A-Za-z.+-]{1,64})?$"_s);
    return pattern.match(text).hasMatch();
}

QString installedPackage(const QString &directory)
{
    return directory + u"/node_modules/"_s + QLatin1StringView(ServerPackage::Name);
}

Result<QJsonObject> readObject(const QString &path, qint64 maxBytes)
{
    const auto file = readFile(path, maxBytes);
    if (!file)
        return fail(file.error());
    const QJsonDocument document = QJsonDocument::fromJson(file->bytes);
    if (!document.isObject())
        return refused(Texts::tr("The package holds a damaged %1. Nothing was installed.")
                           .arg(QFileInfo(path).fileName()));
    return document.object();
}

//! npm's script beside \a node: in the same folder (a link, mostly), or where Node.js' own archive puts it.
Result<QString> findNpm(const QString &node)
{
    const QString folder = QFileInfo(node).path();
    for (const QString &name : {u"/npm"_s, u"/../lib/node_modules/npm/bin/npm-cli.js"_s,
                                u"/node_modules/npm/bin/npm-cli.js"_s}) {
        const QString script = QFileInfo(folder + name).canonicalFilePath();
        if (script.endsWith("npm-cli.js"_L1) && whyUntrusted(script).isEmpty())
            return script;
    }
    return fail(ErrorCode::NodeMissing, u"no npm beside %1"_s.arg(node), node);
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

PackageStaging::PackageStaging(const QString &packageDir)
    : m_packageDir(packageDir)
    , m_lock(packageDir + u"/install.lock"_s)
{
    m_lock.setStaleLockTime(0); // a lock is stale when its process is gone, however old it is
}

Result<std::shared_ptr<PackageStaging>> PackageStaging::create(const QString &packageDir)
{
    if (const auto made = makePrivateDir(packageDir); !made)
        return fail(made.error());
    // Every path from here on is free of links, as the launcher will want it.
    const QString realDir = QFileInfo(packageDir).canonicalFilePath();
    std::shared_ptr<PackageStaging> staging(new PackageStaging(realDir));
    if (!staging->m_lock.tryLock(0)) {
        if (staging->m_lock.error() == QLockFile::LockFailedError)
            return fail(ErrorCode::NotConfigured,
                        Texts::tr("Another installation of the MCP server is running."));
        return fail(ErrorCode::FileNotWritable, u"install.lock"_s, packageDir);
    }
    QDir dir(realDir);
    const QStringList leftovers = dir.entryList({StagingPrefix + u'*'}, QDir::Dirs | QDir::Hidden);
    for (const QString &leftover : leftovers)
        QDir(dir.filePath(leftover)).removeRecursively();
    staging->m_directory = realDir + u'/' + StagingPrefix
                           + QString::number(QRandomGenerator::system()->generate64(), 16);
    if (const auto made = makePrivateDir(staging->m_directory); !made)
        return fail(made.error());
    return staging;
}

PackageStaging::~PackageStaging()
{
    if (!m_directory.isEmpty())
        QDir(m_directory).removeRecursively();
}

Result<> PackageStaging::prepare(const PackageSource &source, const NodePlaces &places)
{
    auto node = findNode(places);
    if (!node)
        return fail(node.error());
    m_node = *node;
    auto npm = findNpm(m_node.path);
    if (!npm)
        return fail(npm.error());
    m_npmScript = *npm;
    if (source.isTarball()) {
        if (auto copied = copyTarball(source.tarball); !copied)
            return copied;
    }
    return writePrivateFile(m_directory + u"/package.json"_s, "{\"private\":true}\n");
}

//! Copies first and hashes the copy, so that what is hashed is what npm unpacks.
Result<> PackageStaging::copyTarball(const QString &tarball)
{
    const QString copy = m_directory + u'/' + TarballName;
    if (!QFile::copy(tarball, copy))
        return fail(QFileInfo(tarball).isReadable() ? ErrorCode::FileNotWritable
                                                    : ErrorCode::FileUnreadable,
                    u"copy"_s, tarball);
    QFile file(copy);
    const QByteArray digest = file.open(QIODevice::ReadOnly) ? sha512(file) : QByteArray();
    if (digest.isEmpty())
        return fail(ErrorCode::FileUnreadable, file.errorString(), tarball);
    m_tarballIntegrity = integrityText(digest);
    return {};
}

QStringList PackageStaging::npmArguments(const PackageSource &source) const
{
    QStringList arguments{m_npmScript,
                          u"install"_s,
                          u"--ignore-scripts"_s,
                          u"--no-audit"_s,
                          u"--no-fund"_s,
                          u"--no-update-notifier"_s,
                          u"--no-bin-links"_s,
                          u"--install-links"_s,
                          u"--no-global"_s,
                          u"--save-exact"_s,
                          u"--omit=dev"_s,
                          u"--no-color"_s,
                          u"--loglevel=error"_s,
                          u"--fetch-retries=1"_s,
                          u"--fetch-retry-mintimeout=1000"_s,
                          u"--prefix"_s,
                          m_directory,
                          u"--cache"_s,
                          m_packageDir + u"/cache"_s};
    if (source.isTarball())
        arguments << u"--offline"_s << u"./"_s + TarballName;
    else
        arguments << QLatin1StringView(ServerPackage::Name) + u'@' + source.version;
    return arguments;
}

Result<QString> PackageStaging::findEntryScript() const
{
    const QString package = installedPackage(m_directory);
    const auto object = readObject(package + u"/package.json"_s, MaxLockfileBytes);
    if (!object)
        return fail(object.error());
    const QJsonValue bin = (*object)[u"bin"_s];
    QString script = bin.toString();
    if (const QJsonObject programs = bin.toObject(); !programs.isEmpty()) {
        const QString own = QString::fromLatin1(ServerPackage::Name).section(u'/', 1);
        script = (programs.contains(own) ? programs[own] : programs.begin().value()).toString();
    }
    if (script.isEmpty())
        script = (*object)[u"main"_s].toString(u"index.js"_s);
    const QString path = QDir::cleanPath(package + u'/' + script);
    if (!path.startsWith(package + u'/') || !QFileInfo(path).isFile())
        return refused(Texts::tr("The package has no program “%1” to start. Nothing was installed.")
                           .arg(script));
    return path.mid(m_directory.size() + 1);
}

Result<PackageManifest> PackageStaging::describeInstalled(const PackageSource &source) const
{
    const auto lockfile = readObject(m_directory + u"/package-lock.json"_s, MaxLockfileBytes);
    if (!lockfile)
        return fail(lockfile.error());
    const QString name = QLatin1StringView(ServerPackage::Name);
    const QJsonObject entry
        = (*lockfile)[u"packages"_s].toObject()[u"node_modules/"_s + name].toObject();
    PackageManifest manifest;
    manifest.name = name;
    manifest.version = entry[u"version"_s].toString();
    manifest.integrity = entry[u"integrity"_s].toString();
    manifest.signature = u"unknown"_s; // checked by nobody yet
    manifest.preloadScript = QString::fromLatin1(PreloadFileName);
    if (entry.isEmpty())
        return refused(Texts::tr("This is not the package %1. Nothing was installed.").arg(name));
    if (!isExactVersion(manifest.version)
        || (!source.isTarball() && manifest.version != source.version)
        || !manifest.integrity.startsWith("sha512-"_L1)
        || (source.isTarball() && manifest.integrity != m_tarballIntegrity))
        return refused(Texts::tr("What was unpacked is not what was asked for. Nothing was "
                                 "installed."));
    auto script = findEntryScript();
    if (!script)
        return fail(script.error());
    manifest.entryScript = *script;
    return manifest;
}

QString PackageStaging::freeTreeName(const QString &version) const
{
    QString name = version;
    for (int i = 2; QFileInfo::exists(m_packageDir + u'/' + name); ++i)
        name = version + u'.' + QString::number(i);
    return name;
}

Result<> PackageStaging::commit(const PackageSource &source, const QDateTime &now)
{
    auto manifest = describeInstalled(source);
    if (!manifest)
        return fail(manifest.error());
    manifest->installedAt = now;
    QFile::remove(m_directory + u'/' + TarballName);
    const QString preload = m_directory + u'/' + QLatin1StringView(PreloadFileName);
    if (const auto written = writePrivateFile(preload, PreloadScript); !written)
        return written;
    // npm 9 (Debian 12) gives what it keeps in its cache a mode of its own, whatever the umask (security S-6).
    for (const QString &directory : {m_directory, m_packageDir + u"/cache"_s}) {
        if (const auto tightened = makeTreePrivate(directory); !tightened)
            return tightened;
    }
    auto files = hashTree(m_directory);
    if (!files)
        return refused(Texts::tr("The package holds something that is not a plain file: %1. "
                                 "Nothing was installed.")
                           .arg(files.error().detail));
    manifest->files = *files;
    const QByteArray json = manifest->toJson();
    const auto written = writePrivateFile(
        m_directory + u'/' + QLatin1StringView(PackageManifest::FileName), json);
    if (!written)
        return written;

    if (m_isAbandoned)
        return fail(ErrorCode::Cancelled);
    const auto before = CurrentPackage::read(m_packageDir);
    const QString tree = freeTreeName(manifest->version);
    if (const auto committed = commitTree(m_directory, m_packageDir + u'/' + tree); !committed)
        return committed;
    m_directory = m_packageDir + u'/' + tree; // still ours to remove until the pointer is written
    if (const auto pointed = CurrentPackage{tree, sha512(json), m_node}.write(m_packageDir);
        !pointed)
        return pointed;
    m_directory.clear();
    removeOldTrees(tree, before ? before->directory : QString());
    return {};
}

//! Keeps the tree before this one: servers that are running may still load files from it.
void PackageStaging::removeOldTrees(const QString &current, const QString &previous) const
{
    const QDir dir(m_packageDir);
    const QStringList names = dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        if (name != current && name != previous && isExactVersion(name.section(u'.', 0, 2)))
            QDir(dir.filePath(name)).removeRecursively();
    }
}

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

} // namespace Konstantly
