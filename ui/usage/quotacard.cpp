// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/quotacard.h"

#include "models/usage/usagetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/controls.h"

#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

//! How full a quota is, growing from where reading begins. What it says is in the words beside it.
class QuotaBar final : public QWidget
{
public:
    QuotaBar(const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(6);
        QObject::connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

    void setValue(double part, Tone tone)
    {
        if (part == m_part && tone == m_tone)
            return;
        m_part = part;
        m_tone = tone;
        update();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Q_UNUSED(event)
        const Tokens &tokens = m_theme.tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(tokens.isHighContrast ? QPen(tokens.text) : QPen(Qt::NoPen));
        painter.setBrush(tokens.fill);
        const QRectF whole = rect();
        painter.drawRoundedRect(whole, 3, 3);
        if (m_part <= 0)
            return;
        // Even the first call shows.
        QRectF used = whole;
        used.setWidth(std::max(whole.height(), whole.width() * std::min(m_part, 1.0)));
        if (layoutDirection() == Qt::RightToLeft)
            used.moveRight(whole.right());
        painter.setBrush(tokens.toneText(m_tone));
        painter.drawRoundedRect(used, 3, 3);
    }

private:
    const Theme &m_theme;
    double m_part = 0;
    Tone m_tone = Tone::Accent;
};

Tone toneOf(const QuotaReading &reading)
{
    constexpr double warnFrom = 0.80;
    constexpr double badFrom = 0.95;
    if (reading.isFull())
        return Tone::Bad;
    const double part = reading.limit > 0 ? double(reading.used) / double(reading.limit) : 0;
    return part >= badFrom ? Tone::Bad : part >= warnFrom ? Tone::Warn : Tone::Accent;
}

QuotaCard::QuotaCard(const Theme &theme, QuotaKind kind, QWidget *parent)
    : QFrame(parent)
    , m_kind(kind)
{
    setProperty("kind", u"card"_s);
    m_title = makeWrappedLabel(quotaTitle(kind), Rank::Muted, this);
    m_figures = makeLabel({}, Rank::Heading, this);
    m_figures->setObjectName(u"figures"_s);
    m_bar = new QuotaBar(theme, this);
    m_sentence = makeWrappedLabel({}, Rank::Hint, this);
    m_sentence->setObjectName(u"sentence"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(5);
    column->addWidget(m_title);
    column->addWidget(m_figures);
    column->addSpacing(3);
    column->addWidget(m_bar);
    column->addSpacing(1);
    column->addWidget(m_sentence);
    column->addStretch(1);
    setAccessibleName(quotaTitle(kind));
}

void QuotaCard::showReading(const QuotaReading &reading, const QString &sentence,
                            const QString &toolTip)
{
    const QLocale locale;
    const QString used = locale.toString(reading.used);
    const QString limit = locale.toString(reading.limit);
    //: used and limit of a quota: "812 / 1,000"
    const QString figures = tr("%1 / %2").arg(
        //: calls may be missing: at least so many are used
        reading.isLowerBound ? tr("≥ %1").arg(used) : used, limit);
    const Tone tone = toneOf(reading);
    const double part = reading.limit > 0 ? double(reading.used) / double(reading.limit) : 0;
    m_bar->setValue(part, tone);
    m_figures->setText(figures);
    m_sentence->setText(sentence);
    setTone(m_sentence, tone == Tone::Accent ? Tone::Neutral : tone);
    setToolTip(reading.isLowerBound
                   ? toolTip + u' ' + tr("Calls may be missing: no source tells of all of them.")
                   : toolTip);
    const QString spoken = reading.isLowerBound ? tr("At least %1 of %2 used").arg(used, limit)
                                                : tr("%1 of %2 used").arg(used, limit);
    setSpokenDescription(this, spoken + u". "_s + sentence);
}

void QuotaCard::showUnknown(const QString &sentence)
{
    m_bar->setValue(0, Tone::Accent);
    m_figures->setText(u"–"_s);
    m_sentence->setText(sentence);
    setTone(m_sentence, Tone::Neutral);
    setToolTip({});
    setSpokenDescription(this, sentence);
}

} // namespace Konstantly
