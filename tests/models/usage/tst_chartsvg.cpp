// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/chartsvg.h"

#include "tests/support/usageanswers.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <set>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

//! A chart as a document: what window and command line write.
class tst_ChartSvg final : public QObject
{
    Q_OBJECT

    //! One call of each of \a tools in the second of three hours.
    [[nodiscard]] static UsageSeries series(const QStringList &tools)
    {
        std::vector<UsageCell> cells;
        for (qsizetype i = 0; i < tools.size(); ++i)
            cells.push_back({milliseconds(3'600'000), i, OutcomeClass::Succeeded, 1 + i, {}});
        const TimeRange range{milliseconds(0), milliseconds(3 * 3'600'000)};
        return {answerOf(tools, std::move(cells)), range, UsageSplit::Tool, UsageStep::Hour,
                QTimeZone::utc()};
    }
    [[nodiscard]] static QByteArray svgOf(const UsageSeries &series,
                                          const ChartColours &colours = LightChart)
    {
        const auto names = [](const QString &id) { return id; };
        return chartSvg(series, layerStyles(series, UsageSplit::Tool, colours),
                        chartWords(series, UsageSplit::Tool, QTimeZone::utc(), names),
                        callsTitle(series.step()), colours);
    }
    //! The elements' names and the text in them; empty when it is no XML.
    [[nodiscard]] static QStringList partsOf(const QByteArray &svg)
    {
        QStringList parts;
        QXmlStreamReader xml(svg);
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement())
                parts.append(xml.name().toString());
            else if (xml.isCharacters() && !xml.isWhitespace())
                parts.append(xml.text().toString());
        }
        return xml.hasError() ? QStringList() : parts;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void everyPartSaysWhatItIs()
    {
        const QStringList parts = partsOf(svgOf(series({u"find_user"_s, u"get_<course>&"_s})));
        QVERIFY(parts.contains(u"Calls per hour"_s));
        QCOMPARE(parts.filter(u", find_user: 1"_s).size(), 1);
        QCOMPARE(parts.filter(u", get_<course>&: 2"_s).size(), 1);
        QCOMPARE(parts.count(u"get_<course>&"_s), 1); // in the legend
        QCOMPARE(parts.count(u"pattern"_s), 2);
    }

    void dotsAreThickEnoughToBeSeen()
    {
        const QByteArray svg = svgOf(series({u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(svg.count("stroke-width=\"1\""), 2);
        QCOMPARE(svg.count("stroke-width=\"2.2\""), 1);
    }

    void nothingIsDrawnOfNothing()
    {
        const QByteArray svg = svgOf(series({}));
        QCOMPARE(partsOf(svg).count(u"pattern"_s), 0);
        QVERIFY(partsOf(svg).contains(u"svg"_s));
        QVERIFY(!partsOf(svgOf(UsageSeries())).isEmpty());
    }

    void colourAndPatternTellEveryLayerApart_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void colourAndPatternTellEveryLayerApart()
    {
        QFETCH(const bool, isDark);
        const UsageSeries many = series(
            {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s, u"g"_s, u"h"_s, u"i"_s});
        const auto styles = layerStyles(many, UsageSplit::Tool, isDark ? DarkChart : LightChart);
        QCOMPARE(styles.size(), qsizetype(UsageSeries::MaxLayers));
        std::set<QString> fills;
        std::set<int> patterns;
        for (const LayerStyle &style : styles) {
            fills.insert(style.fill.name());
            patterns.insert(style.pattern);
        }
        QCOMPARE(fills.size(), std::size_t(styles.size()));
        QCOMPARE(patterns.size(), std::size_t(styles.size()));
        const QByteArray svg = svgOf(many, isDark ? DarkChart : LightChart);
        QVERIFY(svg.contains(isDark ? "#1d2128" : "#ffffff"));
        for (const QString &fill : fills)
            QVERIFY2(svg.contains(fill.toLatin1()), qPrintable(fill));
    }

    void coloursAreMixedAndNamed()
    {
        QCOMPARE(rgb(0x0A0B0C).name(), u"#0a0b0c"_s);
        QCOMPARE(rgb(0).name(), u"#000000"_s);
        QCOMPARE(mixed(rgb(0x000000), rgb(0xFF8001), 0.5), (Rgb{128, 64, 1}));
        QCOMPARE(mixed(rgb(0x123456), rgb(0xFFFFFF), 0), rgb(0x123456));
        QCOMPARE(mixed(rgb(0x123456), rgb(0xFFFFFF), 1), rgb(0xFFFFFF));
    }

    void aSecretInANameIsLeftOut()
    {
        const QString secret = u"kmcp_"_s + QString(43, u'Z');
        const QByteArray svg = svgOf(series({u"tool "_s + secret}));
        QVERIFY(!svg.contains("ZZZZZ"));
        QVERIFY(svg.contains("tool kmcp_"));
    }
};

QTEST_GUILESS_MAIN(tst_ChartSvg)
#include "tst_chartsvg.moc"
