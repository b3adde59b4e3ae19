// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/usage/usagechart.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace Konstantly {

class ChoiceRow;
class FigureTable;
class UsageColumnsModel;

//! The chart with its title, what it is split by, how it is shown (calls, success, durations, or a table of the same numbers)
//! and a legend, each entry of which leads down into its group.
class UsageChartCard final : public QFrame
{
    Q_OBJECT

public:
    explicit UsageChartCard(const Theme &theme, QWidget *parent = nullptr);
    ~UsageChartCard() override;

    //! \a canDrillDown: one a layer.
    void setSeries(const UsageSeries &series, UsageSplit split, const ChartWords &words,
                   const QList<bool> &canDrillDown);
    [[nodiscard]] UsageChart *chart() const { return m_chart; }
    [[nodiscard]] QString title() const;
    //! Title, chart and legend as they are shown, on white or black paper of \a scale times as many pixels.
    [[nodiscard]] QImage picture(double scale) const;
    //! The columns as an SVG document.
    [[nodiscard]] QByteArray svg() const;

Q_SIGNALS:
    void splitChosen(Konstantly::UsageSplit split);

private:
    enum class Show { Calls, Success, Duration, Table };
    [[nodiscard]] QWidget *buildTop();
    void showLegend(const QList<bool> &canDrillDown);
    [[nodiscard]] bool isLegendOfLines() const;
    void addEntry();
    void showEntry(qsizetype index, const QString &name, const QString &calls, bool canDrillDown);
    void showAs(Show show);
    void showTitle();
    void fillTable();
    void paintLegend();

    const Theme &m_theme;
    QLabel *m_title = nullptr;
    ChoiceRow *m_shows = nullptr;
    QWidget *m_splitGroup = nullptr;
    ChoiceRow *m_splits = nullptr;
    QStackedWidget *m_stack = nullptr;
    UsageChart *m_chart = nullptr;
    FigureTable *m_table = nullptr;
    UsageColumnsModel *m_columns = nullptr;
    QWidget *m_legend = nullptr;
    UsageSeries m_series;
    ChartWords m_words;
    QList<QPushButton *> m_entries; // of the legend; those that are not needed are hidden
    QList<bool> m_canDrillDown;
};

} // namespace Konstantly
