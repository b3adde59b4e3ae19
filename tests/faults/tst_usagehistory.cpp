// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/faults/historyloop.h"
#include "tests/support/usageanswers.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const QString Program = QStringLiteral(TEST_BIN_DIR "/historyloop");

} // namespace

//! A history whose writer is killed at any moment, or whose disk is full.
class tst_UsageHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void killedAtAnyMomentNothingIsLostOrDoubled();
    void aFullDiskKeepsWhatIsThereAndSaysSo();

private:
    [[nodiscard]] QString wrongWith(const QString &path, int &stored);
};

//! What is not as it must be after batch \a stored was reported as stored; empty = nothing. \a stored becomes what there is.
QString tst_UsageHistory::wrongWith(const QString &path, int &stored)
{
    UsageLocation location;
    location.path = path;
    auto database = UsageDatabase::open(location, KilledHistory::workspace(), KilledHistory::zone(),
                                        KilledHistory::limits());
    if (!database)
        return errorName(database.error().code) + u' ' + database.error().detail;
    if (!(*database)->keptAside().isEmpty())
        return u"taken for damaged"_s;
    const int service = (*database)->state(UsageSource::Service)->cursor.toInt();
    const int device
        = (*database)->state(UsageSource::Device, KilledHistory::reader())->cursor.toInt();
    // One more may be stored than its writer came to say.
    if (service < stored || service > stored + 1 || device > service || device < service - 1)
        return u"stored are %1 and %2, told was %3"_s.arg(service).arg(device).arg(stored);

    stored = service;

    // The rows, plainly: every call once, those of the last day at least, with the bits of those who told.
    const milliseconds newest
        = KilledHistory::calls(std::max(service, 1), UsageSource::Service).back().at;
    const milliseconds kept = newest - 24h + 10s;
    const auto plain = [&path](const QString &query) {
        QSqlDatabase sql = QSqlDatabase::database(u"plain"_s, false);
        if (!sql.isValid())
            sql = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"plain"_s);
        sql.setDatabaseName(path);
        QSqlQuery answer(sql);
        return sql.open() && answer.exec(query) && answer.next() ? answer.value(0).toLongLong()
                                                                 : -1;
    };
    qint64 expected = 0;
    qint64 expectedFromDevice = 0;
    for (int number = 1; number <= service; ++number) {
        for (const UsageCall &call : KilledHistory::calls(number, UsageSource::Service)) {
            expected += call.at >= kept ? 1 : 0;
            expectedFromDevice += call.at >= kept && number <= device ? 1 : 0;
        }
    }
    const QString since = u" FROM calls WHERE at >= %1"_s.arg(kept.count());
    const qint64 rows = plain(u"SELECT count(*)"_s + since);
    const qint64 ids = plain(u"SELECT count(DISTINCT service_id)"_s + since);
    const qint64 fromDevice = plain(u"SELECT count(*)"_s + since + u" AND seen = 5"_s);
    if (rows != expected || ids != expected || fromDevice != expectedFromDevice)
        return u"%1 rows with %2 ids, %3 of the device; expected %4 and %5"_s.arg(rows)
            .arg(ids)
            .arg(fromDevice)
            .arg(expected)
            .arg(expectedFromDevice);
    if (plain(u"SELECT count(*) FROM calls"_s) != (*database)->rowCount())
        return u"the number of rows is wrong"_s;

    // The roll-ups: of all that ever was, and of the last hours as the rows have it.
    const auto total = [&](const TimeRange &range, BucketWidth width) {
        qint64 calls = 0;
        for (const UsageSplit split : {UsageSplit::Tool, UsageSplit::Key, UsageSplit::Outcome}) {
            const auto cells = (*database)->cells({range, width, split, {}});
            qint64 sum = 0;
            qint64 durations = 0;
            for (const UsageCell &cell : allCells(cells.value_or(UsageCells()))) {
                sum += cell.calls;
                durations += cell.durations.count();
            }
            if (sum != durations || (split != UsageSplit::Tool && sum != calls))
                return qint64(-1);
            calls = sum;
        }
        return calls;
    };
    const milliseconds day = std::chrono::days(1);
    if (total({KilledHistory::Begin / day * day - day, newest / day * day + 3 * day},
              BucketWidth::Day)
        != qint64(service) * KilledHistory::CallsPerBatch)
        return u"days are wrong"_s;
    const milliseconds hour = newest / 1h * 1h - 5h;
    const qint64 recent = plain(u"SELECT count(*) FROM calls WHERE at >= %1"_s.arg(hour.count()));
    for (const BucketWidth width : {BucketWidth::Minute, BucketWidth::Hour}) {
        if (total({hour, hour + 8h}, width) != recent)
            return u"roll-ups are not what the rows are"_s;
    }
    return {};
}

void tst_UsageHistory::killedAtAnyMomentNothingIsLostOrDoubled()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"usage/history.db"_s);
    constexpr int Rounds = 200;
    std::mt19937 random(4711);
    int stored = 0;
    int killed = 0;
    for (int round = 0; round < Rounds; ++round) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        const int microseconds = 3000 + int(random() % 60000);
        process.start(Program, {u"run"_s, path, QString::number(microseconds)});
        QVERIFY(process.waitForFinished(20000));
        const QByteArrayList lines = process.readAll().trimmed().split('\n');
        QVERIFY2(process.exitStatus() == QProcess::CrashExit, lines.join(' ').constData());
        ++killed;
        if (!lines.last().isEmpty())
            stored = lines.last().toInt();
        const QString wrong = wrongWith(path, stored);
        QVERIFY2(wrong.isEmpty(), qPrintable(u"round %1: %2"_s.arg(round).arg(wrong)));
    }
    QSqlDatabase::removeDatabase(u"plain"_s);
    // It came far enough for rows to be deleted, too.
    QVERIFY2(stored > 160, qPrintable(QString::number(stored)));
    QCOMPARE(killed, Rounds);
}

void tst_UsageHistory::aFullDiskKeepsWhatIsThereAndSaysSo()
{
    if (geteuid() != 0)
        QSKIP("only root can mount a small disk");
    if (QProcess::execute(u"unshare"_s, {u"-m"_s, u"true"_s}) != 0)
        QSKIP("no mount name space here");
    QTemporaryDir folder;
    const QString script = u"set -e; mount -t tmpfs -o size=3m tmpfs '%1'; "
                           "head -c 1048576 /dev/zero > '%1/filler'; "
                           "exec '%2' fill '%1/usage/history.db' '%1/filler'"_s.arg(folder.path(),
                                                                                    Program);
    QProcess process;
    process.start(u"unshare"_s,
                  {u"-m"_s, u"--propagation"_s, u"private"_s, u"sh"_s, u"-c"_s, script});
    QVERIFY(process.waitForFinished(30000));
    const QByteArray said = process.readAllStandardOutput();
    QVERIFY2(process.exitCode() == 0, (said + process.readAllStandardError()).constData());
    QCOMPARE(said, QByteArray("DiskFull after all\nrows kept\nthen added\n"));
}

QTEST_GUILESS_MAIN(tst_UsageHistory)
#include "tst_usagehistory.moc"
