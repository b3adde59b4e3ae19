// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/models/usage/usagehistory.h"
#include "tests/support/usageanswers.h"

#include <QDateTime>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace Konstantly::Tests {

namespace {

//! Written out once more: a mistake in the program's own table must show.
OutcomeClass classOf(const QVariant &outcome)
{
    static const QList<OutcomeClass> classes{
        OutcomeClass::Succeeded,   OutcomeClass::Failed,      OutcomeClass::RateLimited,
        OutcomeClass::RateLimited, OutcomeClass::RateLimited, OutcomeClass::RateLimited,
        OutcomeClass::RateLimited, OutcomeClass::RateLimited, OutcomeClass::Failed,
        OutcomeClass::Failed,      OutcomeClass::Unfinished,  OutcomeClass::Unfinished};
    return outcome.isNull() ? OutcomeClass::Untold : classes.at(outcome.toInt());
}

QString quoted(const QString &text)
{
    return u'\'' + text + u'\'';
}

//! The buckets that \a range touches, from the calendar alone.
std::vector<TimeRange> buckets(const TimeRange &range, BucketWidth width, const QTimeZone &zone)
{
    std::vector<TimeRange> result;
    if (width == BucketWidth::Day) {
        QDate day = QDateTime::fromMSecsSinceEpoch(range.from.count(), zone).date();
        for (;; day = day.addDays(1)) {
            const milliseconds from(day.startOfDay(zone).toMSecsSinceEpoch());
            if (from >= range.to)
                return result;
            result.push_back(
                {from, milliseconds(day.addDays(1).startOfDay(zone).toMSecsSinceEpoch())});
        }
    }
    const milliseconds step = width == BucketWidth::Hour ? milliseconds(1h) : milliseconds(1min);
    for (milliseconds from = range.from / step * step; from < range.to; from += step)
        result.push_back({from, from + step});
    return result;
}

struct Group
{
    milliseconds start{0};
    QString name;
    OutcomeClass outcome = OutcomeClass::Succeeded;
    friend auto operator<=>(const Group &a, const Group &b)
    {
        return std::tuple(a.start, a.name, a.outcome) <=> std::tuple(b.start, b.name, b.outcome);
    }
    friend bool operator==(const Group &, const Group &) = default;
};
struct Numbers
{
    qint64 calls = 0;
    DurationDigest durations;
    friend bool operator==(const Numbers &, const Numbers &) = default;
};

QString text(const std::map<Group, Numbers> &groups)
{
    QString result;
    for (const auto &[group, numbers] : groups)
        result += u"%1 %2 %3: %4 (%5); "_s.arg(group.start.count())
                      .arg(group.name)
                      .arg(int(group.outcome))
                      .arg(numbers.calls)
                      .arg(numbers.durations.count());
    return result.left(3000);
}

QString filterSql(const UsageFilter &filter)
{
    QString sql;
    if (!filter.keys.isEmpty()) {
        QStringList names;
        for (const QString &key : filter.keys)
            names.append(quoted(key));
        sql += u" AND k.name IN (%1)"_s.arg(names.join(u','));
    }
    if (!filter.tool.isEmpty())
        sql += u" AND t.name = "_s + quoted(filter.tool);
    if (!filter.clients.isEmpty()) {
        QStringList names;
        for (const QString &client : filter.clients)
            names.append(quoted(client.toLower()));
        sql += u" AND lower(c.name) IN (%1)"_s.arg(names.join(u','));
    }
    return sql;
}

} // namespace

UsageHistory::UsageHistory(PostgresServer *server)
    : m_connection(u"plain-%1"_s.arg(quintptr(this)))
{
    m_location.path = m_folder.filePath(u"usage/history.db"_s);
    if (server)
        m_location.server = UsageLocation::Server{
            u"localhost"_s,         server->port(),   server->makeDatabase(),
            PostgresServer::user(), server->caFile(), Secret(server->password())};
}

UsageHistory::~UsageHistory()
{
    if (QSqlDatabase::contains(m_connection))
        QSqlDatabase::removeDatabase(m_connection);
}

Origin UsageHistory::workspace()
{
    return Origin::parse(u"https://acme.konstantly.com").value();
}

std::unique_ptr<UsageDatabase> UsageHistory::open(const QTimeZone &zone,
                                                  const UsageLimits &limits) const
{
    auto opened = UsageDatabase::open(m_location, workspace(), zone, limits);
    if (!opened) {
        qWarning("%s: %s", qPrintable(errorName(opened.error().code)),
                 qPrintable(opened.error().detail));
        return nullptr;
    }
    return *std::move(opened);
}

QSqlDatabase UsageHistory::sql()
{
    if (QSqlDatabase::contains(m_connection))
        return QSqlDatabase::database(m_connection);
    QSqlDatabase database = QSqlDatabase::addDatabase(m_location.server ? u"QPSQL"_s : u"QSQLITE"_s,
                                                      m_connection);
    if (m_location.server) {
        database.setHostName(m_location.server->host);
        database.setPort(m_location.server->port);
        database.setDatabaseName(m_location.server->database);
        if (!database.open(m_location.server->user,
                           QString::fromUtf8(m_location.server->password.reveal())))
            qWarning("no plain connection");
        QSqlQuery(database).exec(u"SET search_path TO konstantly_usage"_s);
    } else {
        database.setDatabaseName(m_location.path);
        if (!database.open())
            qWarning("no plain connection");
    }
    return database;
}

QVariant UsageHistory::value(const QString &query)
{
    QSqlQuery answer(sql());
    if (!answer.exec(query))
        qWarning("%s: %s", qPrintable(query), qPrintable(answer.lastError().text()));
    return answer.next() ? answer.value(0) : QVariant();
}

void UsageHistory::run(const QString &statement)
{
    QSqlQuery query(sql());
    if (!query.exec(statement))
        qWarning("%s: %s", qPrintable(statement), qPrintable(query.lastError().text()));
}

QString UsageHistory::difference(const UsageDatabase &database, const UsageQuery &query)
{
    const auto cells = database.cells(query);
    if (!cells)
        return u"failed: "_s + errorName(cells.error().code) + cells.error().detail;
    std::map<Group, Numbers> told;
    for (const UsageCell &cell : allCells(*cells)) {
        const QString name = query.split == UsageSplit::Outcome ? QString()
                                                                : cells->groups.at(cell.group);
        if (!told.emplace(Group{cell.start, name, cell.outcome},
                          Numbers{cell.calls, cell.durations})
                 .second)
            return u"a cell comes twice"_s;
    }
    std::map<Group, Numbers> counted;
    const QString name = query.split == UsageSplit::Tool  ? u"t.name"_s
                         : query.split == UsageSplit::Key ? u"k.name"_s
                                                          : u"substr(t.name, 1, 0)"_s;
    QStringList spans;
    for (const TimeRange &bucket : buckets(query.range, query.width, database.zone()))
        spans.append(u"(%1, %2, %3)"_s.arg(bucket.from.count())
                         .arg(std::max(bucket.from, query.range.from).count())
                         .arg(std::min(bucket.to, query.range.to).count()));
    QSqlQuery count(sql());
    count.setForwardOnly(true);
    if (!count.exec(u"WITH spans (bucket, lo, hi) AS (VALUES %2) "
                    "SELECT bucket, %1, outcome, duration, count(*) FROM spans "
                    "JOIN calls ON at >= lo AND at < hi JOIN names t ON t.id = tool "
                    "JOIN names k ON k.id = key LEFT JOIN names c ON c.id = client "
                    "WHERE true%3 GROUP BY bucket, %1, outcome, duration"_s.arg(
                        name, spans.join(u','), filterSql(query.filter))))
        return count.lastError().text();
    while (count.next()) {
        const OutcomeClass outcome = classOf(count.value(2));
        if (query.filter.outcome && *query.filter.outcome != outcome)
            continue;
        Numbers &numbers = counted[{milliseconds(count.value(0).toLongLong()),
                                    count.value(1).toString(), outcome}];
        numbers.calls += count.value(4).toLongLong();
        if (!count.value(3).isNull())
            numbers.durations.add(milliseconds(count.value(3).toLongLong()),
                                  count.value(4).toLongLong());
    }
    if (told == counted)
        return {};
    return u"told %1\ncounted %2"_s.arg(text(told), text(counted));
}

QString UsageHistory::windowDifference(const UsageDatabase &database, const TimeRange &range)
{
    const auto windows = database.windowCalls(range);
    if (!windows)
        return u"failed: "_s + errorName(windows.error().code) + windows.error().detail;
    const auto line = [](const QString &key, qint64 at, bool usesAi, int outcome) {
        return u"%1 %2 %3 %4"_s.arg(key).arg(at).arg(int(usesAi)).arg(outcome);
    };
    QStringList told;
    for (const auto &[key, calls] : *windows) {
        if (!std::ranges::is_sorted(*calls, {}, &UsageDatabase::WindowCall::at))
            return u"the calls of %1 are not by time"_s.arg(key);
        for (const auto &call : *calls)
            told.append(
                line(key, call.at.count(), call.usesAi, call.outcome ? int(*call.outcome) : -1));
    }
    QStringList stored;
    QSqlQuery rows(sql());
    if (!rows.exec(u"SELECT k.name, at, t.name, coalesce(outcome, -1) FROM calls "
                   "JOIN names t ON t.id = tool JOIN names k ON k.id = key "
                   "WHERE at >= %1 AND at < %2"_s.arg(range.from.count())
                       .arg(range.to.count())))
        return rows.lastError().text();
    while (rows.next())
        stored.append(line(rows.value(0).toString(), rows.value(1).toLongLong(),
                           usesAiQuota(rows.value(2).toString()), rows.value(3).toInt()));
    told.sort();
    stored.sort();
    if (told == stored)
        return {};
    return u"windows told %1\nstored %2"_s.arg(told.join(u"; "_s).left(2000),
                                               stored.join(u"; "_s).left(2000));
}

int CallStream::number(int below)
{
    return std::uniform_int_distribution(0, below - 1)(random);
}

UsageCall CallStream::next(const TimeRange &range)
{
    UsageCall call;
    call.at = milliseconds(
        std::uniform_int_distribution<qint64>(range.from.count(), range.to.count() - 1)(random));
    call.key = QString::number(100 + number(keys));
    call.tool = u"tool_%1"_s.arg(number(tools));
    if (number(10) > 0)
        call.outcome = number(4) > 0 ? CallOutcome::Succeeded : CallOutcome(number(12));
    if (number(8) > 0)
        call.duration = milliseconds(1 + number(20) * number(400));
    if (number(3) == 0)
        call.client = u"client %1"_s.arg(number(3));
    call.id = u"id-%1"_s.arg(++lastId);
    return call;
}

QList<UsageCall> CallStream::some(qsizetype count, const TimeRange &range)
{
    QList<UsageCall> calls;
    for (qsizetype i = 0; i < count; ++i)
        calls.append(next(range));
    return calls;
}

milliseconds at(const char *isoUtc)
{
    return milliseconds(
        QDateTime::fromString(QString::fromLatin1(isoUtc), Qt::ISODate).toMSecsSinceEpoch());
}

} // namespace Konstantly::Tests
