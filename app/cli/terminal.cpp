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

volatile std::sig_atomic_t interruptedBy = 0;

void rememberSignal(int signal)
{
    interruptedBy = signal;
}

//! While it lives the terminal shows nothing and Ctrl-C ends the read instead of the program.
class SilentTerminal
{
public:
    SilentTerminal()
    {
        m_isSilent = tcgetattr(STDIN_FILENO, &m_before) == 0;
        if (!m_isSilent)
            return;
        struct sigaction action = {};
        action.sa_handler = rememberSignal; // without SA_RESTART: read() returns
        for (std::size_t i = 0; i < Signals.size(); ++i)
            sigaction(Signals[i], &action, &m_actions[i]);
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        silent.c_lflag |= ECHONL;
        m_isSilent = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal()
    {
        if (!m_isSilent)
            return;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        for (std::size_t i = 0; i < Signals.size(); ++i)
            sigaction(Signals[i], &m_actions[i], nullptr);
    }
    Q_DISABLE_COPY_MOVE(SilentTerminal)

    [[nodiscard]] bool isSilent() const { return m_isSilent; }

private:
    static constexpr std::array Signals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

    termios m_before = {};
    std::array<struct sigaction, Signals.size()> m_actions = {};
    bool m_isSilent = false;
};

#endif

} // namespace

#ifdef Q_OS_UNIX

bool isTerminal(int descriptor)
{
    return isatty(descriptor) == 1;
}

Result<QString> readWithoutEcho(const QString &prompt)
{
    interruptedBy = 0;
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
    while (line.size() < MaxLine) {
        const ssize_t count = read(STDIN_FILENO, &c, 1);
        if (count < 0 && errno == EINTR && interruptedBy == 0)
            continue;
        if (count <= 0 || c == '\n')
            break;
        line += c;
    }
    const QString text = QString::fromUtf8(line);
    wipe(line);
    if (interruptedBy != 0)
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
