// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagethresholds.h"

#include "models/settings/quiethours.h"
#include "models/settings/settingkeys.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

constexpr std::array<const char *, 4> LevelNames = {"none", "warn", "alarm", "full"};

//! How many calls are \a percent of \a limit, rounded up; at least one.
qint64 part(qint64 limit, int percent)
{
    return std::max((limit * percent + 99) / 100, qint64(1));
}

std::optional<int> levelFromName(const QJsonValue &value)
{
    const auto found = std::ranges::find_if(LevelNames, [&value](const char *name) {
        return value.toString() == QLatin1StringView(name);
    });
    return found == LevelNames.end() ? std::nullopt
                                     : std::optional(int(found - LevelNames.begin()));
}

} // namespace

UsageAlerts UsageAlerts::from(const Settings &settings)
{
    UsageAlerts alerts;
    alerts.warnPercent = settings.value(SettingKeys::UsageWarnPercent);
    alerts.alarmPercent = settings.value(SettingKeys::UsageAlarmPercent);
    alerts.notifies = settings.value(SettingKeys::UsageNotifies);
    const QuietHours quiet = QuietHours::of(settings);
    alerts.quietFrom = quiet.from;
    alerts.quietTo = quiet.to;
    return alerts;
}

std::optional<milliseconds> UsageAlerts::quietUntil(milliseconds now, const QTimeZone &zone) const
{
    return QuietHours{quietFrom, quietTo}.until(now, zone);
}

//! Where \a reading stands when it stood at \a before: higher at once, lower with a margin.
UsageThresholds::Level UsageThresholds::levelOf(const QuotaReading &reading, Level before,
                                                const UsageAlerts &alerts)
{
    const qint64 margin = part(reading.limit, MarginPercent);
    const std::array<qint64, 3> thresholds = {
        part(reading.limit, alerts.warnPercent),
        part(reading.limit, std::max(alerts.warnPercent, alerts.alarmPercent)), reading.limit};
    Level level = Level::None;
    for (std::size_t i = 0; i < thresholds.size(); ++i) {
        const auto candidate = Level(i + 1);
        const bool isKept = candidate <= before && reading.used > thresholds[i] - margin;
        if (reading.used >= thresholds[i] || isKept)
            level = candidate;
    }
    return level;
}

std::optional<QuotaNotice::Kind> UsageThresholds::takeNotice(State &state)
{
    using Kind = QuotaNotice::Kind;
    const Level told = std::exchange(state.told, state.met);
    if (state.met == Level::Full)
        return told == Level::Full ? std::nullopt : std::optional(Kind::Filled);
    if (std::exchange(state.wasFull, false))
        return Kind::AvailableAgain;
    if (state.met <= told)
        return std::nullopt;
    return state.met == Level::Alarm ? Kind::Alarmed : Kind::Warned;
}

QList<QuotaNotice> UsageThresholds::update(const QList<QuotaReading> &readings, milliseconds now,
                                           const UsageAlerts &alerts, const QTimeZone &zone)
{
    std::erase_if(m_states,
                  [now](const auto &state) { return now - state.second.seenAt > Memory; });
    const bool isQuiet = alerts.quietUntil(now, zone).has_value();
    QList<QuotaNotice> notices;
    for (const QuotaReading &reading : readings) {
        State &state = m_states[{reading.kind, reading.key}];
        state.seenAt = now;
        state.met = levelOf(reading, state.met, alerts);
        state.told = std::min(state.told, state.met);
        state.wasFull = state.wasFull || state.met == Level::Full;
        if (isQuiet && alerts.notifies)
            continue;
        // Who does not want to hear it is not told all of it on changing their mind either.
        const auto kind = takeNotice(state);
        if (kind && alerts.notifies)
            notices << QuotaNotice{*kind, reading};
    }
    std::erase_if(m_states, [](const auto &state) {
        return state.second.met == Level::None && !state.second.wasFull;
    });
    return notices;
}

QJsonObject UsageThresholds::toJson() const
{
    QJsonArray states;
    for (const auto &[place, state] : m_states)
        states << QJsonObject{{u"quota"_s, quotaName(place.first)},
                              {u"key"_s, place.second},
                              {u"met"_s, QLatin1StringView(LevelNames[std::size_t(state.met)])},
                              {u"told"_s, QLatin1StringView(LevelNames[std::size_t(state.told)])},
                              {u"wasFull"_s, state.wasFull},
                              {u"seenAt"_s, qint64(state.seenAt.count())}};
    return {{u"quotas"_s, states}};
}

UsageThresholds UsageThresholds::fromJson(const QJsonObject &object)
{
    UsageThresholds thresholds;
    const QJsonArray states = object[u"quotas"].toArray();
    for (const QJsonValue &value : states) {
        const auto kind = quotaFromName(value[u"quota"].toString());
        const auto met = levelFromName(value[u"met"]);
        const auto told = levelFromName(value[u"told"]);
        if (kind && met && told && *told <= *met)
            thresholds.m_states[{*kind, value[u"key"].toString()}] = {
                Level(*met), Level(*told), value[u"wasFull"].toBool(),
                milliseconds(value[u"seenAt"].toInteger())};
    }
    return thresholds;
}

} // namespace Konstantly
