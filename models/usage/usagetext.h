// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagethresholds.h"

#include <QLocale>

//! \file Usage and quotas in words, the same in the window, the notification area and on the command line. Translated, plain
//! text. Names of keys are the caller's to give, made visible already (plainText()).

namespace Konstantly {

//! How and where the time is told.
struct WallClock
{
    QTimeZone zone;
    QLocale locale; //!< the bare C locale: 24 hours, English names
};

//! "14:32"; "tomorrow 09:10", "yesterday 23:50", "Mon 30 Nov 09:10" on another day than \a now. With the zone's abbreviation when
//! clocks go back and show that time twice.
[[nodiscard]] QString momentText(std::chrono::milliseconds at, std::chrono::milliseconds now,
                                 const WallClock &wall);

//! "Calls this minute", "AI generation, this key" …: a card's title.
[[nodiscard]] QString quotaTitle(QuotaKind kind);
//! "188 left", "At most 19 left across 6 keys" (calls may be missing), "None left".
[[nodiscard]] QString remainingText(const QuotaReading &reading, const WallClock &wall);
//! "Next slot frees at 14:32", "Next slot frees tomorrow at 09:10", "Next slot frees in 12 s" (of a minute); empty while nothing is
//! used.
[[nodiscard]] QString nextSlotText(const QuotaReading &reading, std::chrono::milliseconds now,
                                   const WallClock &wall);
//! "At this pace full between 16:10 and 16:50"; empty without a forecast.
[[nodiscard]] QString forecastText(const QuotaReading &reading, std::chrono::milliseconds now,
                                   const WallClock &wall);
//! The line below a card's bar: what is left, then the forecast or else the next slot.
[[nodiscard]] QString quotaLine(const QuotaReading &reading, std::chrono::milliseconds now,
                                const WallClock &wall);
//! "Each call counts for exactly 24 hours. There is no reset at midnight …": how the limit works, for a tool tip.
[[nodiscard]] QString windowText(QuotaKind kind);
//! Which limit stops generating with AI first. \a kind is AiKey or AiWorkspace.
[[nodiscard]] QString bitesFirstText(QuotaKind kind);

//! A notice in one line and what to know about it. \a keyName is of the reading's key; empty = not known.
struct NoticeText
{
    QString title;
    QString message;
};
[[nodiscard]] NoticeText noticeText(const QuotaNotice &notice, const QString &keyName,
                                    std::chrono::milliseconds now, const WallClock &wall);

//! "180 ms", "41.2 s", "2.5 min".
[[nodiscard]] QString durationText(std::chrono::milliseconds duration, const QLocale &locale);
//! "99.8 %". Never 100 unless it is all, never 0 unless it is nothing.
[[nodiscard]] QString shareText(qint64 part, qint64 whole, const QLocale &locale);
[[nodiscard]] QString outcomeText(OutcomeClass outcome);
//! "3 others"
[[nodiscard]] QString othersText(int merged);

} // namespace Konstantly
