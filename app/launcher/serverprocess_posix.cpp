// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/launcher/serverprocess.h"

#include "models/launch/launchplan.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

namespace Konstantly {

namespace {

constexpr int FirstFree = LaunchPlan::KeyDescriptor + 1;

//! A pipe of which the child gets one end. Both ends are above the descriptors that the child is given, so that moving one
//! into place never overwrites another, and both close on exec. Closes what nobody took.
class Pipe final
{
public:
    Pipe()
    {
        std::array<int, 2> ends{-1, -1};
        if (::pipe(ends.data()) != 0)
            return;
        m_read = moveUp(ends[0]);
        m_write = moveUp(ends[1]);
    }
    ~Pipe()
    {
        closeRead();
        closeWrite();
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    [[nodiscard]] bool isOpen() const { return m_read >= 0 && m_write >= 0; }
    [[nodiscard]] int readEnd() const { return m_read; }
    [[nodiscard]] int writeEnd() const { return m_write; }
    [[nodiscard]] int takeRead() { return unblocked(std::exchange(m_read, -1)); }
    [[nodiscard]] int takeWrite() { return unblocked(std::exchange(m_write, -1)); }
    void closeRead() { closeOnce(m_read); }
    void closeWrite() { closeOnce(m_write); }

private:
    static int moveUp(int descriptor)
    {
        const int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, FirstFree);
        ::close(descriptor);
        return moved;
    }
    static int unblocked(int descriptor)
    {
        fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
        return descriptor;
    }
    static void closeOnce(int &descriptor)
    {
        if (descriptor >= 0)
            ::close(descriptor);
        descriptor = -1;
    }

    int m_read = -1;
    int m_write = -1;
};

//! For bulk: fewer turns. No more than this, a user's pipes have a common limit.
void widen(const Pipe &pipe)
{
#ifdef F_SETPIPE_SZ
    fcntl(pipe.writeEnd(), F_SETPIPE_SZ, 256 * 1024); // or it stays as it is
#else
    static_cast<void>(pipe);
#endif
}

//! The arguments of execve(), made before the fork: afterwards nothing may allocate.
class ExecArguments final
{
public:
    explicit ExecArguments(const LaunchPlan &plan)
        : m_program(QFile::encodeName(plan.program))
        , m_directory(QFile::encodeName(plan.workingDirectory))
        , m_environment(plan.environment)
    {
        m_arguments << m_program;
        for (const QString &argument : plan.arguments)
            m_arguments << QFile::encodeName(argument);
        m_argv = pointers(m_arguments);
        m_envp = pointers(m_environment);
    }

    [[nodiscard]] const char *directory() const { return m_directory.constData(); }
    void exec() const { execve(m_program.constData(), m_argv.data(), m_envp.data()); }

private:
    static std::vector<char *> pointers(QByteArrayList &list)
    {
        std::vector<char *> result;
        for (QByteArray &item : list)
            result.push_back(item.data());
        result.push_back(nullptr);
        return result;
    }

    QByteArray m_program;
    QByteArray m_directory;
    QByteArrayList m_arguments;
    QByteArrayList m_environment;
    std::vector<char *> m_argv;
    std::vector<char *> m_envp;
};

void closeAllFrom(int first)
{
#if defined(Q_OS_LINUX) && defined(SYS_close_range)
    if (syscall(SYS_close_range, unsigned(first), ~0U, 0U) == 0)
        return;
#endif
    const long limit = sysconf(_SC_OPEN_MAX);
    for (int descriptor = first; descriptor < limit; ++descriptor)
        ::close(descriptor);
}

//! Undoes what we changed about signals. Other programs don't expect to start with some ignored or blocked.
void resetSignals()
{
    struct sigaction standard = {};
    standard.sa_handler = SIG_DFL;
    for (int signal = 1; signal < NSIG; ++signal)
        sigaction(signal, &standard, nullptr);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
}

struct Pipes
{
    Pipe input, output, error, key, status;

    [[nodiscard]] bool areOpen() const
    {
        return input.isOpen() && output.isOpen() && error.isOpen() && key.isOpen()
               && status.isOpen();
    }
};

//! In the child, between fork and exec: async-signal-safe calls only. Reports why through the status pipe if it returns.
[[noreturn]] void becomeServer(const Pipes &pipes, const ExecArguments &arguments, pid_t parent)
{
    int status = pipes.status.writeEnd();
#ifdef Q_OS_LINUX
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
#else
    static_cast<void>(parent);
#endif
    dup2(pipes.input.readEnd(), STDIN_FILENO);
    dup2(pipes.output.writeEnd(), STDOUT_FILENO);
    dup2(pipes.error.writeEnd(), STDERR_FILENO);
    dup2(pipes.key.readEnd(), LaunchPlan::KeyDescriptor);
    // The one descriptor that is still needed goes right behind those four; everything else is closed now.
    if (status != FirstFree) {
        dup2(status, FirstFree);
        status = FirstFree;
        fcntl(status, F_SETFD, FD_CLOEXEC);
    }
    closeAllFrom(FirstFree + 1);
    resetSignals();
    if (chdir(arguments.directory()) == 0)
        arguments.exec();
    const int error = errno;
    const ssize_t written = write(status, &error, sizeof error);
    static_cast<void>(written);
    _exit(127);
}

Error failure(const char *call, int error)
{
    return {ErrorCode::ServerFailed,
            QString::fromLatin1(call) + QStringLiteral(": ")
                + QString::fromLocal8Bit(std::strerror(error)),
            {},
            {}};
}

} // namespace

Result<ServerProcess> startServer(const LaunchPlan &plan)
{
    Pipes pipes;
    if (!pipes.areOpen())
        return fail(failure("pipe", errno));
    widen(pipes.input);
    widen(pipes.output);
    // Fits a pipe's buffer (a key record is at most 1,024 bytes), so it can be written before anybody reads.
    const QByteArrayView key = plan.key.reveal();
    if (write(pipes.key.writeEnd(), key.data(), size_t(key.size())) != key.size())
        return fail(failure("write", errno));
    pipes.key.closeWrite();

    const ExecArguments arguments(plan);
    const pid_t parent = getpid();
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); // no handler of ours runs in the child
    const pid_t pid = fork();
    if (pid == 0)
        becomeServer(pipes, arguments, parent);
    const int forkError = errno;
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    if (pid < 0)
        return fail(failure("fork", forkError));

    pipes.input.closeRead();
    pipes.output.closeWrite();
    pipes.error.closeWrite();
    pipes.key.closeRead();
    pipes.status.closeWrite();
    int error = 0;
    ssize_t count = 0;
    do {
        count = read(pipes.status.readEnd(), &error, sizeof error); // ends with the exec
    } while (count < 0 && errno == EINTR);
    if (count == ssize_t(sizeof error)) {
        while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
        }
        return fail(failure("exec", error));
    }
    return ServerProcess{pid, pipes.input.takeWrite(), pipes.output.takeRead(),
                         pipes.error.takeRead()};
}

} // namespace Konstantly
