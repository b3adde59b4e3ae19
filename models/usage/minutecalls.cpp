// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/minutecalls.h"

#include "models/usage/varint.h"

#include <algorithm>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

void MinuteCalls::remove(const Call &call)
{
    const auto found = std::ranges::find(m_calls, call);
    Q_ASSERT(found != m_calls.end());
    if (found != m_calls.end())
        m_calls.erase(found);
}

QByteArray MinuteCalls::toBytes()
{
    std::ranges::sort(m_calls);
    QByteArray bytes;
    bytes.reserve(qsizetype(m_calls.size()) * 6);
    milliseconds last = m_start;
    for (const Call &call : m_calls) {
        appendVarint(bytes, std::uint64_t((call.at - last).count()));
        appendVarint(bytes, std::uint64_t(call.key));
        appendVarint(bytes, std::uint64_t(call.tool));
        appendVarint(bytes, call.outcome ? std::uint64_t(*call.outcome) + 1 : 0);
        last = call.at;
    }
    return bytes;
}

bool MinuteCalls::addBytes(QByteArrayView bytes)
{
    m_calls.reserve(m_calls.size() + std::size_t(bytes.size()) / 5); // what most of them take
    VarintReader reader(bytes);
    milliseconds last = m_start;
    while (!reader.atEnd()) {
        const auto distance = reader.next();
        const auto key = reader.next();
        const auto tool = reader.next();
        const auto outcome = reader.next();
        if (!distance || !key || !tool || !outcome
            || *outcome > std::uint64_t(CallOutcome::Unanswered) + 1
            || *distance >= std::uint64_t((m_start + 1min - last).count()))
            return false;
        last += milliseconds(*distance);
        m_calls.push_back(
            {last, qint64(*key), qint64(*tool),
             *outcome == 0 ? std::nullopt : std::optional(CallOutcome(*outcome - 1))});
    }
    return true;
}

} // namespace Konstantly
