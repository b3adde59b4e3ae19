// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QString>

namespace Konstantly {

class WorkspaceSession;

//! What the keys of \a session's workspace are called, by their ids, as far as this program knows without asking anybody: from its
//! list of keys, and from what this device stored of its own. Events tell more, see AuditKeyNames.
[[nodiscard]] QHash<QString, QString> knownKeyNames(WorkspaceSession &session);

} // namespace Konstantly
