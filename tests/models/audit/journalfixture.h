// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/auditfiles.h"
#include "models/audit/auditjournal.h"

#include <QTemporaryDir>

#include <memory>

namespace Konstantly::Tests {

using namespace Qt::StringLiterals;

//! Event number \a number, of about 200 bytes.
[[nodiscard]] inline AuditRecord record(int number, qint64 at)
{
    AuditRecord record;
    record.id = u"service:%1"_s.arg(number);
    record.at = at;
    record.kind = AuditKind::ToolCalled;
    record.eventType = 88;
    record.key = QString::number(number % 3);
    record.detail = "{\"text\":\"" + QByteArray(130, 'x') + "\"}";
    return record;
}

[[nodiscard]] inline QList<int> numbersIn(const AuditJournal::Batch &batch)
{
    QList<int> numbers;
    for (const AuditRecord &record : batch.records)
        numbers << record.id.section(u':', 1).toInt();
    return numbers;
}

[[nodiscard]] inline QList<int> range(int first, int last)
{
    QList<int> numbers;
    for (int number = first; number <= last; ++number)
        numbers << number;
    return numbers;
}

//! A home folder with the journal of the workspace "acme", of segments that hold some ten events each.
class JournalFixture
{
protected:
    //! Anew, at \a now, as of 1970.
    void begin(qint64 now, qint64 maxBytes)
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_paths = AppPaths::forHome(m_home->path());
        m_now = now;
        m_retention.segmentBytes = 2'000;
        m_retention.maxBytes = maxBytes;
    }
    [[nodiscard]] AuditJournal newJournal() const
    {
        return {m_paths, u"acme"_s,
                [this] { return QDateTime::fromMSecsSinceEpoch(m_now, Qt::UTC); }, m_retention};
    }
    [[nodiscard]] QList<AuditSegment> segments() const
    {
        return auditSegments(auditFileBase(m_paths, u"acme"_s)).value();
    }

    std::unique_ptr<QTemporaryDir> m_home;
    AppPaths m_paths;
    qint64 m_now = 0;
    AuditRetention m_retention;
};

} // namespace Konstantly::Tests
