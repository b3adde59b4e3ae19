// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/usage/usageview.h"

#include "models/base/background.h"
#include "models/launch/clientnames.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace Konstantly {

namespace {

milliseconds sinceEpoch(const QDateTime &time)
{
    return milliseconds(time.toMSecsSinceEpoch());
}

//! A filter that no call passes: no key is called so, and none at all would mean every key.
const QStringList NoKeys{u"slot-"_s};

bool overlap(const TimeRange &a, const TimeRange &b)
{
    return a.from < b.to && b.from < a.to;
}

} // namespace

UsageView::UsageView(UsageFeed &feed, Clock clock, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_clock(std::move(clock))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &UsageView::ask);
}

void UsageView::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    connect(&m_feed, &UsageFeed::callsChanged, this, &UsageView::noteChanged);
    ask();
}

TimeRange UsageView::range() const
{
    return rangeOfLook(m_look);
}

TimeRange UsageView::rangeOfLook(const UsageLook &look) const
{
    return look.period == UsagePeriod::Custom
               ? look.custom
               : rangeOf(look.period, sinceEpoch(m_clock()), m_feed.zone());
}

UsageFilter UsageView::filterOf(const UsageLook &look) const
{
    UsageFilter filter;
    switch (look.scope.kind) {
    case UsageScope::Kind::ThisKey:
        filter.keys = m_toolKeys.isEmpty() ? NoKeys : m_toolKeys;
        break;
    case UsageScope::Kind::ThisDevice:
        filter.keys = m_deviceKeys.isEmpty() ? NoKeys : m_deviceKeys;
        break;
    case UsageScope::Kind::OneKey:
        filter.keys = QStringList{look.scope.id};
        break;
    case UsageScope::Kind::OneClient:
        filter.clients = clientNamesOfTool(look.scope.id);
        break;
    case UsageScope::Kind::AllKeys:
        break;
    }
    filter.tool = look.tool;
    filter.outcome = look.outcome;
    return filter;
}

void UsageView::setLook(const UsageLook &look)
{
    if (look == m_look)
        return;
    m_look = look;
    Q_EMIT lookChanged();
    if (m_isStarted)
        ask();
}

void UsageView::setPeriod(UsagePeriod period)
{
    UsageLook look = m_look;
    look.period = period;
    look.custom = {};
    setLook(look);
}

void UsageView::setCustomRange(const TimeRange &range)
{
    if (range.isEmpty())
        return;
    UsageLook look = m_look;
    look.period = UsagePeriod::Custom;
    look.custom = range;
    setLook(look);
}

void UsageView::setSplit(UsageSplit split)
{
    UsageLook look = m_look;
    look.split = split;
    setLook(look);
}

void UsageView::setScope(const UsageScope &scope)
{
    UsageLook look = m_look;
    look.scope = scope;
    setLook(look);
}

void UsageView::setOwnKeys(const QStringList &toolKeys, const QStringList &deviceKeys)
{
    if (toolKeys == m_toolKeys && deviceKeys == m_deviceKeys)
        return;
    const UsageFilter before = filterOf(m_look);
    m_toolKeys = toolKeys;
    m_deviceKeys = deviceKeys;
    if (m_isStarted && filterOf(m_look) != before)
        ask();
}

void UsageView::setMaxColumns(std::size_t count)
{
    count = std::max<std::size_t>(count, 1);
    if (count == m_maxColumns)
        return;
    m_maxColumns = count;
    // Only a chart that has more columns than fit now, or may have more than it got, is asked for anew.
    const bool wasWidened = m_series.step() != stepFor(m_shownRange);
    if (m_isStarted && m_hasAnswer && (m_series.buckets().size() > count || wasWidened))
        askLater();
}

bool UsageView::canDrillDown(std::size_t layer) const
{
    const auto &layers = m_series.layers();
    return layer < layers.size() && layers[layer].merged == 0 && !layers[layer].id.isEmpty();
}

void UsageView::drillDown(std::size_t layer)
{
    if (canDrillDown(layer))
        push(below(m_series.layers()[layer].id));
}

void UsageView::drillDown(const QString &group)
{
    if (!group.isEmpty())
        push(below(group));
}

UsageLook UsageView::below(const QString &group) const
{
    UsageLook look = m_look;
    switch (m_shown.split) {
    case UsageSplit::Tool:
        look.tool = group;
        look.split = look.outcome ? UsageSplit::Key : UsageSplit::Outcome;
        break;
    case UsageSplit::Key:
        look.scope = {UsageScope::Kind::OneKey, group};
        look.split = look.tool.isEmpty() ? UsageSplit::Tool : UsageSplit::Outcome;
        break;
    case UsageSplit::Outcome:
        look.outcome = outcomeClassFromName(group);
        look.split = look.tool.isEmpty() ? UsageSplit::Tool : UsageSplit::Key;
        break;
    }
    return look;
}

void UsageView::zoomTo(const TimeRange &range)
{
    const bool isInside = range.from >= m_shownRange.from && range.to <= m_shownRange.to;
    if (range.isEmpty() || !isInside || range == m_shownRange)
        return;
    UsageLook look = m_look;
    look.period = UsagePeriod::Custom;
    look.custom = range;
    push(look);
}

void UsageView::showOnly(const UsageScope &scope)
{
    UsageLook look;
    look.scope = scope;
    look.period = m_look.period == UsagePeriod::Custom ? UsagePeriod::Month : m_look.period;
    if (look != m_look)
        push(look);
}

void UsageView::push(const UsageLook &look)
{
    if (look == m_look)
        return;
    m_path.append(m_look);
    setLook(look);
}

bool UsageView::back()
{
    if (m_path.isEmpty())
        return false;
    backTo(m_path.size() - 1);
    return true;
}

void UsageView::backTo(qsizetype depth)
{
    if (depth < 0 || depth >= m_path.size())
        return;
    const UsageLook look = m_path[depth];
    m_path.resize(depth);
    if (look == m_look)
        Q_EMIT lookChanged(); // the path did
    setLook(look);
}

UsageView::State UsageView::state() const
{
    if (!m_hasAnswer)
        return m_problem ? State::Failed : State::Loading;
    if (m_problem && m_shown != m_look)
        return State::Failed;
    return m_series.total().calls == 0 ? State::Empty : State::Filled;
}

void UsageView::refresh()
{
    if (m_isStarted)
        ask();
}

void UsageView::refreshIfLate()
{
    if (m_hasAnswer && rangeOfLook(m_shown) != m_shownRange)
        askLater();
}

void UsageView::noteChanged(const TimeRange &range)
{
    if (!range.isEmpty() && m_hasAnswer && !m_isAsking && !overlap(range, rangeOfLook(m_look)))
        return;
    m_isStale = true;
    if (!m_isAsking)
        askLater();
}

void UsageView::askLater()
{
    if (m_timer.isActive() || !m_isStarted)
        return;
    const milliseconds since{m_pause.isValid() ? m_pause.elapsed() : MinimumPause.count()};
    m_timer.start(std::max(milliseconds(0), MinimumPause - since));
}

void UsageView::ask()
{
    m_timer.stop();
    m_pause.start();
    m_isAsking = true;
    m_isStale = false;
    const UsageLook look = m_look;
    const TimeRange range = rangeOfLook(look);
    const UsageStep step = widenedStep(range, stepFor(range), m_feed.zone(), m_maxColumns);
    const UsageQuery query{range, widthFor(step), look.split, filterOf(look)};
    whenFinished(m_feed.series(query, step, m_maxColumns), this,
                 [this, look, range, asked = ++m_generation](const Result<UsageSeries> &answer) {
                     if (asked == m_generation) // else a newer question is on its way
                         take(answer, look, range);
                 });
}

void UsageView::take(const Result<UsageSeries> &answer, const UsageLook &look,
                     const TimeRange &range)
{
    m_isAsking = false;
    if (answer) {
        m_series = *answer;
        m_shown = look;
        m_shownRange = range;
        m_answeredAt = m_clock();
        m_problem.reset();
        m_hasAnswer = true;
    } else if (answer.error().code != ErrorCode::Cancelled) {
        m_problem = answer.error();
    }
    if (m_isStale)
        askLater();
    Q_EMIT seriesChanged();
}

} // namespace Konstantly
