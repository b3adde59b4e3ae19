// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Konstantly {

//! The workspace's licence (contract, section 3).
struct SandboxLicence
{
    enum class Plan {
        Business /*!< 60/min, 1,000/24 h */,
        Enterprise /*!< 600/min, 100,000/24 h */
    };
    enum class Access { None, Read, Full };

    Plan plan = Plan::Business;
    Access mcpAccess = Access::Full;
    bool mcpAiAccess = true;
};

} // namespace Konstantly
