// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Konstantly::Tests {

//! Becomes "nobody" for good. Only for a child process of root's.
inline bool dropPrivileges()
{
    constexpr uid_t nobody = 65534;
    return setgroups(0, nullptr) == 0 && setresgid(nobody, nobody, nobody) == 0
           && setresuid(nobody, nobody, nobody) == 0;
}

//! Runs \a function, which returns a small number, as a user whom file permissions apply to, and answers that number. For
//! root that is a child process as "nobody"; for anybody else the call itself.
template<typename Function>
int unprivileged(Function function)
{
    if (geteuid() != 0)
        return function();
    const pid_t child = fork();
    if (child == 0)
        _exit(dropPrivileges() ? function() : 255);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace Konstantly::Tests
