// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <csignal>
#include <ctime>

namespace Konstantly {

//! Lets a write beyond the process's file size limit fail instead of killing the process.
class FileSizeSignalBlock final
{
public:
    FileSizeSignalBlock()
    {
        sigemptyset(&m_signal);
        sigaddset(&m_signal, SIGXFSZ);
        pthread_sigmask(SIG_BLOCK, &m_signal, &m_before);
    }
    ~FileSizeSignalBlock()
    {
#ifdef Q_OS_LINUX
        const timespec now{};
        while (sigtimedwait(&m_signal, nullptr, &now) == SIGXFSZ)
            ;
#endif
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    Q_DISABLE_COPY_MOVE(FileSizeSignalBlock)

private:
    sigset_t m_signal = {};
    sigset_t m_before = {};
};

} // namespace Konstantly
