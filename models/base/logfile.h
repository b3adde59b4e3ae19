// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/filedescriptor.h"

#include <QByteArray>
#include <QString>

namespace Konstantly {

//! A log file of limited size that several processes may append to: PATH, PATH.1, PATH.2 … each 0600 (security G-4).
//!
//! Never waits and never fails: what can't be written is dropped.
class LogFile final
{
public:
    LogFile(const QString &path, qint64 maxBytes, int fileCount);

    //! Appends \a line, which ends in a line break and goes out in one write.
    void append(const QByteArray &line);

private:
    [[nodiscard]] bool open();
    //! True when PATH is still the file that is open: another process may have rotated it away.
    [[nodiscard]] bool isCurrent() const;
    [[nodiscard]] bool rotate();
    [[nodiscard]] QByteArray name(int number) const;

    QByteArray m_path;
    qint64 m_maxBytes;
    int m_fileCount;
    FileDescriptor m_file;
};

} // namespace Konstantly
