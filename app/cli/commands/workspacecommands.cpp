// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/workspacecommands.h"

#include "app/cli/console.h"
#include "app/cli/keyjson.h"
#include "app/cli/table.h"
#include "app/services/services.h"
#include "models/base/plaintext.h"
#include "models/device/devicestore.h"
#include "models/keychain/secretstore.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/namingrule.h"
#include "models/keys/pastedsetup.h"
#include "models/konstantly/scopetext.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QJsonObject workspaceToJson(const Workspace &workspace, const QString &keychain)
{
    return {{u"name"_s, workspace.name},
            {u"origin"_s, workspace.origin.toString()},
            {u"plan"_s, planName(workspace.plan)},
            {u"user"_s, QJsonObject{{u"id"_s, textToJson(workspace.userId)},
                                    {u"name"_s, textToJson(workspace.userName)}}},
            {u"scopes"_s, QJsonValue()},
            {u"tier"_s, QJsonValue()},
            {u"tools"_s, QJsonValue()},
            {u"keychain"_s, textToJson(keychain)}};
}

QString userNameOfSystem()
{
    return qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
}

} // namespace

CommandSpec WorkspaceAddCommand::spec()
{
    return {
        u"workspace add"_s,
        u"NAME --url URL"_s,
        tr("Connects a workspace. Reads its key from standard input."),
        1,
        1,
        {{u"url"_s, tr("The workspace's address, such as https://acme.konstantly.com."), u"URL"_s},
         {u"ca"_s, tr("A PEM file with additional certificate authorities for this workspace."),
          u"FILE"_s},
         {u"plan"_s, tr("business (default) or enterprise: decides the limits to count against."),
          u"PLAN"_s, u"business"_s},
         {u"confirm-host"_s,
          tr("Confirms an address outside konstantly.com by repeating its host."), u"HOST"_s},
         {u"device-name"_s, tr("What this device is called in suggested key names."), u"NAME"_s},
         {u"demo"_s, tr("Accepts https://localhost:PORT, for konstantly-sandbox. Needs --ca.")}},
        tr("The key is checked with one call, stored in the system's keychain and sent to this "
           "address only."),
        {u"url"_s}};
}

QFuture<Result<CommandOutput>> WorkspaceAddCommand::run(const QCommandLineParser &line)
{
    const Result<ConnectRequest> request = requestFrom(line);
    if (!request)
        return readyFuture<CommandOutput>(fail(request.error()));
    using Step = WorkspaceConnector::Step;
    connect(&services().connector(), &WorkspaceConnector::stepChanged, this,
            [this](Step step) { m_isStoring = step == Step::Storing; });
    return services().connector().add(*request).then(
        this, [this](const Result<ConnectedWorkspace> &connected) -> Result<CommandOutput> {
            if (const QString aside = services().workspaces().keptAside(); !aside.isEmpty())
                context().console.note(
                    tr("The damaged list of workspaces was kept as %1.").arg(aside));
            if (!connected)
                return fail(connected.error());
            const Capabilities &capabilities = connected->capabilities;
            QJsonObject document = workspaceToJson(connected->workspace, connected->keychain);
            document["scopes"_L1] = scopesToJson(capabilities.scopes);
            document["tier"_L1] = textToJson(capabilities.tier);
            document["tools"_L1] = QJsonArray::fromStringList(capabilities.tools);
            const QString text
                = tr("Connected %1 as “%2”. The key acts for %3 (%4) and lies in %5.")
                      .arg(connected->workspace.origin.host(), connected->workspace.name,
                           plainText(capabilities.user.name), scopesText(capabilities.scopes),
                           connected->keychain);
            return CommandOutput{document, text};
        });
}

bool WorkspaceAddCommand::interrupt()
{
    // A key in the keychain that no workspace points to would be left behind.
    return !m_isStoring;
}

Result<ConnectRequest> WorkspaceAddCommand::requestFrom(const QCommandLineParser &line)
{
    ConnectRequest request;
    request.name = line.positionalArguments().at(2);
    const bool isDemo = line.isSet(u"demo"_s);
    const Result<Origin> origin = isDemo ? Origin::parseDemo(line.value(u"url"_s))
                                         : Origin::fromInput(line.value(u"url"_s));
    if (!origin)
        return fail(origin.error());
    request.origin = *origin;
    const std::optional<Plan> plan = planFromName(line.value(u"plan"_s));
    if (!plan)
        return fail(ErrorCode::InvalidInput, tr("The plan is “business” or “enterprise”."));
    request.plan = *plan;
    if (line.isSet(u"ca"_s))
        request.caFile = QFileInfo(line.value(u"ca"_s)).absoluteFilePath();
    request.confirmHost = line.value(u"confirm-host"_s);
    request.deviceName = line.isSet(u"device-name"_s)
                             ? line.value(u"device-name"_s)
                             : suggestedDeviceName(userNameOfSystem(), QSysInfo::machineHostName());
    if (const QString warning = request.origin.warning(); !warning.isEmpty())
        context().console.note(warning);
    // Everything else first: nobody should have to type a key for nothing.
    request.key = Secret("-");
    if (const Result<> checked = services().connector().check(request); !checked) {
        if (checked.error().code == ErrorCode::OriginUnconfirmed)
            context().hint = tr("If it is your organisation's own address, add: --confirm-host %1")
                                 .arg(hostToConfirm(request.origin));
        return fail(checked.error());
    }
    if (const Result<> read = readKey(request); !read)
        return fail(read.error());
    return request;
}

Result<> WorkspaceAddCommand::readKey(ConnectRequest &request)
{
    const Result<QString> text = context().console.readKeyText(
        tr("Key for %1 (not shown): ").arg(request.origin.host()));
    if (!text)
        return fail(text.error());
    const Result<TypedKey> typed = keyFromInput(*text);
    if (!typed)
        return fail(typed.error());
    if (!typed->warning.isEmpty())
        context().console.note(typed->warning);
    request.key = typed->key;
    return {};
}

CommandSpec WorkspaceListCommand::spec()
{
    return {u"workspace list"_s, {}, tr("Lists the connected workspaces, without any call.")};
}

QFuture<Result<CommandOutput>> WorkspaceListCommand::run(const QCommandLineParser &)
{
    if (const std::optional<Error> problem = services().workspaces().problem())
        return readyFuture<CommandOutput>(fail(*problem));
    return services().secrets().status().then(
        this, [this](const KeychainStatus &status) -> Result<CommandOutput> {
            QJsonArray document;
            QList<QStringList> rows;
            for (const Workspace &workspace : services().workspaces().workspaces()) {
                if (workspace.isBeingRemoved)
                    context().console.note(describe(unfinishedRemoval(workspace.name)).message);
                document.append(workspaceToJson(workspace, status.backend));
                rows << QStringList{workspace.name, workspace.origin.toString(),
                                    planName(workspace.plan), plainText(workspace.userName)};
            }
            if (rows.isEmpty())
                return CommandOutput{document, tr("No workspace is connected on this device.")};
            return CommandOutput{
                document, tableText({tr("NAME"), tr("ADDRESS"), tr("PLAN"), tr("USER")}, rows)};
        });
}

CommandSpec WorkspaceRemoveCommand::spec()
{
    return {u"workspace remove"_s,
            u"NAME"_s,
            tr("Forgets a workspace and deletes its keys from the keychain."),
            1,
            1,
            {},
            tr("The keys stay valid on the service until they are revoked there.")};
}

QFuture<Result<CommandOutput>> WorkspaceRemoveCommand::run(const QCommandLineParser &line)
{
    const QString name = line.positionalArguments().at(2);
    if (const std::optional<Error> problem = services().workspaces().problem())
        return readyFuture<CommandOutput>(fail(*problem));
    return services()
        .device()
        .rescan()
        .then(this,
              [this, name](const Result<> &) {
                  noteToolsLeftBehind(name);
                  m_isRemoving = true;
                  return services().connector().remove(name);
              })
        .unwrap()
        .then(this, [this, name](const Result<> &removed) -> Result<CommandOutput> {
            if (!removed) {
                const std::optional<Workspace> left = services().workspaces().find(name);
                if (left && left->isBeingRemoved)
                    context().hint = describe(unfinishedRemoval(name)).message;
                else if (!left)
                    context().hint
                        = tr("“%1” names those that are.").arg(u"konstantlyctl workspace list"_s);
                return fail(removed.error());
            }
            return CommandOutput{QJsonObject{{u"name"_s, name}, {u"removed"_s, true}},
                                 tr("Forgot “%1”. Its keys are deleted from the keychain; on the "
                                    "service they stay valid until they are revoked.")
                                     .arg(name)};
        });
}

bool WorkspaceRemoveCommand::interrupt()
{
    // "Nothing was changed" would not be true.
    return !m_isRemoving;
}

void WorkspaceRemoveCommand::noteToolsLeftBehind(const QString &name)
{
    for (const ToolStatus &tool : services().device().tools()) {
        if (tool.workspace == name && tool.isWorkspaceKnown)
            context().console.note(
                tr("%1 still uses this workspace: konstantlyctl device remove %2")
                    .arg(tool.tool.name, tool.tool.id));
    }
}

} // namespace Konstantly
