// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/launcher/standinsession.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace Konstantly {

StandInSession::StandInSession(const Error &reason, const QString &profile)
    : m_server(reason, profile)
    , m_input(STDIN_FILENO, QSocketNotifier::Read)
{
    connect(&m_input, &QSocketNotifier::activated, this, &StandInSession::read);
}

void StandInSession::begin(const QByteArray &request)
{
    write(m_server.feed(request));
}

void StandInSession::read()
{
    std::array<char, 64 * 1024> chunk{};
    const ssize_t count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0) {
        m_input.setEnabled(false);
        Q_EMIT ended();
        return;
    }
    const QByteArray bytes(chunk.data(), count);
    Q_EMIT received(bytes); // first: what it leads to has to be done when the client has its answer
    write(m_server.feed(bytes));
}

//! A client that does not read makes us wait; one that is gone ends us.
void StandInSession::write(const QByteArray &bytes)
{
    QByteArrayView rest = bytes;
    while (!rest.isEmpty()) {
        const ssize_t count = ::write(STDOUT_FILENO, rest.data(), size_t(rest.size()));
        if (count >= 0) {
            rest = rest.sliced(count);
        } else if (errno == EAGAIN) {
            pollfd output{STDOUT_FILENO, POLLOUT, 0};
            poll(&output, 1, -1);
        } else if (errno != EINTR) {
            m_input.setEnabled(false);
            Q_EMIT ended();
            return;
        }
    }
}

void StandInSession::setRecovered()
{
    write(m_server.setRecovered());
}

void StandInSession::setReason(const Error &reason)
{
    write(m_server.setReason(reason));
}

} // namespace Konstantly
