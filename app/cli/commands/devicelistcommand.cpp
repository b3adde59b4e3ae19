// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/devicecommands.h"

#include "app/cli/cli.h"
#include "app/cli/keycopiesoutput.h"
#include "app/cli/keyjson.h"
#include "app/cli/table.h"
#include "app/services/services.h"
#include "models/base/plaintext.h"
#include "models/device/devicelistmodel.h"
#include "models/device/keycopiesstore.h"

#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace Konstantly {

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
    services().keyCopies().setWithHistories(line.isSet(u"histories"_s));
    return services()
        .device()
        .rescan()
        .then(this, [this](const Result<> &) { return services().keyCopies().hunt(); })
        .unwrap()
        .then(this,
              [this, isCheck = line.isSet(u"check"_s)](const Result<> &) -> Result<CommandOutput> {
                  return output(isCheck);
              });
}

CommandOutput DeviceListCommand::output(bool isCheck)
{
    QJsonArray tools;
    QList<QStringList> rows;
    QStringList absent;
    QStringList details;
    bool hasProblems = false;
    for (const ToolStatus &tool : services().device().tools()) {
        hasProblems |= needsAttention(tool.state);
        tools.append(QJsonObject{{u"id"_s, tool.tool.id},
                                 {u"name"_s, tool.tool.name},
                                 {u"path"_s, textToJson(tool.path)},
                                 {u"state"_s, toolStateName(tool.state)},
                                 {u"workspace"_s, textToJson(tool.workspace)},
                                 {u"lastLaunchAt"_s, timeToJson(tool.lastLaunchAt)},
                                 {u"detail"_s, textToJson(tool.detail)}});
        if (tool.state == ToolState::Absent)
            absent << tool.tool.id;
        else
            rows << QStringList{tool.tool.id, toolStateText(tool.state), plainText(tool.workspace),
                                plainText(tool.path)};
        if (!tool.detail.isEmpty())
            details << u"%1: %2\n"_s.arg(tool.tool.id, plainText(tool.detail, 1000));
    }
    const KeyCopiesStore &copies = services().keyCopies();
    hasProblems |= copies.problemCount() > 0;
    CommandOutput output;
    output.document = QJsonObject{{u"device"_s, QSysInfo::machineHostName()},
                                  {u"tools"_s, tools},
                                  {u"copies"_s, copiesToJson(copies)},
                                  {u"notLookedAt"_s, skippedToJson(copies.report())}};
    if (!rows.isEmpty())
        output.text = tableText({tr("TOOL"), tr("STATE"), tr("WORKSPACE"), tr("FILE")}, rows);
    if (!details.isEmpty())
        output.text += u'\n' + details.join(QString()) + u'\n';
    if (!absent.isEmpty())
        output.text += tr("Not found on this device: %1.").arg(absent.join(u", "_s)) + u'\n';
    output.text += copiesText(copies);
    if (hasProblems && isCheck)
        output.exitCode = ExitCode::ProblemsFound;
    return output;
}

} // namespace Konstantly
