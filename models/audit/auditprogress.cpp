// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditprogress.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

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
    progress.events = LogCursor::fromJson(object.value("events"_L1).toString().toUtf8());
    progress.launches = LogCursor::fromJson(object.value("launches"_L1).toString().toUtf8());
    return stored;
}

} // namespace Konstantly
