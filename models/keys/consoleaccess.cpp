// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/consoleaccess.h"

#include "models/base/redaction.h"
#include "models/keychain/keyrecord.h"
#include "models/keychain/secretstore.h"
#include "models/net/httpclient.h"
#include "models/settings/workspacestore.h"

namespace Konstantly {

ConsoleAccess::ConsoleAccess(QString workspaceName, WorkspaceStore &workspaces,
                             SecretStore &secrets, HttpClient &http, QObject *parent)
    : QObject(parent)
    , m_workspaceName(std::move(workspaceName))
    , m_workspaces(workspaces)
    , m_secrets(secrets)
    , m_http(http)
{
    connect(&m_http, &HttpClient::keyAnswered, this, &ConsoleAccess::takeAnswer);
}

ConsoleAccess::~ConsoleAccess() = default;

Workspace ConsoleAccess::workspace() const
{
    return m_workspaces.find(m_workspaceName).value_or(Workspace());
}

QFuture<Result<KonstantlyClient>> ConsoleAccess::client()
{
    const std::optional<Workspace> found = m_workspaces.find(m_workspaceName);
    if (!found)
        return readyFuture<KonstantlyClient>(fail(ErrorCode::NotConfigured, {}, m_workspaceName));
    const Workspace &workspace = *found;
    if (m_client && m_clientSlot == workspace.consoleSlot && m_client->origin() == workspace.origin)
        return readyFuture<KonstantlyClient>(*m_client);
    if (workspace.consoleSlot.isEmpty())
        return readyFuture<KonstantlyClient>(fail(ErrorCode::KeyMissing, {}, m_workspaceName));
    return readKeyRecord(m_secrets, workspace.consoleSlot, workspace.origin)
        .then(this, [this, workspace](const Result<KeyRecord> &record) -> Result<KonstantlyClient> {
            if (!record) {
                Error error = record.error();
                if (error.code == ErrorCode::KeyMissing && workspace.isBeingRemoved)
                    return fail(unfinishedRemoval(workspace.name));
                if (error.code == ErrorCode::KeyMissing)
                    error.subject = workspace.name;
                return fail(error);
            }
            m_client = std::make_unique<KonstantlyClient>(clientWith(record->key));
            m_clientSlot = workspace.consoleSlot;
            m_fingerprint = fingerprint(record->key);
            return *m_client;
        });
}

KonstantlyClient ConsoleAccess::clientWith(const Secret &key) const
{
    LiveSecrets::add(key);
    const Workspace now = workspace();
    return {m_http, BoundKey{now.origin, key}, TrustOptions{now.caFile}};
}

void ConsoleAccess::takeAnswer(const QByteArray &fingerprint, const QString &path,
                               const std::optional<Error> &refusal)
{
    if (fingerprint != m_fingerprint)
        return;
    if (!refusal) {
        // That it may do this says nothing about what else it may not; but that it is a key after all.
        std::erase_if(m_told, [&path](const auto &told) {
            return told.second == path || told.first == ErrorCode::Unauthorized;
        });
    } else if (m_told.try_emplace(refusal->code, path).second) {
        Q_EMIT refused(*refusal, path);
    }
}

void ConsoleAccess::expectRefusal()
{
    m_told.try_emplace(ErrorCode::Unauthorized);
}

void ConsoleAccess::forget()
{
    m_client.reset();
}

Error unfinishedRemoval(const QString &workspaceName)
{
    return {
        ErrorCode::NotConfigured,
        ConsoleAccess::tr("Disconnecting “%1” began and did not end, so its keys may be gone from "
                          "the keychain. Disconnect it once more.")
            .arg(workspaceName),
        workspaceName,
        {}};
}

} // namespace Konstantly
