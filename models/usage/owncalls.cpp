// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/owncalls.h"

#include <algorithm>

namespace Konstantly {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds Minute = 1min;
constexpr milliseconds Day = 24h;

//! When fewer than \a limit of \a made lie in the stretch of \a length before that moment.
milliseconds freeAt(const std::vector<milliseconds> &made, milliseconds now, milliseconds length,
                    int limit)
{
    if (made.size() < std::size_t(limit))
        return now;
    const milliseconds deciding = std::min(made[made.size() - std::size_t(limit)], now);
    return std::max(now, deciding + length);
}

//! The last 24 hours, and whatever a wrong clock put into the future.
TimeRange lastDay(milliseconds now)
{
    return {now - Day + 1ms, milliseconds::max()};
}

} // namespace

OwnCallLimits OwnCallLimits::of(Plan plan)
{
    constexpr qint64 share = 20; // 5 %
    return {6, int(quotaLimit(QuotaKind::Day, plan).calls / share)};
}

OwnCallLimits OwnCallLimits::ofDemo()
{
    return {50, 900};
}

OwnCallTurn nextOwnCall(const std::vector<milliseconds> &made, milliseconds now,
                        const OwnCallLimits &limits)
{
    if (const milliseconds day = freeAt(made, now, Day, limits.perDay); day > now)
        return {OwnCallTurn::Kind::NextDay, day};
    if (const milliseconds minute = freeAt(made, now, Minute, limits.perMinute); minute > now)
        return {OwnCallTurn::Kind::NextMinute, minute};
    return {OwnCallTurn::Kind::Now, now};
}

Result<OwnCallTurn> takeOwnCall(UsageDatabase &database, const QString &key, milliseconds now,
                                const OwnCallLimits &limits)
{
    const auto made = database.ownCalls(key, lastDay(now));
    if (!made)
        return fail(made.error());
    const OwnCallTurn turn = nextOwnCall(*made, now, limits);
    if (turn.kind == OwnCallTurn::Kind::Now) {
        if (const Result<> added = database.addOwnCall(key, now); !added)
            return fail(added.error());
    }
    return turn;
}

Result<qint64> countOwnCalls(const UsageDatabase &database, const QString &key, milliseconds now)
{
    const auto made = database.ownCalls(key, lastDay(now));
    if (!made)
        return fail(made.error());
    return qint64(made->size());
}

QuotaBoard::OwnCaller ownCaller(const Workspace &workspace)
{
    return {ownCallKey(workspace), workspace.consoleKeyId};
}

QString ownCallKey(const Workspace &workspace)
{
    return workspace.consoleKeyPrefix.isEmpty() ? workspace.name : workspace.consoleKeyPrefix;
}

} // namespace Konstantly
