// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/boottime.h"

#include <QtGlobal>

#include <ctime>

namespace Konstantly {

BootClock systemBootClock()
{
    return [] {
#ifdef Q_OS_LINUX
        timespec now{};
        ::clock_gettime(CLOCK_BOOTTIME, &now);
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
#else
        // Counts suspend on Windows and macOS.
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now().time_since_epoch());
#endif
    };
}

} // namespace Konstantly
