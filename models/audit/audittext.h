// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditrecord.h"

//! \file How an event is put into words. Translated, plain text, ready to be shown.

namespace Konstantly {

//! "Tool called", "Key revoked". Of events whose number is not public: "Event".
[[nodiscard]] QString auditKindLabel(AuditKind kind);

//! A sentence about an event in two parts.
struct AuditSentence
{
    QString what; //!< the one thing it is about, shown bold: a tool, a key; may be empty
    QString rest;
};
//! \a keyName: of the key that \a record names.
[[nodiscard]] AuditSentence auditSentence(const AuditRecord &record, const QString &keyName);
//! What the key of an event may do, in words; empty = \a detail does not tell, or not in a way that is known.
[[nodiscard]] QString eventScopesText(const QByteArray &detail);
//! "user 42 · course 17": the arguments in one short line; empty = none.
[[nodiscard]] QString argumentsLine(const QByteArray &detail, qsizetype maxLength = 120);

} // namespace Konstantly
