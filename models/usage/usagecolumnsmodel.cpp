// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagecolumnsmodel.h"

#include "models/usage/usagetext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {
constexpr int TimeColumn = 0;
constexpr int TotalColumn = 1;
constexpr int FirstLayer = 2;
constexpr qint64 Exact = 1'000'000; // a share as a part of so many

QString rateText(const std::optional<double> &rate)
{
    return rate ? shareText(qRound64(*rate * Exact), Exact, QLocale()) : u"–"_s;
}

QString timeText(const std::optional<std::chrono::milliseconds> &duration)
{
    return duration ? durationText(*duration, QLocale()) : u"–"_s;
}
} // namespace

UsageColumnsModel::UsageColumnsModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void UsageColumnsModel::setSeries(const UsageSeries &series, const Words &words)
{
    beginResetModel();
    m_series = series;
    m_words = words;
    endResetModel();
}

int UsageColumnsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_series.buckets().size());
}

int UsageColumnsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstLayer + layerCount() + TailCount;
}

QVariant UsageColumnsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return text(std::size_t(index.row()), index.column());
    if (role == Qt::TextAlignmentRole && index.column() != TimeColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QString UsageColumnsModel::text(std::size_t bucket, int column) const
{
    const auto calls = [](qint64 count) { return QLocale().toString(count); };
    if (column == TimeColumn)
        return m_words.buckets.value(qsizetype(bucket));
    if (column == TotalColumn) {
        qint64 total = 0;
        for (const UsageLayer &layer : m_series.layers())
            total += layer.calls[bucket];
        return calls(total);
    }
    if (column < FirstLayer + layerCount())
        return calls(m_series.layers()[std::size_t(column - FirstLayer)].calls[bucket]);
    switch (Tail(column - FirstLayer - layerCount())) {
    case Success:
        return rateText(m_series.successRate()[bucket]);
    case Median:
        return timeText(m_series.p50()[bucket]);
    case P95:
        return timeText(m_series.p95()[bucket]);
    case TailCount:
        break;
    }
    return {};
}

QVariant UsageColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == TimeColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == TimeColumn)
        return tr("Time");
    if (section == TotalColumn)
        return tr("Calls");
    if (section < FirstLayer + layerCount())
        return m_words.layers.value(section - FirstLayer);
    switch (Tail(section - FirstLayer - layerCount())) {
    case Success:
        return tr("Succeeded");
    case Median:
        return tr("Median");
    case P95:
        return tr("p95");
    case TailCount:
        break;
    }
    return {};
}

} // namespace Konstantly
