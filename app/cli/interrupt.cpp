// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/interrupt.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace Konstantly {

#ifdef Q_OS_UNIX

namespace {

int writeEnd = -1; // of the pipe that the handler, which may do next to nothing, writes to

void handle(int)
{
    const char byte = 'x';
    [[maybe_unused]] const ssize_t written = write(writeEnd, &byte, 1);
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    writeEnd = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this](QSocketDescriptor from) {
        char byte = 0;
        while (read(int(from), &byte, 1) > 0) {
        }
        Q_EMIT requested();
    });
    std::signal(SIGINT, handle);
    std::signal(SIGTERM, handle);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    if (!m_notifier)
        return;
    close(int(m_notifier->socket()));
    close(std::exchange(writeEnd, -1));
}

#else

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{}

Interrupt::~Interrupt() = default;

#endif

} // namespace Konstantly
