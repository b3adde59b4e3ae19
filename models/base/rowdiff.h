// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QSet>
#include <QString>

#include <algorithm>
#include <functional>
#include <iterator>
#include <vector>

namespace Konstantly {

//! What a model does to its rows, each with the signals that belong to it. Rows are numbered from 0, as in the model.
template<typename Row>
struct RowSteps
{
    std::function<void(int first, int last)> remove;
    std::function<void(int at, std::vector<Row> rows)> insert;
    std::function<void(int from, int to)> move; //!< upwards: to < from
    std::function<void(int row, Row value)>
        replace; //!< by a row of the same id; may be equal to it
};

//! Makes \a rows what \a wanted is, step by step, so that a view keeps selection, place and focus: rows are the same when \a idOf
//! says so, and no id comes twice. \a steps change \a rows.
template<typename Row, typename IdOf>
void followRows(const std::vector<Row> &rows, std::vector<Row> wanted, IdOf idOf,
                const RowSteps<Row> &steps)
{
    QSet<QString> ids;
    for (const Row &row : wanted)
        ids.insert(idOf(row));
    const auto isGone = [&](int row) { return !ids.contains(idOf(rows[std::size_t(row)])); };
    for (int last = int(rows.size()) - 1; last >= 0; --last) {
        if (!isGone(last))
            continue;
        int first = last;
        while (first > 0 && isGone(first - 1))
            --first;
        steps.remove(first, last);
        last = first;
    }

    QSet<QString> present;
    for (const Row &row : rows)
        present.insert(idOf(row));
    for (std::size_t at = 0; at < wanted.size();) {
        const QString id = idOf(wanted[at]);
        if (at < rows.size() && idOf(rows[at]) == id) {
            steps.replace(int(at), std::move(wanted[at]));
            ++at;
            continue;
        }
        // What comes before `at` is in its place already.
        const auto from = present.contains(id)
                              ? std::find_if(rows.begin() + qptrdiff(at), rows.end(),
                                             [&](const Row &row) { return idOf(row) == id; })
                              : rows.end();
        if (from != rows.end()) {
            steps.move(int(from - rows.begin()), int(at));
        } else {
            // New rows come in runs.
            std::size_t end = at + 1;
            while (end < wanted.size() && !present.contains(idOf(wanted[end])))
                ++end;
            steps.insert(int(at),
                         std::vector<Row>(std::make_move_iterator(wanted.begin() + qptrdiff(at)),
                                          std::make_move_iterator(wanted.begin() + qptrdiff(end))));
            at = end;
        }
    }
}

} // namespace Konstantly
