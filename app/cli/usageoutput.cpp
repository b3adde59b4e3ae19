// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/usageoutput.h"

#include "app/cli/keyjson.h"
#include "models/base/error.h"
#include "models/usage/usagetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Konstantly {

using std::chrono::milliseconds;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(UsageOutput)
};

QJsonValue durationToJson(const std::optional<milliseconds> &duration)
{
    return duration ? QJsonValue(qint64(duration->count())) : QJsonValue();
}

} // namespace

QJsonValue momentToJson(milliseconds at)
{
    return at.count() == 0 ? QJsonValue()
                           : timeToJson(QDateTime::fromMSecsSinceEpoch(at.count(), Qt::UTC));
}

QString sourceName(UsageSource source)
{
    switch (source) {
    case UsageSource::Service:
        return u"service"_s;
    case UsageSource::Audit:
        return u"audit"_s;
    case UsageSource::Device:
        return u"device"_s;
    }
    return {};
}

QJsonArray sourcesToJson(const std::array<UsageSourceReport, 3> &reports)
{
    QJsonArray sources;
    for (const UsageSourceReport &report : reports) {
        const QString state = report.isRefused()           ? u"refused"_s
                              : report.problem             ? u"failed"_s
                              : report.readAt.count() == 0 ? u"never-read"_s
                                                           : u"read"_s;
        sources.append(
            QJsonObject{{u"name"_s, sourceName(report.source)},
                        {u"state"_s, state},
                        {u"readAt"_s, momentToJson(report.readAt)},
                        {u"coversFrom"_s, momentToJson(report.coversFrom)},
                        {u"problem"_s,
                         report.problem ? QJsonValue(errorName(*report.problem)) : QJsonValue()}});
    }
    return sources;
}

QStringList sourceLines(const std::array<UsageSourceReport, 3> &reports)
{
    QStringList lines;
    for (const UsageSourceReport &report : reports) {
        if (!report.problem)
            continue;
        const QString why = describe(Error{*report.problem, {}, {}, {}}).message;
        switch (report.source) {
        case UsageSource::Service:
            lines << Texts::tr("The workspace's usage list could not be read: %1 Calls of "
                               "other devices are "
                               "known as far as the audit log tells: those of write tools, "
                               "without outcome and "
                               "duration.")
                         .arg(why);
            break;
        case UsageSource::Audit:
            lines << Texts::tr("The audit log could not be read: %1").arg(why);
            break;
        case UsageSource::Device:
            lines << Texts::tr("The calls on this device could not be read: %1").arg(why);
            break;
        }
    }
    return lines;
}

QJsonArray quotasToJson(const QList<QuotaReading> &readings)
{
    QJsonArray quotas;
    for (const QuotaReading &reading : readings) {
        quotas.append(QJsonObject{
            {u"name"_s, quotaName(reading.kind)},
            {u"key"_s, textToJson(reading.key)},
            {u"used"_s, reading.used},
            {u"limit"_s, reading.limit},
            {u"remaining"_s, reading.remaining},
            {u"isLowerBound"_s, reading.isLowerBound},
            {u"nextSlotAt"_s, momentToJson(reading.nextSlotAt.value_or(milliseconds(0)))},
            {u"fullAt"_s,
             momentToJson(reading.fullAt ? reading.fullAt->earliest : milliseconds(0))},
            {u"fullAtLatest"_s,
             momentToJson(reading.fullAt ? reading.fullAt->latest : milliseconds(0))}});
    }
    return quotas;
}

QJsonObject rowToJson(const UsageTableRow &row)
{
    return {
        {u"calls"_s, row.calls},
        {u"succeeded"_s, row.told > 0 || row.calls == 0 ? QJsonValue(row.succeeded) : QJsonValue()},
        {u"p50Ms"_s, durationToJson(row.p50)},
        {u"p95Ms"_s, durationToJson(row.p95)}};
}

} // namespace Konstantly
