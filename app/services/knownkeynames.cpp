// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/services/knownkeynames.h"

#include "app/services/workspacesession.h"

namespace Konstantly {

QHash<QString, QString> knownKeyNames(WorkspaceSession &session)
{
    QHash<QString, QString> names;
    const Workspace workspace = session.workspace();
    if (!workspace.deviceKeyId.isEmpty() && !workspace.deviceKeyName.isEmpty())
        names.insert(workspace.deviceKeyId, workspace.deviceKeyName);
    // What a list that only this device made up calls them is a guess.
    if (session.keys().source() == KeySource::Local)
        return names;
    for (const Key &key : session.keys().keys()) {
        if (!key.name.isEmpty())
            names.insert(key.id, key.name);
    }
    return names;
}

} // namespace Konstantly
