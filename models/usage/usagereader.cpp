// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagereader.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

//! The numbers of the outcomes that count as \a wanted; NULL counts as Untold.
QString outcomeCondition(OutcomeClass wanted)
{
    if (wanted == OutcomeClass::Untold)
        return u" AND outcome IS NULL"_s;
    QStringList numbers;
    for (int i = 0; i <= int(CallOutcome::Unanswered); ++i) {
        if (outcomeClass(CallOutcome(i)) == wanted)
            numbers.append(QString::number(i));
    }
    return u" AND outcome IN (%1)"_s.arg(numbers.join(u','));
}

//! \a wanted as calls spell them: case does not count, as in toolIdOfClient().
Result<QStringList> spelledClients(UsageNames &names, const QStringList &wanted)
{
    const auto known = names.all(NameKind::Client);
    if (!known)
        return fail(known.error());
    QStringList spelled;
    for (const qint64 number : *known) {
        const auto name = names.name(NameKind::Client, number);
        if (!name)
            return fail(name.error());
        if (wanted.contains(*name, Qt::CaseInsensitive))
            spelled.append(*name);
    }
    return spelled;
}

} // namespace

Result<CallCondition> callCondition(UsageNames &names, const UsageFilter &filter)
{
    CallCondition condition;
    const auto addNames = [&](NameKind kind, const QStringList &wanted,
                              QLatin1StringView column) -> Result<> {
        QStringList numbers;
        for (const QString &name : wanted) {
            const auto id = names.find(kind, name);
            if (!id)
                return fail(id.error());
            if (*id)
                numbers.append(QString::number(**id));
        }
        condition.isNothing = condition.isNothing || numbers.isEmpty();
        condition.sql += u" AND %1 IN (%2)"_s.arg(column, numbers.join(u','));
        return {};
    };
    Result<> done;
    if (!filter.keys.isEmpty())
        done = addNames(NameKind::Key, filter.keys, "key"_L1);
    if (done && !filter.tool.isEmpty())
        done = addNames(NameKind::Tool, {filter.tool}, "tool"_L1);
    if (done && !filter.clients.isEmpty()) {
        const auto spelled = spelledClients(names, filter.clients);
        done = spelled ? addNames(NameKind::Client, *spelled, "client"_L1)
                       : Result<>(fail(spelled.error()));
    }
    if (!done)
        return fail(done.error());
    if (filter.outcome)
        condition.sql += outcomeCondition(*filter.outcome);
    return condition;
}

UsageReader::UsageReader(UsageTables &tables, const UsageQuery &query)
    : m_tables(tables)
    , m_query(query)
{}

Result<UsageCells> UsageReader::cells()
{
    if (m_query.range.isEmpty())
        return UsageCells{};
    const auto horizon = readHorizon(*m_tables.session);
    if (!horizon)
        return fail(horizon.error());
    m_horizon = *horizon;
    const auto hasCalls = findNames();
    if (!hasCalls)
        return fail(hasCalls.error());
    if (!*hasCalls)
        return UsageCells{};
    // Roll-ups know nothing of clients.
    const auto done = m_query.filter.clients.isEmpty() ? readRange(m_query.range, m_query.width)
                                                       : readCalls(m_query.range);
    if (!done)
        return fail(done.error());
    return result();
}

//! Whether there can be calls with the names that are asked for.
Result<bool> UsageReader::findNames()
{
    const UsageFilter &filter = m_query.filter;
    for (const QString &name : filter.keys) {
        const auto id = m_tables.names.find(NameKind::Key, name);
        if (!id)
            return fail(id.error());
        if (*id)
            m_keys.push_back(**id);
    }
    std::ranges::sort(m_keys);
    const auto repeated = std::ranges::unique(m_keys);
    m_keys.erase(repeated.begin(), repeated.end());
    if (!filter.keys.isEmpty() && m_keys.empty())
        return false;
    if (!filter.tool.isEmpty()) {
        const auto id = m_tables.names.find(NameKind::Tool, filter.tool);
        if (!id || !*id)
            return id ? Result<bool>(false) : fail(id.error());
        m_tool = **id;
    }
    return true;
}

//! \a range in steps of \a width as far as whole ones are in it, its ends in finer steps.
Result<> UsageReader::readRange(const TimeRange &range, BucketWidth width)
{
    if (range.isEmpty())
        return {};
    TimeRange whole = range;
    if (width == BucketWidth::Minute)
        whole.from = std::max(whole.from, m_horizon.minutes);
    else if (width == BucketWidth::Hour)
        whole.from = std::max(whole.from, m_horizon.hours);
    whole = m_tables.calendar.wholeBuckets(width, whole);
    const auto readFiner = [this, width](const TimeRange &part) {
        // Minutes are no help below an hour: they are kept for a few days only, and less than an hour is few calls.
        return width == BucketWidth::Day ? readRange(part, BucketWidth::Hour) : readCalls(part);
    };
    if (whole.isEmpty()) {
        // An hour that two buckets share must be told apart.
        const TimeRange first = m_tables.calendar.bucket(width, range.from);
        const milliseconds middle = std::min(first.to, range.to);
        if (const auto done = readFiner({range.from, middle}); !done)
            return done;
        return readFiner({middle, range.to});
    }
    if (const auto done = readFiner({range.from, whole.from}); !done)
        return done;
    const auto done = width == m_query.width ? readWhole(whole) : readRollups(whole, width, m_ends);
    if (!done)
        return done;
    return readFiner({whole.to, range.to});
}

//! The buckets of the query's own width.
Result<> UsageReader::readWhole(const TimeRange &range)
{
    const auto count = [this](const TimeRange &part) -> Result<std::vector<UsageCell>> {
        CellSums sums;
        if (const auto done = readRollups(part, m_query.width, sums); !done)
            return fail(done.error());
        return sums.take();
    };
    auto buckets = m_tables.cache.buckets().read(
        {m_query.width, m_query.split, m_keys, m_tool, m_query.filter.outcome}, range,
        m_tables.calendar, count);
    if (!buckets)
        return fail(buckets.error());
    m_whole = *std::move(buckets);
    return {};
}

Result<> UsageReader::readRollups(const TimeRange &range, BucketWidth width, CellSums &sums)
{
    if (width == BucketWidth::Minute)
        return readRollupsOf(0, RollupPart::ByKeyAndTool, range, width, sums);
    const bool needsTools = m_query.split == UsageSplit::Tool || m_tool != 0;
    const bool isByKey = m_query.split == UsageSplit::Key;
    if (!needsTools && m_keys.empty())
        return readRollupsOf(0, isByKey ? RollupPart::ByKey : RollupPart::Total, range, width,
                             sums);
    if (m_keys.empty() && !isByKey)
        return readRollupsOf(0, RollupPart::ByTool, range, width, sums);
    std::vector<qint64> keys = m_keys;
    if (keys.empty()) {
        auto all = m_tables.names.all(NameKind::Key);
        if (!all)
            return fail(all.error());
        keys = *std::move(all);
        std::ranges::sort(keys);
    }
    for (const qint64 key : keys) {
        if (const auto done = readRollupsOf(key, RollupPart::ByTool, range, width, sums); !done)
            return done;
    }
    return {};
}

Result<> UsageReader::readRollupsOf(qint64 key, RollupPart part, const TimeRange &range,
                                    BucketWidth width, CellSums &sums)
{
    const milliseconds inside = insideBucket(width, 0ms);
    const TimeRange starts{range.from - inside, range.to - inside};
    if (width == m_query.width) {
        std::size_t count = 0;
        const auto counted = m_tables.cache.forEachCell(
            *m_tables.session, storedWidth(width), part, key, starts,
            [&count](milliseconds, const RollupCell &cell) { count += cell.entries().size(); });
        if (!counted)
            return counted;
        sums.reserve(count);
    }
    return m_tables.cache.forEachCell(
        *m_tables.session, storedWidth(width), part, key, starts,
        [&](milliseconds start, const RollupCell &cell) { add(start + inside, key, cell, sums); });
}

//! What is told of the moment \a at, in a row of \a rowKey.
void UsageReader::add(milliseconds at, qint64 rowKey, const RollupCell &cell, CellSums &sums) const
{
    const milliseconds bucket = m_tables.calendar.start(m_query.width, at);
    for (const RollupCell::Entry &e : cell.entries()) {
        const qint64 key = e.group.key != 0 ? e.group.key : rowKey;
        if (!isWanted(key, e.group.tool, e.group.outcome))
            continue;
        UsageCell &target = sums.at(bucket, groupOf(key, e.group.tool), e.group.outcome);
        target.calls += e.calls;
        target.durations.add(e.durations);
    }
}

bool UsageReader::isWanted(qint64 key, qint64 tool, OutcomeClass outcome) const
{
    return (m_keys.empty() || std::ranges::binary_search(m_keys, key))
           && (m_tool == 0 || m_tool == tool)
           && (!m_query.filter.outcome || *m_query.filter.outcome == outcome);
}

qint64 UsageReader::groupOf(qint64 key, qint64 tool) const
{
    switch (m_query.split) {
    case UsageSplit::Tool:
        return tool;
    case UsageSplit::Key:
        return key;
    case UsageSplit::Outcome:
        break;
    }
    return 0;
}

Result<> UsageReader::readCalls(const TimeRange &range)
{
    if (range.isEmpty())
        return {};
    const auto condition = callCondition(m_tables.names, m_query.filter);
    if (!condition)
        return fail(condition.error());
    if (condition->isNothing)
        return {};
    return m_tables.session->select(
        u"SELECT at, key, tool, outcome, duration FROM calls WHERE at >= ? AND at < ?"_s
            + condition->sql,
        {qint64(range.from.count()), qint64(range.to.count())}, [this](const QSqlQuery &row) {
            const milliseconds start = m_tables.calendar.start(
                m_query.width, milliseconds(row.value(0).toLongLong()));
            UsageCell &target = m_ends.at(
                start, groupOf(row.value(1).toLongLong(), row.value(2).toLongLong()),
                outcomeClass(outcomeIn(row.value(3))));
            ++target.calls;
            if (const auto duration = durationIn(row.value(4)))
                target.durations.add(*duration);
            return true;
        });
}

Result<> UsageReader::nameGroups(UsageCells &cells) const
{
    if (m_query.split == UsageSplit::Outcome)
        return {};
    for (const UsageCells::Bucket &bucket : cells.buckets) {
        // They ascend within a bucket, and after the first one hardly any is new.
        auto known = cells.groups.begin();
        for (const UsageCell &cell : bucket->cells) {
            while (known != cells.groups.end() && known->first < cell.group)
                ++known;
            if (known == cells.groups.end() || known->first != cell.group)
                known = cells.groups.emplace_hint(known, cell.group, QString());
        }
    }
    const NameKind kind = m_query.split == UsageSplit::Key ? NameKind::Key : NameKind::Tool;
    for (auto &[number, name] : cells.groups) {
        auto found = m_tables.names.name(kind, number);
        if (!found)
            return fail(found.error());
        name = *std::move(found);
    }
    return {};
}

Result<UsageCells> UsageReader::result()
{
    UsageCells cells;
    const auto ends = bucketsOf(m_ends.take());
    std::ranges::merge(
        m_whole, ends, std::back_inserter(cells.buckets), {},
        [](const UsageCells::Bucket &bucket) { return bucket->start; },
        [](const UsageCells::Bucket &bucket) { return bucket->start; });
    if (const auto named = nameGroups(cells); !named)
        return fail(named.error());
    return cells;
}

} // namespace Konstantly
