// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/usage/usagecall.h"
#include "models/usage/usagefeed.h"

#include <QPromise>

#include <algorithm>
#include <deque>
#include <map>

namespace Konstantly::Tests {

//! How an outcome counts, as the tests understand it.
[[nodiscard]] inline OutcomeClass classOfOutcome(const std::optional<CallOutcome> &outcome)
{
    if (!outcome)
        return OutcomeClass::Untold;
    switch (*outcome) {
    case CallOutcome::Succeeded:
        return OutcomeClass::Succeeded;
    case CallOutcome::Cancelled:
    case CallOutcome::Unanswered:
        return OutcomeClass::Unfinished;
    case CallOutcome::Failed:
    case CallOutcome::Unauthorized:
    case CallOutcome::Licence:
        return OutcomeClass::Failed;
    default:
        return OutcomeClass::RateLimited;
    }
}

//! A feed of calls that the test puts in: counts them one by one, answers at once or when the test says so, and remembers what
//! it was asked.
class FakeUsageFeed final : public UsageFeed
{
public:
    explicit FakeUsageFeed(const QTimeZone &zone = QTimeZone::utc())
        : m_zone(zone)
    {}
    ~FakeUsageFeed() override = default;

    std::vector<UsageCall> calls;
    UsageFeedStatus currentStatus;
    std::optional<Error> failure; //!< what questions are answered with
    bool answersAtOnce = true;
    Result<QSet<QString>> writers = fail(ErrorCode::NotConfigured);
    bool cancelsExports = false; //!< as if somebody was quick
    QList<UsageQuery> queries;
    int windowReads = 0;
    int syncs = 0;
    int cancels = 0;

    [[nodiscard]] QFuture<Result<UsageSeries>> series(const UsageQuery &query, UsageStep step,
                                                      std::size_t maxBuckets) override
    {
        queries.append(query);
        const Result<UsageSeries> answer = failure ? Result<UsageSeries>(tl::unexpect, *failure)
                                                   : Result<UsageSeries>(UsageSeries(
                                                       cells(query), query.range, query.split, step,
                                                       m_zone, maxBuckets));
        if (answersAtOnce)
            return readyFuture<UsageSeries>(answer);
        auto &pending = m_pending.emplace_back();
        pending.answer = answer;
        pending.promise.start();
        return pending.promise.future();
    }
    [[nodiscard]] QFuture<Result<std::shared_ptr<const QuotaBoard>>>
    quotas(Plan plan, std::chrono::milliseconds now) override
    {
        using Board = std::shared_ptr<const QuotaBoard>;
        ++windowReads;
        if (failure)
            return failedFuture<Board>(*failure);
        const TimeRange range = QuotaBoard::callsNeeded(now);
        std::map<QString, std::vector<UsageDatabase::WindowCall>> found;
        for (const UsageCall &call : sorted()) {
            if (call.at >= range.from && call.at < range.to)
                found[call.key].push_back({call.at, usesAiQuota(call.tool), call.outcome});
        }
        auto board = std::make_shared<QuotaBoard>(plan);
        board->setCalls(found, currentStatus.seesAllCalls());
        return readyFuture<Board>(Board(std::move(board)));
    }
    [[nodiscard]] QFuture<Result<ExportedFile>>
    exportCalls(const QString &path, UsageExportFormat format, const TimeRange &range,
                const UsageFilter &filter, std::shared_ptr<std::atomic_bool> isCancelled) override
    {
        const UsageQuery query{range, BucketWidth::Hour, UsageSplit::Tool, filter};
        const UsageRows rows = [&](const std::function<bool(const UsageRow &)> &take) {
            for (const UsageCall &call : sorted()) {
                if (matches(call, query) && !take({call, true, false, false}))
                    break;
            }
            return Result<>();
        };
        if (cancelsExports)
            *isCancelled = true;
        return readyFuture<ExportedFile>(
            exportUsage(path, format, rows, [&isCancelled] { return isCancelled->load(); }));
    }
    [[nodiscard]] UsageFeedStatus status() const override { return currentStatus; }
    [[nodiscard]] QTimeZone zone() const override { return m_zone; }
    [[nodiscard]] QFuture<Result<QSet<QString>>> keysThatWrote() override
    {
        return readyFuture<QSet<QString>>(writers);
    }
    void sync() override { ++syncs; }
    void cancelSync() override { ++cancels; }

    //! With answersAtOnce off: questions without an answer.
    [[nodiscard]] std::size_t pending() const { return m_pending.size(); }
    //! Answers question \a index of those.
    void answer(std::size_t index = 0)
    {
        Pending pending = std::move(m_pending[index]);
        m_pending.erase(m_pending.begin() + std::ptrdiff_t(index));
        pending.promise.addResult(pending.answer);
        pending.promise.finish();
    }
    void setStatus(const UsageFeedStatus &status)
    {
        currentStatus = status;
        Q_EMIT statusChanged();
    }
    void add(const UsageCall &call)
    {
        calls.push_back(call);
        Q_EMIT callsChanged({call.at, call.at + std::chrono::milliseconds(1)});
    }

    //! Counts by looking at every call.
    [[nodiscard]] UsageCells cells(const UsageQuery &query) const
    {
        UsageCells cells;
        QStringList groups;
        std::map<std::tuple<std::chrono::milliseconds, qint64, OutcomeClass>, UsageCell> found;
        for (const UsageCall &call : sorted()) {
            if (!matches(call, query))
                continue;
            qint64 group = 0;
            if (query.split != UsageSplit::Outcome) {
                const QString &id = query.split == UsageSplit::Tool ? call.tool : call.key;
                group = groups.indexOf(id);
                if (group < 0) {
                    group = groups.size();
                    groups.append(id);
                }
                cells.groups.insert_or_assign(group, id);
            }
            const OutcomeClass outcome = classOfOutcome(call.outcome);
            const auto start = startOf(call.at, query.width);
            UsageCell &cell = found[{start, group, outcome}];
            cell.start = start;
            cell.group = group;
            cell.outcome = outcome;
            ++cell.calls;
            if (call.duration)
                cell.durations.add(*call.duration);
        }
        std::vector<UsageCell> inOrder;
        for (const auto &[place, cell] : found)
            inOrder.push_back(cell);
        cells.buckets = bucketsOf(std::move(inOrder));
        return cells;
    }

private:
    struct Pending
    {
        Result<UsageSeries> answer;
        QPromise<Result<UsageSeries>> promise;
    };

    [[nodiscard]] std::vector<UsageCall> sorted() const
    {
        std::vector<UsageCall> all = calls;
        std::ranges::stable_sort(all, {}, &UsageCall::at);
        return all;
    }
    [[nodiscard]] static bool matches(const UsageCall &call, const UsageQuery &query)
    {
        const UsageFilter &filter = query.filter;
        return call.at >= query.range.from && call.at < query.range.to
               && (filter.keys.isEmpty() || filter.keys.contains(call.key))
               && (filter.tool.isEmpty() || filter.tool == call.tool)
               && (filter.clients.isEmpty()
                   || filter.clients.contains(call.client, Qt::CaseInsensitive))
               && (!filter.outcome || *filter.outcome == classOfOutcome(call.outcome));
    }
    [[nodiscard]] std::chrono::milliseconds startOf(std::chrono::milliseconds at,
                                                    BucketWidth width) const
    {
        const qint64 length = width == BucketWidth::Minute ? 60'000 : 3'600'000;
        if (width != BucketWidth::Day)
            return std::chrono::milliseconds(at.count() / length * length);
        const QDate day = QDateTime::fromMSecsSinceEpoch(at.count(), m_zone).date();
        return std::chrono::milliseconds(day.startOfDay(m_zone).toMSecsSinceEpoch());
    }

    QTimeZone m_zone;
    std::deque<Pending> m_pending;
};

//! A month of a workspace in which three keys use a handful of tools: \a end is the newest moment.
[[nodiscard]] inline std::vector<UsageCall> demoMonth(const QDateTime &end)
{
    struct Tool
    {
        const char *name;
        int share;
        int milliseconds;
    };
    static constexpr std::array tools{Tool{"get_compliance_status", 30, 180},
                                      Tool{"find_user", 24, 64},
                                      Tool{"list_courses", 16, 90},
                                      Tool{"assign_training", 10, 240},
                                      Tool{"get_progress", 8, 130},
                                      Tool{"update_user", 4, 210},
                                      Tool{"search_audit", 3, 400},
                                      Tool{"create_course_from_prompt", 1, 41'200},
                                      Tool{"ban_user", 1, 150}};
    std::vector<UsageCall> calls;
    quint32 state = 7; // the same month every time
    const auto next = [&state](quint32 below) {
        state = state * 1664525U + 1013904223U;
        return (state >> 8) % below;
    };
    for (int day = 29; day >= 0; --day) {
        const int count = 20 + int(next(60)) + (day % 7 < 5 ? 60 : 0);
        for (int i = 0; i < count; ++i) {
            int pick = int(next(97));
            std::size_t tool = 0;
            while (tool + 1 < tools.size() && pick >= tools.at(tool).share) {
                pick -= tools.at(tool).share;
                ++tool;
            }
            UsageCall call;
            call.at = std::chrono::milliseconds(end.addDays(-day).toMSecsSinceEpoch()
                                                - qint64(next(36'000'000)) - 1);
            call.tool = QString::fromLatin1(tools.at(tool).name);
            call.key = QString::number(11 + next(3));
            call.client = next(2) == 0 ? QStringLiteral("claude-code") : QStringLiteral("cursor");
            const quint32 luck = next(100);
            call.outcome = luck < 95   ? CallOutcome::Succeeded
                           : luck < 98 ? CallOutcome::Failed
                                       : CallOutcome::RateLimitedMinute;
            call.duration = std::chrono::milliseconds(tools.at(tool).milliseconds
                                                      * qint64(50 + next(100)) / 100);
            calls.push_back(call);
        }
    }
    return calls;
}

} // namespace Konstantly::Tests
