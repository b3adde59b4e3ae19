// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QByteArray>

#include <memory>

namespace Konstantly {

class AtomicCommit;

//! What writePrivateFile() does, for content that comes piece by piece: open(), write() as often as needed, commit(). Until then
//! the file at the path is what it was; destroyed before, or after an error, the writer leaves nothing behind. Errors are
//! those of writePrivateFile(). Synchronous; one thread at a time.
class PrivateFileWriter final
{
public:
    enum class MissingFolders { Create, Refuse };

    explicit PrivateFileWriter(QString path, MissingFolders missing = MissingFolders::Create);
    ~PrivateFileWriter();
    Q_DISABLE_COPY_MOVE(PrivateFileWriter)

    //! Missing folders are created with 0700, or refused with FileNotWritable. What can't be replaced is refused now, not after hours of writing.
    [[nodiscard]] Result<> open();
    //! Small pieces are gathered.
    [[nodiscard]] Result<> write(QByteArrayView bytes);
    [[nodiscard]] Result<> commit();

private:
    [[nodiscard]] Result<> flush();

    QString m_path;
    MissingFolders m_missing;
    QByteArray m_gathered;
    std::unique_ptr<AtomicCommit> m_commit; // while open
};

} // namespace Konstantly
