// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/chartpicture.h"

#include "models/usage/chartsvg.h"
#include "tests/support/usageanswers.h"
#include "ui/theme/rgbcolour.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

//! The document of a chart in pixels.
class tst_ChartPicture final : public QObject
{
    Q_OBJECT

    [[nodiscard]] static UsageSeries series(int tools)
    {
        QStringList names;
        std::vector<UsageCell> cells;
        for (int i = 0; i < tools; ++i) {
            names.append(u"tool %1"_s.arg(i));
            cells.push_back({milliseconds(0), i, OutcomeClass::Succeeded, 100, {}});
        }
        return {answerOf(names, std::move(cells)),
                {milliseconds(0), milliseconds(3'600'000)},
                UsageSplit::Tool,
                UsageStep::Hour,
                QTimeZone::utc()};
    }
    [[nodiscard]] static QByteArray svgOf(const UsageSeries &series, const ChartColours &colours)
    {
        return chartSvg(series, layerStyles(series, UsageSplit::Tool, colours),
                        chartWords(series, UsageSplit::Tool, QTimeZone::utc(), {}), u"Calls"_s,
                        colours);
    }
    //! How many pixels of \a part have exactly \a colour.
    [[nodiscard]] static int count(const QImage &image, const QRect &part, const QColor &colour)
    {
        int count = 0;
        for (int y = part.top(); y <= part.bottom(); ++y) {
            for (int x = part.left(); x <= part.right(); ++x)
                count += int(image.pixelColor(x, y) == colour);
        }
        return count;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    }

    void everyLayerTextAndLineIsThere_data()
    {
        QTest::addColumn<double>("scale");
        QTest::addColumn<bool>("isDark");
        for (const double scale : {1.0, 2.0}) {
            QTest::addRow("light, %gx", scale) << scale << false;
            QTest::addRow("dark, %gx", scale) << scale << true;
        }
    }
    void everyLayerTextAndLineIsThere()
    {
        QFETCH(const double, scale);
        QFETCH(const bool, isDark);
        const ChartColours colours = isDark ? DarkChart : LightChart;
        const UsageSeries many = series(int(UsageSeries::MaxLayers));
        const auto picture = chartPicture(svgOf(many, colours), scale);
        QVERIFY2(picture, qPrintable(picture ? QString() : picture.error().detail));
        QCOMPARE(picture->width(), qRound(960 * scale));
        const QImage image = picture->convertToFormat(QImage::Format_ARGB32);
        QCOMPARE(image.pixelColor(1, 1), toColour(colours.surface));
        for (const LayerStyle &style : layerStyles(many, UsageSplit::Tool, colours))
            QVERIFY2(count(image, image.rect(), toColour(style.fill)) > 200,
                     qPrintable(style.fill.name()));
        // The grid's top line, beyond the highest column; the title above it; what stands left of the lines.
        const auto part = [scale](int x, int y, int width, int height) {
            return QRect(QPoint(qRound(x * scale), qRound(y * scale)),
                         QSize(width, height) * scale);
        };
        const auto isEmpty = [&](const QRect &rect) {
            return count(image, rect, toColour(colours.surface)) == rect.width() * rect.height();
        };
        QVERIFY(!isEmpty(part(16, 12, 100, 20)));
        QVERIFY(!isEmpty(part(20, 340, 40, 14)));
        QVERIFY(!isEmpty(part(64, 352, 880, 20)));
        QVERIFY(!isEmpty(part(34, 386, 100, 20)));
        QVERIFY(isEmpty(part(0, 40, 20, 300)));
    }

    void everyPatternIsDrawn()
    {
        const UsageSeries many = series(int(UsageSeries::MaxLayers));
        QByteArray plain = svgOf(many, LightChart);
        const auto patterned = chartPicture(plain, 1);
        for (int i = 1; i < PatternCount; ++i)
            plain.replace("d=\"" + patternPath(i).toLatin1() + '"', "d=\"\"");
        const auto without = chartPicture(plain, 1);
        QVERIFY(patterned && without);
        int pixels = 0;
        for (int y = 0; y < patterned->height(); ++y) {
            for (int x = 0; x < patterned->width(); ++x)
                pixels += int(patterned->pixel(x, y) != without->pixel(x, y));
        }
        QVERIFY2(pixels > 10'000, qPrintable(QString::number(pixels)));
    }

    void whatItDoesNotKnowIsRefused_data()
    {
        QTest::addColumn<QByteArray>("document");
        const QByteArray head = "<svg width='100' height='100'>";
        const auto row = [&head](const char *name, const QByteArray &inside) {
            QTest::newRow(name) << head + inside + "</svg>";
        };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("HTML") << "<html/>"_qba;
        QTest::newRow("cut") << head + "<rect";
        QTest::newRow("cut later") << head;
        QTest::newRow("no size") << "<svg/>"_qba;
        QTest::newRow("too large") << "<svg width='100000' height='100000'/>"_qba;
        QTest::newRow("not a number") << "<svg width='nan' height='10'/>"_qba;
        row("an image", "<image href='file:///etc/passwd'/>");
        row("a script", "<script>1</script>");
        row("a group", "<g/>");
        row("a part in a part",
            "<rect x='0' y='0' width='1' height='1' fill='#000000'><g/></rect>");
        row("a part without a place", "<rect fill='#000000'/>");
        row("a pattern that is not there",
            "<rect x='0' y='0' width='1' height='1' fill='url(#layer7)'/>");
        row("a colour by name", "<rect x='0' y='0' width='1' height='1' fill='red'/>");
        row("a curve", "<path d='M0 0C1 1 2 2 3 3' stroke='#000000'/>");
        row("a gradient", "<defs><linearGradient/></defs>");
        row("a pattern of its own",
            "<defs><pattern id='layer0'><path d='M0 0L1 1' stroke='#000000'/></pattern></defs>");
        row("a text as high as a house",
            "<text x='0' y='0' font-size='1e9' fill='#000000' text-anchor='start'>x</text>");
        row("a text with parts",
            "<text x='0' y='0' font-size='9' fill='#000000' text-anchor='start'><tspan/></text>");
        QTest::newRow("entities") << "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\">]>" + head
                                         + "<g>&a;</g></svg>";
    }
    void whatItDoesNotKnowIsRefused()
    {
        QFETCH(const QByteArray, document);
        const auto picture = chartPicture(document, 1);
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, ErrorCode::InvalidInput);
        QVERIFY(!picture.error().detail.isEmpty());
    }
};

QTEST_MAIN(tst_ChartPicture)
#include "tst_chartpicture.moc"
