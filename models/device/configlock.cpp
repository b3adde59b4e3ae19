// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configlock.h"

#include "models/base/clock.h"
#include "models/base/processidentity.h"
#include "models/base/resolvedpath.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QThread>

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr char OurMark[] = ".konstantly-";

//! PID.MILLISECONDS.UNIQUE as the tools write it. Nobody reads the last part; ours tells who made it, see isLeftover().
QByteArray newToken()
{
    const ProcessIdentity self = ProcessIdentity::current();
    return QByteArray::number(self.pid) + '.'
           + QByteArray::number(systemClock()().toMSecsSinceEpoch()) + OurMark
           + QByteArray::number(self.start) + '-'
           + QByteArray::number(QRandomGenerator::system()->generate64(), 16);
}

//! Whether a process of ours that is gone made what has \a token in its name.
bool isLeftover(const QByteArray &token)
{
    const qsizetype mark = token.indexOf(OurMark);
    if (mark < 0)
        return false;
    const QByteArray start = token.mid(mark + qsizetype(sizeof OurMark) - 1);
    const ProcessIdentity maker{token.left(token.indexOf('.')).toLongLong(),
                                start.left(start.indexOf('-')).toULongLong()};
    return maker.pid > 0 && maker.start > 0 && !maker.isRunning();
}

std::chrono::milliseconds ageOf(const struct stat &status)
{
    struct timespec now = {};
    clock_gettime(CLOCK_REALTIME, &now);
#ifdef Q_OS_MACOS
    const timespec &time = status.st_mtimespec;
#else
    const timespec &time = status.st_mtim;
#endif
    return std::chrono::milliseconds((qint64(now.tv_sec) - time.tv_sec) * 1000
                                     + (now.tv_nsec - time.tv_nsec) / 1'000'000);
}

//! Gives the directory another name that nobody has.
bool moveAside(int folder, const QByteArray &from, const QByteArray &to)
{
#ifdef Q_OS_LINUX
    if (renameat2(folder, from.constData(), folder, to.constData(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
#endif
    struct stat status = {};
    return fstatat(folder, to.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0
           && renameat(folder, from.constData(), folder, to.constData()) == 0;
}

} // namespace

ConfigLock::ConfigLock(LockKind kind, const QString &path, QString toolName)
    : ConfigLock(kind, path, std::move(toolName), Timing())
{}

ConfigLock::ConfigLock(LockKind kind, const QString &path, QString toolName, Timing timing)
    : m_kind(kind)
    , m_path(path)
    , m_toolName(std::move(toolName))
    , m_timing(timing)
    , m_name(QFile::encodeName(QFileInfo(path).fileName()) + ".lock")
    , m_token(newToken())
{}

Result<> ConfigLock::take()
{
    if (m_kind == LockKind::None)
        return {};
    m_folder = FileDescriptor(open(QFile::encodeName(QFileInfo(m_path).path()).constData(),
                                   O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!m_folder.isValid())
        return errno == ENOENT
                   ? Result<>()
                   : fail(ErrorCode::FileNotWritable, systemMessage("open", errno), m_path);
    removeOwnLeftovers();
    const QDeadlineTimer deadline(m_timing.patience);
    for (;;) {
        switch (attempt()) {
        case Attempt::Taken:
            keepFresh();
            return {};
        case Attempt::Failed:
            return fail(ErrorCode::FileNotWritable, systemMessage("lock", m_error), m_path);
        case Attempt::Held:
            break;
        }
        if (takeOverStale())
            continue;
        if (deadline.hasExpired())
            return fail(ErrorCode::FileBusy, u"lock is held: %1.lock"_s.arg(m_path), m_toolName);
        // Not in step with a holder that takes it again and again.
        QThread::msleep(5 + QRandomGenerator::global()->bounded(20u));
    }
}

ConfigLock::Attempt ConfigLock::attempt()
{
    if (m_kind == LockKind::Directory ? makeDirectory() : placeOwnedDirectory()) {
        m_directory = FileDescriptor(openat(m_folder.get(), m_name.constData(),
                                            O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (m_directory.isValid())
            return Attempt::Taken;
        m_error = errno;
        removeOurs(); // nobody takes over one that is this new
        return Attempt::Failed;
    }
    return m_error == EEXIST || m_error == ENOTEMPTY || m_error == ENOTDIR ? Attempt::Held
                                                                           : Attempt::Failed;
}

bool ConfigLock::makeDirectory()
{
    const bool isMade = mkdirat(m_folder.get(), m_name.constData(), 0755) == 0;
    m_error = isMade ? 0 : errno;
    return isMade;
}

bool ConfigLock::placeOwnedDirectory()
{
    const QByteArray staging = m_name + ".tmp." + m_token;
    const QByteArray owner = staging + "/owner." + m_token;
    bool isPlaced = false;
    if (mkdirat(m_folder.get(), staging.constData(), 0755) == 0) {
        FileDescriptor file(openat(m_folder.get(), owner.constData(),
                                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
        isPlaced = file.isValid()
                   && ::write(file.get(), m_token.constData(), std::size_t(m_token.size()))
                          == m_token.size()
                   && renameat(m_folder.get(), staging.constData(), m_folder.get(),
                               m_name.constData())
                          == 0;
    }
    m_error = isPlaced ? 0 : errno;
    if (!isPlaced)
        removeDirectory(staging);
    return isPlaced;
}

//! Renames a lock that nobody keeps fresh out of the way, as the tools do, and looks at what it got: if somebody was
//! quicker by a hair, it is their new lock, and they get it back.
bool ConfigLock::takeOverStale()
{
    struct stat seen = {};
    if (fstatat(m_folder.get(), m_name.constData(), &seen, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT; // gone meanwhile
    if (!S_ISDIR(seen.st_mode) || ageOf(seen) < m_timing.staleAfter)
        return false;
    const QByteArray aside = m_name + ".stale." + m_token;
    if (!moveAside(m_folder.get(), m_name, aside))
        return false;
    if (!isName(aside, seen)) {
        (void) moveAside(m_folder.get(), aside, m_name);
        return false;
    }
    removeDirectory(aside);
    return true;
}

//! Whether \a name is the directory that \a status was read from, untouched since.
bool ConfigLock::isName(const QByteArray &name, const struct stat &status) const
{
    struct stat now = {};
    return fstatat(m_folder.get(), name.constData(), &now, AT_SYMLINK_NOFOLLOW) == 0
           && now.st_dev == status.st_dev && now.st_ino == status.st_ino
           && ageOf(now) >= m_timing.staleAfter;
}

void ConfigLock::keepFresh()
{
    m_refresher = std::jthread([this](const std::stop_token &stop) {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::unique_lock guard(mutex);
        while (!wake.wait_for(guard, stop, m_timing.refreshEvery, [] { return false; })
               && !stop.stop_requested())
            futimens(m_directory.get(), nullptr);
    });
}

bool ConfigLock::isHeld() const
{
    struct stat ours = {};
    struct stat there = {};
    return m_directory.isValid() && fstat(m_directory.get(), &ours) == 0
           && fstatat(m_folder.get(), m_name.constData(), &there, AT_SYMLINK_NOFOLLOW) == 0
           && ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

void ConfigLock::release()
{
    if (m_refresher.joinable()) {
        m_refresher.request_stop();
        m_refresher.join();
    }
    // What is there under the name may be somebody else's by now.
    if (isHeld())
        removeOurs();
    m_directory.close();
    m_folder.close();
}

void ConfigLock::removeOurs()
{
    if (m_kind == LockKind::OwnedDirectory)
        unlinkat(m_folder.get(), (m_name + "/owner." + m_token).constData(), 0);
    unlinkat(m_folder.get(), m_name.constData(), AT_REMOVEDIR);
}

//! Removes a directory that is nobody's lock, with the owner files in it. Anything else keeps it alive.
void ConfigLock::removeDirectory(const QByteArray &name)
{
    if (unlinkat(m_folder.get(), name.constData(), AT_REMOVEDIR) == 0 || errno == ENOENT)
        return;
    const QDir folder(QFileInfo(m_path).path() + u'/' + QFile::decodeName(name));
    for (const QString &file : folder.entryList({u"owner.*"_s}, QDir::Files | QDir::System))
        unlinkat(m_folder.get(), (name + '/' + QFile::encodeName(file)).constData(), 0);
    unlinkat(m_folder.get(), name.constData(), AT_REMOVEDIR);
}

//! What processes of ours that were killed in between left beside the lock.
void ConfigLock::removeOwnLeftovers()
{
    const QDir folder(QFileInfo(m_path).path());
    const QString name = QFile::decodeName(m_name);
    for (const QString &kind : {u".tmp."_s, u".stale."_s}) {
        const QString prefix = name + kind;
        for (const QString &entry :
             folder.entryList({prefix + u'*'}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot)) {
            if (isLeftover(QFile::encodeName(entry.mid(prefix.size()))))
                removeDirectory(QFile::encodeName(entry));
        }
    }
}

} // namespace Konstantly
