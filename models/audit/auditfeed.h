// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditrecord.h"

#include <QDateTime>

namespace Konstantly {

//! How an event leaves the program.
enum class AuditFormat { JsonLines, Cef, Csv };

//! One event of the feed: of a workspace's journal, whose cursor goes on after it.
struct AuditFeedItem
{
    AuditRecord record;
    qint64 cursor = 0;
    QString workspace;
    QString keyName; //!< of record.key, where known
};

//! \file Pure: an event in the formats of others. Without the line break at its end. Whatever an event holds, it stays one
//! line and one event (texts of other people: A6).

//! {"cursor":"1234","id":"service:901","at":"2026-11-22T10:00:00.000Z","kind":"tool-called",…}. Absent = unknown.
[[nodiscard]] QByteArray toJsonLine(const AuditFeedItem &item);
//! ArcSight's Common Event Format, version 0; the whole JSON line is not in it, arguments are (msg).
[[nodiscard]] QByteArray toCef(const AuditFeedItem &item);
//! RFC 5424, facility "log audit", with the JSON line as its text. \a hostName: of this device.
[[nodiscard]] QByteArray toSyslog(const AuditFeedItem &item, const QString &hostName);
//! Events that can't be sent: they were removed from the journal before their turn, or are damaged in it.
struct AuditLoss
{
    QString workspace;
    qint64 from = 0; //!< the cursor behind which they were
    qint64 to = 0;   //!< the one where the journal goes on
    qint64 count = 0;
};
//! The same message for a loss: {"cursor":"TO","id":"lost:FROM-TO","at":…,"kind":"events-lost","workspace":…,"count":12}.
[[nodiscard]] QByteArray toSyslog(const AuditLoss &loss, const QDateTime &now,
                                  const QString &hostName);
//! A message for trying a connection out, which is no event.
[[nodiscard]] QByteArray syslogTestMessage(const QDateTime &now, const QString &hostName);

[[nodiscard]] QByteArray csvHeader();
//! RFC 4180 with what spreadsheets take for a formula made harmless by an apostrophe (security U-2).
[[nodiscard]] QByteArray toCsv(const AuditFeedItem &item);

[[nodiscard]] QByteArray formatted(const AuditFeedItem &item, AuditFormat format);

} // namespace Konstantly
