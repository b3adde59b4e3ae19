// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configplan.h"

#include "models/device/configbackups.h"
#include "models/device/configdiff.h"
#include "models/device/toolrecords.h"
#include "models/device/toolscan.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

Error about(Error error, const QString &path)
{
    error.subject = path;
    return error;
}

//! The file of a tool, ready to be edited.
struct OpenConfig
{
    ToolDescriptor tool;
    ToolLocation location;
    FileSnapshot file;

    [[nodiscard]] QByteArray bytes() const { return file.exists ? file.bytes : QByteArray(); }
};

Result<OpenConfig> openConfig(const DeviceStore::Options &options, const QString &toolId)
{
    const ToolDescriptor *tool = options.find(toolId);
    if (!tool)
        return fail(ErrorCode::NotConfigured, {}, toolId);
    const Result<ToolLocation> location = options.catalog.location(toolId);
    if (!location)
        return fail(location.error());
    if (location->path.isEmpty())
        return fail(ErrorCode::NotConfigured,
                    DeviceStore::tr("%1 does not exist for this system.").arg(tool->name), toolId);
    const Result<FileSnapshot> file = readFile(location->path, tool->shape.maxBytes);
    if (!file)
        return fail(file.error());
    return OpenConfig{*tool, *location, *file};
}

PlannedChange startPlan(const DeviceStore::Options &options, const OpenConfig &config,
                        ChangeAction action, const QByteArray &after)
{
    PlannedChange change;
    const bool isRunning = options.isRunning ? options.isRunning(config.tool)
                                             : isToolRunning(config.tool);
    change.toolId = config.tool.id;
    change.path = config.location.path;
    change.before = config.file;
    change.after = after;
    change.isRunning = isRunning;
    if (after == config.bytes() && after.isNull() == config.bytes().isNull())
        return change;
    change.action = action;
    change.maskedDiff = maskedDiff(config.bytes(), after, config.location.path, config.tool.shape);
    if (isRunning && config.tool.rewritesFile)
        change.notes.append(
            DeviceStore::tr(
                "%1 is running and may write its file back. Quit it completely first, also "
                "in the system tray, and start it again afterwards.")
                .arg(config.tool.name));
    else if (isRunning)
        change.notes.append(
            DeviceStore::tr("%1 is running. It may need a restart to notice the change.")
                .arg(config.tool.name));
    if (config.file.exists && QFileInfo(config.location.path).isSymLink())
        change.notes.append(DeviceStore::tr("The file is a link; its target is changed: %1")
                                .arg(QDir::toNativeSeparators(config.file.realPath)));
    return change;
}

QString leftAlone(const FoundEntry &entry)
{
    if (entry.project.isEmpty())
        return DeviceStore::tr(
                   "The entry “%1” (line %2) holds a key in plain text too. It is left alone.")
            .arg(entry.name)
            .arg(entry.line);
    return DeviceStore::tr("The entry “%1” (line %2) of the project %3 holds a key in plain text "
                           "too. It is left alone.")
        .arg(entry.name)
        .arg(entry.line)
        .arg(QDir::toNativeSeparators(entry.project));
}

//! What else is in the file that the user should know.
void addNotes(PlannedChange &change, const ConfigInspection &inspection, const ToolDescriptor &tool)
{
    if (change.project.isEmpty() && !inspection.lets(change.entryName))
        change.notes.append(
            DeviceStore::tr("This file also says which servers %1 may start, and “%2” is not "
                            "among them (%3). Add it there, or the server will not run.")
                .arg(tool.name, change.entryName,
                     (inspection.excluded.contains(change.entryName) ? tool.shape.excludedPath
                                                                     : tool.shape.allowedPath)
                         .join(u'.')));
    for (const FoundEntry &entry : inspection.entries) {
        const bool isThisOne = entry.name == change.entryName && entry.project == change.project;
        if (!isThisOne && entry.hasPlaintextKey())
            change.notes.append(leftAlone(entry));
        if (!entry.envFile.isEmpty())
            change.notes.append(
                DeviceStore::tr("The entry “%1” takes variables from %2, which may hold a key in "
                                "plain text.")
                    .arg(entry.name, entry.envFile));
    }
}

//! The key that the file gives up.
void addKeyToMove(PlannedChange &change, const FoundEntry &entry)
{
    change.plaintext = foundKey(entry, entry.keys.front(), change.toolId, change.path);
    if (entry.keys.size() > 1)
        change.notes.append(
            DeviceStore::tr("The entry holds more than one key. The one in KONSTANTLY_MCP_KEY is "
                            "moved; the others are removed."));
}

//! What a person has to do where the program changes nothing. Nothing at all when the entry is there already.
PlannedChange planPaste(const DeviceStore::Options &options, const OpenConfig &config,
                        const Workspace &workspace, const EntrySpec &spec, const FoundEntry *entry)
{
    PlannedChange change = startPlan(options, config, ChangeAction::None, config.bytes());
    change.entryName = spec.name;
    change.workspace = workspace.name;
    change.command = commandLine(spec.command, spec.args);
    if (entry && entry->command == spec.command && entry->args == spec.args
        && !entry->hasPlaintextKey())
        return change;
    change.action = ChangeAction::Paste;
    change.snippet = snippet(config.tool.shape, spec);
    change.notes.append(
        DeviceStore::tr("%1 keeps its settings in a format that this program does not change. Put "
                        "this into the file yourself: %2")
            .arg(config.tool.name, QDir::toNativeSeparators(config.location.path)));
    if (entry)
        change.notes.append(DeviceStore::tr("It takes the place of the entry “%1” in line %2.")
                                .arg(entry->name)
                                .arg(entry->line));
    return change;
}

//! The entry that a removal without a name means: one that starts our launcher, before any that somebody else wrote.
EntryPlace ourPlace(const ConfigInspection &inspection, const EntryPlace &guess)
{
    const FoundEntry *guessed = inspection.find(guess.name, guess.project);
    if (guessed && guessed->startsLauncher)
        return guess;
    for (const FoundEntry &entry : inspection.entries) {
        if (entry.startsLauncher && entry.project.isEmpty())
            return {{}, entry.name};
    }
    return guess;
}

//! Whether we had put \a entryName there and somebody else has undone it.
bool isPutBack(const DeviceStore::Options &options, const OpenConfig &config,
               const QString &entryName, const FoundEntry *entry)
{
    const std::optional<ToolRecord> record = ToolRecords(options.paths).find(config.tool.id);
    return record && record->path == config.location.path && record->entryName == entryName
           && (!entry || entry->hasPlaintextKey());
}

//! What a file becomes when a backup is put back.
struct RestoredConfig
{
    QByteArray bytes;      //!< null = there was no file
    bool losesKey = false; //!< an entry is left out because its key is not kept
};

//! Keys don't come back: where the backup holds a placeholder for one that is not in the file now, its entry is left out.
Result<RestoredConfig> restoredConfig(const ConfigBackup &backup, const OpenConfig &config)
{
    RestoredConfig restored;
    if (!backup.existed)
        return restored;
    restored.bytes = backup.config.bytes;
    if (!backup.config.isRedacted())
        return restored;
    const ConfigShape &shape = config.tool.shape;
    // Keys that the change left where they were are still in the file: put back from there.
    restored.bytes = withKeys(backup.config, keysIn(config.bytes(), shape));
    const Result<ConfigInspection> inspection = inspectConfig(restored.bytes, shape);
    const Result<ConfigInspection> now = inspectConfig(config.bytes(), shape);
    if (!inspection)
        return fail(about(inspection.error(), config.location.path));
    for (const FoundEntry &entry : inspection->entries) {
        // The same key may stand elsewhere in the file: that is no reason to put it back into an entry that has lost it.
        const FoundEntry *present = now ? now->find(entry.name, entry.project) : nullptr;
        const bool hasLostIt = entry.hasPlaintextKey() && !(present && present->hasPlaintextKey());
        if (!entry.hasPlaceholder && !hasLostIt)
            continue;
        restored.losesKey = true;
        const Result<QByteArray> without = withoutEntry(restored.bytes, shape, entry.name,
                                                        entry.project);
        if (!without)
            return fail(about(without.error(), config.location.path));
        restored.bytes = *without;
    }
    return restored;
}

Result<PlannedChange> planBackup(const DeviceStore::Options &options, const OpenConfig &config,
                                 const ConfigBackup &backup, ChangeAction action)
{
    const Result<RestoredConfig> restored = restoredConfig(backup, config);
    if (!restored)
        return fail(restored.error());
    PlannedChange change = startPlan(options, config, action, restored->bytes);
    change.entryName = backup.entryName;
    change.backupId = backup.id;
    if (restored->losesKey)
        change.notes.append(
            DeviceStore::tr("The key that was in the file stays in the keychain, so its old entry "
                            "is not put back."));
    return change;
}

} // namespace

Result<PlannedChange> planProtect(const DeviceStore::Options &options, const QString &toolId,
                                  const Workspace &workspace, DeviceStore::Create create,
                                  const EntryPlace &place)
{
    const Result<OpenConfig> config = openConfig(options, toolId);
    if (!config)
        return fail(config.error());
    const ToolLocation &location = config->location;
    if (!location.isInstalled && create == DeviceStore::Create::FileOnly)
        return fail(ErrorCode::NotConfigured,
                    DeviceStore::tr("%1 is not installed on this device: there is no folder %2.")
                        .arg(config->tool.name, QDir::toNativeSeparators(location.folder)),
                    toolId);
    EntrySpec spec;
    spec.name = place.name.isEmpty() ? workspace.entryName() : place.name;
    spec.command = options.launcher;
    spec.args = {u"run"_s, workspace.name};
    spec.project = place.project;
    const ConfigShape &shape = config->tool.shape;
    const Result<ConfigInspection> inspection = inspectConfig(config->bytes(), shape);
    if (!inspection)
        return fail(about(inspection.error(), location.path));
    const FoundEntry *entry = inspection->find(spec.name, spec.project);
    if (!config->tool.isEditable())
        return planPaste(options, *config, workspace, spec, entry);
    const Result<QByteArray> after = withEntry(config->bytes(), shape, spec);
    if (!after)
        return fail(about(after.error(), location.path));
    const bool movesKey = entry && entry->hasPlaintextKey();
    PlannedChange change = startPlan(options, *config,
                                     movesKey ? ChangeAction::Migrate
                                     : entry  ? ChangeAction::Update
                                              : ChangeAction::Add,
                                     *after);
    change.entryName = spec.name;
    change.project = spec.project;
    change.workspace = workspace.name;
    change.command = commandLine(spec.command, spec.args);
    // The tool's own folder may be there and the one for its settings not yet.
    change.makeParents = true;
    change.isPutBack = change.action != ChangeAction::None && spec.project.isEmpty()
                       && isPutBack(options, *config, spec.name, entry);
    if (movesKey)
        addKeyToMove(change, *entry);
    addNotes(change, *inspection, config->tool);
    return change;
}

Result<PlannedChange> planRemove(const DeviceStore::Options &options, const QString &toolId,
                                 const EntryPlace &named, const EntryPlace &guess)
{
    const Result<OpenConfig> config = openConfig(options, toolId);
    if (!config)
        return fail(config.error());
    const Result<ConfigInspection> inspection = inspectConfig(config->bytes(), config->tool.shape);
    const EntryPlace place = !named.name.isEmpty() ? named
                             : inspection          ? ourPlace(*inspection, guess)
                                                   : guess;
    const Result<QByteArray> after = withoutEntry(config->bytes(), config->tool.shape, place.name,
                                                  place.project);
    if (!after)
        return fail(about(after.error(), config->location.path));
    PlannedChange change = startPlan(options, *config, ChangeAction::Remove, *after);
    change.entryName = place.name;
    change.project = place.project;
    const FoundEntry *entry = inspection ? inspection->find(place.name, place.project) : nullptr;
    if (entry && entry->hasPlaintextKey())
        change.notes.append(DeviceStore::tr(
            "The key in this entry is not kept, and it still works: revoke it if it "
            "is not needed any more."));
    return change;
}

Result<PlannedChange> planUndo(const DeviceStore::Options &options, const QString &toolId)
{
    const Result<OpenConfig> config = openConfig(options, toolId);
    if (!config)
        return fail(config.error());
    const Result<ConfigBackup> backup = backupToUndo(
        ConfigBackups(options.paths.backupDir).list(toolId), config->location.path, config->file);
    if (!backup)
        return fail(backup.error());
    const Result<PlannedChange> change = planBackup(options, *config, *backup, ChangeAction::Undo);
    if (change && change->action == ChangeAction::None)
        return fail(ErrorCode::NotConfigured,
                    DeviceStore::tr("There is nothing to take back: the entry held a key, and keys "
                                    "are not put back into files."),
                    toolId);
    return change;
}

Result<PlannedChange> planRestore(const DeviceStore::Options &options, const QString &toolId,
                                  const QString &backupId)
{
    const Result<OpenConfig> config = openConfig(options, toolId);
    if (!config)
        return fail(config.error());
    const std::optional<ConfigBackup> backup
        = ConfigBackups(options.paths.backupDir).find(toolId, backupId);
    if (!backup)
        return fail(ErrorCode::InvalidInput,
                    DeviceStore::tr("There is no backup “%1” of %2's file.")
                        .arg(backupId, config->tool.name),
                    toolId);
    if (backup->path != config->location.path)
        return fail(ErrorCode::InvalidInput,
                    DeviceStore::tr("This backup is of another file: %1")
                        .arg(QDir::toNativeSeparators(backup->path)),
                    toolId);
    Result<PlannedChange> change = planBackup(options, *config, *backup, ChangeAction::Restore);
    if (!change || change->action == ChangeAction::None)
        return change;
    if (!backup->existed)
        change->notes.append(
            DeviceStore::tr("There was no file at that time, so the whole file is removed."));
    else if (backup->sha256After != config->file.sha256())
        change->notes.append(
            DeviceStore::tr("The file has been changed since by other programs or by you. These "
                            "changes are lost in the file; a backup of it as it is now is kept."));
    return change;
}

} // namespace Konstantly
