// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditfiles.h"
#include "models/audit/auditjournal.h"
#include "models/audit/localevents.h"
#include "models/launch/launchrecord.h"
#include "tests/app/cli/clifixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

//! What `audit …` says about events that it can't show, and which ones are no business of the workspace's.
class tst_AuditGaps final : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliFixture> m_cli;

    CliRun audit(const QStringList &arguments)
    {
        return m_cli->run(QStringList{u"audit"_s} + arguments);
    }
    [[nodiscard]] const AppPaths &paths() const { return m_cli->services->paths(); }
    [[nodiscard]] QList<AuditSegment> segments() const
    {
        return auditSegments(auditFileBase(paths(), u"acme"_s)).value();
    }
    [[nodiscard]] bool note(const QString &subject) const
    {
        return LocalEvents(paths(), systemClock())
            .note(AuditKind::ConfigWritten, u"acme"_s, subject);
    }
    //! What is wrong with what commands say when one line, with \a words, can't be shown; empty = nothing: whichever shows the
    //! others says so to people, beside them.
    [[nodiscard]] QByteArray wrongAboutOneLine(const QByteArray &words)
    {
        for (const QStringList &command :
             {QStringList{u"export"_s}, QStringList{u"list"_s},
              QStringList{u"list"_s, u"--json"_s, u"--limit"_s, u"0"_s},
              QStringList{u"list"_s, u"--limit"_s, u"0"_s},
              QStringList{u"export"_s, u"--out"_s, m_cli->home.filePath(u"events.jsonl"_s)}}) {
            const CliRun run = audit(command);
            if (run.exitCode != 0 || !run.err.contains("1 damaged or lost line")
                || run.err.contains("limited time") || run.out.contains("damaged")
                || run.out.contains(words))
                return command.join(u' ').toUtf8() + ": " + run.err;
        }
        return {};
    }
    [[nodiscard]] static bool areJsonLines(const QByteArray &out)
    {
        for (const QByteArray &line : out.split('\n')) {
            if (!line.isEmpty() && !QJsonDocument::fromJson(line).object().contains("id"_L1))
                return false;
        }
        return !out.isEmpty();
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_cli = std::make_unique<CliFixture>();
        m_cli->addWorkspace();
    }
    void cleanup() { m_cli.reset(); }

    void damagedLinesAreSaidBesideTheOthers()
    {
        const CliRun whole = audit({u"export"_s});
        QVERIFY(!whole.err.contains("damaged"));
        QFile file(segments().first().path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.write("#") == 1);
        file.close();
        const qsizetype lines = whole.out.count('\n');
        QCOMPARE(wrongAboutOneLine("#ervice"), QByteArray());
        const CliRun json = audit({u"export"_s});
        QVERIFY(areJsonLines(json.out));
        QCOMPARE(json.out.count('\n'), lines - 1);
    }

    void aSegmentThatIsLostIsSaidBesideTheOthers()
    {
        QCOMPARE(audit({u"list"_s}).exitCode, 0);
        AuditRetention retention;
        retention.segmentBytes = 1;
        AuditJournal journal(paths(), u"acme"_s, systemClock(), retention);
        for (int number = 1; number <= 3; ++number) {
            AuditRecord record;
            record.id = u"service:9000%1"_s.arg(number);
            record.at = QDateTime::currentMSecsSinceEpoch();
            record.tool = u"tool-%1"_s.arg(number);
            QVERIFY(journal.append({record}));
        }
        QVERIFY(segments().size() > 3);
        QVERIFY(!audit({u"export"_s}).err.contains("lost"));
        QVERIFY(QFile::remove(segments().at(segments().size() - 2).path));
        QCOMPARE(wrongAboutOneLine("tool-2"), QByteArray());
        const CliRun json = audit({u"export"_s});
        QVERIFY(areJsonLines(json.out));
        QVERIFY(json.out.contains("tool-1") && json.out.contains("tool-3"));
    }

    void damagedLinesOfThisDevicesLogAreSaid()
    {
        QVERIFY(note(u"cursor"_s));
        QVERIFY(!audit({u"export"_s}).err.contains("damaged"));
        QFile file(paths().stateDir + u"/events/events.jsonl"_s);
        QVERIFY(file.open(QIODevice::Append)
                && file.write("junk\n{\"kind\":\"of-tomorrow\"}\n") > 0);
        file.close();
        QVERIFY(note(u"windsurf"_s));
        QCOMPARE(wrongAboutOneLine("of-tomorrow"), QByteArray());
        const CliRun all = audit({u"export"_s});
        QVERIFY(all.out.contains("cursor") && all.out.contains("windsurf"));
        // Not to who has it behind him.
        const qint64 end = AuditJournal(paths(), u"acme"_s).read(0)->next;
        QVERIFY(!audit({u"export"_s, u"--since"_s, QString::number(end)}).err.contains("damaged"));
    }

    void aCursorInWhatWasRemovedIsSaid()
    {
        QVERIFY(audit({u"list"_s}).exitCode == 0);
        const QByteArray early = QByteArray::number(
            AuditJournal(paths(), u"acme"_s).read(0)->cursors.at(3));
        // Two years later.
        const Clock later = [] { return QDateTime::currentDateTimeUtc().addYears(2); };
        QVERIFY(AuditJournal(paths(), u"acme"_s, later).append({}));
        QVERIFY(note(u"cursor"_s));
        const QStringList since{u"export"_s, u"--since"_s, QString::fromLatin1(early)};
        const CliRun run = audit(since);
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.err.contains("Events are missing here"), run.err.constData());
        QCOMPARE(run.out.count('\n'), 1);
        QVERIFY(areJsonLines(run.out));
        const CliRun file = audit(since + QStringList{u"--out"_s, m_cli->home.filePath(u"e"_s)});
        QVERIFY(file.err.contains("Events are missing here"));
        // From the beginning nothing is missing.
        QVERIFY(!audit({u"export"_s}).err.contains("missing"));
    }

    void eventsOfAnEarlierWorkspaceOfTheNameAreNotShown()
    {
        QVERIFY(note(u"their-tool"_s));
        LaunchRecord launch;
        launch.at = std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch());
        launch.profile = u"acme"_s;
        launch.client.name = u"their-client"_s;
        QVERIFY(LaunchLog(paths()).append(launch));
        QVERIFY(audit({u"export"_s}).out.contains("their-tool"));
        QCOMPARE(m_cli->run({u"workspace"_s, u"remove"_s, u"acme"_s}).exitCode, 0);
        QVERIFY(note(u"between"_s));
        m_cli->addWorkspace();
        QVERIFY(note(u"our-tool"_s));
        const QByteArray shown = audit({u"export"_s}).out;
        QVERIFY(shown.contains("our-tool"));
        for (const char *other : {"their-tool", "their-client", "between"})
            QVERIFY2(!shown.contains(other), other);
    }
};

QTEST_GUILESS_MAIN(tst_AuditGaps)
#include "tst_auditgaps.moc"
