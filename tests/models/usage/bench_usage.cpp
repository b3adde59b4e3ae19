// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

//! What the history costs, as ratios in one run: taking in a million calls against `sqlite3 .import` of the same rows into the
//! same table with the same indexes, and the questions of the page on ten million calls against those on a hundred thousand.
//! Exits with 1 when one is over its limit. bench_usage FOLDER [CALLS [refresh]]: what it makes is kept in the folder and used
//! again; with fewer calls than ten million it is quicker and proves less; refresh leaves out the taking in.

#include "models/usage/quota.h"
#include "models/usage/usageseries.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QUuid>

#include <algorithm>
#include <array>
#include <cstdio>
#include <random>

#include <sys/resource.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr double MaxIngestRatio = 1.5;
constexpr double MaxQueryRatio = 2.0;
constexpr int Keys = 200;
constexpr int Tools = 25;
constexpr int Days = 90;
constexpr qsizetype BatchSize = 25'000;
constexpr milliseconds End = 1'790'000'000'000ms / 24h * 24h;

//! A workspace's calls of 90 days, newest first as they are read: office hours, some tools far more than others.
class Calls final
{
public:
    explicit Calls(qint64 count)
        : m_count(count)
    {
        std::array<double, Tools> weights{};
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] = 1.0 / double(i + 1);
        m_tool = std::discrete_distribution<int>(weights.begin(), weights.end());
        for (int day = 0; day < Days; ++day) {
            if (const milliseconds begin = End - (day + 1) * 24h; (begin / 24h + 4) % 7 % 6 != 0)
                m_workdays.push_back(begin);
        }
    }

    [[nodiscard]] qint64 left() const { return m_count - m_made; }
    [[nodiscard]] QList<UsageCall> next(qsizetype size)
    {
        QList<UsageCall> calls;
        calls.reserve(size);
        for (; size > 0 && m_made < m_count; --size, ++m_made)
            calls.append(one());
        return calls;
    }

private:
    UsageCall one()
    {
        const qint64 days = qint64(m_workdays.size());
        const milliseconds day = m_workdays[std::size_t(m_made * days / m_count)];
        // The part of the day that is left when so many of its calls have been made: 8 to 18 o'clock.
        const double into = double(m_made * days % m_count) / double(m_count);
        UsageCall call;
        call.at = day + 18h - milliseconds(qint64(into * double(milliseconds(10h).count())));
        call.key = QString::number(1000 + int(m_random() % Keys));
        call.tool = u"tool_%1"_s.arg(m_tool(m_random));
        const int luck = int(m_random() % 100);
        call.outcome = luck < 93   ? CallOutcome::Succeeded
                       : luck < 97 ? CallOutcome::Failed
                       : luck < 99 ? CallOutcome::RateLimitedMinute
                                   : CallOutcome::Cancelled;
        call.duration = milliseconds(qint64(m_duration(m_random)) + 1);
        call.client = u"client %1"_s.arg(int(m_random() % 6));
        call.id = u"usg_%1"_s.arg(m_count - m_made, 9, 10, QChar(u'0'));
        return call;
    }

    qint64 m_count;
    qint64 m_made = 0;
    std::vector<milliseconds> m_workdays;
    std::mt19937 m_random{42};
    std::discrete_distribution<int> m_tool;
    std::lognormal_distribution<double> m_duration{5.5, 0.9};
};

Origin workspace()
{
    return Origin::parse(u"https://acme.konstantly.com").value();
}

std::unique_ptr<UsageDatabase> opened(const QString &path)
{
    UsageLocation location;
    location.path = path;
    auto database = UsageDatabase::open(location, workspace(), QTimeZone("Europe/Berlin"));
    if (!database)
        qFatal("can't open: %s", qPrintable(database.error().detail));
    return *std::move(database);
}

//! What something took. The processor time, user and system, tells a slow program from a busy machine.
struct Cost
{
    double ms = 1e9;
    double processorMs = 1e9;

    void keepBest(const Cost &other)
    {
        ms = std::min(ms, other.ms);
        processorMs = std::min(processorMs, other.processorMs);
    }
};

//! \a whose: RUSAGE_SELF, or RUSAGE_CHILDREN for processes that have ended.
double processorMs(int whose)
{
    struct rusage usage = {};
    getrusage(whose, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
           + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

//! Adds up what its stretches cost.
class Meter final
{
public:
    explicit Meter(int whose)
        : m_whose(whose)
    {}
    void run(const auto &work)
    {
        const double before = processorMs(m_whose);
        QElapsedTimer clock;
        clock.start();
        work();
        m_cost.ms += double(clock.nsecsElapsed()) / 1e6;
        m_cost.processorMs += processorMs(m_whose) - before;
    }
    [[nodiscard]] Cost cost() const { return m_cost; }

private:
    int m_whose;
    Cost m_cost{0, 0};
};

//! \return what the adding cost, up to the database being closed, without the making of the calls
Cost costOfAdding(const QString &path, qint64 count)
{
    Calls calls(count);
    auto database = opened(path);
    Meter meter(RUSAGE_SELF);
    while (calls.left() > 0) {
        const QList<UsageCall> batch = calls.next(BatchSize);
        meter.run([&] {
            if (const auto added = database->add(UsageSource::Service, batch, {}); !added)
                qFatal("can't add: %s", qPrintable(added.error().detail));
        });
    }
    meter.run([&database] { database.reset(); });
    return meter.cost();
}

void sqlite3(const QString &path, const QStringList &commands)
{
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(u"sqlite3"_s, QStringList{path} + commands);
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("no sqlite3, or it can't do %s", qPrintable(commands.join(u"; "_s)));
}

//! The rows of \a from as CSV, without their roll-ups, into an empty database with the same table and indexes. The two columns
//! that are NULL in all rows, and the index of one of them, which would be empty, are left out: .import can't make NULL
//! without a warning for each row, which would slow it down.
Cost costOfImport(const QString &from, const QString &folder)
{
    const QString csv = folder + "/calls.csv"_L1;
    const QString target = folder + "/imported.db"_L1;
    QFile::remove(target);
    QFile::remove(csv);
    sqlite3(from, {u".mode csv"_s, u".once '%1'"_s.arg(csv),
                   u"SELECT id, at, tool, key, client, outcome, duration, seen, service_id "
                   "FROM calls ORDER BY id"_s});
    opened(target).reset();
    sqlite3(target, {u"DROP INDEX calls_audit"_s, u"ALTER TABLE calls DROP COLUMN audit_id"_s,
                     u"ALTER TABLE calls DROP COLUMN told"_s});
    Meter meter(RUSAGE_CHILDREN);
    meter.run([&] {
        // The same durability and the same cache.
        sqlite3(target, {u"PRAGMA synchronous = NORMAL"_s, u"PRAGMA cache_size = -16000"_s,
                         u".mode csv"_s, u".import '%1' calls"_s.arg(csv)});
    });
    QFile::remove(csv);
    QFile::remove(target);
    return meter.cost();
}

//! A sync brings some calls of the last minutes.
void addSome(UsageDatabase &database, milliseconds last)
{
    QList<UsageCall> calls = Calls(25).next(25);
    for (UsageCall &call : calls) {
        call.at = last - milliseconds(qint64(QRandomGenerator::global()->bounded(600'000)));
        call.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    }
    if (!database.add(UsageSource::Service, calls, {}))
        qFatal("can't add");
}

//! What the page asks on thirty days, split in each way, what it makes of the answers, and the limits, after some calls have come:
//! the best of some times.
Cost costOfRefresh(UsageDatabase &database)
{
    Cost best;
    double questionsMs = 1e9;
    double firstMs = 0;
    const TimeRange month{End - 30 * 24h, End};
    const milliseconds last = database.extent().value_or(TimeRange{}).to;
    // The page hands in what came before, too.
    std::array<UsageSeries, 3> series;
    std::optional<QuotaBoard> board;
    for (int round = 0; round < 20; ++round) {
        if (round > 0)
            addSome(database, last);
        Meter meter(RUSAGE_SELF);
        meter.run([&] {
            for (const UsageSplit split :
                 {UsageSplit::Tool, UsageSplit::Key, UsageSplit::Outcome}) {
                const auto cells = database.cells({month, BucketWidth::Day, split, {}});
                if (!cells)
                    qFatal("can't read");
                UsageSeries &before = series.at(std::size_t(split));
                before = UsageSeries(*cells, month, split, UsageStep::Day, database.zone(), 400,
                                     Qt::Monday, &before);
            }
        });
        questionsMs = std::min(questionsMs, meter.cost().processorMs);
        meter.run([&] {
            auto read = QuotaBoard::read(database, Plan::Business, last, true, {},
                                         board ? &*board : nullptr);
            if (!read)
                qFatal("can't read the quotas");
            board = *std::move(read);
        });
        if (round == 0)
            firstMs = meter.cost().processorMs;
        else
            best.keepBest(meter.cost());
    }
    std::printf(
        "    %.1f ms, processor time %.1f ms, of which questions %.1f ms; at first %.1f ms\n",
        best.ms, best.processorMs, questionsMs, firstMs);
    return best;
}

QString made(const QString &folder, qint64 count)
{
    const QString path = u"%1/%2.db"_s.arg(folder).arg(count);
    if (!QFile::exists(path)) {
        const QString part = path + ".part"_L1;
        for (const QString &old : {part, part + "-wal"_L1, part + "-shm"_L1})
            QFile::remove(old);
        std::printf("  making %lld calls: %.0f s\n", count, costOfAdding(part, count).ms / 1000);
        QFile::rename(part, path);
    }
    return path;
}

double residentMiB(const char *field)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf(field);
    return at < 0 ? 0
                  : text.mid(at + qsizetype(qstrlen(field)), 20).trimmed().split(' ')[0].toDouble()
                        / 1024;
}

bool isWithin(const char *what, double ratio, double limit)
{
    std::printf("%s: %.2f (limit %.1f)%s\n", what, ratio, limit, ratio <= limit ? "" : "  MISSED");
    return ratio <= limit;
}

bool ingestIsWithin(const QString &folder)
{
    constexpr qint64 Million = 1'000'000;
    Cost adding;
    Cost import;
    // In turns, and the best of each: what else the machine does then weighs on both.
    for (int round = 0; round < 4; ++round) {
        QTemporaryDir scratch(folder + "/ingest-XXXXXX"_L1);
        const QString path = scratch.filePath(u"history.db"_s);
        const Cost added = costOfAdding(path, Million);
        const Cost imported = costOfImport(path, scratch.path());
        std::printf("  1 million calls: add() %.0f ms, .import %.0f ms; processor time %.0f and "
                    "%.0f ms\n",
                    added.ms, imported.ms, added.processorMs, imported.processorMs);
        adding.keepBest(added);
        import.keepBest(imported);
    }
    std::printf("taking in a million calls, against sqlite3 .import, by processor time: %.2f\n",
                adding.processorMs / import.processorMs);
    const bool isGood = isWithin("taking in a million calls, against sqlite3 .import",
                                 adding.ms / import.ms, MaxIngestRatio);
    std::printf("  resident after it %.0f MiB, at most %.0f MiB\n", residentMiB("VmRSS:"),
                residentMiB("VmHWM:"));
    return isGood;
}

} // namespace

int main(int argc, char **argv)
{
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const QCoreApplication application(argc, argv);
    QTemporaryDir temporary;
    const QString folder = argc > 1 ? QFile::decodeName(argv[1]) : temporary.path();
    QDir().mkpath(folder);
    const qint64 manyCalls = argc > 2 ? QByteArray(argv[2]).toLongLong() : 10'000'000;

    bool isGood = argc > 3 || ingestIsWithin(folder);
    const QString fewPath = made(folder, 100'000);
    const QString manyPath = made(folder, manyCalls);
    // In turns, and the best of each.
    QTemporaryDir scratch(folder + "/refresh-XXXXXX"_L1);
    const QString copy = scratch.filePath(u"few.db"_s); // what is added to it must not pile up
    if (!QFile::copy(fewPath, copy))
        qFatal("can't copy");
    const auto fewDatabase = opened(copy);
    const auto manyDatabase = opened(manyPath);
    Cost few;
    Cost many;
    for (int round = 0; round < 3; ++round) {
        few.keepBest(costOfRefresh(*fewDatabase));
        many.keepBest(costOfRefresh(*manyDatabase));
    }
    std::printf("  a refresh: %.1f ms on 100,000 calls, %.1f ms on %lld (file %lld MiB); by "
                "processor time %.2f times\n",
                few.ms, many.ms, manyCalls, QFileInfo(manyPath).size() / 1024 / 1024,
                many.processorMs / few.processorMs);
    isGood = isWithin("a refresh on many calls, against 100,000", many.ms / few.ms, MaxQueryRatio)
             && isGood;
    std::printf("  resident at the end %.0f MiB, at most %.0f MiB\n", residentMiB("VmRSS:"),
                residentMiB("VmHWM:"));
    return isGood ? 0 : 1;
}
