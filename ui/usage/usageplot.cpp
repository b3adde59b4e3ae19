// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/usageplot.h"

#include "ui/theme/tokens.h"

#include <QBarSet>
#include <QChart>
#include <QCoreApplication>
#include <QLineSeries>
#include <QScatterSeries>
#include <QStackedBarSeries>
#include <QValueAxis>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(UsagePlot)
};

//! From this many pixels on a column shows its pattern and has a gap beside it.
constexpr double PatternWidth = 7;
constexpr double WideBar = 0.86; // of a column
//! Up to so many bars are changed rather than made anew with all others: the chart lays out everything after each change, which takes
//! a thirtieth of making some hundred bars (measured).
constexpr qsizetype MaxChanges = 20;
//! From this many milliseconds on durations are told in seconds.
constexpr double SecondsFrom = 10'000;

std::vector<std::optional<double>>
inUnits(const std::vector<std::optional<std::chrono::milliseconds>> &durations, double unit)
{
    std::vector<std::optional<double>> values;
    values.reserve(durations.size());
    for (const auto &duration : durations)
        values.push_back(duration ? std::optional(double(duration->count()) / unit) : std::nullopt);
    return values;
}

} // namespace

UsagePlot::UsagePlot(QChart &chart, const Tokens &tokens, const QFont &font, double scale)
    : m_chart(chart)
    , m_tokens(tokens)
    , m_font(font)
    , m_scale(scale)
{}

void UsagePlot::draw(const UsageSeries &series, const QList<LayerStyle> &styles, ChartMode mode)
{
    if (mode == ChartMode::Calls && !series.buckets().empty() && changeCalls(series, styles))
        return;
    m_chart.removeAllSeries();
    if (series.buckets().empty()) {
        for (QAbstractAxis *axis : m_chart.axes()) {
            m_chart.removeAxis(axis);
            delete axis;
        }
        return;
    }
    switch (mode) {
    case ChartMode::Calls:
        drawCalls(series, styles);
        break;
    case ChartMode::Success:
        drawSuccess(series);
        break;
    case ChartMode::Duration:
        drawDurations(series);
        break;
    }
}

bool UsagePlot::hasWideColumns(const UsageSeries &series) const
{
    return m_chart.size().width() / double(series.buckets().size()) >= PatternWidth;
}

UsagePlot::BarStyle UsagePlot::barStyle(const LayerStyle &style, bool isWide) const
{
    if (isWide)
        return {layerBrush(style, m_scale), layerPen(style)};
    return {plainLayerBrush(style), QPen(Qt::NoPen)};
}

void UsagePlot::drawCalls(const UsageSeries &series, const QList<LayerStyle> &styles)
{
    auto *bars = new QStackedBarSeries;
    bars->setBarWidth(hasWideColumns(series) ? WideBar : 1.0);
    qsizetype index = 0;
    for (const UsageLayer &layer : series.layers()) {
        const BarStyle style = barStyle(styles.value(index++), hasWideColumns(series));
        auto *set = new QBarSet({}, bars);
        QList<qreal> values;
        values.reserve(qsizetype(layer.calls.size()));
        for (const qint64 calls : layer.calls)
            values.append(double(calls));
        set->append(values);
        set->setBrush(style.brush);
        set->setPen(style.pen);
        bars->append(set);
    }
    m_chart.addSeries(bars);
    setCallAxes(series);
}

bool UsagePlot::changeCalls(const UsageSeries &series, const QList<LayerStyle> &styles)
{
    const QList<QAbstractSeries *> drawn = m_chart.series();
    const auto *bars = drawn.size() == 1 ? qobject_cast<QStackedBarSeries *>(drawn.first())
                                         : nullptr;
    if (bars == nullptr || bars->count() != int(series.layers().size()))
        return false;
    struct Change
    {
        QBarSet *set;
        int column;
        double calls;
    };
    QList<Change> changes;
    const QList<QBarSet *> sets = bars->barSets();
    for (qsizetype i = 0; i < sets.size(); ++i) {
        const std::vector<qint64> &calls = series.layers()[std::size_t(i)].calls;
        const BarStyle style = barStyle(styles.value(i), hasWideColumns(series));
        if (sets[i]->count() != int(calls.size()) || sets[i]->brush() != style.brush
            || sets[i]->pen() != style.pen)
            return false;
        for (int column = 0; column < sets[i]->count(); ++column) {
            const auto wanted = double(calls[std::size_t(column)]);
            if (sets[i]->at(column) != wanted)
                changes.append({sets[i], column, wanted});
        }
        if (changes.size() > MaxChanges)
            return false;
    }
    for (const Change &change : std::as_const(changes))
        change.set->replace(change.column, change.calls);
    setCallAxes(series);
    return true;
}

void UsagePlot::setCallAxes(const UsageSeries &series)
{
    const UsageSeries::Axis axis = series.axis();
    setAxes(series.buckets().size(), double(axis.max), axis.lines, u"%.0f"_s);
}

void UsagePlot::drawSuccess(const UsageSeries &series)
{
    std::vector<std::optional<double>> percents;
    percents.reserve(series.successRate().size());
    for (const auto &rate : series.successRate())
        percents.push_back(rate ? std::optional(*rate * 100) : std::nullopt);
    addLine(percents, lineStyles(m_tokens).first, Texts::tr("Success rate"));
    setAxes(series.buckets().size(), 100, 4, u"%.0f %"_s);
}

void UsagePlot::drawDurations(const UsageSeries &series)
{
    const UsageSeries::Axis axis = series.durationAxis();
    const bool isInSeconds = double(axis.max) >= SecondsFrom;
    const double unit = isInSeconds ? 1000 : 1;
    const LineStyles styles = lineStyles(m_tokens);
    addLine(inUnits(series.p50(), unit), styles.first, Texts::tr("Median"));
    addLine(inUnits(series.p95(), unit), styles.second, Texts::tr("p95"));
    setAxes(series.buckets().size(), double(axis.max) / unit, axis.lines,
            isInSeconds ? u"%g "_s + Texts::tr("s", "seconds") : u"%.0f "_s + Texts::tr("ms"));
}

void UsagePlot::addLine(const std::vector<std::optional<double>> &values, const QPen &pen,
                        const QString &name)
{
    auto *dots = new QScatterSeries;
    dots->setName(name);
    dots->setMarkerSize(6);
    dots->setColor(pen.color());
    dots->setBorderColor(pen.color());
    QList<QPointF> run;
    const auto endRun = [&] {
        if (run.size() == 1)
            dots->append(run.first());
        if (run.size() > 1) {
            auto *line = new QLineSeries;
            line->setName(name);
            line->setPen(pen);
            line->append(run);
            m_chart.addSeries(line);
        }
        run.clear();
    };
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i])
            run.append({double(i), *values[i]});
        else
            endRun();
    }
    endRun();
    m_chart.addSeries(dots);
}

//! The one that is there stays: an axis that is made anew has all its labels shaped and laid out anew, about as long as
//! everything else here took (one profile).
QValueAxis &UsagePlot::axis(Qt::Alignment side)
{
    const auto known = m_chart.axes(side == Qt::AlignBottom ? Qt::Horizontal : Qt::Vertical);
    if (!known.isEmpty())
        return *static_cast<QValueAxis *>(known.first());
    auto *made = new QValueAxis;
    m_chart.addAxis(made, side);
    return *made;
}

void UsagePlot::setAxes(std::size_t buckets, double max, int lines, const QString &format)
{
    QValueAxis *time = &axis(Qt::AlignBottom);
    time->setRange(-0.5, double(buckets) - 0.5);
    time->setVisible(false); // TimeAxis has the words
    QValueAxis *values = &axis(Qt::AlignLeft);
    values->setRange(0, max);
    values->setTickCount(lines + 1);
    values->setLabelFormat(format);
    values->setLabelsFont(m_font);
    values->setLabelsColor(m_tokens.muted);
    values->setGridLineColor(m_tokens.line);
    values->setLineVisible(false);
    for (QAbstractSeries *series : m_chart.series()) {
        if (series->attachedAxes().isEmpty()) {
            series->attachAxis(time);
            series->attachAxis(values);
        }
    }
}

} // namespace Konstantly
