// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/slidingwindow.h"

#include <algorithm>

namespace Konstantly {

SlidingWindow::SlidingWindow(qsizetype limit, std::chrono::milliseconds length)
    : m_limit(limit)
    , m_length(length.count())
{}

bool SlidingWindow::take(qint64 now)
{
    if (!hasRoom(now))
        return false;
    record(now);
    return true;
}

void SlidingWindow::record(qint64 now)
{
    m_events.push_back(advance(now));
}

qsizetype SlidingWindow::used(qint64 now)
{
    advance(now);
    return qsizetype(m_events.size());
}

std::chrono::seconds SlidingWindow::retryAfter(qint64 now)
{
    if (hasRoom(now) || m_limit <= 0)
        return std::chrono::seconds(0);
    // The event whose end brings the count below the limit; not always the oldest, see record().
    const qint64 freed = m_events[m_events.size() - std::size_t(m_limit)] + m_length;
    return std::chrono::ceil<std::chrono::seconds>(std::chrono::milliseconds(freed - m_now));
}

qint64 SlidingWindow::advance(qint64 now)
{
    m_now = std::max(m_now, now);
    while (!m_events.empty() && m_events.front() + m_length <= m_now)
        m_events.pop_front();
    return m_now;
}

} // namespace Konstantly
