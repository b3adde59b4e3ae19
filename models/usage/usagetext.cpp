// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagetext.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(UsageText)
};

QDateTime localTime(milliseconds at, const WallClock &wall)
{
    return QDateTime::fromMSecsSinceEpoch(at.count(), wall.zone);
}

//! Whether clocks show \a time twice because they go back.
bool comesTwice(const QDateTime &time)
{
    const QTimeZone zone = time.timeZone();
    const auto changes = zone.transitions(time.addSecs(-3 * 3600), time.addSecs(3 * 3600));
    return std::ranges::any_of(changes, [&](const QTimeZone::OffsetData &change) {
        const int back = zone.offsetFromUtc(change.atUtc.addMSecs(-1)) - change.offsetFromUtc;
        const qint64 after = change.atUtc.secsTo(time);
        return back > 0 && after >= -back && after < back;
    });
}

QString clockText(milliseconds at, const WallClock &wall)
{
    const QDateTime time = localTime(at, wall);
    const QString clock = wall.locale.language() == QLocale::C
                              ? time.time().toString(u"HH:mm"_s)
                              : wall.locale.toString(time.time(), QLocale::ShortFormat);
    return comesTwice(time) ? clock + u' ' + wall.zone.abbreviation(time) : clock;
}

qint64 daysFrom(milliseconds now, milliseconds at, const WallClock &wall)
{
    return localTime(now, wall).date().daysTo(localTime(at, wall).date());
}

QString dateText(milliseconds at, const WallClock &wall)
{
    return wall.locale.toString(localTime(at, wall).date(), Texts::tr("ddd d MMM", "date"));
}

//! Whole seconds from \a now until \a at, begun ones included.
int secondsUntil(milliseconds at, milliseconds now)
{
    return int(std::clamp<qint64>((at - now + 999ms) / 1s, 0, 1'000'000));
}

QString numberText(qint64 number, const WallClock &wall)
{
    return wall.locale.toString(number);
}

} // namespace

QString momentText(milliseconds at, milliseconds now, const WallClock &wall)
{
    const QString clock = clockText(at, wall);
    switch (daysFrom(now, at, wall)) {
    case -1:
        return Texts::tr("yesterday %1").arg(clock);
    case 0:
        return clock;
    case 1:
        return Texts::tr("tomorrow %1").arg(clock);
    default:
        return Texts::tr("%1 %2", "date and time").arg(dateText(at, wall), clock);
    }
}

QString quotaTitle(QuotaKind kind)
{
    switch (kind) {
    case QuotaKind::Minute:
        return Texts::tr("Calls this minute");
    case QuotaKind::Day:
        return Texts::tr("Calls in 24 h");
    case QuotaKind::AiKey:
        return Texts::tr("AI generation, this key");
    case QuotaKind::AiWorkspace:
        return Texts::tr("AI generation, workspace");
    }
    return {};
}

QString remainingText(const QuotaReading &reading, const WallClock &wall)
{
    if (reading.isFull())
        return Texts::tr("None left");
    const QString left = numberText(reading.remaining, wall);
    if (reading.kind == QuotaKind::AiWorkspace && reading.keys > 0)
        return (reading.isLowerBound
                    ? Texts::tr("At most %1 left across %n key(s)", nullptr, reading.keys)
                    : Texts::tr("%1 left across %n key(s)", nullptr, reading.keys))
            .arg(left);
    return (reading.isLowerBound ? Texts::tr("At most %1 left") : Texts::tr("%1 left")).arg(left);
}

QString nextSlotText(const QuotaReading &reading, milliseconds now, const WallClock &wall)
{
    if (!reading.nextSlotAt)
        return {};
    const milliseconds at = *reading.nextSlotAt;
    if (reading.kind == QuotaKind::Minute)
        return Texts::tr("Next slot frees in %n s", nullptr, secondsUntil(at, now));
    const QString clock = clockText(at, wall);
    switch (daysFrom(now, at, wall)) {
    case 0:
        return Texts::tr("Next slot frees at %1").arg(clock);
    case 1:
        return Texts::tr("Next slot frees tomorrow at %1").arg(clock);
    default:
        return Texts::tr("Next slot frees on %1 at %2").arg(dateText(at, wall), clock);
    }
}

QString forecastText(const QuotaReading &reading, milliseconds now, const WallClock &wall)
{
    if (!reading.fullAt)
        return {};
    const auto &[earliest, latest] = *reading.fullAt;
    if (reading.kind == QuotaKind::Minute)
        return Texts::tr("At this pace full within %n s", nullptr, secondsUntil(latest, now));
    const QString from = momentText(earliest, now, wall);
    const QString to = momentText(latest, now, wall);
    return from == to ? Texts::tr("At this pace full at about %1").arg(from)
                      : Texts::tr("At this pace full between %1 and %2").arg(from, to);
}

QString quotaLine(const QuotaReading &reading, milliseconds now, const WallClock &wall)
{
    QStringList parts{remainingText(reading, wall)};
    const QString forecast = forecastText(reading, now, wall);
    parts << (forecast.isEmpty() ? nextSlotText(reading, now, wall) : forecast);
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString windowText(QuotaKind kind)
{
    switch (kind) {
    case QuotaKind::Minute:
        return Texts::tr("Each call counts for exactly 60 seconds. Room comes back call by call, "
                         "not all at once when a new minute begins.");
    case QuotaKind::Day:
        return Texts::tr("Each call counts for exactly 24 hours. Room comes back call by call; "
                         "there is no reset at midnight.");
    case QuotaKind::AiKey:
        return Texts::tr("Each generation counts for exactly 24 hours against this key's share, "
                         "and at the same time against the workspace's.");
    case QuotaKind::AiWorkspace:
        return Texts::tr("All keys of the workspace draw on this. Each generation counts for "
                         "exactly 24 hours.");
    }
    return {};
}

QString bitesFirstText(QuotaKind kind)
{
    return kind == QuotaKind::AiWorkspace
               ? Texts::tr("The workspace's share runs out before this key's.")
               : Texts::tr("This key's share runs out before the workspace's.");
}

NoticeText noticeText(const QuotaNotice &notice, const QString &keyName, milliseconds now,
                      const WallClock &wall)
{
    const QuotaReading &reading = notice.reading;
    const bool isOfKey = reading.kind != QuotaKind::AiWorkspace && !keyName.isEmpty();
    const QString what
        = isOfKey ? Texts::tr("%1 (%2)", "quota and key").arg(quotaTitle(reading.kind), keyName)
                  : quotaTitle(reading.kind);
    const QString used = numberText(reading.used, wall);
    const QString limit = numberText(reading.limit, wall);
    switch (notice.kind) {
    case QuotaNotice::Kind::Warned:
    case QuotaNotice::Kind::Alarmed:
        return {Texts::tr("%1: %2 of %3 used").arg(what, used, limit),
                quotaLine(reading, now, wall)};
    case QuotaNotice::Kind::Filled:
        return {Texts::tr("%1: all %2 used").arg(what, limit), nextSlotText(reading, now, wall)};
    case QuotaNotice::Kind::AvailableAgain:
        return {Texts::tr("%1: available again").arg(what), remainingText(reading, wall)};
    }
    return {};
}

QString durationText(milliseconds duration, const QLocale &locale)
{
    // Where the next unit would round to 1, it is used.
    if (duration < 1000ms)
        return Texts::tr("%1 ms").arg(locale.toString(qint64(duration.count())));
    if (duration < 59'950ms)
        return Texts::tr("%1 s").arg(locale.toString(double(duration.count()) / 1000, 'f', 1));
    return Texts::tr("%1 min").arg(locale.toString(double(duration.count()) / 60'000, 'f', 1));
}

QString shareText(qint64 part, qint64 whole, const QLocale &locale)
{
    if (whole <= 0)
        return {};
    if (part == whole || part == 0)
        return Texts::tr("%1 %").arg(locale.toString(part == 0 ? 0 : 100));
    const double percent = std::round(1000.0 * double(part) / double(whole)) / 10;
    return Texts::tr("%1 %").arg(locale.toString(std::clamp(percent, 0.1, 99.9), 'f', 1));
}

QString outcomeText(OutcomeClass outcome)
{
    switch (outcome) {
    case OutcomeClass::Succeeded:
        return Texts::tr("Succeeded");
    case OutcomeClass::Failed:
        return Texts::tr("Failed");
    case OutcomeClass::RateLimited:
        return Texts::tr("Refused by a limit");
    case OutcomeClass::Unfinished:
        return Texts::tr("Not finished");
    case OutcomeClass::Untold:
        return Texts::tr("Outcome not known");
    }
    return {};
}

QString othersText(int merged)
{
    return Texts::tr("%n other(s)", nullptr, merged);
}

} // namespace Konstantly
