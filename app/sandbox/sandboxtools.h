// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLatin1StringView>

#include <array>
#include <span>

namespace Konstantly {

//! The stock roles of the service that the sandbox knows, lowest first: a higher one outranks a lower one.
enum class SandboxRole { Learner, Expert, Administrator, SuperUser };

//! One of the service's 25 tools and who may call it (contract, sections 3, 4 and 5).
struct SandboxTool
{
    QLatin1StringView name;
    QLatin1StringView permission; //!< empty = none besides the role
    //! Stock roles that have it: letters of l(earner) e(xpert) a(dministrator) s(uper-user). Beside the permission, since
    //! the documented table is not a function of permissions alone.
    QLatin1StringView roles;
    bool isWrite = false;
    bool isAi = false;        //!< needs mcpAiAccess as well
    bool usesAiQuota = false; //!< one unit of 5 per key and 50 per workspace in 24 h

    [[nodiscard]] bool isFor(SandboxRole role) const;
};

//! All 25, in the order of the documentation.
[[nodiscard]] std::span<const SandboxTool> sandboxTools();

//! Null when there is no such tool.
[[nodiscard]] const SandboxTool *findSandboxTool(QLatin1StringView name);

} // namespace Konstantly
