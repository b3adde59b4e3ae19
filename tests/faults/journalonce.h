// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditfiles.h"
#include "models/audit/auditjournal.h"

#include <QFile>

namespace Konstantly::Tests {

//! \file The journal that `journalonce` writes and tst_journalkills reads.

inline constexpr qint64 JournalNow = qint64(1'000'000) * 1000;

//! Of about 200 bytes, one a second up to JournalNow.
[[nodiscard]] inline AuditRecord serviceEvent(int number)
{
    AuditRecord record;
    record.id = QStringLiteral("service:%1").arg(number);
    record.at = JournalNow - qint64(1000) * (1000 - number);
    record.kind = number % 10 == 0 ? AuditKind::KeyCreated : AuditKind::ToolCalled;
    record.key = QString::number(number);
    record.subject = number % 10 == 0 ? QStringLiteral("key-%1").arg(number) : QString();
    record.detail = "{\"text\":\"" + QByteArray(130, 'x') + "\"}";
    return record;
}

//! With segments of a few events, of which a few are kept.
[[nodiscard]] inline AuditJournal smallJournal(const QString &home)
{
    AuditRetention retention;
    retention.segmentBytes = 2'500;
    retention.maxBytes = 10'000;
    return {AppPaths::forHome(home), QStringLiteral("acme"),
            [] { return QDateTime::fromMSecsSinceEpoch(JournalNow, Qt::UTC); }, retention};
}

} // namespace Konstantly::Tests
