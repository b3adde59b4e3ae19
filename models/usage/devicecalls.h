// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/launch/calllog.h"
#include "models/usage/usagedatabase.h"

#include <optional>

namespace Konstantly {

//! What the launchers on this device metered, on its way into the history. Runs in the store's worker.
struct DeviceCalls
{
    UsageAdded added;
    bool hasMore = false; //!< ask again at once
    qint64 calls = 0;
};

//! How far the call log was read, and the clock that it was read under: the cursor of UsageSource::Device.
struct DeviceCursor
{
    LogCursor log;
    //! The service's clock less this device's, when it was last told.
    std::optional<std::chrono::milliseconds> skew;

    [[nodiscard]] QByteArray toJson() const;
    //! Where \a json is no cursor: the beginning of everything.
    [[nodiscard]] static DeviceCursor fromJson(const QByteArray &json);
};

//! Skews up to this are within what answers take, and are not corrected.
inline constexpr std::chrono::milliseconds TolerableSkew{2000};

//! Adds the next calls of \a profile in \a log to \a database, as of \a reader's last place. \a skew: as it is known now; nothing = as
//! it was known then.
[[nodiscard]] Result<DeviceCalls> addDeviceCalls(UsageDatabase &database, const CallLog &log,
                                                 const QString &profile, const QString &reader,
                                                 std::optional<std::chrono::milliseconds> skew,
                                                 std::chrono::milliseconds now);

} // namespace Konstantly
