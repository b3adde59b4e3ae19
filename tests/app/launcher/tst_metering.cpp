// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/calllog.h"
#include "models/launch/launchrecord.h"
#include "tests/app/launcher/benchways.h"
#include "tests/app/launcher/launcherhome.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <memory>
#include <vector>

#include <csignal>
#include <sys/stat.h>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

//! What a launch leaves behind, and that leaving it costs nobody anything.
class tst_Metering : public QObject
{
    Q_OBJECT

    std::unique_ptr<LauncherHome> m_home;

    QString stateDir() const { return m_home->paths().stateDir; }
    QList<CallEntry> calls() const { return CallLog(m_home->paths()).read({})->entries; }
    QHash<QString, LaunchRecord> launches() const
    {
        return *LaunchLog(m_home->paths()).lastPerClient();
    }
    //! A session with \a count calls; true when all were answered.
    static bool session(int count)
    {
        auto program = Program::launch();
        program.send(request(1, "initialize"));
        bool isFine = !program.line().isEmpty();
        for (int i = 2; i < count + 2; ++i) {
            program.send(toolCall(i));
            isFine = program.line().contains("\"id\":" + QByteArray::number(i)) && isFine;
        }
        program.endInput();
        return program.wait() == 0 && isFine;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DISPLAY");
        qunsetenv("WAYLAND_DISPLAY");
        m_home = std::make_unique<LauncherHome>();
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_home->setMode("mcp");
        for (const char *name : {"/calls", "/launches"}) {
            QDir(stateDir() + QLatin1StringView(name)).removeRecursively();
            QFile::remove(stateDir() + QLatin1StringView(name));
        }
        QFile::remove(m_home->paths().preferencesFile());
    }

    void callsAreKept()
    {
        const auto before = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(session(3));
        const auto entries = calls();
        QCOMPARE(entries.size(), 3);
        for (const CallEntry &entry : entries) {
            QCOMPARE(entry.call.tool, u"find_user"_s);
            QCOMPARE(entry.call.outcome, CallOutcome::Succeeded);
            QVERIFY(entry.call.at.count() >= before && entry.call.duration.count() < 5000);
            QCOMPARE(entry.profile, u"acme"_s);
            QCOMPARE(entry.key, u"1"_s); // the service's id of it
            QCOMPARE(entry.client, (ClientIdentity{u"test"_s, u"1"_s}));
        }
    }

    void neitherArgumentsNorResultsNorKeysAreKept()
    {
        m_home->setMode("fails the secret RESULTCANARY of somebody");
        auto program = Program::launch();
        program.send("{\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"x\",\"arguments\":"
                     "{\"q\":\"ARGUMENTCANARY\"},\"_meta\":{\"name\":\"ARGUMENTCANARY\"}}}\n");
        QVERIFY(program.line().contains("RESULTCANARY"));
        program.endInput();
        QCOMPARE(program.wait(), 0);
        QCOMPARE(calls().size(), 1);
        QCOMPARE(calls().first().call.outcome, CallOutcome::Failed);
        QDirIterator files(stateDir(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            ++count;
            for (const QByteArray &canary :
                 {QByteArray("CANARY"), m_home->key(), m_home->key().mid(5), QByteArray("secret")})
                QVERIFY2(!bytes.contains(canary), qPrintable(file.fileName()));
            QCOMPARE(file.permissions() & QFile::Permissions(0x77), QFile::Permissions());
        }
        QVERIFY(count >= 2);
    }

    void anUnansweredCallIsKept()
    {
        m_home->setMode("mcp tools/call"); // the method it does not answer
        auto program = Program::launch();
        program.send(request(1, "initialize"));
        QVERIFY(!program.line().isEmpty());
        program.send(toolCall(2));
        program.endInput();
        QCOMPARE(program.wait(), 0);
        QCOMPARE(calls().size(), 1);
        QCOMPARE(calls().first().call.outcome, CallOutcome::Unanswered);
    }

    void aSettingSwitchesItOff()
    {
        QFile preferences(m_home->paths().preferencesFile());
        QVERIFY(preferences.open(QIODevice::WriteOnly));
        preferences.write("[metering]\nenabled=false\n");
        preferences.close();
        QVERIFY(session(3));
        QVERIFY(calls().isEmpty());
        QVERIFY(!QFile::exists(stateDir() + u"/calls"_s));
        QCOMPARE(launches().size(), 1);
    }

    void damagedPreferencesStopNothing()
    {
        QFile preferences(m_home->paths().preferencesFile());
        QVERIFY(preferences.open(QIODevice::WriteOnly));
        preferences.write(QByteArray("[metering\n\0\xff=\n%%%", 18));
        preferences.close();
        QVERIFY(session(1));
        QCOMPARE(calls().size(), 1);
    }

    void lookingAtPreferencesCreatesNone()
    {
        QVERIFY(session(1));
        QVERIFY(!QFile::exists(m_home->paths().preferencesFile()));
    }

    void aLogThatCanNotBeWrittenStopsNothing_data()
    {
        QTest::addColumn<QString>("obstacle");
        for (const char *name : {"file", "fifo", "full"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void aLogThatCanNotBeWrittenStopsNothing()
    {
        QFETCH(QString, obstacle);
        const QString folder = stateDir() + u"/calls"_s;
        if (obstacle == u"file"_s) {
            QFile inTheWay(folder);
            QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        } else if (obstacle == u"fifo"_s) {
            QVERIFY(QDir().mkpath(folder));
            QCOMPARE(mkfifo(QFile::encodeName(folder + u"/calls.jsonl"_s).constData(), 0600), 0);
        } else {
            QVERIFY(QDir().mkpath(folder));
            if (QProcess::execute(u"mount"_s,
                                  {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=4k"_s, u"tmpfs"_s, folder})
                != 0)
                QSKIP("no right to mount here");
            QFile filler(folder + u"/filler"_s);
            QVERIFY(filler.open(QIODevice::WriteOnly));
            filler.write(QByteArray(8192, 'x'));
        }
        QElapsedTimer clock;
        clock.start();
        const bool isFine = session(5);
        if (obstacle == u"full"_s)
            QCOMPARE(QProcess::execute(u"umount"_s, {folder}), 0);
        QVERIFY(isFine);
        QCOMPARE_LE(clock.elapsed(), 5000);
    }

    void twentyAtOnceLoseNothing()
    {
        std::vector<std::unique_ptr<Program>> programs;
        for (int i = 0; i < 20; ++i)
            programs.push_back(std::make_unique<Program>(LauncherHome::launcher(),
                                                         QStringList{u"run"_s, u"acme"_s}));
        for (const auto &program : programs) {
            program->send(request(1, "initialize"));
            for (int i = 2; i < 12; ++i)
                program->send(toolCall(i));
        }
        for (const auto &program : programs) {
            for (int i = 1; i < 12; ++i)
                QVERIFY(!program->line(30000).isEmpty());
            program->endInput();
            QCOMPARE(program->wait(), 0);
        }
        QCOMPARE(calls().size(), 200);
    }

    void aStartIsKept()
    {
        QVERIFY(session(0));
        const LaunchRecord record = launches().value(u"test"_s);
        QCOMPARE(record.outcome, LaunchOutcome::Started);
        QCOMPARE(record.profile, u"acme"_s);
        QCOMPARE(record.client.version, u"1"_s);
        QVERIFY(record.parent.startsWith(u"tst_metering"_s));
        QVERIFY(record.error.isEmpty());
    }

    void aStartThatFailedIsKept()
    {
        for (const QByteArray &mode : {QByteArray("mcp"), QByteArray("dies for no reason")}) {
            m_home->setMode(mode);
            const QString profile = mode == "mcp" ? u"nobody"_s : u"acme"_s;
            auto program = Program::launch({u"run"_s, profile});
            program.send(request(1, "initialize"));
            QVERIFY(!program.line().isEmpty());
            program.endInput();
            QVERIFY(program.wait() > 0);
            const LaunchRecord record = launches().value(u"test"_s);
            QCOMPARE(record.profile, profile);
            QCOMPARE(record.outcome,
                     mode == "mcp" ? LaunchOutcome::StoodIn : LaunchOutcome::WasSilent);
            QCOMPARE(record.error, mode == "mcp" ? u"NotConfigured"_s : u"ServerFailed"_s);
        }
    }

    void aStartByNobodyIsKept()
    {
        auto program = Program::launch({u"run"_s, u"kmcp_secretSECRETsecret"_s});
        program.endInput();
        QCOMPARE(program.wait(), 78);
        const LaunchRecord record = launches().value(QString());
        QCOMPARE(record.outcome, LaunchOutcome::StoodIn);
        QCOMPARE(record.profile, QString()); // it could be a key
    }

    void aClientThatIsKilledLeavesItsCalls()
    {
        auto program = Program::launch();
        program.send(request(1, "initialize") + toolCall(2));
        QVERIFY(!program.line().isEmpty() && !program.line().isEmpty());
        program.signal(SIGTERM);
        QVERIFY(program.wait() >= 0);
        QCOMPARE(calls().size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_Metering)
#include "tst_metering.moc"
