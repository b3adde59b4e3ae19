// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/usagewords.h"

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

QString timeText(const QDateTime &time)
{
    // The bare C locale would tell seconds too.
    return QLocale().language() == QLocale::C
               ? time.toString(u"HH:mm"_s)
               : QLocale().toString(time.time(), QLocale::ShortFormat);
}

QString axisText(const UsageBucket &bucket, UsageStep step, const QTimeZone &zone)
{
    const QDateTime start = at(bucket.range.from, zone);
    if (step == UsageStep::Day || step == UsageStep::Week)
        return dayText(start.date());
    // Midnight says which day begins.
    return start.time() == QTime(0, 0) ? dayText(start.date()) : timeText(start);
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
        return Texts::tr("%1, %2").arg(day, timeText(start));
    case UsageStep::Hour:
        return Texts::tr("%1, %2 to %3").arg(day, timeText(start), timeText(end));
    case UsageStep::Week:
        return Texts::tr("%1 to %2")
            .arg(locale.toString(start.date(), QLocale::ShortFormat),
                 locale.toString(end.addMSecs(-1).date(), QLocale::ShortFormat));
    case UsageStep::Day:
        break;
    }
    return day;
}

QString rangeText(const TimeRange &range, const QTimeZone &zone)
{
    const QLocale locale;
    const QDateTime start = at(range.from, zone);
    const QDateTime end = at(range.to, zone);
    const bool isWholeDays = start.time() == QTime(0, 0) && end.time() == QTime(0, 0);
    if (isWholeDays) {
        const QDate last = end.date().addDays(-1);
        const QString first = locale.toString(start.date(), QLocale::ShortFormat);
        return last == start.date()
                   ? first
                   : Texts::tr("%1 to %2").arg(first, locale.toString(last, QLocale::ShortFormat));
    }
    const QString first = locale.toString(start, QLocale::ShortFormat);
    return Texts::tr("%1 to %2")
        .arg(first, start.date() == end.date() ? timeText(end)
                                               : locale.toString(end, QLocale::ShortFormat));
}

} // namespace

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

QString scopeText(const UsageScope &scope, const KeyNames &names)
{
    switch (scope.kind) {
    case UsageScope::Kind::ThisKey:
        return Texts::tr("This key");
    case UsageScope::Kind::ThisDevice:
        return Texts::tr("This device");
    case UsageScope::Kind::OneKey:
        return names(scope.id);
    case UsageScope::Kind::OneClient:
        return plainText(scope.id, 60);
    case UsageScope::Kind::AllKeys:
        break;
    }
    return Texts::tr("All keys");
}

QString periodText(const UsageLook &look, const QTimeZone &zone)
{
    switch (look.period) {
    case UsagePeriod::Day:
        return Texts::tr("last 24 hours");
    case UsagePeriod::Week:
        return Texts::tr("last 7 days");
    case UsagePeriod::Month:
        return Texts::tr("last 30 days");
    case UsagePeriod::Quarter:
        return Texts::tr("last 90 days");
    case UsagePeriod::Custom:
        break;
    }
    return rangeText(look.custom, zone);
}

QString summaryText(const UsageLook &look, const UsageTableRow &total, const QTimeZone &zone,
                    const KeyNames &names)
{
    QStringList parts{scopeText(look.scope, names)};
    if (!look.tool.isEmpty())
        parts.append(plainText(look.tool, 60));
    if (look.outcome)
        parts.append(outcomeText(*look.outcome));
    parts.append(periodText(look, zone));
    QString calls = Texts::tr("%Ln call(s)", nullptr, int(total.calls));
    if (total.told > 0 && !look.outcome)
        //: "24,318 calls, 99.1 % succeeded"
        calls = Texts::tr("%1, %2 succeeded")
                    .arg(calls, shareText(total.succeeded, total.told, QLocale()));
    parts.append(calls);
    return parts.join(u" · "_s);
}

QString stepText(const UsageLook &look, const UsageLook &above, const QTimeZone &zone,
                 const KeyNames &names)
{
    QStringList parts;
    if (look.scope != above.scope)
        parts.append(scopeText(look.scope, names));
    if (look.tool != above.tool && !look.tool.isEmpty())
        parts.append(plainText(look.tool, 60));
    if (look.outcome != above.outcome && look.outcome)
        parts.append(outcomeText(*look.outcome));
    if (look.period != above.period || look.custom != above.custom)
        parts.append(periodText(look, zone));
    return parts.join(u" · "_s);
}

} // namespace Konstantly
