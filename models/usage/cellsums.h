// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagecells.h"

namespace Konstantly {

//! Gathers the cells of an answer, which mostly come in order.
class CellSums final
{
public:
    //! Room for \a count more cells.
    void reserve(std::size_t count);
    //! The cell of that place, to be added to at once: the reference is good until the next call.
    [[nodiscard]] UsageCell &at(std::chrono::milliseconds start, qint64 group,
                                OutcomeClass outcome);
    //! One cell a place, by start, group and outcome. Nothing is left.
    [[nodiscard]] std::vector<UsageCell> take();

private:
    void merge();

    std::vector<UsageCell> m_cells;
    bool m_isInOrder = true; // and one a place
    std::size_t m_cellsToMerge = 50'000;
};

} // namespace Konstantly
