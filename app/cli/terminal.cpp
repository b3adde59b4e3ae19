// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/terminal.h"

#include "models/base/secret.h"

#include <QCoreApplication>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>
#else
#include <io.h>
#include <windows.h>
#endif

namespace Konstantly {

namespace {

constexpr qsizetype MaxLine = 64 * 1024;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Terminal)
};

#ifdef Q_OS_UNIX

//! A signal that comes before the program waits for input has to end that waiting all the same, so the handler, which may run
//! in any thread, leaves a byte where the waiting looks.
int interruptEnd = -1;

void rememberSignal(int)
{
    const int before = errno;
    const char byte = 'x';
    [[maybe_unused]] const ssize_t written = write(interruptEnd, &byte, 1);
    errno = before;
}

//! While it lives the terminal shows nothing and Ctrl-C ends the read instead of the program.
class SilentTerminal
{
public:
    SilentTerminal()
    {
        m_isSilent = tcgetattr(STDIN_FILENO, &m_before) == 0 && pipe(m_interrupt.data()) == 0;
        if (!m_isSilent)
            return;
        for (const int end : m_interrupt)
            fcntl(end, F_SETFD, FD_CLOEXEC);
        fcntl(m_interrupt[1], F_SETFL, O_NONBLOCK);
        interruptEnd = m_interrupt[1];
        struct sigaction action = {};
        action.sa_handler = rememberSignal;
        for (std::size_t i = 0; i < Signals.size(); ++i)
            sigaction(Signals[i], &action, &m_actions[i]);
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        silent.c_lflag |= ECHONL;
        m_isSilent = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal()
    {
        if (m_isSilent) {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
            for (std::size_t i = 0; i < Signals.size(); ++i)
                sigaction(Signals[i], &m_actions[i], nullptr);
        }
        for (const int end : m_interrupt)
            ::close(end);
    }
    Q_DISABLE_COPY_MOVE(SilentTerminal)

    [[nodiscard]] bool isSilent() const { return m_isSilent; }

    enum class Event { Input, Interrupt };
    [[nodiscard]] Event wait() const
    {
        std::array<pollfd, 2> polled{{{STDIN_FILENO, POLLIN, 0}, {m_interrupt[0], POLLIN, 0}}};
        while (poll(polled.data(), polled.size(), -1) < 0 && errno == EINTR) {
        }
        return polled[1].revents != 0 ? Event::Interrupt : Event::Input;
    }

private:
    static constexpr std::array Signals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

    std::array<int, 2> m_interrupt{-1, -1};
    termios m_before = {};
    std::array<struct sigaction, Signals.size()> m_actions = {};
    bool m_isSilent = false;
};

#endif

} // namespace

#ifdef Q_OS_UNIX

bool hasNoReader(int descriptor)
{
#ifdef Q_OS_UNIX
    pollfd end{descriptor, POLLOUT, 0};
    return poll(&end, 1, 0) == 1 && (end.revents & (POLLERR | POLLHUP)) != 0;
#else
    Q_UNUSED(descriptor);
    return false;
#endif
}

bool isTerminal(int descriptor)
{
    return isatty(descriptor) == 1;
}

Result<QString> readWithoutEcho(const QString &prompt)
{
    const SilentTerminal terminal;
    if (!terminal.isSilent())
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("The terminal can't hide what is typed. Pipe the key in instead."));
    const QByteArray shown = prompt.toUtf8();
    std::fwrite(shown.constData(), 1, std::size_t(shown.size()), stderr);
    std::fflush(stderr);

    QByteArray line;
    line.reserve(MaxLine); // so that no half-read copy stays behind in freed memory
    char c = 0;
    bool isInterrupted = false;
    while (line.size() < MaxLine) {
        isInterrupted = terminal.wait() == SilentTerminal::Event::Interrupt;
        if (isInterrupted)
            break;
        const ssize_t count = read(STDIN_FILENO, &c, 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0 || c == '\n')
            break;
        line += c;
    }
    const QString text = QString::fromUtf8(line);
    wipe(line);
    if (isInterrupted)
        return fail(ErrorCode::Cancelled);
    return text;
}

#else

bool isTerminal(int descriptor)
{
    return _isatty(descriptor) != 0;
}

Result<QString> readWithoutEcho(const QString &prompt)
{
    const HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD before = 0;
    if (!GetConsoleMode(input, &before)
        || !SetConsoleMode(input, before & ~DWORD(ENABLE_ECHO_INPUT)))
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("The terminal can't hide what is typed. Pipe the key in instead."));
    std::fputs(qPrintable(prompt), stderr);
    QByteArray line;
    line.reserve(MaxLine);
    int c = 0;
    while (line.size() < MaxLine && (c = std::getchar()) != EOF && c != '\n')
        line += char(c);
    SetConsoleMode(input, before);
    std::fputs("\n", stderr);
    const QString text = QString::fromUtf8(line);
    wipe(line);
    return text;
}

#endif

} // namespace Konstantly
