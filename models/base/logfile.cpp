// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/logfile.h"

#include <QFile>

#include <cstdio>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Konstantly {

LogFile::LogFile(const QString &path, qint64 maxBytes, int fileCount)
    : m_path(QFile::encodeName(path))
    , m_maxBytes(maxBytes)
    , m_fileCount(fileCount)
{}

QByteArray LogFile::name(int number) const
{
    return number == 0 ? m_path : m_path + '.' + QByteArray::number(number);
}

bool LogFile::open()
{
    m_file = FileDescriptor(::open(
        m_path.constData(),
        O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600));
    struct stat status = {};
    const bool isOurs = m_file.isValid() && fstat(m_file.get(), &status) == 0
                        && S_ISREG(status.st_mode) && status.st_uid == geteuid()
                        && ((status.st_mode & (S_IRWXG | S_IRWXO)) == 0
                            || fchmod(m_file.get(), 0600) == 0);
    if (!isOurs)
        m_file.close();
    return isOurs;
}

bool LogFile::isCurrent() const
{
    struct stat opened = {};
    struct stat named = {};
    return m_file.isValid() && fstat(m_file.get(), &opened) == 0
           && lstat(m_path.constData(), &named) == 0 && opened.st_ino == named.st_ino
           && opened.st_dev == named.st_dev;
}

bool LogFile::rotate()
{
    // Whoever gets the lock on the present file moves it; the others see afterwards that it is not the present one.
    if (flock(m_file.get(), LOCK_EX | LOCK_NB) != 0 || !isCurrent())
        return false;
    for (int number = m_fileCount - 1; number > 0; --number) {
        if (std::rename(name(number - 1).constData(), name(number).constData()) != 0 && number == 1)
            return false;
    }
    if (m_fileCount == 1 && unlink(m_path.constData()) != 0)
        return false;
    return open();
}

void LogFile::append(const QByteArray &line)
{
    if (!isCurrent() && !open())
        return;
    struct stat status = {};
    if (fstat(m_file.get(), &status) != 0)
        return;
    if (status.st_size > 0 && status.st_size + line.size() > m_maxBytes && !rotate())
        return;
    [[maybe_unused]] const ssize_t written = ::write(m_file.get(), line.constData(),
                                                     std::size_t(line.size()));
}

} // namespace Konstantly
