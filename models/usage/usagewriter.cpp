// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usagewriter.h"

#include "models/usage/callinsert.h"
#include "models/usage/callmatcher.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly {

namespace {

//! Calls further apart are looked at apart: what is stored between them is not read.
constexpr milliseconds RunGap = 5min;

//! \a text as both engines keep it: PostgreSQL's can't hold NUL, and a null QString would be NULL.
QString storable(QString text)
{
    if (text.contains(QChar(u'\0')))
        text.remove(QChar(u'\0'));
    return text.isNull() ? u""_s : text;
}

//! Whether both engines and QString order \a id the same way.
bool isPlain(QStringView id)
{
    return std::ranges::all_of(id, [](QChar c) { return c > u'\0' && c < QChar(0xd800); });
}

QString idColumn(UsageSource source)
{
    return source == UsageSource::Service ? u"service_id"_s : u"audit_id"_s;
}

} // namespace

Result<UsageAdded> UsageWriter::add(UsageSource source, const QList<UsageCall> &calls)
{
    auto found = news(source, calls);
    if (!found)
        return fail(found.error());
    m_added.known = calls.size() - qsizetype(found->size());
    if (found->empty())
        return m_added;
    const auto count = qint64(found->size());
    const auto horizon = moveHorizon(found->back().at);
    if (!horizon)
        return fail(horizon.error());
    RollupChanges rollups(m_tables.calendar, *horizon);
    m_rollups = &rollups;
    for (auto first = found->begin(); first != found->end();) {
        const auto last = std::adjacent_find(
            first, found->end(), [](const auto &a, const auto &b) { return b.at - a.at > RunGap; });
        const auto end = last == found->end() ? last : last + 1;
        if (auto placed = place({std::make_move_iterator(first), std::make_move_iterator(end)});
            !placed)
            return fail(placed.error());
        first = end;
    }
    if (const auto done = writeRows(); !done)
        return fail(done.error());
    if (const auto done = rollups.apply(*m_tables.session, m_tables.cache); !done)
        return fail(done.error());
    m_added.merged = count - m_added.inserted;
    const auto rows = metaNumber(*m_tables.session, Meta::Rows);
    if (!rows)
        return fail(rows.error());
    if (const auto done = setMetaValue(*m_tables.session, Meta::Rows,
                                       QString::number(*rows + m_added.inserted));
        !done)
        return fail(done.error());
    return m_added;
}

Result<std::vector<Observation>> UsageWriter::news(UsageSource source,
                                                   const QList<UsageCall> &calls)
{
    // What was deleted for its age is still in the roll-ups, and would be counted in them again.
    const auto rowsFrom = metaNumber(*m_tables.session, Meta::RowsFrom);
    if (!rowsFrom)
        return fail(rowsFrom.error());
    QList<const UsageCall *> left;
    left.reserve(calls.size());
    for (const UsageCall &call : calls) {
        if (call.at.count() >= *rowsFrom)
            left.append(&call);
    }
    if (source != UsageSource::Device) {
        if (const auto dropped = dropKnown(source, left); !dropped)
            return fail(dropped.error());
    }
    // Mostly they come newest first.
    if (std::ranges::is_sorted(left, std::ranges::greater(), &UsageCall::at))
        std::ranges::reverse(left);
    else
        std::ranges::stable_sort(left, {}, &UsageCall::at);
    std::vector<Observation> result;
    result.reserve(std::size_t(left.size()));
    for (const UsageCall *call : std::as_const(left)) {
        auto made = observation(source, *call);
        if (!made)
            return fail(made.error());
        result.push_back(*std::move(made));
    }
    return result;
}

Result<Observation> UsageWriter::observation(UsageSource source, const UsageCall &call)
{
    Observation result;
    result.at = call.at;
    result.source = source;
    result.isKeyTold = isToldKey(call.key);
    result.outcome = call.outcome;
    if (call.duration)
        result.duration = std::max(*call.duration, 0ms);
    if (source != UsageSource::Device)
        result.id = storable(call.id);
    const auto key = number(NameKind::Key, call.key);
    if (!key)
        return fail(key.error());
    const auto tool = number(NameKind::Tool, call.tool);
    if (!tool)
        return fail(tool.error());
    result.key = *key;
    result.tool = *tool;
    if (!call.client.isEmpty()) {
        const auto client = number(NameKind::Client, call.client);
        if (!client)
            return fail(client.error());
        result.client = *client;
    }
    return result;
}

Result<qint64> UsageWriter::number(NameKind kind, const QString &name)
{
    // What is known is storable.
    const auto known = m_tables.names.known(kind, name);
    return known ? Result<qint64>(*known) : m_tables.names.findOrAdd(kind, storable(name));
}

//! A quick answer for sources that number their calls: whether \a calls are in order and none of them can be stored already,
//! as there is none from the first to the last. False when that can't be told.
Result<bool> UsageWriter::areAllNew(UsageSource source, const QList<const UsageCall *> &calls) const
{
    // A server may order texts by a language.
    if (m_tables.session->engine() != SqlEngine::Sqlite || calls.isEmpty())
        return false;
    const auto idOf = [](const UsageCall *call) { return QStringView(call->id); };
    const bool arePlain = std::ranges::all_of(
        calls, [](const UsageCall *call) { return !call->id.isEmpty() && isPlain(call->id); });
    const auto isAscending = [&] {
        return std::ranges::adjacent_find(calls, std::ranges::greater_equal(), idOf) == calls.end();
    };
    const auto isDescending = [&] {
        return std::ranges::adjacent_find(calls, std::ranges::less_equal(), idOf) == calls.end();
    };
    if (!arePlain || (!isDescending() && !isAscending()))
        return false;
    const auto [least, most] = std::minmax(calls.front()->id, calls.back()->id);
    const auto found = m_tables.session->value(
        u"SELECT 1 FROM calls WHERE %1 >= ? AND %1 <= ? LIMIT 1"_s.arg(idColumn(source)),
        {least, most});
    if (!found)
        return fail(found.error());
    return !found->isValid();
}

//! Takes out of \a calls what \a source told of before, or twice now.
Result<> UsageWriter::dropKnown(UsageSource source, QList<const UsageCall *> &calls) const
{
    const auto areNew = areAllNew(source, calls);
    if (!areNew || *areNew)
        return areNew ? Result<>() : fail(areNew.error());
    constexpr int AtOnce = 500;
    const QString column = idColumn(source);
    QSet<QString> known;
    known.reserve(calls.size());
    QByteArrayList ids;
    const auto look = [&]() -> Result<> {
        const QString sql = u"SELECT %1 FROM calls WHERE %1 IN (%2)"_s.arg(
            column, QString::fromUtf8(ids.join(',')));
        ids.clear();
        return m_tables.session->selectOnce(sql, [&known](const QSqlQuery &row) {
            known.insert(row.value(0).toString());
            return true;
        });
    };
    for (const UsageCall *call : std::as_const(calls)) {
        if (!call->id.isEmpty())
            ids.append(quoted(call->id));
        if (ids.size() < AtOnce)
            continue;
        if (const auto looked = look(); !looked)
            return looked;
    }
    if (!ids.isEmpty()) {
        if (const auto looked = look(); !looked)
            return looked;
    }
    calls.removeIf([&known](const UsageCall *call) {
        if (call->id.isEmpty())
            return false;
        const qsizetype before = known.size();
        known.insert(storable(call->id));
        return known.size() == before;
    });
    return {};
}

//! Roll-ups that are too old to be kept are not even made.
Result<RollupHorizon> UsageWriter::moveHorizon(milliseconds newest) const
{
    auto horizon = readHorizon(*m_tables.session);
    if (!horizon)
        return horizon;
    const auto extent = storedExtent(*m_tables.session);
    if (!extent)
        return fail(extent.error());
    if (!extent->isEmpty())
        newest = std::max(newest, extent->to - 1ms);
    const auto move = [&](milliseconds &from, std::chrono::days kept, QLatin1StringView name) {
        const milliseconds wanted = m_tables.calendar.start(BucketWidth::Hour,
                                                            newest - milliseconds(kept));
        if (wanted <= from)
            return Result<>();
        from = wanted;
        return setMetaValue(*m_tables.session, name, QString::number(from.count()));
    };
    if (const auto done = move(horizon->minutes, m_tables.limits.minutes, Meta::MinutesFrom); !done)
        return fail(done.error());
    if (const auto done = move(horizon->hours, m_tables.limits.hours, Meta::HoursFrom); !done)
        return fail(done.error());
    return horizon;
}

Result<> UsageWriter::place(std::vector<Observation> run)
{
    const milliseconds margin = 3 * UsageDatabase::MatchTolerance;
    const auto others = hasOtherSources({run.front().at - margin, run.back().at + margin},
                                        run.front().source);
    if (!others)
        return fail(others.error());
    if (*others)
        return match(std::move(run));
    m_alone.insert(m_alone.end(), std::make_move_iterator(run.begin()),
                   std::make_move_iterator(run.end()));
    return {};
}

Result<bool> UsageWriter::hasOtherSources(const TimeRange &range, UsageSource source) const
{
    const auto found = m_tables.session->value(
        u"SELECT 1 FROM calls WHERE at >= ? AND at < ? AND seen <> ? LIMIT 1"_s,
        {qint64(range.from.count()), qint64(range.to.count()), seenBit(source)});
    if (!found)
        return fail(found.error());
    return found->isValid();
}

Result<std::vector<CallRow>> UsageWriter::rowsIn(const TimeRange &range)
{
    std::vector<CallRow> rows;
    std::optional<Error> problem;
    const auto read = m_tables.session->select(
        u"SELECT %1 FROM calls WHERE at >= ? AND at < ?"_s.arg(CallColumns),
        {qint64(range.from.count()), qint64(range.to.count())}, [&](const QSqlQuery &row) {
            auto call = readCall(row, m_tables.names);
            if (!call)
                problem = call.error();
            else
                rows.push_back(*std::move(call));
            return !problem;
        });
    if (!read)
        return fail(read.error());
    if (problem)
        return fail(*problem);
    return rows;
}

Result<> UsageWriter::match(std::vector<Observation> run)
{
    constexpr milliseconds Step = 2min;
    TimeRange range{run.front().at, run.back().at + Step};
    std::map<qint64, std::vector<Observation>> byTool;
    for (Observation &o : run)
        byTool[o.tool].push_back(std::move(o));
    std::map<qint64, std::unique_ptr<CallMatcher>> matchers;
    for (auto &[tool, added] : byTool) {
        auto &matcher = matchers[tool] = std::make_unique<CallMatcher>(
            std::move(added), [this](qint64 key) {
                return m_tables.names.name(NameKind::Key, key).value_or(QString());
            });
        range.from = std::min(range.from, matcher->needsFrom());
    }
    while (!matchers.empty()) {
        const auto rows = rowsIn(range);
        if (!rows)
            return fail(rows.error());
        for (const CallRow &row : *rows) {
            const auto matcher = matchers.find(row.tool);
            if (matcher != matchers.end())
                matcher->second->addStored(row);
        }
        for (auto at = matchers.begin(); at != matchers.end();) {
            if (!at->second->run(range.to)) {
                ++at;
                continue;
            }
            m_removed.insert(at->second->removed().begin(), at->second->removed().end());
            std::ranges::move(at->second->inserted(), std::back_inserter(m_inserted));
            at = matchers.erase(at);
        }
        range = {range.to, range.to + Step};
    }
    // At once: where calls never pause, the next run's neighbourhood may reach into this one's.
    return writeRows();
}

//! The rows that are decided on.
Result<> UsageWriter::writeRows()
{
    const SqlSession &session = *m_tables.session;
    // Before the new ones: their ids are the same.
    for (const auto &[id, row] : m_removed) {
        if (const auto done = session.exec(u"DELETE FROM calls WHERE id = ?"_s, {id}); !done)
            return fail(done.error());
        m_rollups->remove(row);
        touch(row.at);
    }
    CallInsert rows(session);
    const auto insert = [&](const auto &call) {
        m_rollups->add(call);
        touch(call.at);
        return rows.add(call);
    };
    for (const CallRow &row : m_inserted) {
        if (const auto done = insert(row); !done)
            return done;
    }
    for (const Observation &alone : m_alone) {
        if (const auto done = insert(alone); !done)
            return done;
    }
    m_added.inserted += qint64(m_inserted.size() + m_alone.size()) - qint64(m_removed.size());
    m_removed.clear();
    m_inserted.clear();
    m_alone.clear();
    return rows.finish();
}

void UsageWriter::touch(milliseconds at)
{
    TimeRange &changed = m_added.changed;
    if (changed.isEmpty())
        changed = {at, at + 1ms};
    changed = {std::min(changed.from, at), std::max(changed.to, at + 1ms)};
}

} // namespace Konstantly
