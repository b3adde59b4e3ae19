// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

//! \file Reading and replacing whole files: other programs' configuration and our own state (security C-4, C-5, C-7, C-12).
//!
//! QSaveFile is not used because its commit() answers "true" on a full disk and because it loses ACLs, extended
//! attributes and hard links. All functions are synchronous, may be called from any thread and leave nothing behind when
//! they fail. Error::subject is the path as given.

namespace Konstantly {

//! The size beyond which readFile() refuses by default: no configuration file is that large.
inline constexpr qint64 DefaultMaxFileBytes = qint64(8) * 1024 * 1024;

//! What a file was when it was read: the precondition of replaceFile().
struct FileSnapshot
{
    QByteArray bytes;
    bool exists = false;
    QString realPath; //!< where symbolic links lead to
    quint64 device = 0;
    quint64 inode = 0;
    qint64 mtimeNs = 0;
    uint mode = 0; //!< permission bits

    //! Of bytes, raw (32 bytes); empty when the file is absent. Computed anew each time.
    [[nodiscard]] QByteArray sha256() const;
    //! True when both describe the same bytes (or both an absent file), whatever inode and time say.
    [[nodiscard]] bool hasSameContent(const FileSnapshot &other) const
    {
        return exists == other.exists && bytes == other.bytes;
    }
    friend bool operator==(const FileSnapshot &, const FileSnapshot &) = default;
};

//! Which file is at a path, and which version of it as far as that shows without reading it. Equal = in all likelihood the same
//! bytes.
struct FileIdentity
{
    quint64 device = 0;
    quint64 inode = 0; //!< 0 = there is none
    qint64 mtimeNs = 0;
    qint64 ctimeNs = 0;
    qint64 size = 0;

    friend bool operator==(const FileIdentity &, const FileIdentity &) = default;
};

//! Of what \a path leads to.
[[nodiscard]] FileIdentity fileIdentity(const QString &path);

struct WriteOptions
{
    uint newFileMode = 0600;  //!< of a file that did not exist; an existing one keeps its own mode
    bool makeParents = false; //!< create missing folders, 0700 each
    bool isTrial
        = false; //!< everything but the last step: tells what would fail, and changes nothing
};

//! Reads a whole regular file. An absent file (or folder) is a snapshot with `exists == false`, not an error.
//!
//! Symbolic links are followed, except loops, dangling ones, and links that another user put into a sticky folder.
//! Errors: FileUnreadable; FileUnsupported (not a regular file, larger than \a maxBytes, dangling link …);
//! FileChangedMeanwhile when somebody kept writing while it was read.
[[nodiscard]] Result<FileSnapshot> readFile(const QString &path,
                                            qint64 maxBytes = DefaultMaxFileBytes);

//! Puts \a bytes in place of what \a expected describes, atomically: at any moment, also after a crash or a power cut,
//! the file is the old or the new one, complete.
//!
//! Mode, owner, ACL and extended attributes are kept, or the file is refused before anything is written; a symbolic link
//! stays a link. Errors, each with the file untouched and no temporary file left: FileChangedMeanwhile when the file is
//! not what \a expected says any more, DiskFull, FileNotWritable (read-only file, folder or disk, no such folder),
//! FileUnsupported (hard links, another owner, attributes that can't be kept), FileUnreadable. See AtomicCommit for its limits.
[[nodiscard]] Result<> replaceFile(const QString &path, const FileSnapshot &expected,
                                   QByteArrayView bytes, const WriteOptions &options = {});

//! Removes the file that \a expected describes, with the same care: never another one that was put there since. A link is not
//! followed to its end but refused with FileUnsupported. The other errors are those of replaceFile().
[[nodiscard]] Result<> removeFile(const QString &path, const FileSnapshot &expected);

//! Writes a file of our own, atomically, 0600 whatever it was before and whatever the umask. Missing folders are created
//! with 0700. Nothing is expected of the present content: callers that share a file lock it themselves.
[[nodiscard]] Result<> writePrivateFile(const QString &path, QByteArrayView bytes);

//! Makes \a path a folder that only its owner may enter: creates it (and missing parents) with 0700, tightens an existing
//! one. Refuses a folder that belongs to somebody else.
[[nodiscard]] Result<> makePrivateDir(const QString &path);

//! Removes the temporary files that commits killed half-way left in \a directory, and answers how many. Such a file is
//! named `.konstantly-PID-START-RANDOM.tmp`; it is left alone while the process PID, started at START, still runs. It
//! never holds a Konstantly key. An absent folder is fine.
[[nodiscard]] Result<int> removeLeftovers(const QString &directory);

} // namespace Konstantly
