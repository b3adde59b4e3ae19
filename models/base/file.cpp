// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/file.h"

#include "models/base/atomiccommit.h"
#include "models/base/digest.h"
#include "models/base/largebuffer.h"
#include "models/base/privatefilewriter.h"

#include <QCoreApplication>
#include <QFile>

#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(File)
};

constexpr uint PermissionBits = 07777;
constexpr int MaxReadAttempts = 3;

qint64 nanoseconds(const timespec &time)
{
    return qint64(time.tv_sec) * 1000000000 + time.tv_nsec;
}

} // namespace

QByteArray FileSnapshot::sha256() const
{
    return exists ? Konstantly::sha256(bytes) : QByteArray();
}

qint64 modificationTimeNs(const struct stat &status)
{
#ifdef Q_OS_MACOS
    return nanoseconds(status.st_mtimespec);
#else
    return nanoseconds(status.st_mtim);
#endif
}

FileIdentity fileIdentity(const QString &path)
{
    struct stat status = {};
    if (stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
#ifdef Q_OS_MACOS
    const timespec &changed = status.st_ctimespec;
#else
    const timespec &changed = status.st_ctim;
#endif
    return {quint64(status.st_dev), quint64(status.st_ino), modificationTimeNs(status),
            nanoseconds(changed), qint64(status.st_size)};
}

Result<> checkReplaceable(const QString &path, const ResolvedPath &target)
{
    const struct stat &status = target.status;
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::FileUnsupported, Texts::tr("it is not a regular file."), path);
    if (status.st_uid != geteuid() && geteuid() != 0)
        return fail(ErrorCode::FileUnsupported, Texts::tr("it belongs to another user."), path);
    if (status.st_nlink > 1)
        return fail(ErrorCode::FileUnsupported,
                    Texts::tr("it has several names on the disk (hard links), which writing would "
                              "separate."),
                    path);
    // Renaming over a read-only file would succeed. Its owner made it read-only for a reason.
    if ((status.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0)
        return fail(ErrorCode::FileNotWritable, u"the file is read-only"_s, path);
    if (faccessat(AT_FDCWD, target.path().constData(), W_OK, AT_EACCESS) != 0)
        return fail(ErrorCode::FileNotWritable, systemMessage("access", errno), path);
    return {};
}

Result<FileDescriptor> openForReading(int folder, const QByteArray &name, const QString &path)
{
    FileDescriptor file(retryInterrupted([folder, &name] {
        return openat(folder, name.constData(),
                      O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    }));
    if (!file.isValid())
        return fail(ErrorCode::FileUnreadable, systemMessage("open", errno), path);
    struct stat status = {};
    if (fstat(file.get(), &status) != 0)
        return fail(ErrorCode::FileUnreadable, systemMessage("stat", errno), path);
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::FileUnsupported, Texts::tr("it is not a regular file."), path);
    return file;
}

Result<FileSnapshot> readContent(const FileDescriptor &file, const QString &path, qint64 maxBytes)
{
    const auto unreadable = [&path](const char *operation) {
        return fail(ErrorCode::FileUnreadable, systemMessage(operation, errno), path);
    };
    struct stat before = {};
    if (fstat(file.get(), &before) != 0)
        return unreadable("stat");
    for (int attempt = 0; attempt < MaxReadAttempts; ++attempt) {
        if (before.st_size > maxBytes)
            return fail(ErrorCode::FileUnsupported,
                        Texts::tr("it is larger than %1 bytes.").arg(maxBytes), path);
        // One byte more than expected, so that a file that grew is noticed.
        QByteArray bytes = largeBuffer(before.st_size + 1);
        qsizetype length = 0;
        while (length < bytes.size()) {
            const ssize_t count = retryInterrupted([&] {
                return pread(file.get(), bytes.data() + length, std::size_t(bytes.size() - length),
                             length);
            });
            if (count < 0)
                return unreadable("read");
            if (count == 0)
                break;
            length += count;
        }
        struct stat after = {};
        if (fstat(file.get(), &after) != 0)
            return unreadable("stat");
        if (length == before.st_size && after.st_size == before.st_size
            && modificationTimeNs(after) == modificationTimeNs(before)) {
            bytes.truncate(length);
            return FileSnapshot{bytes,
                                true,
                                {},
                                quint64(after.st_dev),
                                quint64(after.st_ino),
                                modificationTimeNs(after),
                                uint(after.st_mode) & PermissionBits};
        }
        before = after;
    }
    return fail(ErrorCode::FileChangedMeanwhile, u"it kept changing while it was read"_s, path);
}

Result<FileSnapshot> readFile(const QString &path, qint64 maxBytes)
{
    const auto target = resolvePath(path);
    if (!target)
        return fail(target.error());
    const QString realPath = QFile::decodeName(target->path());
    if (!target->exists) {
        FileSnapshot absent;
        absent.realPath = realPath;
        return absent;
    }
    if (!S_ISREG(target->status.st_mode)) // opening a device can already do something
        return fail(ErrorCode::FileUnsupported, Texts::tr("it is not a regular file."), path);
    const auto file = openForReading(AT_FDCWD, target->path(), path);
    if (!file)
        return fail(file.error());
    auto snapshot = readContent(*file, path, maxBytes);
    if (snapshot)
        snapshot->realPath = realPath;
    return snapshot;
}

Result<> replaceFile(const QString &path, const FileSnapshot &expected, QByteArrayView bytes,
                     const WriteOptions &options)
{
    const auto target = resolvePath(path);
    if (!target)
        return fail(target.error());
    if (target->exists != expected.exists
        || (expected.exists && QFile::decodeName(target->path()) != expected.realPath))
        return fail(ErrorCode::FileChangedMeanwhile, {}, path);
    if (target->exists) {
        if (const auto checked = checkReplaceable(path, *target); !checked)
            return checked;
    }
    if (!target->missingFolders.isEmpty() && !options.makeParents)
        return fail(ErrorCode::FileNotWritable, u"its folder does not exist"_s, path);

    AtomicCommit commit(path, *target);
    return commit.makeFolders()
        .and_then([&] { return commit.prepare(); })
        .and_then([&] { return expected.exists ? commit.keepMetadata() : Result<>(); })
        .and_then([&] { return commit.append(bytes); })
        .and_then(
            [&] { return commit.seal(expected.exists ? expected.mode : options.newFileMode); })
        .and_then([&] { return options.isTrial ? Result<>() : commit.install(&expected); });
}

Result<> removeFile(const QString &path, const FileSnapshot &expected)
{
    const auto target = resolvePath(path);
    if (!target)
        return fail(target.error());
    if (!target->exists || !expected.exists
        || QFile::decodeName(target->path()) != expected.realPath)
        return fail(ErrorCode::FileChangedMeanwhile, {}, path);
    struct stat named = {};
    if (lstat(QFile::encodeName(path).constData(), &named) == 0 && S_ISLNK(named.st_mode))
        return fail(ErrorCode::FileUnsupported, Texts::tr("it is a link."), path);
    if (const auto checked = checkReplaceable(path, *target); !checked)
        return checked;
    AtomicCommit commit(path, *target);
    return commit.remove(expected);
}

Result<> writePrivateFile(const QString &path, QByteArrayView bytes)
{
    PrivateFileWriter writer(path);
    return writer.open().and_then([&] { return writer.write(bytes); }).and_then([&] {
        return writer.commit();
    });
}

Result<> makePrivateDir(const QString &path)
{
    const auto target = resolveFolder(path);
    if (!target)
        return fail(ErrorCode::FileNotWritable, target.error().detail, path);
    AtomicCommit commit(path, *target);
    if (const auto made = commit.makeFolders(); !made)
        return made;
    commit.keepFolders();

    const FileDescriptor folder(
        open(target->path().constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    struct stat status = {};
    if (!folder.isValid() || fstat(folder.get(), &status) != 0)
        return fail(ErrorCode::FileNotWritable, systemMessage("open", errno), path);
    if (status.st_uid != geteuid())
        return fail(ErrorCode::FileNotWritable, u"the folder belongs to another user"_s, path);
    constexpr mode_t others = S_IRWXG | S_IRWXO;
    if ((status.st_mode & others) != 0
        && fchmod(folder.get(), status.st_mode & PermissionBits & ~others) != 0)
        return fail(ErrorCode::FileNotWritable, systemMessage("chmod", errno), path);
    return {};
}

Result<int> removeLeftovers(const QString &directory)
{
    const FileDescriptor folder(
        open(QFile::encodeName(directory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isValid()) {
        if (errno == ENOENT)
            return 0;
        return fail(ErrorCode::FileUnreadable, systemMessage("open", errno), directory);
    }
    const auto close = [](DIR *stream) { closedir(stream); };
    const std::unique_ptr<DIR, decltype(close)> stream(
        fdopendir(fcntl(folder.get(), F_DUPFD_CLOEXEC, 0)), close);
    if (!stream)
        return fail(ErrorCode::FileUnreadable, systemMessage("opendir", errno), directory);
    int removed = 0;
    while (const dirent *entry = readdir(stream.get())) {
        struct stat status = {};
        if (!AtomicCommit::isLeftover(entry->d_name)
            || fstatat(folder.get(), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0
            || !S_ISREG(status.st_mode) || status.st_uid != geteuid())
            continue;
        if (unlinkat(folder.get(), entry->d_name, 0) != 0)
            return fail(ErrorCode::FileNotWritable, systemMessage("unlink", errno), directory);
        ++removed;
    }
    return removed;
}

} // namespace Konstantly
