// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/devicecommands.h"

#include "app/cli/cli.h"
#include "app/cli/keyjson.h"
#include "app/cli/refusaloutput.h"
#include "app/cli/table.h"
#include "app/services/services.h"
#include "models/base/file.h"
#include "models/base/plaintext.h"
#include "models/device/clientconfig.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

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
    const QString toolId = line.positionalArguments().value(2);
    if (toolId.isEmpty()) {
        const Result<Workspace> found = workspace();
        if (!found)
            return readyFuture<CommandOutput>(fail(found.error()));
        ServerTestRequest request;
        request.command = services().launcherPath();
        request.arguments = {u"run"_s, found->name};
        return test(request);
    }
    services().setCurrentWorkspace(context().workspaceName);
    return services()
        .device()
        .rescan()
        .then(this, [this, toolId](const Result<> &) { return test(requestFor(toolId)); })
        .unwrap();
}

QFuture<Result<CommandOutput>> DeviceTestCommand::test(const Result<ServerTestRequest> &request)
{
    if (!request)
        return readyFuture<CommandOutput>(fail(request.error()));
    return testServer(*request, this)
        .then(this,
              [this, profile = request->arguments.value(1)](
                  const Result<ServerTestReport> &report) -> Result<CommandOutput> {
                  if (!report)
                      return fail(report.error());
                  return tested(*report, profile);
              });
}

CommandOutput DeviceTestCommand::tested(const ServerTestReport &report, const QString &profile)
{
    CommandOutput output;
    QJsonArray steps;
    QList<QStringList> rows;
    for (const ServerTestStep &step : report.steps) {
        steps.append(QJsonObject{{u"name"_s, step.name},
                                 {u"ok"_s, step.ok},
                                 {u"ms"_s, step.ms},
                                 {u"detail"_s, textToJson(step.detail)}});
        rows << QStringList{step.name, step.ok ? tr("ok") : tr("failed"), tr("%1 ms").arg(step.ms),
                            plainText(step.detail, 500)};
    }
    QJsonObject document{{u"steps"_s, steps},
                         {u"tools"_s, QJsonArray::fromStringList(report.tools)}};
    output.text = tableText({tr("STEP"), tr("RESULT"), tr("TIME"), tr("DETAIL")}, rows);
    if (report.passed()) {
        output.text += tr("%n tool(s) offered.", nullptr, int(report.tools.size()));
    } else {
        output.exitCode = exitCodeFor(ErrorCode::ServerFailed);
        const QList<RefusalReason> reasons = reasonsAgainstKeyOf(profile);
        if (!reasons.isEmpty())
            document.insert("refusal"_L1, reasonsToJson(reasons));
        output.text += reasonsText(reasons);
    }
    output.document = document;
    return output;
}

//! What is known here against the key that the server was to be started with.
QList<RefusalReason> DeviceTestCommand::reasonsAgainstKeyOf(const QString &profile)
{
    WorkspaceSession *session = services().session(profile);
    if (session == nullptr)
        return {};
    const Workspace workspace = session->workspace();
    return knownReasons(deviceKeyAsKnown(workspace).value_or(consoleKeyAsKnown(workspace)),
                        *session, services());
}

Result<ServerTestRequest> DeviceTestCommand::requestFor(const QString &toolId)
{
    ServerTestRequest request;
    const std::optional<ToolStatus> tool = services().device().find(toolId);
    if (!tool)
        return fail(ErrorCode::InvalidInput,
                    tr("There is no AI tool “%1”.").arg(plainText(toolId, 40)));
    if (tool->error)
        return fail(*tool->error);
    const Result<FileSnapshot> file = readFile(tool->path, tool->tool.shape.maxBytes);
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
