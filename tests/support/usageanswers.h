// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagecells.h"

#include <QStringList>

namespace Konstantly::Tests {

//! The cells of all buckets, one after the other.
[[nodiscard]] inline std::vector<UsageCell> allCells(const UsageCells &answer)
{
    std::vector<UsageCell> cells;
    for (const UsageCells::Bucket &bucket : answer.buckets)
        cells.insert(cells.end(), bucket->cells.begin(), bucket->cells.end());
    return cells;
}

//! An answer of \a cells, which are in order; their groups are indexes in \a groups.
[[nodiscard]] inline UsageCells answerOf(const QStringList &groups, std::vector<UsageCell> cells)
{
    UsageCells answer;
    for (const QString &group : groups)
        answer.groups.emplace(qint64(answer.groups.size()), group);
    answer.buckets = bucketsOf(std::move(cells));
    return answer;
}

} // namespace Konstantly::Tests
