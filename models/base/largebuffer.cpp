// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/largebuffer.h"

#ifdef Q_OS_LINUX
#include <cstdint>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace Konstantly {

QByteArray largeBuffer(qsizetype size)
{
    QByteArray buffer(size, Qt::Uninitialized);
#ifdef Q_OS_LINUX
    constexpr qsizetype worthIt = 4 * 1024 * 1024;
    if (size < worthIt)
        return buffer;
    const auto page = std::uintptr_t(sysconf(_SC_PAGESIZE));
    const auto begin = (reinterpret_cast<std::uintptr_t>(buffer.data()) + page - 1) / page * page;
    const auto end = reinterpret_cast<std::uintptr_t>(buffer.data()) + std::uintptr_t(size);
    // Advice only: where it is not taken nothing is lost.
    static_cast<void>(
        madvise(reinterpret_cast<void *>(begin), (end - begin) / page * page, MADV_HUGEPAGE));
#endif
    return buffer;
}

} // namespace Konstantly
