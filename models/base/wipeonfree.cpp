// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// Wipes every block of memory when it is freed (security M-2). Linked into the executables, whose symbols all libraries in
// the process use: so also the copies of a key that Qt makes of headers, JSON and text are gone with their owner. A wiping
// operator delete would miss them, because Qt's containers use malloc and free.
//
// glibc only. Sanitizers bring their own allocator: there this file is empty.

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KONSTANTLY_HAS_OWN_ALLOCATOR
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) \
    || __has_feature(memory_sanitizer)
#define KONSTANTLY_HAS_OWN_ALLOCATOR
#endif
#endif

#include <cstddef> // also tells which C library this is

#if defined(__GLIBC__) && !defined(KONSTANTLY_HAS_OWN_ALLOCATOR)

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <malloc.h>

extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier): glibc's own names
void __libc_free(void *block);
void *__libc_malloc(std::size_t size);
// NOLINTEND(bugprone-reserved-identifier)

void free(void *block) noexcept
{
    if (!block)
        return;
    explicit_bzero(block, malloc_usable_size(block));
    __libc_free(block);
}

void *realloc(void *block, std::size_t size) noexcept
{
    if (!block)
        return __libc_malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    // In place only when it fits and is not a waste: glibc's own way of moving a block leaves the old one as it was.
    const std::size_t usable = malloc_usable_size(block);
    if (size <= usable && size >= usable / 2) {
        explicit_bzero(static_cast<char *>(block) + size, usable - size);
        return block;
    }
    void *moved = __libc_malloc(size);
    if (!moved)
        return nullptr;
    std::memcpy(moved, block, std::min(size, usable));
    free(block);
    return moved;
}

void *reallocarray(void *block, std::size_t count, std::size_t size) noexcept
{
    std::size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return nullptr;
    }
    return realloc(block, bytes);
}

} // extern "C"

#endif
