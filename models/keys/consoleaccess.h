// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/future.h"
#include "models/konstantly/konstantlyclient.h"
#include "models/settings/workspace.h"

#include <QObject>

#include <map>
#include <memory>

namespace Konstantly {

class HttpClient;
class SecretStore;
class WorkspaceStore;

//! One workspace's console key at work: reads it from the keychain when it is first needed, checks that it belongs to the
//! workspace's address, and offers the service's operations with it. The key stays in memory until forget() or destruction.
class ConsoleAccess final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsoleAccess)

public:
    //! \a workspaceName must be in \a workspaces when a call is made; it is looked up each time. All must outlive this.
    ConsoleAccess(QString workspaceName, WorkspaceStore &workspaces, SecretStore &secrets,
                  HttpClient &http, QObject *parent = nullptr);
    ~ConsoleAccess() override;

    [[nodiscard]] QString workspaceName() const { return m_workspaceName; }
    //! The record as the store has it now; a default one when it is gone.
    [[nodiscard]] Workspace workspace() const;

    //! \return NotConfigured (also unfinishedRemoval()), or why the key can't be had: the keychain group, OriginMismatch, KeyMissing
    [[nodiscard]] QFuture<Result<KonstantlyClient>> client();

    //! The same operations with another key of this workspace, to try it.
    [[nodiscard]] KonstantlyClient clientWith(const Secret &key) const;

    //! Drops the key from memory; the next client() reads the keychain again.
    void forget();

    //! The key was revoked from here: that it is refused now is the confirmation, and not told.
    void expectRefusal();

Q_SIGNALS:
    //! The service refused the console key for a call to \a path: Unauthorized, Forbidden, LicenseRestricted, LicenseDisabled. Told
    //! once for each of these, and again when it was accepted in between.
    void refused(const Konstantly::Error &error, const QString &path);

private:
    void takeAnswer(const QByteArray &fingerprint, const QString &path,
                    const std::optional<Error> &refusal);

    QString m_workspaceName;
    WorkspaceStore &m_workspaces;
    SecretStore &m_secrets;
    HttpClient &m_http;
    std::unique_ptr<KonstantlyClient> m_client;
    QString m_clientSlot;
    QByteArray m_fingerprint;            // of the key in m_client
    std::map<ErrorCode, QString> m_told; // refusals, with the path of the call
};

//! What there is to say of a workspace whose removal began and did not end (Workspace::isBeingRemoved).
[[nodiscard]] Error unfinishedRemoval(const QString &workspaceName);

} // namespace Konstantly
