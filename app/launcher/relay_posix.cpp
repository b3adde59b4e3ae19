// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/launcher/relay.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace Konstantly {

namespace {

constexpr qsizetype ChunkSize = 256 * 1024; // as much as the server's pipes hold
//! A client waits for the answer to its first, short message before it says more.
constexpr qsizetype MaxOpening = 1024 * 1024;
constexpr qsizetype MaxLastErrors = 4096;
constexpr std::array PassedOn{SIGTERM, SIGINT, SIGHUP};

//! Signal handlers can only write to it; the loop reads it.
std::array<int, 2> signalPipe{-1, -1};

void noteSignal(int signal)
{
    const int before = errno;
    const auto byte = static_cast<unsigned char>(signal);
    const ssize_t written = write(signalPipe[1], &byte, 1);
    static_cast<void>(written);
    errno = before;
}

//! Lets go of \a descriptor. A standard stream's number stays taken, or the next file opened would become standard output.
void closeOnce(int &descriptor)
{
    const int nothing = descriptor >= 0 && descriptor <= STDERR_FILENO
                            ? open("/dev/null", O_RDWR | O_CLOEXEC)
                            : -1;
    if (nothing >= 0) {
        dup2(nothing, descriptor);
        ::close(nothing);
    } else if (descriptor >= 0) {
        ::close(descriptor);
    }
    descriptor = -1;
}

//! How long poll() may sleep: to the millisecond after \a deadline at the latest.
int pollTimeout(std::optional<std::chrono::steady_clock::time_point> deadline)
{
    if (!deadline)
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        *deadline - std::chrono::steady_clock::now());
    return int(std::clamp<std::chrono::milliseconds::rep>(left.count(), 0, 60000));
}

} // namespace

Relay::Relay(const ServerProcess &server, const StreamRedactor &redactor, RelayTap *tap,
             const RelayTimes &times)
    : m_server(server)
    , m_redactor(redactor)
    , m_tap(tap)
    , m_times(times)
    , m_lastActivity(std::chrono::steady_clock::now())
{
#ifdef F_SETPIPE_SZ
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO})
        fcntl(stream, F_SETPIPE_SZ, int(ChunkSize)); // no pipe: nothing happens
#endif
    m_toServer.source = STDIN_FILENO;
    m_toServer.sink = {m_server.input, Sink::Kind::Private};
    m_toClient.source = m_server.output;
    m_toClient.sink = openStandardStream(STDOUT_FILENO);
    m_errors.source = m_server.error;
    m_errors.sink = openStandardStream(STDERR_FILENO);
    m_errors.redactor = &m_redactor;

    if (pipe(signalPipe.data()) == 0) {
        for (const int end : signalPipe) {
            fcntl(end, F_SETFD, FD_CLOEXEC);
            fcntl(end, F_SETFL, O_NONBLOCK);
        }
    }
    struct sigaction action = {};
    action.sa_handler = noteSignal;
    action.sa_flags = SA_RESTART;
    for (const int signal : PassedOn)
        sigaction(signal, &action, nullptr);
    sigaction(SIGCHLD, &action, nullptr);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, nullptr);
    reap(); // it may have ended before anybody listened
}

Relay::~Relay()
{
    m_toServer.cut();
    m_toClient.cut();
    m_errors.cut();
    for (int &end : signalPipe)
        closeOnce(end);
}

//! A pipe shares its "don't block" setting with everybody who has that end, so ours gets an end of its own where the system
//! can do that; a socket can be told with each call; for the rest small writes after poll() have to do.
Relay::Sink Relay::openStandardStream(int descriptor)
{
    struct stat status = {};
    if (fstat(descriptor, &status) != 0)
        return {};
    if (S_ISSOCK(status.st_mode))
        return {descriptor, Sink::Kind::Socket};
#ifdef Q_OS_LINUX
    if (S_ISFIFO(status.st_mode)) {
        const QByteArray path = "/proc/self/fd/" + QByteArray::number(descriptor);
        const int own = open(path.constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
        if (own >= 0) {
            dup3(own, descriptor, O_CLOEXEC);
            ::close(own);
            return {descriptor, Sink::Kind::Private};
        }
    }
#endif
    return {descriptor, Sink::Kind::Shared};
}

qsizetype Relay::Sink::write(QByteArrayView bytes) const
{
    ssize_t count = 0;
    do {
        switch (kind) {
        case Kind::Private:
            count = ::write(descriptor, bytes.data(), size_t(bytes.size()));
            break;
        case Kind::Socket:
            count = send(descriptor, bytes.data(), size_t(bytes.size()),
                         MSG_DONTWAIT | MSG_NOSIGNAL);
            break;
        case Kind::Shared: {
            // Room for PIPE_BUF bytes is what POLLOUT promises.
            pollfd output{descriptor, POLLOUT, 0};
            if (poll(&output, 1, 0) <= 0)
                return 0;
            count = ::write(descriptor, bytes.data(),
                            size_t(std::min<qsizetype>(bytes.size(), PIPE_BUF)));
            break;
        }
        }
    } while (count < 0 && errno == EINTR);
    if (count >= 0)
        return count;
    return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -1;
}

void Relay::Sink::close()
{
    closeOnce(descriptor);
}

bool Relay::Channel::fill()
{
    chunk.resize(ChunkSize);
    written = 0;
    const ssize_t count = read(source, chunk.data(), size_t(chunk.size()));
    const bool isNothingNow = count < 0
                              && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK);
    chunk.resize(std::max<ssize_t>(count, 0));
    isNew = true;
    if (isNothingNow)
        return false;
    hasPassed = hasPassed || count > 0;
    if (count <= 0)
        endSource();
    else if (redactor)
        chunk = redactor->feed(chunk);
    return true;
}

void Relay::Channel::endSource()
{
    if (source >= 0 && redactor)
        chunk += redactor->finish();
    closeOnce(source);
}

bool Relay::Channel::drain()
{
    bool hasMoved = false;
    while (!isEmpty() && sink.isOpen()) {
        const qsizetype count = sink.write(QByteArrayView(chunk).sliced(written));
        if (count == 0)
            return hasMoved;
        if (count < 0)
            sink.close();
        written += std::max<qsizetype>(count, 0);
        hasMoved = true;
    }
    if (!sink.isOpen())
        written = chunk.size(); // nobody is there to read it
    else if (source < 0 && !holdsEnd)
        sink.close();
    return hasMoved;
}

void Relay::Channel::cut()
{
    closeOnce(source);
    sink.close();
    written = chunk.size();
}

RelayEnd Relay::run()
{
    while (!isDone()) {
        wait();
        moveBytes();
        showToTap();
        enforceTimes();
    }
    RelayEnd end{m_exitCode.value_or(1), !m_terminatedAt && !m_hasClientEnded, m_lastErrors,
                 std::nullopt};
    if (isUnanswered()) {
        end.silence = RelayEnd::Silence{m_opening};
        letGoOfStandardStreams();
    }
    return end;
}

bool Relay::isUnanswered() const
{
    return m_toClient.holdsEnd && m_toClient.sink.isOpen() && !m_hasClientEnded && m_isOpeningWhole
           && !m_opening.isEmpty() && !m_terminatedAt;
}

//! Nothing of ours closes them any more.
void Relay::letGoOfStandardStreams()
{
    m_toServer.source = -1;
    m_toClient.sink = {};
    m_errors.sink = {};
}

void Relay::fillToServer()
{
    if (!m_toServer.fill())
        return;
    if (m_toServer.source < 0) {
        m_hasClientEnded = true;
        noteActivity();
    }
    if (m_toClient.hasPassed || m_toServer.chunk.isEmpty())
        return;
    // It expects an answer. Until there is one, somebody else may have to give it: our streams stay open.
    if (m_toClient.source >= 0)
        m_toClient.holdsEnd = m_errors.holdsEnd = true;
    m_isOpeningWhole = m_isOpeningWhole && m_opening.size() + m_toServer.chunk.size() <= MaxOpening;
    m_opening += m_isOpeningWhole ? m_toServer.chunk : QByteArray();
}

void Relay::passEndsOn()
{
    for (Channel *channel : {&m_toClient, &m_errors}) {
        channel->holdsEnd = false;
        channel->drain();
    }
}

void Relay::fillErrors()
{
    if (!m_errors.fill())
        return;
    noteActivity();
    m_lastErrors = (m_lastErrors + m_errors.chunk).right(MaxLastErrors);
}

void Relay::wait()
{
    enum { Signals, In, InSink, Out, OutSink, Err, ErrSink, Count };
    std::array<pollfd, Count> polled{};
    // A negative descriptor is skipped; no events still reports that the other end is gone.
    const auto watch = [&polled](int index, int descriptor, short events) {
        polled[size_t(index)] = {descriptor, events, 0};
    };
    const auto watchSource = [&watch](int index, const Channel &channel) {
        watch(index, channel.wantsInput() ? channel.source : -1, POLLIN);
    };
    const auto watchSink = [&watch](int index, const Channel &channel) {
        watch(index, channel.sink.descriptor, channel.isEmpty() ? 0 : POLLOUT);
    };
    watch(Signals, signalPipe[0], POLLIN);
    watchSource(In, m_toServer);
    watchSink(InSink, m_toServer);
    watchSource(Out, m_toClient);
    watchSink(OutSink, m_toClient);
    watchSource(Err, m_errors);
    watch(ErrSink, m_errors.isEmpty() ? -1 : m_errors.sink.descriptor, POLLOUT);
    if (!m_toClient.sink.isOpen() && !m_toServer.wantsInput())
        watch(In, m_toServer.source, 0); // is the client still there at all?
    if (poll(polled.data(), polled.size(), pollTimeout(deadline())) < 0)
        return;

    const auto hasHungUp = [&polled](int index) {
        return (polled[size_t(index)].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0;
    };
    if (!m_toClient.sink.isOpen() && hasHungUp(In)) {
        m_toServer.cut(); // it neither writes nor reads any more
        m_hasClientEnded = true;
    }
    // Whoever stopped reading: that is told on to who writes.
    if (hasHungUp(InSink)) {
        if (m_toClient.holdsEnd)
            m_toServer.sink.close();
        else
            m_toServer.cut();
    }
    if (hasHungUp(OutSink))
        m_toClient.cut();
    if ((polled[Signals].revents & POLLIN) != 0) {
        std::array<unsigned char, 64> signals{};
        const ssize_t count = read(signalPipe[0], signals.data(), signals.size());
        for (ssize_t i = 0; i < count; ++i)
            passOn(signals[size_t(i)]);
    }
    const auto isReady = [&polled](int index, const Channel &channel) {
        return polled[size_t(index)].revents != 0 && channel.wantsInput();
    };
    if (isReady(In, m_toServer))
        fillToServer();
    if (isReady(Out, m_toClient) && m_toClient.fill()) {
        noteActivity();
        if (m_toClient.hasPassed)
            passEndsOn();
    }
    if (isReady(Err, m_errors))
        fillErrors();
}

void Relay::moveBytes()
{
    m_toServer.drain();
    if (m_toClient.drain())
        noteActivity();
    m_errors.drain();
    if (!m_exitCode)
        return;
    // The server is gone: what it left in its pipes is all there will be, even if a child of its own keeps them open.
    while (m_toClient.wantsInput()) {
        if (!m_toClient.fill())
            m_toClient.endSource();
        m_toClient.drain();
        showToTap();
    }
    while (m_errors.wantsInput()) {
        fillErrors();
        if (m_errors.isEmpty())
            m_errors.endSource();
        m_errors.drain();
    }
    if (!isUnanswered()) {
        m_toServer.cut();
        passEndsOn();
    }
}

//! What the client said before what the server answered, if one look brought both.
void Relay::showToTap()
{
    if (!m_tap)
        return;
    if (std::exchange(m_toServer.isNew, false) && !m_toServer.chunk.isEmpty())
        m_tap->fromClient(m_toServer.chunk);
    if (std::exchange(m_toClient.isNew, false) && !m_toClient.chunk.isEmpty())
        m_tap->fromServer(m_toClient.chunk);
}

void Relay::passOn(int signal)
{
    if (signal == SIGCHLD) {
        reap();
        return;
    }
    if (m_exitCode) { // nobody to pass it on to, and a client that does not read what is left
        m_toClient.cut();
        m_errors.cut();
        return;
    }
    kill(m_server.pid, signal);
    if (!m_terminatedAt) {
        m_terminatedAt = std::chrono::steady_clock::now();
        m_patience = m_times.signalBeforeKill;
    }
}

void Relay::reap()
{
    if (m_exitCode)
        return;
    int status = 0;
    if (waitpid(m_server.pid, &status, WNOHANG) != m_server.pid)
        return;
    m_exitCode = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool Relay::isClientGone() const
{
    return m_hasClientEnded && !m_toClient.sink.isOpen();
}

std::optional<Relay::Time> Relay::deadline() const
{
    if (m_exitCode || m_isKilled)
        return std::nullopt;
    if (m_terminatedAt)
        return *m_terminatedAt + m_patience;
    if (isClientGone())
        return m_lastActivity + m_times.goneBeforeTerminate;
    // A client that reads slowly keeps a server waiting that has more to say; and one that has not read all its input is busy.
    if (!m_hasClientEnded || m_toServer.sink.isOpen() || !m_toClient.isEmpty())
        return std::nullopt;
    return m_lastActivity + m_times.quietBeforeTerminate;
}

void Relay::enforceTimes()
{
    const auto due = deadline();
    if (!due || std::chrono::steady_clock::now() < *due)
        return;
    if (m_terminatedAt) {
        kill(m_server.pid, SIGKILL);
        m_isKilled = true;
        return;
    }
    kill(m_server.pid, SIGTERM);
    m_terminatedAt = std::chrono::steady_clock::now();
    m_patience = m_times.terminateBeforeKill;
}

bool Relay::isDone() const
{
    return m_exitCode && m_toClient.source < 0 && m_toClient.isEmpty() && m_errors.source < 0
           && m_errors.isEmpty();
}

} // namespace Konstantly
