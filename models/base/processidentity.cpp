// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/processidentity.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QFile>

#include <cerrno>

#include <signal.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Field 22 of /proc/PID/stat, in clock ticks since boot; 0 without such a file.
quint64 startTime(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = file.readAll();
    // The second field is the program's name in parentheses and may hold anything, also spaces and parentheses.
    const QByteArrayList fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return fields.size() > 19 ? fields[19].toULongLong() : 0;
}

} // namespace

ProcessIdentity ProcessIdentity::current()
{
    return {getpid(), startTime(getpid())};
}

bool ProcessIdentity::isRunning() const
{
    if (pid <= 0 || (::kill(pid_t(pid), 0) != 0 && errno == ESRCH))
        return false;
    const quint64 running = startTime(pid);
    return start == 0 || running == 0 || running == start;
}

} // namespace Konstantly
