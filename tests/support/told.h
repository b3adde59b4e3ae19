// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAbstractItemModel>

namespace Konstantly::Tests {

using namespace Qt::StringLiterals;

//! What a model told, in its own words: "insert 0-2", "remove 1-1", "move 3 to 0", "change 2-2".
class Told final : public QObject
{
public:
    explicit Told(const QAbstractItemModel &model)
    {
        connect(&model, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) {
                    lines << u"insert %1-%2"_s.arg(first).arg(last);
                });
        connect(&model, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex &, int first, int last) {
                    lines << u"remove %1-%2"_s.arg(first).arg(last);
                });
        connect(&model, &QAbstractItemModel::rowsMoved, this,
                [this](const QModelIndex &, int first, int, const QModelIndex &, int to) {
                    lines << u"move %1 to %2"_s.arg(first).arg(to);
                });
        connect(&model, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &first, const QModelIndex &last) {
                    lines << u"change %1-%2"_s.arg(first.row()).arg(last.row());
                });
        connect(&model, &QAbstractItemModel::modelReset, this, [this] { lines << u"reset"_s; });
    }
    QStringList lines;
};

} // namespace Konstantly::Tests
