// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/recentcalls.h"

#include "models/usage/usagetables.h"

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

using WindowCall = UsageDatabase::WindowCall;

//! More changes are not worth the remembering: what is known is read anew then.
constexpr std::size_t MaxChanges = 20'000;

std::pair<std::size_t, std::size_t> indexesIn(const std::vector<WindowCall> &calls,
                                              const TimeRange &part)
{
    const auto index = [&calls](milliseconds at) {
        return std::size_t(std::ranges::lower_bound(calls, at, {}, &WindowCall::at)
                           - calls.begin());
    };
    return {index(part.from), index(part.to)};
}

} // namespace

void RecentCalls::change(const std::vector<MinuteCalls::Call> &added,
                         const std::vector<MinuteCalls::Call> &removed)
{
    const auto note = [this](const std::vector<MinuteCalls::Call> &calls,
                             std::vector<MinuteCalls::Call> &changes) {
        std::ranges::copy_if(calls, std::back_inserter(changes),
                             [this](const MinuteCalls::Call &call) {
                                 return call.at >= m_range.from && call.at < m_range.to;
                             });
    };
    note(added, m_added);
    note(removed, m_removed);
    if (m_added.size() + m_removed.size() > MaxChanges)
        clear();
}

RecentCalls::Named RecentCalls::named(qint64 number) const
{
    const bool isKnown = number >= 0 && std::size_t(number) < m_named.size();
    return isKnown ? m_named[std::size_t(number)] : Named::Unknown;
}

//! Makes the keys and tools of \a calls known.
Result<> RecentCalls::learnNames(UsageNames &names, const std::vector<MinuteCalls::Call> &calls)
{
    const auto isOfKey = [this](const MinuteCalls::Call &call) {
        return named(call.key) == Named::Key;
    };
    const auto isKnown = [&](const MinuteCalls::Call &call) {
        return isOfKey(call) && std::size_t(call.tool) < m_named.size();
    };
    if (std::ranges::all_of(calls, isKnown))
        return {};
    for (const NameKind kind : {NameKind::Key, NameKind::Tool}) {
        const auto numbers = names.all(kind);
        if (!numbers)
            return fail(numbers.error());
        for (const qint64 number : *numbers) {
            const auto name = names.name(kind, number);
            if (!name)
                return fail(name.error());
            m_named.resize(std::max(m_named.size(), std::size_t(number) + 1));
            if (kind == NameKind::Key)
                m_named[std::size_t(number)] = Named::Key;
            else if (usesAiQuota(*name))
                m_named[std::size_t(number)] = Named::AiTool;
        }
    }
    m_byKey.resize(m_named.size());
    return std::ranges::all_of(calls, isOfKey)
               ? Result<>()
               : fail(ErrorCode::FileUnreadable, u"a call has a key without a name"_s);
}

//! The calls in \a part are \a calls, ascending, from now on.
Result<> RecentCalls::replace(UsageNames &names, const TimeRange &part,
                              const std::vector<MinuteCalls::Call> &calls)
{
    // A busy day has more than a hundred thousand calls: by numbers, which are few and low, each is told in some nanoseconds.
    if (const auto learnt = learnNames(names, calls); !learnt)
        return learnt;
    std::vector<std::vector<WindowCall>> present(m_byKey.size());
    for (const MinuteCalls::Call &call : calls)
        present[std::size_t(call.key)].push_back(windowCall(call));
    for (std::size_t key = 0; key < present.size(); ++key) {
        Calls &known = m_byKey[key];
        if (!known) {
            if (!present[key].empty())
                known = std::make_shared<const std::vector<WindowCall>>(std::move(present[key]));
            continue;
        }
        const auto [first, last] = indexesIn(*known, part);
        const auto begin = known->begin();
        if (std::equal(begin + qsizetype(first), begin + qsizetype(last), present[key].begin(),
                       present[key].end()))
            continue;
        // Others may hold what is known.
        std::vector<WindowCall> changed;
        changed.reserve(known->size() - (last - first) + present[key].size());
        changed.insert(changed.end(), begin, begin + qsizetype(first));
        changed.insert(changed.end(), present[key].begin(), present[key].end());
        changed.insert(changed.end(), begin + qsizetype(last), known->end());
        known = changed.empty()
                    ? nullptr
                    : std::make_shared<const std::vector<WindowCall>>(std::move(changed));
    }
    return {};
}

Result<> RecentCalls::readMinutes(const SqlSession &session, UsageNames &names,
                                  const TimeRange &part)
{
    std::vector<MinuteCalls::Call> calls;
    bool isBroken = false;
    const auto read = session.select(
        u"SELECT start, cell FROM rollups WHERE width = ? AND part = ? AND key = 0 "
        "AND start > ? AND start < ? ORDER BY start"_s,
        {storedWidth(BucketWidth::Minute), int(RollupPart::Calls),
         qint64((part.from - 1min).count()), qint64(part.to.count())},
        [&](const QSqlQuery &row) {
            MinuteCalls minute(milliseconds(row.value(0).toLongLong()));
            isBroken = !minute.addBytes(row.value(1).toByteArray());
            for (const MinuteCalls::Call &call : minute.calls()) {
                if (call.at >= part.from && call.at < part.to)
                    calls.push_back(call);
            }
            return !isBroken;
        });
    if (!read)
        return read;
    if (isBroken)
        return fail(ErrorCode::FileUnreadable, u"the calls of a minute can't be understood"_s);
    return replace(names, part, calls);
}

void RecentCalls::applyChanges(Calls &known, const std::vector<WindowCall> &added,
                               const std::vector<WindowCall> &removed)
{
    // Others may hold what is known.
    std::vector<WindowCall> changed;
    changed.reserve((known ? known->size() : 0) + added.size());
    if (known)
        changed = *known;
    for (const WindowCall &call : added)
        changed.insert(std::ranges::upper_bound(changed, call.at, {}, &WindowCall::at), call);
    for (const WindowCall &call : removed) {
        const auto found = std::find(
            std::ranges::lower_bound(changed, call.at, {}, &WindowCall::at), changed.end(), call);
        m_isWrong = m_isWrong || found == changed.end();
        if (found != changed.end())
            changed.erase(found);
    }
    known = changed.empty() ? nullptr
                            : std::make_shared<const std::vector<WindowCall>>(std::move(changed));
}

Result<> RecentCalls::applyChanges(const SqlSession &session, UsageNames &names)
{
    if (m_added.empty() && m_removed.empty())
        return {};
    struct Changes
    {
        std::vector<WindowCall> added;
        std::vector<WindowCall> removed;
    };
    std::map<qint64, Changes> byKey;
    for (const auto &[calls, side] :
         {std::pair(&m_added, &Changes::added), std::pair(&m_removed, &Changes::removed)}) {
        if (const auto learnt = learnNames(names, *calls); !learnt)
            return learnt;
        for (const MinuteCalls::Call &call : *calls)
            (byKey[call.key].*side).push_back(windowCall(call));
        calls->clear();
    }
    for (const auto &[key, changes] : byKey)
        applyChanges(m_byKey[std::size_t(key)], changes.added, changes.removed);
    if (!m_isWrong)
        return {};
    const TimeRange range = m_range;
    clear();
    m_range = range;
    return readMinutes(session, names, range);
}

//! Makes \a range what is known.
Result<> RecentCalls::moveTo(const SqlSession &session, UsageNames &names, const TimeRange &range)
{
    const TimeRange common{std::max(range.from, m_range.from), std::min(range.to, m_range.to)};
    if (common.isEmpty()) {
        clear();
        m_range = range;
        return readMinutes(session, names, range);
    }
    const TimeRange before = std::exchange(m_range, range);
    for (const TimeRange &gone :
         {TimeRange{before.from, common.from}, TimeRange{common.to, before.to}}) {
        if (gone.isEmpty())
            continue;
        if (const auto done = replace(names, gone, {}); !done)
            return done;
    }
    for (const TimeRange &missing :
         {TimeRange{range.from, common.from}, TimeRange{common.to, range.to}}) {
        if (missing.isEmpty())
            continue;
        if (const auto done = readMinutes(session, names, missing); !done)
            return done;
    }
    return {};
}

Result<std::map<QString, RecentCalls::Calls>>
RecentCalls::read(const SqlSession &session, UsageNames &names, const TimeRange &range)
{
    if (range.isEmpty())
        return {};
    // In this order: what is read now has the changes in it.
    auto done = applyChanges(session, names);
    if (done && range != m_range)
        done = moveTo(session, names, range);
    if (!done) {
        clear();
        return fail(done.error());
    }
    auto result = byName(names);
    std::size_t count = 0;
    for (const Calls &calls : m_byKey)
        count += calls ? calls->size() : 0;
    if (count > MaxCalls)
        clear();
    return result;
}

Result<std::map<QString, RecentCalls::Calls>>
RecentCalls::readRows(const SqlSession &session, UsageNames &names, const TimeRange &range)
{
    std::vector<MinuteCalls::Call> calls;
    const auto read = session.select(
        u"SELECT at, key, tool, outcome FROM calls WHERE at >= ? AND at < ? ORDER BY at"_s,
        {qint64(range.from.count()), qint64(range.to.count())}, [&calls](const QSqlQuery &row) {
            calls.push_back({milliseconds(row.value(0).toLongLong()), row.value(1).toLongLong(),
                             row.value(2).toLongLong(), outcomeIn(row.value(3))});
            return true;
        });
    if (!read)
        return fail(read.error());
    RecentCalls once;
    if (const auto done = once.replace(names, range, calls); !done)
        return fail(done.error());
    return once.byName(names);
}

Result<std::map<QString, RecentCalls::Calls>> RecentCalls::byName(UsageNames &names) const
{
    std::map<QString, Calls> result;
    for (std::size_t key = 0; key < m_byKey.size(); ++key) {
        if (!m_byKey[key])
            continue;
        auto name = names.name(NameKind::Key, qint64(key));
        if (!name)
            return fail(name.error());
        result.emplace(*std::move(name), m_byKey[key]);
    }
    return result;
}

} // namespace Konstantly
