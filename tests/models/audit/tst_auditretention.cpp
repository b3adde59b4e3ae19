// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditkeynames.h"
#include "models/audit/forwardstate.h"
#include "tests/models/audit/journalfixture.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Day = qint64(24) * 3600 * 1000;

} // namespace

//! What goes from a journal and what stays, and who notices.
class tst_AuditRetention final
    : public QObject
    , JournalFixture
{
    Q_OBJECT

    [[nodiscard]] qint64 bytes() const
    {
        qint64 bytes = 0;
        for (const AuditSegment &segment : segments())
            bytes += segment.size();
        return bytes;
    }
    [[nodiscard]] AuditJournal::Batch all() const
    {
        return newJournal().read(0, qint64(1) << 30).value();
    }
    //! Events number \a first to \a last, one a minute up to now.
    void append(int first, int last)
    {
        AuditJournal journal = newJournal();
        for (int number = first; number <= last; ++number)
            QVERIFY(journal.append({record(number, m_now - Day + number * 60'000)}));
    }
    void setState(qint64 cursor, qint64 triedAt)
    {
        const SyslogTarget target{u"siem.example"_s, 6514, {}};
        ForwardState state;
        state.cursor = cursor;
        state.deliveredAt = QDateTime::fromMSecsSinceEpoch(triedAt, Qt::UTC);
        QVERIFY(ForwardStateFile(m_paths, u"acme"_s, target).write(state));
    }

private Q_SLOTS:
    void init()
    {
        begin(1000 * Day, 10'000);
        m_retention.maxUndeliveredBytes = 20'000;
    }

    void itDoesNotGrowBeyondItsLimit()
    {
        append(1, 200);
        QCOMPARE_LE(bytes(), m_retention.maxBytes);
        QCOMPARE_GE(bytes(), m_retention.maxBytes - 2 * m_retention.segmentBytes);
        QVERIFY(segments().size() >= 4);
        const QList<int> numbers = numbersIn(all());
        QCOMPARE(numbers, range(numbers.first(), 200));
        // Lines are numbered by what was ever written.
        QCOMPARE(newJournal().linesBefore(all().next).value(), 200);
        QCOMPARE(newJournal().linesBefore(0).value(), numbers.first() - 1);
    }

    void aCursorStaysWhatItWas()
    {
        append(1, 20);
        const AuditJournal::Batch early = all();
        append(21, 60);
        const AuditJournal::Batch late = all();
        append(61, 90);
        const int first = numbersIn(all()).first();
        QVERIFY(first > 20 && first < 60);
        // In what is kept: on behind it, without a gap.
        const auto i = numbersIn(late).indexOf(59);
        const auto rest = newJournal().read(late.cursors.at(i), qint64(1) << 30);
        QCOMPARE(numbersIn(*rest), range(60, 90));
        QVERIFY(!rest->isAfterGap);
        // In what was removed: behind that, and it shows.
        const auto behind = newJournal().read(early.cursors.at(4), qint64(1) << 30);
        QCOMPARE(numbersIn(*behind), range(first, 90));
        QVERIFY(behind->isAfterGap);
        QCOMPARE(newJournal().linesBefore(behind->begin).value(), first - 1);
        // From the beginning means what is kept.
        QVERIFY(!all().isAfterGap);
        QCOMPARE(newJournal().linesAfter(early.cursors.at(4)).value(), 91 - first);
    }

    void readingOnStopsBeforeAGap()
    {
        append(1, 40);
        const QList<AuditSegment> before = segments();
        QVERIFY(before.size() > 3);
        QVERIFY(QFile::remove(before.at(1).path));
        const auto first = newJournal().read(0, qint64(1) << 30);
        QVERIFY(first->hasMore);
        QCOMPARE(first->next, before.at(1).begin);
        const auto second = newJournal().read(first->next, qint64(1) << 30);
        QVERIFY(second->isAfterGap);
        QCOMPARE(second->begin, before.at(2).begin);
        QCOMPARE(numbersIn(*second).last(), 40);
        const auto last = newJournal().readLast(qint64(1) << 30);
        QCOMPARE(numbersIn(*last), numbersIn(*first) + numbersIn(*second));
    }

    //! A first sync writes its newest events first.
    //! Of damage there may be no line at all to go by.
    void whatIsNoLineGoesToo()
    {
        append(1, 25);
        QFile junk(segments().at(1).path);
        QVERIFY(junk.open(QIODevice::ReadWrite));
        QVERIFY(junk.write(QByteArray(junk.size(), '#')) == junk.size());
        junk.close();
        append(26, 60);
        QVERIFY(!junk.exists());
        QCOMPARE_LE(bytes(), m_retention.maxBytes);
        // It is the first to go, and takes nobody along who would have stayed.
        QCOMPARE_GE(bytes(), m_retention.maxBytes - 2 * m_retention.segmentBytes);
    }

    void theOldestEventsGoFirst()
    {
        AuditJournal journal = newJournal();
        for (int number = 200; number > 0; --number)
            QVERIFY(journal.append({record(number, m_now - Day + number * 60'000)}));
        QCOMPARE_LE(bytes(), m_retention.maxBytes);
        QList<int> numbers = numbersIn(all());
        std::ranges::sort(numbers);
        QVERIFY(numbers.size() > 30);
        QCOMPARE(numbers, range(numbers.first(), 200));
        // Older ones are not asked for any more.
        QVERIFY(journal.append({}, [this](AuditProgress &progress) {
            progress.missing = {{0, 0}, {0, m_now - Day + 60'000}};
        }));
        const QList<AuditSpan> missing = journal.progress().missing;
        QCOMPARE(missing.size(), 1);
        QVERIFY(missing.first().from > m_now - Day);
    }

    void whatWasRemovedIsNotWrittenAgain()
    {
        append(1, 100);
        const qint64 end = all().next;
        const int first = numbersIn(all()).first();
        // The service keeps its log for longer than we do.
        append(1, 100);
        QCOMPARE(all().next, end);
        // Nor by somebody who does not know what was removed.
        QVERIFY(QFile::remove(auditFileBase(m_paths, u"acme"_s) + u".progress.json"_s));
        append(1, 100);
        QCOMPARE(all().next, end);
        QCOMPARE(numbersIn(all()), range(first, 100));
    }

    void eventsOfThisDeviceThatComeLateAreNew()
    {
        append(1, 100);
        AuditRecord late = record(1000, m_now - 300 * Day); // a clock that was behind
        late.kind = AuditKind::KeyCopied;
        AuditJournal journal = newJournal();
        const auto step = [](AuditProgress &progress) { progress.events.offsets[u"a"_s] += 7; };
        QVERIFY(journal.append({}, step));
        QCOMPARE(journal.append({late}, step).value(), 1);
        // Once their log is read from its beginning again, they are not.
        QVERIFY(journal.append({}, [](AuditProgress &progress) { progress.events = {}; }));
        late.id = u"device:another"_s;
        QCOMPARE(journal.append({late}, step).value(), 0);
    }

    void whatIsTooOldGoes()
    {
        AuditJournal journal = newJournal();
        for (int number = 1; number <= 10; ++number) {
            m_now += 30 * Day;
            QVERIFY(journal.append({record(number, m_now)}));
        }
        QVERIFY(segments().size() >= 5); // one holds no more than its span
        m_now += 200 * Day;
        QVERIFY(journal.append({}));
        QVERIFY(numbersIn(all()).size() >= 6);
        const QList<int> numbers = numbersIn(all());
        QCOMPARE(numbers, range(numbers.first(), 10));
        QVERIFY(numbers.first() > 1);
        // The last one, too; and cursors go on.
        const qint64 end = all().next;
        m_now += 1000 * Day;
        QVERIFY(journal.append({}));
        QVERIFY(all().records.isEmpty());
        QCOMPARE(all().next, end);
        QVERIFY(journal.append({record(11, m_now)}));
        QVERIFY(all().cursors.first() > end);
        QCOMPARE(numbersIn(newJournal().read(end).value()), QList{11});
        QVERIFY(!newJournal().read(end)->isAfterGap);
    }

    void aClockThatIsAheadKeepsNothingForYears()
    {
        AuditJournal journal = newJournal();
        QVERIFY(journal.append({record(1, m_now + 5000 * Day)}));
        QFile file(segments().first().path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::fromMSecsSinceEpoch(m_now),
                                 QFileDevice::FileModificationTime));
        m_now += 300 * Day;
        QVERIFY(newJournal().append({}));
        QCOMPARE(all().records.size(), 1);
        m_now += 200 * Day;
        QVERIFY(newJournal().append({}));
        QVERIFY(all().records.isEmpty());
        QVERIFY(journal.append({record(2, m_now)}));
        QCOMPARE(numbersIn(all()), QList{2});
    }

    void whatAServerHasNotGotStaysForAWhile()
    {
        append(1, 20);
        const qint64 cursor = all().cursors.at(9);
        setState(cursor, m_now - 29 * Day);
        append(21, 80);
        QVERIFY(bytes() > m_retention.maxBytes);
        QCOMPARE_LE(bytes(), m_retention.maxUndeliveredBytes);
        const auto waiting = newJournal().read(cursor, qint64(1) << 30);
        QVERIFY(!waiting->isAfterGap);
        QCOMPARE(numbersIn(*waiting), range(11, 80));
        // It gets no more than that.
        append(81, 200);
        QCOMPARE_LE(bytes(), m_retention.maxUndeliveredBytes);
        QVERIFY(newJournal().read(cursor)->isAfterGap);
        // Once it has got them they go.
        setState(all().next, m_now);
        append(201, 202);
        QCOMPARE_LE(bytes(), m_retention.maxBytes);
    }

    void aServerThatNobodyTriesKeepsNothing()
    {
        append(1, 20);
        setState(all().cursors.at(9), m_now - 31 * Day);
        append(21, 100);
        QCOMPARE_LE(bytes(), m_retention.maxBytes);
    }

    void whatAServerHasNotGotStaysHoweverOld()
    {
        AuditJournal journal = newJournal();
        QVERIFY(journal.append({record(1, m_now)}));
        m_now += 500 * Day;
        setState(0, m_now - Day);
        QVERIFY(journal.append({}));
        QCOMPARE(numbersIn(all()), QList{1});
        setState(all().next, m_now);
        QVERIFY(journal.append({}));
        QVERIFY(all().records.isEmpty());
    }

    void namesOfKeysOutliveTheirEvents()
    {
        AuditRecord created = record(1, m_now - Day);
        created.kind = AuditKind::KeyCreated;
        created.key = u"17"_s;
        created.subject = u"alex-laptop"_s;
        QVERIFY(newJournal().append({created}));
        append(2, 100);
        QVERIFY(numbersIn(all()).first() > 1);
        QCOMPARE(keyNamesIn(newJournal())->names.value(u"17"_s), u"alex-laptop"_s);
        QVERIFY(!(QFile::permissions(auditFileBase(m_paths, u"acme"_s) + u".keys.json"_s)
                  & QFile::Permissions(0x0077)));
        removeAuditFiles(m_paths, u"acme"_s);
        QVERIFY(keyNamesIn(newJournal())->names.isEmpty());
    }

    void theFileOfAnEarlierVersionGoesInItsTurn()
    {
        QVERIFY(QDir().mkpath(m_paths.stateDir + u"/audit"_s));
        QFile old(m_paths.stateDir + u"/audit/acme.log"_s);
        QVERIFY(old.open(QIODevice::WriteOnly));
        for (int number = 1; number <= 30; ++number) {
            const QByteArray line = toAuditLine(record(number, m_now - Day + number * 60'000));
            old.write(line.first(line.lastIndexOf('\t')) + '\n');
        }
        old.close();
        const qint64 cursor = all().cursors.at(28);
        append(31, 60);
        QVERIFY(!old.exists());
        const auto rest = newJournal().read(cursor, qint64(1) << 30);
        QVERIFY(rest->isAfterGap);
        QCOMPARE(numbersIn(*rest), range(31, 60));
    }

    void whatCantBeRememberedIsNotRemoved()
    {
        append(1, 45);
        const qint64 before = bytes();
        // Something lies where it is written down.
        const QString path = auditFileBase(m_paths, u"acme"_s) + u".progress.json"_s;
        QFile::remove(path);
        QVERIFY(QDir().mkpath(path));
        AuditJournal journal = newJournal();
        int refused = 0;
        for (int number = 46; number <= 100; ++number)
            refused += journal.append({record(number, m_now - Day + number * 60'000)}) ? 0 : 1;
        QVERIFY(refused > 0);
        QVERIFY(bytes() > before + 5'000);
        QVERIFY(QDir().rmdir(path));
        QVERIFY(journal.append({record(101, m_now)}));
        QCOMPARE_LE(bytes(), m_retention.maxBytes);
        QCOMPARE(numbersIn(all()), range(numbersIn(all()).first(), 101));
    }
};

QTEST_GUILESS_MAIN(tst_AuditRetention)
#include "tst_auditretention.moc"
