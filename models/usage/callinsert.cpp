// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/callinsert.h"

using namespace std::chrono_literals;

namespace Konstantly {

namespace {

using Kind = BulkInsert::Kind;

void addOrNull(BulkInsert &rows, const auto &value, bool isThere)
{
    if (isThere)
        rows.add(value);
    else
        rows.addNull();
}

void addOrNull(BulkInsert &rows, const auto &value)
{
    addOrNull(rows, value, !value.isEmpty());
}

} // namespace

CallInsert::CallInsert(const SqlSession &session)
    : m_rows(session, "calls",
             {{"at", Kind::Number},
              {"tool", Kind::Number},
              {"key", Kind::Number},
              {"client", Kind::Number},
              {"outcome", Kind::Number},
              {"duration", Kind::Number},
              {"seen", Kind::Number},
              {"service_id", Kind::Text},
              {"audit_id", Kind::Text},
              {"told", Kind::Bytes}})
{}

//! \a call: a CallRow, or an Observation that is alone.
void CallInsert::addColumns(const auto &call, int seen, const QString &serviceId,
                            const QString &auditId, QByteArrayView details)
{
    m_rows.add(qint64(call.at.count()));
    m_rows.add(call.tool);
    m_rows.add(call.key);
    addOrNull(m_rows, call.client, call.client != 0);
    addOrNull(m_rows, qint64(call.outcome.value_or(CallOutcome())), call.outcome.has_value());
    addOrNull(m_rows, qint64(call.duration.value_or(0ms).count()), call.duration.has_value());
    m_rows.add(qint64(seen));
    addOrNull(m_rows, serviceId);
    addOrNull(m_rows, auditId);
    addOrNull(m_rows, details);
}

Result<> CallInsert::add(const CallRow &row)
{
    addColumns(row, row.seen(), row.idOf(UsageSource::Service), row.idOf(UsageSource::Audit),
               row.details());
    return m_rows.endRow();
}

Result<> CallInsert::add(const Observation &alone)
{
    static const QString none;
    const auto idFor = [&alone](UsageSource source) -> const QString & {
        return alone.source == source ? alone.id : none;
    };
    addColumns(alone, seenBit(alone.source), idFor(UsageSource::Service), idFor(UsageSource::Audit),
               {});
    return m_rows.endRow();
}

} // namespace Konstantly
