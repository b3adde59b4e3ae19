// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagetables.h"

namespace Konstantly {

//! One UsageDatabase::cells(): whole buckets come from the roll-ups, the ragged ends of the range from finer ones and from the
//! calls themselves. Used once, inside a transaction, so that all of it is of one moment.
class UsageReader final
{
public:
    UsageReader(UsageTables &tables, const UsageQuery &query);

    [[nodiscard]] Result<UsageCells> cells();

private:
    //! The groups of m_sums: their numbers, ascending, and where each comes by its name.
    struct Groups
    {
        std::vector<qint64> numbers;
        std::vector<std::size_t> ranks;
    };

    [[nodiscard]] Result<bool> findNames();
    [[nodiscard]] Result<> readRange(const TimeRange &range, BucketWidth width);
    [[nodiscard]] Result<> readRollups(const TimeRange &range, BucketWidth width);
    [[nodiscard]] Result<> readRollupsOf(qint64 key, RollupPart part, const TimeRange &range,
                                         BucketWidth width);
    [[nodiscard]] Result<> readCalls(const TimeRange &range);
    void take(std::chrono::milliseconds at, qint64 rowKey, const RollupCell &cell);
    [[nodiscard]] bool isWanted(qint64 key, qint64 tool, OutcomeClass outcome) const;
    [[nodiscard]] UsageCell &sum(std::chrono::milliseconds start, qint64 key, qint64 tool,
                                 OutcomeClass outcome);
    void mergeSums();
    [[nodiscard]] std::vector<qint64> groupNumbers() const;
    [[nodiscard]] Result<Groups> nameGroups(UsageCells &cells) const;
    void orderByName(const Groups &groups);
    [[nodiscard]] Result<UsageCells> result();

    UsageTables &m_tables;
    const UsageQuery &m_query;
    RollupHorizon m_horizon;
    std::vector<qint64> m_keys;    // that are wanted, ascending; empty = all
    qint64 m_tool = 0;             // 0 = all
    std::vector<UsageCell> m_sums; // see mergeSums(); of the groups' numbers until orderByName()
    bool m_isInOrder = true;
    std::size_t m_sumsToMerge = 50'000;
};

//! Which columns of `calls` a filter is about, as an SQL condition and its values.
struct CallCondition
{
    QString sql; //!< begins with " AND", or empty
    QVariantList values;
    bool isNothing = false; //!< a name that no call has
};
[[nodiscard]] Result<CallCondition> callCondition(UsageNames &names, const UsageFilter &filter);

} // namespace Konstantly
