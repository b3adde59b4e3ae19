// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/chartwords.h"
#include "ui/usage/usageplot.h"

#include <QChartView>
#include <QTimer>

namespace Konstantly {

class ChartTip;
struct ColumnFact;
class Theme;
class TimeAxis;

//! The chart of the Usage page: stacked columns, or lines for the success rate and the durations. Tells exact values below the
//! pointer, leads down by a click on a part of a column, and in by dragging over columns.
//!
//! \section keys By keyboard
//! Left and right move a cursor from column to column (Home, End, page keys further), up and down choose a part of the column;
//! Enter leads down into that part, or into the column's time when none is chosen; with Shift the arrows select several columns
//! for Enter to zoom to. The values at the cursor are the accessible description.
class UsageChart final : public QChartView
{
    Q_OBJECT

public:
    explicit UsageChart(const Theme &theme, QWidget *parent = nullptr);

    void setSeries(const UsageSeries &series, UsageSplit split, const ChartWords &words);
    void setMode(ChartMode mode);
    [[nodiscard]] ChartMode mode() const { return m_mode; }

    [[nodiscard]] const QList<LayerStyle> &styles() const { return m_styles; }
    //! How many columns there is room for: one for two pixels at least.
    [[nodiscard]] std::size_t roomForColumns() const;
    //! The column that the keyboard is at; -1 = none.
    [[nodiscard]] int cursor() const { return m_cursor; }
    //! Where \a column is drawn, from top to bottom of the plot.
    [[nodiscard]] QRectF columnRect(int column) const;
    //! Where the part \a layer of \a column is drawn; empty where there are no calls.
    [[nodiscard]] QRectF partRect(int column, std::size_t layer) const;
    //! Everything that is known about \a column, in one sentence a fact.
    [[nodiscard]] QString valuesText(int column) const;
    [[nodiscard]] const ChartTip *tip() const { return m_tip; }

Q_SIGNALS:
    void layerChosen(std::size_t layer);
    void rangeChosen(const Konstantly::TimeRange &range);
    void roomChanged(std::size_t columns);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    void redraw();
    //! Leaves on the screen what is there until the events that wait have had their turn. Making the bars and painting them in
    //! one go would hold the window up for nearly a frame, again and again while calls arrive.
    void paintNextTurn();
    void showTip(int column);
    void moveCursor(int column, bool isSelecting);
    void movePart(int step);
    void choose();
    void zoom(int from, int to);
    void announce();
    [[nodiscard]] QList<ColumnFact> factsAt(int column) const;
    [[nodiscard]] int count() const { return int(m_series.buckets().size()); }
    [[nodiscard]] int columnAt(double x) const; //!< -1 outside of the plot
    [[nodiscard]] std::optional<std::size_t> layerAt(int column, double y) const;

    const Theme &m_theme;
    TimeAxis *m_time = nullptr;
    ChartTip *m_tip = nullptr;
    UsageSeries m_series;
    UsageSplit m_split = UsageSplit::Tool;
    ChartWords m_words;
    ChartMode m_mode = ChartMode::Calls;
    QList<LayerStyle> m_styles;
    std::size_t m_room = 0;
    int m_cursor = -1;
    int m_anchor = -1; // the other end of a selection by keyboard
    int m_part = -1;   // the layer chosen by keyboard
    QTimer m_drawTimer;
    int m_hover = -1;
    int m_pressed = -1;
    int m_dragged = -1;
};

} // namespace Konstantly
