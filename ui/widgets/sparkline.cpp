// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/sparkline.h"

#include "ui/theme/theme.h"
#include "ui/widgets/controls.h"

#include <QPainter>

#include <algorithm>

namespace Konstantly {

Sparkline::Sparkline(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Sparkline::setValues(const QList<qint64> &values, const QString &text)
{
    m_values = values;
    setAccessibleName(text);
    setToolTip(plainToolTip(text));
    update();
}

QSize Sparkline::sizeHint() const
{
    return {160, fontMetrics().height() * 2};
}

QSize Sparkline::minimumSizeHint() const
{
    return {60, sizeHint().height()};
}

void Sparkline::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    if (m_values.isEmpty())
        return;
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double column = double(width()) / double(m_values.size());
    const double gap = column >= 4 ? 1.0 : 0.0;
    const auto highest = double(std::max<qint64>(1, *std::ranges::max_element(m_values)));
    // A line to stand on shows the days without calls too.
    painter.fillRect(QRectF(0, height() - 1, width(), 1), tokens.line);
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        if (m_values[i] <= 0)
            continue;
        const double tall = std::max(2.0, (height() - 2) * double(m_values[i]) / highest);
        painter.fillRect(QRectF(column * double(i), height() - 1 - tall, column - gap, tall),
                         tokens.accent);
    }
}

} // namespace Konstantly
