// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/timeargument.h"

#include "models/usage/localday.h"

#include <QDateTime>

namespace Konstantly {

using std::chrono::milliseconds;

std::optional<milliseconds> momentFrom(const QString &text, bool isEnd)
{
    // Of a moment it would take the day and forget the rest.
    constexpr qsizetype dayLength = 10;
    if (const QDate day = QDate::fromString(text, Qt::ISODate);
        day.isValid() && text.size() == dayLength)
        return dayStart(isEnd ? day.addDays(1) : day, QTimeZone::systemTimeZone());
    const QDateTime moment = QDateTime::fromString(text, Qt::ISODate);
    return moment.isValid() ? std::optional(milliseconds(moment.toMSecsSinceEpoch()))
                            : std::nullopt;
}

} // namespace Konstantly
