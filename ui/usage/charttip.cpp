// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/charttip.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyle>

namespace Konstantly {

namespace {
constexpr int Padding = 10;
constexpr int Swatch = 12;
constexpr int Gap = 8;
constexpr int MaxNameWidth = 260;
} // namespace

ChartTip::ChartTip(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

QFont ChartTip::titleFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

void ChartTip::setContent(const QString &title, const QList<Row> &rows)
{
    m_title = title;
    m_rows = rows;
    update();
}

void ChartTip::showBeside(const QRect &anchor)
{
    const QSize size = sizeHint();
    const QRect room = parentWidget()->rect();
    int x = anchor.right() + Gap;
    if (x + size.width() > room.right())
        x = anchor.left() - Gap - size.width();
    x = std::clamp(x, room.left(), std::max(room.left(), room.right() - size.width()));
    const int y = std::clamp(anchor.top() + Gap, room.top(),
                             std::max(room.top(), room.bottom() - size.height()));
    setGeometry(QRect(QPoint(x, y), size));
    show();
    raise();
}

QSize ChartTip::sizeHint() const
{
    const QFontMetrics metrics(font());
    int width = QFontMetrics(titleFont()).horizontalAdvance(m_title);
    for (const Row &row : m_rows) {
        const int name = std::min(metrics.horizontalAdvance(row.name), MaxNameWidth);
        width = std::max(width,
                         Swatch + Gap + name + 2 * Gap + metrics.horizontalAdvance(row.value));
    }
    return {width + 2 * Padding,
            2 * Padding + metrics.height() * int(m_rows.size() + 1) + 2 * int(m_rows.size())};
}

void ChartTip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(mixed(tokens.line, tokens.text, 0.2));
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
    const QRect inner = rect().adjusted(Padding, Padding, -Padding, -Padding);
    const QFontMetrics metrics(font());
    painter.setPen(tokens.text);
    painter.setFont(titleFont());
    painter.drawText(inner, int(Qt::AlignLeading | Qt::AlignTop), m_title);
    painter.setFont(font());
    int y = inner.top() + metrics.height() + 2;
    for (const Row &row : m_rows) {
        const QRect line(inner.left(), y, inner.width(), metrics.height());
        const auto place = [&](int left, int width) {
            return QStyle::visualRect(layoutDirection(), line,
                                      QRect(line.left() + left, line.top(), width, line.height()));
        };
        if (!row.swatch.isNull()) {
            const QRect box = place(0, Swatch);
            painter.drawPixmap(box.left(), box.center().y() - Swatch / 2, row.swatch);
        }
        const int value = metrics.horizontalAdvance(row.value);
        const int name = inner.width() - Swatch - Gap - value - Gap;
        painter.setPen(tokens.muted);
        painter.drawText(place(Swatch + Gap, name), int(Qt::AlignLeading | Qt::AlignVCenter),
                         metrics.elidedText(row.name, Qt::ElideMiddle, name));
        painter.setPen(tokens.text);
        painter.drawText(place(inner.width() - value, value),
                         int(Qt::AlignTrailing | Qt::AlignVCenter), row.value);
        y += metrics.height() + 2;
    }
}

} // namespace Konstantly
