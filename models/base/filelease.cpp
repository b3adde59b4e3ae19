// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/filelease.h"

#include <QtGlobal>

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#ifdef Q_OS_LINUX
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace Konstantly {

#ifdef Q_OS_LINUX

namespace {

int leaseType(FileLease::Kind kind)
{
    return kind == FileLease::Kind::Read ? F_RDLCK : F_WRLCK;
}

} // namespace

bool FileLease::take(int descriptor, Kind kind)
{
    // The signal that tells of a contest must not be the usual one, SIGIO, which ends the process. SIGURG is ignored.
    if (fcntl(descriptor, F_SETSIG, SIGURG) != 0)
        return true;
    if (fcntl(descriptor, F_SETLEASE, leaseType(kind)) != 0)
        return errno != EAGAIN;
    m_descriptor = descriptor;
    m_kind = kind;
    return true;
}

void FileLease::release()
{
    if (isHeld())
        fcntl(std::exchange(m_descriptor, -1), F_SETLEASE, F_UNLCK);
}

bool FileLease::isContested() const
{
    return isHeld() && fcntl(m_descriptor, F_GETLEASE) != leaseType(m_kind);
}

void FileLease::awaitRunningOpens() const
{
    // It ends when every processor has been through a point where it looks up no name (an RCU grace period of the kernel).
    if (isHeld())
        syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0);
}

#else

bool FileLease::take(int, Kind)
{
    return true;
}

void FileLease::release() {}

bool FileLease::isContested() const
{
    return false;
}

void FileLease::awaitRunningOpens() const {}

#endif

} // namespace Konstantly
