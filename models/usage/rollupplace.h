// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagequery.h"

namespace Konstantly {

//! What a row of the table `rollups` tells of its stretch of time. The numbers are stored.
enum class RollupPart {
    Total = 0,  //!< with key 0: of all keys, by outcome
    ByTool = 1, //!< of one key, or with key 0 of all: by tool and outcome
    ByKeyAndTool
    = 2,       //!< with key 0: by key, tool and outcome. Of minutes, which hold few calls each
    ByKey = 3, //!< with key 0: by key and outcome
    Calls = 4  //!< with key 0: MinuteCalls. Of minutes
};

//! The numbers are stored.
[[nodiscard]] constexpr int storedWidth(BucketWidth width)
{
    switch (width) {
    case BucketWidth::Minute:
        return 1;
    case BucketWidth::Hour:
        return 2;
    case BucketWidth::Day:
        break;
    }
    return 3;
}

[[nodiscard]] constexpr BucketWidth bucketWidth(int storedWidth)
{
    return storedWidth == 1   ? BucketWidth::Minute
           : storedWidth == 2 ? BucketWidth::Hour
                              : BucketWidth::Day;
}

//! A moment in the bucket that a row of that width is of which begins at \a start: days that were counted in another time zone,
//! and can't be anew, begin elsewhere than ours; their middle is in the right day.
[[nodiscard]] constexpr std::chrono::milliseconds insideBucket(BucketWidth width,
                                                               std::chrono::milliseconds start)
{
    return width == BucketWidth::Day ? start + std::chrono::hours(12) : start;
}

//! Where a row of the table `rollups` is.
struct RollupPlace
{
    int width = 0;
    int part = 0;
    qint64 key = 0;
    std::chrono::milliseconds start{0};
    friend auto operator<=>(const RollupPlace &, const RollupPlace &) = default;
};

//! From when on a width's roll-ups hold every call; there are none of older ones.
struct RollupHorizon
{
    std::chrono::milliseconds minutes{0};
    std::chrono::milliseconds hours{0};
};

} // namespace Konstantly
