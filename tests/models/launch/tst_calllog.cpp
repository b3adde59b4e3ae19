// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/calllog.h"
#include "models/settings/apppaths.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/file.h>
#include <sys/stat.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

using namespace Konstantly;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

CallEntry entry(int number)
{
    return {{1000ms + std::chrono::milliseconds(number), 12ms, u"tool_%1"_s.arg(number),
             CallOutcome::Succeeded, 0s},
            u"acme"_s,
            u"17"_s,
            {u"claude-code"_s, u"2.1.330"_s}};
}

} // namespace

class tst_CallLog : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    AppPaths m_paths;

    QString file() const { return m_paths.stateDir + u"/calls/calls.jsonl"_s; }
    QStringList files() const
    {
        return QDir(m_paths.stateDir + u"/calls"_s)
            .entryList({u"*.jsonl"_s}, QDir::Files, QDir::Name);
    }
    void appendRaw(const QByteArray &bytes) const
    {
        QFile raw(file());
        QVERIFY(raw.open(QIODevice::WriteOnly | QIODevice::Append));
        raw.write(bytes);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_home = std::make_unique<QTemporaryDir>();
        m_paths = AppPaths::forHome(m_home->path());
    }

    void entriesComeBack()
    {
        const CallLog log(m_paths);
        const auto empty = log.read({});
        QVERIFY(empty && empty->entries.isEmpty());
        QVERIFY(log.append(entry(1)));
        auto second = entry(2);
        second.call.outcome = CallOutcome::RateLimitedAiTenant;
        QVERIFY(log.append(second));
        const auto batch = log.read({});
        QVERIFY(batch);
        QCOMPARE(batch->entries, (QList<CallEntry>{entry(1), second}));
        QVERIFY(!batch->hasMore);
        QCOMPARE(batch->damaged, 0);
    }

    void everyOutcomeComesBack()
    {
        for (int i = 0; i <= int(CallOutcome::Unanswered); ++i) {
            auto one = entry(i);
            one.call.outcome = CallOutcome(i);
            QCOMPARE(CallLog::fromLine(CallLog::toLine(one)), std::optional(one));
        }
    }

    void readingGoesOnWhereItStopped()
    {
        const CallLog log(m_paths);
        for (int i = 0; i < 10; ++i)
            QVERIFY(log.append(entry(i)));
        auto batch = log.read({}, 4);
        QVERIFY(batch && batch->hasMore);
        QCOMPARE(batch->entries.size(), 4);
        const LogCursor stored = LogCursor::fromJson(batch->next.toJson());
        QCOMPARE(stored, batch->next);
        batch = log.read(stored);
        QVERIFY(batch && !batch->hasMore);
        QCOMPARE(batch->entries.size(), 6);
        QCOMPARE(batch->entries.first(), entry(4));
        QVERIFY(log.append(entry(10)));
        batch = log.read(batch->next);
        QCOMPARE(batch->entries, QList<CallEntry>{entry(10)});
        QCOMPARE(LogCursor::fromJson("garbage"), LogCursor());
    }

    void filesArePrivateWhateverTheUmask()
    {
        const mode_t before = umask(0);
        QVERIFY(CallLog(m_paths, {200, 2}).append(entry(1)));
        QVERIFY(CallLog(m_paths, {200, 2}).append(entry(2)));
        umask(before);
        const QDir folder(m_paths.stateDir + u"/calls"_s);
        QVERIFY((QFileInfo(folder.path()).permissions() & QFile::Permissions(0x77)) == 0);
        const auto all = folder.entryInfoList(QDir::Files | QDir::Hidden);
        QVERIFY(all.size() >= 2);
        for (const QFileInfo &info : all)
            QVERIFY2((info.permissions() & QFile::Permissions(0x77)) == 0,
                     qPrintable(info.fileName()));
    }

    void linesThatAreDamagedArePassedOver()
    {
        const CallLog log(m_paths);
        QVERIFY(log.append(entry(1)));
        appendRaw("garbage\n{}\n\n" + QByteArray(200'000, 'x') + "\n");
        QVERIFY(log.append(entry(2)));
        const auto batch = log.read({});
        QVERIFY(batch);
        QCOMPARE(batch->entries, (QList<CallEntry>{entry(1), entry(2)}));
        QCOMPARE(batch->damaged, 2);
    }

    void aTornLastLineIsLeftBehind()
    {
        const CallLog log(m_paths);
        QVERIFY(log.append(entry(1)));
        appendRaw(CallLog::toLine(entry(2)).left(40));
        auto batch = log.read({});
        QVERIFY(batch);
        QCOMPARE(batch->entries, QList<CallEntry>{entry(1)});
        QVERIFY(!batch->hasMore);
        QVERIFY(log.append(entry(3))); // on a line of its own
        batch = log.read(batch->next);
        QCOMPARE(batch->entries, QList<CallEntry>{entry(3)});
        QCOMPARE(batch->damaged, 1);
    }

    void everyCutIsSurvived()
    {
        const CallLog log(m_paths);
        QVERIFY(log.append(entry(1)) && log.append(entry(2)));
        QFile whole(file());
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        for (qsizetype size = 0; size < bytes.size(); ++size) {
            QFile cut(file());
            QVERIFY(cut.open(QIODevice::WriteOnly | QIODevice::Truncate));
            cut.write(bytes.first(size));
            cut.close();
            QVERIFY(log.append(entry(3)));
            const auto batch = log.read({});
            QVERIFY(batch && !batch->entries.isEmpty());
            QCOMPARE(batch->entries.last(), entry(3));
        }
    }

    void oldFilesAreFewAndReadInOrder()
    {
        const CallLog log(m_paths, {1000, 3});
        LogCursor cursor;
        QList<CallEntry> seen;
        for (int i = 0; i < 200; ++i) {
            QVERIFY(log.append(entry(i)));
            if (i % 7 == 0) {
                const auto batch = log.read(cursor);
                QVERIFY(batch);
                seen += batch->entries;
                cursor = batch->next;
            }
        }
        seen += log.read(cursor)->entries;
        QCOMPARE(seen.size(), 200);
        for (int i = 0; i < 200; ++i)
            QCOMPARE(seen.at(i), entry(i));
        QVERIFY(files().size() <= 4);
        QCOMPARE_LE(cursor.offsets.size(), 4);
    }

    void manyWritersLoseNothing()
    {
        // More room than is written: what rotation throws away is another test's matter.
        constexpr int Writers = 8;
        constexpr int Each = 300;
        std::vector<std::thread> writers;
        std::atomic<int> lost = 0;
        for (int w = 0; w < Writers; ++w) {
            writers.emplace_back([this, w, &lost] {
                const CallLog log(m_paths, {8'000, 1000});
                for (int i = 0; i < Each; ++i)
                    lost += log.append(entry(w * Each + i)) ? 0 : 1;
            });
        }
        QSet<QString> seen;
        LogCursor cursor;
        const CallLog log(m_paths);
        int count = 0;
        const auto readOn = [&] {
            const auto batch = log.read(cursor);
            QVERIFY(batch);
            for (const CallEntry &one : batch->entries)
                seen << one.call.tool;
            count += int(batch->entries.size());
            QCOMPARE(batch->damaged, 0);
            cursor = batch->next;
        };
        for (int i = 0; i < 20; ++i)
            readOn();
        for (std::thread &writer : writers)
            writer.join();
        readOn();
        QCOMPARE(lost.load(), 0);
        QCOMPARE(count, Writers * Each); // none twice
        QCOMPARE(seen.size(), Writers * Each);
        QVERIFY(files().size() > 10);
    }

    void aHeldLockOnlyPutsRotationOff()
    {
        const CallLog log(m_paths, {500, 1});
        QVERIFY(log.append(entry(1)));
        QFile lock(m_paths.stateDir + u"/calls/calls.lock"_s);
        QVERIFY(lock.open(QIODevice::ReadWrite));
        QCOMPARE(flock(lock.handle(), LOCK_EX | LOCK_NB), 0);
        int kept = 0;
        auto large = entry(2);
        large.call.tool = QString(15'000, u'a');
        for (int i = 0; i < 100; ++i)
            kept += log.append(large) ? 1 : 0;
        QVERIFY(kept > 50 && kept < 90); // but not for ever
        QCOMPARE(files(), QStringList{u"calls.jsonl"_s});
        QVERIFY(!log.read({}).has_value());
        lock.close();
        QVERIFY(log.read({}).has_value());
    }

    void whatCanNotBeWrittenIsDropped_data()
    {
        QTest::addColumn<QString>("obstacle");
        for (const char *name : {"file", "folder", "fifo", "link"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void whatCanNotBeWrittenIsDropped()
    {
        QFETCH(QString, obstacle);
        const QString folder = m_paths.stateDir + u"/calls"_s;
        QVERIFY(QDir().mkpath(obstacle == u"file"_s ? m_paths.stateDir : folder));
        if (obstacle == u"file"_s) {
            QFile inTheWay(folder);
            QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        } else if (obstacle == u"folder"_s) {
            QVERIFY(QDir().mkdir(file()));
        } else if (obstacle == u"fifo"_s) {
            QCOMPARE(mkfifo(QFile::encodeName(file()).constData(), 0600), 0);
        } else {
            QVERIFY(QFile::link(u"/dev/null"_s, file()));
        }
        QVERIFY(!CallLog(m_paths).append(entry(1))); // and it does not hang
    }
};

QTEST_GUILESS_MAIN(tst_CallLog)
#include "tst_calllog.moc"
