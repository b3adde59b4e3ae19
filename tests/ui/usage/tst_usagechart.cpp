// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/usagechart.h"

#include "tests/support/fakeusagefeed.h"
#include "ui/theme/rgbcolour.h"
#include "ui/theme/theme.h"
#include "ui/usage/charttip.h"
#include "ui/usage/quotacard.h"
#include "ui/usage/timeaxis.h"
#include "ui/usage/usagechartcard.h"

#include <QApplication>
#include <QBarSet>
#include <QChart>
#include <QElapsedTimer>
#include <QGraphicsTextItem>
#include <QImage>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QStackedBarSeries>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qint64 DayMs = 86'400'000;

//! Days from the first of January 2026 on.
milliseconds day(int number)
{
    return milliseconds(QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch()
                        + number * DayMs);
}

} // namespace

class tst_UsageChart final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qApp};
    std::unique_ptr<UsageChart> m_chart;

    //! Ten days: tool "a" with as many calls as the day's number and \a more on the last one, tool "b" with two on every third day.
    [[nodiscard]] static UsageSeries series(int more = 0)
    {
        FakeUsageFeed feed;
        for (int number = 0; number < 10; ++number) {
            for (int i = 0; i < number + (number == 9 ? more : 0); ++i)
                feed.calls.push_back({day(number) + milliseconds(i),
                                      u"1"_s,
                                      u"a"_s,
                                      CallOutcome::Succeeded,
                                      milliseconds(200),
                                      {},
                                      {}});
            for (int i = 0; i < 2 && number % 3 == 0; ++i)
                feed.calls.push_back({day(number) + milliseconds(i),
                                      u"1"_s,
                                      u"b"_s,
                                      CallOutcome::Failed,
                                      milliseconds(900),
                                      {},
                                      {}});
        }
        const TimeRange range{day(0), day(10)};
        return {feed.cells({range, BucketWidth::Day, UsageSplit::Tool, {}}), range,
                UsageSplit::Tool, UsageStep::Day, QTimeZone::utc()};
    }
    [[nodiscard]] static ChartWords words(int columns)
    {
        ChartWords words;
        for (int i = 0; i < columns; ++i) {
            words.axis.append(QString::number(i));
            words.buckets.append(u"day %1"_s.arg(i));
        }
        words.layers = {u"a"_s, u"b"_s};
        return words;
    }
    [[nodiscard]] QPoint middleOf(int column, std::optional<std::size_t> layer = {}) const
    {
        const QRectF rect = layer ? m_chart->partRect(column, *layer) : m_chart->columnRect(column);
        return rect.center().toPoint();
    }
    //! A move of the pointer as the window system would report it.
    void moveTo(const QPoint &position, Qt::MouseButtons buttons = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, position, m_chart->viewport()->mapToGlobal(position),
                          Qt::NoButton, buttons, Qt::NoModifier);
        QApplication::sendEvent(m_chart->viewport(), &event);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
        m_chart = std::make_unique<UsageChart>(m_theme);
        m_chart->resize(700, 300);
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowActive(m_chart.get()));
        m_chart->clearFocus(); // a window's only control gets it
        m_chart->setSeries(series(), UsageSplit::Tool, words(10));
        QCoreApplication::processEvents();
    }
    void cleanup() { m_chart.reset(); }

    void theBarsAreTheSeriesNumbers()
    {
        const auto *bars = qobject_cast<QStackedBarSeries *>(m_chart->chart()->series().value(0));
        QVERIFY(bars != nullptr);
        QCOMPARE(bars->count(), 2);
        for (int column = 0; column < 10; ++column) {
            QCOMPARE(bars->barSets().at(0)->at(column), double(column));
            QCOMPARE(bars->barSets().at(1)->at(column), column % 3 == 0 ? 2.0 : 0.0);
        }
    }

    //! While calls arrive most bars stay what they are; the picture is that of a chart that knew it all from the beginning.
    void newCallsChangeTheBarsThatAreThere()
    {
        const QPointer<QAbstractSeries> before = m_chart->chart()->series().value(0);
        m_chart->setSeries(series(3), UsageSplit::Tool, words(10));
        QCOMPARE(m_chart->chart()->series(), QList<QAbstractSeries *>{before});
        const auto *bars = qobject_cast<QStackedBarSeries *>(before);
        QCOMPARE(bars->barSets().at(0)->at(8), 8.0);
        QCOMPARE(bars->barSets().at(0)->at(9), 12.0);

        UsageChart fresh(m_theme);
        fresh.resize(m_chart->size());
        fresh.show();
        QVERIFY(QTest::qWaitForWindowActive(&fresh));
        fresh.clearFocus();
        fresh.setSeries(series(3), UsageSplit::Tool, words(10));
        QTRY_COMPARE(m_chart->viewport()->grab().toImage(), fresh.viewport()->grab().toImage());
    }
    void otherColumnsAreMadeAnew()
    {
        const QPointer<QAbstractSeries> before = m_chart->chart()->series().value(0);
        FakeUsageFeed feed;
        feed.calls.push_back(
            {day(2), u"1"_s, u"a"_s, CallOutcome::Succeeded, milliseconds(200), {}, {}});
        const TimeRange range{day(0), day(5)};
        m_chart->setSeries({feed.cells({range, BucketWidth::Day, UsageSplit::Tool, {}}), range,
                            UsageSplit::Tool, UsageStep::Day, QTimeZone::utc()},
                           UsageSplit::Tool, words(5));
        QVERIFY(!before);
        const auto *bars = qobject_cast<QStackedBarSeries *>(m_chart->chart()->series().value(0));
        QCOMPARE(bars->count(), 1);
        QCOMPARE(bars->barSets().at(0)->count(), 5);
        QCOMPARE(bars->barSets().at(0)->at(2), 1.0);
    }
    void whatIsNewIsPaintedInTheNextTurn()
    {
        m_chart->setSeries(series(3), UsageSplit::Tool, words(10));
        QVERIFY(!m_chart->viewport()->updatesEnabled());
        QTRY_VERIFY(m_chart->viewport()->updatesEnabled());
        // The very first numbers are not waited for.
        UsageChart first(m_theme);
        first.resize(m_chart->size());
        first.show();
        first.setSeries(series(), UsageSplit::Tool, words(10));
        QVERIFY(first.viewport()->updatesEnabled());
    }

    //! Before any event: it may be painted at any time.
    void anotherModeHasItsUnitsAtOnce()
    {
        const auto units = [this] {
            QSet<QString> found;
            for (const QGraphicsItem *item : m_chart->scene()->items()) {
                const auto *text = qgraphicsitem_cast<const QGraphicsTextItem *>(item);
                if (text != nullptr && text->isVisible() && !text->toPlainText().isEmpty())
                    found.insert(text->toPlainText().section(u' ', 1));
            }
            return found;
        };
        for (int i = 0; i < 2; ++i) {
            m_chart->setMode(ChartMode::Success);
            QCOMPARE(units(), QSet<QString>{u"%"_s});
            m_chart->setMode(ChartMode::Duration);
            QCOMPARE(units(), QSet<QString>{u"ms"_s});
        }
    }

    void wordsBelowTheColumnsNeverTouch_data()
    {
        QTest::addColumn<int>("columns");
        for (const int columns : {1, 2, 7, 24, 30, 90, 365})
            QTest::addRow("%d columns", columns) << columns;
    }
    void wordsBelowTheColumnsNeverTouch()
    {
        QFETCH(const int, columns);
        QChart chart;
        TimeAxis axis(m_theme, &chart);
        QStringList labels;
        for (int i = 0; i < columns; ++i)
            labels << QLocale::c().toString(QDate(2026, 1, 1).addDays(i), u"d MMM"_s);
        axis.setLabels(labels);
        const QFontMetricsF metrics(QApplication::font());
        for (int width = 80; width < 1500; width += 13) {
            chart.resize(width, 200);
            chart.setPlotArea(QRectF(30, 0, width - 30, 170));
            const QList<TimeAxis::Place> places = axis.places(metrics);
            QVERIFY(!places.isEmpty());
            QCOMPARE(places.first().column, columns - 1);
            double room = width;
            for (const TimeAxis::Place &place : places) {
                QVERIFY2(place.left + place.width <= room, qPrintable(QString::number(width)));
                room = place.left;
            }
        }
    }

    void whatIsDrawnIsWhereThePartsAreTaken()
    {
        // The picture itself: the colour of each part is found in the middle of where partRect() says it is.
        const QImage image = m_chart->viewport()->grab().toImage();
        const double scale = image.devicePixelRatio();
        const auto colourAt = [&](const QPoint &point) {
            return image.pixelColor(qRound(point.x() * scale), qRound(point.y() * scale));
        };
        QCOMPARE(colourAt(middleOf(9, 0)), toColour(m_chart->styles()[0].fill));
        QCOMPARE(colourAt(middleOf(5, 0)), toColour(m_chart->styles()[0].fill));
        QVERIFY(colourAt(middleOf(5) - QPoint(0, 100)) != toColour(m_chart->styles()[0].fill));
    }

    void hoveringTellsExactValues()
    {
        QVERIFY(m_chart->tip()->isHidden());
        moveTo(middleOf(6));
        QVERIFY(m_chart->tip()->isVisible());
        QCOMPARE(m_chart->tip()->title(), u"day 6"_s);
        const auto &rows = m_chart->tip()->rows();
        QCOMPARE(rows[0].name, u"a"_s);
        QCOMPARE(rows[0].value, u"6"_s);
        QCOMPARE(rows[1].value, u"2"_s);
        QCOMPARE(rows[2].value, u"8"_s); // calls
        QCOMPARE(rows[3].value, u"75.0 %"_s);
        QVERIFY(m_chart->viewport()->rect().contains(m_chart->tip()->geometry()));
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(m_chart.get(), &leave);
        QVERIFY(m_chart->tip()->isHidden());
    }

    void aClickOnAPartLeadsDown()
    {
        QSignalSpy chosen(m_chart.get(), &UsageChart::layerChosen);
        QTest::mouseClick(m_chart->viewport(), Qt::LeftButton, {}, middleOf(9, 1));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<std::size_t>(), std::size_t(1));
        QTest::mouseClick(m_chart->viewport(), Qt::LeftButton, {},
                          m_chart->columnRect(1).topLeft().toPoint() + QPoint(5, 2)); // above it
        QCOMPARE(chosen.size(), 1);
    }

    void draggingZoomsToTheColumnsInBetween_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::newRow("forwards") << 2 << 5;
        QTest::newRow("backwards") << 5 << 2;
    }
    void draggingZoomsToTheColumnsInBetween()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        QSignalSpy chosen(m_chart.get(), &UsageChart::rangeChosen);
        QTest::mousePress(m_chart->viewport(), Qt::LeftButton, {}, middleOf(from));
        moveTo(middleOf(to), Qt::LeftButton);
        QTest::mouseRelease(m_chart->viewport(), Qt::LeftButton, {}, middleOf(to));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<TimeRange>(), (TimeRange{day(2), day(6)}));
    }

    void theKeyboardReachesEveryColumnAndItsParts()
    {
        QSignalSpy parts(m_chart.get(), &UsageChart::layerChosen);
        QSignalSpy ranges(m_chart.get(), &UsageChart::rangeChosen);
        m_chart->setFocus(Qt::TabFocusReason);
        QCOMPARE(m_chart->cursor(), 9);
        QTest::keyClick(m_chart.get(), Qt::Key_Home);
        QCOMPARE(m_chart->cursor(), 0);
        QTest::keyClick(m_chart.get(), Qt::Key_Left); // no further
        QCOMPARE(m_chart->cursor(), 0);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(m_chart.get(), Qt::Key_Right);
        QVERIFY(m_chart->accessibleDescription().startsWith(u"day 3. a: 3. b: 2. Calls: 5"));
        QVERIFY(m_chart->tip()->isVisible());
        QTest::keyClick(m_chart.get(), Qt::Key_Up);
        QTest::keyClick(m_chart.get(), Qt::Key_Up);
        QVERIFY(m_chart->accessibleDescription().startsWith(u"b: 2"));
        QTest::keyClick(m_chart.get(), Qt::Key_Return);
        QCOMPARE(parts.size(), 1);
        QCOMPARE(parts[0][0].value<std::size_t>(), std::size_t(1));
        QTest::keyClick(m_chart.get(), Qt::Key_Right); // day 4 has no b
        QTest::keyClick(m_chart.get(), Qt::Key_Return);
        QCOMPARE(ranges.last()[0].value<TimeRange>(), (TimeRange{day(4), day(5)}));
        QTest::keyClick(m_chart.get(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(m_chart.get(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(m_chart.get(), Qt::Key_Return);
        QCOMPARE(ranges.last()[0].value<TimeRange>(), (TimeRange{day(4), day(7)}));
    }

    void escapeIsThePages()
    {
        m_chart->setFocus(Qt::TabFocusReason);
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QApplication::sendEvent(m_chart.get(), &escape);
        QVERIFY(!escape.isAccepted());
    }

    void linesHaveGapsWhereNothingIsKnown()
    {
        FakeUsageFeed feed;
        for (const int number : {0, 1, 2, 5, 6, 9})
            feed.calls.push_back({day(number),
                                  u"1"_s,
                                  u"a"_s,
                                  CallOutcome::Succeeded,
                                  milliseconds(100 * (number + 1)),
                                  {},
                                  {}});
        const TimeRange range{day(0), day(10)};
        m_chart->setSeries({feed.cells({range, BucketWidth::Day, UsageSplit::Tool, {}}), range,
                            UsageSplit::Tool, UsageStep::Day, QTimeZone::utc()},
                           UsageSplit::Tool, words(10));
        m_chart->setMode(ChartMode::Success);
        QList<int> runs;
        for (const QAbstractSeries *line : m_chart->chart()->series()) {
            if (line->type() == QAbstractSeries::SeriesTypeLine)
                runs.append(qobject_cast<const QLineSeries *>(line)->count());
        }
        QCOMPARE(runs, (QList<int>{3, 2})); // and day 9 is a dot
        m_chart->setMode(ChartMode::Calls);
        QCOMPARE(m_chart->chart()->series().size(), 1);
    }

    void aLongSeriesStaysQuick()
    {
        FakeUsageFeed feed;
        for (int hour = 0; hour < 24 * 14; ++hour) {
            for (int tool = 0; tool < 7; ++tool)
                feed.calls.push_back({day(0) + milliseconds(hour * 3'600'000LL),
                                      u"1"_s,
                                      QString::number(tool),
                                      CallOutcome::Succeeded,
                                      {},
                                      {},
                                      {}});
        }
        const TimeRange range{day(0), day(14)};
        const UsageSeries many(feed.cells({range, BucketWidth::Hour, UsageSplit::Tool, {}}), range,
                               UsageSplit::Tool, UsageStep::Hour, QTimeZone::utc());
        QCOMPARE(many.buckets().size(), std::size_t(336));
        QElapsedTimer timer;
        timer.start();
        m_chart->setSeries(many, UsageSplit::Tool, words(336));
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(m_chart->roomForColumns() >= 300);
    }

    void noTwoLayersLookAlikeInAnyTheme_data()
    {
        QTest::addColumn<Tokens>("tokens");
        QTest::newRow("light") << lightTokens();
        QTest::newRow("dark") << darkTokens();
        QTest::newRow("high contrast") << highContrastTokens(QPalette(Qt::black, Qt::black));
    }
    void noTwoLayersLookAlikeInAnyTheme()
    {
        QFETCH(Tokens, tokens);
        FakeUsageFeed feed;
        for (int tool = 0; tool < 12; ++tool) {
            for (int i = 0; i < 20 - tool; ++i)
                feed.calls.push_back(
                    {day(0) + milliseconds(i), u"1"_s, QString::number(tool), {}, {}, {}, {}});
        }
        const TimeRange range{day(0), day(1)};
        const UsageSeries many(feed.cells({range, BucketWidth::Hour, UsageSplit::Tool, {}}), range,
                               UsageSplit::Tool, UsageStep::Hour, QTimeZone::utc());
        const QList<LayerStyle> styles = layerStyles(many, UsageSplit::Tool, chartColours(tokens));
        QCOMPARE(styles.size(), qsizetype(many.layers().size()));
        QSet<QByteArray> pictures;
        for (const LayerStyle &style : styles) {
            const QImage swatch = layerSwatch(style, 24, 1).toImage();
            pictures.insert(QByteArray(reinterpret_cast<const char *>(swatch.constBits()),
                                       swatch.sizeInBytes()));
            // The line around a part stands out from the surface: 3:1, as WCAG wants it of graphics.
            QVERIFY2(contrastRatio(toColour(style.line), tokens.surface) >= 3.0,
                     qPrintable(style.line.name()));
        }
        QCOMPARE(pictures.size(), styles.size());
    }

    void theLegendNamesEveryLayerAndLeadsDown()
    {
        UsageChartCard card(m_theme);
        card.resize(700, 400);
        card.setSeries(series(), UsageSplit::Tool, words(10), {true, false});
        card.show();
        QSignalSpy chosen(card.chart(), &UsageChart::layerChosen);
        const auto entries = card.findChildren<QPushButton *>(u"legendEntry"_s);
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[0]->accessibleName(), u"Legend: a"_s);
        QVERIFY(!entries[0]->icon().isNull());
        entries[0]->click();
        entries[1]->click(); // is no group
        QCOMPARE(chosen.size(), 1);
    }

    void quotasAreJudgedByTheirUse_data()
    {
        QTest::addColumn<qint64>("used");
        QTest::addColumn<Tone>("tone");
        QTest::newRow("unused") << qint64(0) << Tone::Accent;
        QTest::newRow("79 %") << qint64(79) << Tone::Accent;
        QTest::newRow("80 %") << qint64(80) << Tone::Warn;
        QTest::newRow("94 %") << qint64(94) << Tone::Warn;
        QTest::newRow("95 %") << qint64(95) << Tone::Bad;
        QTest::newRow("full") << qint64(100) << Tone::Bad;
    }
    void quotasAreJudgedByTheirUse()
    {
        QFETCH(qint64, used);
        QuotaReading reading;
        reading.limit = 100;
        reading.used = used;
        reading.remaining = 100 - used;
        QTEST(toneOf(reading), "tone");
        QuotaCard card(m_theme, QuotaKind::Day);
        card.showReading(reading, u"so it is"_s);
        QVERIFY(card.accessibleDescription().contains(QString::number(used)));
        QVERIFY(card.accessibleDescription().endsWith(u"so it is"));
    }
};

QTEST_MAIN(tst_UsageChart)
#include "tst_usagechart.moc"
