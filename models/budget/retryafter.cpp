// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/budget/retryafter.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

using std::chrono::seconds;

seconds clamped(qint64 count)
{
    return seconds(std::clamp<qint64>(count, MinRetryAfter.count(), MaxRetryAfter.count()));
}

//! Whole seconds; digits beyond any number count as very many. The caller made sure that \a digits are digits.
seconds fromDigits(QStringView digits)
{
    bool isNumber = false;
    const qint64 count = digits.toLongLong(&isNumber);
    return clamped(isNumber ? count : MaxRetryAfter.count());
}

int monthNumber(QStringView name)
{
    static constexpr std::array months{"Jan"_L1, "Feb"_L1, "Mar"_L1, "Apr"_L1, "May"_L1, "Jun"_L1,
                                       "Jul"_L1, "Aug"_L1, "Sep"_L1, "Oct"_L1, "Nov"_L1, "Dec"_L1};
    const auto found = std::find(months.begin(), months.end(), name);
    return found == months.end() ? 0 : int(found - months.begin()) + 1;
}

//! The three forms of RFC 9110 5.6.7, in one expression each.
const QRegularExpression &imfFixdate()
{
    static const QRegularExpression form(
        u"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\\d{4}) "
        "(?<time>\\d{2}:\\d{2}:\\d{2}) GMT"_s);
    return form;
}

const QRegularExpression &rfc850()
{
    static const QRegularExpression form(
        u"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d{2})-(?<month>[A-Z][a-z]{2})-"
        "(?<year>\\d{2}) (?<time>\\d{2}:\\d{2}:\\d{2}) GMT"_s);
    return form;
}

const QRegularExpression &asctime()
{
    static const QRegularExpression form(
        u"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) "
        "(?<time>\\d{2}:\\d{2}:\\d{2}) (?<year>\\d{4})"_s);
    return form;
}

std::optional<QDateTime> toDateTime(const QRegularExpressionMatch &match, int thisYear)
{
    int year = match.capturedView(u"year").toInt();
    if (match.capturedLength(u"year") == 2) {
        // RFC 9110 5.6.7: a two-digit year that seems to lie more than 50 years ahead is in the past.
        year += thisYear / 100 * 100;
        if (year > thisYear + 50)
            year -= 100;
    }
    const QDate date(year, monthNumber(match.capturedView(u"month")),
                     match.capturedView(u"day").trimmed().toInt());
    // A leap second is a valid time of day in HTTP; Qt does not know it.
    QString time = match.captured(u"time");
    if (time.endsWith(":60"_L1))
        time.replace(6, 2, u"59"_s);
    const QTime clock = QTime::fromString(time, u"HH:mm:ss"_s);
    if (!date.isValid() || !clock.isValid())
        return {};
    return QDateTime(date, clock, QTimeZone::utc());
}

//! Every match of \a form in \a text as seconds after \a now.
void collectDates(const QRegularExpression &form, const QString &text, const QDateTime &now,
                  std::optional<seconds> &longest)
{
    QRegularExpressionMatchIterator matches = form.globalMatch(text);
    while (matches.hasNext()) {
        const std::optional<QDateTime> date = toDateTime(matches.next(), now.date().year());
        if (date)
            longest = std::max(longest.value_or(MinRetryAfter), clamped(now.secsTo(*date)));
    }
}

std::optional<seconds> fromHeader(QByteArrayView header, const QDateTime &now)
{
    const QString text = QString::fromLatin1(header);
    std::optional<seconds> longest;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        static const QRegularExpression digits(u"^[ \\t]*(?<n>\\d+)[ \\t]*$"_s);
        const QRegularExpressionMatch match = digits.match(part);
        if (match.hasMatch())
            longest = std::max(longest.value_or(MinRetryAfter),
                               fromDigits(match.capturedView(u"n")));
    }
    collectDates(imfFixdate(), text, now, longest);
    collectDates(rfc850(), text, now, longest);
    collectDates(asctime(), text, now, longest);
    return longest;
}

} // namespace

std::optional<QDateTime> parseHttpDate(QByteArrayView bytes, int thisYear)
{
    const QString text = QString::fromLatin1(bytes.trimmed());
    for (const QRegularExpression *form : {&imfFixdate(), &rfc850(), &asctime()}) {
        const QRegularExpressionMatch match = form->match(text);
        if (match.hasMatch() && match.capturedLength() == text.size())
            return toDateTime(match, thisYear);
    }
    return {};
}

seconds retryAfter(QByteArrayView header, QStringView text, const QDateTime &now)
{
    if (const std::optional<seconds> wait = fromHeader(header, now))
        return *wait;
    static const QRegularExpression sentence(u"retry after (?<n>\\d+) ?s"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = sentence.match(text.toString());
    return match.hasMatch() ? fromDigits(match.capturedView(u"n")) : DefaultRetryAfter;
}

std::chrono::milliseconds withJitter(std::chrono::milliseconds wait)
{
    const double share = QRandomGenerator::global()->generateDouble() / 10;
    return wait + std::chrono::milliseconds(qint64(double(wait.count()) * share));
}

} // namespace Konstantly
