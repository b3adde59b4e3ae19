// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditrecord.h"

#include <QByteArrayView>

namespace Konstantly {

//! \file Pure: the lines of an AuditJournal. One event a line: its fields, escaped, separated by tabs, and behind them a check
//! value (CRC-32, eight hexadecimal digits) of everything before it. It tells what a disk or an editor did to a line; it is no
//! defence against somebody who wants to change one.

//! Whether a line has to have a check value. Those of earlier versions had none.
enum class AuditLineCheck { Required, Optional };

//! Without the line break.
[[nodiscard]] QByteArray toAuditLine(const AuditRecord &record);
//! Nothing when \a line is damaged.
[[nodiscard]] std::optional<AuditRecord> auditRecordFrom(QByteArrayView line, AuditLineCheck check);

//! What the journal has to know of each of its lines.
struct AuditLineHead
{
    QByteArrayView id; //!< as it is written: a part of the line
    qint64 at = 0;
};
//! The same verdict as auditRecordFrom(), for less work.
[[nodiscard]] std::optional<AuditLineHead> auditLineHead(QByteArrayView line, AuditLineCheck check);

} // namespace Konstantly
