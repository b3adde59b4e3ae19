// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/net/receivedbytes.h"

#ifdef Q_OS_LINUX
#include <dirent.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#endif

#include <algorithm>
#include <optional>

namespace Konstantly {

#ifdef Q_OS_LINUX

namespace {

//! Nothing when \a descriptor is not a connected TCP socket, or the kernel is older than 4.1.
std::optional<quint64> receivedBy(int descriptor)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    constexpr std::size_t needed = offsetof(tcp_info, tcpi_bytes_received)
                                   + sizeof info.tcpi_bytes_received;
    if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0 || size < needed)
        return {};
    return info.tcpi_bytes_received;
}

} // namespace

ReceivedBytes receivedBytes()
{
    ReceivedBytes all;
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(::opendir("/proc/self/fd"), ::closedir);
    while (const dirent *entry = folder ? ::readdir(folder.get()) : nullptr) {
        if (entry->d_name[0] == '.')
            continue;
        const int descriptor = std::atoi(entry->d_name);
        if (const std::optional<quint64> received = receivedBy(descriptor))
            all.insert(descriptor, *received);
    }
    return all;
}

#else

ReceivedBytes receivedBytes()
{
    return {};
}

#endif

quint64 largestGrowth(const ReceivedBytes &before, const ReceivedBytes &now)
{
    quint64 largest = 0;
    for (auto it = now.begin(); it != now.end(); ++it) {
        const quint64 was = before.value(it.key());
        // Fewer than before: the descriptor belongs to a new connection.
        largest = std::max(largest, *it < was ? *it : *it - was);
    }
    return largest;
}

} // namespace Konstantly
