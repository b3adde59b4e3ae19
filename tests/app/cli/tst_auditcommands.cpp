// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/forwardstate.h"
#include "models/audit/localevents.h"
#include "models/settings/settingkeys.h"
#include "tests/app/cli/clifixture.h"
#include "tests/support/rsyslog.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

namespace {

//! A device that takes nothing.
class FullDevice final : public QIODevice
{
protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override { return -1; }
};

QList<QJsonObject> linesIn(const QByteArray &bytes)
{
    QList<QJsonObject> lines;
    for (const QByteArray &line : bytes.split('\n')) {
        if (!line.isEmpty())
            lines << QJsonDocument::fromJson(line).object();
    }
    return lines;
}

QSet<QString> idsIn(const QByteArray &bytes)
{
    QSet<QString> ids;
    for (const QJsonObject &line : linesIn(bytes))
        ids << line[u"id"_s].toString();
    return ids;
}

} // namespace

//! `audit …` in this process, on the sandbox's demo workspace over TLS, with a real rsyslog at the other end.
class tst_AuditCommands final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliFixture> m_cli;

    CliRun audit(const QStringList &arguments)
    {
        return m_cli->run(QStringList{u"audit"_s} + arguments);
    }
    [[nodiscard]] bool note(const QString &subject) const
    {
        return LocalEvents(m_cli->services->paths(), systemClock())
            .note(AuditKind::ConfigWritten, u"acme"_s, subject);
    }
    [[nodiscard]] static int sum(const QHash<QString, int> &counts)
    {
        int sum = 0;
        for (const int count : counts)
            sum += count;
        return sum;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_cli = std::make_unique<CliFixture>();
        m_cli->addWorkspace();
    }
    void cleanup() { m_cli.reset(); }

    void theListIsNewestFirstAndFiltered()
    {
        QVERIFY(note(u"cursor"_s));
        const CliRun all = audit({u"list"_s, u"--json"_s, u"--limit"_s, u"0"_s});
        QCOMPARE(all.exitCode, 0);
        const QList<QJsonObject> events = linesIn(all.out);
        QVERIFY(events.size() > 1000);
        QCOMPARE(idsIn(all.out).size(), events.size());
        QVERIFY(events.first()[u"id"_s].toString().startsWith(u"device:"_s));
        for (qsizetype i = 1; i < events.size(); ++i)
            QVERIFY(events.at(i - 1)[u"at"_s].toString() >= events.at(i)[u"at"_s].toString());
        QCOMPARE(linesIn(audit({u"list"_s, u"--json"_s}).out).size(), 100);

        const auto count = [&events](const auto &fits) {
            return std::ranges::count_if(events, fits);
        };
        const auto listed = [this](const QStringList &filter) {
            return linesIn(
                audit(QStringList{u"list"_s, u"--json"_s, u"--limit"_s, u"0"_s} + filter).out);
        };
        QCOMPARE(listed({u"--type"_s, u"87"_s}).size(),
                 count([](const auto &e) { return e[u"eventType"_s].toInt() == 87; }));
        QCOMPARE(listed({u"--type"_s, u"key-created"_s}).size(),
                 count([](const auto &e) { return e[u"kind"_s] == u"key-created"_s; }));
        QCOMPARE(listed({u"--type"_s, u"local"_s}).size(), 1);
        QCOMPARE(listed({u"--person"_s, u"dana ruiz"_s, u"--tool"_s, u"bulk_assign"_s}).size(),
                 count([](const auto &e) {
                     return e[u"person"_s] == u"Dana Ruiz"_s && e[u"tool"_s] == u"bulk_assign"_s;
                 }));
        QCOMPARE(listed({u"person:dana"_s, u"tool:bulk_assign"_s}).size(),
                 listed({u"--person"_s, u"Dana"_s, u"--tool"_s, u"bulk_assign"_s}).size());
        const QString day = QDateTime::currentDateTimeUtc().addDays(-2).toString(Qt::ISODate);
        QCOMPARE(listed({u"--since"_s, day}).size(), count([&day](const auto &e) {
                     return QDateTime::fromString(e[u"at"_s].toString(), Qt::ISODateWithMs)
                            >= QDateTime::fromString(day, Qt::ISODate);
                 }));
        for (const QJsonObject &event : listed({u"--key-name"_s, u"alex-laptop"_s}))
            QVERIFY(event[u"keyName"_s].toString().contains(u"alex-laptop"_s));
        QVERIFY(audit({u"list"_s, u"nothing-like-it"_s}).out.contains("No events"));
        const CliRun table = audit({u"list"_s, u"--limit"_s, u"5"_s});
        QCOMPARE(table.out.count('\n'), 6);
        QVERIFY(table.out.startsWith("TIME"));
    }

    void whatIsWrongIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        const auto row = [](const QString &line, int code) {
            QTest::newRow(qPrintable(line)) << line.split(u' ') << code;
        };
        row(u"list --limit x"_s, 64);
        row(u"list --limit -1"_s, 64);
        row(u"list --since yesterday"_s, 64);
        row(u"list --type bogus"_s, 64);
        row(u"export --format xml"_s, 64);
        row(u"export --since 2026-11-01"_s, 64);
        row(u"export --since -5"_s, 64);
        row(u"export --follow --out x"_s, 64);
        row(u"export more"_s, 2);
        row(u"forward"_s, 78);
        row(u"forward --to syslog://localhost"_s, 64);
        row(u"forward --to https://localhost"_s, 64);
        row(u"forward --to localhost:6514"_s, 64);
        row(u"forward --to syslog+tls://u:p@localhost"_s, 64);
        row(u"forward --to syslog+tls://localhost --ca /no/ca.pem --test"_s, 64);
        row(u"forward --to syslog+tls://localhost:1 --test"_s, 69);
        row(u"forward --workspace other --to syslog+tls://localhost"_s, 78);
    }
    void whatIsWrongIsRefused()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, exitCode);
        const CliRun plain = audit(arguments);
        QCOMPARE(plain.exitCode, exitCode);
        QVERIFY(plain.out.isEmpty());
        QVERIFY(!plain.err.isEmpty());
        const CliRun json = audit(arguments + QStringList{u"--json"_s});
        QCOMPARE(json.exitCode, exitCode);
        QVERIFY(!json.errorCode().isEmpty());
    }

    void aCursorGoesOnWhereItWas()
    {
        const CliRun first = audit({u"export"_s});
        QCOMPARE(first.exitCode, 0);
        const QList<QJsonObject> events = linesIn(first.out);
        QVERIFY(events.size() > 1000);
        const QString last = events.last()[u"cursor"_s].toString();
        QVERIFY(audit({u"export"_s, u"--since"_s, last}).out.isEmpty());
        const QString middle = events.at(499)[u"cursor"_s].toString();
        const QList<QJsonObject> rest = linesIn(audit({u"export"_s, u"--since"_s, middle}).out);
        QCOMPARE(rest, events.mid(500));
        QVERIFY(note(u"zed"_s));
        const QList<QJsonObject> more = linesIn(audit({u"export"_s, u"--since"_s, last}).out);
        QCOMPARE(more.size(), 1);
        QCOMPARE(more.first()[u"tool"_s].toString(), u"zed"_s);
        QVERIFY(audit({u"export"_s, u"--format"_s, u"cef"_s}).out.startsWith("CEF:0|"));
    }

    void aFileIsWhatItSays()
    {
        const QString path = m_cli->home.filePath(u"events.csv"_s);
        const CliRun written = audit(
            {u"export"_s, u"--json"_s, u"--format"_s, u"csv"_s, u"--out"_s, path});
        QCOMPARE(written.exitCode, 0);
        const QByteArray bytes = m_cli->read(u"events.csv"_s);
        const auto hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        QCOMPARE(written.object()[u"sha256"_s].toString(), QString::fromLatin1(hash));
        QCOMPARE(bytes.count("\r\n"), written.object()[u"rows"_s].toInt() + 1);
        QCOMPARE(QFile::permissions(path) & QFile::Permissions(0x0077), QFile::Permissions());
        const CliRun nowhere = audit({u"export"_s, u"--out"_s, u"/proc/no/file"_s});
        QCOMPARE(nowhere.exitCode, 73);
    }

    void aFolderThatIsMissingIsAMistake()
    {
        const QString folder = m_cli->home.filePath(u"no-such-folder"_s);
        const CliRun refused = audit({u"export"_s, u"--out"_s, folder + u"/events.jsonl"_s});
        QCOMPARE(refused.exitCode, 73);
        QVERIFY2(refused.err.contains(folder.toUtf8() + ")"), refused.err.constData());
        QVERIFY(!QFile::exists(folder));
    }

    void aFileWithWhatIsKnownAndWhyThatIsNotAllAreBothTold()
    {
        QVERIFY(audit({u"list"_s}).exitCode == 0);
        m_cli->sandbox.stop();
        const QString path = m_cli->home.filePath(u"events.jsonl"_s);
        const CliRun run = audit({u"export"_s, u"--json"_s, u"--out"_s, path});
        QCOMPARE(run.exitCode, 69);
        const QJsonObject error = run.object()[u"error"_s].toObject();
        QCOMPARE(error[u"code"_s].toString(), u"Offline"_s);
        const QJsonObject written = error[u"written"_s].toObject();
        QCOMPARE(written[u"path"_s].toString(), path);
        const QByteArray bytes = m_cli->read(u"events.jsonl"_s);
        QCOMPARE(written[u"rows"_s].toInt(), int(bytes.count('\n')));
        QVERIFY(written[u"rows"_s].toInt() > 0);
        const auto hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        QCOMPARE(written[u"sha256"_s].toString(), QString::fromLatin1(hash));
    }

    void aServiceThatIsAwayLeavesWhatIsKnown()
    {
        QVERIFY(audit({u"list"_s}).exitCode == 0);
        QVERIFY(note(u"kiro"_s));
        m_cli->setFaults({u"503"_s});
        const CliRun listed = audit({u"list"_s, u"--json"_s, u"--limit"_s, u"1"_s});
        QCOMPARE(listed.exitCode, 69);
        const QList<QJsonObject> lines = linesIn(listed.out);
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines.first()[u"tool"_s].toString(), u"kiro"_s);
        QVERIFY(lines.last().contains(u"error"_s));
    }

    void followingSurvivesTheServiceAndShowsLocalEvents()
    {
        QVERIFY(audit({u"list"_s}).exitCode == 0);
        m_cli->setFaults({u"503"_s});
        LongRun run(*m_cli->services, {u"audit"_s, u"export"_s, u"--follow"_s});
        QTRY_VERIFY_WITH_TIMEOUT(run.err.contains("asked again in"), 10000);
        const qsizetype before = linesIn(run.out).size();
        QVERIFY(before > 1000);
        QVERIFY(note(u"windsurf"_s));
        QTRY_COMPARE_WITH_TIMEOUT(linesIn(run.out).size(), before + 1, 15000);
        QCOMPARE(linesIn(run.out).last()[u"tool"_s].toString(), u"windsurf"_s);
        QVERIFY(!run.exitCode.isFinished());
        m_cli->setFaults({});
        run.cli->interrupt();
        QTRY_VERIFY(run.exitCode.isFinished());
        QCOMPARE(run.exitCode.result(), ExitCode::Done);
        QVERIFY(!run.err.contains("Cancelled"));
    }

    void aReaderThatGoesEndsIt()
    {
        LongRun run(*m_cli->services, {u"audit"_s, u"export"_s, u"--follow"_s});
        QTRY_VERIFY_WITH_TIMEOUT(linesIn(run.out).size() > 1000, 10000);
        run.isReaderGone = true; // nothing else happens
        QTRY_VERIFY_WITH_TIMEOUT(run.exitCode.isFinished(), 10000);
        QCOMPARE(run.exitCode.result(), ExitCode::NotWritten);
        QVERIFY(run.err.isEmpty());
    }

    void anOutputThatTakesNothingIsSaid()
    {
        FullDevice full;
        full.open(QIODevice::WriteOnly);
        const CliRun run = m_cli->run({u"audit"_s, u"export"_s}, {},
                                      [&full](Console::Streams &streams) { streams.out = &full; });
        QCOMPARE(run.exitCode, 73);
        QVERIFY(run.err.contains("standard output"));
    }

    void everythingArrivesOnceAndGoesOn()
    {
        if (!Rsyslog::isInstalled())
            QSKIP("rsyslog with rsyslog-gnutls is not installed");
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        const QStringList forward{u"forward"_s,  u"--json"_s, u"--to"_s,
                                  rsyslog.url(), u"--ca"_s,   rsyslog.caFile()};
        const CliRun sent = audit(forward);
        QVERIFY2(sent.exitCode == 0, sent.out.constData());
        int delivered = 0;
        for (const QJsonObject &line : linesIn(sent.out)) {
            QCOMPARE(line.keys(), (QStringList{u"at"_s, u"cursor"_s, u"delivered"_s, u"target"_s}));
            delivered += line[u"delivered"_s].toInt();
        }
        const QSet<QString> known = idsIn(audit({u"export"_s}).out);
        QCOMPARE(delivered, known.size());
        QTRY_COMPARE(rsyslog.events().size(), known.size());
        const auto events = rsyslog.events();
        QCOMPARE(QSet<QString>(events.keyBegin(), events.keyEnd()), known);
        QCOMPARE(sum(events), int(known.size()));
        QVERIFY(audit(forward).out.isEmpty());
        QVERIFY(note(u"codex"_s));
        QCOMPARE(linesIn(audit(forward).out).first()[u"delivered"_s].toInt(), 1);
        QTRY_COMPARE(sum(rsyslog.events()), int(known.size()) + 1);
    }

    void whatIsSetUpCountsWithoutAnAddress()
    {
        if (!Rsyslog::isInstalled())
            QSKIP("rsyslog with rsyslog-gnutls is not installed");
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        Settings &settings = m_cli->services->settings();
        settings.setValue(SettingKeys::SiemTarget, rsyslog.url());
        settings.setValue(SettingKeys::SiemCaFile, rsyslog.caFile());
        const CliRun tested = audit({u"forward"_s, u"--test"_s, u"--json"_s});
        QVERIFY2(tested.exitCode == 0, tested.out.constData());
        QCOMPARE(tested.object()[u"target"_s].toString(), rsyslog.url());
        QTRY_COMPARE(rsyslog.lines().size(), 1);
        settings.setValue(SettingKeys::SiemEnabled, false);
        QCOMPARE(audit({u"forward"_s, u"--test"_s}).exitCode, 78);
    }

    void serversThatAreNotTrustedGetNothing_data()
    {
        QTest::addColumn<int>("flaw");
        QTest::addColumn<QString>("code");
        QTest::newRow("authority")
            << int(CertificateFlaw::UnknownAuthority) << u"CertificateUntrusted"_s;
        QTest::newRow("host") << int(CertificateFlaw::WrongHost) << u"CertificateForOtherHost"_s;
    }
    void serversThatAreNotTrustedGetNothing()
    {
        if (!Rsyslog::isInstalled())
            QSKIP("rsyslog with rsyslog-gnutls is not installed");
        QFETCH(const int, flaw);
        QFETCH(const QString, code);
        Rsyslog rsyslog(freePort(), CertificateFlaw(flaw));
        QVERIFY(rsyslog.start());
        const CliRun sent = audit(
            {u"forward"_s, u"--json"_s, u"--to"_s, rsyslog.url(), u"--ca"_s, rsyslog.caFile()});
        QCOMPARE(sent.exitCode, 69);
        QCOMPARE(sent.errorCode(), code);
        QVERIFY(rsyslog.lines().isEmpty());
    }

    void aServerThatNeverReadsIsGivenUp()
    {
        SilentListener silent;
        QElapsedTimer timer;
        timer.start();
        const CliRun sent = audit({u"forward"_s, u"--json"_s, u"--to"_s,
                                   u"syslog+tls://127.0.0.1:%1"_s.arg(silent.serverPort())});
        QCOMPARE(sent.exitCode, 69);
        QVERIFY2(timer.elapsed() < 20'000, sent.out.constData());
        const QJsonObject error = linesIn(sent.out).last()[u"error"_s].toObject();
        QCOMPARE(error[u"code"_s].toString(), u"Timeout"_s);
    }

    void aCursorThatCantBeKeptIsSaid()
    {
        if (!Rsyslog::isInstalled())
            QSKIP("rsyslog with rsyslog-gnutls is not installed");
        Rsyslog rsyslog;
        QVERIFY(rsyslog.start());
        QVERIFY(audit({u"list"_s}).exitCode == 0);
        const SyslogTarget target{u"localhost"_s, rsyslog.port(), rsyslog.caFile()};
        QVERIFY(ForwardStateFile(m_cli->services->paths(), u"acme"_s, target).write({}));
        QDir folder(m_cli->services->paths().stateDir + u"/audit"_s);
        const QString state = folder.entryList({u"*.siem-*.json"_s}).value(0);
        QVERIFY(folder.remove(state) && folder.mkdir(state));
        const QStringList forward{u"forward"_s,  u"--json"_s, u"--to"_s,
                                  rsyslog.url(), u"--ca"_s,   rsyslog.caFile()};
        const CliRun sent = audit(forward);
        QVERIFY2(sent.exitCode == 73 || sent.exitCode == 64, sent.out.constData());
        QVERIFY(folder.rmdir(state));
        QCOMPARE(audit(forward).exitCode, 0);
        const qsizetype known = idsIn(audit({u"export"_s}).out).size();
        QTRY_COMPARE(rsyslog.events().size(), known);
    }

    void followingForwardsWhatComesAndEndsInOrder()
    {
        if (!Rsyslog::isInstalled())
            QSKIP("rsyslog with rsyslog-gnutls is not installed");
        QVERIFY(audit({u"list"_s}).exitCode == 0);
        Rsyslog rsyslog; // not there yet
        LongRun run(*m_cli->services, {u"audit"_s, u"forward"_s, u"--follow"_s, u"--json"_s,
                                       u"--to"_s, rsyslog.url(), u"--ca"_s, rsyslog.caFile()});
        QTRY_VERIFY_WITH_TIMEOUT(!linesIn(run.out).isEmpty(), 15000);
        QCOMPARE(linesIn(run.out).first()[u"error"_s].toObject()[u"code"_s].toString(),
                 u"Offline"_s);
        QVERIFY(linesIn(run.out).first().contains(u"retryInSeconds"_s));
        QVERIFY(rsyslog.start());
        QTRY_VERIFY_WITH_TIMEOUT(rsyslog.events().size() > 1000, 30000);
        QTRY_VERIFY(linesIn(run.out).last().contains(u"delivered"_s));
        QVERIFY(note(u"goose"_s));
        QTRY_VERIFY_WITH_TIMEOUT(linesIn(run.out).last()[u"delivered"_s].toInt() == 1, 15000);
        run.cli->interrupt();
        QTRY_VERIFY(run.exitCode.isFinished());
        QCOMPARE(run.exitCode.result(), ExitCode::Done);
    }
};

QTEST_GUILESS_MAIN(tst_AuditCommands)
#include "tst_auditcommands.moc"
