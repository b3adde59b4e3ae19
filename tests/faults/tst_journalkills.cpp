// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditkeynames.h"
#include "tests/faults/journalonce.h"
#include "tests/faults/strace.h"

#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

//! Whether it may make a difference to be killed before \a call.
bool isWriting(const TracedCall &call)
{
    if (call.name == "openat")
        return call.line.contains("O_CREAT");
    return call.isChanging() && call.name != "close" && call.name != "pread64";
}

const QString Program = QStringLiteral(TEST_BIN_DIR "/journalonce");
constexpr int Before = 45; // events that are there when the one begins that is killed
constexpr int After = 70;

QStringList syncArguments(const QString &home, int first, int last)
{
    return {home, QString::number(first), QString::number(last)};
}

} // namespace

//! A journal whose writer is killed at any system call, and one that several processes write at once.
class tst_JournalKills final : public QObject
{
    Q_OBJECT

    QString m_problem;

    //! What is wrong with the journal in \a home for somebody who had read on to \a cursor by then and knows \a known; empty =
    //! nothing. \a known grows by what is read.
    [[nodiscard]] static QString wrongWith(const QString &home, qint64 &cursor,
                                           QSet<QString> &known)
    {
        const AuditJournal journal = smallJournal(home);
        for (bool hasMore = true; hasMore;) {
            const auto batch = journal.read(cursor, 100'000);
            if (!batch)
                return errorName(batch.error().code);
            if (batch->unreadable() > 0 || batch->isAfterGap || batch->next < cursor)
                return u"%1 unreadable, gap %2, from %3 to %4"_s.arg(batch->unreadable())
                    .arg(batch->isAfterGap)
                    .arg(cursor)
                    .arg(batch->next);
            for (const AuditRecord &record : batch->records) {
                if (known.contains(record.id))
                    return record.id + u" comes twice"_s;
                known.insert(record.id);
            }
            hasMore = batch->hasMore;
            cursor = batch->next;
        }
        return {};
    }
    [[nodiscard]] static bool sync(const QString &home, int first, int last)
    {
        return QProcess::execute(Program, syncArguments(home, first, last)) == 0;
    }

private Q_SLOTS:
    void initTestCase() { m_problem = straceProblem(); }

    void killedAnywhereNothingIsLostOrDoubled()
    {
        if (!m_problem.isEmpty())
            QSKIP(qPrintable(m_problem));
        QList<TracedCall> calls;
        {
            QTemporaryDir home;
            QVERIFY(sync(home.path(), Before, 1));
            const QString trace = home.filePath(u"trace"_s);
            QCOMPARE(QProcess::execute(u"strace"_s,
                                       QStringList{u"-f"_s, u"-o"_s, trace, Program}
                                           + syncArguments(home.path(), After, Before - 10)),
                     0);
            QFile file(trace);
            QVERIFY(file.open(QIODevice::ReadOnly));
            bool isInside = false;
            for (const TracedCall &call : tracedCalls(file.readAll())) {
                if (call.line.contains("/sync-ends"))
                    break;
                if (isInside && isWriting(call))
                    calls.append(call);
                isInside = isInside || call.line.contains("/sync-begins");
            }
        }
        int removals = 0;
        for (const TracedCall &call : std::as_const(calls)) {
            removals += call.name.startsWith("unlink") && call.line.contains("acme.log.") ? 1 : 0;
            QTemporaryDir home;
            QVERIFY(sync(home.path(), Before, 1));
            qint64 cursor = 0;
            QSet<QString> known;
            QCOMPARE(wrongWith(home.path(), cursor, known), QString());
            QProcess killed;
            killed.start(u"strace"_s, QStringList{u"-f"_s, u"-o"_s, u"/dev/null"_s, u"-e"_s,
                                                  call.kill(), Program}
                                          + syncArguments(home.path(), After, Before - 10));
            QVERIFY(killed.waitForFinished());
            const QByteArray where = call.kill().toUtf8() + ' ' + call.line;
            QVERIFY2(!killed.readAllStandardOutput().contains("ok"), where.constData());
            const QString wrong = wrongWith(home.path(), cursor, known);
            QVERIFY2(wrong.isEmpty(), (where + wrong.toUtf8()).constData());
            // The service is asked again.
            QVERIFY2(sync(home.path(), After, Before - 10), where.constData());
            const QString then = wrongWith(home.path(), cursor, known);
            QVERIFY2(then.isEmpty(), (where + then.toUtf8()).constData());
            for (int number = Before; number <= After; ++number)
                QVERIFY2(known.contains(serviceEvent(number).id),
                         (where + QByteArray::number(number)).constData());
            const AuditJournal journal = smallJournal(home.path());
            QCOMPARE(journal.linesBefore(cursor).value(), known.size() + 0);
            QCOMPARE(keyNamesIn(journal)->names.value(u"40"_s), u"key-40"_s);
            QCOMPARE(keyNamesIn(journal)->names.value(u"60"_s), u"key-60"_s);
        }
        qInfo("%lld kill points, %d of them removals", calls.size(), removals);
        QVERIFY(calls.size() > 30);
        QVERIFY(removals >= 2);
    }

    void severalWriteAtOnce()
    {
        QTemporaryDir home;
        QVERIFY(sync(home.path(), 1, 1));
        std::vector<std::unique_ptr<QProcess>> writers;
        constexpr int Each = 100;
        for (int number = 0; number < 4; ++number) {
            auto writer = std::make_unique<QProcess>();
            // They overlap by half.
            const int first = 2 + number * Each / 2;
            writer->start(Program, syncArguments(home.path(), first + Each - 1, first));
            writers.push_back(std::move(writer));
        }
        QSet<QString> known;
        qint64 cursor = 0;
        const auto isRunning = [](const auto &writer) {
            return writer->state() != QProcess::NotRunning;
        };
        bool hasGap = false;
        const auto readOn = [&] {
            const auto batch = smallJournal(home.path()).read(cursor, 100'000);
            QVERIFY(batch);
            QCOMPARE(batch->unreadable(), 0);
            QVERIFY(batch->next >= cursor);
            hasGap = hasGap || batch->isAfterGap;
            for (const AuditRecord &record : batch->records) {
                QVERIFY2(!known.contains(record.id), qPrintable(record.id));
                known.insert(record.id);
            }
            cursor = batch->next;
        };
        while (std::ranges::any_of(writers, isRunning)) {
            readOn();
            QCoreApplication::processEvents();
        }
        for (const auto &writer : writers)
            QCOMPARE(writer->readAllStandardOutput(), "ok\n"_qba);
        readOn();
        readOn();
        const AuditJournal journal = smallJournal(home.path());
        // What was removed before somebody read it is counted.
        const qint64 lines = journal.linesBefore(cursor).value();
        QVERIFY(lines >= known.size());
        QVERIFY(hasGap || lines == known.size());
        // The newest are there, each once.
        QSet<QString> kept;
        qint64 count = 0;
        for (qint64 place = 0;;) {
            const auto batch = journal.read(place, 100'000);
            for (const AuditRecord &record : batch->records)
                kept.insert(record.id);
            count += batch->records.size();
            place = batch->next;
            if (!batch->hasMore)
                break;
        }
        QCOMPARE(count, kept.size());
        QVERIFY(kept.contains(serviceEvent(251).id));
        qint64 bytes = 0;
        const auto segments = auditSegments(
            auditFileBase(AppPaths::forHome(home.path()), u"acme"_s));
        for (const AuditSegment &segment : *segments)
            bytes += segment.size();
        QCOMPARE_LE(bytes, 10'000);
    }
};

QTEST_GUILESS_MAIN(tst_JournalKills)
#include "tst_journalkills.moc"
