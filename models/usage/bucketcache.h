// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/usage/usagecalendar.h"
#include "models/usage/usagecells.h"

#include <functional>
#include <map>
#include <set>

namespace Konstantly {

//! Whole buckets of answers, as they were counted last: who asks the same question again after some calls have come gets the
//! buckets in which nothing happened as the same objects, and only the others are counted anew. Part of RollupCache, which
//! knows whether it is still true. One thread.
class BucketCache final
{
public:
    static constexpr std::size_t MaxCells = 150'000; //!< some 25 MB

    //! All of a UsageQuery but its range. Keys and tool are the database's numbers.
    struct Question
    {
        BucketWidth width = BucketWidth::Day;
        UsageSplit split = UsageSplit::Tool;
        std::vector<qint64> keys; //!< ascending; empty = all
        qint64 tool = 0;          //!< 0 = all
        std::optional<OutcomeClass> outcome;
        friend auto operator<=>(const Question &, const Question &) = default;
    };
    //! Counts the cells of some whole buckets, in order.
    using Count = std::function<Result<std::vector<UsageCell>>(const TimeRange &)>;

    //! The buckets in \a range, which begins and ends with one. \a count is asked for what is not known. Errors: its own.
    [[nodiscard]] Result<std::vector<UsageCells::Bucket>> read(const Question &question,
                                                               const TimeRange &range,
                                                               const UsageCalendar &calendar,
                                                               const Count &count);

    //! Something happened in the bucket of that width that \a at is in.
    void noteChange(BucketWidth width, std::chrono::milliseconds at);
    void clear();

private:
    struct Answer
    {
        TimeRange known; // every bucket in it is in `buckets`, or has no calls
        std::map<std::chrono::milliseconds, UsageCells::Bucket> buckets;
        std::set<std::chrono::milliseconds> changes; // in `known`, since it was counted
    };
    [[nodiscard]] Result<> countPart(Answer &answer, const TimeRange &part, const Count &count);
    [[nodiscard]] Result<> complete(BucketWidth width, Answer &answer, const TimeRange &range,
                                    const UsageCalendar &calendar, const Count &count);

    std::map<Question, Answer> m_answers;
    std::size_t m_cells = 0; // in all of them
};

} // namespace Konstantly
