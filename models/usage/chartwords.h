// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usageseries.h"

#include <QDateTime>
#include <QStringList>

#include <functional>

namespace Konstantly {

//! The name of the key with an id, as people know it; plain text.
using KeyNames = std::function<QString(const QString &id)>;

//! Words for what a series has as numbers; one a bucket, one a layer.
struct ChartWords
{
    QStringList axis;    //!< short: below a column
    QStringList buckets; //!< in full: "Tue 24 Nov 2026"
    QStringList layers;
};

//! The words below and beside the columns of \a series.
[[nodiscard]] ChartWords chartWords(const UsageSeries &series, UsageSplit split,
                                    const QTimeZone &zone, const KeyNames &names);
//! What a group is called: a tool's name, a key's, an outcome in words, "others (12)", "not told".
[[nodiscard]] QString groupText(const QString &id, UsageSplit split, const KeyNames &names);
//! "per day"
[[nodiscard]] QString stepName(UsageStep step);
//! "Calls per day": above the columns.
[[nodiscard]] QString callsTitle(UsageStep step);
//! Hours and minutes as the locale tells them.
[[nodiscard]] QString timeOfDayText(const QDateTime &time);

} // namespace Konstantly
