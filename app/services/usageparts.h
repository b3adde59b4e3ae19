// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/services/workspacesession.h"
#include "models/base/future.h"
#include "models/usage/usagedatabase.h"

namespace Konstantly {

class Services;

//! Makes the usage of a session's workspace out of \a services, which outlives it: where its history is, whose clock counts, what it
//! may ask.
[[nodiscard]] WorkspaceSession::UsageMaker usageMaker(Services &services);

//! Where the setting usage/server says that the history of \a workspace is, the password read from the keychain.
[[nodiscard]] QFuture<Result<UsageLocation>> usageLocation(Services &services,
                                                           const Workspace &workspace);

} // namespace Konstantly
