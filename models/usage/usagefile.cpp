// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/file.h"
#include "models/base/filedescriptor.h"
#include "models/base/lockfile.h"
#include "models/usage/usageplaces.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(UsageDatabase)
};

//! SQLite reads this much in well under a second from a disk, a tenth of that from memory.
constexpr qint64 MaxCheckedBytes = qint64(64) * 1024 * 1024;

constexpr std::array Companions{"-wal"_L1, "-shm"_L1};

//! The file with 0600 before SQLite sees it: it gives its companions the same mode.
Result<> makePrivateFile(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const FileDescriptor file(open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file.isValid()) {
        const int cause = errno;
        const ErrorCode code = cause == ENOSPC || cause == EDQUOT ? ErrorCode::DiskFull
                                                                  : ErrorCode::FileNotWritable;
        return fail(code, QString::fromLocal8Bit(std::strerror(cause)), path);
    }
    struct stat status = {};
    if (fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return fail(ErrorCode::FileUnsupported, Texts::tr("it is not a regular file."), path);
    for (const QLatin1StringView companion : Companions)
        (void) QFile::setPermissions(path + companion, QFile::ReadOwner | QFile::WriteOwner);
    if ((status.st_mode & 0777U) != 0600U && fchmod(file.get(), 0600) != 0)
        return fail(ErrorCode::FileNotWritable, QString::fromLocal8Bit(std::strerror(errno)), path);
    return {};
}

//! Two processes that find the same damaged file must not move each other's new one aside.
Result<> lockOut(QLockFile &lock, const QString &path)
{
    if (takeLock(lock, BusyPatience))
        return {};
    const ErrorCode problem = lockProblem(lock);
    if (problem == ErrorCode::FileBusy)
        return fail(problem, u"another process is moving a damaged file aside"_s);
    return fail(problem, u"the lock for moving it aside can't be made"_s, path);
}

bool isDamaged(const Error &error, const SqlSession &session)
{
    return session.engine() == SqlEngine::Sqlite
           && (error.code == ErrorCode::FileDamaged || error.code == ErrorCode::FileUnreadable);
}

//! True: sound. False: damaged.
Result<bool> isSound(const SqlSession &session, bool readsEverything)
{
    const auto tables = session.value(u"SELECT count(*) FROM sqlite_master"_s);
    if (!tables)
        return isDamaged(tables.error(), session) ? Result<bool>(false) : fail(tables.error());
    if (!readsEverything)
        return true;
    const auto verdict = session.value(u"PRAGMA quick_check(1)"_s);
    if (!verdict)
        return isDamaged(verdict.error(), session) ? Result<bool>(false) : fail(verdict.error());
    return verdict->toString() == "ok"_L1;
}

Result<QString> moveAside(const QString &path)
{
    QString target;
    for (int i = 1; target.isEmpty() || QFile::exists(target); ++i)
        target = u"%1.damaged-%2"_s.arg(path).arg(i);
    // The companions first: a new database must never find the old one's.
    for (const QLatin1StringView companion : Companions) {
        if (QFile::exists(path + companion) && !QFile::rename(path + companion, target + companion))
            return fail(ErrorCode::FileNotWritable, u"can't be moved aside"_s, path + companion);
    }
    if (!QFile::rename(path, target))
        return fail(ErrorCode::FileNotWritable, u"can't be moved aside"_s, path);
    QFile::remove(suspicionPath(path));
    return target;
}

} // namespace

QString suspicionPath(const QString &path)
{
    return path + u"-suspect"_s;
}

Result<UsageFile> openUsageFile(const QString &path)
{
    if (const auto made = makePrivateDir(QFileInfo(path).absolutePath()); !made)
        return fail(made.error());
    QLockFile lock(path + u"-lock"_s);
    UsageFile file;
    for (;;) {
        if (const auto made = makePrivateFile(path); !made)
            return fail(made.error());
        const bool isSuspect = QFile::exists(suspicionPath(path));
        const bool wasLeftOpen = QFileInfo(path + Companions.front()).size() > 0
                                 && QFileInfo(path).size() <= MaxCheckedBytes;
        auto session = SqlSession::openFile(path);
        if (!session)
            return fail(session.error());
        const auto sound = isSound(**session, isSuspect || wasLeftOpen);
        if (!sound)
            return fail(sound.error());
        if (*sound) {
            if (isSuspect)
                QFile::remove(suspicionPath(path));
            file.session = std::move(*session);
            return file;
        }
        session->reset();
        // Looked at again once no other process can be moving it.
        if (!lock.isLocked()) {
            if (const auto locked = lockOut(lock, path); !locked)
                return fail(locked.error());
            continue;
        }
        auto aside = moveAside(path);
        if (!aside)
            return fail(aside.error());
        file.keptAside = *aside;
    }
}

} // namespace Konstantly
