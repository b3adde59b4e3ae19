// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/cellsums.h"
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
    [[nodiscard]] Result<bool> findNames();
    [[nodiscard]] Result<> readRange(const TimeRange &range, BucketWidth width);
    [[nodiscard]] Result<> readWhole(const TimeRange &range);
    [[nodiscard]] Result<> readRollups(const TimeRange &range, BucketWidth width, CellSums &sums);
    [[nodiscard]] Result<> readRollupsOf(qint64 key, RollupPart part, const TimeRange &range,
                                         BucketWidth width, CellSums &sums);
    [[nodiscard]] Result<> readCalls(const TimeRange &range);
    void add(std::chrono::milliseconds at, qint64 rowKey, const RollupCell &cell,
             CellSums &sums) const;
    [[nodiscard]] bool isWanted(qint64 key, qint64 tool, OutcomeClass outcome) const;
    [[nodiscard]] qint64 groupOf(qint64 key, qint64 tool) const;
    [[nodiscard]] Result<> nameGroups(UsageCells &cells) const;
    [[nodiscard]] Result<UsageCells> result();

    UsageTables &m_tables;
    const UsageQuery &m_query;
    RollupHorizon m_horizon;
    std::vector<qint64> m_keys; // that are wanted, ascending; empty = all
    qint64 m_tool = 0;          // 0 = all
    CellSums m_ends;            // of the buckets that are not whole
    std::vector<UsageCells::Bucket> m_whole;
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
