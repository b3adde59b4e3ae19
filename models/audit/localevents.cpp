// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/localevents.h"

#include "models/base/redaction.h"
#include "models/settings/apppaths.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

bool isAboutKey(AuditKind kind)
{
    switch (kind) {
    case AuditKind::KeyRevealed:
    case AuditKind::KeyCopied:
    case AuditKind::KeyCreatedHere:
    case AuditKind::KeyRevokedHere:
    case AuditKind::RotationStep:
        return true;
    default:
        return false;
    }
}

bool isAboutTool(AuditKind kind)
{
    return kind == AuditKind::ConfigWritten || kind == AuditKind::ConfigRemoved
           || kind == AuditKind::ConfigUndone;
}

std::optional<LocalEvent> fromLine(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const auto kind = auditKindFromName(object.value("kind"_L1).toString());
    const QString id = object.value("id"_L1).toString();
    const qint64 at = object.value("at"_L1).toInteger(-1);
    if (!kind || id.isEmpty() || at < 0)
        return std::nullopt;
    LocalEvent event;
    event.workspace = object.value("workspace"_L1).toString();
    event.record.id = u"device:"_s + id;
    event.record.at = at;
    event.record.kind = *kind;
    const QString subject = object.value("subject"_L1).toString();
    (isAboutKey(*kind)    ? event.record.key
     : isAboutTool(*kind) ? event.record.tool
                          : event.record.subject)
        = subject;
    const QString detail = object.value("detail"_L1).toString();
    if (!detail.isEmpty())
        event.record.detail
            = QJsonDocument(QJsonObject{{u"detail"_s, detail}}).toJson(QJsonDocument::Compact);
    return event;
}

} // namespace

LocalEvents::LocalEvents(const AppPaths &paths, Clock clock)
    : m_log(paths.stateDir + u"/events"_s, u"events"_s, EntryLog::Limits{})
    , m_clock(std::move(clock))
{}

bool LocalEvents::note(AuditKind kind, const QString &workspace, const QString &subject,
                       const QString &detail) const
{
    const QJsonObject line{{u"id"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
                           {u"at"_s, m_clock().toMSecsSinceEpoch()},
                           {u"kind"_s, auditKindName(kind)},
                           {u"workspace"_s, workspace},
                           {u"subject"_s, redacted(subject)},
                           {u"detail"_s, redacted(detail)}};
    return m_log.append(QJsonDocument(line).toJson(QJsonDocument::Compact));
}

Result<LocalEvents::Batch> LocalEvents::read(const LogCursor &from, qsizetype maxEvents) const
{
    const auto lines = m_log.read(from, maxEvents);
    if (!lines)
        return fail(lines.error());
    Batch batch{{}, lines->next, lines->hasMore, 0};
    for (const QByteArray &line : lines->lines) {
        if (const auto event = fromLine(line))
            batch.events << *event;
        else if (QJsonDocument::fromJson(line).object().isEmpty())
            ++batch.damaged; // rather than of a later version
    }
    return batch;
}

} // namespace Konstantly
