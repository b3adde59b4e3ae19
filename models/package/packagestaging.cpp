// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packagestaging.h"

#include "models/base/file.h"
#include "models/base/lockfile.h"
#include "models/package/installedpackage.h"
#include "models/package/packagecontents.h"
#include "models/package/preload.h"
#include "models/package/publisher.h"
#include "models/package/trustedpath.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr auto StagingPrefix = "staging-"_L1;
constexpr qint64 MaxPackageJsonBytes = qint64(32) * 1024 * 1024;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerPackage)
};

auto refused(const QString &sentence)
{
    return fail(ErrorCode::InvalidInput, sentence);
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

Error unknownPublisher(const QString &publisher, const QStringList &known)
{
    const QString name = QLatin1StringView(ServerPackage::Name);
    const QString who
        = publisher.isEmpty()
              ? Texts::tr("Unknown publisher: the registry does not tell who published %1.")
                    .arg(name)
              : Texts::tr("Unknown publisher: %1 was published by “%2”.").arg(name, publisher);
    const QString until = known.isEmpty()
                              ? Texts::tr("No publisher was accepted on this device yet.")
                              : Texts::tr("Accepted on this device: %1.").arg(known.join(u", "_s));
    return {ErrorCode::InvalidInput,
            who + u' ' + until + u' '
                + Texts::tr("Nothing was installed. Ask your administrator who publishes it before "
                            "you accept a publisher by name."),
            {},
            {}};
}

} // namespace

PackageStaging::PackageStaging(const QString &packageDir, const PackageSource &source)
    : m_packageDir(packageDir)
    , m_source(source)
    , m_lock(packageDir + u"/install.lock"_s)
{}

Result<std::shared_ptr<PackageStaging>> PackageStaging::create(const QString &packageDir,
                                                               const PackageSource &source)
{
    if (const auto made = makePrivateDir(packageDir); !made)
        return fail(made.error());
    // Every path from here on is free of links, as the launcher will want it.
    const QString realDir = QFileInfo(packageDir).canonicalFilePath();
    std::shared_ptr<PackageStaging> staging(new PackageStaging(realDir, source));
    if (!takeLock(staging->m_lock, std::chrono::milliseconds(0))) {
        const ErrorCode problem = lockProblem(staging->m_lock);
        if (problem == ErrorCode::FileBusy)
            return fail(ErrorCode::NotConfigured,
                        Texts::tr("Another installation of the MCP server is running, or waits for "
                                  "an answer."));
        return fail(problem, u"install.lock"_s, packageDir);
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
    discard();
}

void PackageStaging::discard()
{
    if (!m_directory.isEmpty())
        QDir(m_directory).removeRecursively();
    m_directory.clear();
    m_lock.unlock();
}

Result<> PackageStaging::prepare(const NodePlaces &places)
{
    auto node = findNode(places);
    if (!node)
        return fail(node.error());
    m_node = *node;
    auto npm = findNpm(m_node.path);
    if (!npm)
        return fail(npm.error());
    m_npmScript = *npm;
    if (m_source.isTarball()) {
        if (auto copied = copyTarball(); !copied)
            return copied;
    }
    return writePrivateFile(m_directory + u"/package.json"_s, "{\"private\":true}\n");
}

//! Copies first and hashes the copy, so that what is hashed is what npm unpacks.
Result<> PackageStaging::copyTarball()
{
    const QString &tarball = m_source.tarball;
    const QString copy = m_directory + u'/' + PackageSource::tarballName();
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

Result<> PackageStaging::checkLock()
{
    auto lock = PackageLock::read(m_directory, m_source, m_tarballIntegrity);
    if (!lock)
        return fail(lock.error());
    m_locked = *lock;
    return {};
}

Result<> PackageStaging::takeRegistryEntry(const QByteArray &json)
{
    auto entry = RegistryEntry::fromJson(json);
    if (!entry)
        return fail(entry.error());
    if (entry->version != m_locked.server().version
        || entry->integrity != m_locked.server().integrity)
        return refused(Texts::tr("What was unpacked is not what was asked for. Nothing was "
                                 "installed."));
    m_publisher = entry->publisher;
    return {};
}

Result<QString> PackageStaging::findEntryScript() const
{
    const QString package = installedPackage(m_directory);
    const auto object = readObject(package + u"/package.json"_s, MaxPackageJsonBytes);
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

Result<> PackageStaging::hashContents()
{
    // npm ci takes the lockfile as it is; that it really did is part of what is checked.
    const auto lock = PackageLock::read(m_directory, m_source, m_tarballIntegrity);
    const auto json = readObject(installedPackage(m_directory) + u"/package.json"_s,
                                 MaxPackageJsonBytes);
    if (!json)
        return fail(json.error());
    m_manifest.name = QLatin1StringView(ServerPackage::Name);
    m_manifest.version = m_locked.server().version;
    m_manifest.integrity = m_locked.server().integrity;
    if (!lock || lock->sha512 != m_locked.sha512 || (*json)[u"name"_s] != m_manifest.name
        || (*json)[u"version"_s] != m_manifest.version)
        return refused(Texts::tr("What was unpacked is not what was asked for. Nothing was "
                                 "installed."));
    const auto script = findEntryScript();
    if (!script)
        return fail(script.error());
    m_manifest.entryScript = *script;
    m_manifest.preloadScript = QString::fromLatin1(PreloadFileName);
    QFile::remove(m_directory + u'/' + PackageSource::tarballName());
    const QString preload = m_directory + u'/' + m_manifest.preloadScript;
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
    m_manifest.files = *files;
    return {};
}

Result<PackageChanges> PackageStaging::assemble()
{
    if (const auto hashed = hashContents(); !hashed)
        return fail(hashed.error());
    m_manifest.publisher = m_publisher;
    m_manifest.signature = m_signature.state;
    m_manifest.signatureDetail = m_signature.detail;
    if (m_isAbandoned)
        return fail(ErrorCode::Cancelled);
    return compareWithInstalled();
}

PackageChanges PackageStaging::compareWithInstalled() const
{
    PackageChanges changes;
    PackageContents before;
    if (const auto installed = InstalledPackage::read(m_packageDir)) {
        changes.oldVersion = installed->status.version;
        changes.oldPublisher = installed->status.publisher;
        const QString &directory = installed->status.directory;
        before = PackageContents::read(directory, PackageLock::ofInstalled(directory));
    }
    changes.newVersion = m_manifest.version;
    changes.integrity = m_manifest.integrity;
    changes.isFromFile = m_source.isTarball();
    changes.publisher = m_publisher;
    changes.isPublisherKnown = m_source.isTarball()
                               || KnownPublishers::read(m_packageDir).knows(m_publisher);
    changes.signature = m_signature.state;
    changes.signatureDetail = m_signature.detail;
    compareContents(before, PackageContents::read(m_directory, m_locked), changes);
    return changes;
}

QString PackageStaging::freeTreeName(const QString &version) const
{
    QString name = version;
    for (int i = 2; QFileInfo::exists(m_packageDir + u'/' + name); ++i)
        name = version + u'.' + QString::number(i);
    return name;
}

Result<> PackageStaging::commit(const QDateTime &now, const QString &acceptedPublisher)
{
    auto known = KnownPublishers::read(m_packageDir);
    const bool isKnown = m_source.isTarball() || known.knows(m_publisher);
    if (!isKnown && (m_publisher.isEmpty() || m_publisher != acceptedPublisher))
        return fail(unknownPublisher(m_publisher, known.names()));
    m_manifest.installedAt = now;
    const QByteArray json = m_manifest.toJson();
    const auto written = writePrivateFile(
        m_directory + u'/' + QLatin1StringView(PackageManifest::FileName), json);
    if (!written)
        return written;

    if (m_isAbandoned)
        return fail(ErrorCode::Cancelled);
    const auto before = CurrentPackage::read(m_packageDir);
    const QString tree = freeTreeName(m_manifest.version);
    if (const auto committed = commitTree(m_directory, m_packageDir + u'/' + tree); !committed)
        return committed;
    m_directory = m_packageDir + u'/' + tree; // still ours to remove until the pointer is written
    if (const auto noted = known.remember(m_packageDir, m_publisher); !noted)
        return noted;
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

} // namespace Konstantly
