// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/usage/usageplot.h"

namespace Konstantly {

//! One thing that is known about a column of the chart.
struct ColumnFact
{
    QPixmap swatch; //!< of a layer; null for figures of the whole column
    QString name;
    QString value;
};

//! Everything about \a column of \a series: its layers that have calls, their sum, success rate and durations. \a scale: of the
//! screen.
[[nodiscard]] QList<ColumnFact> columnFacts(const UsageSeries &series, std::size_t column,
                                            const QList<LayerStyle> &styles,
                                            const QStringList &layerNames, double scale);

} // namespace Konstantly
