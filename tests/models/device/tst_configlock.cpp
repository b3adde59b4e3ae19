// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configlock.h"

#include "tests/models/device/devicefixture.h"
#include "tests/models/device/rival.h"
#include "tests/support/unprivileged.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <thread>

#include <fcntl.h>

using namespace Konstantly;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Tests::DeviceFixture;
using Tests::Rival;

namespace {

constexpr ConfigLock::Timing quick{200ms, 10s, 2s};

} // namespace

class tst_ConfigLock : public QObject
{
    Q_OBJECT

    std::unique_ptr<DeviceFixture> m_fixture;

    [[nodiscard]] QString file() const { return m_fixture->cursorFile(); }
    [[nodiscard]] QString lockDir() const { return file() + u".lock"_s; }
    [[nodiscard]] QStringList folder() const
    {
        return QDir(QFileInfo(file()).path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }
    //! Makes a lock as a tool does.
    void makeForeign(LockKind kind) const
    {
        QVERIFY(QDir().mkpath(lockDir()));
        if (kind == LockKind::OwnedDirectory)
            DeviceFixture::write(lockDir() + u"/owner.999.1.foreign"_s, "999.1.foreign");
    }
    void makeOld(const QString &path, std::chrono::seconds age) const
    {
        timespec now = {};
        clock_gettime(CLOCK_REALTIME, &now);
        now.tv_sec -= age.count();
        const timespec times[2] = {now, now};
        QCOMPARE(utimensat(AT_FDCWD, QFile::encodeName(path).constData(), times, 0), 0);
    }
    [[nodiscard]] qint64 lockTime() const
    {
        const struct stat status = DeviceFixture::status(lockDir());
        return qint64(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
    }
    void kinds()
    {
        QTest::addColumn<LockKind>("kind");
        QTest::newRow("directory") << LockKind::Directory;
        QTest::newRow("directory with an owner") << LockKind::OwnedDirectory;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_fixture = std::make_unique<DeviceFixture>();
        DeviceFixture::write(file(), "{}");
    }
    void cleanup() { m_fixture.reset(); }

    void aToolWithoutLockNeedsNone()
    {
        ConfigLock lock(LockKind::None, file(), u"Tool"_s);
        QVERIFY(lock.take());
        QCOMPARE(folder(), QStringList{u"mcp.json"_s});
    }

    void isADirectoryThatGoesWithTheLock_data() { kinds(); }
    void isADirectoryThatGoesWithTheLock()
    {
        QFETCH(LockKind, kind);
        {
            ConfigLock lock(kind, file(), u"Tool"_s);
            QVERIFY(!lock.isHeld());
            QVERIFY(lock.take());
            QVERIFY(lock.isHeld());
            QCOMPARE(folder(), QStringList({u"mcp.json"_s, u"mcp.json.lock"_s}));
            const QStringList inside = QDir(lockDir()).entryList(QDir::Files);
            QCOMPARE(inside.size(), kind == LockKind::OwnedDirectory ? 1 : 0);
            if (!inside.isEmpty()) { // the name says what the file says, as the tool writes it
                const QByteArray token = DeviceFixture::read(lockDir() + u'/' + inside.first());
                QCOMPARE(inside.first(), u"owner."_s + QString::fromLatin1(token));
                QVERIFY(token.startsWith(QByteArray::number(getpid()) + '.'));
            }
            lock.release();
            QVERIFY(!lock.isHeld());
            QCOMPARE(folder(), QStringList{u"mcp.json"_s});
        }
        QCOMPARE(folder(), QStringList{u"mcp.json"_s});
    }

    void aFreshOneOfTheToolIsWaitedForAndLeftAlone_data() { kinds(); }
    void aFreshOneOfTheToolIsWaitedForAndLeftAlone()
    {
        QFETCH(LockKind, kind);
        makeForeign(kind);
        makeOld(lockDir(), 4s);
        const struct stat before = DeviceFixture::status(lockDir());
        QElapsedTimer timer;
        timer.start();
        ConfigLock lock(kind, file(), u"Claude Code"_s, quick);
        const Result<> taken = lock.take();
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, ErrorCode::FileBusy);
        QCOMPARE(taken.error().subject, u"Claude Code"_s);
        QVERIFY(describe(taken.error()).message.contains(u"Claude Code"));
        QVERIFY(timer.elapsed() >= 200 && timer.elapsed() < 2'000);
        lock.release();
        const struct stat after = DeviceFixture::status(lockDir());
        QCOMPARE(after.st_ino, before.st_ino);
        QCOMPARE(after.st_mtim.tv_sec, before.st_mtim.tv_sec);
        QCOMPARE(folder(), QStringList({u"mcp.json"_s, u"mcp.json.lock"_s}));
    }

    void aStaleOneIsTakenOver_data() { kinds(); }
    void aStaleOneIsTakenOver()
    {
        QFETCH(LockKind, kind);
        makeForeign(kind);
        makeOld(lockDir(), 11s);
        ConfigLock lock(kind, file(), u"Tool"_s, quick);
        QVERIFY(lock.take());
        QVERIFY(lock.isHeld());
        QVERIFY(!QFile::exists(lockDir() + u"/owner.999.1.foreign"_s));
        lock.release();
        QCOMPARE(folder(), QStringList{u"mcp.json"_s});
    }

    void aStaleOneWithSomebodysFilesInItIsMovedNotEmptied()
    {
        makeForeign(LockKind::Directory);
        DeviceFixture::write(lockDir() + u"/diary.txt"_s, "mine");
        makeOld(lockDir(), 11s);
        ConfigLock lock(LockKind::Directory, file(), u"Tool"_s, quick);
        QVERIFY(lock.take());
        lock.release();
        QVERIFY(DeviceFixture::everythingIn(QFileInfo(file()).path()).contains("mine"));
    }

    void whatIsNoDirectoryIsNobodysLockToTakeOver()
    {
        const QString target = m_fixture->home() + u"/elsewhere"_s;
        QVERIFY(QDir().mkpath(target));
        QVERIFY(QFile::link(target, lockDir()));
        makeOld(target, 60s);
        ConfigLock lock(LockKind::OwnedDirectory, file(), u"Tool"_s, quick);
        QCOMPARE(lock.take().error().code, ErrorCode::FileBusy);
        QVERIFY(QFileInfo(lockDir()).isSymLink());
        QVERIFY(QDir(target).exists());
    }

    void oneThatATakerWasQuickerWithIsNotTaken()
    {
        // Many takers of one stale lock at once: never two of them at the same time.
        makeForeign(LockKind::Directory);
        makeOld(lockDir(), 11s);
        std::atomic<int> holders = 0;
        std::atomic<int> most = 0;
        std::atomic<int> taken = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                ConfigLock lock(LockKind::Directory, file(), u"Tool"_s, {5s, 10s, 2s});
                if (!lock.take())
                    return;
                ++taken;
                most = std::max(most.load(), ++holders);
                std::this_thread::yield();
                --holders;
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(taken.load(), 8);
        QCOMPARE(most.load(), 1);
        QCOMPARE(folder(), QStringList{u"mcp.json"_s});
    }

    void staysFreshWhileItIsHeld()
    {
        ConfigLock lock(LockKind::Directory, file(), u"Tool"_s, {200ms, 10s, 20ms});
        QVERIFY(lock.take());
        makeOld(lockDir(), 9s);
        const qint64 old = lockTime();
        QTRY_VERIFY(lockTime() > old + 8'000'000'000);
    }

    void oneThatWasTakenFromUsIsNotRemoved_data() { kinds(); }
    void oneThatWasTakenFromUsIsNotRemoved()
    {
        QFETCH(LockKind, kind);
        ConfigLock lock(kind, file(), u"Tool"_s);
        QVERIFY(lock.take());
        // As after a sleep of the computer: somebody thought us dead.
        QVERIFY(QDir(lockDir()).removeRecursively());
        makeForeign(kind);
        QVERIFY(!lock.isHeld());
        const struct stat before = DeviceFixture::status(lockDir());
        lock.release();
        QCOMPARE(DeviceFixture::status(lockDir()).st_ino, before.st_ino);
    }

    void waitsForAHolderThatEnds()
    {
        Rival rival({u"hold"_s, lockDir()});
        ConfigLock refused(LockKind::Directory, file(), u"Tool"_s, quick);
        QCOMPARE(refused.take().error().code, ErrorCode::FileBusy);
        // Once more, and now it goes in between.
        std::atomic<bool> isTaken = false;
        std::thread taker([this, &isTaken] {
            ConfigLock lock(LockKind::Directory, file(), u"Tool"_s, {20s, 60s, 2s});
            isTaken = bool(lock.take());
        });
        std::ignore = rival.stop();
        taker.join();
        QVERIFY(isTaken);
    }

    void leftoversOfKilledOnesAreRemoved()
    {
        const QString dead = u".2147483000.1700000000000.konstantly-77-1f"_s;
        const QString alive = u".%1.1700000000000.konstantly-0-1f"_s.arg(getpid());
        const QString theirs = u".2147483000.1700000000000.5d1b"_s;
        for (const QString &kind : {u".tmp"_s, u".stale"_s}) {
            for (const QString &token : {dead, alive, theirs})
                DeviceFixture::write(lockDir() + kind + token + u"/owner"_s + token, "x");
        }
        ConfigLock lock(LockKind::OwnedDirectory, file(), u"Tool"_s);
        QVERIFY(lock.take());
        lock.release();
        for (const QString &kind : {u".tmp"_s, u".stale"_s}) {
            QVERIFY(!QDir(lockDir() + kind + dead).exists());
            QVERIFY(QDir(lockDir() + kind + alive).exists());
            QVERIFY(QDir(lockDir() + kind + theirs).exists());
        }
    }

    void inAFolderThatIsNotThereNobodyHasOne()
    {
        ConfigLock lock(LockKind::OwnedDirectory, m_fixture->home() + u"/no/such/file"_s, u"T"_s);
        QVERIFY(lock.take());
        QVERIFY(!lock.isHeld());
    }

    void aFolderThatDoesNotTakeItIsReported_data() { kinds(); }
    void aFolderThatDoesNotTakeItIsReported()
    {
        QFETCH(LockKind, kind);
        const QByteArray folder = QFile::encodeName(QFileInfo(file()).path());
        QCOMPARE(chmod(QFile::encodeName(m_fixture->home()).constData(), 0755), 0);
        QCOMPARE(chmod(folder.constData(), 0555), 0);
        const int result = Tests::unprivileged([&] {
            ConfigLock lock(kind, file(), u"Tool"_s, quick);
            const Result<> taken = lock.take();
            return !taken && taken.error().code == ErrorCode::FileNotWritable ? 42 : 1;
        });
        chmod(folder.constData(), 0755);
        QCOMPARE(result, 42);
    }
};

QTEST_GUILESS_MAIN(tst_ConfigLock)
#include "tst_configlock.moc"
