// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/file.h"
#include "models/base/filedescriptor.h"
#include "models/base/filelease.h"
#include "models/base/heldfile.h"
#include "models/base/resolvedpath.h"

#include <QByteArrayList>

namespace Konstantly {

//! One atomic replacement of one file (security C-4, C-5), used once: prepare(), append() as often as needed, seal(), install().
//!
//! The new content goes to a temporary file in the target's own folder, is synced, and then takes the target's name; the
//! folder is synced last. Where the file system can, the two files *exchange* their names: so the file that is
//! displaced can be looked at, and gets its name back when it is not the one that was expected or when the folder can't be
//! synced; leases see to it that meanwhile nobody reads the one or writes the other.
//!
//! So a change that another program makes at the same moment, with no lock that both know, is not lost, except when
//! - its file comes between our last look and a plain rename, which are two system calls, some microseconds: \a expected holds
//!   a Konstantly key (a process killed between exchange and removal would leave it behind under the temporary name, so such a
//!   file is replaced outright), or the file system can't exchange;
//! - it writes into the old file in place, and its open() found that before the exchange and went on only after our last look,
//!   which waits for such ones where the system can (see FileLease::awaitRunningOpens());
//! - it replaces the file twice and keeps the first of its files open for more than 50 ms, and the second one comes exactly while
//!   we put the first one back: then somebody who reads in that moment sees the first.
//! Where there are no leases (macOS, network file systems) a program can also read, for that moment, what is then taken back.
//!
//! Whatever fails, the destructor leaves the folder as it was.
class AtomicCommit final
{
public:
    //! \a path is for error messages.
    AtomicCommit(QString path, ResolvedPath target);
    ~AtomicCommit();
    Q_DISABLE_COPY_MOVE(AtomicCommit)

    //! Creates missing folders (0700).
    [[nodiscard]] Result<> makeFolders();
    //! Lets them stay whatever happens.
    void keepFolders() { m_made.clear(); }
    //! Opens the folder and makes the temporary file, readable by its owner only.
    [[nodiscard]] Result<> prepare();
    //! Gives the temporary file the owner, ACL and extended attributes of the target.
    [[nodiscard]] Result<> keepMetadata();
    //! Writes at the end of the temporary file.
    [[nodiscard]] Result<> append(QByteArrayView bytes);
    //! Sets \a mode, syncs and closes: nothing can be appended any more.
    [[nodiscard]] Result<> seal(mode_t mode);
    //! Gives the file its name if the target still is what \a expected says; with no expectation in any case.
    [[nodiscard]] Result<> install(const FileSnapshot *expected);

    //! Instead of all that: takes the target away if it still is what \a expected says.
    [[nodiscard]] Result<> remove(const FileSnapshot &expected);

    //! True when \a name is one of our temporary files whose process is gone.
    [[nodiscard]] static bool isLeftover(const QByteArray &name);

private:
    enum class Way { Exchange, Replace, Create };

    [[nodiscard]] Result<> openFolder();
    [[nodiscard]] Result<> unlinkTarget();
    [[nodiscard]] tl::unexpected<Error> failure(const char *operation, int errorNumber) const;
    [[nodiscard]] bool isTargetAsExpected(const FileSnapshot &expected);
    [[nodiscard]] bool isStill(const QByteArray &name, const FileSnapshot &expected) const;
    [[nodiscard]] bool isOriginalUntouched(const FileSnapshot &expected) const;
    [[nodiscard]] Result<> rename(Way &way, bool isExpected);
    [[nodiscard]] Result<> putBack(Way way, const FileSnapshot *expected, const Error &cause);
    [[nodiscard]] bool restore(const FileSnapshot &expected);

    QString m_path;
    ResolvedPath m_target;
    FileDescriptor m_folder;
    FileDescriptor m_original; //!< the target as it was when the commit began
    FileLease m_originalLease; //!< keeps writers off it
    FileDescriptor m_file;     //!< the new content, while it is written
    HeldFile m_placed;         //!< the new content, until it is certain that it stays
    QByteArray m_temporary;    //!< the temporary file's name while there is one
    quint64 m_inode = 0;       //!< of the new content
    QByteArrayList m_made;     //!< folders to remove again unless the commit succeeds
};

//! Whether the file at \a target, which exists, can be replaced without damage and with its owner's will (C-7, C-12). \a path is
//! for error messages.
[[nodiscard]] Result<> checkReplaceable(const QString &path, const ResolvedPath &target);

//! Opens the regular file \a name in \a folder for reading, without following a link and without ever waiting.
[[nodiscard]] Result<FileDescriptor> openForReading(int folder, const QByteArray &name,
                                                    const QString &path);

//! Reads \a file completely. FileSnapshot::realPath is the caller's to fill in. \a path is for error messages.
[[nodiscard]] Result<FileSnapshot> readContent(const FileDescriptor &file, const QString &path,
                                               qint64 maxBytes);

[[nodiscard]] qint64 modificationTimeNs(const struct stat &status);

} // namespace Konstantly
