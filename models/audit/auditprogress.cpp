// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditprogress.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QJsonArray toJson(const QList<AuditStretch> &stretches)
{
    QJsonArray array;
    for (const AuditStretch &stretch : stretches)
        array.append(QJsonArray{stretch.begin, stretch.end, stretch.lines});
    return array;
}

QList<AuditStretch> stretchesFrom(const QJsonArray &array)
{
    QList<AuditStretch> stretches;
    for (const QJsonValue &value : array) {
        const QJsonArray numbers = value.toArray();
        stretches.append(
            {numbers.at(0).toInteger(), numbers.at(1).toInteger(), numbers.at(2).toInteger()});
    }
    return stretches;
}

} // namespace

void AuditProgress::addRemoved(const AuditStretch &stretch)
{
    AuditStretch whole = stretch;
    lost.removeIf([&whole](const AuditStretch &loss) {
        if (loss.end != whole.begin)
            return false;
        whole.begin = loss.begin;
        return true;
    });
    const auto holdsAll = [&whole](const AuditStretch &other) {
        return other.begin <= whole.begin && whole.end <= other.end;
    };
    if (std::ranges::any_of(removed, holdsAll))
        return; // somebody was interrupted
    removed.removeIf([&whole](const AuditStretch &other) {
        if (other.end < whole.begin || other.begin > whole.end)
            return false;
        whole = {std::min(whole.begin, other.begin), std::max(whole.end, other.end),
                 whole.lines + other.lines};
        return true;
    });
    const auto place = std::ranges::upper_bound(removed, whole.begin, {}, &AuditStretch::begin);
    removed.insert(place, whole);
}

void AuditProgress::askAgain()
{
    missing = {{0, 0}};
    newest = 0;
    events = {};
    launches = {};
}

void AuditProgress::addFetched(const AuditSpan &got, bool isUpToNow)
{
    QList<AuditSpan> left;
    for (const AuditSpan &span : std::as_const(missing)) {
        const bool isOpen = span.to == 0;
        // Newer than what came, then older.
        if (isOpen ? !isUpToNow : span.to > got.to)
            left.append({std::max(span.from, got.to), span.to});
        if (span.from < got.from)
            left.append({span.from, isOpen ? got.from : std::min(span.to, got.from)});
    }
    missing = left;
}

void AuditProgress::forgetBefore(qint64 floor)
{
    for (AuditSpan &span : missing)
        span.from = std::max(span.from, floor);
    missing.removeIf([](const AuditSpan &span) { return span.to != 0 && span.to <= span.from; });
}

QByteArray StoredAuditProgress::toJson() const
{
    QJsonArray missing;
    for (const AuditSpan &span : progress.missing)
        missing.append(QJsonArray{span.from, span.to});
    return QJsonDocument(
               QJsonObject{{u"format"_s, 1},
                           {u"bytes"_s, end},
                           {u"missing"_s, missing},
                           {u"newest"_s, progress.newest},
                           {u"answeredAt"_s, progress.answeredAt},
                           {u"removedUntil"_s, progress.removedUntil},
                           {u"removed"_s, Konstantly::toJson(progress.removed)},
                           {u"lost"_s, Konstantly::toJson(progress.lost)},
                           {u"events"_s, QString::fromUtf8(progress.events.toJson())},
                           {u"launches"_s, QString::fromUtf8(progress.launches.toJson())}})
        .toJson(QJsonDocument::Compact);
}

std::optional<StoredAuditProgress> StoredAuditProgress::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.isEmpty())
        return std::nullopt;
    StoredAuditProgress stored;
    stored.end = object.value("bytes"_L1).toInteger();
    AuditProgress &progress = stored.progress;
    for (const QJsonValue &value : object.value("missing"_L1).toArray()) {
        const QJsonArray ends = value.toArray();
        progress.missing.append({ends.at(0).toInteger(), ends.at(1).toInteger()});
    }
    progress.newest = object.value("newest"_L1).toInteger();
    progress.answeredAt = object.value("answeredAt"_L1).toInteger();
    progress.removedUntil = object.value("removedUntil"_L1).toInteger();
    stored.tellsRemoved = object.contains("removed"_L1);
    progress.removed = stretchesFrom(object.value("removed"_L1).toArray());
    progress.lost = stretchesFrom(object.value("lost"_L1).toArray());
    progress.events = LogCursor::fromJson(object.value("events"_L1).toString().toUtf8());
    progress.launches = LogCursor::fromJson(object.value("launches"_L1).toString().toUtf8());
    return stored;
}

} // namespace Konstantly
