// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/chartpicture.h"

#include "models/usage/chartsvg.h"
#include "ui/usage/chartcolours.h"

#include <QPainter>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr double MaxSide = 4096;

//! Draws one document.
class ChartReader final
{
public:
    ChartReader(const QByteArray &svg, double scale)
        : m_xml(svg)
        , m_scale(scale)
    {}

    [[nodiscard]] Result<QImage> read()
    {
        if (!m_xml.readNextStartElement() || m_xml.name() != u"svg")
            refuse(u"it begins with no <svg>"_s);
        else
            readDocument();
        if (m_painter.isActive())
            m_painter.end();
        if (m_xml.hasError())
            return fail(ErrorCode::InvalidInput,
                        u"line %1: %2"_s.arg(m_xml.lineNumber()).arg(m_xml.errorString()));
        return m_image;
    }

private:
    void readDocument()
    {
        const QSizeF size(number("width"_L1), number("height"_L1));
        if (!(size.width() >= 1 && size.width() <= MaxSide && size.height() >= 1
              && size.height() <= MaxSide))
            return refuse(u"its size is none"_s);
        m_image = QImage((size * m_scale).toSize(), QImage::Format_ARGB32_Premultiplied);
        m_image.setDevicePixelRatio(m_scale);
        m_image.fill(Qt::transparent);
        m_painter.begin(&m_image);
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_font = QFont(attribute("font-family"_L1));
        m_font.setStyleHint(QFont::SansSerif);
        while (m_xml.readNextStartElement()) {
            const QStringView name = m_xml.name();
            if (name == u"title")
                m_xml.skipCurrentElement();
            else if (name == u"defs")
                readPatterns();
            else if (name == u"rect")
                drawRect();
            else if (name == u"path")
                drawLine();
            else if (name == u"text")
                drawText();
            else
                refuseElement();
        }
    }

    void readPatterns()
    {
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() != u"pattern")
                return refuseElement();
            const QString id = attribute("id"_L1);
            QColor fill;
            QColor stroke;
            int index = 0;
            while (m_xml.readNextStartElement()) {
                if (m_xml.name() == u"rect") {
                    fill = colour("fill"_L1);
                } else if (m_xml.name() == u"path") {
                    stroke = colour("stroke"_L1);
                    index = pattern(attribute("d"_L1));
                } else {
                    return refuseElement();
                }
                m_xml.skipCurrentElement();
            }
            m_fills.insert(u"url(#%1)"_s.arg(id), patternBrush(index, fill, stroke, m_scale));
        }
    }

    [[nodiscard]] int pattern(const QString &path)
    {
        for (int i = 0; i < PatternCount; ++i) {
            if (path == patternPath(i))
                return i;
        }
        refuse(u"there is no such pattern"_s);
        return 0;
    }

    void drawRect()
    {
        const QRectF rect(number("x"_L1), number("y"_L1), number("width"_L1), number("height"_L1));
        const QString fill = attribute("fill"_L1);
        const auto brush = m_fills.constFind(fill);
        m_painter.setBrush(brush == m_fills.cend() ? QBrush(colour("fill"_L1)) : *brush);
        m_painter.setPen(has("stroke"_L1) ? QPen(colour("stroke"_L1)) : QPen(Qt::NoPen));
        m_painter.drawRect(rect);
        if (m_xml.readNextStartElement()) {
            if (m_xml.name() != u"title")
                return refuseElement();
            m_xml.skipCurrentElement();
            m_xml.skipCurrentElement();
        }
    }

    //! A level line, as in "M64.00 348.00h880.00".
    void drawLine()
    {
        static const QRegularExpression level(
            u"\\AM(\\d+\\.\\d+) (\\d+\\.\\d+)h(\\d+\\.\\d+)\\z"_s);
        const auto match = level.match(attribute("d"_L1));
        if (!match.hasMatch())
            return refuse(u"a path is no level line"_s);
        const QPointF from(match.captured(1).toDouble(), match.captured(2).toDouble());
        m_painter.setPen(colour("stroke"_L1));
        m_painter.drawLine(from, from + QPointF(match.captured(3).toDouble(), 0));
        m_xml.skipCurrentElement();
    }

    void drawText()
    {
        const double size = number("font-size"_L1);
        if (!(size >= 1 && size <= 100))
            return refuse(u"the size of a text is none"_s);
        QPointF at(number("x"_L1), number("y"_L1));
        const QString anchor = attribute("text-anchor"_L1);
        m_painter.setPen(colour("fill"_L1));
        const QString text = m_xml.readElementText();
        m_font.setPixelSize(qRound(size));
        m_painter.setFont(m_font);
        const double width = QFontMetricsF(m_font).horizontalAdvance(text);
        if (anchor == "end"_L1)
            at.rx() -= width;
        else if (anchor == "middle"_L1)
            at.rx() -= width / 2;
        m_painter.drawText(at, text);
    }

    [[nodiscard]] bool has(QLatin1StringView name) const
    {
        return m_xml.attributes().hasAttribute(name);
    }
    [[nodiscard]] QString attribute(QLatin1StringView name) const
    {
        return m_xml.attributes().value(name).toString();
    }
    [[nodiscard]] double number(QLatin1StringView name)
    {
        bool isNumber = false;
        const double value = attribute(name).toDouble(&isNumber);
        if (!isNumber)
            refuse(u"“%1” is no number"_s.arg(name));
        return value;
    }
    [[nodiscard]] QColor colour(QLatin1StringView name)
    {
        static const QRegularExpression hex(u"\\A#[0-9a-f]{6}\\z"_s);
        const QString value = attribute(name);
        if (!hex.match(value).hasMatch())
            refuse(u"“%1” is no colour"_s.arg(name));
        return QColor(value);
    }

    void refuse(const QString &why)
    {
        if (!m_xml.hasError())
            m_xml.raiseError(why);
    }
    void refuseElement() { refuse(u"it has a <%1>"_s.arg(m_xml.name())); }

    QXmlStreamReader m_xml;
    double m_scale;
    QImage m_image;
    QPainter m_painter;
    QFont m_font;
    QHash<QString, QBrush> m_fills; // by what names them
};

} // namespace

Result<QImage> chartPicture(const QByteArray &svg, double scale)
{
    return ChartReader(svg, scale).read();
}

} // namespace Konstantly
