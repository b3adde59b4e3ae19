// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usageseries.h"

#include <QAbstractTableModel>

namespace Konstantly {

//! The chart's own numbers: one row a column of it, with its parts, the share that succeeded and the durations. What a screen
//! reader reads in the place of the drawing. Holds a copy; changes nothing in it.
class UsageColumnsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit UsageColumnsModel(QObject *parent = nullptr);

    //! Words for what the series has as numbers, made by the caller: one a bucket and one a layer.
    struct Words
    {
        QStringList buckets;
        QStringList layers;
    };
    void setSeries(const UsageSeries &series, const Words &words);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    enum Tail { Success, Median, P95, TailCount }; // behind the layers
    [[nodiscard]] int layerCount() const { return int(m_series.layers().size()); }
    [[nodiscard]] QString text(std::size_t bucket, int column) const;

    UsageSeries m_series;
    Words m_words;
};

} // namespace Konstantly
