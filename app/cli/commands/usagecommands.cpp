// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/usagecommands.h"

#include "app/cli/console.h"
#include "app/cli/optionwords.h"
#include "app/cli/timeargument.h"
#include "app/cli/usageoutput.h"
#include "app/services/services.h"
#include "models/base/plaintext.h"
#include "models/usage/workspaceusage.h"

#include <QLocale>

#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

using std::chrono::milliseconds;

Result<WorkspaceSession *> UsageCommand::session()
{
    const Result<Workspace> found = workspace();
    if (!found)
        return fail(found.error());
    return services().session(found->name);
}

Result<WorkspaceUsage *> UsageCommand::usage()
{
    const Result<WorkspaceSession *> session = this->session();
    if (!session)
        return fail(session.error());
    WorkspaceUsage &usage = (*session)->usage();
    connect(&usage, &WorkspaceUsage::statusChanged, this, [this, &usage] {
        const QString aside = usage.status().keptAside;
        if (aside.isEmpty() || std::exchange(m_hasToldOfDamage, true))
            return;
        context().console.note(tr("The history on this device was damaged and is read anew. The "
                                  "old file is kept as %1.")
                                   .arg(aside));
    });
    return &usage;
}

milliseconds UsageCommand::now()
{
    return milliseconds(services().clock()().toMSecsSinceEpoch());
}

QCommandLineOption UsageCommand::rangeOption()
{
    return {u"range"_s,
            tr("24h, 7d, 30d (default), 90d, or FROM..TO, as in 2026-11-01..2026-11-30."),
            u"RANGE"_s, u"30d"_s};
}

Result<TimeRange> UsageCommand::rangeFrom(const QCommandLineParser &line)
{
    const QString text = line.value(u"range"_s);
    static const QHash<QString, UsagePeriod> periods{{u"24h"_s, UsagePeriod::Day},
                                                     {u"7d"_s, UsagePeriod::Week},
                                                     {u"30d"_s, UsagePeriod::Month},
                                                     {u"90d"_s, UsagePeriod::Quarter}};
    if (const auto period = periods.constFind(text); period != periods.cend())
        return rangeOf(*period, now(), QTimeZone::systemTimeZone());
    const QStringList ends = text.split(u".."_s);
    if (ends.size() == 2) {
        const auto from = momentFrom(ends[0], false);
        const auto to = momentFrom(ends[1], true);
        if (from && to && *from < *to)
            return TimeRange{*from, *to};
    }
    return fail(ErrorCode::InvalidInput,
                tr("“%1” is no range: 24h, 7d, 30d, 90d, or FROM..TO with FROM before TO.")
                    .arg(plainText(text, 60)));
}

QCommandLineOption UsageCommand::splitOption()
{
    return {{u"by"_s, u"split"_s}, tr("tool (default), key or outcome."), u"SPLIT"_s, u"tool"_s};
}

Result<UsageSplit> UsageCommand::splitFrom(const QCommandLineParser &line)
{
    return wordOf<UsageSplit>(line, u"by"_s,
                              {{"tool"_L1, UsageSplit::Tool},
                               {"key"_L1, UsageSplit::Key},
                               {"outcome"_L1, UsageSplit::Outcome}},
                              tr("--by and --split take tool, key or outcome."));
}

QList<QCommandLineOption> UsageCommand::filterOptions()
{
    return {{u"key-id"_s, tr("Only calls with the key of that id."), u"ID"_s},
            {u"client"_s,
             tr("Only calls by the AI tool that calls itself so; may be given several times."),
             u"NAME"_s}};
}

UsageFilter UsageCommand::filterFrom(const QCommandLineParser &line)
{
    UsageFilter filter;
    if (line.isSet(u"key-id"_s))
        filter.keys << line.value(u"key-id"_s);
    filter.clients = line.values(u"client"_s);
    filter.clients.removeAll({});
    return filter;
}

CommandSpec UsageSyncCommand::spec()
{
    return {
        u"usage sync"_s,
        {},
        tr("Reads what the workspace's lists and this device's launchers tell about calls."),
        0,
        0,
        {{u"wait"_s, tr("Waits when its own calls of a minute are used up, instead of ending.")}},
        tr("It makes at most 6 calls a minute and 5 % of what the key may make in 24 hours, and "
           "goes on where it "
           "was the next time.")};
}

QFuture<Result<CommandOutput>> UsageSyncCommand::run(const QCommandLineParser &line)
{
    const Result<WorkspaceUsage *> usage = this->usage();
    if (!usage)
        return failedFuture<CommandOutput>(usage.error());
    m_usage = *usage;
    connect(&m_usage->syncing(), &UsageSync::progressed, this,
            [this](const UsageSync::Progress &at) {
                tick(tr("%L1 calls read, %2 % of the time is covered (%3)")
                         .arg(at.calls)
                         .arg(int(at.share * 100))
                         .arg(sourceName(at.source)));
            });
    connect(&m_usage->syncing(), &UsageSync::waits, this, [this](milliseconds until) {
        tick(tr("Waiting until %1 for further calls")
                 .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(until.count()).time())));
    });
    const auto patience = line.isSet(u"wait"_s) ? UsageSync::Patience::Minute
                                                : UsageSync::Patience::None;
    return m_usage->syncNow(Purpose::UserAction, patience)
        .then(this, [this](const Result<UsageSyncReport> &report) -> Result<CommandOutput> {
            if (!report)
                return fail(report.error());
            return synced(*report);
        });
}

CommandOutput UsageSyncCommand::synced(const UsageSyncReport &report)
{
    CommandOutput output;
    output.document = QJsonObject{
        {u"sources"_s, sourcesToJson(report.sources)},
        {u"inserted"_s, report.inserted},
        {u"ownCalls"_s, report.ownCalls},
        {u"isComplete"_s, !report.continuesAt},
        {u"continuesAt"_s, momentToJson(report.continuesAt.value_or(milliseconds(0)))}};
    if (report.isServiceBusy)
        output.exitCode = ExitCode::TryLater;
    QStringList lines{tr("%Ln call(s) were new.", nullptr, int(report.inserted)),
                      tr("This program made %Ln call(s) of its own in the last 24 hours.", nullptr,
                         int(report.ownCalls))};
    lines += sourceLines(report.sources);
    if (report.continuesAt) {
        const QString moment = QLocale().toString(
            QDateTime::fromMSecsSinceEpoch(report.continuesAt->count()), QLocale::ShortFormat);
        lines
            << (report.isServiceBusy
                    ? tr("Not everything is read yet: the service takes no more calls now. Try "
                         "again from %1 on; it continues where it is.")
                          .arg(moment)
                    : tr("Not everything is read yet: its share of calls is used up. It continues "
                         "where it is, from %1 on.")
                          .arg(moment));
    }
    output.text = lines.join(u'\n');
    return output;
}

bool UsageSyncCommand::interrupt()
{
    if (m_usage == nullptr || !m_usage->syncing().isRunning())
        return true;
    context().console.note(tr("Stopping after the page that is being read now."));
    m_usage->cancelSync();
    return false;
}

} // namespace Konstantly
