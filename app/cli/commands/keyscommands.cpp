// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/keyscommands.h"

#include "app/cli/cli.h"
#include "app/cli/console.h"
#include "app/cli/keyjson.h"
#include "app/cli/refusaloutput.h"
#include "app/cli/table.h"
#include "app/services/eventrecorder.h"
#include "app/services/services.h"
#include "models/base/plaintext.h"
#include "models/keys/keytext.h"
#include "models/keys/namingrule.h"
#include "models/konstantly/scopetext.h"
#include "models/settings/settingkeys.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QStringList keyColumns(const KeyRow &row, const QDateTime &now)
{
    const Key &key = row.key;
    const QString id = key.id.startsWith(LocalIdPrefix) ? u"-"_s : key.id;
    QString name = plainText(key.name, 60);
    if (row.isOnThisDevice())
        name += KeysCommand::tr(" (this device)");
    return {id,
            name,
            ownerText(key),
            scopesText(key.scopes),
            lastUsedText(key.lastUsed, now),
            key.createdAt.isValid() ? ageText(row.ageDays) : KeysCommand::tr("not provided"),
            statusText(row)};
}

} // namespace

Result<WorkspaceSession *> KeysCommand::session()
{
    const Result<Workspace> found = workspace();
    if (!found)
        return fail(found.error());
    return services().session(found->name);
}

CommandSpec KeysListCommand::spec()
{
    return {u"keys list"_s,
            {},
            tr("Lists the workspace's keys and what is wrong with them."),
            0,
            0,
            {{u"all"_s, tr("Revoked keys as well.")}},
            tr("“source” tells where the list is from: the service's own list (api), its audit log "
               "(audit), or this device alone (local).")};
}

QFuture<Result<CommandOutput>> KeysListCommand::run(const QCommandLineParser &line)
{
    const Result<WorkspaceSession *> session = this->session();
    if (!session)
        return readyFuture<CommandOutput>(fail(session.error()));
    const bool showsAll = line.isSet(u"all"_s);
    return (*session)->keys().refresh().then(
        this, [this, session, showsAll](const Result<> &refreshed) -> Result<CommandOutput> {
            if (!refreshed) {
                explainRefusedConsoleKey(refreshed.error(), **session, context());
                return fail(refreshed.error());
            }
            return listed(**session, showsAll);
        });
}

CommandOutput KeysListCommand::listed(WorkspaceSession &session, bool showsAll)
{
    const KeyStore &store = session.keys();
    if (store.managementRefusal())
        progress(describe(*store.managementRefusal()).message + u' '
                 + tr("The list below may be incomplete."));
    const QDateTime now = services().clock()();
    const KeyRules rules = keyRules(services().settings());
    QJsonArray keys;
    QList<QStringList> rows;
    for (const Key &key : store.keys()) {
        if (key.revokedAt && !showsAll)
            continue;
        const KeyRow row = assessKey(key, session.workspace(), rules, &services().exposures(), now);
        keys.append(keyRowToJson(row));
        rows << keyColumns(row, now);
    }
    CommandOutput output;
    output.document = QJsonObject{{u"source"_s, keySourceName(store.source())},
                                  {u"fetchedAt"_s, timeToJson(store.fetchedAt())},
                                  {u"keys"_s, keys}};
    output.text = rows.isEmpty() ? tr("There are no keys.")
                                 : tableText({tr("ID"), tr("NAME"), tr("OWNER"), tr("SCOPES"),
                                              tr("LAST USED"), tr("AGE"), tr("STATUS")},
                                             rows);
    return output;
}

CommandSpec KeysCreateCommand::spec()
{
    return {
        u"keys create"_s,
        u"NAME --scopes read[,write]"_s,
        tr("Creates a key and stores it in the keychain."),
        1,
        1,
        {{u"scopes"_s, tr("read (default), or read,write."), u"SCOPES"_s, u"read"_s},
         {u"use-here"_s, tr("AI tools on this device use the new key from now on.")},
         {u"rotate-days"_s, tr("Days between rotations, if not 90 (people) or 7 (bots)."), u"N"_s},
         {u"print-key"_s, tr("Prints the key once. Needs a terminal, or --yes.")},
         {u"yes"_s, tr("Allows --print-key into a file or pipe.")}},
        tr("A good name says whose key it is and where it is used: “alex-laptop”.")};
}

QFuture<Result<CommandOutput>> KeysCreateCommand::run(const QCommandLineParser &line)
{
    m_printsKey = line.isSet(u"print-key"_s);
    if (m_printsKey && !context().console.isOutputTerminal() && !line.isSet(u"yes"_s))
        return readyFuture<CommandOutput>(
            fail(ErrorCode::InvalidInput,
                 tr("--print-key would write the key into a file or pipe. Add --yes if that is "
                    "what you want.")));
    const Result<CreateKeyRequest> request = requestFrom(line);
    if (!request)
        return readyFuture<CommandOutput>(fail(request.error()));
    const Result<WorkspaceSession *> session = this->session();
    if (!session)
        return readyFuture<CommandOutput>(fail(session.error()));
    KeyCreator &creator = (*session)->creator();
    connect(&creator, &KeyCreator::stepChanged, this, [this](KeyCreator::Step step) {
        m_wasSent = m_wasSent || step == KeyCreator::Step::Creating;
    });
    return creator.create(*request).then(this, [this, session](const Result<StoredKey> &result) {
        return created(**session, result);
    });
}

Result<CreateKeyRequest> KeysCreateCommand::requestFrom(const QCommandLineParser &line)
{
    CreateKeyRequest request;
    request.name = line.positionalArguments().at(2).trimmed();
    request.useHere = line.isSet(u"use-here"_s);
    request.scopes = {};
    for (const QString &scope : line.value(u"scopes"_s).split(u',')) {
        if (scope == "read"_L1)
            request.scopes.read = true;
        else if (scope == "write"_L1)
            request.scopes.write = true;
        else
            return fail(
                ErrorCode::InvalidInput,
                tr("Scopes are “read” or “read,write”, not “%1”.").arg(plainText(scope, 40)));
    }
    request.scopes.read = true; // every key has it (contract, section 2)
    if (line.isSet(u"rotate-days"_s)) {
        const int days = line.value(u"rotate-days"_s).toInt();
        if (days < 1 || days > 3650)
            return fail(ErrorCode::InvalidInput, tr("--rotate-days takes 1 to 3650."));
        const KeyRules rules = keyRules(services().settings());
        const SettingKey<int> &setting = isBotName(request.name) ? SettingKeys::RotationDaysBot
                                                                 : SettingKeys::RotationDaysPerson;
        if (const Result<> free = services().settings().checkChangeable(setting.name);
            !free && days != rules.rotationDaysByName(request.name))
            return fail(free.error());
        request.rotationDays = days;
    }
    return request;
}

Result<CommandOutput> KeysCreateCommand::created(WorkspaceSession &session,
                                                 const Result<StoredKey> &result)
{
    if (!result) {
        explainRefusedConsoleKey(result.error(), session, context());
        explainFailure(session);
        if (!session.creator().unstored()
            && exitCodeFor(result.error().code) == ExitCode::NotWritten)
            context().hint = tr("No key was created, because this device could not remember it.");
        return fail(result.error());
    }
    const KeyRow row = assessKey(result->key, session.workspace(), keyRules(services().settings()),
                                 &services().exposures(), services().clock()());
    CommandOutput output;
    QJsonObject document = keyRowToJson(row);
    document.insert("stored"_L1, true);
    output.text = tr("Created “%1” (id %2) and stored it in the keychain.")
                      .arg(plainText(result->key.name), result->key.id);
    if (result->isDeviceKey)
        output.text += u'\n' + tr("AI tools on this device use it from their next start on.");
    if (!result->replacedSlot.isEmpty())
        output.text += u'\n'
                       + tr("The device's key before it still works. Revoke it when every tool was "
                            "restarted.");
    if (m_printsKey) {
        const QString key = QString::fromLatin1(result->secret.reveal());
        document.insert("key"_L1, key);
        output.text += u'\n' + key;
        services().events().note(AuditKind::KeyRevealed, session.access().workspaceName(),
                                 result->key.name);
    }
    output.document = document;
    if (const NamingProblem problem = checkKeyName(result->key.name);
        problem != NamingProblem::None)
        output.note = namingAdvice(problem);
    return output;
}

void KeysCreateCommand::explainFailure(WorkspaceSession &session)
{
    const KeyCreator &creator = session.creator();
    if (const std::optional<CreatedKey> unstored = creator.unstored()) {
        const QString id = unstored->key.id;
        context().errorMembers.insert("createdId"_L1, id);
        context().hint
            = tr("The key exists on the service, but it could not be stored and is of no "
                 "use: konstantlyctl keys revoke %1 --yes")
                  .arg(id);
        if (m_printsKey) { // asked for, and the only copy there will ever be
            const QString key = QString::fromLatin1(unstored->secret.reveal());
            services().events().note(AuditKind::KeyRevealed, session.access().workspaceName(),
                                     unstored->key.name);
            context().hint = tr("The key exists on the service and could not be stored. It was "
                                "printed; keep it or revoke it: konstantlyctl keys revoke %1 --yes")
                                 .arg(id);
            if (context().isJson)
                context().errorMembers.insert("key"_L1, key);
            else
                context().console.print(key);
        }
    } else if (const std::optional<OrphanKey> orphan = creator.orphan()) {
        context().errorMembers.insert("orphanId"_L1, orphan->key.id);
        context().hint
            = tr("The service made the key (id %1), but nobody has it: konstantlyctl keys "
                 "revoke %1 --yes")
                  .arg(orphan->key.id);
    }
}

bool KeysCreateCommand::interrupt()
{
    if (m_wasSent)
        context().console.note(tr("The key is being created; waiting for the answer."));
    return !m_wasSent;
}

CommandSpec KeysRevokeCommand::spec()
{
    return {u"keys revoke"_s,
            u"ID... --yes"_s,
            tr("Revokes keys, and believes it when the service's list shows it."),
            1,
            -1,
            {{u"yes"_s, tr("Revokes without asking.")}},
            tr("Without --yes it asks on the terminal. Revoking can't be undone.")};
}

QFuture<Result<CommandOutput>> KeysRevokeCommand::run(const QCommandLineParser &line)
{
    const bool isConfirmed = line.isSet(u"yes"_s);
    if (!isConfirmed && !context().console.isInputTerminal())
        return readyFuture<CommandOutput>(
            fail(ErrorCode::InvalidInput,
                 tr("Revoking can't be undone. Add --yes to do it without being asked.")));
    const Result<WorkspaceSession *> session = this->session();
    if (!session)
        return readyFuture<CommandOutput>(fail(session.error()));
    m_session = *session;
    const QStringList ids = line.positionalArguments().mid(2);
    // The list tells which keys are in use here, and which ids are none.
    return m_session->keys()
        .refresh()
        .then(this,
              [this, ids, isConfirmed](const Result<> &refreshed) {
                  if (refreshed)
                      return revoke(*m_session, ids, isConfirmed);
                  explainRefusedConsoleKey(refreshed.error(), *m_session, context());
                  return readyFuture<CommandOutput>(fail(refreshed.error()));
              })
        .unwrap();
}

QFuture<Result<CommandOutput>> KeysRevokeCommand::revoke(WorkspaceSession &session,
                                                         const QStringList &ids, bool isConfirmed)
{
    KeyRevoker &revoker = session.revoker();
    if (!isConfirmed) {
        if (const Result<> confirmed = confirm(revoker.preview(ids)); !confirmed)
            return readyFuture<CommandOutput>(fail(confirmed.error()));
    }
    connect(&revoker, &KeyRevoker::progressed, this, [this](int done, int total) {
        if (total > 1)
            tick(tr("%1 of %2").arg(done).arg(total));
    });
    m_isRevoking = true;
    return revoker.revoke(ids)
        .then(this,
              [this, &revoker](const Result<RevokeReport> &report) {
                  if (!report)
                      return readyFuture<CommandOutput>(fail(report.error()));
                  const CommandOutput output = revoked(*report);
                  return revoker.cleanUp(*report).then(
                      this, [this, output](const Result<> &cleaned) -> Result<CommandOutput> {
                          if (!cleaned)
                              context().console.note(
                                  tr("The key is revoked, but its keychain item could not be "
                                     "deleted: %1")
                                      .arg(describe(cleaned.error()).message));
                          return output;
                      });
              })
        .unwrap();
}

Result<> KeysRevokeCommand::confirm(const RevokePreview &preview)
{
    for (const Key &key : preview.keys)
        context().console.note(
            tr("%1  %2  %3  %4").arg(key.id, plainText(key.name), key.prefix, ownerText(key)));
    if (preview.includesDeviceKey)
        context().console.note(tr("AI tools on this device stop working."));
    if (preview.includesConsoleKey)
        context().console.note(tr("This program loses its access to the workspace."));
    const QString word = preview.namesToType.isEmpty() ? tr("yes") : preview.namesToType.first();
    const Result<QString> answer = context().console.ask(
        tr("Revoke %n key(s)? Type “%1”:", nullptr, int(preview.keys.size())).arg(plainText(word)));
    if (!answer)
        return fail(answer.error());
    return *answer == word ? Result<>() : Result<>(fail(ErrorCode::Cancelled));
}

CommandOutput KeysRevokeCommand::revoked(const RevokeReport &report)
{
    QJsonArray failed;
    CommandOutput output;
    QStringList lines;
    if (!report.revoked.isEmpty())
        output.text = tr("Revoked: %1").arg(report.revoked.join(u", "_s));
    for (const FailedRevocation &failure : report.failed) {
        failed.append(QJsonObject{{u"id"_s, failure.id}, {u"error"_s, errorToJson(failure.error)}});
        lines << tr("Not revoked: %1: %2").arg(failure.id, describe(failure.error).message);
        if (output.exitCode == ExitCode::Done)
            output.exitCode = exitCodeFor(failure.error.code);
    }
    for (const QString &id : report.skipped) {
        const Error error{ErrorCode::Cancelled, {}, id, {}};
        failed.append(QJsonObject{{u"id"_s, id}, {u"error"_s, errorToJson(error)}});
        lines << tr("Not tried: %1").arg(id);
        if (output.exitCode == ExitCode::Done)
            output.exitCode = exitCodeFor(error.code);
    }
    output.document = QJsonObject{{u"revoked"_s, QJsonArray::fromStringList(report.revoked)},
                                  {u"failed"_s, failed}};
    output.note = lines.join(u'\n');
    return output;
}

bool KeysRevokeCommand::interrupt()
{
    if (!m_isRevoking)
        return true;
    context().console.note(tr("Stopping after the key that is being revoked now."));
    m_session->revoker().cancel();
    return false;
}

} // namespace Konstantly
