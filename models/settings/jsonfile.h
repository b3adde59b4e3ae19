// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

class QLockFile;

namespace Konstantly {

//! One of our own JSON files: `{"format": 1, …}`, written by several processes (window, command line, launcher).
//!
//! Every change is read, modified and replaced while a lock file is held, through the atomic writer, so that no update of
//! another process is lost and no reader ever sees half a file. A file that can't be understood is never overwritten silently:
//! a damaged one is renamed to `NAME.damaged-TIME` first, one of a newer version is refused.
class JsonFile final
{
public:
    //! Whether a document makes sense beyond being JSON. An error counts as a damaged file; its detail names the field.
    using Check = std::function<Result<>(const QJsonObject &document)>;

    //! \a lockDir holds the lock file (created 0700 on the first change).
    JsonFile(QString path, QString lockDir, Check check,
             std::chrono::milliseconds lockTimeout = std::chrono::seconds(5));

    [[nodiscard]] QString path() const { return m_path; }

    //! The whole document. An absent file is an empty object.
    //! \return FileNotParsable (damaged), FileUnsupported (a newer version wrote it), FileUnreadable
    [[nodiscard]] Result<QJsonObject> read() const;

    //! Changes the document in place; returning an error leaves the file alone.
    using Change = std::function<Result<>(QJsonObject &document)>;
    //! Runs \a change on what is in the file now and writes the result; nothing is written when it changed nothing.
    //! \return what \a change returned, FileNotWritable (also when the lock can't be had in time), DiskFull,
    //! FileUnsupported. \a keptAside is set to the new name of a damaged file that had to make room.
    [[nodiscard]] Result<QJsonObject> update(const Change &change,
                                             QString *keptAside = nullptr) const;

    //! Whether update() could write a change of a few KB now. Leaves nothing behind. Errors are those of update(), for which it
    //! is no promise.
    [[nodiscard]] Result<> tryUpdate() const;

private:
    //! Takes \a lock.
    [[nodiscard]] Result<> takeOwnLock(std::unique_ptr<QLockFile> &lock) const;

    QString m_path;
    QString m_lockDir;
    Check m_check;
    std::chrono::milliseconds m_lockTimeout;
};

} // namespace Konstantly
