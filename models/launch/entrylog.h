// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/filedescriptor.h"
#include "models/base/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <vector>

namespace Konstantly {

//! How far somebody has read in an EntryLog: for each of its files, by the file's id, the bytes that are done. A value to be
//! stored between runs.
struct LogCursor
{
    QMap<QString, qint64> offsets;

    [[nodiscard]] QByteArray toJson() const;
    //! Where \a json is no cursor: the beginning of everything.
    [[nodiscard]] static LogCursor fromJson(const QByteArray &json);
    friend bool operator==(const LogCursor &, const LogCursor &) = default;
};

//! Lines of JSON that many processes append to and one reads on in: FOLDER/NAME.jsonl and, when that has become too large,
//! FOLDER/NAME-00000001.jsonl and so on, of which the newest few are kept. Files are 0600 in a 0700 folder.
//!
//! - A line goes out in one write(2) on a descriptor opened with O_APPEND, so lines of different processes never mix. A line
//!   that a full disk cut off is left behind: the next writer starts a new one, the reader passes over it.
//! - Every file starts with a line of its own, {"log":ID,"format":1}. It is complete from the file's first moment (written
//!   elsewhere, then linked into place), so that no two processes can both create one.
//! - One process rotates at a time, under a lock that nobody waits for. A file is renamed once and then stays what it is; who
//!   had it open a moment before may still append to it, which is why a cursor knows every file.
class EntryLog final
{
public:
    struct Limits
    {
        qint64 maxBytes = 4 * 1024 * 1024; //!< of a file, about
        int oldFiles = 3;
    };
    static constexpr qsizetype MaxLine = 16 * 1024;

    EntryLog(QString folder, QString name, Limits limits);

    //! Appends \a line, which has no line break. False: it could not be written, and is lost. May take as long as the file
    //! system does.
    [[nodiscard]] bool append(const QByteArray &line) const;

    struct Batch
    {
        QByteArrayList lines; //!< oldest file first
        LogCursor next;
        bool hasMore = false;
    };
    //! The next lines after \a from, about \a maxLines at most. Lines that are cut off, too long or damaged are passed over,
    //! as far as that shows without parsing them. An absent log is an empty one.
    //! Errors: FileUnreadable.
    [[nodiscard]] Result<Batch> read(const LogCursor &from, qsizetype maxLines = 10'000) const;

private:
    struct OpenFile;

    [[nodiscard]] QString path(const QString &suffix) const;
    [[nodiscard]] QStringList oldPaths() const;
    [[nodiscard]] bool create() const;
    [[nodiscard]] FileDescriptor openCurrent() const;
    void rotate(int descriptor) const;
    [[nodiscard]] Result<std::vector<OpenFile>> openAll() const;

    QString m_folder;
    QString m_name;
    Limits m_limits;
};

} // namespace Konstantly
