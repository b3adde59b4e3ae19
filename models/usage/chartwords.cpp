// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/chartwords.h"

#include "models/base/plaintext.h"
#include "models/usage/usagetext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(UsageWords)
};

QDateTime at(std::chrono::milliseconds time, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(time.count(), zone);
}

//! Day and month without the year, in the locale's order.
QString dayText(const QDate &day)
{
    QString format = QLocale().dateFormat(QLocale::ShortFormat);
    // What is left of "dd.MM.yyyy" or "yyyy-MM-dd" without the year and the mark beside it
    static const QRegularExpression year(u"[^dM]*y+[^dM]*"_s);
    const bool isTrailing = format.startsWith(u'd') || format.startsWith(u'M');
    format.remove(year);
    const QString text = QLocale().toString(day, format);
    return isTrailing && QLocale().dateFormat(QLocale::ShortFormat).contains(u'.') ? text + u'.'
                                                                                   : text;
}

QString axisText(const UsageBucket &bucket, UsageStep step, const QTimeZone &zone)
{
    const QDateTime start = at(bucket.range.from, zone);
    if (step == UsageStep::Day || step == UsageStep::Week)
        return dayText(start.date());
    // Midnight says which day begins.
    return start.time() == QTime(0, 0) ? dayText(start.date()) : timeOfDayText(start);
}

QString bucketText(const UsageBucket &bucket, UsageStep step, const QTimeZone &zone)
{
    const QLocale locale;
    const QDateTime start = at(bucket.range.from, zone);
    const QDateTime end = at(bucket.range.to, zone);
    const QString day = locale.toString(start.date(), u"ddd "_s)
                        + locale.toString(start.date(), QLocale::ShortFormat);
    switch (step) {
    case UsageStep::Minute:
        return Texts::tr("%1, %2").arg(day, timeOfDayText(start));
    case UsageStep::Hour:
        return Texts::tr("%1, %2 to %3").arg(day, timeOfDayText(start), timeOfDayText(end));
    case UsageStep::Week:
        return Texts::tr("%1 to %2")
            .arg(locale.toString(start.date(), QLocale::ShortFormat),
                 locale.toString(end.addMSecs(-1).date(), QLocale::ShortFormat));
    case UsageStep::Day:
        break;
    }
    return day;
}

} // namespace

QString timeOfDayText(const QDateTime &time)
{
    // The bare C locale would tell seconds too.
    return QLocale().language() == QLocale::C
               ? time.toString(u"HH:mm"_s)
               : QLocale().toString(time.time(), QLocale::ShortFormat);
}

QString stepName(UsageStep step)
{
    switch (step) {
    case UsageStep::Minute:
        return Texts::tr("per minute");
    case UsageStep::Hour:
        return Texts::tr("per hour");
    case UsageStep::Week:
        return Texts::tr("per week");
    case UsageStep::Day:
        break;
    }
    return Texts::tr("per day");
}

QString callsTitle(UsageStep step)
{
    //: %1 is "per day"
    return Texts::tr("Calls %1").arg(stepName(step));
}

QString groupText(const QString &id, UsageSplit split, const KeyNames &names)
{
    if (split == UsageSplit::Outcome)
        return outcomeText(outcomeClassFromName(id).value_or(OutcomeClass::Untold));
    if (id.isEmpty())
        return split == UsageSplit::Key ? Texts::tr("key not told") : Texts::tr("tool not told");
    return split == UsageSplit::Key ? names(id) : plainText(id, 80);
}

ChartWords chartWords(const UsageSeries &series, UsageSplit split, const QTimeZone &zone,
                      const KeyNames &names)
{
    ChartWords words;
    for (const UsageBucket &bucket : series.buckets()) {
        words.axis.append(axisText(bucket, series.step(), zone));
        words.buckets.append(bucketText(bucket, series.step(), zone));
    }
    for (const UsageLayer &layer : series.layers())
        words.layers.append(layer.merged > 0 ? othersText(layer.merged)
                                             : groupText(layer.id, split, names));
    return words;
}

} // namespace Konstantly
