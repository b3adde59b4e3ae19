// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/columnfacts.h"

#include "models/usage/usagetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace Konstantly {

namespace {

constexpr int SwatchSize = 12;
constexpr qint64 Exact = 1'000'000; // a share as a part of so many

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(UsageChart)
};

} // namespace

QList<ColumnFact> columnFacts(const UsageSeries &series, std::size_t column,
                              const QList<LayerStyle> &styles, const QStringList &layerNames,
                              double scale)
{
    const QLocale locale;
    QList<ColumnFact> facts;
    qint64 total = 0;
    qsizetype index = 0;
    for (const UsageLayer &layer : series.layers()) {
        const qint64 calls = layer.calls[column];
        total += calls;
        if (calls > 0)
            facts.append({layerSwatch(styles.value(index), SwatchSize, scale),
                          layerNames.value(index), locale.toString(calls)});
        ++index;
    }
    facts.append({{}, Texts::tr("Calls"), locale.toString(total)});
    if (const auto rate = series.successRate()[column])
        facts.append(
            {{}, Texts::tr("Success rate"), shareText(qRound64(*rate * Exact), Exact, locale)});
    if (const auto median = series.p50()[column])
        facts.append({{}, Texts::tr("Median"), durationText(*median, locale)});
    if (const auto slow = series.p95()[column])
        facts.append({{}, Texts::tr("p95"), durationText(*slow, locale)});
    return facts;
}

} // namespace Konstantly
