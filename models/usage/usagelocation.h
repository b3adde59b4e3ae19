// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/usage/usagedatabase.h"

#include <QString>

namespace Konstantly {

struct AppPaths;
struct Workspace;

//! The server that a team keeps its history on, from `postgresql://USER@HOST[:PORT]/DATABASE[?sslrootcert=FILE]`. The password is not
//! in it and lies in the keychain; TLS can't be turned off by it. InvalidInput for anything else, a password included (it is not
//! repeated in the error).
[[nodiscard]] Result<UsageLocation::Server> usageServerFromUrl(const QString &url);

//! The keychain slot of that server's password.
inline constexpr QStringView UsageServerSlot = u"usage-server";

//! The file in which this device keeps the history of \a workspace. Another address under the same name is another file.
[[nodiscard]] QString usageFile(const AppPaths &paths, const Workspace &workspace);
//! Deletes that file and what SQLite keeps beside it. An absent one is fine.
void removeUsageFile(const AppPaths &paths, const Workspace &workspace);

} // namespace Konstantly
