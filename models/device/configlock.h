// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/filedescriptor.h"
#include "models/base/result.h"
#include "models/device/clientcatalog.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <thread>

#include <sys/stat.h>

namespace Konstantly {

//! The lock that an AI tool itself takes around its own read-modify-rename of its file, taken by us around ours, so that
//! neither loses the other's change (client-configs.md, section 1).
//!
//! It is a directory `FILE.lock`. The tool makes it, sets its time anew every few seconds, removes it when it is done, and
//! takes over one whose time is ten seconds old, because its holder must have died. LockKind says the rest:
//! - Directory: empty, made with mkdir() (the npm package proper-lockfile).
//! - OwnedDirectory: never empty. It is prepared as `FILE.lock.tmp.TOKEN` with a file `owner.TOKEN` inside and gets its
//!   name by rename(), which can't displace a directory that has something in it.
//!
//! Used once: take(), change the file, release() or the destructor. Blocks; for workers.
class ConfigLock final
{
public:
    struct Timing
    {
        std::chrono::milliseconds patience{5'000};    //!< how long take() waits
        std::chrono::milliseconds staleAfter{10'000}; //!< the tools' own figure
        std::chrono::milliseconds refreshEvery{2'000};
    };

    //! \a toolName is for the error message.
    ConfigLock(LockKind kind, const QString &path, QString toolName);
    ConfigLock(LockKind kind, const QString &path, QString toolName, Timing timing);
    ~ConfigLock() { release(); }
    Q_DISABLE_COPY_MOVE(ConfigLock)

    //! Waits for the lock and keeps it fresh from then on. FileBusy when somebody else keeps it fresh for longer than
    //! Timing::patience; FileNotWritable when the folder does not take it. Succeeds without a lock with LockKind::None and
    //! in a folder that does not exist yet: nobody else can have one there.
    [[nodiscard]] Result<> take();
    //! Whether it still is ours: a process that was stopped for ten seconds may have lost it.
    [[nodiscard]] bool isHeld() const;
    void release();

private:
    enum class Attempt { Taken, Held, Failed };

    [[nodiscard]] Attempt attempt();
    [[nodiscard]] bool makeDirectory();
    [[nodiscard]] bool placeOwnedDirectory();
    [[nodiscard]] bool takeOverStale();
    void keepFresh();
    void removeOurs();
    void removeDirectory(const QByteArray &name);
    void removeOwnLeftovers();
    [[nodiscard]] bool isName(const QByteArray &name, const struct stat &status) const;

    LockKind m_kind;
    QString m_path;
    QString m_toolName;
    Timing m_timing;
    QByteArray m_name;  //!< of the lock inside its folder
    QByteArray m_token; //!< of this lock: it begins with our pid
    FileDescriptor m_folder;
    FileDescriptor
        m_directory; //!< the lock while we hold it; open, so that its inode is not given to another one
    std::jthread m_refresher;
    int m_error = 0; //!< errno of a failed attempt
};

} // namespace Konstantly
