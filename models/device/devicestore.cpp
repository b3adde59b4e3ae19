// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/devicestore.h"

#include "models/device/configbackups.h"
#include "models/device/configdiff.h"
#include "models/device/toolscan.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFuture>
#include <QLockFile>
#include <QPromise>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int lockTimeoutMs = 5000;

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

Result<OpenConfig> openConfig(const ClientCatalog &catalog, const QString &toolId)
{
    const std::optional<ToolDescriptor> tool = ClientCatalog::find(toolId);
    const Result<ToolLocation> location = catalog.location(toolId);
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

PlannedChange startPlan(const OpenConfig &config, ChangeAction action, const QByteArray &after,
                        bool isRunning)
{
    PlannedChange change;
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

//! Removes a file that we had created, if it is still what \a expected says.
Result<> removeCreatedFile(const QString &path, const FileSnapshot &expected)
{
    // A link to somewhere is not ours to remove, and its target even less.
    if (QFileInfo(path).isSymLink())
        return replaceFile(path, expected, "{}\n");
    const Result<FileSnapshot> now = readFile(path, expected.bytes.size());
    if (!now)
        return fail(now.error());
    if (*now != expected)
        return fail(ErrorCode::FileChangedMeanwhile, {}, path);
    QFile file(path);
    if (!file.remove())
        return fail(ErrorCode::FileNotWritable, file.errorString(), path);
    return {};
}

std::vector<FoundKey> foundKeys(const ScannedTool &scanned)
{
    std::vector<FoundKey> result;
    for (const FoundEntry &entry : scanned.inspection.entries) {
        for (const Secret &key : entry.keys)
            result.push_back({key, scanned.tool.id, scanned.path, entry.name, entry.url,
                              entry.caFile, entry.otherVariables});
    }
    return result;
}

} // namespace

struct DeviceStore::Scan
{
    std::vector<ScannedTool> tools;
};

DeviceStore::DeviceStore(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{}

DeviceStore::~DeviceStore() = default;

void DeviceStore::setWorkspaces(const QList<Workspace> &workspaces, const QString &current)
{
    if (m_workspaces == workspaces && m_current == current)
        return;
    m_workspaces = workspaces;
    m_current = current;
    const std::vector<ToolStatus> before = m_tools;
    evaluate();
    if (m_tools != before)
        Q_EMIT changed();
}

void DeviceStore::rescan()
{
    if (m_isScanning) {
        m_scanAgain = true;
        return;
    }
    m_isScanning = true;
    const auto promise = std::make_shared<QPromise<Scan>>();
    promise->start();
    promise->future().then(this, [this, generation = ++m_generation](const Scan &scan) {
        m_isScanning = false;
        // Something newer is known already, from a change or a scan that did not wait.
        if (generation == m_generation)
            take(scan);
        Q_EMIT changed();
        if (std::exchange(m_scanAgain, false))
            rescan();
    });
    // The worker has its own copy of everything: the store may be gone before it ends.
    QThreadPool::globalInstance()->start([promise, options = m_options] {
        promise->addResult(scan(options));
        promise->finish();
    });
    Q_EMIT changed();
}

void DeviceStore::rescanNow()
{
    ++m_generation;
    take(scan(m_options));
    Q_EMIT changed();
}

DeviceStore::Scan DeviceStore::scan(const Options &options)
{
    Scan result;
    for (const ToolDescriptor &tool : ClientCatalog::tools())
        result.tools.push_back(scanTool(tool, options));
    return result;
}

void DeviceStore::take(Scan scan)
{
    m_scan = std::make_shared<Scan>(std::move(scan));
    m_hasScanned = true;
    evaluate();
}

void DeviceStore::evaluate()
{
    m_tools.clear();
    m_keys.clear();
    if (!m_scan)
        return;
    for (const ScannedTool &scanned : m_scan->tools) {
        m_tools.push_back(evaluateTool(scanned, m_options, m_workspaces, m_current));
        for (FoundKey &key : foundKeys(scanned))
            m_keys.push_back(std::move(key));
    }
}

void DeviceStore::lookAgainAt(const QString &toolId)
{
    ++m_generation;
    if (!m_scan) {
        take(scan(m_options));
    } else {
        for (ScannedTool &scanned : m_scan->tools) {
            if (scanned.tool.id == toolId)
                scanned = scanTool(ScannedTool(scanned).tool, m_options);
        }
        evaluate();
    }
    Q_EMIT changed();
}

std::optional<ToolStatus> DeviceStore::find(QStringView toolId) const
{
    const auto found = std::find_if(
        m_tools.begin(), m_tools.end(),
        [toolId](const ToolStatus &tool) { return tool.tool.id == toolId; });
    return found == m_tools.end() ? std::nullopt : std::optional(*found);
}

bool DeviceStore::isRunning(const ToolDescriptor &tool) const
{
    return m_options.isRunning ? m_options.isRunning(tool) : isToolRunning(tool);
}

Result<PlannedChange> DeviceStore::planProtect(const QString &toolId, const Workspace &workspace,
                                               Create create) const
{
    const Result<OpenConfig> config = openConfig(m_options.catalog, toolId);
    if (!config)
        return fail(config.error());
    const ToolLocation &location = config->location;
    if (!location.isInstalled && create == Create::FileOnly)
        return fail(ErrorCode::NotConfigured,
                    tr("%1 is not installed on this device: there is no folder %2.")
                        .arg(config->tool.name, QDir::toNativeSeparators(location.folder)),
                    toolId);
    const EntrySpec spec{workspace.entryName(), m_options.launcher, {u"run"_s, workspace.name}};
    const Result<ConfigInspection> inspection = inspectConfig(config->bytes(), config->tool.shape);
    if (!inspection)
        return fail(about(inspection.error(), location.path));
    const Result<QByteArray> after = withEntry(config->bytes(), config->tool.shape, spec);
    if (!after)
        return fail(about(after.error(), location.path));
    const FoundEntry *entry = inspection->find(spec.name);
    const bool movesKey = entry && entry->hasPlaintextKey();
    PlannedChange change = startPlan(*config,
                                     movesKey ? ChangeAction::Migrate
                                     : entry  ? ChangeAction::Update
                                              : ChangeAction::Add,
                                     *after, isRunning(config->tool));
    change.entryName = spec.name;
    change.workspace = workspace.name;
    change.command = commandLine(spec.command, spec.args);
    // The tool's own folder may be there and the one for its settings not yet.
    change.makeParents = true;
    if (movesKey) {
        change.plaintext = FoundKey{entry->keys.front(),  toolId,     location.path,
                                    entry->name,          entry->url, entry->caFile,
                                    entry->otherVariables};
        if (entry->keys.size() > 1)
            change.notes.append(
                tr("The entry holds more than one key. The one in KONSTANTLY_MCP_KEY is "
                   "moved; the others are removed."));
    }
    addNotes(change, *inspection);
    return change;
}

//! What else is in the file that the user should know.
void DeviceStore::addNotes(PlannedChange &change, const ConfigInspection &inspection)
{
    for (const FoundEntry &entry : inspection.entries) {
        if (entry.name != change.entryName && entry.hasPlaintextKey())
            change.notes.append(
                tr("The entry “%1” (line %2) holds a key in plain text too. It is left alone.")
                    .arg(entry.name)
                    .arg(entry.line));
        if (!entry.envFile.isEmpty())
            change.notes.append(
                tr("The entry “%1” takes variables from %2, which may hold a key in "
                   "plain text.")
                    .arg(entry.name, entry.envFile));
    }
}

Result<PlannedChange> DeviceStore::planRemove(const QString &toolId, const QString &entryName) const
{
    const Result<OpenConfig> config = openConfig(m_options.catalog, toolId);
    if (!config)
        return fail(config.error());
    const QString known = find(toolId).value_or(ToolStatus()).entryName;
    const QString name = !entryName.isEmpty() ? entryName
                         : !known.isEmpty()   ? known
                                              : u"konstantly"_s;
    const Result<QByteArray> after = withoutEntry(config->bytes(), config->tool.shape, name);
    if (!after)
        return fail(about(after.error(), config->location.path));
    PlannedChange change = startPlan(*config, ChangeAction::Remove, *after,
                                     isRunning(config->tool));
    change.entryName = name;
    const Result<ConfigInspection> inspection = inspectConfig(config->bytes(), config->tool.shape);
    const FoundEntry *entry = inspection ? inspection->find(name) : nullptr;
    if (entry && entry->hasPlaintextKey())
        change.notes.append(
            tr("The key in this entry is not kept, and it still works: revoke it if it "
               "is not needed any more."));
    return change;
}

Result<PlannedChange> DeviceStore::planUndo(const QString &toolId) const
{
    const Result<OpenConfig> config = openConfig(m_options.catalog, toolId);
    if (!config)
        return fail(config.error());
    const Result<ConfigBackup> backup = backupToUndo(
        ConfigBackups(m_options.paths.backupDir).list(toolId), config->location.path, config->file);
    if (!backup)
        return fail(backup.error());
    const ConfigShape &shape = config->tool.shape;
    Result<QByteArray> after = backup->existed ? backup->config.bytes : QByteArray();
    bool losesKey = false;
    if (backup->existed && backup->config.isRedacted()) {
        // Keys that the change left where they were are still in the file: put back from there.
        after = withKeys(backup->config, keysIn(config->bytes(), shape));
        const Result<ConfigInspection> inspection = inspectConfig(*after, shape);
        if (!inspection)
            return fail(about(inspection.error(), config->location.path));
        for (const FoundEntry &entry : inspection->entries) {
            if (!entry.hasPlaceholder || !after)
                continue;
            losesKey = true;
            after = withoutEntry(*after, shape, entry.name);
        }
        if (!after)
            return fail(about(after.error(), config->location.path));
    }
    PlannedChange change = startPlan(*config, ChangeAction::Undo, *after, isRunning(config->tool));
    if (change.action == ChangeAction::None)
        return fail(
            ErrorCode::NotConfigured,
            tr("There is nothing to take back: the entry held a key, and keys are not put back "
               "into files."),
            toolId);
    change.entryName = backup->entryName;
    change.backupId = backup->id;
    if (losesKey)
        change.notes.append(
            tr("The key that was in the file stays in the keychain, so its old entry is "
               "not put back."));
    return change;
}

Result<> DeviceStore::apply(const PlannedChange &change)
{
    if (change.action == ChangeAction::None)
        return {};
    const std::optional<ToolDescriptor> tool = ClientCatalog::find(change.toolId);
    if (!tool)
        return fail(ErrorCode::NotConfigured, {}, change.toolId);
    if (const Result<> made = makePrivateDir(m_options.paths.stateDir); !made)
        return fail(made.error());
    QLockFile lock(m_options.paths.stateDir + u"/device.lock"_s);
    lock.setStaleLockTime(0); // a holder that died is recognised by its pid
    if (!lock.tryLock(lockTimeoutMs))
        return fail(ErrorCode::FileNotWritable, u"lock is held: %1"_s.arg(lock.fileName()),
                    change.path);
    const Result<> written = write(change, *tool);
    lock.unlock();
    lookAgainAt(change.toolId);
    return written;
}

//! The change itself, under the lock: backup, file, our own notes.
Result<> DeviceStore::write(const PlannedChange &change, const ToolDescriptor &tool) const
{
    const ConfigBackups backups(m_options.paths.backupDir);
    QString backupId;
    if (change.action != ChangeAction::Undo) {
        const Result<QString> added = backUp(change, tool);
        if (!added)
            return fail(added.error());
        backupId = *added;
    }
    WriteOptions options;
    options.makeParents = change.makeParents;
    const Result<> written = change.after.isNull()
                                 ? removeCreatedFile(change.path, change.before)
                                 : replaceFile(change.path, change.before, change.after, options);
    if (!written) {
        if (!backupId.isEmpty())
            backups.remove(backupId);
        return fail(about(written.error(), change.path));
    }
    if (change.action == ChangeAction::Undo)
        backups.remove(change.backupId);
    const Result<ConfigInspection> now = inspectConfig(change.after, tool.shape);
    const FoundEntry *entry = now ? now->find(change.entryName) : nullptr;
    const bool isOurs = entry && entry->startsLauncher;
    // Only what notices a wiped entry depends on it: the change is done, whatever becomes of the note.
    (void) ToolRecords(m_options.paths)
        .set(change.toolId,
             isOurs ? std::optional(ToolRecord{change.path, entry->name, entry->profile})
                    : std::nullopt);
    return {};
}

Result<QString> DeviceStore::backUp(const PlannedChange &change, const ToolDescriptor &tool) const
{
    ConfigBackup backup;
    backup.toolId = change.toolId;
    backup.path = change.path;
    backup.action = changeActionName(change.action);
    backup.entryName = change.entryName;
    backup.takenAt = m_options.clock();
    backup.existed = change.before.exists;
    backup.sha256Before = change.before.sha256;
    if (!change.after.isNull())
        backup.sha256After = QCryptographicHash::hash(change.after, QCryptographicHash::Sha256);
    if (change.before.exists) {
        const Result<RedactedConfig> config = withoutKeys(change.before.bytes, tool.shape);
        if (!config)
            return fail(about(config.error(), change.path));
        backup.config = *config;
    }
    return ConfigBackups(m_options.paths.backupDir).add(backup);
}

} // namespace Konstantly
