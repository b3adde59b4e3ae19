// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/usagechart.h"

#include "ui/theme/theme.h"
#include "ui/usage/charttip.h"
#include "ui/usage/columnfacts.h"
#include "ui/usage/timeaxis.h"
#include "ui/widgets/accessibility.h"

#include <QApplication>
#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int PixelsPerColumn = 2;
constexpr int PageStep = 7;

QFont axisFont()
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 11 / 13);
    return font;
}

} // namespace

UsageChart::UsageChart(const Theme &theme, QWidget *parent)
    : QChartView(parent)
    , m_theme(theme)
{
    setObjectName(u"usageChart"_s);
    setAccessibleName(tr("Chart of calls"));
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setBackgroundBrush(Qt::NoBrush);
    setMinimumHeight(230);
    QChart *plot = chart();
    plot->setBackgroundVisible(false);
    plot->legend()->hide();
    plot->setLocalizeNumbers(true);
    plot->setContentsMargins(0, 0, 0, 0);
    plot->layout()->setContentsMargins(0, 0, 0, 0);
    plot->setMargins({0, 6, 0, QFontMetrics(axisFont()).height() + 8});
    m_time = new TimeAxis(theme, plot);
    m_tip = new ChartTip(theme, viewport());
    connect(&theme, &Theme::changed, this, &UsageChart::redraw);
    connect(plot, &QChart::plotAreaChanged, this, [this] { m_time->update(); });
    m_drawTimer.setSingleShot(true);
    connect(&m_drawTimer, &QTimer::timeout, this, [this] { viewport()->setUpdatesEnabled(true); });
}

void UsageChart::setSeries(const UsageSeries &series, UsageSplit split, const ChartWords &words)
{
    if (count() > 0)
        paintNextTurn();
    m_series = series;
    m_split = split;
    m_words = words;
    m_pressed = m_dragged = m_anchor = -1;
    if (m_cursor >= count() || (m_cursor < 0 && hasFocus()))
        m_cursor = count() - 1; // the present
    if (m_part >= int(series.layers().size()))
        m_part = -1;
    redraw();
}

void UsageChart::paintNextTurn()
{
    if (!isVisible())
        return;
    viewport()->setUpdatesEnabled(false);
    m_drawTimer.start();
}

void UsageChart::setMode(ChartMode mode)
{
    m_mode = mode;
    m_part = -1;
    redraw();
    // Qt would lay the axes out in a turn of their own: until then percents stood beside milliseconds.
    chart()->layout()->activate();
}

void UsageChart::redraw()
{
    m_styles = layerStyles(m_series, m_split, chartColours(m_theme.tokens()));
    UsagePlot(*chart(), m_theme.tokens(), axisFont(), devicePixelRatioF())
        .draw(m_series, m_styles, m_mode);
    m_time->setLabels(m_words.axis);
    if (m_tip->isVisible())
        showTip(m_hover >= 0 ? m_hover : m_cursor);
    if (m_cursor < 0)
        setSpokenDescription(this, tr("Arrow keys move from column to column and tell its values. "
                                      "“Table” has the same numbers as a table."));
    else
        announce();
    viewport()->update();
}

std::size_t UsageChart::roomForColumns() const
{
    return std::size_t(std::max(1, viewport()->width() / PixelsPerColumn));
}

void UsageChart::resizeEvent(QResizeEvent *event)
{
    const bool isWider = event->size().width() != event->oldSize().width();
    QChartView::resizeEvent(event);
    if (!isWider)
        return;
    redraw(); // patterns and gaps depend on the width of a column
    if (const std::size_t room = roomForColumns(); room != m_room) {
        m_room = room;
        Q_EMIT roomChanged(room);
    }
}

QRectF UsageChart::columnRect(int column) const
{
    const QRectF plot = chart()->plotArea();
    if (column < 0 || column >= count())
        return {};
    const double width = plot.width() / count();
    return {plot.left() + width * column, plot.top(), width, plot.height()};
}

QRectF UsageChart::partRect(int column, std::size_t layer) const
{
    const auto &layers = m_series.layers();
    if (column < 0 || column >= count() || layer >= layers.size())
        return {};
    const auto at = std::size_t(column);
    qint64 below = 0;
    for (std::size_t i = 0; i < layer; ++i)
        below += layers[i].calls[at];
    const QRectF whole = columnRect(column);
    const double perCall = whole.height() / double(m_series.axis().max);
    const double height = double(layers[layer].calls[at]) * perCall;
    return height <= 0 ? QRectF()
                       : QRectF(whole.left(), whole.bottom() - double(below) * perCall - height,
                                whole.width(), height);
}

int UsageChart::columnAt(double x) const
{
    const QRectF plot = chart()->plotArea();
    if (count() == 0 || x < plot.left() || x > plot.right() || plot.width() <= 0)
        return -1;
    return std::min(int((x - plot.left()) / plot.width() * count()), count() - 1);
}

std::optional<std::size_t> UsageChart::layerAt(int column, double y) const
{
    if (m_mode != ChartMode::Calls)
        return std::nullopt;
    for (std::size_t layer = 0; layer < m_series.layers().size(); ++layer) {
        const QRectF part = partRect(column, layer);
        if (!part.isEmpty() && y >= part.top() && y <= part.bottom())
            return layer;
    }
    return std::nullopt;
}

QList<ColumnFact> UsageChart::factsAt(int column) const
{
    return columnFacts(m_series, std::size_t(column), m_styles, m_words.layers,
                       devicePixelRatioF());
}

QString UsageChart::valuesText(int column) const
{
    if (column < 0 || column >= count())
        return {};
    QStringList parts{m_words.buckets.value(column)};
    for (const ColumnFact &fact : factsAt(column))
        //: a name and its number: "find_user: 12"
        parts.append(tr("%1: %2").arg(fact.name, fact.value));
    return parts.join(u". "_s);
}

void UsageChart::showTip(int column)
{
    if (column < 0 || column >= count()) {
        m_tip->hide();
        return;
    }
    QList<ChartTip::Row> rows;
    for (const ColumnFact &fact : factsAt(column))
        rows.append({fact.swatch, fact.name, fact.value});
    m_tip->setContent(m_words.buckets.value(column), rows);
    m_tip->showBeside(columnRect(column).toAlignedRect());
    viewport()->update();
}

void UsageChart::zoom(int from, int to)
{
    const auto &buckets = m_series.buckets();
    Q_EMIT rangeChosen({buckets[std::size_t(std::min(from, to))].range.from,
                        buckets[std::size_t(std::max(from, to))].range.to});
}

void UsageChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        m_pressed = m_dragged = columnAt(event->position().x());
        m_tip->hide();
    }
    event->accept();
}

void UsageChart::mouseMoveEvent(QMouseEvent *event)
{
    const int column = columnAt(event->position().x());
    m_hover = column;
    if (m_pressed >= 0) {
        if (column >= 0)
            m_dragged = column;
        viewport()->update();
    } else {
        const bool isAbove = column >= 0 && layerAt(column, event->position().y()).has_value();
        viewport()->setCursor(isAbove ? Qt::PointingHandCursor : Qt::ArrowCursor);
        showTip(column);
        viewport()->update();
    }
    event->accept();
}

void UsageChart::mouseReleaseEvent(QMouseEvent *event)
{
    const int from = std::exchange(m_pressed, -1);
    const int to = std::exchange(m_dragged, -1);
    viewport()->update();
    event->accept();
    if (event->button() != Qt::LeftButton || from < 0)
        return;
    if (from != to)
        zoom(from, to);
    else if (const auto layer = layerAt(from, event->position().y()))
        Q_EMIT layerChosen(*layer);
}

void UsageChart::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    m_hover = -1;
    showTip(hasFocus() ? m_cursor : -1);
    viewport()->update();
}

void UsageChart::keyPressEvent(QKeyEvent *event)
{
    const bool isSelecting = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_Left:
        moveCursor(m_cursor - 1, isSelecting);
        break;
    case Qt::Key_Right:
        moveCursor(m_cursor + 1, isSelecting);
        break;
    case Qt::Key_PageUp:
        moveCursor(m_cursor - PageStep, isSelecting);
        break;
    case Qt::Key_PageDown:
        moveCursor(m_cursor + PageStep, isSelecting);
        break;
    case Qt::Key_Home:
        moveCursor(0, isSelecting);
        break;
    case Qt::Key_End:
        moveCursor(count() - 1, isSelecting);
        break;
    case Qt::Key_Up:
        movePart(1);
        break;
    case Qt::Key_Down:
        movePart(-1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        break;
    default:
        event->ignore(); // the page has Esc
        return;
    }
    event->accept();
}

void UsageChart::moveCursor(int column, bool isSelecting)
{
    if (count() == 0)
        return;
    if (isSelecting && m_anchor < 0)
        m_anchor = m_cursor;
    if (!isSelecting)
        m_anchor = -1;
    m_cursor = std::clamp(column, 0, count() - 1);
    if (m_part >= 0 && partRect(m_cursor, std::size_t(m_part)).isEmpty())
        m_part = -1;
    showTip(m_cursor);
    announce();
}

//! To the next part of the column that has calls, up (1) or down (-1); below the lowest no part is chosen.
void UsageChart::movePart(int step)
{
    if (m_cursor < 0 || m_mode != ChartMode::Calls)
        return;
    int part = m_part + step;
    while (part >= 0 && part < int(m_series.layers().size())
           && partRect(m_cursor, std::size_t(part)).isEmpty())
        part += step;
    if (part >= int(m_series.layers().size()))
        return;
    m_part = std::max(part, -1);
    announce();
    viewport()->update();
}

void UsageChart::choose()
{
    if (m_cursor < 0)
        return;
    if (m_anchor >= 0 && m_anchor != m_cursor)
        zoom(m_anchor, m_cursor);
    else if (m_part >= 0)
        Q_EMIT layerChosen(std::size_t(m_part));
    else
        zoom(m_cursor, m_cursor);
}

void UsageChart::announce()
{
    QString text = valuesText(m_cursor);
    if (m_part >= 0) {
        const auto &layer = m_series.layers()[std::size_t(m_part)];
        text = tr("%1: %2").arg(m_words.layers.value(m_part),
                                QLocale().toString(layer.calls[std::size_t(m_cursor)]))
               + u". "_s + text;
    } else if (m_anchor >= 0 && m_anchor != m_cursor) {
        text = tr("%n column(s) selected", nullptr, std::abs(m_anchor - m_cursor) + 1) + u". "_s
               + text;
    }
    setSpokenDescription(this, text);
}

void UsageChart::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    if (m_cursor < 0 && count() > 0)
        m_cursor = count() - 1;
    showTip(m_cursor);
    announce();
}

void UsageChart::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    m_anchor = m_part = -1;
    showTip(-1);
    viewport()->update();
}

void UsageChart::drawForeground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawForeground(painter, rect);
    const Tokens &tokens = m_theme.tokens();
    const auto band = [&](int from, int to, int alpha) {
        QColor colour = tokens.accent;
        colour.setAlpha(alpha);
        painter->fillRect(columnRect(std::min(from, to)).united(columnRect(std::max(from, to))),
                          colour);
    };
    if (m_pressed >= 0 && m_dragged >= 0 && m_pressed != m_dragged)
        band(m_pressed, m_dragged, 60);
    else if (m_hover >= 0 && m_hover < count())
        band(m_hover, m_hover, 26);
    if (!hasFocus())
        return;
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(tokens.accent, 2));
    painter->drawRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1));
    if (m_cursor < 0)
        return;
    band(m_anchor >= 0 ? m_anchor : m_cursor, m_cursor, 40);
    painter->drawRect(m_part >= 0 ? partRect(m_cursor, std::size_t(m_part)) : columnRect(m_cursor));
}

} // namespace Konstantly
