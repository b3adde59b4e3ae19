// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/devicecommands.h"

#include "app/cli/cli.h"
#include "app/cli/console.h"
#include "app/cli/keyjson.h"
#include "app/cli/table.h"
#include "app/services/services.h"
#include "models/base/plaintext.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QJsonObject changeToJson(const PlannedChange &change, bool wasApplied)
{
    return {{u"tool"_s, change.toolId},
            {u"path"_s, change.path},
            {u"project"_s, textToJson(change.project)},
            {u"action"_s, changeActionName(change.action)},
            {u"diff"_s, change.maskedDiff},
            {u"snippet"_s, textToJson(change.snippet)},
            {u"applied"_s, wasApplied}};
}

QCommandLineOption dryRunOption()
{
    return {u"dry-run"_s, DeviceCommand::tr("Shows what would change and writes nothing.")};
}

bool isInstalled(const ToolStatus &tool)
{
    return tool.state != ToolState::Absent;
}

bool hasEntry(const ToolStatus &tool)
{
    return !tool.entryName.isEmpty() && tool.state != ToolState::Changed;
}

Result<CommandOutput> backupsOutput(const Result<QList<BackupSummary>> &backups)
{
    if (!backups)
        return fail(backups.error());
    CommandOutput output;
    QJsonArray array;
    QList<QStringList> rows;
    for (const BackupSummary &backup : *backups) {
        array.append(QJsonObject{{u"id"_s, backup.id},
                                 {u"tool"_s, backup.toolId},
                                 {u"path"_s, backup.path},
                                 {u"takenAt"_s, timeToJson(backup.takenAt)},
                                 {u"action"_s, backup.action}});
        rows << QStringList{backup.id, backup.takenAt.toLocalTime().toString(Qt::ISODate),
                            backup.action,
                            backup.existed ? QLocale().formattedDataSize(backup.size)
                                           : DeviceCommand::tr("no file"),
                            plainText(backup.path)};
    }
    output.document = QJsonObject{{u"backups"_s, array}};
    output.text = rows.isEmpty() ? DeviceCommand::tr("There is no backup.")
                                 : tableText({DeviceCommand::tr("ID"), DeviceCommand::tr("TAKEN"),
                                              DeviceCommand::tr("BEFORE"),
                                              DeviceCommand::tr("SIZE"), DeviceCommand::tr("FILE")},
                                             rows);
    return output;
}

} // namespace

QFuture<Result<QStringList>> DeviceCommand::toolIds(const QStringList &arguments,
                                                    bool (*concerns)(const ToolStatus &))
{
    return services().device().rescan().then(this, [this, arguments, concerns](const Result<> &) {
        return knownIds(arguments, concerns);
    });
}

Result<QStringList> DeviceCommand::knownIds(const QStringList &arguments,
                                            bool (*concerns)(const ToolStatus &))
{
    QStringList ids;
    for (const QString &argument : arguments) {
        if (argument == "all"_L1) {
            for (const ToolStatus &tool : services().device().tools()) {
                if (concerns(tool))
                    ids << tool.tool.id;
            }
        } else if (services().device().find(argument)) {
            ids << argument;
        } else {
            QStringList known;
            for (const ToolDescriptor &tool : ClientCatalog::tools())
                known << tool.id;
            return fail(ErrorCode::InvalidInput,
                        tr("There is no AI tool “%1”. Known are: %2.")
                            .arg(plainText(argument, 40), known.join(u", "_s)));
        }
    }
    ids.removeDuplicates();
    return ids;
}

QFuture<Result<CommandOutput>> DeviceCommand::changeEach(const QStringList &toolIds,
                                                         const Planner &plan, bool isDryRun)
{
    if (toolIds.isEmpty())
        return readyFuture<CommandOutput>(result());
    const QString toolId = toolIds.first();
    return plan(toolId)
        .then(this, [this, isDryRun](
                        const Result<PlannedChange> &change) { return carryOut(change, isDryRun); })
        .unwrap()
        .then(this,
              [this, toolId, rest = toolIds.mid(1), plan, isDryRun](const Result<> &done) {
                  if (!done)
                      noteFailure(toolId, done.error());
                  return changeEach(rest, plan, isDryRun);
              })
        .unwrap();
}

QFuture<Result<>> DeviceCommand::carryOut(const Result<PlannedChange> &change, bool isDryRun)
{
    if (!change)
        return failedFuture<void>(change.error());
    if (isDryRun || change->action == ChangeAction::None) {
        noteChange(*change, false);
        return readyFuture<void>(Result<>());
    }
    return services().device().apply(*change).then(this, [this, change](const Result<> &applied) {
        if (applied)
            noteChange(*change, true);
        return applied;
    });
}

void DeviceCommand::noteChange(const PlannedChange &change, bool wasApplied)
{
    ++m_succeeded;
    m_changes.append(changeToJson(change, wasApplied));
    const QString action = changeActionName(change.action);
    if (change.action == ChangeAction::None) {
        m_lines << tr("%1: nothing to change.").arg(change.toolId);
        return;
    }
    m_lines << (wasApplied ? tr("%1: %2 (done)") : tr("%1: %2 (not written)"))
                   .arg(change.toolId, action);
    if (!change.command.isEmpty())
        m_lines << tr("It runs: %1").arg(change.command);
    if (!change.maskedDiff.isEmpty())
        m_lines << change.maskedDiff.trimmed();
    if (!change.snippet.isEmpty())
        m_lines << change.snippet.trimmed();
    if (change.isRunning)
        m_lines << tr("It runs right now and may write its file back: quit it completely and look "
                      "again.");
}

void DeviceCommand::noteFailure(const QString &toolId, const Error &error)
{
    if (!m_firstError)
        m_firstError = error;
    const std::optional<ToolStatus> tool = services().device().find(toolId);
    m_changes.append(QJsonObject{{u"tool"_s, toolId},
                                 {u"path"_s, tool ? textToJson(tool->path) : QJsonValue()},
                                 {u"action"_s, u"none"_s},
                                 {u"diff"_s, QString()},
                                 {u"applied"_s, false},
                                 {u"error"_s, errorToJson(error)}});
    const ErrorText text = describe(error);
    m_lines << tr("%1: %2").arg(toolId, text.message + u' ' + text.hint);
}

Result<CommandOutput> DeviceCommand::result()
{
    if (m_firstError && m_succeeded == 0)
        return fail(*m_firstError);
    CommandOutput output;
    output.document = QJsonObject{{u"changes"_s, m_changes}};
    output.text = m_lines.isEmpty() ? tr("There is nothing to do.") : m_lines.join(u'\n');
    if (m_firstError)
        output.exitCode = exitCodeFor(m_firstError->code);
    return output;
}

CommandSpec DeviceProtectCommand::spec()
{
    return {u"device protect"_s,
            u"TOOL...|all"_s,
            tr("Sets AI tools up, or moves their key from the file to the keychain."),
            1,
            -1,
            {dryRunOption(),
             {u"create"_s, tr("Also for a tool whose folder does not exist yet.")},
             {u"projects"_s,
              tr("Also moves keys that a tool keeps for single projects (Claude Code).")}},
            tr("The keychain comes first and the file second. “device undo” takes the last change "
               "of a file back.")};
}

QFuture<Result<CommandOutput>> DeviceProtectCommand::run(const QCommandLineParser &line)
{
    if (const std::optional<Error> problem = services().workspaces().problem())
        return readyFuture<CommandOutput>(fail(*problem));
    m_isDryRun = line.isSet(u"dry-run"_s);
    m_withProjects = line.isSet(u"projects"_s);
    if (line.isSet(u"create"_s))
        m_create = DeviceStore::Create::FolderAsWell;
    return toolIds(line.positionalArguments().mid(2), isInstalled)
        .then(this,
              [this](const Result<QStringList> &ids) {
                  if (!ids)
                      return readyFuture<CommandOutput>(fail(ids.error()));
                  for (const QString &id : *ids)
                      addEntries(id);
                  return protectNext();
              })
        .unwrap();
}

//! The entry that is for everywhere, and on request those of single projects that hold a key.
void DeviceProtectCommand::addEntries(const QString &toolId)
{
    m_entries.append({toolId, {}});
    const std::optional<ToolStatus> tool = services().device().find(toolId);
    if (!tool || !m_withProjects)
        return;
    for (const EntryPlace &place : tool->plaintextInProjects)
        m_entries.append({toolId, place});
}

QFuture<Result<CommandOutput>> DeviceProtectCommand::protectNext()
{
    if (m_entries.isEmpty())
        return readyFuture<CommandOutput>(result());
    const auto [toolId, place] = m_entries.takeFirst();
    DeviceProtection &protection = services().protection();
    return protection.plan(toolId, context().workspaceName, m_create, place)
        .then(this,
              [this](const Result<DeviceProtection::Plan> &plan) {
                  if (!plan)
                      return readyFuture<void>(fail(plan.error()));
                  return protect(*plan);
              })
        .unwrap()
        .then(this,
              [this, toolId = toolId](const Result<> &done) {
                  if (!done)
                      noteFailure(toolId, done.error());
                  return protectNext();
              })
        .unwrap();
}

QFuture<Result<>> DeviceProtectCommand::protect(const DeviceProtection::Plan &plan)
{
    for (const QString &text : plan.notes)
        progress(plan.change.toolId + u": "_s + text);
    if (m_isDryRun || plan.change.action == ChangeAction::None
        || plan.change.action == ChangeAction::Paste) {
        noteChange(plan.change, false);
        return readyFuture<void>(Result<>());
    }
    return services().protection().apply(plan).then(this, [this, plan](const Result<> &applied) {
        if (applied)
            noteChange(plan.change, true);
        return applied;
    });
}

CommandSpec DeviceRemoveCommand::spec()
{
    return {u"device remove"_s,
            u"TOOL...|all"_s,
            tr("Takes the Konstantly entry out of AI tools' files."),
            1,
            -1,
            {dryRunOption()}};
}

QFuture<Result<CommandOutput>> DeviceRemoveCommand::run(const QCommandLineParser &line)
{
    return toolIds(line.positionalArguments().mid(2), hasEntry)
        .then(this,
              [this, isDryRun = line.isSet(u"dry-run"_s)](const Result<QStringList> &ids) {
                  return ids ? remove(*ids, isDryRun)
                             : readyFuture<CommandOutput>(fail(ids.error()));
              })
        .unwrap();
}

QFuture<Result<CommandOutput>> DeviceRemoveCommand::remove(const QStringList &ids, bool isDryRun)
{
    // With a workspace named, that workspace's entry; else the one that decides the tool's state.
    QString entryName;
    if (!context().workspaceName.isEmpty()) {
        const Result<Workspace> found = workspace();
        if (!found)
            return readyFuture<CommandOutput>(fail(found.error()));
        entryName = found->entryName();
    }
    const auto plan = [this, entryName](const QString &toolId) {
        return services().device().planRemove(toolId, entryName);
    };
    return changeEach(ids, plan, isDryRun);
}

CommandSpec DeviceBackupsCommand::spec()
{
    return {u"device backups"_s,
            u"TOOL"_s,
            tr("Lists the kept versions of an AI tool's file, newest first."),
            1,
            1,
            {},
            tr("Each is the file before a change of this program, without Konstantly keys. “device "
               "undo TOOL --to ID” brings one back.")};
}

QFuture<Result<CommandOutput>> DeviceBackupsCommand::run(const QCommandLineParser &line)
{
    return toolIds(line.positionalArguments().mid(2), isInstalled)
        .then(this,
              [this](const Result<QStringList> &ids) {
                  if (!ids)
                      return readyFuture<QList<BackupSummary>>(fail(ids.error()));
                  if (ids->size() != 1)
                      return readyFuture<QList<BackupSummary>>(
                          fail(ErrorCode::InvalidInput, tr("Name one AI tool, not all.")));
                  return services().device().backups(ids->first());
              })
        .unwrap()
        .then(this,
              [](const Result<QList<BackupSummary>> &backups) { return backupsOutput(backups); });
}

CommandSpec DeviceUndoCommand::spec()
{
    return {
        u"device undo"_s,
        u"TOOL"_s,
        tr("Takes the last change of an AI tool's file back."),
        1,
        1,
        {{u"to"_s,
          tr("Brings the file back to this backup instead, whatever has become of it since. See: "
             "device backups"),
          u"ID"_s},
         dryRunOption()},
        tr("A key that was moved to the keychain does not go back into the file.")};
}

QFuture<Result<CommandOutput>> DeviceUndoCommand::run(const QCommandLineParser &line)
{
    const QString backupId = line.value(u"to"_s);
    const auto plan = [this, backupId](const QString &toolId) {
        DeviceStore &device = services().device();
        return backupId.isEmpty() ? device.planUndo(toolId) : device.planRestore(toolId, backupId);
    };
    return toolIds(line.positionalArguments().mid(2), hasEntry)
        .then(this,
              [this, plan, isDryRun = line.isSet(u"dry-run"_s)](const Result<QStringList> &ids) {
                  return ids ? changeEach(*ids, plan, isDryRun)
                             : readyFuture<CommandOutput>(fail(ids.error()));
              })
        .unwrap();
}

} // namespace Konstantly
