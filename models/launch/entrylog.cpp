// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/entrylog.h"

#include "models/base/file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Konstantly {

namespace {

constexpr qsizetype BlockSize = 64 * 1024;
constexpr qsizetype MaxHeader = 128;
//! When nobody manages to rotate, appending stops this far beyond the limit.
constexpr qint64 Overrun = qint64(1024) * 1024;
constexpr int SafeFlags = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

FileDescriptor openRegular(const QString &path, int flags)
{
    FileDescriptor file(::open(QFile::encodeName(path).constData(), flags | SafeFlags, 0600));
    struct stat status = {};
    const bool isOurs = file.isValid() && fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode)
                        && status.st_uid == geteuid();
    if (!isOurs && file.isValid()) {
        file.close();
        errno = EPERM;
    }
    return file;
}

//! A lock of the process group of all writers and readers; gone with its descriptor.
FileDescriptor lock(const QString &path, int operation)
{
    FileDescriptor file = openRegular(path, O_RDWR | O_CREAT);
    if (file.isValid() && flock(file.get(), operation | LOCK_NB) != 0)
        file.close();
    return file;
}

qint64 sizeOf(int descriptor)
{
    struct stat status = {};
    return fstat(descriptor, &status) == 0 ? qint64(status.st_size) : -1;
}

bool isWholeLineBefore(int descriptor, qint64 end)
{
    char last = '\n';
    return end == 0 || pread(descriptor, &last, 1, end - 1) != 1 || last == '\n';
}

} // namespace

QByteArray LogCursor::toJson() const
{
    QJsonObject object;
    for (auto it = offsets.begin(); it != offsets.end(); ++it)
        object.insert(it.key(), it.value());
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

LogCursor LogCursor::fromJson(const QByteArray &json)
{
    LogCursor cursor;
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    for (auto it = object.begin(); it != object.end(); ++it)
        cursor.offsets.insert(it.key(), std::max<qint64>(it.value().toInteger(), 0));
    return cursor;
}

EntryLog::EntryLog(QString folder, QString name, Limits limits)
    : m_folder(std::move(folder))
    , m_name(std::move(name))
    , m_limits(limits)
{}

QString EntryLog::path(const QString &suffix) const
{
    return m_folder + u'/' + m_name + suffix;
}

//! Oldest first.
QStringList EntryLog::oldPaths() const
{
    QStringList names = QDir(m_folder).entryList({m_name + u"-????????.jsonl"_s}, QDir::Files,
                                                 QDir::Name);
    for (QString &name : names)
        name.prepend(m_folder + u'/');
    return names;
}

//! The file with its first line. True when it is there, whoever made it.
bool EntryLog::create() const
{
    if (!makePrivateDir(m_folder))
        return false;
    const QString id = QUuid::createUuid().toString(QUuid::Id128);
    const QString temporary = path(u'-' + id + u".tmp"_s);
    FileDescriptor file = openRegular(temporary, O_WRONLY | O_CREAT | O_EXCL);
    const QByteArray header = "{\"log\":\"" + id.toLatin1() + "\",\"format\":1}\n";
    const bool isWritten = file.isValid()
                           && ::write(file.get(), header.constData(), size_t(header.size()))
                                  == header.size();
    const QByteArray from = QFile::encodeName(temporary);
    const bool isThere
        = isWritten
          && (::link(from.constData(), QFile::encodeName(path(u".jsonl"_s)).constData()) == 0
              || errno == EEXIST);
    if (file.isValid())
        ::unlink(from.constData());
    return isThere;
}

bool EntryLog::append(const QByteArray &line) const
{
    if (line.isEmpty() || line.size() > MaxLine || line.contains('\n'))
        return false;
    FileDescriptor file = openCurrent();
    if (file.isValid() && sizeOf(file.get()) + line.size() > m_limits.maxBytes) {
        rotate(file.get());
        file = openCurrent();
    }
    const qint64 size = file.isValid() ? sizeOf(file.get()) : -1;
    if (size < 0 || size > m_limits.maxBytes + Overrun)
        return false;
    QByteArray bytes = line + '\n';
    if (!isWholeLineBefore(file.get(), size))
        bytes.prepend('\n');
    return ::write(file.get(), bytes.constData(), size_t(bytes.size())) == bytes.size();
}

FileDescriptor EntryLog::openCurrent() const
{
    const QString current = path(u".jsonl"_s);
    FileDescriptor file = openRegular(current, O_RDWR | O_APPEND);
    // Another process may be rotating between our two looks.
    for (int attempt = 0; !file.isValid() && errno == ENOENT && attempt < 10; ++attempt) {
        if (!create())
            break;
        file = openRegular(current, O_RDWR | O_APPEND);
    }
    return file;
}

void EntryLog::rotate(int descriptor) const
{
    const FileDescriptor held = lock(path(u".lock"_s), LOCK_EX);
    if (!held.isValid())
        return; // somebody else does it, or reads: the next line comes soon
    const QByteArray current = QFile::encodeName(path(u".jsonl"_s));
    struct stat opened = {};
    struct stat named = {};
    if (fstat(descriptor, &opened) != 0 || lstat(current.constData(), &named) != 0
        || opened.st_ino != named.st_ino || opened.st_dev != named.st_dev)
        return; // done already
    QStringList old = oldPaths();
    const int last = old.isEmpty() ? 0 : old.last().chopped(6).right(8).toInt();
    const QString target = path(u"-%1.jsonl"_s.arg(last + 1, 8, 10, QLatin1Char('0')));
    if (std::rename(current.constData(), QFile::encodeName(target).constData()) != 0)
        return;
    old << target;
    while (old.size() > m_limits.oldFiles)
        QFile::remove(old.takeFirst());
}

struct EntryLog::OpenFile
{
    FileDescriptor file;
    QString id;
    qint64 header = 0; // bytes

    //! Appends whole lines behind \a offset to \a lines, and moves it. True when there is more.
    bool readOn(qint64 &offset, QByteArrayList &lines, qsizetype maxLines) const;
};

bool EntryLog::OpenFile::readOn(qint64 &offset, QByteArrayList &lines, qsizetype maxLines) const
{
    QByteArray block(BlockSize, Qt::Uninitialized);
    bool isTooLong = false; // in a line that is passed over
    while (true) {
        const ssize_t count = pread(file.get(), block.data(), size_t(block.size()), offset);
        if (count <= 0)
            return false;
        QByteArrayView rest = QByteArrayView(block).first(count);
        for (qsizetype end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
            if (lines.size() >= maxLines)
                return true;
            if (end > 0 && end <= MaxLine && !isTooLong)
                lines << rest.first(end).toByteArray();
            isTooLong = false;
            offset += end + 1;
            rest = rest.sliced(end + 1);
        }
        if (rest.size() == count || isTooLong) { // no line ends in a whole block, or at the end
            if (count < BlockSize && !isTooLong)
                return false; // an unfinished line: it may still be written to
            isTooLong = true;
            offset += rest.size();
        }
    }
}

Result<std::vector<EntryLog::OpenFile>> EntryLog::openAll() const
{
    std::vector<OpenFile> files;
    if (!QFile::exists(m_folder))
        return files;
    FileDescriptor held;
    for (int attempt = 0; attempt < 100 && !held.isValid(); ++attempt) {
        held = lock(path(u".lock"_s), LOCK_SH);
        if (!held.isValid())
            std::this_thread::sleep_for(5ms);
    }
    if (!held.isValid())
        return fail(ErrorCode::FileUnreadable, u"it is being rotated"_s, path(u".jsonl"_s));
    QStringList paths = oldPaths();
    paths << path(u".jsonl"_s);
    for (const QString &name : std::as_const(paths)) {
        OpenFile file{openRegular(name, O_RDONLY), {}, 0};
        if (!file.file.isValid()) {
            if (errno == ENOENT)
                continue;
            return fail(ErrorCode::FileUnreadable, {}, name);
        }
        QByteArray header(MaxHeader, '\0');
        header.resize(std::max<ssize_t>(pread(file.file.get(), header.data(), MaxHeader, 0), 0));
        const qsizetype end = header.indexOf('\n');
        file.id = QJsonDocument::fromJson(header.left(end)).object().value(u"log"_s).toString();
        file.header = end + 1;
        struct stat status = {};
        if (file.id.isEmpty()
            && fstat(file.file.get(), &status) == 0) { // damaged: the next best name
            file.id = u"inode-%1"_s.arg(quint64(status.st_ino));
            file.header = 0;
        }
        files.push_back(std::move(file));
    }
    return files;
}

Result<EntryLog::Batch> EntryLog::read(const LogCursor &from, qsizetype maxLines) const
{
    const auto files = openAll();
    if (!files)
        return fail(files.error());
    Batch batch;
    for (const OpenFile &file : *files) {
        qint64 offset = std::max(from.offsets.value(file.id), file.header);
        if (offset > sizeOf(file.file.get()))
            offset = file.header; // somebody cut it: better twice than never
        batch.hasMore = file.readOn(offset, batch.lines, maxLines) || batch.hasMore;
        batch.next.offsets.insert(file.id, offset);
    }
    return batch;
}

} // namespace Konstantly
