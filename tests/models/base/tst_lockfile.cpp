// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/lockfile.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Konstantly;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_LockFile : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString path() const { return m_folder->filePath(u"a.lock"_s); }
    //! A lock file that holds \a content, last written \a age ago.
    void put(const QByteArray &content, std::chrono::seconds age) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
        file.close();
        timespec then = {};
        clock_gettime(CLOCK_REALTIME, &then);
        then.tv_sec -= age.count();
        const timespec times[2] = {then, then};
        QCOMPARE(utimensat(AT_FDCWD, qPrintable(path()), times, 0), 0);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void isHeldByOneAtATime()
    {
        QLockFile first(path());
        QVERIFY(takeLock(first, 0ms));
        QLockFile second(path());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!takeLock(second, 50ms));
        QVERIFY(timer.elapsed() >= 50);
        QCOMPARE(second.error(), QLockFile::LockFailedError);
        first.unlock();
        QVERIFY(takeLock(second, 0ms));
    }

    void whereNoneCanBeMadeNobodyWaits()
    {
        QLockFile nowhere(m_folder->filePath(u"missing/a.lock"_s));
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!takeLock(nowhere, 5s));
        QVERIFY(timer.elapsed() < 2000);
        QCOMPARE(lockProblem(nowhere), ErrorCode::FileNotWritable);
    }

    void whoIsKeptOutByAnotherIsToldSo()
    {
        QLockFile first(path());
        QVERIFY(takeLock(first, 0ms));
        QLockFile second(path());
        QVERIFY(!takeLock(second, 0ms));
        QCOMPARE(lockProblem(second), ErrorCode::FileBusy);
    }

    void aLockOfAProcessThatRunsIsNeverTooOld()
    {
        QLockFile first(path());
        QVERIFY(takeLock(first, 0ms));
        const timespec longAgo[2] = {{1, 0}, {1, 0}};
        QCOMPARE(utimensat(AT_FDCWD, qPrintable(path()), longAgo, 0), 0);
        QLockFile second(path());
        QVERIFY(!takeLock(second, 0ms));
        QVERIFY(first.isLocked());
    }

    void aLockOfAProcessThatDiedIsTakenOver()
    {
        QProcess process;
        process.start(u"true"_s, QStringList());
        QVERIFY(process.waitForStarted());
        const qint64 pid = process.processId();
        QVERIFY(process.waitForFinished());
        {
            QLockFile lock(path());
            QVERIFY(lock.tryLock());
            QFile file(path());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QByteArrayList lines = file.readAll().split('\n');
            lines.first() = QByteArray::number(pid);
            lock.unlock();
            put(lines.join('\n'), 0s);
        }
        QLockFile lock(path());
        QVERIFY(takeLock(lock, 0ms));
    }

    void anUnsignedLockIsTakenOverWhenItIsOld_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("nobody's") << QByteArray("\n");
    }
    void anUnsignedLockIsTakenOverWhenItIsOld()
    {
        QFETCH(QByteArray, content);
        put(content, 0s);
        QLockFile early(path());
        QVERIFY(!takeLock(early, 0ms));
        put(content, 3s);
        QLockFile lock(path());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(takeLock(lock, 60s));
        QVERIFY(timer.elapsed() < 10'000); // nobody is waited for
        QLockFile other(path());
        QVERIFY(!takeLock(other, 0ms));
    }

    void anUnsignedLockThatIsYoungIsTakenOverByWhoWaits()
    {
        put({}, 0s);
        QLockFile lock(path());
        QVERIFY(takeLock(lock, 20s));
    }

    void anUnsignedLockOfAProcessThatRunsIsKept()
    {
        put({}, 3s);
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QCOMPARE(flock(file.handle(), LOCK_EX | LOCK_NB), 0);
        QLockFile lock(path());
        QVERIFY(!takeLock(lock, 50ms));
        QVERIFY(QFile::exists(path()));
        file.close();
        QVERIFY(takeLock(lock, 0ms));
    }

    void whatCanNotBeMadeIsNotHeldBySomebody()
    {
        QLockFile lock(m_folder->filePath(u"none/a.lock"_s));
        QVERIFY(!takeLock(lock, 0ms));
        QCOMPARE(lock.error(), QLockFile::UnknownError);
    }
};

QTEST_GUILESS_MAIN(tst_LockFile)
#include "tst_lockfile.moc"
