// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditfiles.h"
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

//! As earlier versions wrote it.
QByteArray oldLine(const AuditRecord &record)
{
    const QByteArray line = toAuditLine(record);
    return line.first(line.lastIndexOf('\t')) + '\n';
}

} // namespace

class TestAuditJournal : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    AppPaths m_paths;

    [[nodiscard]] static Clock clock()
    {
        return [] { return QDateTime::fromMSecsSinceEpoch(100'000, Qt::UTC); };
    }
    [[nodiscard]] AuditJournal newJournal() const { return {m_paths, u"acme"_s, clock()}; }
    [[nodiscard]] QString oldPath() const { return m_paths.stateDir + u"/audit/acme.log"_s; }
    //! Of the last segment.
    [[nodiscard]] QString path() const
    {
        const auto segments = auditSegments(auditFileBase(m_paths, u"acme"_s));
        return segments && !segments->isEmpty() ? segments->constLast().path : QString();
    }
    void put(const QString &path, const QByteArray &bytes,
             QIODevice::OpenMode mode = QIODevice::WriteOnly)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
        QFile file(path);
        QVERIFY(file.open(mode));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    [[nodiscard]] static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_paths = AppPaths::forHome(m_home->path());
    }

    void whatIsWrittenIsReadAndNothingTwice()
    {
        AuditJournal journal = newJournal();
        QCOMPARE(journal.append({record(1), record(2), record(1)}).value(), 2);
        AuditJournal other = newJournal(); // another process
        QCOMPARE(other.append({record(2), record(3)}).value(), 1);
        QCOMPARE(journal.append({record(3), record(4)}).value(), 1);
        const auto all = journal.read(0);
        QCOMPARE(all->records, (QList{record(1), record(2), record(3), record(4)}));
        const auto rest = journal.read(all->cursors.at(1));
        QCOMPARE(rest->records, (QList{record(3), record(4)}));
        QVERIFY(journal.read(all->next)->records.isEmpty());
        // A place within a line is the next line.
        QCOMPARE(journal.read(all->cursors.at(1) - 3)->records.first(), record(3));
        QCOMPARE(QFile::permissions(path()) & QFile::Permissions(0x0077), QFile::Permissions());
    }

    void aJournalOfAnEarlierVersionIsTakenOver()
    {
        const QByteArray before = oldLine(record(1)) + oldLine(record(2)) + oldLine(record(3));
        put(oldPath(), before + "service:4\t4\t3"); // the last one was cut off
        AuditJournal journal = newJournal();
        const auto old = journal.read(0);
        QCOMPARE(old->records, (QList{record(1), record(2), record(3)}));
        QCOMPARE(old->cursors.last(), before.size());
        // What somebody stored of it then still is what it was.
        QCOMPARE(journal.append({record(2), record(4), record(5)}).value(), 2);
        QCOMPARE(journal.read(old->cursors.at(1))->records,
                 (QList{record(3), record(4), record(5)}));
        QCOMPARE(journal.read(old->next)->records, (QList{record(4), record(5)}));
        QCOMPARE(journal.read(0)->damaged, 0);
        QCOMPARE(read(oldPath()), before);
        QCOMPARE(newJournal().append({record(1), record(5)}).value(), 0);
        QCOMPARE(journal.linesBefore(journal.read(0)->next).value(), 5);
        QCOMPARE(journal.linesAfter(old->cursors.at(1)).value(), 3);
    }

    void aLineThatWasCutOffIsDropped()
    {
        AuditJournal journal = newJournal();
        QVERIFY(journal.append({record(1)}));
        put(path(), "service:2\t2\t3", QIODevice::Append);
        QCOMPARE(journal.read(0)->records.size(), 1);
        QCOMPARE(journal.read(0)->damaged, 0);
        AuditJournal other = newJournal();
        QCOMPARE(other.append({record(2)}).value(), 1);
        QCOMPARE(other.read(0)->records, (QList{record(1), record(2)}));
        QCOMPARE(other.read(0)->damaged, 0);
    }

    //! Whichever byte of it.
    void aLineThatWasChangedIsDamagedAndCounted()
    {
        AuditJournal journal = newJournal();
        QVERIFY(journal.append({record(1), record(2), record(3)}));
        const QByteArray good = read(path());
        const auto all = journal.read(0);
        for (qint64 place = all->cursors.at(0); place < all->cursors.at(1) - 1; ++place) {
            for (const char other : {'\0', 'x', '\t', '3'}) {
                QByteArray bytes = good;
                if (std::exchange(bytes[place], other) == other)
                    continue;
                put(path(), bytes);
                const auto batch = journal.read(0);
                QCOMPARE(batch->records, (QList{record(1), record(3)}));
                QCOMPARE(batch->damaged, 1);
                QCOMPARE(batch->cursors.last(), all->cursors.last());
            }
        }
        // What it held is new to whoever is told it again.
        QCOMPARE(newJournal().append({record(1), record(2), record(3)}).value(), 1);
        QCOMPARE(journal.read(0)->records, (QList{record(1), record(3), record(2)}));
    }

    void aLineWithoutItsCheckValueIsDamaged()
    {
        AuditJournal journal = newJournal();
        QVERIFY(journal.append({record(1)}));
        put(path(), oldLine(record(2)), QIODevice::Append);
        QCOMPARE(journal.read(0)->records, QList{record(1)});
        QCOMPARE(journal.read(0)->damaged, 1);
    }

    void progressIsKept()
    {
        AuditJournal journal = newJournal();
        QVERIFY(journal.append({}, [](AuditProgress &progress) {
            progress.missing = {{5, 0}, {0, 3}};
            progress.newest = 7;
        }));
        const AuditProgress kept = newJournal().progress();
        QCOMPARE(kept.missing, (QList<AuditSpan>{{5, 0}, {0, 3}}));
        QCOMPARE(kept.newest, 7);
    }

    void whatIsGoneIsAskedForAgain()
    {
        qint64 cursor = 0;
        {
            AuditJournal journal = newJournal();
            QVERIFY(journal.append({record(1), record(2)},
                                   [](AuditProgress &progress) { progress.newest = 7; }));
            QCOMPARE(journal.progress().newest, 7);
            cursor = journal.read(0)->next;
        }
        QVERIFY(QFile::resize(path(), 0));
        AuditJournal journal = newJournal();
        QCOMPARE(journal.progress(), AuditProgress());
        QVERIFY(journal.append({record(3)}, [](AuditProgress &progress) { progress.newest = 8; }));
        QCOMPARE(journal.progress().newest, 8);
        // Who had read the old one gets all of the new one.
        QCOMPARE(journal.read(cursor)->records, QList{record(3)});
        QCOMPARE(journal.linesAfter(cursor).value(), 1);
    }

    void aPipeInItsPlaceHoldsNobodyUp()
    {
        QVERIFY(QDir().mkpath(QFileInfo(oldPath()).absolutePath()));
        QCOMPARE(mkfifo(QFile::encodeName(oldPath()).constData(), 0600), 0);
        AuditJournal journal = newJournal();
        QCOMPARE(journal.read(0).error().code, ErrorCode::FileUnreadable);
        QCOMPARE(journal.append({record(1)}).error().code, ErrorCode::FileUnreadable);
    }

    void anUnwritableFolderIsSaid()
    {
        put(m_paths.stateDir + u"/audit"_s, {});
        QVERIFY(!newJournal().append({record(1)}));
    }

    void workspacesKeepOutOfEachOthersFiles()
    {
        AuditJournal journal = newJournal();
        QVERIFY(journal.append({record(1)}));
        AuditJournal other(m_paths, u"acme.log.0000000000000.0000000000"_s, clock());
        QVERIFY(other.append({record(2)}));
        AuditJournal strange(m_paths, u"acme/%1 %2"_s, clock());
        QVERIFY(strange.append({record(3)}));
        QCOMPARE(strange.read(0)->records, QList{record(3)});
        QCOMPARE(journal.read(0)->records, QList{record(1)});
        removeAuditFiles(m_paths, u"acme"_s);
        QVERIFY(journal.read(0)->records.isEmpty());
        QCOMPARE(other.read(0)->records, QList{record(2)});
        removeAuditFiles(m_paths, u"acme/%1 %2"_s);
        removeAuditFiles(m_paths, u"acme.log.0000000000000.0000000000"_s);
        QVERIFY(
            QDir(m_paths.stateDir + u"/audit"_s).entryList(QDir::Files | QDir::Hidden).isEmpty());
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
