// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/usagecommands.h"

#include "app/cli/console.h"
#include "app/cli/keyjson.h"
#include "app/cli/table.h"
#include "app/cli/timeargument.h"
#include "app/services/services.h"
#include "app/services/usageparts.h"
#include "models/base/plaintext.h"
#include "models/usage/quota.h"
#include "models/usage/usagetext.h"
#include "models/usage/workspaceusage.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Konstantly {

using std::chrono::milliseconds;

namespace {

QJsonValue momentToJson(milliseconds at)
{
    return at.count() == 0 ? QJsonValue()
                           : timeToJson(QDateTime::fromMSecsSinceEpoch(at.count(), Qt::UTC));
}

QJsonValue durationToJson(const std::optional<milliseconds> &duration)
{
    return duration ? QJsonValue(qint64(duration->count())) : QJsonValue();
}

QString sourceName(UsageSource source)
{
    switch (source) {
    case UsageSource::Service:
        return u"service"_s;
    case UsageSource::Audit:
        return u"audit"_s;
    case UsageSource::Device:
        return u"device"_s;
    }
    return {};
}

QJsonArray sourcesToJson(const std::array<UsageSourceReport, 3> &reports)
{
    QJsonArray sources;
    for (const UsageSourceReport &report : reports) {
        const QString state = report.isRefused()           ? u"refused"_s
                              : report.problem             ? u"failed"_s
                              : report.readAt.count() == 0 ? u"never-read"_s
                                                           : u"read"_s;
        sources.append(
            QJsonObject{{u"name"_s, sourceName(report.source)},
                        {u"state"_s, state},
                        {u"readAt"_s, momentToJson(report.readAt)},
                        {u"coversFrom"_s, momentToJson(report.coversFrom)},
                        {u"problem"_s,
                         report.problem ? QJsonValue(errorName(*report.problem)) : QJsonValue()}});
    }
    return sources;
}

//! A sentence a source, about what it can't see.
QStringList sourceLines(const std::array<UsageSourceReport, 3> &reports)
{
    QStringList lines;
    for (const UsageSourceReport &report : reports) {
        if (!report.problem)
            continue;
        const QString why = describe(Error{*report.problem, {}, {}, {}}).message;
        switch (report.source) {
        case UsageSource::Service:
            lines << UsageCommand::tr("The workspace's usage list could not be read: %1 Calls of "
                                      "other devices are "
                                      "known as far as the audit log tells: those of write tools, "
                                      "without outcome and "
                                      "duration.")
                         .arg(why);
            break;
        case UsageSource::Audit:
            lines << UsageCommand::tr("The audit log could not be read: %1").arg(why);
            break;
        case UsageSource::Device:
            lines << UsageCommand::tr("The calls on this device could not be read: %1").arg(why);
            break;
        }
    }
    return lines;
}

QJsonArray quotasToJson(const QList<QuotaReading> &readings)
{
    QJsonArray quotas;
    for (const QuotaReading &reading : readings) {
        quotas.append(QJsonObject{
            {u"name"_s, quotaName(reading.kind)},
            {u"key"_s, textToJson(reading.key)},
            {u"used"_s, reading.used},
            {u"limit"_s, reading.limit},
            {u"remaining"_s, reading.remaining},
            {u"isLowerBound"_s, reading.isLowerBound},
            {u"nextSlotAt"_s, momentToJson(reading.nextSlotAt.value_or(milliseconds(0)))},
            {u"fullAt"_s,
             momentToJson(reading.fullAt ? reading.fullAt->earliest : milliseconds(0))},
            {u"fullAtLatest"_s,
             momentToJson(reading.fullAt ? reading.fullAt->latest : milliseconds(0))}});
    }
    return quotas;
}

QJsonObject rowToJson(const UsageTableRow &row)
{
    return {
        {u"calls"_s, row.calls},
        {u"succeeded"_s, row.told > 0 || row.calls == 0 ? QJsonValue(row.succeeded) : QJsonValue()},
        {u"p50Ms"_s, durationToJson(row.p50)},
        {u"p95Ms"_s, durationToJson(row.p95)}};
}

QList<QCommandLineOption> filterOptions()
{
    return {{u"key-id"_s, UsageCommand::tr("Only calls with the key of that id."), u"ID"_s},
            {u"client"_s, UsageCommand::tr("Only calls by the AI tool that calls itself so."),
             u"NAME"_s}};
}

UsageFilter filterFrom(const QCommandLineParser &line)
{
    UsageFilter filter;
    if (line.isSet(u"key-id"_s))
        filter.keys << line.value(u"key-id"_s);
    filter.client = line.value(u"client"_s);
    return filter;
}

} // namespace

Result<WorkspaceUsage *> UsageCommand::usage()
{
    const Result<Workspace> found = workspace();
    if (!found)
        return fail(found.error());
    return &services().session(found->name)->usage();
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
                progress(tr("%L1 calls read, %2 % of the time is covered (%3)")
                             .arg(at.calls)
                             .arg(int(at.share * 100))
                             .arg(sourceName(at.source)));
            });
    connect(&m_usage->syncing(), &UsageSync::waits, this, [this](milliseconds until) {
        progress(
            tr("Waiting until %1 for further calls")
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
    QStringList lines{tr("%Ln call(s) were new.", nullptr, int(report.inserted)),
                      tr("This program made %Ln call(s) of its own in the last 24 hours.", nullptr,
                         int(report.ownCalls))};
    lines += sourceLines(report.sources);
    if (report.continuesAt)
        lines << tr("Not everything is read yet: its share of calls is used up. It continues where "
                    "it is, from %1 on.")
                     .arg(QLocale().toString(
                         QDateTime::fromMSecsSinceEpoch(report.continuesAt->count()),
                         QLocale::ShortFormat));
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

//! What a summary is made of, read in one go in the history's own thread.
struct UsageSummaryCommand::Numbers
{
    UsageSeries series;
    QuotaBoard quotas;
};

CommandSpec UsageSummaryCommand::spec()
{
    return {
        u"usage summary"_s,
        {},
        tr("Says what agents called, and what is left of each quota."),
        0,
        0,
        QList<QCommandLineOption>{
            rangeOption(), {u"by"_s, tr("tool (default), key or outcome."), u"SPLIT"_s, u"tool"_s}}
            + filterOptions(),
        tr("Without a call to the service, except that this device's own calls are looked at: see "
           "“usage sync”.")};
}

QFuture<Result<CommandOutput>> UsageSummaryCommand::run(const QCommandLineParser &line)
{
    static const QHash<QString, UsageSplit> splits{{u"tool"_s, UsageSplit::Tool},
                                                   {u"key"_s, UsageSplit::Key},
                                                   {u"outcome"_s, UsageSplit::Outcome}};
    const auto split = splits.constFind(line.value(u"by"_s));
    if (split == splits.cend())
        return failedFuture<CommandOutput>(
            {ErrorCode::InvalidInput, tr("--by takes tool, key or outcome."), {}, {}});
    const Result<TimeRange> range = rangeFrom(line);
    const Result<WorkspaceUsage *> usage = this->usage();
    if (!range || !usage)
        return failedFuture<CommandOutput>(!range ? range.error() : usage.error());

    const UsageQuery query{*range, widthFor(stepFor(*range)), *split, filterFrom(line)};
    const Workspace workspace = *this->workspace();
    const QString key = line.isSet(u"key-id"_s) ? line.value(u"key-id"_s)
                                                : workspace.activeDeviceKeyId();
    const milliseconds now = this->now();
    const auto numbers = [query, now, workspace](UsageDatabase &database,
                                                 bool isComplete) -> Result<Numbers> {
        const Result<UsageCells> cells = database.cells(query);
        if (!cells)
            return fail(cells.error());
        auto quotas = QuotaBoard::read(database, workspace.plan, now, isComplete);
        if (!quotas)
            return fail(quotas.error());
        return Numbers{
            UsageSeries(*cells, query.range, query.split, stepFor(query.range), database.zone()),
            *std::move(quotas)};
    };
    WorkspaceUsage *feed = *usage;
    return feed->open()
        .then(this,
              [feed](const Result<> &open) {
                  return open ? feed->syncing().readDevice()
                              : failedFuture<UsageAdded>(open.error());
              })
        .unwrap()
        .then(this,
              [feed](const Result<UsageAdded> &read) {
                  // A log that can't be read is no reason to hide what is known; a history that can't is.
                  return read || read.error().code == ErrorCode::FileUnreadable
                             ? feed->syncing().sources()
                             : failedFuture<std::array<UsageSourceReport, 3>>(read.error());
              })
        .unwrap()
        .then(this,
              [this, feed, numbers, query, key,
               now](const Result<std::array<UsageSourceReport, 3>> &sources) {
                  if (!sources)
                      return failedFuture<CommandOutput>(sources.error());
                  const UsageSourceReport &service = sources->front();
                  const bool isComplete = service.readAt.count() > 0 && !service.problem;
                  const auto read = [numbers, isComplete](UsageDatabase &database) {
                      return numbers(database, isComplete);
                  };
                  return feed->run<Numbers>(read).then(
                      this, [=, this](const Result<Numbers> &known) -> Result<CommandOutput> {
                          if (!known)
                              return fail(known.error());
                          const QList<QuotaReading> quotas = known->quotas.readings(key, now);
                          QJsonArray groups;
                          for (const UsageTableRow &row : known->series.table()) {
                              QJsonObject group = rowToJson(row);
                              group.insert("id"_L1, row.id);
                              groups.append(group);
                          }
                          CommandOutput output;
                          output.document = QJsonObject{
                              {u"sources"_s, sourcesToJson(*sources)},
                              {u"range"_s, QJsonObject{{u"from"_s, momentToJson(query.range.from)},
                                                       {u"to"_s, momentToJson(query.range.to)}}},
                              {u"total"_s, rowToJson(known->series.total())},
                              {u"groups"_s, groups},
                              {u"quota"_s, quotasToJson(quotas)}};
                          QStringList lines{table(*known, query.split)};
                          const WallClock wall{QTimeZone::systemTimeZone(), QLocale()};
                          for (const QuotaReading &quota : quotas)
                              lines << u"%1: %L2 / %L3. %4"_s.arg(quotaTitle(quota.kind))
                                           .arg(quota.used)
                                           .arg(quota.limit)
                                           .arg(quotaLine(quota, now, wall));
                          output.text = (lines + sourceLines(*sources)).join(u'\n');
                          return output;
                      });
              })
        .unwrap();
}

QString UsageSummaryCommand::table(const Numbers &numbers, UsageSplit split) const
{
    const QLocale locale;
    QList<QStringList> rows;
    const auto add = [&rows, &locale](const QString &name, const UsageTableRow &row) {
        rows << QStringList{name, locale.toString(row.calls),
                            row.told > 0 ? shareText(row.succeeded, row.told, locale) : u"-"_s,
                            row.p50 ? durationText(*row.p50, locale) : u"-"_s,
                            row.p95 ? durationText(*row.p95, locale) : u"-"_s};
    };
    for (const UsageTableRow &row : numbers.series.table()) {
        const auto outcome = split == UsageSplit::Outcome ? outcomeClassFromName(row.id)
                                                          : std::nullopt;
        add(outcome ? outcomeText(*outcome) : plainText(row.id, 60), row);
    }
    if (rows.isEmpty())
        return tr("No calls are known in that time.");
    add(tr("all"), numbers.series.total());
    const QString first = split == UsageSplit::Tool  ? tr("TOOL")
                          : split == UsageSplit::Key ? tr("KEY")
                                                     : tr("OUTCOME");
    return tableText({first, tr("CALLS"), tr("SUCCEEDED"), tr("P50"), tr("P95")}, rows);
}

CommandSpec UsageExportCommand::spec()
{
    return {u"usage export"_s,
            u"--format csv|jsonl --output FILE"_s,
            tr("Writes the calls to a file, one a line."),
            0,
            0,
            QList<QCommandLineOption>{
                rangeOption(),
                {u"format"_s, tr("csv or jsonl."), u"FORMAT"_s},
                {u"output"_s, tr("The file: replaced when everything is written, not before."),
                 u"FILE"_s}}
                + filterOptions(),
            tr("The chart as a picture (png, svg) is drawn by the window: Usage, Export.")};
}

QFuture<Result<CommandOutput>> UsageExportCommand::run(const QCommandLineParser &line)
{
    const auto refused = [](const QString &why) {
        return failedFuture<CommandOutput>({ErrorCode::InvalidInput, why, {}, {}});
    };
    const QString format = line.value(u"format"_s);
    if (format == "png"_L1 || format == "svg"_L1)
        return refused(tr("The command line draws no pictures. Open the window: Usage, Export."));
    if (format != "csv"_L1 && format != "jsonl"_L1)
        return refused(tr("--format takes csv or jsonl."));
    if (line.value(u"output"_s).isEmpty())
        return refused(tr("--output names the file to write."));
    const Result<TimeRange> range = rangeFrom(line);
    const Result<WorkspaceUsage *> usage = this->usage();
    if (!range || !usage)
        return failedFuture<CommandOutput>(!range ? range.error() : usage.error());
    const QString path = QFileInfo(line.value(u"output"_s)).absoluteFilePath();
    return (*usage)
        ->exportCalls(path,
                      format == "csv"_L1 ? UsageExportFormat::Csv : UsageExportFormat::JsonLines,
                      *range, filterFrom(line), m_isCancelled)
        .then(this, [path](const Result<ExportedFile> &written) -> Result<CommandOutput> {
            if (!written)
                return fail(written.error());
            const QString sha256 = QString::fromLatin1(written->sha256.toHex());
            return CommandOutput{
                QJsonObject{{u"rows"_s, written->rows}, {u"sha256"_s, sha256}, {u"path"_s, path}},
                tr("%Ln call(s) written to %1 (SHA-256 %2).", nullptr, int(written->rows))
                    .arg(path, sha256)};
        });
}

bool UsageExportCommand::interrupt()
{
    m_isCancelled->store(true); // the next row ends it, and nothing stays behind
    return false;
}

} // namespace Konstantly
