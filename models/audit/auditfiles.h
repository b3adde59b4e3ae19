// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/apppaths.h"

namespace Konstantly {

//! Where the journal of \a workspace is and what is kept with it, without what follows the name: ".log" and others.
[[nodiscard]] QString auditFileBase(const AppPaths &paths, const QString &workspace);
//! Deletes all of that: when the workspace is removed. Another one of its name begins anew.
void removeAuditFiles(const AppPaths &paths, const QString &workspace);

} // namespace Konstantly
