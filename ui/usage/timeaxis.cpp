// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/timeaxis.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QChart>
#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace Konstantly {

namespace {
constexpr double Gap = 10;
} // namespace

TimeAxis::TimeAxis(const Theme &theme, QChart *chart)
    : QGraphicsItem(chart)
    , m_theme(theme)
    , m_chart(chart)
{
    setZValue(20);
}

void TimeAxis::setLabels(const QStringList &labels)
{
    m_labels = labels;
    update();
}

QRectF TimeAxis::boundingRect() const
{
    return m_chart->rect();
}

QList<TimeAxis::Place> TimeAxis::places(const QFontMetricsF &metrics) const
{
    const QRectF plot = m_chart->plotArea();
    if (m_labels.isEmpty() || plot.width() <= 0)
        return {};
    const double column = plot.width() / double(m_labels.size());
    double widest = 0;
    for (const QString &label : std::as_const(m_labels))
        widest = std::max(widest, metrics.horizontalAdvance(label));
    const auto step = qsizetype(std::max(1.0, std::ceil((widest + Gap) / column)));
    // From the end: the newest column always has its words. They may be moved away from the edge, towards those before.
    QList<Place> places;
    const QRectF all = m_chart->rect();
    for (qsizetype i = m_labels.size() - 1; i >= 0; i -= step) {
        const double middle = plot.left() + column * (double(i) + 0.5);
        const double width = metrics.horizontalAdvance(m_labels[i]);
        const double left = std::clamp(middle - width / 2, all.left(),
                                       std::max(all.left(), all.right() - width));
        if (places.isEmpty() || left + width + Gap / 2 <= places.constLast().left)
            places.append({i, left, width});
    }
    return places;
}

void TimeAxis::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    Q_UNUSED(option)
    Q_UNUSED(widget)
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 11 / 13);
    const QFontMetricsF metrics(font);
    painter->setFont(font);
    painter->setPen(m_theme.tokens().muted);
    const double baseline = m_chart->plotArea().bottom() + 6 + metrics.ascent();
    for (const Place &place : places(metrics))
        painter->drawText(QPointF(place.left, baseline), m_labels[place.column]);
}

} // namespace Konstantly
