// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QGraphicsObject>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QChart;
QT_END_NAMESPACE

namespace Konstantly {

class Theme;

//! The words below a chart's columns: as many as fit without touching each other, each below the middle of its column. (An
//! axis of categories would draw all of them, cut to dots.)
class TimeAxis final : public QGraphicsItem
{
public:
    TimeAxis(const Theme &theme, QChart *chart);

    //! One label a column; an empty one is never drawn. \a anchors: columns whose labels come first where there is no room for
    //! all of them (the first of a month, midnight).
    void setLabels(const QStringList &labels);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const Theme &m_theme;
    QChart *m_chart;
    QStringList m_labels;
};

} // namespace Konstantly
