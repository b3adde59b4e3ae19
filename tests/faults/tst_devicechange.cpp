// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// A whole change of a tool's file through DeviceStore, with our backup, our notes and the tool's lock, killed and broken at
// every system call that matters (security C-4, C-5). With KONSTANTLY_ALL_FAULTS in the environment: killed at every call at
// all, and broken in every way; else each call that changes something is broken in one of the ways, in turn.

#include "models/device/devicestore.h"
#include "models/device/toolrecords.h"
#include "tests/faults/strace.h"
#include "tests/models/device/devicefixture.h"
#include "tests/support/await.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray TestKey = "kmcp_" + QByteArray("FaultTest-").repeated(5).left(43);

struct Scenario
{
    const char *name;
    const char *mode; //!< of changeonce
    LockKind lock;
    QByteArray before; //!< null: the file does not exist
};

QList<Scenario> scenarios()
{
    const QByteArray other = R"({"mcpServers":{"other":{"command":"x"}}})"_qba;
    QByteArray plaintext = other;
    plaintext.replace("}}}", R"(},"konstantly":{"command":"npx","env":{"KONSTANTLY_MCP_KEY":")"
                                 + TestKey + R"("}}}})");
    return {{"a key moves out, under a directory lock", "protect", LockKind::Directory, plaintext},
            {"an entry is added, under an owned lock", "protect", LockKind::OwnedDirectory, other},
            {"a file that we created goes again", "undo", LockKind::Directory, {}}};
}

struct Outcome
{
    bool wasKilled = false;
    int exitCode = -1;
    QByteArray content;  //!< of the file afterwards, null when it is absent
    int temporaries = 0; //!< the writer's, that are left anywhere

    [[nodiscard]] bool claimsSuccess() const { return !wasKilled && exitCode == 0; }
    [[nodiscard]] ErrorCode error() const { return ErrorCode(exitCode - 64); }
};

} // namespace

class tst_DeviceChange : public QObject
{
    Q_OBJECT

    std::unique_ptr<DeviceFixture> m_fixture;
    QString m_problem;
    const bool m_isEverything = qEnvironmentVariableIsSet("KONSTANTLY_ALL_FAULTS");
    QByteArray m_before; //!< the file in prepare()
    QByteArray m_after;  //!< of the scenario, when nothing is broken

    [[nodiscard]] QString file() const { return m_fixture->cursorFile(); }
    [[nodiscard]] QString folder() const { return QFileInfo(file()).path(); }
    [[nodiscard]] QByteArray content() const
    {
        return QFile::exists(file()) ? DeviceFixture::read(file()) + ""_qba : QByteArray();
    }
    [[nodiscard]] DeviceStore::Options options(LockKind lock) const
    {
        DeviceStore::Options options = m_fixture->options();
        options.tools = {*ClientCatalog::find(u"cursor")};
        options.tools.front().lock = lock;
        return options;
    }

    //! The home as it is before the change.
    void prepare(const Scenario &scenario)
    {
        m_fixture = std::make_unique<DeviceFixture>(DeviceFixture::Place::Memory);
        QVERIFY(QDir().mkpath(folder()));
        if (!scenario.before.isNull())
            DeviceFixture::write(file(), scenario.before, 0640);
        if (scenario.mode == "undo"_qba) {
            DeviceStore store(options(scenario.lock));
            const auto change = await(store.planProtect(u"cursor"_s, DeviceFixture::workspace()));
            QVERIFY(change);
            QVERIFY(await(store.apply(*change)));
        }
        m_before = content();
    }

    //! Starts the change and leaves it before its first call.
    void begin(QProcess &program, const Scenario &scenario) const
    {
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start(QStringLiteral(TEST_BIN_DIR "/changeonce"),
                      {QString::fromLatin1(scenario.mode), QString::number(int(scenario.lock)),
                       m_fixture->home()});
        if (!program.waitForReadyRead(20'000) || program.readLine() != "ready\n")
            qFatal("changeonce does not get ready");
    }

    [[nodiscard]] Outcome end(QProcess &program) const
    {
        program.write("\n");
        if (!program.waitForFinished(20'000))
            qFatal("changeonce does not end");
        Outcome outcome;
        outcome.wasKilled = program.exitStatus() == QProcess::CrashExit;
        outcome.exitCode = program.exitCode();
        outcome.content = content();
        QDirIterator names(m_fixture->home(), {u".konstantly-*.tmp"_s}, QDir::Files | QDir::Hidden,
                           QDirIterator::Subdirectories);
        for (; names.hasNext(); names.next())
            ++outcome.temporaries;
        return outcome;
    }

    //! Runs the change with strace attached to it.
    Outcome run(const Scenario &scenario, const QStringList &straceOptions)
    {
        QProcess program;
        begin(program, scenario);
        QProcess strace;
        strace.setReadChannel(QProcess::StandardError);
        strace.start(u"strace"_s,
                     QStringList{u"-f"_s, u"-y"_s, u"-p"_s, QString::number(program.processId())}
                         + straceOptions);
        QByteArray said;
        while (!said.contains("attached")) {
            if (!strace.waitForReadyRead(20'000) && strace.state() != QProcess::Running)
                qFatal("strace does not attach: %s", said.constData());
            said += strace.readAllStandardError();
        }
        const Outcome outcome = end(program);
        strace.waitForFinished(20'000);
        return outcome;
    }

    //! The calls of the worker, in order, from a run in which nothing is broken.
    QList<TracedCall> changeCalls(const Scenario &scenario)
    {
        prepare(scenario);
        const QString trace = m_fixture->home() + u"/trace"_s;
        const Outcome outcome = run(scenario, {u"-o"_s, trace});
        if (!outcome.claimsSuccess())
            qFatal("changeonce does not even work: %d", outcome.exitCode);
        m_after = outcome.content;
        const QList<TracedCall> all = tracedCalls(DeviceFixture::read(trace));
        qint64 worker = 0;
        for (const TracedCall &call : all) {
            if (call.name == "fsync")
                worker = call.thread;
        }
        QList<TracedCall> calls;
        for (const TracedCall &call : all) {
            if (call.thread == worker && !call.line.contains("eventfd"))
                calls.append(call);
        }
        return calls;
    }

    //! What every outcome has to be like, whatever was broken.
    void checkOutcome(const Outcome &outcome)
    {
        QVERIFY2(outcome.content == m_before || outcome.content == m_after,
                 outcome.content.constData());
        if (outcome.claimsSuccess())
            QCOMPARE(outcome.content, m_after);
        else if (!outcome.wasKilled && outcome.error() != ErrorCode::Internal)
            QCOMPARE(outcome.content, m_before);
        // A key is where it was before or nowhere.
        const QByteArray all = DeviceFixture::everythingIn(m_fixture->home());
        QCOMPARE(all.count("kmcp_"), outcome.content.count("kmcp_"));
    }

    //! Makes all locks that were left behind as old as those of a crash some time ago.
    void letLocksAge() const
    {
        timespec then = {};
        clock_gettime(CLOCK_REALTIME, &then);
        then.tv_sec -= 11;
        const timespec times[2] = {then, then};
        QDirIterator locks(m_fixture->home(), {u"*.lock"_s},
                           QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                           QDirIterator::Subdirectories);
        while (locks.hasNext())
            utimensat(AT_FDCWD, QFile::encodeName(locks.next()).constData(), times, 0);
    }

    //! The next change, by a program that is started anew, works at once, and leaves nothing of the broken one.
    void checkRecovery(const Scenario &scenario)
    {
        letLocksAge();
        QVERIFY(m_fixture->paths().removeLeftovers().isEmpty()); // as each start does
        QElapsedTimer timer;
        timer.start();
        DeviceStore store(options(scenario.lock));
        store.setWorkspaces({DeviceFixture::workspace()});
        std::ignore = await(store.rescan());
        auto change = await(store.planProtect(u"cursor"_s, DeviceFixture::workspace()));
        QVERIFY(change);
        const bool isIn = change->action == ChangeAction::None;
        if (isIn)
            change = await(store.planRemove(u"cursor"_s));
        QVERIFY(change);
        const Result<> applied = await(store.apply(*change));
        QVERIFY2(applied, applied ? "" : qPrintable(applied.error().detail));
        QCOMPARE_LT(timer.elapsed(), 4000); // less than anybody's patience
        QCOMPARE(store.find(u"cursor")->state, isIn ? ToolState::NotSetUp : ToolState::Protected);
        const bool isOurFile = isIn && scenario.before.isNull();
        QCOMPARE(entries(folder()), isOurFile ? QStringList() : QStringList{u"mcp.json"_s});
        const QString state = m_fixture->paths().stateDir;
        for (const QString &name : entries(state) + entries(m_fixture->paths().backupDir)) {
            QVERIFY2(!name.endsWith(u".lock"_s), qPrintable(name));
            QVERIFY2(!name.startsWith(u".konstantly-"_s), qPrintable(name));
        }
        if (!isIn) // also our note of it was made
            QVERIFY(ToolRecords(m_fixture->paths()).find(u"cursor"_s));
    }

    [[nodiscard]] static QStringList entries(const QString &folder)
    {
        return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    //! Whether to kill the program when it is about to do \a call.
    [[nodiscard]] bool isKillPoint(const TracedCall &call) const
    {
        if (m_isEverything)
            return true;
        // A call that changes nothing on the disk leaves it as the one before it did.
        return call.isChanging() && (call.name != "openat" || call.line.contains("O_CREAT"))
               && call.name != "close" && call.name != "fcntl" && call.name != "pread64";
    }

    void scenarioRows()
    {
        QTest::addColumn<int>("index");
        const QList<Scenario> all = scenarios();
        for (int i = 0; i < int(all.size()); ++i)
            QTest::newRow(all[i].name) << i;
    }

private Q_SLOTS:
    void initTestCase() { m_problem = straceProblem(); }

    void killedAnywhereTheFileIsOldOrNew_data() { scenarioRows(); }
    void killedAnywhereTheFileIsOldOrNew()
    {
        if (!m_problem.isEmpty())
            QSKIP(qPrintable(m_problem));
        QFETCH(int, index);
        const Scenario scenario = scenarios().at(index);
        int kills = 0;
        int locks = 0;
        int temporaries = 0;
        QElapsedTimer timer;
        timer.start();
        const QList<TracedCall> calls = changeCalls(scenario);
        for (const TracedCall &call : calls) {
            if (!isKillPoint(call))
                continue;
            prepare(scenario);
            const Outcome outcome = run(scenario, {u"-o"_s, u"/dev/null"_s, u"-e"_s, call.kill()});
            // Waits for other threads and memory differ from run to run: not each of them comes again.
            QVERIFY2(outcome.wasKilled || !call.isChanging(), call.line.constData());
            kills += outcome.wasKilled ? 1 : 0;
            locks += QFile::exists(file() + u".lock"_s) ? 1 : 0;
            temporaries += outcome.temporaries;
            checkOutcome(outcome);
            checkRecovery(scenario);
            if (QTest::currentTestFailed())
                QFAIL(call.line.constData());
        }
        qInfo("%d kill points of %lld calls, %d tool's locks and %d temporary files left behind, "
              "%lld ms",
              kills, qlonglong(calls.size()), locks, temporaries, timer.elapsed());
        QCOMPARE_GE(kills, 20);
        QCOMPARE_GT(locks, 0);
        QCOMPARE_GT(temporaries, 0);
    }

    void anyErrorLeavesTheFileAndSaysSo_data() { scenarioRows(); }
    void anyErrorLeavesTheFileAndSaysSo()
    {
        if (!m_problem.isEmpty())
            QSKIP(qPrintable(m_problem));
        QFETCH(int, index);
        const Scenario scenario = scenarios().at(index);
        int possible = 0;
        int looks = 0;
        int cells = 0;
        int refusals = 0;
        QElapsedTimer timer;
        timer.start();
        bool isRenamed = false;
        for (const TracedCall &call : changeCalls(scenario)) {
            const bool isFile = call.line.contains("/.cursor");
            QByteArrayList errors = errorsFor(call.name);
            possible += int(errors.size());
            // The writer itself is tried with every error on every call in tst_atomicwriter. Most calls only look.
            if (!m_isEverything && !errors.isEmpty()) {
                const bool isLeftOut = !call.isChanging() && ++looks % 4 != 0;
                errors = isLeftOut ? QByteArrayList() : errors.mid(cells % errors.size(), 1);
            }
            for (const QByteArray &error : errors) {
                prepare(scenario);
                const Outcome outcome = run(scenario,
                                            {u"-o"_s, u"/dev/null"_s, u"-e"_s, call.fail(error)});
                const QByteArray what = error + " on " + call.line;
                QVERIFY2(!outcome.wasKilled, what.constData());
                ++cells;
                refusals += outcome.claimsSuccess() ? 0 : 1;
                // Our lock and our note of the change are no part of it: without them it still is done.
                const bool isPart = isFile || call.line.contains("/backups");
                if (isPart && mustRefuse(call, error, isRenamed))
                    QVERIFY2(!outcome.claimsSuccess(), what.constData());
                checkOutcome(outcome);
                checkRecovery(scenario);
                if (QTest::currentTestFailed())
                    QFAIL(what.constData());
            }
            isRenamed = isRenamed || (isFile && call.name.startsWith("rename"));
        }
        qInfo("%d injected errors of %d, %d refused, %lld ms", cells, possible, refusals,
              timer.elapsed());
        QCOMPARE_GE(cells, 40);
        QCOMPARE_GE(refusals, 5);
    }

    //! The kernel itself writes less than it was asked to, up to a file size, and then refuses.
    void shortWritesLeaveTheFileAndSaySo_data() { scenarioRows(); }
    void shortWritesLeaveTheFileAndSaySo()
    {
        QFETCH(int, index);
        Scenario scenario = scenarios().at(index);
        if (scenario.before.isNull())
            return; // taking a file away writes nothing
        // Longer than all that we write ourselves, so that there are sizes at which nothing but this file is cut short.
        scenario.before.replace("\"x\"", '"' + QByteArray(1500, 'x') + '"');
        prepare(scenario);
        QProcess sound;
        begin(sound, scenario);
        QVERIFY(end(sound).claimsSuccess());
        m_after = content();
        const auto length = rlim_t(m_after.size());
        QVERIFY(length > 1500);
        int limits = 0;
        // Below the size of our own lock file the program can't even begin.
        rlim_t size = 100;
        for (bool isDone = false; !isDone; ++limits) {
            prepare(scenario);
            QProcess program;
            begin(program, scenario);
            const rlimit limit{size, size};
            QCOMPARE(prlimit(pid_t(program.processId()), RLIMIT_FSIZE, &limit, nullptr), 0);
            const Outcome outcome = end(program);
            checkOutcome(outcome);
            isDone = outcome.claimsSuccess();
            if (!isDone) // EFBIG: it is not the disk that is full
                QCOMPARE(outcome.error(), ErrorCode::FileNotWritable);
            checkRecovery(scenario);
            if (QTest::currentTestFailed())
                QFAIL(QByteArray::number(qulonglong(size)).constData());
            const bool isDense = m_isEverything || size + 100 >= length;
            size += isDone ? 0 : isDense ? 1 : 50;
        }
        qInfo("%d limits below %d bytes", limits, int(length));
        // A backup is longer where a placeholder is longer than what replaces the key.
        const bool isBackupLonger = scenario.before.contains(TestKey);
        QVERIFY(isBackupLonger ? size > length : size == length);
    }
};

QTEST_GUILESS_MAIN(tst_DeviceChange)
#include "tst_devicechange.moc"
