// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/faults/strace.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Konstantly::Tests {

QString TracedCall::kill() const
{
    return u"inject=%1:signal=SIGKILL:when=%2"_s.arg(QString::fromLatin1(name)).arg(number);
}

QString TracedCall::fail(const QByteArray &error) const
{
    const bool isResult = error.front() != 'E';
    return u"inject=%1:%2=%3:when=%4"_s
        .arg(QString::fromLatin1(name), isResult ? u"retval"_s : u"error"_s,
             QString::fromLatin1(error))
        .arg(number);
}

bool TracedCall::isChanging() const
{
    static const QByteArrayList names{"openat",    "write",  "fchmod",   "fsync",     "fdatasync",
                                      "close",     "rename", "renameat", "renameat2", "link",
                                      "linkat",    "unlink", "unlinkat", "fsetxattr", "mkdir",
                                      "mkdirat",   "rmdir",  "pread64",  "fcntl",     "flock",
                                      "utimensat", "chmod",  "ftruncate"};
    return names.contains(name);
}

bool TracedCall::isOnTemporary() const
{
    return line.contains("/.konstantly-") || line.contains("\".konstantly-");
}

QString straceProblem()
{
    if (QStandardPaths::findExecutable(u"strace"_s).isEmpty())
        return u"strace is not installed"_s;
    if (QProcess::execute(u"strace"_s, {u"-o"_s, u"/dev/null"_s, u"-e"_s,
                                        u"inject=getuid:error=EPERM:when=1"_s, u"true"_s})
        != 0)
        return u"strace can't trace here"_s;
    return {};
}

QList<TracedCall> tracedCalls(const QByteArray &trace)
{
    static const QRegularExpression form(u"^(?:(\\d+) +)?([a-z_0-9]+)\\(.*$"_s);
    QHash<std::pair<qint64, QByteArray>, int> counts;
    QList<TracedCall> calls;
    for (const QByteArray &line : trace.split('\n')) {
        const auto match = form.match(QString::fromUtf8(line));
        if (!match.hasMatch())
            continue;
        const qint64 thread = match.captured(1).toLongLong();
        const QByteArray name = match.captured(2).toLatin1();
        calls.append({thread, name, ++counts[{thread, name}], line});
    }
    return calls;
}

QByteArrayList errorsFor(const QByteArray &call)
{
    static const QHash<QByteArray, QByteArrayList> errors{
        {"openat", {"ENOSPC", "EACCES", "EROFS", "EMFILE", "EINTR", "EDQUOT", "EIO"}},
        {"write", {"ENOSPC", "EIO", "EDQUOT", "EINTR", "EFBIG", "0"}}, // 0: as short as can be
        {"fsync", {"EIO", "ENOSPC", "EDQUOT", "EINTR"}},
        {"fchmod", {"EPERM", "EIO", "EINTR"}},
        {"close", {"EIO", "ENOSPC", "EINTR"}},
        {"renameat2", {"EIO", "ENOSPC", "EACCES", "EINVAL", "EDQUOT", "EROFS"}},
        {"renameat", {"EIO", "ENOSPC", "EACCES", "EDQUOT", "EROFS"}},
        {"rename", {"EIO", "ENOSPC", "EACCES", "EDQUOT", "EROFS"}},
        {"flistxattr", {"EIO", "EOPNOTSUPP"}},
        {"mkdirat", {"EACCES", "ENOSPC", "EDQUOT", "EROFS", "EIO"}},
        {"mkdir", {"EACCES", "ENOSPC", "EDQUOT", "EROFS", "EIO"}},
        {"unlinkat", {"EIO", "EACCES", "EROFS"}},
        {"unlink", {"EIO", "EACCES", "EROFS"}},
        {"rmdir", {"EIO", "EACCES", "EROFS"}},
        {"flock", {"ENOLCK", "EINTR"}},
        {"fcntl", {"EAGAIN", "EACCES"}},
        {"ftruncate", {"EIO"}},
        {"pread64", {"EIO", "EINTR"}},
        {"newfstatat", {"EIO", "EACCES"}}};
    return errors.value(call);
}

bool mustRefuse(const TracedCall &call, const QByteArray &error, bool isRenamed)
{
    if (error == "EINTR" || (call.name == "renameat2" && error == "EINVAL"))
        return false;
    return call.name == "write" || call.name == "fsync" || call.name == "fchmod"
           || call.name.startsWith("rename")
           || (call.name == "close" && call.isOnTemporary() && !isRenamed)
           || (call.name == "openat" && call.line.contains("O_CREAT"));
}

} // namespace Konstantly::Tests
