// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagereader.h"

#include <algorithm>
#include <tuple>
#include <utility>

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

auto placeOf(const UsageCell &cell)
{
    return std::tuple(cell.start, cell.group, cell.outcome);
}

//! Hands each bucket of \a cells to \a take: from where, and up to where.
void forEachBucket(const std::vector<UsageCell> &cells, const auto &take)
{
    for (auto first = cells.begin(); first != cells.end();) {
        const auto last = std::find_if(first, cells.end(), [&first](const UsageCell &cell) {
            return cell.start != first->start;
        });
        take(std::size_t(first - cells.begin()), std::size_t(last - cells.begin()));
        first = last;
    }
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
    if (done && !filter.client.isEmpty())
        done = addNames(NameKind::Client, {filter.client}, "client"_L1);
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
    const auto done = m_query.filter.client.isEmpty() ? readRange(m_query.range, m_query.width)
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
    if (const auto done = readRollups(whole, width); !done)
        return done;
    return readFiner({whole.to, range.to});
}

Result<> UsageReader::readRollups(const TimeRange &range, BucketWidth width)
{
    if (width == BucketWidth::Minute)
        return readRollupsOf(0, RollupPart::ByKeyAndTool, range, width);
    const bool needsTools = m_query.split == UsageSplit::Tool || m_tool != 0;
    const bool isByKey = m_query.split == UsageSplit::Key;
    if (!needsTools && m_keys.empty())
        return readRollupsOf(0, isByKey ? RollupPart::ByKey : RollupPart::Total, range, width);
    if (m_keys.empty() && !isByKey)
        return readRollupsOf(0, RollupPart::ByTool, range, width);
    std::vector<qint64> keys = m_keys;
    if (keys.empty()) {
        auto all = m_tables.names.all(NameKind::Key);
        if (!all)
            return fail(all.error());
        keys = *std::move(all);
        std::ranges::sort(keys);
    }
    for (const qint64 key : keys) {
        if (const auto done = readRollupsOf(key, RollupPart::ByTool, range, width); !done)
            return done;
    }
    return {};
}

Result<> UsageReader::readRollupsOf(qint64 key, RollupPart part, const TimeRange &range,
                                    BucketWidth width)
{
    // Days that were counted in another time zone, and can't be anew, begin elsewhere; their middle is in the right day.
    const milliseconds inside = width == BucketWidth::Day ? 12h : 0h;
    if (width == m_query.width) {
        std::size_t count = m_sums.size();
        const auto counted = m_tables.cache.forEachCell(
            *m_tables.session, storedWidth(width), part, key, range,
            [&count](milliseconds, const RollupCell &cell) { count += cell.entries().size(); });
        if (!counted)
            return counted;
        if (count > m_sums.capacity())
            m_sums.reserve(std::max(count, 2 * m_sums.capacity()));
    }
    return m_tables.cache.forEachCell(
        *m_tables.session, storedWidth(width), part, key, range,
        [&](milliseconds start, const RollupCell &cell) { take(start + inside, key, cell); });
}

void UsageReader::take(milliseconds at, qint64 rowKey, const RollupCell &cell)
{
    const milliseconds bucket = m_tables.calendar.start(m_query.width, at);
    for (const RollupCell::Entry &e : cell.entries()) {
        const qint64 key = e.group.key != 0 ? e.group.key : rowKey;
        if (!isWanted(key, e.group.tool, e.group.outcome))
            continue;
        UsageCell &target = sum(bucket, key, e.group.tool, e.group.outcome);
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

UsageCell &UsageReader::sum(milliseconds start, qint64 key, qint64 tool, OutcomeClass outcome)
{
    qsizetype group = 0;
    if (m_query.split == UsageSplit::Tool)
        group = qsizetype(tool);
    else if (m_query.split == UsageSplit::Key)
        group = qsizetype(key);
    if (!m_sums.empty()) {
        const auto place = std::tuple(start, group, outcome);
        const auto last = placeOf(m_sums.back());
        if (last == place)
            return m_sums.back();
        m_isInOrder = m_isInOrder && last < place;
    }
    // Where many keys are read one after the other, most places come again and again.
    if (m_sums.size() >= m_sumsToMerge) {
        mergeSums();
        m_sumsToMerge = std::max(m_sumsToMerge, 2 * m_sums.size());
        m_isInOrder = m_sums.empty() || placeOf(m_sums.back()) < std::tuple(start, group, outcome);
    }
    return m_sums.emplace_back(UsageCell{start, group, outcome, 0, {}});
}

//! One sum a place, in order.
void UsageReader::mergeSums()
{
    // Mostly roll-ups come so.
    if (std::exchange(m_isInOrder, true))
        return;
    std::ranges::stable_sort(m_sums, {}, placeOf);
    std::size_t kept = 0;
    for (std::size_t i = 1; i < m_sums.size(); ++i) {
        if (placeOf(m_sums[i]) == placeOf(m_sums[kept])) {
            m_sums[kept].calls += m_sums[i].calls;
            m_sums[kept].durations.add(m_sums[i].durations);
        } else if (++kept != i) {
            m_sums[kept] = std::move(m_sums[i]);
        }
    }
    m_sums.resize(kept + 1);
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
            UsageCell &target = sum(start, row.value(1).toLongLong(), row.value(2).toLongLong(),
                                    outcomeClass(outcomeIn(row.value(3))));
            ++target.calls;
            if (const auto duration = durationIn(row.value(4)))
                target.durations.add(*duration);
            return true;
        });
}

std::vector<qint64> UsageReader::groupNumbers() const
{
    std::vector<qint64> numbers;
    forEachBucket(m_sums, [&](std::size_t first, std::size_t last) {
        // They ascend within a bucket, and after the first one hardly any is new.
        auto known = numbers.begin();
        for (std::size_t i = first; i < last; ++i) {
            const qint64 number = m_sums[i].group;
            while (known != numbers.end() && *known < number)
                ++known;
            if (known == numbers.end() || *known != number)
                known = numbers.insert(known, number);
        }
    });
    return numbers;
}

Result<UsageReader::Groups> UsageReader::nameGroups(UsageCells &cells) const
{
    Groups groups{groupNumbers(), {}};
    groups.ranks.resize(groups.numbers.size());
    if (m_query.split == UsageSplit::Outcome)
        return groups; // there is one at most, without a name
    std::vector<std::pair<QString, std::size_t>> names;
    const NameKind kind = m_query.split == UsageSplit::Key ? NameKind::Key : NameKind::Tool;
    for (std::size_t i = 0; i < groups.numbers.size(); ++i) {
        auto name = m_tables.names.name(kind, groups.numbers[i]);
        if (!name)
            return fail(name.error());
        names.emplace_back(*std::move(name), i);
    }
    std::ranges::sort(names);
    for (const auto &[name, i] : names) {
        groups.ranks[i] = std::size_t(cells.groups.size());
        cells.groups.append(name);
    }
    return groups;
}

//! Puts the sums of each bucket in the order of their groups' names, and numbers them so.
void UsageReader::orderByName(const Groups &groups)
{
    struct Stretch
    {
        std::size_t first = 0;
        std::size_t last = 0;
    };
    std::vector<Stretch> byRank(groups.ranks.size());
    std::vector<UsageCell> ordered;
    forEachBucket(m_sums, [&](std::size_t first, std::size_t last) {
        std::ranges::fill(byRank, Stretch());
        std::size_t group = 0;
        for (std::size_t i = first; i < last;) {
            const qint64 number = m_sums[i].group;
            while (groups.numbers[group] < number)
                ++group;
            Stretch &stretch = byRank[groups.ranks[group]];
            stretch.first = i;
            while (i < last && m_sums[i].group == number)
                ++i;
            stretch.last = i;
        }
        ordered.clear();
        for (std::size_t rank = 0; rank < byRank.size(); ++rank) {
            for (std::size_t i = byRank[rank].first; i < byRank[rank].last; ++i) {
                m_sums[i].group = qsizetype(rank);
                ordered.push_back(std::move(m_sums[i]));
            }
        }
        std::ranges::move(ordered, m_sums.begin() + std::ptrdiff_t(first));
    });
}

Result<UsageCells> UsageReader::result()
{
    mergeSums();
    UsageCells cells;
    const auto groups = nameGroups(cells);
    if (!groups)
        return fail(groups.error());
    orderByName(*groups);
    cells.cells = std::move(m_sums);
    return cells;
}

} // namespace Konstantly
