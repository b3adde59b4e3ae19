// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sandbox/sandboxserver.h"
#include "app/sandbox/sandboxworkspace.h"

namespace Konstantly {

//! Fills an empty workspace and answers the administrator's key. Apart from key material the same at every call with the
//! same time: ages and last uses lie that long before `workspace.now()`.
[[nodiscard]] Secret seedWorkspace(SandboxWorkspace &workspace, SandboxSeed seed);

} // namespace Konstantly
