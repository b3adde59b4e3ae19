// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/quotarow.h"

#include "models/usage/quotawatch.h"
#include "models/usage/usagenotices.h"
#include "models/usage/usagetext.h"
#include "ui/usage/quotacard.h"
#include "ui/widgets/banner.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Four cards need this much to stand in one row.
constexpr int FourCardsWidth = 720;
constexpr int Gap = 12;

} // namespace

QuotaRow::QuotaRow(const Theme &theme, Settings &settings, Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_clock(std::move(clock))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Gap);
    m_banner = new Banner(this);
    m_banner->setObjectName(u"usageBanner"_s);
    column->addWidget(m_banner);
    m_grid = new QGridLayout;
    m_grid->setSpacing(Gap);
    column->addLayout(m_grid);
    for (const QuotaKind kind :
         {QuotaKind::Minute, QuotaKind::Day, QuotaKind::AiKey, QuotaKind::AiWorkspace})
        m_cards.append(new QuotaCard(theme, kind, this));
    placeCards();
    connect(m_banner, &Banner::actionTriggered, this, &QuotaRow::hideNotice);
}

QuotaRow::~QuotaRow() = default;

void QuotaRow::setFeed(UsageFeed *feed, const QString &name, const KeyNames &names)
{
    m_notices.reset();
    m_watch.reset();
    m_names = names;
    hideNotice();
    if (feed != nullptr) {
        m_zone = feed->zone();
        m_watch = std::make_unique<QuotaWatch>(*feed, m_clock);
        m_notices = std::make_unique<UsageNotices>(*m_watch, m_settings, name, m_zone, m_clock);
        connect(m_watch.get(), &QuotaWatch::changed, this, &QuotaRow::showReadings);
        connect(m_notices.get(), &UsageNotices::noticed, this, &QuotaRow::showNotice);
    }
    showReadings();
}

void QuotaRow::setKey(const QString &key, Plan plan)
{
    m_watch->setKey(key, plan);
    m_watch->start(); // the badge in the side bar is seen from everywhere
}

void QuotaRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeCards();
}

void QuotaRow::placeCards()
{
    const int columns = width() >= FourCardsWidth ? 4 : 2;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (qsizetype i = 0; i < m_cards.size(); ++i)
        m_grid->addWidget(m_cards[i], int(i) / columns, int(i) % columns);
    for (int column = 0; column < 4; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

void QuotaRow::showReadings()
{
    const std::chrono::milliseconds now(m_clock().toMSecsSinceEpoch());
    const WallClock wall{m_zone, QLocale()};
    const QList<QuotaReading> readings = m_watch != nullptr ? m_watch->readings()
                                                            : QList<QuotaReading>();
    QStringList urgent;
    QStringList lines;
    for (QuotaCard *card : std::as_const(m_cards)) {
        const auto found = std::ranges::find(readings, card->kind(), &QuotaReading::kind);
        if (found == readings.end()) {
            card->showUnknown(m_watch != nullptr && m_watch->problem()
                                  ? describe(*m_watch->problem()).message
                                  : tr("Counting…"));
            continue;
        }
        const QString sentence = quotaLine(*found, now, wall);
        showReading(card, *found, sentence);
        if (found->kind == QuotaKind::Day || toneOf(*found) != Tone::Accent)
            lines.append(tr("%1: %2").arg(quotaTitle(found->kind), remainingText(*found, wall)));
        if (toneOf(*found) == Tone::Bad)
            urgent.append(u"%1: %2"_s.arg(quotaTitle(found->kind), sentence));
    }
    Q_EMIT badgeChanged(urgent.isEmpty() ? PageBadge()
                                         : PageBadge{QString::number(urgent.size()), Tone::Bad,
                                                     urgent.join(u". "_s)});
    if (std::exchange(m_lines, lines) != lines)
        Q_EMIT linesChanged();
}

void QuotaRow::showReading(QuotaCard *card, const QuotaReading &reading, const QString &sentence)
{
    const bool bitesFirst = m_watch->bitesFirst() == reading.kind && reading.used > 0;
    card->showReading(reading, sentence,
                      bitesFirst ? windowText(reading.kind) + u' ' + bitesFirstText(reading.kind)
                                 : windowText(reading.kind));
    if (m_warnedOf == reading.kind && toneOf(reading) == Tone::Accent)
        hideNotice(); // what it warned of has passed
}

void QuotaRow::showNotice(const QuotaNotice &notice)
{
    const std::chrono::milliseconds now(m_clock().toMSecsSinceEpoch());
    const QString &key = notice.reading.key;
    const NoticeText text = noticeText(notice, key.isEmpty() ? QString() : m_names(key), now,
                                       {m_zone, QLocale()});
    const bool isRelief = notice.kind == QuotaNotice::Kind::AvailableAgain;
    const Tone tone = isRelief                                   ? Tone::Ok
                      : notice.kind == QuotaNotice::Kind::Warned ? Tone::Warn
                                                                 : Tone::Bad;
    m_warnedOf = isRelief ? std::nullopt : std::optional(notice.reading.kind);
    m_banner->show(tone, text.title, text.message, tr("Dismiss"));
    Q_EMIT noticed(text.title, text.message);
}

void QuotaRow::hideNotice()
{
    m_warnedOf.reset();
    m_banner->hide();
}

} // namespace Konstantly
