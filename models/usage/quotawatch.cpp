// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/quotawatch.h"

#include "models/base/background.h"

#include <algorithm>
#include <utility>

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
    // Whether all calls are known is part of the answer.
    connect(&m_feed, &UsageFeed::statusChanged, this, [this] {
        if (m_feed.status().seesAllCalls() != m_seesAllCalls)
            readLater();
    });
    read();
}

void QuotaWatch::setKey(const QString &key, Plan plan)
{
    if (key == m_key && plan == m_plan)
        return;
    const bool isOtherPlan = std::exchange(m_plan, plan) != plan;
    m_key = key;
    if (m_board == nullptr)
        return;
    if (isOtherPlan)
        read();
    else
        tick();
}

milliseconds QuotaWatch::now() const
{
    return milliseconds(m_clock().toMSecsSinceEpoch());
}

std::optional<QuotaKind> QuotaWatch::bitesFirst() const
{
    return m_key.isEmpty() || m_board == nullptr ? std::nullopt : m_board->bitesFirst(m_key, now());
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
    m_seesAllCalls = m_feed.status().seesAllCalls();
    whenFinished(
        m_feed.quotas(m_plan, now()), this,
        [this, asked = ++m_question](const Result<std::shared_ptr<const QuotaBoard>> &board) {
            if (asked == m_question) // else it is of another plan
                take(board);
        });
}

void QuotaWatch::take(const Result<std::shared_ptr<const QuotaBoard>> &board)
{
    m_isReading = false;
    if (m_isStale)
        readLater();
    if (!board) {
        m_problem = board.error();
        Q_EMIT changed();
        return;
    }
    m_problem.reset();
    m_board = *board;
    tick();
}

void QuotaWatch::tick()
{
    const milliseconds at = now();
    m_readings = m_key.isEmpty() ? m_board->tightest(at) : m_board->readings(m_key, at);
    const auto next = m_board->nextChange(at);
    m_tickTimer.start(next ? std::clamp(*next - at, ShortestTick, LongestTick) : LongestTick);
    Q_EMIT changed();
}

} // namespace Konstantly
