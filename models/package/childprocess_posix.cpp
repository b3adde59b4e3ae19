// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/childprocess.h"

#include <QProcess>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace Konstantly {

void endWithUs(QProcess &process)
{
    // Runs in the child between fork and exec: async-signal-safe calls only.
    process.setChildProcessModifier([parent = getpid()] {
        setpgid(0, 0);
        umask(077);
#ifdef Q_OS_LINUX
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(1);
#endif
    });
}

void killWithChildren(QProcess &process)
{
    if (const auto pid = pid_t(process.processId()); pid > 0)
        kill(-pid, SIGKILL);
    process.kill();
}

} // namespace Konstantly
