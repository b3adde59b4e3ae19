// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/atomiccommit.h"

#include "models/base/filemetadata.h"
#include "models/base/processidentity.h"

#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr char TemporaryPrefix[] = ".konstantly-";
constexpr char TemporarySuffix[] = ".tmp";

QByteArray newTemporaryName()
{
    const ProcessIdentity self = ProcessIdentity::current();
    return TemporaryPrefix + QByteArray::number(self.pid) + '-' + QByteArray::number(self.start)
           + '-'
           + QByteArray::number(QRandomGenerator::system()->generate64(), 16)
                 .rightJustified(16, '0')
           + TemporarySuffix;
}

//! Lets a write beyond the process's file size limit fail instead of killing the process.
class FileSizeSignalBlock final
{
public:
    FileSizeSignalBlock()
    {
        sigemptyset(&m_signal);
        sigaddset(&m_signal, SIGXFSZ);
        pthread_sigmask(SIG_BLOCK, &m_signal, &m_before);
    }
    ~FileSizeSignalBlock()
    {
#ifdef Q_OS_LINUX
        const timespec now{};
        while (sigtimedwait(&m_signal, nullptr, &now) == SIGXFSZ)
            ;
#endif
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    Q_DISABLE_COPY_MOVE(FileSizeSignalBlock)

private:
    sigset_t m_signal = {};
    sigset_t m_before = {};
};

//! rename() with both files changing places, or refusing to displace one. EINVAL where that is not possible.
int renameWith(int folder, const QByteArray &from, const QByteArray &to, bool isExchange)
{
#if defined(Q_OS_LINUX)
    return renameat2(folder, from.constData(), folder, to.constData(),
                     isExchange ? RENAME_EXCHANGE : RENAME_NOREPLACE);
#elif defined(Q_OS_MACOS)
    return renameatx_np(folder, from.constData(), folder, to.constData(),
                        isExchange ? RENAME_SWAP : RENAME_EXCL);
#else
    errno = EINVAL;
    return -1;
#endif
}

bool isUnknownToFileSystem(int error)
{
    return error == EINVAL || error == ENOSYS || error == ENOTSUP;
}

//! True when another process has \a file open for writing, as far as the system can tell.
bool hasWriter(int file)
{
#ifdef Q_OS_LINUX
    // Should the lease be broken in the instant that it is held, the signal must not be SIGIO, which ends the process.
    fcntl(file, F_SETSIG, SIGURG);
    if (fcntl(file, F_SETLEASE, F_RDLCK) != 0)
        return errno == EAGAIN;
    fcntl(file, F_SETLEASE, F_UNLCK);
#else
    Q_UNUSED(file)
#endif
    return false;
}

int syncFolder(int folder)
{
    const int result = retryInterrupted([folder] { return fsync(folder); });
    return result != 0 && isUnknownToFileSystem(errno) ? 0 : result;
}

bool holdsKey(const QByteArray &bytes)
{
    return bytes.contains("kmcp_");
}

} // namespace

AtomicCommit::AtomicCommit(QString path, ResolvedPath target)
    : m_path(std::move(path))
    , m_target(std::move(target))
{}

AtomicCommit::~AtomicCommit()
{
    if (!m_temporary.isEmpty())
        unlinkat(m_folder.get(), m_temporary.constData(), 0);
    std::for_each(m_made.crbegin(), m_made.crend(),
                  [](const QByteArray &folder) { rmdir(folder.constData()); });
}

tl::unexpected<Error> AtomicCommit::failure(const char *operation, int errorNumber) const
{
    const bool isFull = errorNumber == ENOSPC || errorNumber == EDQUOT;
    return fail(isFull ? ErrorCode::DiskFull : ErrorCode::FileNotWritable,
                systemMessage(operation, errorNumber), m_path);
}

quint64 AtomicCommit::inodeOf(const QByteArray &name) const
{
    struct stat status = {};
    const int result = fstatat(m_folder.get(), name.constData(), &status, AT_SYMLINK_NOFOLLOW);
    return result == 0 ? status.st_ino : 0;
}

Result<> AtomicCommit::makeFolders()
{
    for (const QByteArray &name : std::exchange(m_target.missingFolders, {})) {
        const FileDescriptor parent(
            open(m_target.directory.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!parent.isValid())
            return failure("open", errno);
        const QByteArray folder = m_target.directory + '/' + name;
        if (mkdirat(parent.get(), name.constData(), 0700) == 0)
            m_made.append(folder);
        else if (errno != EEXIST)
            return failure("mkdir", errno);
        if (syncFolder(parent.get()) != 0)
            return failure("fsync", errno);
        m_target.directory = folder;
    }
    return {};
}

Result<> AtomicCommit::prepare()
{
    m_folder = FileDescriptor(retryInterrupted([this] {
        return open(m_target.directory.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }));
    if (!m_folder.isValid())
        return failure("open", errno);
    if (m_target.exists) {
        auto original = openForReading(m_folder.get(), m_target.name, m_path);
        if (!original)
            return fail(original.error());
        m_original = std::move(*original);
    }
    const QByteArray name = newTemporaryName();
    m_file = FileDescriptor(retryInterrupted([this, &name] {
        return openat(m_folder.get(), name.constData(),
                      O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    }));
    if (!m_file.isValid())
        return failure("open", errno);
    m_temporary = name;
    return {};
}

Result<> AtomicCommit::keepMetadata()
{
    if (const auto problem = copyMetadata(m_original.get(), m_file.get()))
        return fail(ErrorCode::FileUnsupported, *problem, m_path);
    return {};
}

Result<> AtomicCommit::write(QByteArrayView bytes, mode_t mode)
{
    const FileSizeSignalBlock block;
    while (!bytes.isEmpty()) {
        const ssize_t count = retryInterrupted([this, bytes] {
            return ::write(m_file.get(), bytes.data(), std::size_t(bytes.size()));
        });
        if (count <= 0)
            return failure("write", count < 0 ? errno : ENOSPC);
        bytes = bytes.sliced(count);
    }
    if (retryInterrupted([this, mode] { return fchmod(m_file.get(), mode); }) != 0)
        return failure("chmod", errno);
    if (retryInterrupted([this] { return fsync(m_file.get()); }) != 0)
        return failure("fsync", errno);
    struct stat status = {};
    if (fstat(m_file.get(), &status) != 0)
        return failure("stat", errno);
    m_inode = status.st_ino;
    if (m_file.close() != 0)
        return failure("close", errno);
    return {};
}

Result<> AtomicCommit::install(const FileSnapshot *expected)
{
    if (expected) {
        if (const auto checked = checkTarget(*expected); !checked)
            return checked;
    }
    Way way = Way::Replace;
    if (m_target.exists && !(expected && holdsKey(expected->bytes)))
        way = Way::Exchange;
    else if (!m_target.exists && expected)
        way = Way::Create;

    if (const auto renamed = rename(way, expected != nullptr); !renamed)
        return renamed;
    if (way == Way::Exchange && expected && !isDisplacedAsExpected(*expected))
        return putBack(way, expected, Error{ErrorCode::FileChangedMeanwhile, {}, m_path, {}});
    if (syncFolder(m_folder.get()) != 0)
        return putBack(way, expected, failure("fsync", errno).value());

    // From here on it is done. A displaced file that can't be removed now is removed as a leftover later.
    if (way == Way::Exchange)
        unlinkat(m_folder.get(), m_temporary.constData(), 0);
    m_temporary.clear();
    m_made.clear();
    return {};
}

Result<> AtomicCommit::checkTarget(const FileSnapshot &expected) const
{
    const auto changed = [this] { return fail(ErrorCode::FileChangedMeanwhile, {}, m_path); };
    const auto target = resolvePath(m_path);
    if (!target || target->path() != m_target.path() || target->exists != expected.exists)
        return changed();
    if (!expected.exists)
        return {};
    const auto file = openForReading(m_folder.get(), m_target.name, m_path);
    if (!file)
        return changed();
    auto now = readSnapshot(*file, m_path, expected.bytes.size());
    if (!now)
        return changed();
    now->realPath = expected.realPath;
    return *now == expected ? Result<>() : changed();
}

//! After the exchange: is the file that now has the temporary name the very one that was read, and is nobody writing it?
bool AtomicCommit::isDisplacedAsExpected(const FileSnapshot &expected) const
{
    const auto file = openForReading(m_folder.get(), m_temporary, m_path);
    if (!file || hasWriter(file->get()))
        return false;
    auto displaced = readSnapshot(*file, m_path, expected.bytes.size());
    if (!displaced)
        return false;
    displaced->realPath = expected.realPath;
    return *displaced == expected;
}

Result<> AtomicCommit::rename(Way &way, bool isExpected)
{
    const int folder = m_folder.get();
    const auto vanishedOrAppeared = [this] {
        return fail(ErrorCode::FileChangedMeanwhile, {}, m_path);
    };
    if (way == Way::Exchange) {
        if (renameWith(folder, m_temporary, m_target.name, true) == 0)
            return {}; // m_temporary now names the displaced file
        if (errno == ENOENT && isExpected)
            return vanishedOrAppeared();
        if (errno != ENOENT && !isUnknownToFileSystem(errno))
            return failure("rename", errno);
        way = Way::Replace;
    }
    if (way == Way::Create) {
        if (renameWith(folder, m_temporary, m_target.name, false) == 0) {
            m_temporary.clear();
            return {};
        }
        if (errno == EEXIST)
            return vanishedOrAppeared();
        if (!isUnknownToFileSystem(errno))
            return failure("rename", errno);
        // linkat() refuses to displace a file on every file system that has links at all.
        if (linkat(folder, m_temporary.constData(), folder, m_target.name.constData(), 0) == 0) {
            unlinkat(folder, m_temporary.constData(), 0);
            m_temporary.clear();
            return {};
        }
        if (errno == EEXIST)
            return vanishedOrAppeared();
    }
    if (renameat(folder, m_temporary.constData(), folder, m_target.name.constData()) != 0)
        return failure("rename", errno);
    m_temporary.clear();
    return {};
}

//! Undoes rename(). Answers \a cause, or that the new content stayed.
Result<> AtomicCommit::putBack(Way way, const FileSnapshot *expected, const Error &cause)
{
    bool isBack = false;
    if (way == Way::Exchange)
        isBack = exchangeBack();
    else if (m_target.exists)
        isBack = expected && restore(*expected);
    else if (inodeOf(m_target.name) == m_inode)
        isBack = unlinkat(m_folder.get(), m_target.name.constData(), 0) == 0;
    if (isBack) {
        syncFolder(m_folder.get());
        return fail(cause);
    }
    if (way == Way::Exchange)
        m_temporary.clear(); // what it names is not ours to remove
    m_made.clear();
    return fail(
        ErrorCode::Internal,
        u"%1; the new content is in place, but it is not certain that it reached the disk"_s.arg(
            cause.detail),
        m_path);
}

//! Gives the displaced file its name back. Should a third file have taken the name in the meantime, that one is the newest
//! and gets it, and so on.
bool AtomicCommit::exchangeBack()
{
    quint64 placed = m_inode;
    for (int attempt = 0; attempt < 1000; ++attempt) {
        const quint64 held = inodeOf(m_temporary);
        if (renameWith(m_folder.get(), m_temporary, m_target.name, true) != 0) {
            // The name is free: nobody's content is displaced by a plain rename.
            if (errno != ENOENT
                || renameWith(m_folder.get(), m_temporary, m_target.name, false) != 0)
                return false;
            m_temporary.clear();
            return true;
        }
        if (inodeOf(m_temporary) == placed)
            return true;
        placed = held;
    }
    return false;
}

//! Writes the old content anew, for the case that the old file itself is gone.
bool AtomicCommit::restore(const FileSnapshot &expected)
{
    if (inodeOf(m_target.name) != m_inode)
        return true; // somebody has replaced ours already
    const FileDescriptor original = std::exchange(m_original, {});
    return prepare() && !copyMetadata(original.get(), m_file.get())
           && write(expected.bytes, expected.mode)
           && renameat(m_folder.get(), m_temporary.constData(), m_folder.get(),
                       m_target.name.constData())
                  == 0
           && (m_temporary.clear(), true);
}

bool AtomicCommit::isLeftover(const QByteArray &name)
{
    if (!name.startsWith(TemporaryPrefix) || !name.endsWith(TemporarySuffix))
        return false;
    QByteArray middle = name.mid(qsizetype(sizeof TemporaryPrefix) - 1);
    middle.chop(qsizetype(sizeof TemporarySuffix) - 1);
    const QByteArrayList parts = middle.split('-');
    if (parts.size() != 3 || parts[2].size() != 16)
        return false;
    bool isPid = false;
    bool isStart = false;
    const ProcessIdentity owner{parts[0].toLongLong(&isPid), parts[1].toULongLong(&isStart)};
    return isPid && isStart && !owner.isRunning();
}

} // namespace Konstantly
