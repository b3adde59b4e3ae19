// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// The program itself: real processes, a real keychain, real TLS, a real terminal.

#include "app/sandbox/sandboxthread.h"
#include "models/settings/apppaths.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

class tst_KonstantlyCtl : public QObject
{
    Q_OBJECT

private:
    SandboxThread m_sandbox;
    QByteArray m_key;
    QTemporaryDir m_files;

    [[nodiscard]] static QString program() { return QStringLiteral(BIN_DIR) + u"/konstantlyctl"_s; }
    [[nodiscard]] QStringList addArguments(const QString &name) const
    {
        return {u"--json"_s,
                u"workspace"_s,
                u"add"_s,
                name,
                u"--demo"_s,
                u"--url"_s,
                m_sandbox.url().toString(),
                u"--ca"_s,
                m_files.filePath(u"ca.pem"_s)};
    }
    struct Ended
    {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };
    static Ended
    run(const QStringList &arguments, const QByteArray &input = {},
        const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
    {
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(program(), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(30000) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    //! Whether the process has a handler of its own for \a signal.
    [[nodiscard]] static bool catches(pid_t process, int signal)
    {
        QFile status(u"/proc/%1/status"_s.arg(process));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("SigCgt:"))
                return ((line.mid(7).trimmed().toULongLong(nullptr, 16) >> (signal - 1)) & 1U) != 0;
        }
        return false;
    }

    //! Starts the program on a terminal of its own.
    [[nodiscard]] pid_t startOnTerminal(const QStringList &arguments, int *terminal) const
    {
        std::vector<QByteArray> bytes{program().toLocal8Bit()};
        for (const QString &argument : arguments)
            bytes.push_back(argument.toLocal8Bit());
        std::vector<char *> argv;
        for (QByteArray &argument : bytes)
            argv.push_back(argument.data());
        argv.push_back(nullptr);
        const pid_t child = forkpty(terminal, nullptr, nullptr, nullptr);
        if (child == 0) {
            execv(argv.front(), argv.data());
            _exit(127);
        }
        return child;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void initTestCase()
    {
        QVERIFY(m_sandbox.start());
        m_key = m_sandbox.adminKey().reveal().toByteArray();
        QFile ca(m_files.filePath(u"ca.pem"_s));
        QVERIFY(ca.open(QIODevice::WriteOnly));
        ca.write(m_sandbox.caPem());
    }

    void theMainJob()
    {
        const Ended added = run(addArguments(u"acme"_s), m_key + '\n');
        QVERIFY2(added.code == 0, (added.out + added.err).constData());
        QCOMPARE(QJsonDocument::fromJson(added.out).object()["keychain"_L1].toString(),
                 u"GNOME Keyring"_s);
        const Ended created = run(
            {u"--json"_s, u"keys"_s, u"create"_s, u"alex-tablet"_s, u"--use-here"_s});
        QVERIFY2(created.code == 0, (created.out + created.err).constData());
        const QString id = QJsonDocument::fromJson(created.out).object()["id"_L1].toString();
        const Ended listed = run({u"keys"_s, u"list"_s});
        QCOMPARE(listed.code, 0);
        QVERIFY(listed.out.contains("alex-tablet (this device)"));
        const Ended revoked = run({u"--json"_s, u"keys"_s, u"revoke"_s, id, u"--yes"_s});
        QVERIFY2(revoked.code == 0, (revoked.out + revoked.err).constData());
        QCOMPARE(run({u"workspace"_s, u"remove"_s, u"acme"_s}).code, 0);
    }

    void noFileHoldsTheKey()
    {
        const QString home = AppPaths::current().home;
        QDirIterator files(home + u"/.config/konstantly"_s, QDir::Files | QDir::Hidden,
                           QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(m_key.mid(13, 12)), qPrintable(file.fileName()));
            QCOMPARE(file.permissions() & QFile::Permissions(0x0077), QFile::Permissions());
            ++count;
        }
        QVERIFY(count > 0);
    }

    void pixelsComeFromTheProgramBesideIt()
    {
        const Ended added = run(addArguments(u"acme"_s), m_key + '\n');
        QVERIFY2(added.code == 0, (added.out + added.err).constData());
        const QString path = m_files.filePath(u"chart.png"_s);
        // Not the one that PATH leads to.
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PATH"_s, m_files.path());
        const Ended drawn = run(
            {u"--json"_s, u"usage"_s, u"export"_s, u"--format"_s, u"png"_s, u"--output"_s, path},
            {}, environment);
        QVERIFY2(drawn.code == 0, (drawn.out + drawn.err).constData());
        QFile png(path);
        QVERIFY(png.open(QIODevice::ReadOnly));
        QVERIFY(png.readAll().startsWith("\x89PNG"));
        QCOMPARE(run({u"workspace"_s, u"remove"_s, u"acme"_s}).code, 0);
    }

    void exitCodes()
    {
        QCOMPARE(run({u"--help"_s}).code, 0);
        QCOMPARE(run({}).code, 2);
        QCOMPARE(run({u"keys"_s, u"create"_s, QString::fromLatin1(m_key)}).code, 2);
        QCOMPARE(run({u"keys"_s, u"list"_s}).code, 78);
        QCOMPARE(run(addArguments(u"Bad Name"_s), m_key).code, 64);
        QCOMPARE(run(addArguments(u"acme"_s), "kmcp_" + QByteArray(43, 'x')).code, 77);
    }

    void withoutASessionBusItSaysSoSoon()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
        QElapsedTimer timer;
        timer.start();
        const Ended ended = run(addArguments(u"nobus"_s), m_key, environment);
        QCOMPARE(ended.code, 69);
        QVERIFY(ended.out.contains("Keychain"));
        QVERIFY(timer.elapsed() < 10000);
    }

    void aHungServiceIsEndedByCtrlC()
    {
        m_sandbox.setFaults({*SandboxFault::parse(u"hang")});
        QProcess process;
        process.start(program(), addArguments(u"hung"_s));
        process.write(m_key);
        process.closeWriteChannel();
        QTest::qWait(300); // until it waits for the answer; earlier is fine too
        QElapsedTimer timer;
        timer.start();
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(5000));
        m_sandbox.setFaults({});
        QVERIFY(timer.elapsed() < 3000);
        // Cancelled by us, or by the signal itself when it came before the handler was there.
        QVERIFY(process.exitStatus() == QProcess::CrashExit || process.exitCode() == 75);
    }

    //! Whoever started it does not read what it prints: it waits for that, and can do nothing else.
    void aSecondCtrlCEndsItAtOnce_data()
    {
        QTest::addColumn<int>("second");
        QTest::newRow("Ctrl+C twice") << SIGINT;
        QTest::newRow("terminated after Ctrl+C") << SIGTERM;
    }
    void aSecondCtrlCEndsItAtOnce()
    {
        QFETCH(int, second);
        QCOMPARE(run(addArguments(u"acme"_s), m_key + '\n').code, 0);
        const QByteArray pipe = QFile::encodeName(m_files.filePath(u"pipe-%1"_s.arg(second)));
        QCOMPARE(mkfifo(pipe.constData(), 0600), 0);
        const int unread = open(pipe.constData(), O_RDWR | O_CLOEXEC);
        QVERIFY(unread >= 0);
        const auto close = qScopeGuard([unread] { ::close(unread); });
        QProcess process;
        process.setStandardOutputFile(QFile::decodeName(pipe));
        process.start(program(), {u"audit"_s, u"export"_s});
        const auto waiting = [unread] {
            int bytes = 0;
            return ioctl(unread, FIONREAD, &bytes) == 0 ? bytes : -1;
        };
        QTRY_COMPARE_WITH_TIMEOUT(waiting(), fcntl(unread, F_GETPIPE_SZ), 20'000); // full
        const auto pid = pid_t(process.processId());
        QVERIFY(catches(pid, SIGINT) && catches(pid, SIGTERM));
        ::kill(pid, SIGINT);
        QTRY_VERIFY(!catches(pid, SIGINT)); // it has come
        QVERIFY(!catches(pid, SIGTERM));
        QCOMPARE(process.state(), QProcess::Running);
        ::kill(pid, second);
        QVERIFY(process.waitForFinished(2000));
        QCOMPARE(process.exitStatus(), QProcess::CrashExit); // by the signal
        QCOMPARE(run({u"workspace"_s, u"remove"_s, u"acme"_s}).code, 0);
    }

    // A few bytes stay in the C library's buffer, and are lost when the program ends.
    void evenShortOutputThatIsLostIsNoSuccess()
    {
        QProcess process;
        process.setStandardOutputFile(u"/dev/full"_s);
        process.start(program(), {u"--version"_s});
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitCode(), 73);
        QVERIFY(process.readAllStandardError().contains("standard output"));
    }

    void aTerminalDoesNotEchoTheKey()
    {
        int terminal = -1;
        const pid_t child = startOnTerminal(addArguments(u"pty"_s), &terminal);
        QVERIFY(child >= 0);
        QByteArray seen;
        const auto readUntil = [&](const QByteArray &text) {
            char buffer[4096];
            QElapsedTimer timer;
            timer.start();
            while (!seen.contains(text) && timer.elapsed() < 20000) {
                const ssize_t count = ::read(terminal, buffer, sizeof buffer);
                if (count <= 0)
                    break;
                seen.append(buffer, count);
            }
            return seen.contains(text);
        };
        QVERIFY(readUntil("not shown"));
        termios state = {};
        QCOMPARE(tcgetattr(terminal, &state), 0);
        QVERIFY((state.c_lflag & tcflag_t(ECHO)) == 0);
        const QByteArray line = m_key + '\n';
        QCOMPARE(::write(terminal, line.constData(), std::size_t(line.size())),
                 ssize_t(line.size()));
        QVERIFY2(readUntil("\"tools\""), "the terminal never showed a result");
        QVERIFY(!seen.contains(m_key.mid(5, 10)));
        QCOMPARE(tcgetattr(terminal, &state), 0);
        QVERIFY((state.c_lflag & tcflag_t(ECHO)) != 0); // put back
        int status = 0;
        while (::read(terminal, &status, sizeof status) > 0) {
        }
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
        ::close(terminal);
    }

    void ctrlCAtThePromptPutsTheTerminalBack()
    {
        int terminal = -1;
        const pid_t child = startOnTerminal(addArguments(u"pty2"_s), &terminal);
        QVERIFY(child >= 0);
        QByteArray seen;
        char buffer[4096];
        while (!seen.contains("not shown")) {
            const ssize_t count = ::read(terminal, buffer, sizeof buffer);
            QVERIFY(count > 0);
            seen.append(buffer, count);
        }
        QCOMPARE(::write(terminal, "\x03", 1), ssize_t(1)); // Ctrl-C
        while (!seen.contains("Cancelled")) {
            const ssize_t count = ::read(terminal, buffer, sizeof buffer);
            QVERIFY(count > 0);
            seen.append(buffer, count);
        }
        termios state = {};
        QCOMPARE(tcgetattr(terminal, &state), 0);
        QVERIFY((state.c_lflag & tcflag_t(ECHO)) != 0);
        int status = 0;
        while (::read(terminal, buffer, sizeof buffer) > 0) {
        }
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 75);
        ::close(terminal);
    }
};

QTEST_GUILESS_MAIN(tst_KonstantlyCtl)
#include "tst_konstantlyctl.moc"
