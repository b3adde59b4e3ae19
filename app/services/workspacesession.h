// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keycreator.h"
#include "models/keys/keyrevoker.h"
#include "models/keys/keystore.h"
#include "models/keys/rotation.h"

#include <QObject>

namespace Konstantly {

//! What works on one connected workspace, sharing one console key and one list of keys.
class WorkspaceSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspaceSession)

public:
    WorkspaceSession(const QString &workspaceName, WorkspaceStore &workspaces, SecretStore &secrets,
                     HttpClient &http, Exposures &exposures, const AppPaths &paths,
                     const Clock &clock, QObject *parent = nullptr);

    //! As it is stored now.
    [[nodiscard]] Workspace workspace() const { return m_access.workspace(); }
    [[nodiscard]] ConsoleAccess &access() { return m_access; }
    [[nodiscard]] KeyStore &keys() { return m_keys; }
    [[nodiscard]] KeyCreator &creator() { return m_creator; }
    [[nodiscard]] KeyRevoker &revoker() { return m_revoker; }
    [[nodiscard]] Rotation &rotation() { return m_rotation; }

private:
    ConsoleAccess m_access;
    KeyStore m_keys;
    KeyCreator m_creator;
    KeyRevoker m_revoker;
    Rotation m_rotation;
};

} // namespace Konstantly
