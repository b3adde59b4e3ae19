// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QGraphicsObject>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QChart;
class QFontMetricsF;
QT_END_NAMESPACE

namespace Konstantly {

class Theme;

//! The words below a chart's columns: as many as fit without touching each other, each below the middle of its column. (An
//! axis of categories would draw all of them, cut to dots.)
class TimeAxis final : public QGraphicsItem
{
public:
    //! Where the words of a column stand.
    struct Place
    {
        qsizetype column = 0;
        double left = 0;
        double width = 0;
    };

    TimeAxis(const Theme &theme, QChart *chart);

    //! One label a column.
    void setLabels(const QStringList &labels);
    //! Those that there is room for, the newest first, which always has its words.
    [[nodiscard]] QList<Place> places(const QFontMetricsF &metrics) const;

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const Theme &m_theme;
    QChart *m_chart;
    QStringList m_labels;
};

} // namespace Konstantly
