// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/quotawatch.h"

#include "models/base/background.h"

#include <algorithm>

using namespace std::chrono;

namespace Konstantly {

namespace {

constexpr milliseconds ReadPause{500};
//! Readings follow calls that stop counting this closely, and no faster.
constexpr milliseconds ShortestTick{200};
//! Forecasts and "in 2 h 10 min" move although no call stops counting.
constexpr milliseconds LongestTick{20'000};

} // namespace

QuotaWatch::QuotaWatch(UsageFeed &feed, Clock clock, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_clock(std::move(clock))
{
    m_readTimer.setSingleShot(true);
    m_tickTimer.setSingleShot(true);
    connect(&m_readTimer, &QTimer::timeout, this, &QuotaWatch::read);
    connect(&m_tickTimer, &QTimer::timeout, this, &QuotaWatch::tick);
}

void QuotaWatch::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    connect(&m_feed, &UsageFeed::callsChanged, this, &QuotaWatch::readLater);
    connect(&m_feed, &UsageFeed::statusChanged, this, [this] {
        if (m_hasCalls)
            rebuild();
    });
    read();
}

void QuotaWatch::setKey(const QString &key, Plan plan)
{
    if (key == m_key && plan == m_plan)
        return;
    m_key = key;
    m_plan = plan;
    if (m_hasCalls)
        rebuild();
}

milliseconds QuotaWatch::now() const
{
    return milliseconds(m_clock().toMSecsSinceEpoch());
}

std::optional<QuotaKind> QuotaWatch::bitesFirst() const
{
    return m_key.isEmpty() ? std::nullopt : m_board.bitesFirst(m_key, now());
}

void QuotaWatch::readLater()
{
    m_isStale = true;
    if (m_isReading || m_readTimer.isActive())
        return;
    const milliseconds since{m_pause.isValid() ? m_pause.elapsed() : ReadPause.count()};
    m_readTimer.start(std::max(milliseconds(0), ReadPause - since));
}

void QuotaWatch::read()
{
    m_isReading = true;
    m_isStale = false;
    m_pause.start();
    const milliseconds end = now()
                             + hours(24); // a clock that was wrong may have written later times
    whenFinished(m_feed.windowCalls({now() - hours(24), end}), this,
                 [this](const Result<UsageFeed::WindowCalls> &calls) { take(calls); });
}

void QuotaWatch::take(const Result<UsageFeed::WindowCalls> &calls)
{
    m_isReading = false;
    if (m_isStale)
        readLater();
    if (!calls) {
        m_problem = calls.error();
        Q_EMIT changed();
        return;
    }
    m_problem.reset();
    m_calls = *calls;
    m_hasCalls = true;
    rebuild();
}

void QuotaWatch::rebuild()
{
    m_board = QuotaBoard(m_plan);
    m_board.setCalls(m_calls, m_feed.status().seesAllCalls());
    tick();
}

void QuotaWatch::tick()
{
    const milliseconds at = now();
    m_readings = m_key.isEmpty() ? m_board.tightest(at) : m_board.readings(m_key, at);
    const auto next = m_board.nextChange(at);
    m_tickTimer.start(next ? std::clamp(*next - at, ShortestTick, LongestTick) : LongestTick);
    Q_EMIT changed();
}

} // namespace Konstantly
