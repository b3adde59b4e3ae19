// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/cellsums.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace Konstantly {

namespace {

auto placeOf(const UsageCell &cell)
{
    return std::tuple(cell.start, cell.group, cell.outcome);
}

} // namespace

void CellSums::reserve(std::size_t count)
{
    const std::size_t needed = m_cells.size() + count;
    if (needed > m_cells.capacity())
        m_cells.reserve(std::max(needed, 2 * m_cells.capacity()));
}

UsageCell &CellSums::at(std::chrono::milliseconds start, qint64 group, OutcomeClass outcome)
{
    const std::tuple place(start, group, outcome);
    if (!m_cells.empty()) {
        const auto last = placeOf(m_cells.back());
        if (last == place)
            return m_cells.back();
        m_isInOrder = m_isInOrder && last < place;
    }
    // Where many keys are read one after the other, most places come again and again.
    if (m_cells.size() >= m_cellsToMerge) {
        merge();
        m_cellsToMerge = std::max(m_cellsToMerge, 2 * m_cells.size());
        m_isInOrder = m_cells.empty() || placeOf(m_cells.back()) < place;
    }
    return m_cells.emplace_back(UsageCell{start, group, outcome, 0, {}});
}

void CellSums::merge()
{
    if (std::exchange(m_isInOrder, true))
        return;
    std::ranges::stable_sort(m_cells, {}, placeOf);
    std::size_t kept = 0;
    for (std::size_t i = 1; i < m_cells.size(); ++i) {
        if (placeOf(m_cells[i]) == placeOf(m_cells[kept])) {
            m_cells[kept].calls += m_cells[i].calls;
            m_cells[kept].durations.add(m_cells[i].durations);
        } else if (++kept != i) {
            m_cells[kept] = std::move(m_cells[i]);
        }
    }
    m_cells.resize(kept + 1);
}

std::vector<UsageCell> CellSums::take()
{
    merge();
    return std::exchange(m_cells, {});
}

} // namespace Konstantly
