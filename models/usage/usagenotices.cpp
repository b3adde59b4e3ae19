// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagenotices.h"

#include "models/settings/settingkeys.h"
#include "models/usage/quotawatch.h"

#include <QJsonDocument>

#include <algorithm>

namespace Konstantly {

using std::chrono::milliseconds;

namespace {

QJsonObject remembered(const Settings &settings)
{
    return QJsonDocument::fromJson(settings.value(SettingKeys::UsageNoticesTold)).object();
}

} // namespace

UsageNotices::UsageNotices(QuotaWatch &watch, Settings &settings, QString name,
                           const QTimeZone &zone, Clock clock, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_settings(settings)
    , m_name(std::move(name))
    , m_zone(zone)
    , m_clock(std::move(clock))
    , m_thresholds(UsageThresholds::fromJson(remembered(settings).value(m_name).toObject()))
{
    m_quietEnd.setSingleShot(true);
    connect(&m_quietEnd, &QTimer::timeout, this, &UsageNotices::look);
    connect(&watch, &QuotaWatch::changed, this, &UsageNotices::look);
}

UsageNotices::~UsageNotices()
{
    if (m_hasLooked)
        remember();
}

void UsageNotices::look()
{
    if (m_watch.readings().isEmpty())
        return;
    m_hasLooked = true;
    const milliseconds now(m_clock().toMSecsSinceEpoch());
    const UsageAlerts alerts = UsageAlerts::from(m_settings);
    const QList<QuotaNotice> notices = m_thresholds.update(m_watch.readings(), now, alerts, m_zone);
    if (const auto end = alerts.quietUntil(now, m_zone))
        m_quietEnd.start(std::max(milliseconds(1), *end - now));
    if (notices.isEmpty())
        return;
    remember(); // before it is told: a crash must not make it come twice
    for (const QuotaNotice &notice : notices)
        Q_EMIT noticed(notice);
}

void UsageNotices::remember() const
{
    QJsonObject all = remembered(m_settings);
    all.insert(m_name, m_thresholds.toJson());
    m_settings.setValue(SettingKeys::UsageNoticesTold,
                        QJsonDocument(all).toJson(QJsonDocument::Compact));
}

} // namespace Konstantly
