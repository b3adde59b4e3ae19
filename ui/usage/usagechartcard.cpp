// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/usagechartcard.h"

#include "models/usage/chartsvg.h"
#include "models/usage/usagecolumnsmodel.h"
#include "ui/theme/theme.h"
#include "ui/usage/figuretable.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/flowlayout.h"

#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int SwatchSize = 12;
constexpr int MaxLegendName = 32;

} // namespace

UsageChartCard::UsageChartCard(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
{
    setProperty("kind", u"card"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addWidget(buildTop());
    m_stack = new QStackedWidget(this);
    m_chart = new UsageChart(theme, m_stack);
    m_columns = new UsageColumnsModel(this);
    m_table = new FigureTable(theme, m_stack);
    m_table->setObjectName(u"usageColumns"_s);
    m_table->setAccessibleName(tr("Numbers of the chart"));
    m_table->setModel(m_columns);
    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
    m_legend = makeFlow(this, 14);
    m_legend->setAccessibleName(tr("Legend"));
    column->addWidget(m_legend);
    connect(&theme, &Theme::changed, this, &UsageChartCard::paintLegend);
}

UsageChartCard::~UsageChartCard()
{
    m_table->setModel(nullptr);
}

QWidget *UsageChartCard::buildTop()
{
    QWidget *top = makeFlow(this, 12);
    QLayout *row = top->layout();
    m_title = makeLabel({}, Rank::Strong, top);
    m_title->setObjectName(u"chartTitle"_s);
    row->addWidget(m_title);

    m_shows = new ChoiceRow(tr("Show as"), ChoiceRow::Mode::One, top);
    m_shows->addChoice(int(Show::Calls), tr("Calls"), u"showCalls"_s);
    m_shows->addChoice(int(Show::Success), tr("Success"), u"showSuccess"_s);
    m_shows->addChoice(int(Show::Duration), tr("Duration"), u"showDuration"_s);
    m_shows->addChoice(int(Show::Table), tr("Table"), u"showTable"_s);
    m_shows->setChosen(int(Show::Calls));
    connect(m_shows, &ChoiceRow::toggled, this, [this](int id, bool isChosen) {
        if (isChosen)
            showAs(Show(id));
    });

    m_splits = new ChoiceRow(tr("Split by"), ChoiceRow::Mode::One, top);
    m_splits->addChoice(int(UsageSplit::Tool), tr("Tool"), u"splitTool"_s);
    m_splits->addChoice(int(UsageSplit::Key), tr("Key"), u"splitKey"_s);
    m_splits->addChoice(int(UsageSplit::Outcome), tr("Outcome"), u"splitOutcome"_s);
    connect(m_splits, &ChoiceRow::toggled, this, [this](int id, bool isChosen) {
        if (isChosen)
            Q_EMIT splitChosen(UsageSplit(id));
    });
    for (ChoiceRow *choices : {m_shows, m_splits})
        choices->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(m_shows);
    m_splitGroup = new QWidget(top);
    auto *group = new QHBoxLayout(m_splitGroup);
    group->setContentsMargins(0, 0, 0, 0);
    group->setSpacing(8);
    group->addWidget(makeLabel(tr("split by"), Rank::Muted, m_splitGroup));
    group->addWidget(m_splits);
    m_splitGroup->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(m_splitGroup);
    return top;
}

QString UsageChartCard::title() const
{
    return m_title->text();
}

void UsageChartCard::setSeries(const UsageSeries &series, UsageSplit split, const ChartWords &words,
                               const QList<bool> &canDrillDown)
{
    m_series = series;
    m_words = words;
    showTitle();
    {
        const QSignalBlocker quiet(m_splits); // it follows, and asks for nothing
        m_splits->setChosen(int(split));
    }
    m_chart->setSeries(series, split, words);
    if (m_stack->currentWidget() == m_table)
        fillTable();
    showLegend(canDrillDown);
}

//! Not before somebody looks at it: hundreds of rows are measured for their widths.
void UsageChartCard::fillTable()
{
    m_columns->setSeries(m_series, {m_words.buckets, m_words.layers});
    m_table->resizeColumnToContents(0);
}

void UsageChartCard::showTitle()
{
    const QString step = stepName(m_series.step());
    switch (Show(m_shows->chosen())) {
    case Show::Success:
        //: %1 is "per day"
        m_title->setText(tr("Success rate %1").arg(step));
        return;
    case Show::Duration:
        m_title->setText(tr("Duration %1").arg(step));
        return;
    case Show::Calls:
    case Show::Table:
        break;
    }
    m_title->setText(callsTitle(m_series.step()));
}

void UsageChartCard::showAs(Show show)
{
    showTitle();
    m_stack->setCurrentWidget(show == Show::Table ? static_cast<QWidget *>(m_table) : m_chart);
    switch (show) {
    case Show::Calls:
        m_chart->setMode(ChartMode::Calls);
        break;
    case Show::Success:
        m_chart->setMode(ChartMode::Success);
        break;
    case Show::Duration:
        m_chart->setMode(ChartMode::Duration);
        break;
    case Show::Table:
        fillTable();
        break;
    }
    const bool hasParts = show == Show::Calls || show == Show::Table;
    m_splitGroup->setVisible(hasParts);
    m_legend->setVisible(show != Show::Success);
    showLegend(m_canDrillDown);
    // Not in turns of their own, between which people see names cut off.
    m_legend->layout()->activate();
    layout()->activate();
}

//! Names the layers or lines of the chart. Buttons stay what they are while numbers change: each that is shown anew would have
//! the whole window laid out.
void UsageChartCard::showLegend(const QList<bool> &canDrillDown)
{
    m_canDrillDown = canDrillDown;
    const bool isLines = isLegendOfLines();
    const QStringList lines{tr("Median"), tr("p95: 19 of 20 calls are quicker")};
    const qsizetype count = isLines ? lines.size() : m_words.layers.size();
    const bool wasHidden = m_legend->isHidden();
    if (count > m_entries.size())
        m_legend->hide();
    while (m_entries.size() < count)
        addEntry();
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (i >= count && m_entries[i]->hasFocus())
            m_chart->setFocus(Qt::OtherFocusReason);
        if (i < count && isLines)
            showEntry(i, lines[i], {}, false);
        else if (i < count)
            showEntry(i, m_words.layers[i],
                      tr("%n call(s)", nullptr, int(m_series.layers()[std::size_t(i)].total)),
                      canDrillDown.value(i));
        m_entries[i]->setVisible(i < count);
    }
    m_legend->setHidden(wasHidden);
    paintLegend();
}

bool UsageChartCard::isLegendOfLines() const
{
    return m_chart->mode() == ChartMode::Duration && m_stack->currentWidget() == m_chart;
}

void UsageChartCard::addEntry()
{
    auto *button = makeButton({}, u"legendEntry"_s, ButtonKind::Link, m_legend);
    button->setProperty("legend", true);
    const auto layer = std::size_t(m_entries.size());
    connect(button, &QPushButton::clicked, this, [this, layer] {
        if (m_canDrillDown.value(qsizetype(layer)))
            Q_EMIT m_chart->layerChosen(layer);
    });
    m_legend->layout()->addWidget(button);
    // After what it explains, not after all that was there before it: it is made when there are calls.
    setTabOrder(m_entries.isEmpty() ? static_cast<QWidget *>(m_table) : m_entries.last(), button);
    m_entries.append(button);
}

//! \a calls is empty for a line.
void UsageChartCard::showEntry(qsizetype index, const QString &name, const QString &calls,
                               bool canDrillDown)
{
    QPushButton *button = m_entries[index];
    const QString shown = calls.isEmpty() ? name
                                          : QFontMetrics(font()).elidedText(
                                              name, Qt::ElideMiddle,
                                              fontMetrics().averageCharWidth() * MaxLegendName);
    button->setText(withoutMnemonics(shown));
    button->setAccessibleName(calls.isEmpty() ? name : tr("Legend: %1").arg(name));
    setSpokenDescription(button, canDrillDown ? tr("%1. Shows this alone.").arg(calls) : calls);
    button->setToolTip(calls.isEmpty() ? QString() : plainToolTip(u"%1 · %2"_s.arg(name, calls)));
    if (!canDrillDown && button->hasFocus())
        m_chart->setFocus(Qt::OtherFocusReason);
    button->setFocusPolicy(canDrillDown ? Qt::TabFocus : Qt::NoFocus);
    button->setAttribute(Qt::WA_TransparentForMouseEvents, !canDrillDown);
}

void UsageChartCard::paintLegend()
{
    const bool isLines = isLegendOfLines();
    const LineStyles lines = lineStyles(m_theme.tokens());
    const double scale = devicePixelRatioF();
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i]->isHidden())
            continue;
        const QPixmap picture = isLines
                                    ? lineSwatch(i == 0 ? lines.first : lines.second, scale)
                                    : layerSwatch(m_chart->styles().value(i), SwatchSize, scale);
        m_entries[i]->setIcon(picture);
        m_entries[i]->setIconSize(picture.deviceIndependentSize().toSize());
    }
}

QByteArray UsageChartCard::svg() const
{
    return chartSvg(m_series, m_chart->styles(), m_words, callsTitle(m_series.step()),
                    chartColours(m_theme.tokens()));
}

QImage UsageChartCard::picture(double scale) const
{
    const QSize size = m_chart->size() + QSize(32, 32 + 2 * (fontMetrics().height() + 10));
    QImage image(size * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(m_theme.tokens().surface);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(m_theme.tokens().text);
    painter.drawText(QPointF(16, 16 + fontMetrics().ascent()), title());
    painter.setFont(font());
    m_chart->scene()->render(&painter,
                             QRectF(QPointF(16, 26 + fontMetrics().height()), m_chart->size()),
                             m_chart->sceneRect());
    double x = 16;
    const int y = size.height() - 16 - fontMetrics().height();
    for (qsizetype i = 0; i < m_words.layers.size(); ++i) {
        painter.drawPixmap(QPointF(x, y + (fontMetrics().height() - SwatchSize) / 2.0),
                           layerSwatch(m_chart->styles().value(i), SwatchSize, scale));
        painter.drawText(QPointF(x + SwatchSize + 6, y + fontMetrics().ascent()),
                         m_words.layers[i]);
        x += SwatchSize + 6 + fontMetrics().horizontalAdvance(m_words.layers[i]) + 16;
    }
    return image;
}

} // namespace Konstantly
