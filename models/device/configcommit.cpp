// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configcommit.h"

#include "models/base/digest.h"
#include "models/base/lockfile.h"
#include "models/device/configbackups.h"
#include "models/device/configlock.h"
#include "models/device/toolrecords.h"
#include "models/device/toolscan.h"

#include <QFileInfo>
#include <QLockFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Takes the file away, if it is still what \a expected says.
Result<> removeConfig(const QString &path, const FileSnapshot &expected, ConfigFormat format)
{
    // A link to somewhere is not ours to remove, and its target even less. An empty file is good TOML, but no JSON.
    const QByteArray nothing = format == ConfigFormat::Json ? "{}\n" : "";
    return QFileInfo(path).isSymLink() ? replaceFile(path, expected, nothing)
                                       : removeFile(path, expected);
}

//! The file itself, while the tool keeps its hands off it.
Result<> writeConfig(const DeviceStore::Options &options, const ToolDescriptor &tool,
                     const PlannedChange &change)
{
    ConfigLock lock(tool.lock, change.path, tool.name, options.lockTiming);
    if (const Result<> taken = lock.take(); !taken)
        return taken;
    WriteOptions writing;
    writing.makeParents = change.makeParents;
    return change.after.isNull() ? removeConfig(change.path, change.before, tool.shape.format)
                                 : replaceFile(change.path, change.before, change.after, writing);
}

Result<QString> backUp(const DeviceStore::Options &options, const ToolDescriptor &tool,
                       const PlannedChange &change)
{
    ConfigBackup backup;
    backup.toolId = change.toolId;
    backup.path = change.path;
    backup.action = changeActionName(change.action);
    backup.entryName = change.entryName;
    backup.takenAt = options.clock();
    backup.existed = change.before.exists;
    backup.sha256Before = change.before.sha256();
    if (!change.after.isNull())
        backup.sha256After = sha256(change.after);
    if (change.before.exists) {
        const Result<RedactedConfig> config = withoutKeys(change.before.bytes, tool.shape);
        if (!config)
            return fail(config.error().code, config.error().detail, change.path);
        backup.config = *config;
    }
    return ConfigBackups(options.paths.backupDir).add(backup);
}

//! Our entry in what was written: the one the change is about, else any other.
const FoundEntry *ourEntry(const ConfigInspection &inspection, const QString &name)
{
    const FoundEntry *entry = inspection.find(name);
    if (entry && entry->startsLauncher)
        return entry;
    const auto found = std::find_if(
        inspection.entries.begin(), inspection.entries.end(),
        [](const FoundEntry &other) { return other.startsLauncher && other.project.isEmpty(); });
    return found == inspection.entries.end() ? nullptr : &*found;
}

//! Only what notices a wiped entry depends on it: the change is done, whatever becomes of the note.
void note(const DeviceStore::Options &options, const ToolDescriptor &tool,
          const PlannedChange &change)
{
    if (!change.project.isEmpty())
        return; // what a project does with its own servers is its affair
    const ToolRecords records(options.paths);
    const Result<ConfigInspection> now = inspectConfig(change.after, tool.shape);
    const FoundEntry *entry = now ? ourEntry(*now, change.entryName) : nullptr;
    if (!entry)
        (void) records.forget(change.toolId);
    else
        (void) records.set(change.toolId, {change.path, entry->name, entry->profile, {}},
                           change.isPutBack ? std::optional(options.clock()) : std::nullopt);
}

} // namespace

Result<> carryOut(const DeviceStore::Options &options, const PlannedChange &change)
{
    if (change.action == ChangeAction::None)
        return {};
    if (change.action == ChangeAction::Paste)
        return fail(ErrorCode::FileUnsupported, {}, change.path);
    const ToolDescriptor *tool = options.find(change.toolId);
    if (!tool)
        return fail(ErrorCode::NotConfigured, {}, change.toolId);
    if (const Result<> made = makePrivateDir(options.paths.stateDir); !made)
        return fail(made.error());
    QLockFile lock(options.paths.stateDir + u"/device.lock"_s);
    if (!takeLock(lock, options.lockTiming.patience))
        return fail(lockProblem(lock), u"lock: %1"_s.arg(lock.fileName()));
    const ConfigBackups backups(options.paths.backupDir);
    QString backupId;
    if (change.action != ChangeAction::Undo) {
        const Result<QString> added = backUp(options, *tool, change);
        if (!added)
            return fail(added.error());
        backupId = *added;
    }
    if (const Result<> written = writeConfig(options, *tool, change); !written) {
        // Internal says that the change may have come through in the end: then the backup is needed.
        if (!backupId.isEmpty() && written.error().code != ErrorCode::Internal)
            backups.remove(backupId);
        return written;
    }
    if (change.action == ChangeAction::Undo)
        backups.remove(change.backupId);
    note(options, *tool, change);
    return {};
}

} // namespace Konstantly
