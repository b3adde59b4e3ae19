// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/auditcommands.h"

#include "app/cli/console.h"
#include "app/cli/table.h"
#include "app/cli/timeargument.h"
#include "app/services/knownkeynames.h"
#include "app/services/services.h"
#include "models/audit/auditbatches.h"
#include "models/audit/devicelogs.h"
#include "models/base/background.h"
#include "models/base/plaintext.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int DefaultLimit = 100;

//! Its words, each held to one field: a name may be of several.
QString heldTo(QLatin1StringView field, const QString &text)
{
    QString words;
    for (const QString &word : text.simplified().split(u' ', Qt::SkipEmptyParts))
        words += u' ' + field + word;
    return words;
}

struct Listed
{
    QList<AuditFeedItem> items; // newest first
    int damaged = 0;            // lines of the journal
};

//! The events of the journal that are wanted. \a known: names of keys, by their ids, that it need not tell.
Result<Listed> wantedEvents(const AppPaths &paths, const QString &workspace,
                            const AuditListCommand::Wanted &wanted,
                            const QHash<QString, QString> &known)
{
    const AuditJournal journal(paths, workspace);
    const auto filled = readAuditTable(journal);
    if (!filled)
        return fail(filled.error());
    const AuditTable &table = *filled;
    QHash<QString, QString> names = table.keyNames();
    names.insert(known);
    QList<AuditFeedItem> items;
    QHash<qint64, qsizetype> places; // in items, by cursor
    const AuditMatches matches = table.matching(wanted.filter, names);
    for (const quint32 row : matches.rows) {
        const AuditRecord record = table.record(row);
        if ((wanted.kind && record.kind != *wanted.kind)
            || (wanted.eventType != 0 && record.eventType != wanted.eventType)
            || (wanted.isLocalOnly && !isLocal(record.kind)))
            continue;
        places.insert(table.cursor(row), items.size());
        items.append({record, table.cursor(row), workspace, names.value(record.key)});
        if (items.size() == wanted.limit)
            break;
    }
    // The table has no ids.
    const auto read = eachAuditBatch(journal, 0, [&](const AuditJournal::Batch &batch) {
        for (qsizetype i = 0; i < batch.records.size(); ++i) {
            if (const auto place = places.constFind(batch.cursors.at(i)); place != places.cend())
                items[*place].record.id = batch.records.at(i).id;
        }
        return Result<>();
    });
    if (!read)
        return fail(read.error());
    return Listed{items, table.damaged() + damagedDeviceLines(paths, workspace)};
}

QString eventText(const AuditRecord &record)
{
    return record.kind == AuditKind::Service
               ? AuditListCommand::tr("service event %1").arg(record.eventType)
               : auditKindName(record.kind);
}

} // namespace

Result<AuditStore *> AuditCommand::store()
{
    const Result<Workspace> found = workspace();
    if (!found)
        return fail(found.error());
    return &services().session(found->name)->audit();
}

QHash<QString, QString> AuditCommand::keyNames()
{
    const Result<Workspace> found = workspace();
    return found ? knownKeyNames(*services().session(found->name)) : QHash<QString, QString>();
}

void AuditCommand::noteOlder(const AuditStore &store)
{
    if (store.hasOlder())
        progress(tr("The service has older events, which are not read yet: %L1 are read at a time, "
                    "to leave calls for others. The next run goes on with them.")
                     .arg(AuditStore::PageSize * AuditStore::MaxPagesByUser));
}

void AuditCommand::noteDamaged(qint64 count)
{
    if (count > 0)
        context().console.note(
            tr("%Ln damaged or lost line(s) of this device's journal were passed over.", nullptr,
               int(count)));
}

QFuture<Result<CommandOutput>> AuditCommand::later()
{
    m_promise = std::make_unique<QPromise<Result<CommandOutput>>>();
    m_promise->start();
    return m_promise->future();
}

void AuditCommand::end(const Result<CommandOutput> &result)
{
    const auto promise = std::exchange(m_promise, nullptr);
    if (!promise)
        return;
    promise->addResult(result);
    promise->finish();
}

void AuditCommand::follow(AuditStore &store, const Result<> &asked,
                          const std::function<void()> &look)
{
    m_follower = std::make_unique<AuditFollower>(store, AuditFollower::Timing{});
    connect(m_follower.get(), &AuditFollower::ticked, this, look);
    connect(m_follower.get(), &AuditFollower::recovered, this,
            [this] { progress(tr("The service answers again.")); });
    connect(m_follower.get(), &AuditFollower::failed, this,
            [this](const Error &error, std::chrono::milliseconds delay) {
                if (delay.count() == 0)
                    return end(fail(error));
                const qint64 seconds = (delay.count() + 999) / 1000;
                progress(tr("%1 Events of this device go on; the service is asked again in %2 s.")
                             .arg(describe(error).message)
                             .arg(seconds));
            });
    m_follower->start(asked);
}

QCommandLineOption AuditCommand::followOption()
{
    return {u"follow"_s, tr("Goes on with events as they come, until it is ended by Ctrl-C.")};
}

QFuture<Result<CommandOutput>> AuditCommand::refused(const QString &why)
{
    return failedFuture<CommandOutput>({ErrorCode::InvalidInput, why, {}, {}});
}

CommandSpec AuditListCommand::spec()
{
    return {u"audit list"_s,
            u"[WORD...]"_s,
            tr("Says what happened on the service and on this device, newest first."),
            0,
            -1,
            {{u"since"_s, tr("Only from then on: 24h, 7d, 2026-11-01, 2026-11-01T10:00:00Z."),
              u"TIME"_s},
             {u"key-name"_s, tr("Only events about that key: a part of its name or id."), u"KEY"_s},
             {u"person"_s, tr("Only what that person did: a part of the name."), u"NAME"_s},
             {u"tool"_s, tr("Only calls of that tool, or what that AI tool did."), u"TOOL"_s},
             {u"type"_s,
              tr("Only events of that kind, as “kind” in the JSON has it (tool-called, "
                 "key-created, …), of the service's number (88), or “local”."),
              u"TYPE"_s},
             {u"limit"_s, tr("How many at most; 0 = all. 100 unless given."), u"N"_s,
              QString::number(DefaultLimit)}},
            tr("WORDs have to occur somewhere in an event; key:…, person:… and tool:… hold one to "
               "that field. With --json one event a line.")};
}

QFuture<Result<CommandOutput>> AuditListCommand::run(const QCommandLineParser &line)
{
    context().isJsonLines = true;
    const Result<Wanted> wanted = wantedBy(line);
    if (!wanted)
        return failedFuture<CommandOutput>(wanted.error());
    const Result<AuditStore *> store = this->store();
    if (!store)
        return failedFuture<CommandOutput>(store.error());
    QFuture<Result<CommandOutput>> answer = later();
    whenFinished((*store)->refresh(), this,
                 [this, wanted = *wanted, store = *store](const Result<> &asked) {
                     using Events = Result<Listed>;
                     const auto work = [paths = store->paths(), name = store->workspace(), wanted,
                                        known = keyNames()]() -> Events {
                         return wantedEvents(paths, name, wanted, known);
                     };
                     whenFinished(inBackground<Events>(work), this,
                                  [this, asked, store](const Events &events) {
                                      if (!events)
                                          return end(fail(events.error()));
                                      print(events->items);
                                      noteDamaged(events->damaged);
                                      noteOlder(*store);
                                      // What is known is shown; that it is not all is the result.
                                      if (!asked)
                                          return end(fail(asked.error()));
                                      end(CommandOutput{{}, {}, ExitCode::Done, true});
                                  });
                 });
    return answer;
}

Result<AuditListCommand::Wanted> AuditListCommand::wantedBy(const QCommandLineParser &line)
{
    Wanted wanted;
    bool isNumber = false;
    const int limit = line.value(u"limit"_s).toInt(&isNumber);
    if (!isNumber || limit < 0)
        return fail(ErrorCode::InvalidInput, tr("--limit takes a number; 0 = all."));
    wanted.limit = limit;
    wanted.filter.text = wordsOf(line, spec()).join(u' ')
                         + heldTo("key:"_L1, line.value(u"key-name"_s))
                         + heldTo("person:"_L1, line.value(u"person"_s))
                         + heldTo("tool:"_L1, line.value(u"tool"_s));
    if (const auto read = readType(line.value(u"type"_s), wanted); !read)
        return fail(read.error());
    if (const auto read = readTime(line.value(u"since"_s), wanted); !read)
        return fail(read.error());
    return wanted;
}

Result<> AuditListCommand::readType(const QString &type, Wanted &wanted) const
{
    if (type.isEmpty())
        return {};
    wanted.eventType = type.toInt();
    wanted.isLocalOnly = type == "local"_L1;
    wanted.kind = auditKindFromName(type);
    if (wanted.eventType > 0 || wanted.isLocalOnly || wanted.kind)
        return {};
    QStringList names;
    for (int kind = 0; kind < AuditKindCount; ++kind)
        names << auditKindName(AuditKind(kind));
    return fail(ErrorCode::InvalidInput,
                tr("“%1” is no type of event. --type takes a number, “local”, or one of: %2.")
                    .arg(plainText(type, 40), names.join(u", "_s)));
}

Result<> AuditListCommand::readTime(const QString &text, Wanted &wanted)
{
    if (text.isEmpty())
        return {};
    static const QRegularExpression span(u"^([1-9]\\d{0,4})([hd])$"_s);
    if (const auto match = span.match(text); match.hasMatch()) {
        const qint64 hours = match.captured(1).toLongLong()
                             * (match.captured(2) == "d"_L1 ? 24 : 1);
        wanted.filter.from = services().clock()().addSecs(-hours * 3600).toMSecsSinceEpoch();
        return {};
    }
    const auto moment = momentFrom(text, false);
    if (!moment)
        return fail(ErrorCode::InvalidInput,
                    tr("“%1” is no time: 24h, 7d, 2026-11-01 or 2026-11-01T10:00:00Z.")
                        .arg(plainText(text, 60)));
    wanted.filter.from = moment->count();
    return {};
}

void AuditListCommand::print(const QList<AuditFeedItem> &items)
{
    if (context().isJson) {
        QByteArray lines;
        for (const AuditFeedItem &item : items)
            lines += toJsonLine(item) + '\n';
        (void) context().console.write(lines);
        return;
    }
    if (items.isEmpty()) {
        context().console.print(tr("No events are known that fit."));
        return;
    }
    QList<QStringList> rows;
    for (const AuditFeedItem &item : items) {
        const AuditRecord &record = item.record;
        const QString at = QDateTime::fromMSecsSinceEpoch(record.at).toString(
            u"yyyy-MM-dd HH:mm:ss"_s);
        rows << QStringList{
            at,
            eventText(record),
            plainText(item.keyName.isEmpty() ? record.key : item.keyName, 40),
            plainText(record.person, 40),
            plainText(record.tool, 40),
            plainText(record.subject == item.keyName ? QString() : record.subject, 60)};
    }
    context().console.print(tableText(
        {tr("TIME"), tr("EVENT"), tr("KEY"), tr("PERSON"), tr("TOOL"), tr("ABOUT")}, rows));
}

} // namespace Konstantly
