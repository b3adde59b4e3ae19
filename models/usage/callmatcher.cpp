// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/callmatcher.h"

#include "models/usage/usagedatabase.h"

#include <algorithm>
#include <tuple>

using std::chrono::milliseconds;

namespace Konstantly {

namespace {

constexpr milliseconds Tolerance = UsageDatabase::MatchTolerance;

} // namespace

CallMatcher::CallMatcher(std::vector<Observation> added, std::function<QString(qint64)> keyName)
    : m_keyName(std::move(keyName))
    , m_waiting(Later{this})
    , m_newLeft(added.size())
{
    m_begin = turnOf(*std::ranges::min_element(added, {}, turnOf));
    for (Observation &o : added)
        m_waiting.push(std::move(o));
}

milliseconds CallMatcher::turnOf(const Observation &o)
{
    return o.isKeyTold ? o.at : o.at + Tolerance;
}

//! The order in which they come up. Total, but for those that nothing tells apart.
bool CallMatcher::isBefore(const Observation &a, const Observation &b) const
{
    const auto cheap = [](const Observation &o) {
        return std::tuple(turnOf(o), !o.isKeyTold, o.source, o.at);
    };
    const auto left = cheap(a);
    const auto right = cheap(b);
    if (left != right)
        return left < right;
    // Numbers of names depend on which was seen first.
    const auto rest = [](const Observation &o) {
        return std::tuple(o.id, o.outcome, o.duration, o.client);
    };
    return a.key == b.key ? rest(a) < rest(b) : m_keyName(a.key) < m_keyName(b.key);
}

milliseconds CallMatcher::needsFrom() const
{
    // Calls can be joined whose observations are two tolerances older; the row's own time is at most one away from them.
    return m_begin - 3 * Tolerance;
}

void CallMatcher::addStored(const CallRow &row)
{
    m_stored.emplace(row.id, row);
    std::vector<Observation> settled;
    for (const Observation &o : row.told) {
        if (turnOf(o) < m_begin)
            settled.push_back(o);
        else
            m_waiting.push(o);
    }
    if (settled.empty())
        return;
    std::ranges::sort(settled, [this](const auto &a, const auto &b) { return isBefore(a, b); });
    auto group = std::make_unique<Group>();
    group->row = row.id;
    group->isAsStored = true;
    for (const Observation &o : settled)
        join(*group, o);
    m_byRow[row.id] = group.get();
    // Oldest first, whatever order the rows come in.
    const auto at = std::ranges::upper_bound(
        m_open, group.get(), [this](const Group *a, const Group *b) {
            return isBefore(a->members.front(), b->members.front());
        });
    m_open.insert(at, group.get());
    m_groups.push_back(std::move(group));
}

bool CallMatcher::canJoin(const Observation &o, const Group &group)
{
    if (o.at - group.earliest > Tolerance || group.latest - o.at > Tolerance)
        return false;
    return std::ranges::none_of(group.members, [&o](const Observation &member) {
        return member.source == o.source
               || (o.isKeyTold && member.isKeyTold && o.key != member.key);
    });
}

CallMatcher::Group *CallMatcher::choose(const Observation &o)
{
    Group *nearest = nullptr;
    milliseconds shortest = milliseconds::max();
    for (Group *group : m_open) {
        if (!canJoin(o, *group))
            continue;
        if (o.isKeyTold)
            return group;
        const milliseconds distance = std::chrono::abs(o.at - CallRow(group->members).at);
        if (distance < shortest) {
            shortest = distance;
            nearest = group;
        }
    }
    return nearest;
}

void CallMatcher::join(Group &group, Observation o)
{
    group.earliest = group.members.empty() ? o.at : std::min(group.earliest, o.at);
    group.latest = group.members.empty() ? o.at : std::max(group.latest, o.at);
    group.members.push_back(std::move(o));
}

//! The call is not what is stored any more.
void CallMatcher::touch(Group &group)
{
    group.isAsStored = false;
    m_changedUntil = std::max(m_changedUntil, group.latest);
    for (const Observation &member : group.members) {
        if (member.row == 0)
            continue;
        m_touched.try_emplace(member.row, m_stored.at(member.row));
    }
}

void CallMatcher::decide(Observation o)
{
    const qint64 row = o.row;
    Group *const before = row == 0 || !m_byRow.contains(row) ? nullptr : m_byRow.at(row);
    Group *target = choose(o);
    bool isAsStored = false;
    if (target) {
        isAsStored = target->isAsStored && row != 0 && target->row == row;
    } else {
        target = m_groups.emplace_back(std::make_unique<Group>()).get();
        target->row = row;
        isAsStored = row != 0 && !before;
        m_open.push_back(target);
    }
    join(*target, std::move(o));
    target->isAsStored = isAsStored;
    if (row != 0)
        m_byRow[row] = target;
    if (isAsStored)
        return;
    touch(*target);
    if (before && before != target)
        touch(*before);
}

void CallMatcher::retire(milliseconds turn)
{
    std::erase_if(m_open,
                  [turn](const Group *group) { return group->latest < turn - 2 * Tolerance; });
}

//! From \a turn on everything goes as it went before: no changed call can be joined any more.
bool CallMatcher::isSettled(milliseconds turn) const
{
    return m_newLeft == 0 && turn > m_changedUntil + 2 * Tolerance;
}

bool CallMatcher::run(milliseconds until)
{
    // An observation is at most one tolerance away from its row.
    const milliseconds complete = until - Tolerance;
    while (!m_waiting.empty()) {
        const milliseconds turn = turnOf(m_waiting.top());
        if (isSettled(turn))
            return true;
        if (turn >= complete)
            return isSettled(complete);
        Observation next = m_waiting.top();
        m_waiting.pop();
        if (next.row == 0)
            --m_newLeft;
        retire(turn);
        decide(std::move(next));
    }
    return isSettled(complete);
}

std::vector<CallRow> CallMatcher::inserted() const
{
    std::vector<CallRow> rows;
    for (const auto &group : m_groups) {
        if (!group->isAsStored)
            rows.emplace_back(group->members);
    }
    return rows;
}

} // namespace Konstantly
