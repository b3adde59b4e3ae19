// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/usagecommands.h"

#include "app/cli/console.h"
#include "app/cli/keyjson.h"
#include "app/services/services.h"
#include "models/base/background.h"
#include "models/settings/settingkeys.h"
#include "models/usage/usagelocation.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

CommandSpec UsageServerCommand::spec()
{
    return {u"usage server"_s,
            u"[set URL | clear]"_s,
            tr("Shows or sets the PostgreSQL server on which a team shares one history."),
            0,
            2,
            {},
            tr("URL is postgresql://USER@HOST:PORT/DATABASE, with ?sslrootcert=FILE for a "
               "certificate authority of "
               "your own. The password is asked for, or read from standard input, and kept in the "
               "keychain.")};
}

QFuture<Result<CommandOutput>> UsageServerCommand::run(const QCommandLineParser &line)
{
    const QStringList words = line.positionalArguments().mid(2);
    if (const Result<> free = services().settings().checkChangeable(SettingKeys::UsageServer.name);
        !words.isEmpty() && !free)
        return failedFuture<CommandOutput>(free.error());
    if (words.value(0) == "set"_L1 && words.size() == 2)
        return set(words[1]);
    if (words == QStringList{u"clear"_s})
        return clear();
    if (!words.isEmpty())
        return failedFuture<CommandOutput>(
            {ErrorCode::InvalidInput, tr("It takes “set URL”, “clear”, or nothing."), {}, {}});
    const QString url = services().settings().value(SettingKeys::UsageServer);
    return readyFuture<CommandOutput>(
        CommandOutput{QJsonObject{{u"url"_s, textToJson(url)}},
                      url.isEmpty() ? tr("The history is kept on this device.") : url});
}

QFuture<Result<CommandOutput>> UsageServerCommand::set(const QString &url)
{
    Result<UsageLocation::Server> server = usageServerFromUrl(url);
    if (!server)
        return failedFuture<CommandOutput>(server.error());
    const Result<Workspace> workspace = this->workspace();
    if (!workspace)
        return failedFuture<CommandOutput>(workspace.error());
    const Result<QString> password = context().console.readKeyText(
        tr("Password of %1 at %2 (not shown): ").arg(server->user, server->host));
    if (!password)
        return failedFuture<CommandOutput>(password.error());
    server->password = Secret(password->toUtf8());

    // Tried before it counts: with the wrong password the history would be out of reach from the next start on.
    UsageLocation location;
    location.server = *server;
    const auto tried = inBackground<Result<>>([location, origin = workspace->origin] {
        const auto database = UsageDatabase::open(location, origin, QTimeZone::systemTimeZone());
        return database ? Result<>() : Result<>(fail(database.error()));
    });
    return QFuture(tried)
        .then(this,
              [this, server = *server](const Result<> &reached) {
                  return reached ? services().secrets().write(UsageServerSlot.toString(),
                                                              server.password)
                                 : failedFuture<void>(reached.error());
              })
        .unwrap()
        .then(this, [this, url](const Result<> &stored) -> Result<CommandOutput> {
            if (!stored)
                return fail(stored.error());
            services().settings().setValue(SettingKeys::UsageServer, url.trimmed());
            return CommandOutput{QJsonObject{{u"url"_s, url.trimmed()}},
                                 tr("The history is kept on that server from the next start on. "
                                    "What is on this device "
                                    "stays there.")};
        });
}

QFuture<Result<CommandOutput>> UsageServerCommand::clear()
{
    services().settings().setValue(SettingKeys::UsageServer, QString());
    return services()
        .secrets()
        .remove(UsageServerSlot.toString())
        .then(this, [](const Result<> &removed) -> Result<CommandOutput> {
            if (!removed)
                return fail(removed.error());
            return CommandOutput{QJsonObject{{u"url"_s, QJsonValue()}},
                                 tr("The history is kept on this device.")};
        });
}

} // namespace Konstantly
