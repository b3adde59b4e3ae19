// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/launcher/residentmemory.h"

#include <QtGlobal>

#include <cstdint>

#ifdef Q_OS_LINUX
#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace Konstantly {

#ifdef Q_OS_LINUX

namespace {

//! Only segments of code that nobody can have written to: dropping others would lose what the dynamic linker put there.
int dropCode(dl_phdr_info *object, size_t, void *)
{
    const auto page = std::uintptr_t(sysconf(_SC_PAGESIZE));
    for (int i = 0; i < object->dlpi_phnum; ++i) {
        const auto &segment = object->dlpi_phdr[i];
        if (segment.p_type != PT_LOAD || (segment.p_flags & PF_X) == 0
            || (segment.p_flags & PF_W) != 0)
            continue;
        const std::uintptr_t begin = (object->dlpi_addr + segment.p_vaddr + page - 1) & ~(page - 1);
        const std::uintptr_t end = (object->dlpi_addr + segment.p_vaddr + segment.p_memsz)
                                   & ~(page - 1);
        if (begin < end)
            madvise(reinterpret_cast<void *>(begin), end - begin, MADV_DONTNEED);
    }
    return 0;
}

} // namespace

void letGoOfStartupMemory()
{
    malloc_trim(0);
    dl_iterate_phdr(dropCode, nullptr);
}

#else

void letGoOfStartupMemory() {}

#endif

} // namespace Konstantly
