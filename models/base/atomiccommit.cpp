// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/atomiccommit.h"

#include "models/base/filemetadata.h"
#include "models/base/filesizesignalblock.h"
#include "models/base/processidentity.h"
#include "models/base/renaming.h"

#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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

//! Whether \a file is the one that was read, and still as it was: its bytes, too, because a time can be set back.
bool holds(const FileDescriptor &file, const FileSnapshot &expected)
{
    const auto looksTheSame = [&] {
        struct stat status = {};
        return fstat(file.get(), &status) == 0 && status.st_size == expected.bytes.size()
               && modificationTimeNs(status) == expected.mtimeNs
               && quint64(status.st_dev) == expected.device
               && quint64(status.st_ino) == expected.inode
               && (uint(status.st_mode) & 07777) == expected.mode;
    };
    if (!looksTheSame())
        return false;
    // Piece by piece: a second copy of a large file in memory would cost more than reading it.
    QByteArray piece(256 * 1024, Qt::Uninitialized);
    for (qsizetype at = 0; at < expected.bytes.size();) {
        const ssize_t count = retryInterrupted(
            [&] { return pread(file.get(), piece.data(), std::size_t(piece.size()), at); });
        if (count <= 0 || at + count > expected.bytes.size()
            || std::memcmp(piece.constData(), expected.bytes.constData() + at, std::size_t(count))
                   != 0)
            return false;
        at += count;
    }
    return looksTheSame();
}

int syncFolder(int folder)
{
    const int result = retryInterrupted([folder] { return fsync(folder); });
    return result != 0 && isUnknownToFileSystem(errno) ? 0 : result;
}

bool holdsKey(QByteArrayView bytes)
{
    // By its rarest character first: most of a large file is passed over at the speed of memory.
    constexpr QByteArrayView prefix = "kmcp";
    for (qsizetype at = prefix.size();; ++at) {
        at = bytes.indexOf('_', at);
        if (at < 0)
            return false;
        if (bytes.sliced(at - prefix.size(), prefix.size()) == prefix)
            return true;
    }
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

//! Opens the folder and, when there is one, the target.
Result<> AtomicCommit::openFolder()
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
    return {};
}

Result<> AtomicCommit::prepare()
{
    if (const auto opened = openFolder(); !opened)
        return opened;
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

Result<> AtomicCommit::append(QByteArrayView bytes)
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
    return {};
}

Result<> AtomicCommit::seal(mode_t mode)
{
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
    Way way = Way::Replace;
    if (m_target.exists && !(expected && holdsKey(expected->bytes)))
        way = Way::Exchange;
    else if (!m_target.exists && expected)
        way = Way::Create;

    // A program that reads between the exchange and the look at what was displaced would see content that may be taken back.
    if (way == Way::Exchange && expected)
        m_placed = HeldFile(m_folder.get(), m_temporary, 0ms);
    const Error changed{ErrorCode::FileChangedMeanwhile, {}, m_path, {}};
    if (expected && (!isTargetAsExpected(*expected) || !isStill(m_target.name, *expected)))
        return fail(changed);
    if (const auto renamed = rename(way, expected != nullptr); !renamed)
        return renamed;
    if (way == Way::Exchange && expected
        && (!isStill(m_temporary, *expected) || !isOriginalUntouched(*expected)))
        return putBack(way, expected, changed);
    m_placed.release();
    if (syncFolder(m_folder.get()) != 0)
        return putBack(way, expected, failure("fsync", errno).value());
    if (way == Way::Exchange) {
        m_originalLease.awaitRunningOpens();
        if (m_originalLease.isContested())
            return putBack(way, expected, changed);
    }

    // From here on it is done. A displaced file that can't be removed now is removed as a leftover later.
    if (way == Way::Exchange)
        unlinkat(m_folder.get(), m_temporary.constData(), 0);
    m_temporary.clear();
    m_made.clear();
    return {};
}

//! The file gets a temporary name first, under which it can be looked at: it may be one that was put there this instant.
Result<> AtomicCommit::remove(const FileSnapshot &expected)
{
    if (const auto opened = openFolder(); !opened)
        return opened;
    const auto changed = [this] { return fail(ErrorCode::FileChangedMeanwhile, {}, m_path); };
    if (!isTargetAsExpected(expected) || !isStill(m_target.name, expected))
        return changed();
    const int folder = m_folder.get();
    const QByteArray name = newTemporaryName();
    // What holds a key must not be left behind under another name by a process that is killed now.
    if (holdsKey(expected.bytes))
        return unlinkTarget();
    if (renameToFree(folder, m_target.name, name) != 0) {
        if (isUnknownToFileSystem(errno))
            return unlinkTarget();
        return errno == ENOENT ? Result<>(changed()) : Result<>(failure("rename", errno));
    }
    const bool isExpected = isStill(name, expected) && isOriginalUntouched(expected);
    if (!isExpected || syncFolder(folder) != 0) {
        const Error cause = isExpected ? failure("fsync", errno).value() : changed().value();
        // Unless somebody has put a newer one there already.
        if (renameToFree(folder, name, m_target.name) != 0 && errno == EEXIST)
            m_temporary = name;
        return fail(cause);
    }
    m_temporary = name; // the destructor removes it
    return {};
}

Result<> AtomicCommit::unlinkTarget()
{
    if (unlinkat(m_folder.get(), m_target.name.constData(), 0) != 0)
        return failure("unlink", errno);
    if (syncFolder(m_folder.get()) != 0)
        return fail(ErrorCode::Internal,
                    u"%1; the file is gone, but it is not certain that this reached the disk"_s.arg(
                        systemMessage("fsync", errno)),
                    m_path);
    return {};
}

//! The thorough look: does the path still lead here, is nobody writing, is the content the one that was read?
bool AtomicCommit::isTargetAsExpected(const FileSnapshot &expected)
{
    const auto target = resolvePath(m_path);
    if (!target || target->path() != m_target.path() || target->exists != expected.exists)
        return false;
    if (!expected.exists)
        return true;
    if (!m_originalLease.take(m_original.get(), FileLease::Kind::Read))
        return false;
    return holds(m_original, expected);
}

//! The quick look: is \a name still the same file with the same time?
bool AtomicCommit::isStill(const QByteArray &name, const FileSnapshot &expected) const
{
    struct stat status = {};
    if (fstatat(m_folder.get(), name.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return !expected.exists && errno == ENOENT;
    return expected.exists && status.st_ino == expected.inode && status.st_dev == expected.device
           && status.st_size == expected.bytes.size()
           && modificationTimeNs(status) == expected.mtimeNs;
}

//! After the exchange: nobody wrote into the displaced file, nor waits for the lease in order to.
bool AtomicCommit::isOriginalUntouched(const FileSnapshot &expected) const
{
    if (m_originalLease.isHeld())
        return !m_originalLease.isContested();
    return holds(m_original, expected);
}

Result<> AtomicCommit::rename(Way &way, bool isExpected)
{
    const int folder = m_folder.get();
    const auto vanishedOrAppeared = [this] {
        return fail(ErrorCode::FileChangedMeanwhile, {}, m_path);
    };
    if (way == Way::Exchange) {
        if (exchangeNames(folder, m_temporary, m_target.name) == 0)
            return {}; // m_temporary now names the displaced file
        if (errno == ENOENT && isExpected)
            return vanishedOrAppeared();
        if (errno != ENOENT && !isUnknownToFileSystem(errno))
            return failure("rename", errno);
        way = Way::Replace;
    }
    if (way == Way::Create) {
        if (renameToFree(folder, m_temporary, m_target.name) == 0) {
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
    if (way == Way::Exchange) {
        if (m_placed.inode() == 0)
            m_placed = HeldFile(m_inode);
        isBack = takeBack({m_folder.get(), m_target.name, m_temporary}, std::move(m_placed));
    } else if (m_target.exists)
        isBack = expected && restore(*expected);
    else if (inodeAt(m_folder.get(), m_target.name) == m_inode)
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

//! Writes the old content anew, for the case that the old file itself is gone.
bool AtomicCommit::restore(const FileSnapshot &expected)
{
    if (inodeAt(m_folder.get(), m_target.name) != m_inode)
        return true; // somebody has replaced ours already
    m_originalLease.release();
    const FileDescriptor original = std::exchange(m_original, {});
    return prepare() && !copyMetadata(original.get(), m_file.get()) && append(expected.bytes)
           && seal(expected.mode)
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
