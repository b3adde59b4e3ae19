// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/workspace.h"
#include "models/usage/quota.h"
#include "models/usage/usagedatabase.h"

namespace Konstantly {

//! How many calls this program may make to read usage, so that it does not use up what it counts.
struct OwnCallLimits
{
    int perMinute = 6;
    int perDay = 50; //!< in any 24 hours

    //! 5 % of what the service allows a key in a day.
    [[nodiscard]] static OwnCallLimits of(Plan plan);
    //! For the demo workspace, whose service is part of this program: what its own limits leave room for.
    [[nodiscard]] static OwnCallLimits ofDemo();
};

//! Whether one more may be made.
struct OwnCallTurn
{
    enum class Kind {
        Now,
        NextMinute, //!< those of a minute are used up
        NextDay     //!< those of 24 hours are
    };
    Kind kind = Kind::Now;
    std::chrono::milliseconds at{0}; //!< since 1970: when one is free again

    friend bool operator==(const OwnCallTurn &, const OwnCallTurn &) = default;
};

//! By the times of those that were made, ascending. One that is later than \a now counts as made now. Pure.
[[nodiscard]] OwnCallTurn nextOwnCall(const std::vector<std::chrono::milliseconds> &made,
                                      std::chrono::milliseconds now, const OwnCallLimits &limits);

//! Counts one call with \a key as made now, if it may be made.
[[nodiscard]] Result<OwnCallTurn> takeOwnCall(UsageDatabase &database, const QString &key,
                                              std::chrono::milliseconds now,
                                              const OwnCallLimits &limits);
//! This program as one that calls: with the console key of \a workspace.
[[nodiscard]] QuotaBoard::OwnCaller ownCaller(const Workspace &workspace);
//! Under which name calls with the console key of \a workspace are counted.
[[nodiscard]] QString ownCallKey(const Workspace &workspace);
//! How many were made in the last 24 hours.
[[nodiscard]] Result<qint64> countOwnCalls(const UsageDatabase &database, const QString &key,
                                           std::chrono::milliseconds now);

} // namespace Konstantly
