// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/konstantly/types.h"
#include "models/launch/launchrecord.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace Konstantly {

//! What an event of the time line is. The numbers are written to files: add at the end.
enum class AuditKind {
    Service, //!< an event of the service whose number is not public: see AuditRecord::eventType
    KeyCreated,
    KeyRevoked,
    ToolCalled,
    Launched,     //!< an AI tool started the MCP server on this device
    StartRefused, //!< it did, and got the stand-in server
    ConfigWritten,
    ConfigRemoved,
    ConfigUndone,
    KeyRevealed,
    KeyCopied,
    KeyCreatedHere,
    KeyRevokedHere,
    RotationStep,
    Refusal,
    SettingsChanged
};
inline constexpr int AuditKindCount = int(AuditKind::SettingsChanged) + 1;

//! Stable, for files and feeds: "tool-called".
[[nodiscard]] QString auditKindName(AuditKind kind);
[[nodiscard]] std::optional<AuditKind> auditKindFromName(QStringView name);
//! Whether it happened on this device, rather than on the service.
[[nodiscard]] bool isLocal(AuditKind kind);

//! One event of the service or of this device: never a secret in any of it.
struct AuditRecord
{
    QString
        id; //!< unique and the same each time it is read: "service:901", "device:UUID", "launch:…"
    qint64 at = 0; //!< milliseconds since 1970, UTC
    AuditKind kind = AuditKind::Service;
    int eventType = 0; //!< the service's number; 0 = local
    QString key;       //!< the service's id of the key, locally its name; empty = none
    QString person;
    QString tool;      //!< of the service, or the AI tool
    QString subject;   //!< what else it is about: a key's new name, a file
    QByteArray detail; //!< a JSON object, arguments redacted; empty = none

    friend bool operator==(const AuditRecord &, const AuditRecord &) = default;
};

//! Pure. What the service tells, with redactedArguments().
[[nodiscard]] AuditRecord toAuditRecord(const AuditEvent &event);
//! Pure. The same record for the same start, whenever it is read.
[[nodiscard]] AuditRecord toAuditRecord(const LaunchRecord &launch);

//! \a json, an object, without keys in any of its texts, and without the values of members that are called like a secret.
//! Empty where it is no object or an empty one.
[[nodiscard]] QByteArray redactedArguments(const QByteArray &json);

} // namespace Konstantly
