// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configbackups.h"

#include "models/base/file.h"
#include "models/json/jsonread.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

Result<ConfigBackup> readDescription(const QByteArray &bytes)
{
    const Result<QJsonObject> object = parseJsonObject(bytes, ErrorCode::FileNotParsable);
    if (!object)
        return fail(object.error());
    JsonReader read(*object, {}, ErrorCode::FileNotParsable);
    ConfigBackup backup;
    if (read.integer(u"format"_s) != 1)
        read.reject(u"format"_s, u"not known"_s);
    backup.toolId = read.string(u"tool"_s);
    backup.path = read.string(u"path"_s);
    backup.action = read.string(u"action"_s);
    backup.entryName = read.string(u"entry"_s);
    backup.takenAt = read.time(u"takenAt"_s);
    backup.existed = read.boolean(u"existed"_s);
    backup.sha256Before = QByteArray::fromHex(read.string(u"before"_s).toLatin1());
    backup.sha256After = QByteArray::fromHex(read.string(u"after"_s).toLatin1());
    for (const QString &key : read.strings(u"removedKeys"_s))
        backup.config.fingerprints.append(key.toLatin1());
    return read.result(std::move(backup));
}

QByteArray description(const ConfigBackup &backup)
{
    QJsonArray keys;
    for (const QByteArray &key : backup.config.fingerprints)
        keys.append(QString::fromLatin1(key));
    const QJsonObject object{{u"format"_s, 1},
                             {u"tool"_s, backup.toolId},
                             {u"path"_s, backup.path},
                             {u"action"_s, backup.action},
                             {u"entry"_s, backup.entryName},
                             {u"takenAt"_s, backup.takenAt.toUTC().toString(Qt::ISODateWithMs)},
                             {u"existed"_s, backup.existed},
                             {u"before"_s, QString::fromLatin1(backup.sha256Before.toHex())},
                             {u"after"_s, QString::fromLatin1(backup.sha256After.toHex())},
                             {u"removedKeys"_s, keys}};
    return QJsonDocument(object).toJson();
}

} // namespace

QString ConfigBackups::file(const QString &id, const QString &suffix) const
{
    return m_directory + u'/' + id + u'.' + suffix;
}

//! Oldest first: the numbers only grow, whatever the clock does.
QStringList ConfigBackups::ids(const QString &toolId) const
{
    const QRegularExpression pattern(
        u"\\A(%1-\\d{8})\\.(json|config)\\z"_s.arg(QRegularExpression::escape(toolId)));
    QStringList result;
    for (const QString &name : QDir(m_directory).entryList(QDir::Files, QDir::Name)) {
        const QRegularExpressionMatch match = pattern.match(name);
        if (match.hasMatch() && !result.contains(match.captured(1)))
            result.append(match.captured(1));
    }
    return result;
}

Result<QString> ConfigBackups::add(const ConfigBackup &backup) const
{
    const QStringList present = ids(backup.toolId);
    const int number = present.isEmpty() ? 0 : QStringView(present.last()).last(8).toInt();
    const QString id = u"%1-%2"_s.arg(backup.toolId).arg(number + 1, 8, 10, QLatin1Char('0'));
    // The description comes last: without it the other file is a leftover, not a backup.
    Result<> written = writePrivateFile(file(id, u"config"_s), backup.config.bytes);
    if (written)
        written = writePrivateFile(file(id, u"json"_s), description(backup));
    if (!written) {
        remove(id);
        return fail(written.error());
    }
    for (qsizetype i = 0; i < present.size() - (MaxPerTool - 1); ++i)
        remove(present.at(i));
    return id;
}

std::optional<ConfigBackup> ConfigBackups::describe(const QString &toolId, const QString &id) const
{
    const Result<FileSnapshot> described = readFile(file(id, u"json"_s));
    if (!described || !described->exists)
        return std::nullopt;
    Result<ConfigBackup> backup = readDescription(described->bytes);
    if (!backup || backup->toolId != toolId)
        return std::nullopt;
    backup->id = id;
    return *std::move(backup);
}

std::optional<ConfigBackup> ConfigBackups::find(const QString &toolId, const QString &id) const
{
    // Whatever else it is, it is no path.
    return ids(toolId).contains(id) ? load(toolId, id) : std::nullopt;
}

std::optional<ConfigBackup> ConfigBackups::load(const QString &toolId, const QString &id) const
{
    std::optional<ConfigBackup> backup = describe(toolId, id);
    const Result<FileSnapshot> config = readFile(file(id, u"config"_s));
    if (!backup || !config || !config->exists)
        return std::nullopt;
    backup->config.bytes = config->bytes;
    return backup;
}

std::vector<ConfigBackup> ConfigBackups::list(const QString &toolId) const
{
    std::vector<ConfigBackup> result;
    const QStringList present = ids(toolId);
    for (auto id = present.rbegin(); id != present.rend(); ++id) {
        if (std::optional<ConfigBackup> backup = load(toolId, *id))
            result.push_back(*std::move(backup));
    }
    return result;
}

std::vector<BackupSummary> ConfigBackups::summaries(const QString &toolId) const
{
    std::vector<BackupSummary> result;
    const QStringList present = ids(toolId);
    for (auto id = present.rbegin(); id != present.rend(); ++id) {
        const QFileInfo config(file(*id, u"config"_s));
        const std::optional<ConfigBackup> backup = describe(toolId, *id);
        if (backup && config.isFile())
            result.push_back({backup->id, toolId, backup->path, backup->action, backup->takenAt,
                              backup->existed, config.size()});
    }
    return result;
}

void ConfigBackups::remove(const QString &id) const
{
    QFile::remove(file(id, u"json"_s));
    QFile::remove(file(id, u"config"_s));
}

} // namespace Konstantly
