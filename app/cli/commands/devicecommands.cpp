// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/devicecommands.h"

#include "app/cli/cli.h"
#include "app/cli/console.h"
#include "app/cli/keycopiesoutput.h"
#include "app/cli/keyjson.h"
#include "app/cli/table.h"
#include "app/services/services.h"
#include "models/base/file.h"
#include "models/base/plaintext.h"
#include "models/device/devicelistmodel.h"
#include "models/device/keycopiesstore.h"

#include <QSysInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QJsonObject changeToJson(const PlannedChange &change, bool wasApplied)
{
    return {{u"tool"_s, change.toolId},
            {u"path"_s, change.path},
            {u"action"_s, changeActionName(change.action)},
            {u"diff"_s, change.maskedDiff},
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

} // namespace

Result<QStringList> DeviceCommand::toolIds(const QStringList &arguments,
                                           bool (*concerns)(const ToolStatus &))
{
    services().device().rescanNow();
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

CommandSpec DeviceListCommand::spec()
{
    return {
        u"device list"_s,
        {},
        tr("Lists the AI tools on this device and how they stand."),
        0,
        0,
        {{u"check"_s, tr("Exits with 1 when a tool needs attention or a copy of a key was found.")},
         {u"histories"_s,
          tr("Also looks for keys in the histories of shells, where commands leave them.")}},
        tr("Copies of keys in other files (backups that tools made, .env files, projects) are "
           "listed by place, line and name. A copy stays usable until its key is replaced.")};
}

QFuture<Result<CommandOutput>> DeviceListCommand::run(const QCommandLineParser &line)
{
    services().setCurrentWorkspace(context().workspaceName);
    services().device().rescanNow();
    QJsonArray tools;
    QList<QStringList> rows;
    bool hasProblems = false;
    for (const ToolStatus &tool : services().device().tools()) {
        hasProblems |= needsAttention(tool.state);
        tools.append(QJsonObject{{u"id"_s, tool.tool.id},
                                 {u"name"_s, tool.tool.name},
                                 {u"path"_s, textToJson(tool.path)},
                                 {u"state"_s, toolStateName(tool.state)},
                                 {u"workspace"_s, textToJson(tool.workspace)},
                                 {u"detail"_s, textToJson(tool.detail)}});
        rows << QStringList{tool.tool.id, toolStateText(tool.state), plainText(tool.workspace),
                            plainText(tool.path)};
    }
    KeyCopiesStore &copies = services().keyCopies();
    copies.setWithHistories(line.isSet(u"histories"_s));
    copies.huntNow();
    hasProblems |= copies.problemCount() > 0;
    CommandOutput output;
    output.document = QJsonObject{{u"device"_s, QSysInfo::machineHostName()},
                                  {u"tools"_s, tools},
                                  {u"copies"_s, copiesToJson(copies)},
                                  {u"notLookedAt"_s, skippedToJson(copies.report())}};
    output.text = tableText({tr("TOOL"), tr("STATE"), tr("WORKSPACE"), tr("FILE")}, rows)
                  + copiesText(copies);
    if (hasProblems && line.isSet(u"check"_s))
        output.exitCode = ExitCode::ProblemsFound;
    return readyFuture<CommandOutput>(output);
}

CommandSpec DeviceProtectCommand::spec()
{
    return {u"device protect"_s,
            u"TOOL...|all"_s,
            tr("Sets AI tools up, or moves their key from the file to the keychain."),
            1,
            -1,
            {dryRunOption(), {u"create"_s, tr("Also for a tool whose folder does not exist yet.")}},
            tr("The keychain comes first and the file second. “device undo” takes the last change "
               "of a file back.")};
}

QFuture<Result<CommandOutput>> DeviceProtectCommand::run(const QCommandLineParser &line)
{
    if (const std::optional<Error> problem = services().workspaces().problem())
        return readyFuture<CommandOutput>(fail(*problem));
    const Result<QStringList> ids = toolIds(line.positionalArguments().mid(2), isInstalled);
    if (!ids)
        return readyFuture<CommandOutput>(fail(ids.error()));
    m_toolIds = *ids;
    m_isDryRun = line.isSet(u"dry-run"_s);
    if (line.isSet(u"create"_s))
        m_create = DeviceStore::Create::FolderAsWell;
    return protectNext();
}

QFuture<Result<CommandOutput>> DeviceProtectCommand::protectNext()
{
    if (m_toolIds.isEmpty())
        return readyFuture<CommandOutput>(result());
    const QString toolId = m_toolIds.takeFirst();
    DeviceProtection &protection = services().protection();
    return protection.plan(toolId, context().workspaceName, m_create)
        .then(this,
              [this](const Result<DeviceProtection::Plan> &plan) {
                  if (!plan)
                      return readyFuture<void>(fail(plan.error()));
                  return protect(*plan);
              })
        .unwrap()
        .then(this,
              [this, toolId](const Result<> &done) {
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
    if (m_isDryRun || plan.change.action == ChangeAction::None) {
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
    const Result<QStringList> ids = toolIds(line.positionalArguments().mid(2), hasEntry);
    if (!ids)
        return readyFuture<CommandOutput>(fail(ids.error()));
    // With a workspace named, that workspace's entry; else the one that decides the tool's state.
    QString entryName;
    if (!context().workspaceName.isEmpty()) {
        const Result<Workspace> found = workspace();
        if (!found)
            return readyFuture<CommandOutput>(fail(found.error()));
        entryName = found->entryName();
    }
    for (const QString &toolId : *ids) {
        const Result<PlannedChange> change = services().device().planRemove(toolId, entryName);
        if (!change) {
            noteFailure(toolId, change.error());
        } else if (line.isSet(u"dry-run"_s) || change->action == ChangeAction::None) {
            noteChange(*change, false);
        } else if (const Result<> applied = services().device().apply(*change); applied) {
            noteChange(*change, true);
        } else {
            noteFailure(toolId, applied.error());
        }
    }
    return readyFuture<CommandOutput>(result());
}

CommandSpec DeviceUndoCommand::spec()
{
    return {u"device undo"_s,
            u"TOOL"_s,
            tr("Takes the last change of an AI tool's file back."),
            1,
            1,
            {dryRunOption()},
            tr("A key that was moved to the keychain does not go back into the file.")};
}

QFuture<Result<CommandOutput>> DeviceUndoCommand::run(const QCommandLineParser &line)
{
    const Result<QStringList> ids = toolIds(line.positionalArguments().mid(2), hasEntry);
    if (!ids)
        return readyFuture<CommandOutput>(fail(ids.error()));
    for (const QString &toolId : *ids) {
        const Result<PlannedChange> change = services().device().planUndo(toolId);
        if (!change) {
            noteFailure(toolId, change.error());
        } else if (line.isSet(u"dry-run"_s)) {
            noteChange(*change, false);
        } else if (const Result<> applied = services().device().apply(*change); applied) {
            noteChange(*change, true);
        } else {
            noteFailure(toolId, applied.error());
        }
    }
    return readyFuture<CommandOutput>(result());
}

CommandSpec DeviceTestCommand::spec()
{
    return {u"device test"_s,
            u"[TOOL]"_s,
            tr("Starts the MCP server as an AI tool would, and tells how far it gets."),
            0,
            1,
            {},
            tr("With a tool, exactly what that tool's file says is started; without, what the "
               "program would write into it.")};
}

QFuture<Result<CommandOutput>> DeviceTestCommand::run(const QCommandLineParser &line)
{
    const Result<ServerTestRequest> request = requestFor(line.positionalArguments().mid(2));
    if (!request)
        return readyFuture<CommandOutput>(fail(request.error()));
    return testServer(*request, this)
        .then(this, [](const Result<ServerTestReport> &report) -> Result<CommandOutput> {
            if (!report)
                return fail(report.error());
            CommandOutput output;
            QJsonArray steps;
            QList<QStringList> rows;
            for (const ServerTestStep &step : report->steps) {
                steps.append(QJsonObject{{u"name"_s, step.name},
                                         {u"ok"_s, step.ok},
                                         {u"ms"_s, step.ms},
                                         {u"detail"_s, textToJson(step.detail)}});
                rows << QStringList{step.name, step.ok ? tr("ok") : tr("failed"),
                                    tr("%1 ms").arg(step.ms), plainText(step.detail, 500)};
            }
            output.document = QJsonObject{{u"steps"_s, steps},
                                          {u"tools"_s, QJsonArray::fromStringList(report->tools)}};
            output.text = tableText({tr("STEP"), tr("RESULT"), tr("TIME"), tr("DETAIL")}, rows);
            if (report->passed())
                output.text += tr("%n tool(s) offered.", nullptr, int(report->tools.size()));
            else
                output.exitCode = exitCodeFor(ErrorCode::ServerFailed);
            return output;
        });
}

Result<ServerTestRequest> DeviceTestCommand::requestFor(const QStringList &arguments)
{
    ServerTestRequest request;
    if (arguments.isEmpty()) {
        const Result<Workspace> found = workspace();
        if (!found)
            return fail(found.error());
        request.command = services().launcherPath();
        request.arguments = {u"run"_s, found->name};
        return request;
    }
    services().setCurrentWorkspace(context().workspaceName);
    services().device().rescanNow();
    const std::optional<ToolStatus> tool = services().device().find(arguments.first());
    if (!tool)
        return fail(ErrorCode::InvalidInput,
                    tr("There is no AI tool “%1”.").arg(plainText(arguments.first(), 40)));
    if (tool->error)
        return fail(*tool->error);
    const Result<FileSnapshot> file = readFile(tool->path);
    if (!file)
        return fail(file.error());
    const Result<ConfigInspection> config = inspectConfig(file->exists ? file->bytes : QByteArray(),
                                                          tool->tool.shape);
    if (!config)
        return fail(config.error());
    const FoundEntry *entry = config->find(tool->entryName);
    if (!entry || tool->entryName.isEmpty())
        return fail(ErrorCode::NotConfigured,
                    tr("%1 has no Konstantly entry.").arg(tool->tool.name), tool->tool.id);
    if (!entry->startsLauncher)
        return fail(ErrorCode::NotConfigured,
                    tr("%1 does not start the server through this program, so it can't be tested "
                       "safely.")
                        .arg(tool->tool.name),
                    tool->tool.id);
    request.command = entry->command;
    request.arguments = entry->args;
    return request;
}

} // namespace Konstantly
