// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/quiethours.h"

#include "models/settings/settingkeys.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace Konstantly {

QuietHours QuietHours::of(const Settings &settings)
{
    return {QTime::fromString(settings.value(SettingKeys::UsageQuietFrom), u"HH:mm"_s),
            QTime::fromString(settings.value(SettingKeys::UsageQuietTo), u"HH:mm"_s)};
}

std::optional<milliseconds> QuietHours::until(milliseconds now, const QTimeZone &zone) const
{
    if (!from.isValid() || !to.isValid() || from == to)
        return std::nullopt;
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now.count(), zone);
    const QTime time = local.time();
    const bool isAcrossMidnight = from > to;
    const bool isQuiet = isAcrossMidnight ? time >= from || time < to : time >= from && time < to;
    if (!isQuiet)
        return std::nullopt;
    const QDate day = local.date().addDays(isAcrossMidnight && time >= from ? 1 : 0);
    const milliseconds end(QDateTime(day, to, zone).toMSecsSinceEpoch());
    // Where clocks go back, this time has been once already, and comes again.
    return std::max(end, now + std::chrono::minutes(1));
}

} // namespace Konstantly
