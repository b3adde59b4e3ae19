// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

//! What the history costs, as ratios in one run: taking in a million calls against `sqlite3 .import` of the same rows into the
//! same schema, and the questions of the page on ten million calls against those on a hundred thousand. Exits with 1 when one is
//! over its limit. bench_usage FOLDER [CALLS [refresh]]: what it makes is kept in the folder and used again; with fewer calls than ten
//! million it is quicker and proves less; refresh leaves out the taking in.

#include "models/usage/usagedatabase.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

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

//! \return what the adding alone took
double msToAdd(const QString &path, qint64 count)
{
    Calls calls(count);
    const auto database = opened(path);
    QElapsedTimer clock;
    double ms = 0;
    while (calls.left() > 0) {
        const QList<UsageCall> batch = calls.next(BatchSize);
        clock.start();
        if (const auto added = database->add(UsageSource::Service, batch, {}); !added)
            qFatal("can't add: %s", qPrintable(added.error().detail));
        ms += double(clock.nsecsElapsed()) / 1e6;
    }
    return ms;
}

bool sqlite3(const QString &path, const QStringList &commands)
{
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(u"sqlite3"_s, QStringList{path} + commands);
    return process.waitForFinished(-1) && process.exitCode() == 0;
}

//! The rows of \a from as CSV, without their roll-ups, into an empty database with the same tables and indexes.
double msToImport(const QString &from, const QString &folder)
{
    const QString csv = folder + "/calls.csv"_L1;
    const QString target = folder + "/imported.db"_L1;
    QFile::remove(target);
    QFile::remove(csv);
    // The last two columns are NULL in all rows; .import fills in what is missing at the end of a line.
    if (!sqlite3(from, {u".mode csv"_s, u".once '%1'"_s.arg(csv),
                        u"SELECT id, at, tool, key, client, outcome, duration, seen, service_id "
                        "FROM calls ORDER BY id"_s}))
        qFatal("no sqlite3");
    opened(target).reset();
    QElapsedTimer clock;
    clock.start();
    if (!sqlite3(target, {u"PRAGMA synchronous = NORMAL"_s, u".mode csv"_s,
                          u".import '%1' calls"_s.arg(csv)}))
        qFatal("can't import");
    const double ms = double(clock.nsecsElapsed()) / 1e6;
    QFile::remove(csv);
    QFile::remove(target);
    return ms;
}

//! What the page asks when it opens on thirty days, and again for the limits: the best of some times.
double msToRefresh(const UsageDatabase &database)
{
    double best = 1e9;
    const TimeRange month{End - 30 * 24h, End};
    for (int round = 0; round < 7; ++round) {
        QElapsedTimer clock;
        clock.start();
        for (const UsageSplit split : {UsageSplit::Tool, UsageSplit::Key, UsageSplit::Outcome}) {
            if (!database.cells({month, BucketWidth::Day, split, {}}))
                qFatal("can't read");
        }
        const double cells = double(clock.nsecsElapsed()) / 1e6;
        const milliseconds last = database.extent().value_or(TimeRange{}).to;
        const auto calls = database.windowCalls({last - 24h, last});
        if (!calls || calls->empty())
            qFatal("can't read the windows' calls");
        const double all = double(clock.nsecsElapsed()) / 1e6;
        if (all < best)
            std::printf("    questions %.1f ms, windows %.1f ms\n", cells, all - cells);
        best = std::min(best, all);
    }
    return best;
}

QString made(const QString &folder, qint64 count)
{
    const QString path = u"%1/%2.db"_s.arg(folder).arg(count);
    if (!QFile::exists(path)) {
        const QString part = path + ".part"_L1;
        for (const QString &old : {part, part + "-wal"_L1, part + "-shm"_L1})
            QFile::remove(old);
        std::printf("  making %lld calls: %.0f s\n", count, msToAdd(part, count) / 1000);
        QFile::rename(part, path);
    }
    return path;
}

//! Of all rounds so far: tells a slow program from a busy machine.
double processorMs(int whose)
{
    struct rusage usage = {};
    getrusage(whose, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
           + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
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
    double ingest = 1e9;
    double import = 1e9;
    for (int round = 0; round < 2; ++round) {
        QTemporaryDir scratch(folder + "/ingest-XXXXXX"_L1);
        const QString path = scratch.filePath(u"history.db"_s);
        ingest = std::min(ingest, msToAdd(path, Million));
        import = std::min(import, msToImport(path, scratch.path()));
        std::printf(
            "  1 million calls: add() %.0f ms, .import %.0f ms; processor time %.0f and %.0f ms\n",
            ingest, import, processorMs(RUSAGE_SELF), processorMs(RUSAGE_CHILDREN));
    }
    const bool isGood = isWithin("taking in a million calls, against sqlite3 .import",
                                 ingest / import, MaxIngestRatio);
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
    double few = 0;
    {
        const auto database = opened(fewPath);
        few = msToRefresh(*database);
    }
    const auto database = opened(manyPath);
    const double many = msToRefresh(*database);
    std::printf("  a refresh: %.1f ms on 100,000 calls, %.1f ms on %lld (file %lld MiB)\n", few,
                many, manyCalls, QFileInfo(manyPath).size() / 1024 / 1024);
    isGood = isWithin("a refresh on many calls, against 100,000", many / few, MaxQueryRatio)
             && isGood;
    std::printf("  resident at the end %.0f MiB, at most %.0f MiB\n", residentMiB("VmRSS:"),
                residentMiB("VmHWM:"));
    return isGood ? 0 : 1;
}
