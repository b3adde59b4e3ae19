// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <utility>

#include <cerrno>

#include <unistd.h>

namespace Konstantly {

//! Owns a POSIX file descriptor.
class FileDescriptor final
{
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int descriptor)
        : m_descriptor(descriptor)
    {}
    FileDescriptor(FileDescriptor &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {}
    FileDescriptor &operator=(FileDescriptor &&other) noexcept
    {
        if (this != &other) {
            close();
            m_descriptor = std::exchange(other.m_descriptor, -1);
        }
        return *this;
    }
    ~FileDescriptor() { close(); }

    [[nodiscard]] bool isValid() const { return m_descriptor >= 0; }
    [[nodiscard]] int get() const { return m_descriptor; }

    //! 0, or -1 with errno. An interrupted close has closed (Linux), so it counts as done.
    int close()
    {
        if (m_descriptor < 0)
            return 0;
        const int result = ::close(std::exchange(m_descriptor, -1));
        return result != 0 && errno == EINTR ? 0 : result;
    }

private:
    int m_descriptor = -1;
};

//! Calls \a function again while a signal interrupts it, but not for ever.
template<typename Function>
auto retryInterrupted(Function function)
{
    auto result = function();
    for (int attempt = 0; result < 0 && errno == EINTR && attempt < 1000; ++attempt)
        result = function();
    return result;
}

} // namespace Konstantly
