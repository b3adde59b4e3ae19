// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <utility>

namespace Konstantly {

//! The kernel's promise to hold other openers of a file back (fcntl F_SETLEASE, Linux).
//!
//! Whoever opens the file (Kind::Write) or opens it for writing (Kind::Read) waits until the lease is released;
//! isContested() tells that somebody does. Renaming and removing are not held back.
class FileLease final
{
public:
    enum class Kind { Read, Write };

    FileLease() = default;
    ~FileLease() { release(); }
    FileLease(FileLease &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
        , m_kind(other.m_kind)
    {}
    FileLease &operator=(FileLease &&other) noexcept
    {
        if (this != &other) {
            release();
            m_descriptor = std::exchange(other.m_descriptor, -1);
            m_kind = other.m_kind;
        }
        return *this;
    }

    //! False when somebody has the file open in a way that forbids the lease. True without a lease where the system or the
    //! file system has none. \a descriptor must stay open until release().
    [[nodiscard]] bool take(int descriptor, Kind kind);
    void release();

    [[nodiscard]] bool isHeld() const { return m_descriptor >= 0; }
    [[nodiscard]] bool isContested() const;
    //! Waits until every open() that found the file by its name before this call has come as far as the lease, so that
    //! isContested() tells of it, some milliseconds at most. Between the two a thread runs only a microsecond, but a virtual
    //! processor can be stopped right there for much longer than it takes to rename a file. Nothing where the system can't.
    void awaitRunningOpens() const;

private:
    int m_descriptor = -1;
    Kind m_kind = Kind::Read;
};

} // namespace Konstantly
