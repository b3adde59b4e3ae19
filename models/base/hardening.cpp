// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/hardening.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace Konstantly {

void hardenProcess(Portals portals)
{
#ifdef Q_OS_UNIX
    umask(S_IRWXG | S_IRWXO);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    // A core pattern that is a pipe ignores the limit; the flag is what counts there.
    if (portals == Portals::Blocked)
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#else
    Q_UNUSED(portals)
#endif
}

} // namespace Konstantly
