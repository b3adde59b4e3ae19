// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditjournal.h"
#include "models/audit/localevents.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

AuditRecord record(int number)
{
    AuditRecord record;
    record.id = u"service:%1"_s.arg(number);
    record.at = number;
    record.kind = AuditKind::ToolCalled;
    record.eventType = 88;
    record.tool = u"tab\there \\ and\nthere"_s;
    record.person = u"Zoë"_s;
    record.detail = R"({"a":1})";
    return record;
}

} // namespace

class TestAuditJournal : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    AppPaths m_paths;
    [[nodiscard]] QString path() const { return m_paths.stateDir + u"/audit/acme.log"_s; }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_paths = AppPaths::forHome(m_home->path());
    }

    void whatIsWrittenIsReadAndNothingTwice()
    {
        AuditJournal journal(m_paths, u"acme"_s);
        QCOMPARE(journal.append({record(1), record(2), record(1)}).value(), 2);
        AuditJournal other(m_paths, u"acme"_s); // another process
        QCOMPARE(other.append({record(2), record(3)}).value(), 1);
        QCOMPARE(journal.append({record(3), record(4)}).value(), 1);
        const auto all = journal.read(0);
        QCOMPARE(all->records, (QList{record(1), record(2), record(3), record(4)}));
        const auto rest = journal.read(all->cursors.at(1));
        QCOMPARE(rest->records, (QList{record(3), record(4)}));
        QVERIFY(journal.read(all->next)->records.isEmpty());
        // A place within a line is the next line.
        QCOMPARE(journal.read(all->cursors.at(1) - 3)->records.first(), record(3));
        QCOMPARE(QFile::permissions(path()) & QFile::ReadOther, QFile::Permissions());
    }

    void aLineThatWasCutOffIsDropped()
    {
        AuditJournal journal(m_paths, u"acme"_s);
        QVERIFY(journal.append({record(1)}));
        {
            QFile file(path());
            QVERIFY(file.open(QIODevice::Append));
            file.write("service:2\t2\t3");
        }
        QCOMPARE(journal.read(0)->records.size(), 1);
        AuditJournal other(m_paths, u"acme"_s);
        QCOMPARE(other.append({record(2)}).value(), 1);
        QCOMPARE(other.read(0)->records, (QList{record(1), record(2)}));
        QCOMPARE(other.read(0)->damaged, 0);
    }

    void progressIsKept()
    {
        AuditJournal journal(m_paths, u"acme"_s);
        QVERIFY(journal.append({}, [](AuditProgress &progress) {
            progress.missing = {{5, 0}, {0, 3}};
            progress.newest = 7;
        }));
        const AuditProgress kept = AuditJournal(m_paths, u"acme"_s).progress();
        QCOMPARE(kept.missing, (QList<AuditSpan>{{5, 0}, {0, 3}}));
        QCOMPARE(kept.newest, 7);
    }

    void whatIsGoneIsAskedForAgain()
    {
        qint64 cursor = 0;
        {
            AuditJournal journal(m_paths, u"acme"_s);
            QVERIFY(journal.append({record(1), record(2)},
                                   [](AuditProgress &progress) { progress.newest = 7; }));
            QCOMPARE(journal.progress().newest, 7);
            cursor = journal.read(0)->next;
        }
        QVERIFY(QFile::resize(path(), 0));
        AuditJournal journal(m_paths, u"acme"_s);
        QCOMPARE(journal.progress(), AuditProgress());
        QVERIFY(journal.append({record(3)}, [](AuditProgress &progress) { progress.newest = 8; }));
        QCOMPARE(journal.progress().newest, 8);
        // Who had read the old one gets all of the new one.
        QCOMPARE(journal.read(cursor)->records, QList{record(3)});
    }

    void aPipeInItsPlaceHoldsNobodyUp()
    {
        QVERIFY(QDir().mkpath(QFileInfo(path()).absolutePath()));
        QCOMPARE(mkfifo(QFile::encodeName(path()).constData(), 0600), 0);
        AuditJournal journal(m_paths, u"acme"_s);
        QCOMPARE(journal.read(0).error().code, ErrorCode::FileUnreadable);
        QCOMPARE(journal.append({record(1)}).error().code, ErrorCode::FileUnreadable);
    }

    void anUnwritableFolderIsSaid()
    {
        QVERIFY(QDir().mkpath(m_paths.stateDir));
        QFile file(m_paths.stateDir + u"/audit"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(!AuditJournal(m_paths, u"acme"_s).append({record(1)}));
    }

    void eventsOfThisDeviceHoldNoKey()
    {
        const LocalEvents events(m_paths,
                                 [] { return QDateTime::fromMSecsSinceEpoch(9, Qt::UTC); });
        const QString key = u"kmcp_"_s + QString(43, u'a');
        QVERIFY(events.note(AuditKind::KeyRevealed, u"acme"_s, key, u"at "_s + key));
        QVERIFY(events.note(AuditKind::ConfigWritten, u"acme"_s, u"cursor"_s));
        const auto batch = events.read({});
        QCOMPARE(batch->events.size(), 2);
        QVERIFY(!batch->events.at(0).record.key.contains(key));
        QVERIFY(!batch->events.at(0).record.detail.contains(key.toUtf8()));
        QCOMPARE(batch->events.at(1).record.tool, u"cursor"_s);
        QVERIFY(batch->events.at(0).record.id != batch->events.at(1).record.id);
        QVERIFY(events.read(batch->next)->events.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestAuditJournal)
#include "tst_auditjournal.moc"
