// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/usage/chartcolours.h"

#include <QBrush>
#include <QFont>
#include <QPen>

QT_BEGIN_NAMESPACE
class QChart;
class QValueAxis;
QT_END_NAMESPACE

namespace Konstantly {

//! What the chart shows.
enum class ChartMode { Calls, Success, Duration };

//! Fills \a chart with \a series: series and axes of Qt Charts, in place of those that are there. Columns stand at 0, 1, 2 … of a
//! hidden axis from -0.5 to the number of columns less 0.5.
class UsagePlot final
{
public:
    UsagePlot(QChart &chart, const Tokens &tokens, const QFont &font, double scale);

    void draw(const UsageSeries &series, const QList<LayerStyle> &styles, ChartMode mode);

private:
    struct BarStyle
    {
        QBrush brush;
        QPen pen;
    };
    //! A column has room for patterns and a gap.
    [[nodiscard]] bool hasWideColumns(const UsageSeries &series) const;
    [[nodiscard]] BarStyle barStyle(const LayerStyle &style, bool isWide) const;
    void drawCalls(const UsageSeries &series, const QList<LayerStyle> &styles);
    //! While calls arrive, only the newest numbers differ. False = the bars that are there don't fit, and are as they were.
    [[nodiscard]] bool changeCalls(const UsageSeries &series, const QList<LayerStyle> &styles);
    void setCallAxes(const UsageSeries &series);
    void drawSuccess(const UsageSeries &series);
    void drawDurations(const UsageSeries &series);
    //! Where values are missing the line has a gap; a value without neighbours is a dot.
    void addLine(const std::vector<std::optional<double>> &values, const QPen &pen,
                 const QString &name);
    [[nodiscard]] QValueAxis &axis(Qt::Alignment side);
    void setAxes(std::size_t buckets, double max, int lines, const QString &format);

    QChart &m_chart;
    const Tokens &m_tokens;
    QFont m_font;
    double m_scale;
};

} // namespace Konstantly
