// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/usagecommands.h"

#include "app/cli/keyjson.h"
#include "app/cli/table.h"
#include "app/cli/usageoutput.h"
#include "app/services/knownkeynames.h"
#include "app/services/services.h"
#include "models/audit/auditjournal.h"
#include "models/audit/auditkeynames.h"
#include "models/base/plaintext.h"
#include "models/usage/owncalls.h"
#include "models/usage/usagetext.h"
#include "models/usage/workspaceusage.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Konstantly {

using std::chrono::milliseconds;

//! What a summary is made of, read in one go in the history's own thread.
struct UsageSummaryCommand::Numbers
{
    UsageSeries series;
    QuotaBoard quotas;
    QHash<QString, QString> keyNames; //!< by id; of calls split by key
};

namespace {

//! What this device knows of the names of the keys of \a workspace: \a known, and what its journal of events tells.
QHash<QString, QString> keyNamesHere(const AppPaths &paths, const QString &workspace,
                                     const QHash<QString, QString> &known)
{
    const auto told = keyNamesIn(AuditJournal(paths, workspace));
    // A journal that can't be read is no reason to hide the numbers: ids stand for its names.
    QHash<QString, QString> names = told ? told->names : QHash<QString, QString>();
    names.insert(known);
    return names;
}

//! What stands for each of \a ids, keys: the name, with the id where several have it, or the id alone.
QStringList keyTexts(const QStringList &ids, const QHash<QString, QString> &names)
{
    QStringList texts;
    for (const QString &id : ids)
        texts << plainText(names.value(id, id), 60);
    const QStringList alone = texts;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (alone.count(alone.at(i)) > 1)
            texts[i] = u"%1 (%2)"_s.arg(alone.at(i), plainText(ids.at(i), 60));
    }
    return texts;
}

} // namespace

CommandSpec UsageSummaryCommand::spec()
{
    return {
        u"usage summary"_s,
        {},
        tr("Says what agents called, and what is left of each quota."),
        0,
        0,
        QList<QCommandLineOption>{rangeOption(), splitOption()} + filterOptions(),
        tr("Without a call to the service, except that this device's own calls are looked at: see "
           "“usage sync”.")};
}

QFuture<Result<CommandOutput>> UsageSummaryCommand::run(const QCommandLineParser &line)
{
    const Result<UsageSplit> split = splitFrom(line);
    if (!split)
        return failedFuture<CommandOutput>(split.error());
    const Result<TimeRange> range = rangeFrom(line);
    const Result<WorkspaceUsage *> usage = this->usage();
    if (!range || !usage)
        return failedFuture<CommandOutput>(!range ? range.error() : usage.error());

    const UsageQuery query{*range, widthFor(stepFor(*range)), *split, filterFrom(line)};
    const Workspace workspace = *this->workspace();
    const QString key = line.isSet(u"key-id"_s) ? line.value(u"key-id"_s)
                                                : workspace.activeDeviceKeyId();
    const milliseconds now = this->now();
    const auto numbers = [query, now, workspace, paths = services().paths(),
                          known = knownKeyNames(**session())](UsageDatabase &database,
                                                              bool isComplete) -> Result<Numbers> {
        const Result<UsageCells> cells = database.cells(query);
        if (!cells)
            return fail(cells.error());
        auto quotas = QuotaBoard::read(database, workspace.plan, now, isComplete,
                                       ownCaller(workspace));
        if (!quotas)
            return fail(quotas.error());
        return Numbers{
            UsageSeries(*cells, query.range, query.split, stepFor(query.range), database.zone()),
            *std::move(quotas),
            query.split == UsageSplit::Key ? keyNamesHere(paths, workspace.name, known)
                                           : QHash<QString, QString>()};
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
                              if (query.split == UsageSplit::Key)
                                  group.insert("name"_L1,
                                               textToJson(known->keyNames.value(row.id)));
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
    const std::vector<UsageTableRow> &groups = numbers.series.table();
    QStringList ids;
    for (const UsageTableRow &group : groups)
        ids << group.id;
    const QStringList keys = keyTexts(ids, numbers.keyNames);
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const auto outcome = split == UsageSplit::Outcome ? outcomeClassFromName(ids.at(i))
                                                          : std::nullopt;
        add(outcome ? outcomeText(*outcome) : keys.at(i), groups.at(size_t(i)));
    }
    if (rows.isEmpty())
        return tr("No calls are known in that time.");
    add(tr("all"), numbers.series.total());
    const QString first = split == UsageSplit::Tool  ? tr("TOOL")
                          : split == UsageSplit::Key ? tr("KEY")
                                                     : tr("OUTCOME");
    return tableText({first, tr("CALLS"), tr("SUCCEEDED"), tr("P50"), tr("P95")}, rows);
}

} // namespace Konstantly
