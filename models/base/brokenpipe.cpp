// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/brokenpipe.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

namespace Konstantly {

void ignoreBrokenPipes()
{
#ifdef Q_OS_UNIX
    static const bool once = [] {
        struct sigaction action = {};
        if (sigaction(SIGPIPE, nullptr, &action) == 0 && action.sa_handler == SIG_DFL)
            std::signal(SIGPIPE, SIG_IGN);
        return true;
    }();
    Q_UNUSED(once);
#endif
}

} // namespace Konstantly
