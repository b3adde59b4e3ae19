// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/chartsvg.h"

#include "models/base/redaction.h"

#include <QLocale>
#include <QPointF>
#include <QXmlStreamWriter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr double Width = 960;
constexpr double PlotLeft = 64;
constexpr double PlotTop = 48;
constexpr double PlotWidth = Width - PlotLeft - 16;
constexpr double PlotHeight = 300;
constexpr double LabelWidth = 56; // a label below the columns takes about this much
constexpr double LegendLine = 22;
constexpr double CharWidth = 7.2; // of the legend, on average

QString number(double value)
{
    return QString::number(value, 'f', 2);
}

//! Writes one chart.
class Writer final
{
public:
    Writer(const UsageSeries &series, const QList<LayerStyle> &styles, const ChartWords &words,
           const ChartColours &colours)
        : m_series(series)
        , m_styles(styles)
        , m_words(words)
        , m_colours(colours)
        , m_xml(&m_bytes)
    {
        for (const QString &name : words.layers)
            m_layers.append(withoutSecret(name));
    }

    [[nodiscard]] QByteArray write(const QString &title)
    {
        const QStringList rows = legendRows();
        const double height = PlotTop + PlotHeight + 40 + LegendLine * double(rows.size()) + 8;
        m_xml.writeStartDocument();
        m_xml.writeStartElement(u"svg"_s);
        m_xml.writeDefaultNamespace(u"http://www.w3.org/2000/svg"_s);
        m_xml.writeAttribute(u"width"_s, number(Width));
        m_xml.writeAttribute(u"height"_s, number(height));
        m_xml.writeAttribute(u"viewBox"_s, u"0 0 %1 %2"_s.arg(number(Width), number(height)));
        m_xml.writeAttribute(u"font-family"_s, u"sans-serif"_s);
        m_xml.writeAttribute(u"role"_s, u"img"_s);
        m_xml.writeTextElement(u"title"_s, title);
        writePatterns();
        writeRect(0, 0, Width, height, m_colours.surface.name(), {}, {});
        writeText(16, 28, title, 15, m_colours.text, u"start"_s);
        writeGrid();
        writeColumns();
        writeLegend();
        m_xml.writeEndDocument();
        return m_bytes;
    }

private:
    void writePatterns()
    {
        m_xml.writeStartElement(u"defs"_s);
        for (qsizetype i = 0; i < m_styles.size(); ++i) {
            const LayerStyle &style = m_styles[i];
            m_xml.writeStartElement(u"pattern"_s);
            m_xml.writeAttribute(u"id"_s, u"layer%1"_s.arg(i));
            m_xml.writeAttribute(u"width"_s, QString::number(PatternTile));
            m_xml.writeAttribute(u"height"_s, QString::number(PatternTile));
            m_xml.writeAttribute(u"patternUnits"_s, u"userSpaceOnUse"_s);
            writeRect(0, 0, PatternTile, PatternTile, style.fill.name(), {}, {});
            m_xml.writeStartElement(u"path"_s);
            m_xml.writeAttribute(u"d"_s, patternPath(style.pattern));
            m_xml.writeAttribute(u"stroke"_s, strokeColour(style).name());
            m_xml.writeAttribute(u"stroke-width"_s, QString::number(strokeWidth(style.pattern)));
            m_xml.writeAttribute(u"stroke-linecap"_s, u"round"_s);
            m_xml.writeEndElement();
            m_xml.writeEndElement();
        }
        m_xml.writeEndElement();
    }

    void writeGrid()
    {
        const UsageSeries::Axis axis = m_series.axis();
        for (int line = 0; line <= axis.lines; ++line) {
            const double part = double(line) / axis.lines;
            const double y = PlotTop + PlotHeight * (1 - part);
            m_xml.writeStartElement(u"path"_s);
            m_xml.writeAttribute(
                u"d"_s, u"M%1 %2h%3"_s.arg(number(PlotLeft), number(y), number(PlotWidth)));
            m_xml.writeAttribute(u"stroke"_s, m_colours.line.name());
            m_xml.writeEndElement();
            writeText(PlotLeft - 8, y + 4, QLocale().toString(qRound64(double(axis.max) * part)),
                      11, m_colours.muted, u"end"_s);
        }
        const double column = columnWidth();
        const auto step = qsizetype(std::max(1.0, std::ceil(LabelWidth / column)));
        const qsizetype count = m_words.axis.size();
        for (qsizetype i = count == 0 ? 0 : (count - 1) % step; i < count; i += step)
            writeText(PlotLeft + column * (double(i) + 0.5), PlotTop + PlotHeight + 18,
                      m_words.axis[i], 11, m_colours.muted, u"middle"_s);
    }

    void writeColumns()
    {
        const double column = columnWidth();
        const double perCall = PlotHeight / double(m_series.axis().max);
        const double gap = column >= 7 ? column * 0.07 : 0;
        for (std::size_t bucket = 0; bucket < m_series.buckets().size(); ++bucket) {
            double bottom = PlotTop + PlotHeight;
            for (std::size_t layer = 0; layer < m_series.layers().size(); ++layer) {
                const qint64 calls = m_series.layers()[layer].calls[bucket];
                if (calls == 0)
                    continue;
                const double height = double(calls) * perCall;
                bottom -= height;
                writeRect(PlotLeft + column * double(bucket) + gap, bottom, column - 2 * gap,
                          height, u"url(#layer%1)"_s.arg(layer),
                          m_styles.value(qsizetype(layer)).line.name(),
                          u"%1, %2: %3"_s.arg(m_words.buckets.value(qsizetype(bucket)),
                                              m_layers.value(qsizetype(layer)),
                                              QLocale().toString(calls)));
            }
        }
    }

    //! The legend's names, each on the line where there is room for it; a line holds indices.
    [[nodiscard]] QStringList legendRows()
    {
        m_legendX.clear();
        QStringList rows;
        double x = Width;
        for (const QString &name : m_layers) {
            const double width = 20 + double(name.size()) * CharWidth + 16;
            if (x + width > Width - 16 || rows.isEmpty()) {
                rows.append(QString());
                x = 16;
            }
            m_legendX.append({x, double(rows.size() - 1)});
            x += width;
        }
        return rows;
    }

    void writeLegend()
    {
        const double top = PlotTop + PlotHeight + 40;
        for (qsizetype i = 0; i < m_layers.size(); ++i) {
            const double y = top + m_legendX[i].y() * LegendLine;
            writeRect(m_legendX[i].x(), y, 12, 12, u"url(#layer%1)"_s.arg(i),
                      m_styles.value(i).line.name(), {});
            writeText(m_legendX[i].x() + 18, y + 10.5, m_layers[i], 13, m_colours.text, u"start"_s);
        }
    }

    void writeRect(double x, double y, double width, double height, const QString &fill,
                   const QString &stroke, const QString &title)
    {
        m_xml.writeStartElement(u"rect"_s);
        m_xml.writeAttribute(u"x"_s, number(x));
        m_xml.writeAttribute(u"y"_s, number(y));
        m_xml.writeAttribute(u"width"_s, number(width));
        m_xml.writeAttribute(u"height"_s, number(height));
        m_xml.writeAttribute(u"fill"_s, fill);
        if (!stroke.isEmpty())
            m_xml.writeAttribute(u"stroke"_s, stroke);
        if (!title.isEmpty())
            m_xml.writeTextElement(u"title"_s, title);
        m_xml.writeEndElement();
    }

    void writeText(double x, double y, const QString &text, int size, const Rgb &colour,
                   const QString &anchor)
    {
        m_xml.writeStartElement(u"text"_s);
        m_xml.writeAttribute(u"x"_s, number(x));
        m_xml.writeAttribute(u"y"_s, number(y));
        m_xml.writeAttribute(u"font-size"_s, QString::number(size));
        m_xml.writeAttribute(u"fill"_s, colour.name());
        m_xml.writeAttribute(u"text-anchor"_s, anchor);
        m_xml.writeCharacters(text);
        m_xml.writeEndElement();
    }

    [[nodiscard]] double columnWidth() const
    {
        return PlotWidth / double(std::max<std::size_t>(1, m_series.buckets().size()));
    }

    const UsageSeries &m_series;
    const QList<LayerStyle> &m_styles;
    const ChartWords &m_words;
    const ChartColours &m_colours;
    QStringList m_layers;     // their names
    QList<QPointF> m_legendX; // where an entry begins, and in which line
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

} // namespace

QString patternPath(int pattern)
{
    QString path;
    for (const PatternStroke &line : patternStrokes(pattern))
        path += u"M%1 %2L%3 %4"_s.arg(line.fromX).arg(line.fromY).arg(line.toX).arg(line.toY);
    return path;
}

QByteArray chartSvg(const UsageSeries &series, const QList<LayerStyle> &styles,
                    const ChartWords &words, const QString &title, const ChartColours &colours)
{
    return Writer(series, styles, words, colours).write(title);
}

} // namespace Konstantly
