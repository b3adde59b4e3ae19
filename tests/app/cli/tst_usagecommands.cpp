// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/sandboxworkspace.h"
#include "models/audit/auditjournal.h"
#include "models/base/file.h"
#include "models/launch/calllog.h"
#include "models/usage/usagelocation.h"
#include "models/usage/usageseries.h"
#include "tests/app/cli/clifixture.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

//! `usage …` in this process, on the sandbox's demo workspace over TLS.
class tst_UsageCommands final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliFixture> m_cli;

    CliRun usage(const QStringList &arguments)
    {
        return m_cli->run(QStringList{u"--json"_s, u"usage"_s} + arguments);
    }
    void sync()
    {
        const CliRun synced = usage({u"sync"_s});
        QVERIFY2(synced.exitCode == 0, synced.out.constData());
        QVERIFY(synced.object()["inserted"_L1].toInt() > 1000);
    }
    //! The rows of an export, as anybody's database counts them.
    static void load(const QString &path, QSqlDatabase &database)
    {
        database.setDatabaseName(u":memory:"_s);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(
            u"CREATE TABLE rows (at TEXT, key TEXT, tool TEXT, outcome TEXT, ms INTEGER)"_s));
        QVERIFY(query.prepare(u"INSERT INTO rows VALUES (?, ?, ?, ?, ?)"_s));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(database.transaction());
        while (!file.atEnd()) {
            const QJsonObject row = QJsonDocument::fromJson(file.readLine()).object();
            query.addBindValue(row["time"_L1].toString());
            query.addBindValue(row["key"_L1].toString());
            query.addBindValue(row["tool"_L1].toString());
            query.addBindValue(row["outcome"_L1].toVariant());
            query.addBindValue(row["durationMs"_L1].toVariant());
            QVERIFY(query.exec());
        }
        QVERIFY(database.commit());
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_cli = std::make_unique<CliFixture>();
        m_cli->addWorkspace();
    }
    void cleanup() { m_cli.reset(); }

    void theSummaryEqualsAnIndependentCountOfTheExportedRows_data()
    {
        QTest::addColumn<QString>("range");
        QTest::addColumn<QString>("split");
        const QDate today = QDate::currentDate();
        const QStringList ranges{u"24h"_s,
                                 u"7d"_s,
                                 u"30d"_s,
                                 u"90d"_s,
                                 today.addDays(-11).toString(Qt::ISODate) + u".."_s
                                     + today.addDays(-4).toString(Qt::ISODate),
                                 today.addDays(-3).toString(Qt::ISODate) + u"T03:17:11Z.."_s
                                     + today.addDays(-1).toString(Qt::ISODate) + u"T21:40:02Z"_s};
        for (const QString &range : ranges) {
            for (const QString &split : {u"tool"_s, u"key"_s, u"outcome"_s})
                QTest::addRow("%s by %s", qPrintable(range), qPrintable(split)) << range << split;
        }
    }
    void theSummaryEqualsAnIndependentCountOfTheExportedRows()
    {
        QFETCH(QString, range);
        QFETCH(QString, split);
        sync();
        const CliRun summary = usage({u"summary"_s, u"--range"_s, range, u"--by"_s, split});
        QCOMPARE(summary.exitCode, 0);
        // The same stretch of time, to the millisecond: the present moves on.
        const QJsonObject shown = summary.object()["range"_L1].toObject();
        const QString same = shown["from"_L1].toString() + u".."_s + shown["to"_L1].toString();
        const QString path = m_cli->home.filePath(u"rows.jsonl"_s);
        const CliRun exported = usage(
            {u"export"_s, u"--format"_s, u"jsonl"_s, u"--output"_s, path, u"--range"_s, same});
        QVERIFY2(exported.exitCode == 0, exported.out.constData());
        {
            const auto forget = qScopeGuard([] { QSqlDatabase::removeDatabase(u"count"_s); });
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"count"_s);
            load(path, database);
            QSqlQuery query(database);
            QVERIFY(query.exec(u"SELECT count(*), sum(outcome = 'succeeded') FROM rows"_s)
                    && query.next());
            const QJsonObject total = summary.object()["total"_L1].toObject();
            QCOMPARE(total["calls"_L1].toInt(), query.value(0).toInt());
            QCOMPARE(total["succeeded"_L1].toInt(), query.value(1).toInt());
            QCOMPARE(exported.object()["rows"_L1].toInt(), query.value(0).toInt());
            const QJsonArray groups = summary.object()["groups"_L1].toArray();
            int counted = 0;
            for (const QJsonValue &group : groups) {
                query.prepare(
                    u"SELECT count(*), sum(outcome = 'succeeded') FROM rows WHERE %1 = ?"_s.arg(
                        split));
                query.addBindValue(group["id"_L1].toString());
                QVERIFY(query.exec() && query.next());
                QCOMPARE(group["calls"_L1].toInt(), query.value(0).toInt());
                QCOMPARE(group["succeeded"_L1].toInt(), query.value(1).toInt());
                counted += query.value(0).toInt();
                // The median is within what the digest promises of the true one.
                query.prepare(
                    u"SELECT ms FROM rows WHERE %1 = ? AND ms IS NOT NULL ORDER BY ms LIMIT 1 OFFSET ?"_s
                        .arg(split));
                query.addBindValue(group["id"_L1].toString());
                query.addBindValue((group["calls"_L1].toInt() - 1) / 2);
                QVERIFY(query.exec() && query.next());
                const double median = query.value(0).toDouble();
                QVERIFY(std::abs(group["p50Ms"_L1].toDouble() - median) <= median * 0.06 + 1);
            }
            QCOMPARE(counted, total["calls"_L1].toInt());
        }
    }

    void aServiceThatWantsToBeLeftAloneIsTriedLater()
    {
        CliFixture other;
        other.addWorkspace();
        other.setFaults({u"429=30@listUsage"_s});
        const CliRun synced = other.run({u"usage"_s, u"sync"_s});
        QCOMPARE(synced.exitCode, int(ExitCode::TryLater));
        QVERIFY(synced.out.contains("the service takes no more calls now"));
        const CliRun json = other.run({u"--json"_s, u"usage"_s, u"sync"_s});
        QCOMPARE(json.exitCode, int(ExitCode::TryLater));
        QCOMPARE(json.object()["isComplete"_L1], false);
    }

    void theDocumentsKeepTheirShape()
    {
        const CliRun synced = usage({u"sync"_s});
        QCOMPARE(synced.object().keys(),
                 (QStringList{u"continuesAt"_s, u"inserted"_s, u"isComplete"_s, u"ownCalls"_s,
                              u"sources"_s}));
        const CliRun summary = usage({u"summary"_s});
        QCOMPARE(summary.object().keys(),
                 (QStringList{u"groups"_s, u"quota"_s, u"range"_s, u"sources"_s, u"total"_s}));
        const QJsonArray quota = summary.object()["quota"_L1].toArray();
        QCOMPARE(quota.size(), 4);
        QStringList names;
        for (const QJsonValue &one : quota) {
            names << one["name"_L1].toString();
            QCOMPARE(one["limit"_L1].toInt() - one["used"_L1].toInt(), one["remaining"_L1].toInt());
        }
        QCOMPARE(names, (QStringList{u"minute"_s, u"day"_s, u"ai-key"_s, u"ai-workspace"_s}));
        QCOMPARE(quota.at(1)["limit"_L1].toInt(), 1000);
        const QJsonArray sources = summary.object()["sources"_L1].toArray();
        QCOMPARE(sources.at(0)["name"_L1].toString(), u"service"_s);
        QCOMPARE(sources.at(0)["state"_L1].toString(), u"read"_s);
    }

    void keysHaveTheirNamesWhereTheyAreKnownHere()
    {
        sync();
        const QStringList byKey{u"summary"_s, u"--by"_s, u"key"_s};
        const auto groups = [&] { return usage(byKey).object()["groups"_L1].toArray(); };
        QVERIFY(groups().size() > 5);
        for (const QJsonValue &group : groups())
            QVERIFY(group.toObject().contains("name"_L1) && group["name"_L1].isNull());
        // What this device wrote down of its own, then what it was told of others.
        const QString own = groups().first()["id"_L1].toString();
        QVERIFY(m_cli->services->workspaces().change(u"acme"_s, [&own](Workspace &workspace) {
            workspace.deviceSlot = u"slot"_s;
            workspace.deviceKeyId = own;
            workspace.deviceKeyName = u"this-very-device"_s;
        }));
        QCOMPARE(groups().first()["name"_L1].toString(), u"this-very-device"_s);
        QHash<QString, QString> names;
        m_cli->sandbox.withWorkspace([&names](SandboxWorkspace &workspace) {
            for (const SandboxAuditEvent &event : workspace.audit()) {
                if (event.type == SandboxEvent::KeyCreate)
                    names.insert(QString::number(event.targetId), event.data["name"_L1].toString());
            }
        });
        const QString untold = groups().last()["id"_L1].toString();
        names.remove(untold);
        QList<AuditRecord> creations;
        for (auto it = names.cbegin(); it != names.cend(); ++it) {
            AuditRecord created;
            created.id = u"service:key-"_s + it.key();
            created.at = QDateTime::currentMSecsSinceEpoch();
            created.kind = AuditKind::KeyCreated;
            created.key = it.key();
            created.subject = it.value();
            creations << created;
        }
        QVERIFY(AuditJournal(m_cli->services->paths(), u"acme"_s).append(creations));
        names.insert(own, u"this-very-device"_s);
        m_cli->sandbox.stop(); // nobody can be asked

        QHash<QString, QStringList> idsByName;
        QStringList unnamed;
        for (const QJsonValue &group : groups()) {
            const QString id = group["id"_L1].toString();
            QCOMPARE(group["name"_L1].isNull(), !names.contains(id));
            QCOMPARE(group["name"_L1].toString(), names.value(id));
            if (names.contains(id))
                idsByName[names.value(id)] << id;
            else
                unnamed << id;
        }
        QVERIFY(idsByName.size() > 2);
        QVERIFY(unnamed.contains(untold));
        const CliRun table = m_cli->run(QStringList{u"usage"_s} + byKey);
        QCOMPARE(table.exitCode, 0);
        QStringList shown = unnamed;
        bool isOneShared = false;
        for (auto it = idsByName.cbegin(); it != idsByName.cend(); ++it) {
            isOneShared |= it->size() > 1;
            for (const QString &id : *it)
                shown << (it->size() > 1 ? u"%1 (%2)"_s.arg(it.key(), id) : it.key());
        }
        QVERIFY(isOneShared); // rotated, under the same name
        for (const QString &text : std::as_const(shown))
            QVERIFY2(table.out.contains("\n" + text.toUtf8() + "  "), qPrintable(text));
    }

    void onlyKeysHaveNamesBesideTheirIds()
    {
        sync();
        for (const QString &split : {u"tool"_s, u"outcome"_s}) {
            const CliRun summary = usage({u"summary"_s, u"--by"_s, split});
            for (const QJsonValue &group : summary.object()["groups"_L1].toArray())
                QCOMPARE(group.toObject().keys(), (QStringList{u"calls"_s, u"id"_s, u"p50Ms"_s,
                                                               u"p95Ms"_s, u"succeeded"_s}));
        }
    }

    void anExportIsWhatItSays()
    {
        sync();
        const QString path = m_cli->home.filePath(u"rows.csv"_s);
        const CliRun exported = usage(
            {u"export"_s, u"--format"_s, u"csv"_s, u"--output"_s, path, u"--range"_s, u"7d"_s});
        QCOMPARE(exported.exitCode, 0);
        const QByteArray bytes = m_cli->read(u"rows.csv"_s);
        QCOMPARE(exported.object()["sha256"_L1].toString(),
                 QString::fromLatin1(
                     QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
        QCOMPARE(bytes.count("\r\n"), exported.object()["rows"_L1].toInt() + 1);
        QCOMPARE(
            QFile::permissions(path)
                & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
            QFile::Permissions());
    }

    void aRefusedListIsNamedAndTheRestIsShown_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {401, 403, 404})
            QTest::addRow("%d", status) << status;
    }
    void aRefusedListIsNamedAndTheRestIsShown()
    {
        QFETCH(int, status);
        CallEntry entry;
        entry.call.at = std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch() - 5000);
        entry.call.duration = std::chrono::milliseconds(80);
        entry.call.tool = u"get_course"_s;
        entry.profile = u"acme"_s;
        entry.key = u"1"_s;
        QVERIFY(CallLog(m_cli->services->paths()).append(entry));
        m_cli->setFaults({u"usage-off=%1"_s.arg(status)});
        const CliRun synced = usage({u"sync"_s});
        QVERIFY2(synced.exitCode == 0, synced.out.constData());
        const QJsonArray sources = synced.object()["sources"_L1].toArray();
        QCOMPARE(sources.at(0)["state"_L1].toString(), u"refused"_s);
        QCOMPARE(sources.at(1)["state"_L1].toString(), u"read"_s);
        QVERIFY(synced.object()["inserted"_L1].toInt()
                > 10); // write tools, and the one on this device
        const CliRun summary = m_cli->run({u"usage"_s, u"summary"_s});
        QCOMPARE(summary.exitCode, 0);
        QVERIFY(summary.out.contains("get_course"));
        QVERIFY(summary.out.contains("could not be read"));
    }

    void badArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("range") << QStringList{u"summary"_s, u"--range"_s, u"yesterday"_s};
        QTest::newRow("range backwards")
            << QStringList{u"summary"_s, u"--range"_s, u"2026-11-30..2026-11-01"_s};
        QTest::newRow("split") << QStringList{u"summary"_s, u"--by"_s, u"person"_s};
        QTest::newRow("format") << QStringList{u"export"_s, u"--format"_s, u"xlsx"_s, u"--output"_s,
                                               u"x"_s};
        QTest::newRow("empty output")
            << QStringList{u"export"_s, u"--format"_s, u"csv"_s, u"--output"_s, QString()};
        QTest::newRow("server") << QStringList{u"server"_s, u"set"_s, u"mysql://a@b/c"_s};
        QTest::newRow("server, word") << QStringList{u"server"_s, u"frobnicate"_s};
    }
    void badArguments()
    {
        QFETCH(const QStringList, arguments);
        const CliRun refused = usage(arguments);
        QCOMPARE(refused.exitCode, 64);
        QCOMPARE(refused.errorCode(), u"InvalidInput"_s);
    }

    void howFarItIsIsShownToWhoWatchesOnly()
    {
        const QStringList arguments{u"usage"_s, u"sync"_s};
        const CliRun logged = m_cli->run(arguments);
        QCOMPARE(logged.exitCode, 0);
        QVERIFY2(!logged.err.contains("calls read"), logged.err.constData());
        m_cli = std::make_unique<CliFixture>();
        m_cli->addWorkspace();
        const CliRun watched = m_cli->run(
            arguments, {}, [](Console::Streams &streams) { streams.isErrorTerminal = true; });
        QVERIFY2(watched.err.contains("calls read"), watched.err.constData());
    }

    void ownCallsCountAgainstTheirKey()
    {
        const CliRun synced = usage({u"sync"_s});
        const int own = synced.object()["ownCalls"_L1].toInt();
        QVERIFY(own > 0);
        const auto used = [this](const QStringList &options) {
            const CliRun summary = usage(QStringList{u"summary"_s} + options);
            QList<int> numbers;
            for (const QJsonValue &quota : summary.object()["quota"_L1].toArray())
                numbers << quota["used"_L1].toInt();
            return numbers;
        };
        // One key for everything, whose id nobody has told yet.
        const QList<int> before = used({});
        QCOMPARE(before.size(), 4);
        QCOMPARE_GE(before.at(0), own);
        QCOMPARE_GE(before.at(1), own);
        QCOMPARE(before.at(2), 0); // none of them generates anything
        QCOMPARE(m_cli->run({u"keys"_s, u"list"_s}).exitCode, 0);
        const QString key = m_cli->services->workspaces().find(u"acme")->consoleKeyId;
        QVERIFY(!key.isEmpty());
        QCOMPARE_GE(used({u"--key-id"_s, key}).at(0), own);
        // Those of another key are its own.
        QCOMPARE(used({u"--key-id"_s, u"no-such-key"_s}).at(0), 0);
    }

    void pixelsNeedTheWindowsProgram()
    {
        m_cli->write(u"chart.png"_s, "old");
        const QString path = m_cli->home.filePath(u"chart.png"_s);
        const QStringList arguments{u"export"_s, u"--format"_s, u"png"_s, u"--output"_s, path};
        const CliRun run = usage(arguments); // nothing lies beside this test
        QCOMPARE(run.exitCode, 78);
        QCOMPARE(run.errorCode(), u"NotConfigured"_s);
        const QString message = run.object()["error"_L1].toObject()["message"_L1].toString();
        QVERIFY2(message.contains(u"konstantly-keys is not installed"_s), qPrintable(message));
        QVERIFY2(message.contains(u"--format svg works without it"_s), qPrintable(message));
        QCOMPARE(m_cli->read(u"chart.png"_s), "old");
        QCOMPARE(QDir(m_cli->home.path())
                     .entryList({u"*.png*"_s, u"*.tmp"_s}, QDir::Files | QDir::Hidden),
                 QStringList{u"chart.png"_s});
    }

    void ctrlCEndsTheProgramThatDraws()
    {
        const QTemporaryDir folder;
        const QString program = folder.filePath(u"konstantly-keys"_s);
        const QString pidFile = folder.filePath(u"pid"_s);
        QFile script(program);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\necho $$ >" + pidFile.toUtf8() + "\nexec sleep 600\n");
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
        m_cli = std::make_unique<CliFixture>(SandboxSeed::Demo, program);
        m_cli->addWorkspace();
        const QString path = m_cli->home.filePath(u"chart.png"_s);
        LongRun run(*m_cli->services,
                    {u"usage"_s, u"export"_s, u"--format"_s, u"png"_s, u"--output"_s, path});
        QTRY_VERIFY(QFileInfo(pidFile).size() > 0);
        run.cli->interrupt();
        QVERIFY(run.exitCode.isFinished());
        QCOMPARE(run.exitCode.result(), ExitCode::TryLater);
        QFile pid(pidFile);
        QVERIFY(pid.open(QIODevice::ReadOnly));
        QVERIFY(!QFile::exists(u"/proc/"_s + QString::fromLatin1(pid.readAll().trimmed())));
        QVERIFY(!QFile::exists(path));
    }

    void aDamagedHistoryIsSaidToBeReadAnew()
    {
        const auto acme = m_cli->services->workspaces().find(u"acme"_s);
        QVERIFY(acme);
        const QString path = usageFile(m_cli->services->paths(), *acme);
        QVERIFY(writePrivateFile(path, QByteArray(4096, '#')));
        const CliRun summary = m_cli->run({u"usage"_s, u"summary"_s});
        QCOMPARE(summary.exitCode, 0);
        QVERIFY2(summary.err.contains("was damaged and is read anew"), summary.err.constData());
        QCOMPARE(summary.err.count(".damaged-"), 1);
    }

    void aFolderThatIsMissingIsAMistake()
    {
        sync();
        const QString folder = m_cli->home.filePath(u"no-such-folder"_s);
        const CliRun refused = m_cli->run({u"usage"_s, u"export"_s, u"--format"_s, u"csv"_s,
                                           u"--output"_s, folder + u"/rows.csv"_s});
        QCOMPARE(refused.exitCode, 73);
        QVERIFY2(refused.err.contains(folder.toUtf8() + ")"), refused.err.constData());
        QVERIFY(!QFile::exists(folder));
    }

    void anUnwritablePlaceKeepsTheOldFile()
    {
        sync();
        m_cli->write(u"folder/rows.csv"_s, "old");
        const CliRun refused = usage(
            {u"export"_s, u"--format"_s, u"csv"_s, u"--output"_s, u"/proc/rows.csv"_s});
        QCOMPARE(refused.exitCode, 73);
        QCOMPARE(m_cli->read(u"folder/rows.csv"_s), "old");
    }
};

QTEST_GUILESS_MAIN(tst_UsageCommands)
#include "tst_usagecommands.moc"
