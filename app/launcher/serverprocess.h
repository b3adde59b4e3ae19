// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <sys/types.h>

namespace Konstantly {

struct LaunchPlan;

//! The running MCP server and our ends of its standard streams. They don't block, and no process but us has them.
struct ServerProcess
{
    pid_t pid = -1;
    int input = -1; //!< what we write it reads
    int output = -1;
    int error = -1;
};

//! Starts \a plan's program as a child that ends when we do (where the system can do that), with its key in a pipe on
//! LaunchPlan::KeyDescriptor and no other descriptor of ours. ServerFailed when it can't be started.
//! Call from the main thread: on Linux the child ends when the thread that started it does.
[[nodiscard]] Result<ServerProcess> startServer(const LaunchPlan &plan);

} // namespace Konstantly
