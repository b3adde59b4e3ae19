// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/usagewords.h"

#include "models/base/plaintext.h"
#include "models/device/clientcatalog.h"
#include "models/usage/usagetext.h"

#include <QCoreApplication>
#include <QLocale>

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

//! A tool by its product's name.
QString toolText(const QString &id)
{
    const auto tool = ClientCatalog::find(id);
    return tool ? tool->name : plainText(id, 60);
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
        .arg(first, start.date() == end.date() ? timeOfDayText(end)
                                               : locale.toString(end, QLocale::ShortFormat));
}

} // namespace

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
        return toolText(scope.id);
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
