// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/bucketcache.h"

#include <algorithm>
#include <utility>

using std::chrono::milliseconds;

namespace Konstantly {

void BucketCache::noteChange(BucketWidth width, milliseconds at)
{
    for (auto &[question, answer] : m_answers) {
        if (question.width == width && at >= answer.known.from && at < answer.known.to)
            answer.changes.insert(at);
    }
}

void BucketCache::clear()
{
    m_answers.clear();
    m_cells = 0;
}

//! The buckets in \a part are what \a count says.
Result<> BucketCache::countPart(Answer &answer, const TimeRange &part, const Count &count)
{
    auto cells = count(part);
    if (!cells)
        return fail(cells.error());
    const auto first = answer.buckets.lower_bound(part.from);
    const auto last = answer.buckets.lower_bound(part.to);
    for (auto known = first; known != last; ++known)
        m_cells -= known->second->cells.size();
    answer.buckets.erase(first, last);
    m_cells += cells->size();
    for (UsageCells::Bucket &bucket : bucketsOf(*std::move(cells))) {
        const milliseconds start = bucket->start;
        answer.buckets.insert_or_assign(start, std::move(bucket));
    }
    return {};
}

//! Makes \a answer know all of \a range.
Result<> BucketCache::complete(BucketWidth width, Answer &answer, const TimeRange &range,
                               const UsageCalendar &calendar, const Count &count)
{
    if (answer.known.isEmpty() || range.from > answer.known.to || range.to < answer.known.from) {
        for (const auto &[start, bucket] : answer.buckets)
            m_cells -= bucket->cells.size();
        answer = {{range.from, range.from}, {}, {}};
    }
    while (!answer.changes.empty()) {
        const TimeRange bucket = calendar.bucket(width, *answer.changes.begin());
        if (const auto counted = countPart(answer, bucket, count); !counted)
            return counted;
        answer.changes.erase(answer.changes.begin(), answer.changes.lower_bound(bucket.to));
    }
    for (const TimeRange &part :
         {TimeRange{range.from, answer.known.from}, TimeRange{answer.known.to, range.to}}) {
        if (part.isEmpty())
            continue;
        if (const auto counted = countPart(answer, part, count); !counted)
            return counted;
    }
    answer.known = {std::min(answer.known.from, range.from), std::max(answer.known.to, range.to)};
    return {};
}

Result<std::vector<UsageCells::Bucket>> BucketCache::read(const Question &question,
                                                          const TimeRange &range,
                                                          const UsageCalendar &calendar,
                                                          const Count &count)
{
    if (m_cells > MaxCells)
        clear();
    Answer &answer = m_answers[question];
    if (const auto done = complete(question.width, answer, range, calendar, count); !done) {
        clear();
        return fail(done.error());
    }
    std::vector<UsageCells::Bucket> buckets;
    const auto end = answer.buckets.lower_bound(range.to);
    for (auto known = answer.buckets.lower_bound(range.from); known != end; ++known)
        buckets.push_back(known->second);
    return buckets;
}

} // namespace Konstantly
