// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/stopsignals.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>
#else
#include <QCoreApplication>

#include <cstdio>
#include <thread>
#endif

namespace Konstantly {

#ifdef Q_OS_UNIX

namespace {

constexpr std::array Signals = {SIGTERM, SIGINT, SIGHUP};
std::array<int, 2> wake = {-1, -1}; // a handler may do little more than write(2)

extern "C" void wakeUp(int)
{
    const int before = errno;
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(wake[0], &byte, 1);
    errno = before;
}

} // namespace

StopSignals::StopSignals(QObject *parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, wake.data()) != 0)
        qFatal("no socket pair");
    auto *const onSignal = new QSocketNotifier(wake[1], QSocketNotifier::Read, this);
    connect(onSignal, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(wake[1], &byte, 1) == 1)
            Q_EMIT stopRequested();
    });
    struct sigaction action = {};
    action.sa_handler = wakeUp;
    action.sa_flags = SA_RESTART;
    for (const int signal : Signals)
        ::sigaction(signal, &action, nullptr);

    auto *const onInput = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(onInput, &QSocketNotifier::activated, this, [this, onInput] {
        std::array<char, 4096> ignored{};
        const ssize_t count = ::read(STDIN_FILENO, ignored.data(), ignored.size());
        if (count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN)))
            return;
        onInput->setEnabled(false);
        Q_EMIT stopRequested();
    });
}

StopSignals::~StopSignals()
{
    for (const int signal : Signals)
        std::signal(signal, SIG_DFL);
    for (int &end : wake)
        ::close(std::exchange(end, -1));
}

#else

StopSignals::StopSignals(QObject *parent)
    : QObject(parent)
{
    // A blocking read can't be interrupted portably: the thread ends with the process.
    std::thread([this, application = QCoreApplication::instance()] {
        while (std::getchar() != EOF) {
        }
        QMetaObject::invokeMethod(application, [this] { Q_EMIT stopRequested(); });
    }).detach();
}

StopSignals::~StopSignals() = default;

#endif

} // namespace Konstantly
