// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/lockfile.h"

#include "models/base/clock.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>

using namespace std::chrono_literals;

namespace Konstantly {

namespace {

//! Between making the file and writing into it pass microseconds.
constexpr auto IntroductionTime = 2s;
constexpr qint64 LookAgainMs = 250;

//! Removes a file that nobody has signed. A process that is still about to holds the system's lock on it, and keeps it.
bool removeUnsigned(QLockFile &lock)
{
    qint64 pid = 0;
    QString host;
    QString program;
    if (lock.error() != QLockFile::LockFailedError || lock.getLockInfo(&pid, &host, &program))
        return false;
    const QDateTime made = QFileInfo(lock.fileName()).lastModified();
    return made.isValid()
           && std::chrono::milliseconds(made.msecsTo(systemClock()())) >= IntroductionTime
           && lock.removeStaleLockFile();
}

//! False when it is no other process that keeps us out. On Windows the file of a lock that is just let go refuses like one without
//! permission, for a moment.
bool mayComeFree(const QLockFile &lock)
{
#if defined(Q_OS_WIN)
    Q_UNUSED(lock)
    return true;
#else
    return lock.error() == QLockFile::LockFailedError;
#endif
}

} // namespace

bool takeLock(QLockFile &lock, std::chrono::milliseconds patience)
{
    lock.setStaleLockTime(0); // not by its age: a window may stay open for weeks
    const QDeadlineTimer deadline(patience);
    for (;;) {
        if (lock.tryLock(0) || (removeUnsigned(lock) && lock.tryLock(0)))
            return true;
        if (!mayComeFree(lock))
            return false; // QLockFile answers at once, again and again
        // An unsigned file that is too young now is not so for ever: look again, not once only.
        const qint64 left = std::min<qint64>(deadline.remainingTime(), LookAgainMs);
        if (left <= 0)
            return false;
        if (lock.tryLock(int(left)))
            return true;
    }
}

ErrorCode lockProblem(const QLockFile &lock)
{
    if (lock.error() == QLockFile::LockFailedError)
        return ErrorCode::FileBusy;
    const QStorageInfo storage(QFileInfo(lock.fileName()).absolutePath());
    const bool isFull = storage.isValid() && storage.bytesAvailable() == 0 && !storage.isReadOnly()
                        && lock.error() != QLockFile::PermissionError;
    return isFull ? ErrorCode::DiskFull : ErrorCode::FileNotWritable;
}

} // namespace Konstantly
