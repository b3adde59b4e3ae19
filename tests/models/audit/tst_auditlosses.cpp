// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/file.h"
#include "tests/models/audit/journalfixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Now = qint64(1'000'000) * 1000;
constexpr qint64 Everything = qint64(1) << 30;

AuditRecord record(int number)
{
    return Tests::record(number, Now - 1'000'000 + number * 1000);
}

} // namespace

//! Segments that are gone although nobody removed them for their age or the journal's size.
class tst_AuditLosses final
    : public QObject
    , JournalFixture
{
    Q_OBJECT

    [[nodiscard]] QString progressPath() const
    {
        return auditFileBase(m_paths, u"acme"_s) + u".progress.json"_s;
    }
    //! Of everything that can be read.
    [[nodiscard]] AuditJournal::Batch all() const
    {
        AuditJournal::Batch all;
        const AuditJournal journal = newJournal();
        for (all.hasMore = true; all.hasMore;) {
            const auto more = journal.read(all.next, Everything).value();
            all.records += more.records;
            all.cursors += more.cursors;
            all.damaged += more.damaged;
            all.lost += more.lost;
            all.isAfterGap = all.isAfterGap || more.isAfterGap;
            all.next = more.next;
            all.hasMore = more.hasMore;
        }
        return all;
    }
    //! As who fetched events number \a first to \a last, which are all that there are up to now.
    static void fetch(AuditJournal &journal, int first, int last)
    {
        for (int number = first; number <= last; ++number)
            QVERIFY(journal.append({record(number)}));
        QVERIFY(journal.append({}, [last](AuditProgress &progress) {
            progress.missing.clear();
            progress.newest = std::max(progress.newest, record(last).at);
            progress.events.offsets[u"a"_s] = 7;
        }));
    }
    void fetch(int first, int last) const
    {
        AuditJournal journal = newJournal();
        fetch(journal, first, last);
    }
    //! How many events segment number \a i holds.
    [[nodiscard]] int linesOf(qsizetype i) const
    {
        return int(segments().at(i + 1).number - segments().at(i).number);
    }
    //! Whether the sources are to be read from their beginning.
    [[nodiscard]] bool asksAgain() const
    {
        const AuditProgress progress = newJournal().progress();
        return progress.newest == 0 && progress.events == LogCursor();
    }
    void put(const QString &path, const QByteArray &bytes) const
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private Q_SLOTS:
    void init() { begin(Now, 100'000); }

    void whicheverSegmentIsLostItIsCountedAndFetchedAgain_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("the first") << 0;
        QTest::newRow("the second") << 1;
        QTest::newRow("one in the middle") << 3;
    }
    void whicheverSegmentIsLostItIsCountedAndFetchedAgain()
    {
        QFETCH(const int, which);
        fetch(1, 60);
        QVERIFY(segments().size() > 5);
        const AuditJournal::Batch before = all();
        QCOMPARE(before.unreadable(), 0);
        QVERIFY(!asksAgain());
        const int lines = linesOf(which);
        QVERIFY(lines > 5);
        QVERIFY(QFile::remove(segments().at(which).path));

        QCOMPARE(all().lost, lines);
        QCOMPARE(all().damaged, 0);
        QVERIFY(all().isAfterGap);
        QCOMPARE(all().records.size(), 60 - lines);
        QVERIFY(asksAgain());
        // Cursors stay what they were, on both sides.
        QCOMPARE(all().cursors.last(), before.cursors.last());
        const auto behind = newJournal().read(before.cursors.at(50), Everything);
        QCOMPARE(numbersIn(*behind), range(52, 60));
        QCOMPARE(behind->unreadable(), 0);
        QVERIFY(!behind->isAfterGap);

        fetch(1, 60);
        QList<int> numbers = numbersIn(all());
        std::ranges::sort(numbers);
        QCOMPARE(numbers, range(1, 60));
        // Once: the place is told all the same.
        QVERIFY(!asksAgain());
        QCOMPARE(all().lost, lines);
        QCOMPARE(numbersIn(*newJournal().read(before.next, Everything)).size(), lines);
    }

    void whoHasTheJournalOpenNoticesAsWell()
    {
        AuditJournal journal = newJournal();
        fetch(journal, 1, 60);
        const int lines = linesOf(2);
        QVERIFY(QFile::remove(segments().at(2).path));
        // What it reads was asked for before it could know.
        QVERIFY(journal.append({record(61)}, [](AuditProgress &progress) {
            progress.missing.clear();
            progress.newest = record(61).at;
            progress.events.offsets[u"a"_s] = 9;
        }));
        QCOMPARE(journal.progress().missing.size(), 1);
        QCOMPARE(journal.progress().missing.first().to, 0);
        QVERIFY(asksAgain());
        fetch(journal, 1, 61);
        QCOMPARE(all().records.size(), 61);
        QCOMPARE(all().lost, lines);
    }

    void severalLossesAreCountedOneByOne()
    {
        fetch(1, 60);
        const int lines = linesOf(1) + linesOf(3) + linesOf(4);
        const QList<AuditSegment> before = segments();
        for (const int which : {1, 3})
            QVERIFY(QFile::remove(before.at(which).path));
        fetch(1, 60);
        QVERIFY(!asksAgain());
        QVERIFY(QFile::remove(before.at(4).path));
        QVERIFY(asksAgain());
        QCOMPARE(all().lost, lines);
    }

    void aSegmentThatWasCutOffIsLostFromThere()
    {
        fetch(1, 60);
        const AuditSegment segment = segments().at(2);
        const int lines = linesOf(2);
        const qint64 kept = all().cursors.at(segment.number + 2) - segment.begin; // three lines
        QVERIFY(QFile::resize(segment.path, kept));
        QCOMPARE(all().lost, lines - 3);
        QCOMPARE(all().damaged, 0);
        QVERIFY(QFile::resize(segment.path, kept + 20));
        QCOMPARE(all().lost, lines - 4);
        QCOMPARE(all().damaged, 1);
        QVERIFY(asksAgain());
    }

    void aSegmentThatNothingCanBeReadOfIsFetchedAgain_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("zeros") << QByteArray(1, '\0');
        QTest::newRow("lines") << "junk\n"_qba;
    }
    void aSegmentThatNothingCanBeReadOfIsFetchedAgain()
    {
        QFETCH(const QByteArray, piece);
        AuditJournal early = newJournal();
        fetch(early, 1, 60);
        const AuditSegment segment = segments().at(2);
        const int lines = linesOf(2);
        put(segment.path, piece.repeated(segment.size()).first(segment.size()));
        QCOMPARE_GE(all().unreadable(), lines);
        QVERIFY(newJournal().append({}));
        QVERIFY(asksAgain());
        fetch(1, 60);
        QVERIFY(!asksAgain());
        // Nor by one that had read it before.
        QVERIFY(early.append({}));
        QVERIFY(newJournal().append({}));
        QVERIFY(!asksAgain());
        QCOMPARE(all().records.size(), 60);
        QCOMPARE_GE(all().unreadable(), lines);
    }

    void whatWasRemovedForTheLimitsIsNoLoss()
    {
        m_retention.maxBytes = 10'000;
        fetch(1, 200);
        QVERIFY(segments().first().begin > 0);
        QCOMPARE(all().unreadable(), 0);
        QVERIFY(!all().isAfterGap);
        QVERIFY(!asksAgain());
        QCOMPARE(newJournal().progress().removed.size(), 1);
        QCOMPARE(newJournal().progress().removed.first().lines, segments().first().number);
        // The first that is kept, behind them, is one.
        const int lines = linesOf(0);
        QVERIFY(QFile::remove(segments().first().path));
        QCOMPARE(all().lost, lines);
        QVERIFY(asksAgain());
    }

    //! A first sync writes its newest events first, so that those in the middle and at the end go.
    void whatWasRemovedInTheMiddleIsNoLoss()
    {
        m_retention.maxBytes = 10'000;
        AuditJournal journal = newJournal();
        fetch(journal, 100, 130);
        for (int number = 99; number > 0; --number)
            QVERIFY(journal.append({record(number)}, [](AuditProgress &progress) {
                progress.events.offsets[u"a"_s] = 7;
            }));
        fetch(journal, 131, 135);
        QVERIFY(segments().first().begin == 0);
        QVERIFY(newJournal().progress().removed.size() >= 1);
        QCOMPARE(all().unreadable(), 0);
        QVERIFY(!asksAgain());
    }

    void aLossEndsWhereTheLimitsHaveReachedIt()
    {
        m_retention.maxBytes = 10'000;
        fetch(1, 40);
        QVERIFY(segments().first().begin == 0);
        QVERIFY(QFile::remove(segments().at(1).path));
        fetch(1, 40);
        QVERIFY(all().lost > 0);
        fetch(41, 200);
        QCOMPARE(all().unreadable(), 0);
        QVERIFY(newJournal().progress().lost.isEmpty());
        QVERIFY(!asksAgain());
    }

    void anEarlierVersionDidNotWriteDownWhatItRemoved()
    {
        m_retention.maxBytes = 10'000;
        fetch(1, 100);
        const auto stored = readFile(progressPath());
        QJsonObject object = QJsonDocument::fromJson(stored->bytes).object();
        object.remove("removed"_L1);
        object.remove("lost"_L1);
        put(progressPath(), QJsonDocument(object).toJson());
        QCOMPARE(all().unreadable(), 0);
        QVERIFY(!asksAgain());
        fetch(101, 120);
        QVERIFY(!newJournal().progress().removed.isEmpty());
        QVERIFY(QFile::remove(segments().at(1).path));
        QVERIFY(all().lost > 0);
        // One that had removed nothing yet has lost what is not there.
        object.insert("removedUntil"_L1, 0);
        put(progressPath(), QJsonDocument(object).toJson());
        QVERIFY(asksAgain());
    }

    void aJournalThatIsBegunAnewForgetsWhatWasRemoved()
    {
        m_retention.maxBytes = 10'000;
        fetch(1, 100);
        for (const AuditSegment &segment : segments())
            QVERIFY(QFile::remove(segment.path));
        QVERIFY(asksAgain());
        fetch(101, 120);
        QVERIFY(newJournal().progress().removed.isEmpty());
        QVERIFY(QFile::remove(segments().first().path));
        QVERIFY(all().lost > 0);
    }
};

QTEST_GUILESS_MAIN(tst_AuditLosses)
#include "tst_auditlosses.moc"
