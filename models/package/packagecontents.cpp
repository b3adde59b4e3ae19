// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packagecontents.h"

#include "models/base/file.h"
#include "models/package/packagelock.h"
#include "models/package/serverpackage.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! What npm would run in \a folder if it were let. A binding.gyp alone makes it compile.
QStringList scriptsOf(const QString &folder)
{
    const auto file = readFile(folder + u"/package.json"_s);
    const QJsonObject scripts = QJsonDocument::fromJson(file ? file->bytes : QByteArray())
                                    .object()[u"scripts"_s]
                                    .toObject();
    QStringList found;
    for (const QString &name : {u"preinstall"_s, u"install"_s, u"postinstall"_s, u"prepare"_s}) {
        if (!scripts[name].toString().isEmpty())
            found << name;
    }
    if (found.isEmpty() && QFileInfo::exists(folder + u"/binding.gyp"_s))
        found << u"install (binding.gyp)"_s;
    return found;
}

//! The versions of each name, because a tree may hold several.
QMap<QString, QStringList> versions(const PackageContents &contents)
{
    QMap<QString, QStringList> found;
    for (auto it = contents.dependencies.begin(); it != contents.dependencies.end(); ++it)
        found[it.value()] << it.key().mid(it.value().size() + 1);
    return found;
}

} // namespace

PackageContents PackageContents::read(const QString &directory, const PackageLock &lock)
{
    PackageContents contents;
    for (auto it = lock.packages.begin(); it != lock.packages.end(); ++it) {
        const QString folder = directory + u'/' + it.key();
        if (!QFileInfo(folder).isDir())
            continue; // an optional one for another system
        if (it->name != QLatin1StringView(ServerPackage::Name))
            contents.dependencies.insert(it->name + u' ' + it->version, it->name);
        const QStringList scripts = scriptsOf(folder);
        for (const QString &script : scripts)
            contents.scripts << it->name + u": "_s + script;
    }
    contents.scripts.sort();
    contents.scripts.removeDuplicates();
    QDirIterator entries(directory + u"/node_modules"_s,
                         QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        entries.next();
        ++contents.files;
        contents.bytes += entries.fileInfo().size();
    }
    return contents;
}

void compareContents(const PackageContents &before, const PackageContents &after,
                     PackageChanges &changes)
{
    const auto old = versions(before);
    const auto now = versions(after);
    for (auto it = now.begin(); it != now.end(); ++it) {
        const QString versions = it->join(u", "_s);
        const auto was = old.constFind(it.key());
        if (was == old.constEnd())
            changes.added << it.key() + u' ' + versions;
        else if (*was != *it)
            changes.changed << it.key() + u' ' + was->join(u", "_s) + u" → "_s + versions;
    }
    for (auto it = old.begin(); it != old.end(); ++it) {
        if (!now.contains(it.key()))
            changes.removed << it.key() + u' ' + it->join(u", "_s);
    }
    changes.scripts = after.scripts;
    for (const QString &script : after.scripts) {
        if (!before.scripts.contains(script))
            changes.newScripts << script;
    }
    changes.files = after.files;
    changes.bytes = after.bytes;
}

} // namespace Konstantly
