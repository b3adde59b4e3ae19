// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/filedescriptor.h"
#include "models/base/filelease.h"

#include <QByteArray>

#include <chrono>

namespace Konstantly {

//! An open file that nobody else gets to see before it is decided whether its name stays its name.
//!
//! Whoever opens it waits (see FileLease). Then either it stays, and release() lets them in; or another file takes the name, and
//! serve() lets them read that one's content, as if they had come an instant later.
class HeldFile final
{
public:
    HeldFile() = default;
    //! A file that is only known, neither open nor held.
    explicit HeldFile(quint64 inode)
        : m_inode(inode)
    {}
    //! Opens \a name in \a folder. Somebody who has it open at the moment is waited for, \a patience at most; where that does not
    //! help, or the system can't hold files back, isHeld() is false. What is no regular file is not opened at all.
    HeldFile(int folder, const QByteArray &name, std::chrono::milliseconds patience);

    [[nodiscard]] bool isOpen() const { return m_file.isValid(); }
    [[nodiscard]] bool isHeld() const { return m_lease.isHeld(); }
    //! 0 when it could not even be looked at. As long as this object lives no other file can get the number, when isOpen().
    [[nodiscard]] quint64 inode() const { return m_inode; }
    [[nodiscard]] const FileDescriptor &file() const { return m_file; }

    void release() { m_lease.release(); }
    //! Writes \a content into it before it is released; nothing when it is not held, can't be written to or has another name
    //! that keeps it. For a file without a future only.
    void serve(QByteArrayView content);

private:
    FileDescriptor m_file;
    FileLease m_lease; //!< after the descriptor, so that it goes first
    quint64 m_inode = 0;
};

//! Two names in one folder, exchanged when they should not have been.
struct Exchanged
{
    int folder = -1;
    QByteArray target;    //!< names ours now
    QByteArray displaced; //!< names what somebody else had put there
};

//! Gives the displaced file its name back, unless somebody has taken the name since: what they put there is newer. \a ours is what
//! stands at the target now. Afterwards `displaced` names what nobody misses; when it can't be done the answer is false, and it
//! names what is somebody's.
//!
//! Nobody reads meanwhile what is not the newest: each file that gets the name is held until it is certain that it displaced none
//! but the one before it. Only a file that somebody keeps open for longer than an instant can't be held.
[[nodiscard]] bool takeBack(const Exchanged &names, HeldFile ours);

} // namespace Konstantly
