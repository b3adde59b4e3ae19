// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/workspace.h"

namespace Konstantly {

class KeyStore;

//! How calls name the keys that \a workspace holds on this device, the one that AI tools use first: ids, and what records say
//! while an id is not known. \a onlyTools: that one alone.
[[nodiscard]] QStringList ownKeys(const Workspace &workspace, bool onlyTools);

//! What people know the key \a id of a call as: its name in \a keys or here, else its id. Plain text.
[[nodiscard]] QString nameOfKey(const QString &id, const KeyStore &keys,
                                const Workspace &workspace);

} // namespace Konstantly
