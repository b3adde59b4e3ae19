// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/file.h"
#include "tests/faults/strace.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <sys/stat.h>
#include <unistd.h>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

//! One kind of commit.
struct Scenario
{
    const char *name;
    const char *mode;  //!< of commitonce
    QByteArray before; //!< null: the file does not exist
    QByteArray after;
};

const QByteArray TestKey = "kmcp_" + QByteArray("FaultTest-").repeated(5).left(43);

QList<Scenario> scenarios()
{
    return {{"replace", "replace", "{\"old\": true}\n", "{\"new\": true, \"longer\": 1}\n"},
            {"replace a key", "replace", "{\"env\": \"" + TestKey + "\"}\n", "{\"new\": true}\n"},
            {"create", "replace", {}, "{\"new\": true}\n"},
            {"own file", "private", "{\"old\": true}\n", "{\"new\": true}\n"}};
}

struct Outcome
{
    bool wasKilled = false;
    bool claimsSuccess = false;
    QByteArray output;
    QByteArray content; //!< of the file afterwards, null when it is absent
    QStringList leftovers;
};

} // namespace

class tst_AtomicWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void everyCommitSyncsInOrder();
    void killedAnywhereTheFileIsOldOrNew_data() { scenarioRows(); }
    void killedAnywhereTheFileIsOldOrNew();
    void anyErrorLeavesTheFileAndSaysSo_data() { scenarioRows(); }
    void anyErrorLeavesTheFileAndSaysSo();
    void aFullDiskLeavesTheFileAndSaysSo_data();
    void aFullDiskLeavesTheFileAndSaysSo();

private:
    void scenarioRows();
    QString path(const QString &name) const { return m_folder->filePath(name); }
    //! Puts the folder into the state before the commit.
    void reset(const Scenario &scenario);
    Outcome run(const Scenario &scenario, const QStringList &straceOptions);
    //! The calls between commitonce's two marks, after a run with `-o trace`.
    QList<TracedCall> commitCalls(const Scenario &scenario);
    void put(const QString &name, const QByteArray &content) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_problem;
};

void tst_AtomicWriter::initTestCase()
{
    m_problem = straceProblem();
}

void tst_AtomicWriter::init()
{
    // In memory where possible: hundreds of commits that all sync take their time on a disk.
    m_folder = QDir(u"/dev/shm"_s).exists()
                   ? std::make_unique<QTemporaryDir>(u"/dev/shm/konstantly-XXXXXX"_s)
                   : std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QVERIFY(QDir(m_folder->path()).mkdir(u"d"_s));
}

void tst_AtomicWriter::scenarioRows()
{
    QTest::addColumn<int>("index");
    const QList<Scenario> all = scenarios();
    for (int i = 0; i < int(all.size()); ++i)
        QTest::newRow(all[i].name) << i;
}

void tst_AtomicWriter::put(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void tst_AtomicWriter::reset(const Scenario &scenario)
{
    QDir(path(u"d"_s)).removeRecursively();
    QVERIFY(QDir(m_folder->path()).mkdir(u"d"_s));
    if (!scenario.before.isNull()) {
        put(u"d/f"_s, scenario.before);
        QCOMPARE(chmod(qPrintable(path(u"d/f"_s)), 0640), 0);
    }
    put(u"content"_s, scenario.after);
}

Outcome tst_AtomicWriter::run(const Scenario &scenario, const QStringList &straceOptions)
{
    reset(scenario);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ASAN_OPTIONS"_s,
                       u"detect_leaks=0"_s); // can't look for leaks while it is traced
    process.setProcessEnvironment(environment);
    process.setProgram(u"strace"_s);
    process.setArguments(QStringList{u"-f"_s, u"-qq"_s, u"-y"_s} + straceOptions
                         + QStringList{QStringLiteral(TEST_BIN_DIR "/commitonce"),
                                       QString::fromLatin1(scenario.mode), path(u"d/f"_s),
                                       path(u"content"_s)});
    process.start();
    process.waitForFinished(20000);
    Outcome outcome;
    outcome.output = process.readAllStandardOutput();
    outcome.wasKilled = process.exitStatus() == QProcess::CrashExit || process.exitCode() == 137;
    outcome.claimsSuccess = outcome.output.startsWith("ok");
    QFile file(path(u"d/f"_s));
    if (file.open(QIODevice::ReadOnly))
        outcome.content = file.readAll() + ""_qba;
    outcome.leftovers = QDir(path(u"d"_s)).entryList(QDir::Files | QDir::Hidden);
    outcome.leftovers.removeAll(u"f"_s);
    return outcome;
}

QList<TracedCall> tst_AtomicWriter::commitCalls(const Scenario &scenario)
{
    const Outcome outcome = run(scenario, {u"-o"_s, path(u"trace"_s)});
    if (!outcome.claimsSuccess)
        qFatal("commitonce does not even work: %s", outcome.output.constData());
    QFile trace(path(u"trace"_s));
    if (!trace.open(QIODevice::ReadOnly))
        qFatal("no trace");
    QList<TracedCall> calls;
    bool isInside = false;
    for (const TracedCall &call : tracedCalls(trace.readAll())) {
        if (call.line.contains("/commit-ends"))
            break;
        if (isInside)
            calls.append(call);
        isInside = isInside || call.line.contains("/commit-begins");
    }
    return calls;
}

void tst_AtomicWriter::everyCommitSyncsInOrder()
{
    if (!m_problem.isEmpty())
        QSKIP(qPrintable(m_problem));
    for (const Scenario &scenario : scenarios()) {
        QByteArrayList steps;
        QByteArray temporary;
        for (const TracedCall &call : commitCalls(scenario)) {
            const bool isTemporary = call.isOnTemporary();
            if (call.name == "openat" && call.line.contains("O_CREAT")) {
                QVERIFY(call.line.contains("O_EXCL|O_NOFOLLOW|O_CLOEXEC, 0600"));
                QVERIFY(isTemporary);
                steps += "create";
            } else if (call.name == "write" || call.name == "fchmod") {
                QVERIFY2(isTemporary, call.line.constData());
                steps += call.name;
            } else if (call.name == "fsync") {
                steps += isTemporary ? "fsync file" : "fsync folder";
            } else if (call.name == "close" && isTemporary) {
                steps += "close";
            } else if (call.name.startsWith("rename")) {
                steps += "rename";
            }
        }
        // After the rename the descriptors that watched the two files are closed, too.
        while (steps.indexOf("close") != steps.lastIndexOf("close"))
            steps.removeAt(steps.lastIndexOf("close"));
        const QByteArrayList expected{"create", "write",  "fchmod",      "fsync file",
                                      "close",  "rename", "fsync folder"};
        QCOMPARE(steps, expected);
    }
}

void tst_AtomicWriter::killedAnywhereTheFileIsOldOrNew()
{
    if (!m_problem.isEmpty())
        QSKIP(qPrintable(m_problem));
    QFETCH(int, index);
    const Scenario scenario = scenarios().at(index);
    int kills = 0;
    int leftovers = 0;
    for (const TracedCall &call : commitCalls(scenario)) {
        // Killed when the call begins, so killing at a call that changes nothing repeats the one before it.
        if (!call.isChanging())
            continue;
        const QString injection = call.kill();
        const Outcome outcome = run(scenario, {u"-o"_s, u"/dev/null"_s, u"-e"_s, injection});
        QVERIFY2(outcome.wasKilled, qPrintable(injection));
        ++kills;
        QVERIFY2(outcome.content == scenario.before || outcome.content == scenario.after,
                 qPrintable(injection + QString::fromUtf8(outcome.content)));
        QVERIFY(!outcome.claimsSuccess);
        for (const QString &name : outcome.leftovers) {
            ++leftovers;
            QFile file(path(u"d/"_s + name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("kmcp_"), qPrintable(injection));
        }
        const auto removed = removeLeftovers(path(u"d"_s));
        QVERIFY(removed.has_value());
        QCOMPARE(*removed, int(outcome.leftovers.size()));
        const QStringList remaining = QDir(path(u"d"_s)).entryList(QDir::Files | QDir::Hidden);
        QVERIFY(remaining.isEmpty() || remaining == QStringList{u"f"_s});
    }
    qInfo("%d kill points, %d leftovers", kills, leftovers);
    QCOMPARE_GE(kills, 10);
    QCOMPARE_GT(leftovers, 0);
}

void tst_AtomicWriter::anyErrorLeavesTheFileAndSaysSo()
{
    if (!m_problem.isEmpty())
        QSKIP(qPrintable(m_problem));
    QFETCH(int, index);
    const Scenario scenario = scenarios().at(index);
    bool isRenamed = false;
    int cells = 0;
    int refusals = 0;
    for (const TracedCall &call : commitCalls(scenario)) {
        for (const QByteArray &error : errorsFor(call.name)) {
            const QString injection = call.fail(error);
            const Outcome outcome = run(scenario, {u"-o"_s, u"/dev/null"_s, u"-e"_s, injection});
            ++cells;
            QVERIFY2(!outcome.output.isEmpty(), qPrintable(injection));
            if (mustRefuse(call, error, isRenamed))
                QVERIFY2(!outcome.claimsSuccess, qPrintable(injection));
            if (outcome.claimsSuccess) {
                QVERIFY2(outcome.content == scenario.after, qPrintable(injection));
            } else {
                ++refusals;
                QVERIFY2(
                    outcome.content == scenario.before,
                    qPrintable(injection + QString::fromUtf8(outcome.output + outcome.content)));
                const bool isFull = (error == "ENOSPC" || error == "EDQUOT");
                const bool isKnown = outcome.output.startsWith("DiskFull")
                                     || outcome.output.startsWith("File");
                QVERIFY2(isKnown, qPrintable(injection + QString::fromUtf8(outcome.output)));
                if (isFull && call.name != "openat")
                    QVERIFY2(outcome.output.startsWith("DiskFull"),
                             qPrintable(injection + QString::fromUtf8(outcome.output)));
            }
            if (error == "EINTR" || error == "EOPNOTSUPP")
                QVERIFY2(outcome.claimsSuccess,
                         qPrintable(injection + QString::fromUtf8(outcome.output)));
            // An unlink that fails is the one thing after which something may stay, as a leftover.
            if (call.name != "unlinkat")
                QVERIFY2(outcome.leftovers.isEmpty(),
                         qPrintable(injection + outcome.leftovers.join(u' ')));
            QVERIFY(removeLeftovers(path(u"d"_s)).has_value());
        }
        isRenamed = isRenamed || call.name.startsWith("rename");
    }
    qInfo("%d injected errors, %d refused, the others overcome", cells, refusals);
    QCOMPARE_GE(cells, 25);
    QCOMPARE_GE(refusals, 15);
}

void tst_AtomicWriter::aFullDiskLeavesTheFileAndSaysSo_data()
{
    QTest::addColumn<int>("freeKiB");
    QTest::addColumn<int>("newKiB");
    QTest::addColumn<bool>("isWritten");
    QTest::newRow("full, small file") << 0 << 1 << false;
    QTest::newRow("full, larger file") << 0 << 20 << false;
    QTest::newRow("almost full") << 8 << 40 << false;
    QTest::newRow("one page short") << 16 << 20 << false;
    QTest::newRow("room enough") << 40 << 20 << true;
}

void tst_AtomicWriter::aFullDiskLeavesTheFileAndSaysSo()
{
    QFETCH(int, freeKiB);
    QFETCH(int, newKiB);
    QFETCH(bool, isWritten);
    if (geteuid() != 0)
        QSKIP("only root can mount a small disk");
    if (QProcess::execute(u"unshare"_s, {u"-m"_s, u"true"_s}) != 0)
        QSKIP("no mount name space here");
    put(u"content"_s, QByteArray(newKiB * 1024, 'n'));
    put(u"old"_s, QByteArray(4000, 'o'));
    // A disk of 64 KiB: 4 for the old file, the rest filled up to what is to stay free.
    const QString script
        = u"set -e; mount -t tmpfs -o size=64k tmpfs '%1/d'; cp '%1/old' '%1/d/f'; "
          "head -c %3 /dev/zero > '%1/d/filler'; "
          "'%2' replace '%1/d/f' '%1/content' || echo refused; "
          "ls -A '%1/d'; cmp '%1/d/f' '%1/old' && echo old; cmp '%1/d/f' '%1/content' && echo new; true"_s
              .arg(m_folder->path(), QStringLiteral(TEST_BIN_DIR "/commitonce"))
              .arg((60 - freeKiB) * 1024);
    QProcess process;
    process.start(u"unshare"_s,
                  {u"-m"_s, u"--propagation"_s, u"private"_s, u"sh"_s, u"-c"_s, script});
    QVERIFY(process.waitForFinished(20000));
    const QByteArrayList lines = process.readAllStandardOutput().trimmed().split('\n');
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    if (isWritten) {
        QVERIFY(lines.contains("ok"));
        QVERIFY(lines.contains("new"));
    } else {
        QVERIFY2(lines[0].startsWith("DiskFull"), lines[0].constData());
        QVERIFY(lines.contains("refused"));
        QVERIFY(lines.contains("old"));
    }
    for (const QByteArray &line : lines)
        QVERIFY2(!line.startsWith(".konstantly"), line.constData());
}

QTEST_GUILESS_MAIN(tst_AtomicWriter)
#include "tst_atomicwriter.moc"
