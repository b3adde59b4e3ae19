// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/quota.h"

#include <QJsonObject>
#include <QTime>
#include <QTimeZone>

namespace Konstantly {

class Settings;

//! When people want to hear of quotas.
struct UsageAlerts
{
    int warnPercent = 80;
    int alarmPercent = 95; //!< counts as warnPercent when it is below that
    bool notifies = true;
    // Local time from which and until which nothing is told; across midnight when from is the later one. Both invalid, or both
    // the same: never.
    QTime quietFrom;
    QTime quietTo;

    [[nodiscard]] static UsageAlerts from(const Settings &settings);

    //! When the quiet hours that \a now is in end; nothing outside of them.
    [[nodiscard]] std::optional<std::chrono::milliseconds> quietUntil(std::chrono::milliseconds now,
                                                                      const QTimeZone &zone) const;
};

//! One thing to tell about a quota. Sentences: usagetext.h.
struct QuotaNotice
{
    enum class Kind {
        Warned,        //!< warnPercent are used
        Alarmed,       //!< alarmPercent are used
        Filled,        //!< nothing is left
        AvailableAgain //!< it was full, and there is room again
    };
    Kind kind = Kind::Warned;
    QuotaReading reading;
};

//! Finds what is to be told about quotas: each crossing once, for every key and kind of its own, the highest one when several are
//! crossed at once. A value; stored between starts, so that a restart does not repeat anything. Pure.
//!
//! A threshold counts as left, and "full" as over, only when use has fallen by MarginPercent of the limit below it, and by at
//! least one call: use that dances around a threshold is told once, and so is a quota whose slots are used as they free.
//! In the quiet hours nothing is told; afterwards what is true then and has not been told is. "Available again" is told when the
//! quota was full before, whether or not that could be told.
class UsageThresholds final
{
public:
    static constexpr int MarginPercent = 5;
    //! What has not been asked about for so long is forgotten: nothing that counted then counts any more.
    static constexpr std::chrono::hours Memory{48};

    //! Takes note of \a readings, and answers what to tell now. Ask again when readings change, and when the quiet hours end.
    [[nodiscard]] QList<QuotaNotice> update(const QList<QuotaReading> &readings,
                                            std::chrono::milliseconds now,
                                            const UsageAlerts &alerts, const QTimeZone &zone);

    [[nodiscard]] QJsonObject toJson() const;
    //! What can't be understood is left out: the worst is a notice that comes twice.
    [[nodiscard]] static UsageThresholds fromJson(const QJsonObject &object);

    friend bool operator==(const UsageThresholds &, const UsageThresholds &) = default;

private:
    enum class Level { None, Warn, Alarm, Full };
    struct State
    {
        Level met = Level::None;  //!< the highest that counts as crossed
        Level told = Level::None; //!< of that, what people know
        bool wasFull = false;     //!< and "available again" has not been told since
        std::chrono::milliseconds seenAt{0};
        friend bool operator==(const State &, const State &) = default;
    };
    [[nodiscard]] static Level levelOf(const QuotaReading &reading, Level before,
                                       const UsageAlerts &alerts);
    [[nodiscard]] static std::optional<QuotaNotice::Kind> takeNotice(State &state);

    std::map<std::pair<QuotaKind, QString>, State> m_states; // of those that are not like new
};

} // namespace Konstantly
