// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// Another program that is quicker than the atomic writer by a hair: it acts exactly between two of its system calls. This
// program has a renameat2() and a syscall() of its own, which the writer calls instead of the system's.

#include "models/base/file.h"
#include "models/base/filedescriptor.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cstdarg>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

//! What is done before and after the writer's renameat2() calls, by their number: 1 puts the new file in place, 2 takes it away
//! again.
struct Hooks
{
    QHash<int, std::function<void()>> before;
    QHash<int, std::function<void()>> after;
    std::function<void()> whileWaiting; //!< for those whose open() is under way
    int calls = 0;
};

Hooks *hooks = nullptr;

} // namespace

// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): as in the manual
extern "C" int renameat2(int oldFolder, const char *oldName, int newFolder, const char *newName,
                         unsigned flags) noexcept
{
    const int call = hooks ? ++hooks->calls : 0;
    if (hooks && hooks->before.contains(call))
        hooks->before.value(call)();
    const int result = int(syscall(SYS_renameat2, oldFolder, oldName, newFolder, newName, flags));
    const int error = errno;
    if (hooks && hooks->after.contains(call))
        hooks->after.value(call)();
    errno = error;
    return result;
}

extern "C" long syscall(long number, ...) noexcept
{
    using Function = long (*)(long, ...);
    static const auto system = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "syscall"));
    std::array<long, 6> values{};
    va_list list;
    va_start(list, number);
    for (long &value : values)
        value = va_arg(list, long);
    va_end(list);
    if (number == SYS_membarrier && hooks && hooks->whileWaiting)
        hooks->whileWaiting();
    return system(number, values[0], values[1], values[2], values[3], values[4], values[5]);
}

class tst_CommitRaces : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    Hooks m_hooks;

    [[nodiscard]] QString path() const { return m_folder->filePath(u"file"_s); }

    //! As other programs do it: a new file takes the name.
    void write(const QByteArray &content, int mode = 0644) const
    {
        const QString name = path() + u".rival"_s;
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
        file.close();
        QCOMPARE(chmod(QFile::encodeName(name).constData(), mode_t(mode)), 0);
        QCOMPARE(rename(QFile::encodeName(name).constData(), QFile::encodeName(path()).constData()),
                 0);
    }
    [[nodiscard]] static QByteArray contentOf(int descriptor)
    {
        QFile file;
        return file.open(descriptor, QIODevice::ReadOnly) ? file.readAll() : "(unreadable)"_qba;
    }
    [[nodiscard]] QByteArray content() const
    {
        const FileDescriptor file(
            open(QFile::encodeName(path()).constData(), O_RDONLY | O_CLOEXEC));
        return contentOf(file.get());
    }
    //! "(waits)" when who reads now has to wait for the writer.
    [[nodiscard]] QByteArray contentNow() const
    {
        const FileDescriptor file(
            open(QFile::encodeName(path()).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
        return !file.isValid() && errno == EWOULDBLOCK ? "(waits)"_qba : contentOf(file.get());
    }
    //! The file that has the name now, for reading it later: as a program whose open() found it and was then interrupted.
    [[nodiscard]] FileDescriptor found() const
    {
        return FileDescriptor(open(QFile::encodeName(path()).constData(), O_PATH | O_CLOEXEC));
    }
    [[nodiscard]] static QByteArray contentOf(const FileDescriptor &found)
    {
        const QByteArray name = "/proc/self/fd/" + QByteArray::number(found.get());
        const FileDescriptor file(open(name.constData(), O_RDONLY | O_CLOEXEC));
        return contentOf(file.get());
    }
    //! Replaces what the file holds at first with "ours".
    [[nodiscard]] Result<> commit()
    {
        const Result<FileSnapshot> before = readFile(path());
        hooks = &m_hooks;
        const Result<> done = replaceFile(path(), *before, "ours");
        hooks = nullptr;
        return done;
    }
    void verifyRefused(const Result<> &done, const QByteArray &left) const
    {
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::FileChangedMeanwhile);
        QCOMPARE(content(), left);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), {u"file"_s});
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_hooks = {};
        write("old");
    }

    void whatComesBeforeTheExchangeIsPutBack()
    {
        m_hooks.before[1] = [this] { write("theirs", 0640); };
        m_hooks.after[1] = [this] { QCOMPARE(contentNow(), "(waits)"); };
        verifyRefused(commit(), "theirs");
        QCOMPARE(m_hooks.calls, 2);
        struct stat status = {};
        QCOMPARE(stat(QFile::encodeName(path()).constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, mode_t(0640));
    }

    void whatComesBeforePuttingBackStays()
    {
        m_hooks.before[1] = [this] { write("theirs"); };
        m_hooks.before[2] = [this] { write("newer"); };
        // Nobody may see the older of their two files now that the newer one was there.
        m_hooks.after[2] = [this] { QCOMPARE(contentNow(), "(waits)"); };
        verifyRefused(commit(), "newer");
        QCOMPARE(m_hooks.calls, 3);
    }

    void whoeverIsQuickerAgainAndAgainLosesNothing()
    {
        m_hooks.before[1] = [this] { write("theirs 1"); };
        for (int call = 2; call <= 9; ++call) {
            m_hooks.before[call] = [this, call] { write("theirs " + QByteArray::number(call)); };
            m_hooks.after[call] = [this] { QCOMPARE(contentNow(), "(waits)"); };
        }
        verifyRefused(commit(), "theirs 9");
        QCOMPARE(m_hooks.calls, 10);
    }

    //! open() finds a file by its name first and asks whether it may be read then.
    void whoFoundAFileThatIsTakenBackReadsTheNewest()
    {
        FileDescriptor ours;
        FileDescriptor theirs;
        m_hooks.before[1] = [this] { write("theirs"); };
        m_hooks.after[1] = [this, &ours] { ours = found(); };
        m_hooks.before[2] = [this] { write("newer"); };
        m_hooks.after[2] = [this, &theirs] { theirs = found(); };
        verifyRefused(commit(), "newer");
        QCOMPARE(contentOf(ours), "newer");
        QCOMPARE(contentOf(theirs), "newer");
    }

    void whoWaitsReadsTheNewest()
    {
        std::vector<std::thread> readers;
        std::array<QByteArray, 2> seen;
        const auto read = [this, &readers, &seen](std::size_t index) {
            readers.emplace_back([this, &seen, index] { seen.at(index) = content(); });
            QTRY_COMPARE_WITH_TIMEOUT(waitingReaders(), int(index) + 1, 10'000);
        };
        m_hooks.before[1] = [this] { write("theirs"); };
        m_hooks.after[1] = [&read] { read(0); };
        m_hooks.before[2] = [this] { write("newer"); };
        m_hooks.after[2] = [&read] { read(1); };
        const Result<> done = commit();
        for (std::thread &reader : readers)
            reader.join();
        verifyRefused(done, "newer");
        QCOMPARE(seen.at(0), "newer");
        QCOMPARE(seen.at(1), "newer");
    }

    //! Its open() found the old file before the exchange, and goes on only when that is long done.
    void whoWritesIntoTheFileThatItFoundLosesNothing()
    {
        FileDescriptor old;
        std::thread writer;
        m_hooks.before[1] = [this, &old] { old = found(); };
        m_hooks.whileWaiting = [&old, &writer] {
            writer = std::thread([&old] {
                QFile file(u"/proc/self/fd/%1"_s.arg(old.get()));
                if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
                    file.write("theirs");
            });
            QTRY_COMPARE_WITH_TIMEOUT(waitingReaders(), 1, 10'000);
        };
        const Result<> done = commit();
        QVERIFY(writer.joinable());
        writer.join();
        verifyRefused(done, "theirs");
    }

    //! A file that somebody has open can't be held back from others: it is waited for, not for ever.
    void aFileThatStaysOpenIsPutBackAllTheSame()
    {
        FileDescriptor reader;
        m_hooks.before[1] = [this, &reader] {
            write("theirs");
            reader = FileDescriptor(open(QFile::encodeName(path()).constData(), O_RDONLY));
        };
        verifyRefused(commit(), "theirs");
        QCOMPARE(contentOf(reader.get()), "theirs");
    }

    //! What the displaced file is called elsewhere is nobody's business but its owner's.
    void anotherNameOfTheDisplacedFileKeepsItsContent()
    {
        const QByteArray link = QFile::encodeName(m_folder->filePath(u"link"_s));
        m_hooks.before[1] = [this, &link] {
            write("theirs");
            QCOMPARE(::link(QFile::encodeName(path()).constData(), link.constData()), 0);
        };
        m_hooks.before[2] = [this] { write("newer"); };
        const Result<> done = commit();
        const FileDescriptor linked(open(link.constData(), O_RDONLY));
        QCOMPARE(contentOf(linked.get()), "theirs");
        QCOMPARE(unlink(link.constData()), 0);
        verifyRefused(done, "newer");
    }

    void whoeverDeletesTheFileMeanwhileHasDeletedIt()
    {
        m_hooks.before[1] = [this] { write("theirs"); };
        m_hooks.before[2] = [this] { QVERIFY(QFile::remove(path())); };
        const Result<> done = commit();
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::FileChangedMeanwhile);
        QVERIFY(QDir(m_folder->path()).isEmpty(QDir::Files | QDir::Hidden));
    }

private:
    //! By what the kernel says of leases: of how many of our files somebody waits.
    [[nodiscard]] static int waitingReaders()
    {
        QFile locks(u"/proc/locks"_s);
        if (!locks.open(QIODevice::ReadOnly))
            return -1;
        int count = 0;
        for (const QByteArray &line : locks.readAll().split('\n')) {
            const QByteArrayList words = line.simplified().split(' ');
            if (words.value(1) == "LEASE" && words.value(2) == "BREAKING"
                && words.value(4) == QByteArray::number(getpid()))
                ++count;
        }
        return count;
    }
};

QTEST_GUILESS_MAIN(tst_CommitRaces)
#include "tst_commitraces.moc"
